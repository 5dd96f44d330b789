// From a query text with values in it to a constant text and the values beside it, for Python's database drivers (PEP 249).
import type { TextEdit } from "../../model/finding.ts";
import type { Expression, ProgramModule, Statement } from "../../model/program.ts";
import { innerStatements } from "../../model/program-parts.ts";
import type { Span } from "../../model/range.ts";
import { countReads, insertAfter, quoted, rebuildAround, replaceSpan } from "../code-edits.ts";
import { callAtSpan } from "../program-search.ts";
import { formattedPieces, piecesOf, type Piece } from "./command-words.ts";
import { constantQuery, type Around } from "./constant-query.ts";
import type { Driver } from "./sql-drivers.ts";

/** Undefined when a value stands where no parameter can: a table, a column, part of a pattern. */
export function parameterisedPythonEdits(
  module: ProgramModule,
  callAt: Span,
  driver: Driver,
): readonly TextEdit[] | undefined {
  const call = callAtSpan(module, callAt);
  const [query] = call?.arguments ?? [];
  if (!call || !query || call.arguments.length !== 1 || query.name !== undefined || query.spread) return undefined;
  if (query.value.kind !== "name") return rewritten(module, call, query.value, driver)?.edits;
  const written = onlyValueOf(module, query.value.name);
  if (!written || countReads(module, query.value.name) !== 1) return undefined;
  const change = rewritten(module, call, written, driver);
  const given = change?.values && insertAfter(module.file, ...handedOver(driver, call, query.value.at, change.values));
  return given && change ? [change.text, given] : undefined;
}

/** Where and how the values are handed over. */
function handedOver({ form }: Driver, call: Expression, queryAt: Span, values: readonly string[]): [Span, string] {
  if (form === "bound") {
    const names = values.map((value, index) => `p${index + 1}=${value}`);
    return [call.at, `.bindparams(${names.join(", ")})`];
  }
  const list = values.join(", ");
  return [queryAt, form === "arguments" ? `, ${list}` : `, (${list},)`];
}

/** What the variable is set to, when that is done once. */
export function onlyValueOf(module: ProgramModule, name: string): Expression | undefined {
  const found: Expression[] = [];
  const visit = (statements: readonly Statement[]): void => {
    for (const statement of statements) {
      if (statement.kind === "assign" && statement.target.kind === "name" && statement.target.name === name) {
        if (statement.operator !== undefined) found.push(statement.value);
        found.push(statement.value);
      }
      visit(innerStatements(statement));
    }
  };
  for (const { body } of module.functions) visit(body);
  const [only, ...others] = found;
  return others.length === 0 ? only : undefined;
}

interface Rewritten {
  /** All edits where the query is written in the call. */
  readonly edits: readonly TextEdit[] | undefined;
  readonly text: TextEdit;
  readonly values: readonly string[] | undefined;
}

function rewritten(module: ProgramModule, call: Expression, query: Expression, driver: Driver): Rewritten | undefined {
  const formatted = formattedPieces(query);
  const pieces = formatted ?? (isPlainText(query) ? piecesOf(query) : undefined);
  const constant = pieces && constantQuery(pieces, driver.placeholder);
  const values = pieces?.filter((piece) => piece.kind !== "text") ?? [];
  if (!constant || values.length === 0) return undefined;
  const literal = constant.text.includes("\n") ? `"""${constant.text}"""` : quoted(constant.text);
  const text = replaceSpan(module.file, query.at, literal);
  const sources = values.flatMap((piece, index) => sourceText(piece, constant.around[index]) ?? []);
  if (sources.length === values.length) {
    const [at, given] = handedOver(driver, call, query.at, sources);
    const edits =
      at === query.at
        ? [replaceSpan(module.file, query.at, literal + given)]
        : [text, insertAfter(module.file, at, given)];
    return { edits, text, values: sources };
  }
  const isPlain = driver.form !== "bound" && !formatted && constant.around.every((one) => one === undefined);
  if (!isPlain) return undefined;
  const [open, close] = driver.form === "arguments" ? [", ", ""] : [", (", ",)"];
  const holes = values.flatMap((piece) => (piece.kind === "expression" ? [piece.value.at] : []));
  const between = holes.slice(1).map(() => ", ");
  const edits = rebuildAround(module.file, query.at, holes, [literal + open, ...between, close]);
  return { edits, text, values: undefined };
}

/** A name or an attribute, which can be written anew; with what stands around it in a pattern. */
function sourceText(piece: Piece, around: Around | undefined): string | undefined {
  const text =
    piece.kind === "source"
      ? piece.text
      : piece.kind === "expression" && piece.value.kind === "name"
        ? piece.value.name
        : undefined;
  if (text === undefined || !around) return text;
  return /["\\{}]/.test(text) ? undefined : `f"${around.before}{${text}}${around.after}"`;
}

/** No conversion or format in an f-string, which would be lost: a value and what follows it are one sign apart. */
export function isPlainText(expression: Expression): boolean {
  if (expression.kind === "binary") return isPlainText(expression.left) && isPlainText(expression.right);
  if (expression.kind !== "template") return expression.kind !== "call";
  return expression.parts.every((part, index) => {
    const next = expression.parts[index + 1];
    if (part.kind === "literal" || part.kind === "other") return part.kind === "literal";
    return !next || (next.at[0] === part.at[2] && next.at[1] - part.at[3] === (next.kind === "literal" ? 1 : 2));
  });
}
