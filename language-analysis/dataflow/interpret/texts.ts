// Texts that are put together: what stands before a value decides what the value can still do.
import type { Expression, Statement } from "../../model/program.ts";
import { say } from "../../model/message.ts";
import type { Labels } from "../domain/label.ts";
import {
  classBit,
  classBits,
  joinLabels,
  JOINED_BIT,
  mapLabels,
  NO_LABELS,
  SQL_BIT,
  TEXT_BIT,
} from "../domain/label.ts";
import type { Value } from "../domain/value.ts";
import { knownText, labelled, literal } from "../domain/value.ts";
import { reportLabels } from "../sinks/report.ts";
import type { Machine } from "./machine.ts";
import { changedLabels, deepLabels } from "./memory.ts";
import { keyOf } from "./patterns.ts";
import { appendPieces, UNKNOWN_PIECES, withPieces } from "./text-pieces.ts";

/** Stands for text that is not known, and not chosen from outside. */
const UNKNOWN_TEXT = "\u0000";

/** Text put together from parts: template literals, f-strings. */
export function joinText(machine: Machine, parts: readonly Expression[], node: Expression): Value {
  let labels: Labels = NO_LABELS;
  let text: readonly string[] = [""];
  let before = "";
  const written: string[] = [];
  for (const part of parts) {
    const value = machine.evaluate(part);
    const known = knownText(value) ?? keyOf(value);
    labels = joinLabels(
      known === undefined ? labels : withText(labels, known),
      afterText(deepLabels(machine, value), before),
    );
    text = appendPieces(text, known === undefined ? (value.pieces ?? UNKNOWN_PIECES) : [known]);
    before += known ?? UNKNOWN_TEXT;
    if (known !== undefined) written.push(known);
  }
  if (text.length === 1 && labels.size === 0) return literal(text[0]);
  return withPieces(
    labelled(intoText(machine, intoMarkup(machine, labels, written, node), node, parts.length > 1)),
    text,
  );
}

export function intoText(machine: Machine, labels: Labels, node: Expression | Statement, isPart: boolean): Labels {
  if (!isPart) return changedLabels(machine, labels, node, { cuts: true, harmless: TEXT_BIT });
  const message = say("becomes part of a text");
  return changedLabels(machine, labels, node, {
    at: machine.place(node.at),
    message,
    cuts: true,
    harmless: TEXT_BIT | JOINED_BIT,
  });
}

/** What the left side of a sum says about the text before the right side. */
export function textBefore(left: Value): string {
  return knownText(left) ?? keyOf(left) ?? UNKNOWN_TEXT;
}

const MARKUP =
  /<\/?(html|body|div|p|h[1-6]|a|span|b|i|em|strong|br|ul|ol|li|table|tr|td|th|img|script|style|form|input|pre|iframe|svg|button|label|section|article|header|footer|nav|main|center|font|textarea|select|option)(\s[^<>]*)?(>|$)/i;

const IS_MARKUP = { class: "html" as const, effect: "makes it part of the markup" };

/** Values beside written markup become part of a page or mail; said here, once, wherever the text goes then. */
export function intoMarkup(
  machine: Machine,
  labels: Labels,
  written: readonly string[],
  node: Expression | Statement,
): Labels {
  if (labels.size === 0 || !written.some((text) => MARKUP.test(text))) return labels;
  const site = { module: machine.module, node, callee: undefined, arguments: [], at: node.at };
  reportLabels(machine, "HTML", IS_MARKUP, labels, { value: labelled(labels), expression: undefined }, site, 0);
  return mapLabels(labels, (label) => ({ ...label, harmless: label.harmless | classBit("html") }));
}

const SQL_START =
  /^\s*\(?\s*(select\b|insert\s+into\b|update\b[^]*\bset\b|delete\s+from\b|with\s+\w+\s+as\b|merge\s+into\b|replace\s+into\b|alter\s+table\b|drop\s+(table|database)\b|create\s+(table|database|user)\b|exec(ute)?\s+\w)/i;
const SQL_PART = /\b(select\s[^]*\sfrom\s|where\s+[\w.`"]+\s*(=|like|in|<|>)|order\s+by\s|values\s*\()/i;

/** The text beside a value: only what it says of the whole. */
export function withText(labels: Labels, beside: string): Labels {
  if (labels.size === 0 || beside.length < 5 || !(SQL_START.test(beside) || SQL_PART.test(beside))) return labels;
  return mapLabels(labels, (label) => ({ ...label, harmless: label.harmless | SQL_BIT }));
}

/** What follows on a query text that was put together before is a part of it. */
export function besideSql(left: Value, labels: Labels): Labels {
  if ([...left.labels.values()].some(({ harmless }) => (harmless & SQL_BIT) !== 0))
    return mapLabels(labels, (label) => ({ ...label, harmless: label.harmless | SQL_BIT }));
  const texts = left.literals?.filter((one) => typeof one === "string") ?? [];
  return texts.reduce((marked, text) => withText(marked, text), labels);
}

const ADDRESS = classBits(["ssrf", "redirect"]);

/** A value behind `before`, whose known pieces tell the folder also where the whole is not known. */
export function afterText(labels: Labels, before: string, pieces: readonly string[] = []): Labels {
  if (labels.size === 0 || before === "") return labels;
  let added = 0;
  if (hasHost(before)) added |= ADDRESS;
  if (before !== UNKNOWN_TEXT || pieces.some((piece) => piece.includes("/"))) added |= classBit("object-key");
  // What is quoted for a shell and then put into quotes again is no longer quoted: the inner quotes close the outer ones.
  const removed = /['"]$/.test(before) ? classBit("os-command") : 0;
  const marked = withText(labels, before);
  if (added === 0 && removed === 0) return marked;
  return mapLabels(marked, (label) => ({ ...label, harmless: (label.harmless | added) & ~removed }));
}

/** The host of an address that begins so is no longer open: what follows is path or query. */
function hasHost(before: string): boolean {
  const end = before.slice(before.lastIndexOf("://") + 1);
  return before.includes("://") ? /^\/\/[^/?#]/.test(end) : !/^\s*(\w+:)?\/{0,2}$/.test(before) || before === "/";
}
