// Reading settings: what stands under a path, and whether it is what it should be. "Unknown" is an answer of its own.
import { property, textOf, type Value } from "../../model/value.ts";

export type Answer = "yes" | "no" | "unknown";

/** A condition on one value. Choices are taken apart before it is asked. */
export type Accept = (value: Value) => Answer;

/**
 * What can stand under a path such as `A.B`: one value, or those of each option of a choice on the way. `undefined` stands for a
 * way that ends before, `*` for every item of a list; CloudFormation takes a single item for a list of one.
 */
export function valuesAt(value: Value | undefined, path: string): readonly (Value | undefined)[] {
  let current: readonly (Value | undefined)[] = options(value);
  for (const key of path.split(".")) {
    current = current.flatMap((one) => {
      if (key === "*")
        return one?.kind === "list" ? one.items.flatMap(options) : [one?.kind === "map" ? one : undefined];
      if (one && one.kind !== "map" && one.kind !== "null") return isOpen(one) ? [one] : [undefined];
      return options(property(one, key));
    });
  }
  return current;
}

/** The first value under the path that is set. */
export function valueAt(value: Value | undefined, path: string): Value | undefined {
  return valuesAt(value, path).find((one) => one !== undefined);
}

function options(value: Value | undefined): readonly (Value | undefined)[] {
  if (value === undefined || value.kind === "null") return [undefined];
  return value.kind === "choice" ? value.options.flatMap(options) : [value];
}

/** Stands for something that is not written here: what is under it can't be known. */
function isOpen({ kind }: Value): boolean {
  return kind === "reference" || kind === "unresolved";
}

const word = (value: Value): string | undefined => {
  switch (value.kind) {
    case "text":
      return value.value;
    case "number":
    case "boolean":
      return String(value.value);
    default:
      return undefined;
  }
};

/** Anything but an empty text, list or map; a reference counts, whatever it leads to. */
export const isSet: Accept = (value) => {
  if (value.kind === "unresolved") return "unknown";
  const isEmpty =
    (value.kind === "text" && value.value.trim() === "") ||
    (value.kind === "list" && value.items.length === 0) ||
    (value.kind === "map" && value.entries.length === 0);
  return isEmpty ? "no" : "yes";
};

/** The text, number or boolean passes the test; what is none of these is not known, but a map or list fails. */
export function passes(test: (text: string) => boolean): Accept {
  return (value) => {
    const text = word(value);
    if (text !== undefined) return test(text) ? "yes" : "no";
    return value.kind === "map" || value.kind === "list" ? "no" : "unknown";
  };
}

export const isOn: Accept = passes((text) => /^(true|enabled|active|1|yes|on)$/i.test(text));
export const isOff: Accept = passes((text) => /^(false|disabled|none|0|no|off)$/i.test(text));
export const isOneOf = (...words: readonly string[]): Accept =>
  passes((text) => words.some((one) => one.toLowerCase() === text.toLowerCase()));
export const isNoneOf = (...words: readonly string[]): Accept =>
  passes((text) => words.every((one) => one.toLowerCase() !== text.toLowerCase()));
export const isAtLeast = (least: number): Accept => passes((text) => Number(text) >= least);

/** A non-empty list, or something that stands for one, with at least one item that is accepted. */
export const hasItem =
  (accept: Accept): Accept =>
  (value) => {
    if (value.kind === "map") return accept(value);
    if (value.kind !== "list") return value.kind === "text" ? accept(value) : "unknown";
    const answers = value.items.map(accept);
    return answers.includes("yes") ? "yes" : answers.includes("unknown") ? "unknown" : "no";
  };

/** A list of `Key` and `Value`, as load balancers have their attributes: what stands under the key is accepted. */
export const itemUnder =
  (key: string, accept: Accept): Accept =>
  (value) => {
    if (value.kind !== "list") return "unknown";
    const item = value.items.find((one) => textOf(valueAt(one, "Key")) === key);
    const set = valueAt(item, "Value");
    return set ? accept(set) : "no";
  };

export interface Judgement {
  readonly answer: Answer | "mixed";
  /** The value that decided, where one is written. */
  readonly value?: Value;
}

/** Asks all options; `missing` is the answer where nothing is set. */
export function judgeValues(values: readonly (Value | undefined)[], accept: Accept, missing: Answer): Judgement {
  const answers = values.map((value) => ({ value, answer: value ? accept(value) : missing }));
  const no = answers.find(({ answer }) => answer === "no");
  const unknown = answers.find(({ answer }) => answer === "unknown");
  if (!no && !unknown) return { answer: "yes" };
  const decisive = no ?? unknown;
  const isMixed = no !== undefined && answers.some(({ answer }) => answer !== "no");
  const answer = isMixed ? "mixed" : (decisive?.answer ?? "unknown");
  return { answer, ...(decisive?.value && { value: decisive.value }) };
}
