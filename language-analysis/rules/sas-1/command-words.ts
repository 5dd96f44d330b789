// Splits the text of a shell command into words as a POSIX shell would, with expressions in it as holes.
import type { Expression } from "../../model/program.ts";

export type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "expression"; readonly value: Expression }
  /** A value that stands elsewhere in the command's expression, written out again: the argument of `format` or `%`. */
  | { readonly kind: "source"; readonly text: string };

/** A word's pieces in order; texts are unquoted. */
export type Word = readonly Piece[];

/** Text and expressions of a template, a concatenation or a literal, in source order. */
export function piecesOf(expression: Expression): readonly Piece[] {
  switch (expression.kind) {
    case "literal":
      return [{ kind: "text", text: String(expression.value) }];
    case "template":
      return expression.parts.flatMap(piecesOf);
    case "binary":
      return expression.operator === "+"
        ? [...piecesOf(expression.left), ...piecesOf(expression.right)]
        : [{ kind: "expression", value: expression }];
    default:
      return [{ kind: "expression", value: expression }];
  }
}

/** `"cmd {}".format(x)`, `"cmd %s" % x` with names and attributes as values; undefined for everything else, formats included. */
export function formattedPieces(expression: Expression): readonly Piece[] | undefined {
  const [template, values, place] = formatOf(expression) ?? [];
  if (template?.kind !== "literal" || typeof template.value !== "string" || !values || !place) return undefined;
  const sources = values.map(sourceOf);
  const pieces: Piece[] = [];
  let done = 0;
  let next = 0;
  for (const match of template.value.matchAll(place)) {
    const source = sources[match[1] === undefined || match[1] === "" ? next++ : Number(match[1])];
    if (source === undefined) return undefined;
    pieces.push({ kind: "text", text: template.value.slice(done, match.index) }, { kind: "source", text: source });
    done = match.index + match[0].length;
  }
  const rest = template.value.slice(done);
  // What is left of places is one with a format, or a doubled sign.
  const texts = [...pieces.map((piece) => (piece.kind === "text" ? piece.text : "")), rest].join("");
  return /[{}%]/.test(texts) ? undefined : [...pieces, { kind: "text", text: rest }];
}

function formatOf(expression: Expression): [Expression, readonly Expression[], RegExp] | undefined {
  if (expression.kind === "binary" && expression.operator === "%") {
    const { right } = expression;
    const values = right.kind === "array" ? right.items.map(({ value }) => value) : [right];
    return [expression.left, values, /%s()/g];
  }
  if (expression.kind !== "call" || expression.callee.kind !== "member" || expression.callee.property !== "format")
    return undefined;
  if (expression.arguments.some(({ name, spread }) => name !== undefined || spread)) return undefined;
  return [expression.callee.object, expression.arguments.map(({ value }) => value), /\{(\d*)\}/g];
}

/** The text of a name or an attribute of one. A subscript is as long as its brackets and quotes, so its length tells it apart. */
function sourceOf(expression: Expression): string | undefined {
  if (expression.kind === "name") return expression.name;
  if (expression.kind !== "member" || typeof expression.property !== "string") return undefined;
  const [startLine, start, endLine, end] = expression.propertyAt;
  const object = sourceOf(expression.object);
  const isAttribute = startLine === endLine && end - start === expression.property.length;
  return object !== undefined && isAttribute && /^\w+$/.test(expression.property)
    ? `${object}.${expression.property}`
    : undefined;
}

/** Characters that mean something to a shell outside quotes. */
const SPECIAL = /[|&;<>()$`\\*?[\]#~!{}\n\r]/;
/** The same inside double quotes. */
const SPECIAL_IN_DOUBLE = /[$`\\!]/;

/**
 * The words of the command. Undefined when it needs a shell (pipes, redirections, expansion, several commands), when a quote is
 * left open, or when the program itself is not fixed.
 */
export function splitWords(pieces: readonly Piece[]): readonly Word[] | undefined {
  const words: Word[] = [];
  let word: Piece[] | undefined;
  let quote = "";
  const add = (text: string): void => {
    const last = word?.at(-1);
    if (word && last?.kind === "text") word[word.length - 1] = { kind: "text", text: last.text + text };
    else word = [...(word ?? []), { kind: "text", text }];
  };
  for (const piece of pieces) {
    if (piece.kind !== "text") {
      word = [...(word ?? []), piece];
      continue;
    }
    for (const character of piece.text) {
      if (quote !== "") {
        if (character === quote) quote = "";
        else if (quote === '"' && SPECIAL_IN_DOUBLE.test(character)) return undefined;
        else add(character);
      } else if (character === '"' || character === "'") {
        quote = character;
        add("");
      } else if (SPECIAL.test(character)) return undefined;
      else if (character === " " || character === "\t") {
        if (word) words.push(word);
        word = undefined;
      } else add(character);
    }
  }
  if (quote !== "") return undefined;
  if (word) words.push(word);
  const program = words[0];
  const isFixed = program?.every(({ kind }) => kind === "text") ?? false;
  // `NAME=value program` sets a variable first.
  const text = program?.map((piece) => (piece.kind === "text" ? piece.text : "")).join("") ?? "";
  return isFixed && text !== "" && !text.includes("=") ? words.map(withoutEmptyTexts) : undefined;
}

/** Quotes around an expression leave empty texts beside it. */
function withoutEmptyTexts(word: Word): Word {
  const rest = word.filter((piece) => piece.kind !== "text" || piece.text !== "");
  return rest.length === 0 ? [{ kind: "text", text: "" }] : rest;
}
