// Fn::Split and Fn::Select on values that are known in part.
import type { SourceRange } from "../../model/range.ts";
import type { Value } from "../../model/value.ts";
import { assume, choiceValue, joinValues, listValue, textValue, unresolvedValue } from "../make-values.ts";
import { alternatives } from "../walk-values.ts";

/** Pseudo parameters and names hold none of the usual delimiters; attributes such as an ARN do. */
function mayHold(value: Value): boolean {
  return !(value.kind === "reference" && value.to.by === "pseudo");
}

/**
 * The parts of a text as a list. A part of a reference can't be told from its other parts: then every item is the reference,
 * by assumption, so that what it points to is not lost.
 */
export function splitValue(value: Value, delimiter: string, at: SourceRange): Value {
  if (value.kind === "choice") {
    const options = alternatives(value).map((option) => splitValue(option, delimiter, at));
    return choiceValue(value.condition, options, at);
  }
  if (value.kind === "text") {
    const items = value.value.split(delimiter).map((part) => textValue(part, at));
    const list = listValue(items, at);
    return value.assumed === undefined ? list : assume(list, value.assumed);
  }
  if (value.kind !== "join") return value;
  const items: Value[][] = [[]];
  for (const part of value.parts) {
    if (part.kind !== "text") {
      items.at(-1)?.push(mayHold(part) ? assume(part, "a part of a value") : part);
      continue;
    }
    part.value.split(delimiter).forEach((piece, index) => {
      if (index > 0) items.push([]);
      items.at(-1)?.push(textValue(piece, part.at));
    });
  }
  return listValue(
    items.map((parts) => joinValues(parts, at)),
    at,
  );
}

/** The item at `index`; of something that is no list, the thing itself by assumption. */
export function selectFrom(list: Value, index: number, at: SourceRange): Value {
  switch (list.kind) {
    case "list": {
      const item = Number.isInteger(index) ? list.items[index] : undefined;
      if (item) return list.assumed === undefined ? item : assume(item, list.assumed);
      return unresolvedValue(`item ${index} of a list of ${list.items.length}`, at);
    }
    case "choice":
      return choiceValue(
        list.condition,
        alternatives(list).map((option) => selectFrom(option, index, at)),
        at,
      );
    case "reference":
    case "join":
      return assume(list, "a part of a value");
    default:
      return unresolvedValue("an item of a list that is not known", at);
  }
}
