// Reading of values whatever their form: a choice stands for each of its options, a single item for a list of one.
import type { MapValue, ReferenceValue, UnresolvedValue, Value, ValueEntry } from "../model/value.ts";
import { choiceValue } from "./make-values.ts";

/** The options of a choice (inner choices included), or the value alone; nulls and absent values are left out. */
export function alternatives(value: Value | undefined): readonly Value[] {
  if (value === undefined || value.kind === "null") return [];
  return value.kind === "choice" ? value.options.flatMap(alternatives) : [value];
}

/** The maps among the alternatives. */
export function mapsOf(value: Value | undefined): readonly MapValue[] {
  return alternatives(value).filter((option) => option.kind === "map");
}

/** All entries of a map; of a choice of maps, those of every option. */
export function entriesOf(value: Value | undefined): readonly ValueEntry[] {
  return mapsOf(value).flatMap((map) => map.entries);
}

/**
 * The value under a path such as `Environment.Variables`; keys themselves hold no dots. A choice on the way is followed into all
 * of its options, so the result may be a choice. Absent when no option has it, or it is null.
 */
export function dig(value: Value | undefined, path: string): Value | undefined {
  let current = value;
  for (const key of path.split(".")) {
    current = step(current, key);
    if (current === undefined) return undefined;
  }
  return current;
}

function step(value: Value | undefined, key: string): Value | undefined {
  if (value?.kind === "choice") {
    const found = value.options.flatMap((option) => step(option, key) ?? []);
    const [first] = found;
    if (first === undefined) return undefined;
    return found.length === 1 ? first : choiceValue(value.condition, found, value.at);
  }
  if (value?.kind !== "map") return undefined;
  const found = value.entries.findLast((entry) => entry.key === key)?.value;
  return found?.kind === "null" ? undefined : found;
}

/** The first of several paths that is set. */
export function firstOf(value: Value | undefined, ...paths: readonly string[]): Value | undefined {
  for (const path of paths) {
    const found = dig(value, path);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Items of a list, or of a single value; choices in it and lists in it are taken apart. */
export function elements(value: Value | undefined): readonly Value[] {
  return alternatives(value).flatMap((option) => (option.kind === "list" ? option.items.flatMap(elements) : [option]));
}

/** Text of a text, number or boolean value; of a choice, when only one alternative is left. */
export function word(value: Value | undefined): string | undefined {
  const [only, ...rest] = alternatives(value);
  if (only === undefined || rest.length > 0) return undefined;
  switch (only.kind) {
    case "text":
      return only.value;
    case "number":
    case "boolean":
      return String(only.value);
    default:
      return undefined;
  }
}

/** True for `true` and for the text `true` in any case; false for every other value. */
export function isTrue(value: Value | undefined): boolean {
  return word(value)?.toLowerCase() === "true";
}

const MAXIMUM_VISITS = 10_000;

/** The value and all that it holds, in the order they are written; bounded for values that share parts. */
function valuesIn(value: Value | undefined): readonly Value[] {
  const found: Value[] = [];
  const visit = (current: Value): void => {
    if (found.length >= MAXIMUM_VISITS) return;
    found.push(current);
    switch (current.kind) {
      case "reference":
        if (current.to.by === "export") visit(current.to.name);
        break;
      case "join":
        current.parts.forEach(visit);
        break;
      case "choice":
        current.options.forEach(visit);
        break;
      case "list":
        current.items.forEach(visit);
        break;
      case "map":
        current.entries.forEach((entry) => visit(entry.value));
        break;
      case "text":
      case "number":
      case "boolean":
      case "null":
      case "unresolved":
        break;
    }
  };
  if (value !== undefined) visit(value);
  return found;
}

/** All references in a value. */
export function referencesIn(value: Value | undefined): readonly ReferenceValue[] {
  return valuesIn(value).filter((one) => one.kind === "reference");
}

/** All that is not known in a value. */
export function unknownIn(value: Value | undefined): readonly UnresolvedValue[] {
  return valuesIn(value).filter((one) => one.kind === "unresolved");
}

/** The logical ids of this file's resources that a value refers to. */
export function logicalIdsIn(value: Value | undefined): readonly string[] {
  return referencesIn(value).flatMap(({ to }) =>
    to.by === "logical-id" || to.by === "stack-output" ? [to.logicalId] : [],
  );
}

/** The text of a value for looking at its shape: each part that is not known becomes `*`. */
export function pattern(value: Value | undefined): string {
  switch (value?.kind) {
    case "text":
      return value.value;
    case "number":
    case "boolean":
      return String(value.value);
    case "join":
      return value.parts.map(pattern).join("");
    case "choice":
      return pattern(alternatives(value)[0]);
    default:
      return "*";
  }
}
