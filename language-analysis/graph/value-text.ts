import type { Reference, Value } from "../model/value.ts";

const LONGEST = 120;

/** A value as one line for people: `Orders.Arn`, `orders-${Stage}`, `not known: ...`. Never longer than 120 characters. */
export function valueText(value: Value): string {
  const text = longText(value, 0);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

function longText(value: Value, depth: number): string {
  if (depth > 6) return "…";
  switch (value.kind) {
    case "text":
      return value.value;
    case "number":
    case "boolean":
      return String(value.value);
    case "null":
      return "";
    case "list":
      return value.items.map((item) => longText(item, depth + 1)).join(", ");
    case "map":
      return value.entries.map((entry) => `${entry.key}: ${longText(entry.value, depth + 1)}`).join(", ");
    case "reference":
      return referenceText(value.to, depth);
    case "join":
      return value.parts
        .map((part) => (part.kind === "text" ? part.value : `\${${longText(part, depth + 1)}}`))
        .join("");
    case "choice":
      return value.options.map((option) => longText(option, depth + 1)).join(" or ");
    case "unresolved":
      return `not known: ${value.reason}`;
  }
}

function referenceText(to: Reference, depth: number): string {
  switch (to.by) {
    case "logical-id":
      return to.attribute === undefined ? to.logicalId : `${to.logicalId}.${to.attribute}`;
    case "parameter":
    case "pseudo":
      return to.name;
    case "export":
      return longText(to.name, depth + 1);
    case "stack-output":
      return `${to.logicalId}.Outputs.${to.output}`;
    case "stored-value":
      return `${to.service}:${to.name}`;
  }
}
