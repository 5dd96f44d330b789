// A query text with a placeholder for each value, where every value stands in a place that takes one.
import type { Piece } from "./command-words.ts";

export interface ConstantQuery {
  readonly text: string;
  /** For each value what stood around it within its quotes, as in `LIKE '%${name}%'`. */
  readonly around: readonly (Around | undefined)[];
}

export interface Around {
  readonly before: string;
  readonly after: string;
}

/** A value may stand here: behind a comparison, or in a list of values. */
const BEFORE_VALUE = /((=|<|>|\b(i?like|between))|\bbetween\s+\S+\s+and|\b(values|in)\s*\(([^()]*,)?)\s*$/i;
/** What is one text there may be a whole list. */
const ALONE_IN_LIST = /\bin\s*\(\s*$/i;
const LIKE = /\bi?like\s*$/i;

/** Placeholders are asked for by their place from zero; quotes around a value go. Undefined where no parameter can stand. */
export function constantQuery(
  pieces: readonly Piece[],
  placeholder: (index: number) => string,
): ConstantQuery | undefined {
  let text = "";
  const around: (Around | undefined)[] = [];
  let open: { readonly quote: string; readonly isAlone: boolean; readonly before: string } | undefined;
  for (const piece of pieces) {
    if (piece.kind === "text") {
      const next = open ? closed(open, piece.text, around) : piece.text;
      // A percent sign of the query's own would be read as a placeholder.
      if (next === undefined || /[%?\\]|"""/.test(withoutPattern(next))) return undefined;
      text += next;
      open = undefined;
      continue;
    }
    if (open && open.quote !== "") return undefined;
    const [, start = "", quote = "", before = ""] = /^([^]*?)(?:(['"])(%?))?$/.exec(text) ?? [];
    if (!BEFORE_VALUE.test(start) || (before !== "" && !LIKE.test(start))) return undefined;
    text = start + placeholder(around.length);
    around.push(undefined);
    open = { quote, isAlone: ALONE_IN_LIST.test(start), before };
  }
  const isOpen = open !== undefined && (open.quote !== "" || open.isAlone);
  return isOpen || /%/.test(withoutPlaceholders(text)) ? undefined : { text, around };
}

/** What follows the value, without the quote that closes it. */
function closed(
  { quote, isAlone, before }: { readonly quote: string; readonly isAlone: boolean; readonly before: string },
  text: string,
  around: (Around | undefined)[],
): string | undefined {
  const after = before !== "" || /^%['"]/.test(text) ? (/^%?/.exec(text)?.[0] ?? "") : "";
  const rest = text.slice(after.length);
  if (!rest.startsWith(quote) || (after !== "" && quote === "")) return undefined;
  if (before !== "" || after !== "") around[around.length - 1] = { before, after };
  const next = rest.slice(quote.length);
  return isAlone && /^\s*\)/.test(next) ? undefined : next;
}

/** The beginning of a pattern, whose value comes next. */
function withoutPattern(text: string): string {
  return text.replace(/(\bi?like\s*['"])%$/i, "$1");
}

function withoutPlaceholders(text: string): string {
  return text.replace(/%s/g, "");
}
