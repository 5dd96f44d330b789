// What a check of the beginning or of a part of a text proves: a path that stays in its folder, an address whose host is given.
import type { SinkClass } from "../../model/taint.ts";
import { makeLabel, RESOLVED_BIT, type Label } from "../domain/label.ts";
import type { Guards, Value } from "../domain/value.ts";
import { knownText } from "../domain/value.ts";
import { isChosen, provenWhen } from "./guards.ts";
import { classKey, hostlessKey, rootedKey } from "../domain/guard-keys.ts";
import type { Machine } from "./machine.ts";
import { deepLabels } from "./memory.ts";

const HOST = /^\s*\w+:\/\/[^/?#]+[/?#]/;

/** `path.startsWith(folder)`, `url.startswith("https://host/")`: for a path only when its `..` are worked out. */
export function beginningGuards(machine: Machine, text: Value, beginning: Value): Guards | undefined {
  if (text.labels.size === 0 || isChosen(deepLabels(machine, beginning))) return undefined;
  const known = knownText(beginning);
  if (known === "..") return provenFor(text, false, ["path"], isResolved);
  if (known === "//") return provenWhen(false, [...text.labels.keys()].map(hostlessKey));
  const rooted = known === "/" ? [...text.labels.keys()].map(rootedKey) : [];
  const resolved = provenKeys(text, ["path"], isResolved);
  const placed = known === "" ? [] : provenKeys(text, ["object-key"]);
  const addressed = known === undefined || HOST.test(known) ? provenKeys(text, ["ssrf", "redirect"]) : [];
  return provenWhen(true, [...rooted, ...resolved, ...placed, ...addressed]);
}

/** `name.includes("..")`, `"/" in name`: where it does not hold, the name leads out of no folder. */
export function stepGuards(text: Value, part: string | undefined): Guards | undefined {
  if (text.labels.size === 0 || (part !== ".." && part !== "../" && part !== "/")) return undefined;
  return provenFor(text, false, ["path", "object-key"]);
}

/** `".." in name` and `".." not in name`. */
export function stepComparison(operator: string, left: Value, right: Value): Guards | undefined {
  if (operator !== "in" && operator !== "not in") return undefined;
  const guards = stepGuards(right, knownText(left));
  if (!guards || operator === "in") return guards;
  return { whenTrue: guards.whenFalse, whenFalse: guards.whenTrue };
}

/** `folder in path.parents`. */
export function parentGuards(operator: string, { labels }: Value): Guards | undefined {
  if (operator !== "in" && operator !== "not in") return undefined;
  const keys = [...labels.values()].flatMap((label) => {
    if (label.path.at(-1) !== "parents" || !isResolved(label)) return [];
    return [classKey("path", makeLabel({ ...label, path: label.path.slice(0, -1) }).key)];
  });
  return keys.length === 0 ? undefined : provenWhen(operator === "in", keys);
}

/** `path.relative_to(folder)`, which fails outside of the folder. */
export function relativeGuards(path: Value): Guards {
  return provenFor(path, true, ["path"], isResolved);
}

/** The path lies in the folder, by a function that works it out: `path.is_relative_to(folder)`. */
export function insideGuards(path: Value): Guards {
  return provenFor(path, true, ["path"]);
}

function isResolved({ harmless }: Label): boolean {
  return (harmless & RESOLVED_BIT) !== 0;
}

function provenFor(
  { labels }: Value,
  truth: boolean,
  classes: readonly SinkClass[],
  counts: (label: Label) => boolean = () => true,
): Guards {
  return provenWhen(truth, provenKeys({ labels }, classes, counts));
}

function provenKeys(
  { labels }: Pick<Value, "labels">,
  classes: readonly SinkClass[],
  counts: (label: Label) => boolean = () => true,
): string[] {
  return [...labels.values()].filter(counts).flatMap(({ key }) => classes.map((sinkClass) => classKey(sinkClass, key)));
}
