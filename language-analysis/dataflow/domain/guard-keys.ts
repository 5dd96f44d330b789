// Guards are label keys, and keys that say a part of it: proven for one class of sinks, proven to be a text.
import { SINK_CLASSES, type SinkClass } from "../../model/taint.ts";
import { classBit, TEXT_BIT } from "./label.ts";

/** Says that everything of the origin is less certain. */
export function doubtedKey(origin: number): string {
  return `doubt|${origin}`;
}

/** Says that a label can't harm sinks of this class. */
export function classKey(sinkClass: SinkClass, key: string): string {
  return `${sinkClass}|${key}`;
}

/** Says that a label is a text, and no object that its sender shapes. */
export function textKey(key: string): string {
  return `text|${key}`;
}

/** What is proven of the label with this key, as bits. */
export function guardedBits(guarded: ReadonlySet<string>, key: string): number {
  if (guarded.size === 0) return 0;
  let bits = guarded.has(textKey(key)) ? TEXT_BIT : 0;
  for (const sinkClass of SINK_CLASSES) if (guarded.has(classKey(sinkClass, key))) bits |= classBit(sinkClass);
  return bits;
}
