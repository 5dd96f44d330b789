// Splits the text of a shell command into words as a POSIX shell would, with expressions in it as holes.
import type { Expression } from "../../model/program.ts";

export type Piece =
  { readonly kind: "text"; readonly text: string } | { readonly kind: "expression"; readonly value: Expression };

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
    if (piece.kind === "expression") {
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
  const rest = word.filter((piece) => piece.kind === "expression" || piece.text !== "");
  return rest.length === 0 ? [{ kind: "text", text: "" }] : rest;
}
