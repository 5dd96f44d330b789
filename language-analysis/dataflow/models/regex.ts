// What a regular expression tells about a text that it matches.
import type { SinkClass } from "../../model/taint.ts";

/** Characters that a shell or an interpreter of code reads as plain text, in any place. */
const SAFE = /^[\w\-.,:@%+/= \t]$/;
const SAFE_ESCAPE = /^[wd]$/;

/**
 * True when the pattern matches the whole text and every character it lets through is harmless in a shell and in code: anchored at
 * both ends, no alternative outside the anchors, no wildcard, no negated class. `interpreters`: but paths and addresses can be made of it. `whole` for functions that anchor by themselves.
 */
export function provesHarmless(
  source: string,
  flags: string,
  whole: "none" | "start" | "both" = "none",
): "all" | "interpreters" | false {
  if (flags.includes("m")) return false;
  let body = source.replace(/^\(\?[a-z]+\)/, "");
  if (whole === "none" && !/^(\^|\\A)/.test(body)) return false;
  body = body.replace(/^(\^|\\A)/, "");
  if (whole !== "both" && !/(^|[^\\])(\\\\)*(\$|\\Z|\\z)$/.test(body)) return false;
  body = body.replace(/(\$|\\Z|\\z)$/, "");
  if (!isHarmless(body)) return false;
  return LEADS_ELSEWHERE.test(body.replace(/\(\?(:|P?<\w+>)/g, "(")) ? "interpreters" : "all";
}

/** Dots in any number, slashes, colons: harmless in a shell, but a path or an address can be made of them. */
const LEADS_ELSEWHERE = /\[(?:\\.|[^\]\\])*[./:](?:\\.|[^\]\\])*\]|\[[^\]]*\\[./][^\]]*\]|\\\.[+*{]|\\?\/|:(?!\W)/;

/** The text begins with one slash only, so that as an address it names no other host: `^\/(?!\/)`, `^\/[^/\\]`, `^\/\w`, `^\/[a-z]`. */
export function provesOwnPath(source: string, whole: "none" | "start" | "both" = "none"): boolean {
  const body = whole === "none" ? /^(?:\^|\\A)(.*)$/s.exec(source)?.[1] : source.replace(/^\^/, "");
  return /^\\?\/(?:\(\?!(?:\[[^\]]*)?\\?\/|\[\^[^\]]*\/|\\[wd](?![*?])|\[(?!\^)[^\]/]+\](?![*?])|[a-z])/i.test(
    body ?? "",
  );
}

/** The characters that `[^...]` removes leave only harmless ones: `replace(/[^a-z0-9]/g, "")`. */
export function removesHarmful(source: string): boolean {
  const [, kept] = /^\[\^((?:[^\]\\]|\\.)*)\][+*]?$/.exec(source) ?? [];
  return kept !== undefined
    ? isHarmlessClass(kept)
    : source === "\\W" || source === "\\W+" || source === "\\D" || source === "\\D+";
}

/**
 * Interpreters that read the text as text once every match of the pattern is replaced: HTML when `<` is replaced by something without
 * it (`undefined`: what a function makes of it), a regular expression when its operators get a backslash.
 */
export function escapedFor(source: string, inserted: string | undefined): readonly SinkClass[] {
  const [, listed] = /^\(?\[((?:[^^\]\\]|\\.)(?:[^\]\\]|\\.)*)\]\)?\+?$/.exec(source) ?? [];
  const replaced = listed?.replaceAll("\\", "") ?? source;
  const isMarkup = (listed !== undefined || source === "<") && replaced.includes("<");
  if (isMarkup && (inserted === undefined || !inserted.includes("<"))) return ["html"];
  const isEscape = inserted === "\\$&" || inserted === "\\$1";
  return isEscape && listed !== undefined && [..."*+?(|"].every((sign) => replaced.includes(sign)) ? ["regex"] : [];
}

function isHarmless(body: string): boolean {
  let depth = 0;
  for (let at = 0; at < body.length; at++) {
    const character = body[at] ?? "";
    if (character === "[") {
      const end = classEnd(body, at);
      const content = body.slice(at + 1, end);
      if (content.startsWith("^") || !isHarmlessClass(content)) return false;
      at = end;
    } else if (character === "\\") {
      at += 1;
      const escaped = body[at] ?? "";
      if (!SAFE_ESCAPE.test(escaped) && !SAFE.test(escaped)) return false;
      if (/^[sSWDbBpP]$/.test(escaped)) return false;
    } else if (character === "(") {
      depth += 1;
      const group = /^\(\?(:|<\w+>|P<\w+>)/.exec(body.slice(at));
      if (group) at += group[0].length - 1;
      else if (body[at + 1] === "?") return false;
    } else if (character === ")") depth -= 1;
    else if (character === "{") {
      const end = body.indexOf("}", at);
      if (end < 0) return false;
      at = end;
    } else if (character === "|") {
      if (depth === 0) return false;
    } else if (character === "." || (!"+*?".includes(character) && !SAFE.test(character))) return false;
  }
  return depth === 0;
}

function classEnd(body: string, start: number): number {
  for (let at = start + 1; at < body.length; at++) {
    if (body[at] === "\\") at += 1;
    else if (body[at] === "]" && at > start + 1) return at;
  }
  return body.length;
}

function isHarmlessClass(content: string): boolean {
  for (let at = 0; at < content.length; at++) {
    const character = content[at] ?? "";
    if (character === "\\") {
      at += 1;
      const escaped = content[at] ?? "";
      if (!SAFE_ESCAPE.test(escaped) && (!SAFE.test(escaped) || /[a-zA-Z]/.test(escaped))) return false;
    } else if (content[at + 1] === "-" && at + 2 < content.length) {
      const last = content[at + 2] ?? "";
      const isKnown = /^[a-z]-[a-z]$|^[A-Z]-[A-Z]$|^\d-\d$/.test(`${character}-${last}`);
      if (!isKnown) return false;
      at += 2;
    } else if (!SAFE.test(character)) return false;
  }
  return true;
}
