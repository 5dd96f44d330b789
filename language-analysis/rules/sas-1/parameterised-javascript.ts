// From a query text with values in it to a constant text and a list of values, for Node.js drivers that take them as second argument.
import type { TextEdit } from "../../model/finding.ts";
import type { Expression, ProgramModule } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import { countReads, insertAfter, quoted, rebuildAround, replaceSpan } from "../code-edits.ts";
import { callAtSpan } from "../program-search.ts";
import { piecesOf, type Piece } from "./command-words.ts";
import { constantText, onlyValueOf } from "./parameterised-python.ts";

/** Placeholders of the drivers. Sources: node-postgres, "Queries"; README pages of mysql, mysql2, serverless-mysql, sqlite3. */
const PLACEHOLDERS: readonly (readonly [RegExp, (index: number) => string])[] = [
  [/^(?:pg|pg-pool|@neondatabase\/serverless|@vercel\/postgres)$/, (index) => `$${index + 1}`],
  [/^(?:mysql|mysql2(?:\/promise)?|serverless-mysql|promise-mysql|sqlite3|sqlite)$/, () => "?"],
];

/** Undefined when the driver is not known for certain, or a value stands where no parameter can. */
export function parameterisedJavaScriptEdits(
  module: ProgramModule,
  callAt: Span,
  driver: ProgramModule,
): readonly TextEdit[] | undefined {
  const placeholder = placeholderOf(driver);
  const call = callAtSpan(module, callAt);
  const [query, second, ...others] = call?.arguments ?? [];
  if (!placeholder || !query || query.spread || others.length > 0) return undefined;
  if (second && second.value.kind !== "function") return undefined;
  if (query.value.kind !== "name") {
    const written = writtenQuery(query.value, placeholder);
    if (!written) return undefined;
    const between = written.values.slice(1).map(() => ", ");
    const holes = written.values.map(({ at }) => at);
    return rebuildAround(module.file, query.value.at, holes, [`${written.text}, [`, ...between, "]"]);
  }
  const value = onlyValueOf(module, query.value.name);
  const written = value && countReads(module, query.value.name) === 1 ? writtenQuery(value, placeholder) : undefined;
  const names = written?.values.map(plainText) ?? [];
  if (!value || !written || names.includes(undefined)) return undefined;
  return [
    replaceSpan(module.file, value.at, written.text),
    insertAfter(module.file, query.value.at, `, [${names.join(", ")}]`),
  ];
}

function placeholderOf({ imports }: ProgramModule): ((index: number) => string) | undefined {
  const rows = PLACEHOLDERS.filter(([pattern]) => imports.some(({ module }) => pattern.test(module)));
  return rows.length === 1 ? rows[0]?.[1] : undefined;
}

function writtenQuery(
  query: Expression,
  placeholder: (index: number) => string,
): { readonly text: string; readonly values: readonly Expression[] } | undefined {
  const pieces = piecesOf(query);
  const values = pieces.flatMap((piece: Piece) => (piece.kind === "expression" ? [piece.value] : []));
  const text = values.length > 0 ? constantText(pieces, placeholder) : undefined;
  if (text === undefined || text.includes("`")) return undefined;
  return { text: text.includes("\n") ? `\`${text}\`` : quoted(text), values };
}

/** Names and properties that are written as plainly as they read, so that they can be written again elsewhere. */
function plainText(expression: Expression): string | undefined {
  const text = dotted(expression);
  const [line, character, endLine, endCharacter] = expression.at;
  return text !== undefined && line === endLine && endCharacter - character === text.length ? text : undefined;
}

function dotted(expression: Expression): string | undefined {
  if (expression.kind === "name") return expression.name;
  if (expression.kind !== "member" || typeof expression.property !== "string") return undefined;
  const object = dotted(expression.object);
  return object === undefined ? undefined : `${object}.${expression.property}`;
}
