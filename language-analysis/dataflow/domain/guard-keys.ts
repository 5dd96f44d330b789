// Guards are label keys, and keys that say a part of it: proven for one class of sinks, proven to be a text.
import { SINK_CLASSES, type SinkClass } from "../../model/taint.ts";
import { classBit, TEXT_BIT, type Label } from "./label.ts";

/** Says that an error of the origin is made for callers. */
export function openKey(origin: number): string {
  return `open|${origin}`;
}

/** Says that a label can't harm sinks of this class. */
export function classKey(sinkClass: SinkClass, key: string): string {
  return `${sinkClass}|${key}`;
}

/** Says that a label is a text, and no object that its sender shapes. */
export function textKey(key: string): string {
  return `text|${key}`;
}

/** Parts of a parsed address that say where it leads. */
export const HOST_PARTS: ReadonlySet<string> = new Set(["host", "hostname", "origin", "netloc"]);

/** Says that the host of the address at the path is known, or that it has none. */
export function hostKey(origin: number, path: readonly string[]): string {
  return `host|${origin}|${path.join("\u0000")}`;
}

/** Says that a text begins with a slash. */
export function rootedKey(key: string): string {
  return `rooted|${key}`;
}

/** Says that a text does not begin with two slashes, so that what begins with one names no other host. */
export function hostlessKey(key: string): string {
  return `hostless|${key}`;
}

/** A path of the app's own site: a redirect to it leads nowhere else. */
export function isOwnPath(guarded: ReadonlySet<string>, key: string): boolean {
  return guarded.has(rootedKey(key)) && guarded.has(hostlessKey(key));
}

/** Says that a check on the way has made sure of the host of the address that the label is, or is a part of. */
export function isHostKnown(guarded: ReadonlySet<string>, { origin, path }: Pick<Label, "origin" | "path">): boolean {
  return path.some((_name, index) => guarded.has(hostKey(origin.id, path.slice(0, index + 1))));
}

/** What is proven of the label, as bits. */
export function guardedBits(guarded: ReadonlySet<string>, label: Pick<Label, "key" | "origin" | "path">): number {
  if (guarded.size === 0) return 0;
  const { key } = label;
  let bits = guarded.has(textKey(key)) ? TEXT_BIT : 0;
  for (const sinkClass of SINK_CLASSES) if (guarded.has(classKey(sinkClass, key))) bits |= classBit(sinkClass);
  if (isHostKnown(guarded, label)) bits |= classBit("ssrf") | classBit("redirect");
  return isOwnPath(guarded, key) ? bits | classBit("redirect") : bits;
}
