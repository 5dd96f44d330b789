// Values as text in the style of the place they go to.
import type { Layout } from "../model/tree.ts";

/** What an edit may write. Keys keep their order. */
export type EditValue =
  string | number | boolean | Intrinsic | readonly EditValue[] | { readonly [key: string]: EditValue };

/** A CloudFormation function in the short form of YAML (`!Ref X`) or the long form of JSON (`{ "Ref": "X" }`). */
export class Intrinsic {
  readonly name: "Ref" | "GetAtt" | "Sub";
  readonly argument: string;

  constructor(name: Intrinsic["name"], argument: string) {
    this.name = name;
    this.argument = argument;
  }
}

export const ref = (logicalId: string) => new Intrinsic("Ref", logicalId);
export const getAtt = (logicalId: string, attribute: string) => new Intrinsic("GetAtt", `${logicalId}.${attribute}`);
export const sub = (text: string) => new Intrinsic("Sub", text);

export type Style = Layout["style"];

const STEP = 2;

/**
 * `key: value` without a line break before or after it. `indent` is the column of the key; deeper lines are indented by two
 * columns more for each level.
 */
export function entryText(key: string, value: EditValue, style: Style, indent: number): string {
  if (style === "json") return `${JSON.stringify(key)}: ${valueText(value, style, indent)}`;
  const written = isBlock(value, style)
    ? `\n${spaces(indent + STEP)}${valueText(value, style, indent + STEP)}`
    : ` ${valueText(value, style, indent)}`;
  return `${yamlScalar(key)}:${written}`;
}

/**
 * The value alone. For a block (`yaml-block`, non-empty list or map) `indent` is the column where its first line begins; in JSON
 * the column of the entry it belongs to.
 */
export function valueText(value: EditValue, style: Style, indent: number): string {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value === "string") return style === "json" ? JSON.stringify(value) : yamlScalar(value, style);
  if (value instanceof Intrinsic) return intrinsicText(value, style);
  if (style === "json") return jsonText(value, indent);
  const isList = Array.isArray(value);
  const parts = isList
    ? (value as readonly EditValue[]).map((item) =>
        style === "yaml-block" ? `- ${valueText(item, style, indent + STEP)}` : valueText(item, style, indent),
      )
    : Object.entries(value).map(([key, item]) => entryText(key, item, style, indent));
  if (parts.length === 0) return isList ? "[]" : "{}";
  if (style === "yaml-block") return parts.join(`\n${spaces(indent)}`);
  return isList ? `[${parts.join(", ")}]` : `{ ${parts.join(", ")} }`;
}

function isBlock(value: EditValue, style: Style): boolean {
  return (
    style === "yaml-block" &&
    typeof value === "object" &&
    !(value instanceof Intrinsic) &&
    Object.keys(value).length > 0
  );
}

/** On one line. */
function intrinsicText({ name, argument }: Intrinsic, style: Style): string {
  if (style !== "json") return `!${name} ${yamlScalar(argument, style)}`;
  if (name === "Ref") return `{ "Ref": ${JSON.stringify(argument)} }`;
  const given = name === "GetAtt" ? argument.split(".").map((part) => JSON.stringify(part)) : undefined;
  return `{ "Fn::${name}": ${given ? `[${given.join(", ")}]` : JSON.stringify(argument)} }`;
}

function jsonText(value: EditValue, indent: number): string {
  if (typeof value !== "object") return JSON.stringify(value);
  if (value instanceof Intrinsic) return intrinsicText(value, "json");
  const isList = Array.isArray(value);
  const parts = isList
    ? (value as readonly EditValue[]).map((item) => jsonText(item, indent + STEP))
    : Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${jsonText(item, indent + STEP)}`);
  const [open, close] = isList ? "[]" : "{}";
  if (parts.length === 0) return `${open}${close}`;
  const isShort = parts.length === 1 && !parts[0]?.includes("\n") && (parts[0]?.length ?? 0) < 40;
  if (isShort) return isList ? `[${parts[0]}]` : `{ ${parts[0]} }`;
  const inner = `\n${spaces(indent + STEP)}`;
  return `${open}${inner}${parts.join(`,${inner}`)}\n${spaces(indent)}${close}`;
}

export const spaces = (count: number) => " ".repeat(count);

/** Plain only when every YAML reader takes it as this very text, else double-quoted. Source: YAML 1.2.2, 7.3 and 10.3; YAML 1.1 booleans. */
export function yamlScalar(text: string, style: Style = "yaml-block"): string {
  const isPlain =
    /^[\p{L}_$/][\p{L}\p{N}_ .$/:@+()-]*$/u.test(text) &&
    !/: |:$| $|^\$\{/.test(text) &&
    !/^(?:true|false|yes|no|on|off|y|n|null)$/i.test(text) &&
    !(style === "yaml-flow" && text.includes(":"));
  return isPlain ? text : JSON.stringify(text);
}
