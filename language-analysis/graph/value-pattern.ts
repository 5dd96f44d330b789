// Values as IAM patterns, when only the map is at hand.
import type { Value } from "../model/value.ts";

/** Stands for a part that the workspace does not know; no text holds it. */
export const UNKNOWN_PART = "\uE010";

const MOST = 16;

/**
 * The texts that a value can be, with `UNKNOWN_PART` for references and for what is not known; pseudo parameters (region,
 * account, partition) are `*`. A choice gives one text for each option, at most 16.
 */
export function patternTexts(value: Value): readonly string[] {
  return texts(value, 0).slice(0, MOST);
}

function texts(value: Value, depth: number): readonly string[] {
  if (depth > 8) return [UNKNOWN_PART];
  switch (value.kind) {
    case "text":
      return [value.value];
    case "number":
    case "boolean":
      return [String(value.value)];
    case "reference":
      return [value.to.by === "pseudo" ? "*" : UNKNOWN_PART];
    case "choice":
      return value.options.flatMap((option) => texts(option, depth + 1)).slice(0, MOST);
    case "list":
      return value.items.flatMap((item) => texts(item, depth + 1)).slice(0, MOST);
    case "join": {
      let joined: readonly string[] = [""];
      for (const part of value.parts) {
        const next = texts(part, depth + 1);
        joined = joined.flatMap((before) => next.map((one) => before + one)).slice(0, MOST);
      }
      return joined;
    }
    case "null":
      return [];
    case "map":
    case "unresolved":
      return [UNKNOWN_PART];
  }
}
