// From a query text with values in it to a constant text and the values beside it, for Python's database drivers (PEP 249).
import type { TextEdit } from "../../model/finding.ts";
import type { Expression, ProgramModule, Statement } from "../../model/program.ts";
import { innerStatements } from "../../model/program-parts.ts";
import type { Span } from "../../model/range.ts";
import { countReads, insertAfter, quoted, rebuildAround, replaceSpan } from "../code-edits.ts";
import { callAtSpan } from "../program-search.ts";
import { formattedPieces, piecesOf, type Piece } from "./command-words.ts";

/** Placeholders of the drivers: the module's `paramstyle`. Source: each driver's documentation. */
const PLACEHOLDERS: readonly (readonly [RegExp, string])[] = [
  [
    /^(psycopg2?|psycopg3|pymysql|MySQLdb|mysql(\.connector)?|pymssql|aiomysql|aiopg|aws_psycopg2|redshift_connector|pg8000|mariadb)(\.|$)/,
    "%s",
  ],
  [/^(sqlite3|pyodbc|aiosqlite|pypyodbc|apsw|duckdb)(\.|$)/, "?"],
];

/** Undefined when the driver is not known for certain, or a value stands where no parameter can: a table, a column, part of a pattern. */
export function parameterisedPythonEdits(
  module: ProgramModule,
  callAt: Span,
  driver: ProgramModule,
): readonly TextEdit[] | undefined {
  const placeholder = placeholderOf(driver);
  const call = callAtSpan(module, callAt);
  const [query] = call?.arguments ?? [];
  if (placeholder === undefined || !call || !query || call.arguments.length !== 1) return undefined;
  if (query.name !== undefined || query.spread) return undefined;
  if (query.value.kind !== "name") return rewritten(module, query.value, placeholder, true)?.edits;
  const written = onlyValueOf(module, query.value.name);
  if (!written || countReads(module, query.value.name) !== 1) return undefined;
  const change = rewritten(module, written, placeholder, false);
  if (!change || change.values === undefined) return undefined;
  return [...change.edits, insertAfter(module.file, query.value.at, `, (${change.values},)`)];
}

function placeholderOf(module: ProgramModule): string | undefined {
  const found = module.imports.flatMap(({ module: from }) => {
    const row = PLACEHOLDERS.find(([pattern]) => pattern.test(from));
    return row ? [row[1]] : [];
  });
  const [only, ...others] = [...new Set(found)];
  return others.length === 0 ? only : undefined;
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

const BEFORE_VALUE = /(=|<|>|\blike|\bin\s*\(|\bvalues\s*\(|,|\(|\bbetween|\band|\blimit|\boffset)\s*$/i;

function rewritten(
  module: ProgramModule,
  query: Expression,
  placeholder: string,
  isArgument: boolean,
): { readonly edits: readonly TextEdit[]; readonly values?: string } | undefined {
  const formatted = formattedPieces(query);
  const pieces = formatted ?? (isPlainText(query) ? piecesOf(query) : undefined);
  const text = pieces && constantText(pieces, () => placeholder);
  const values = pieces?.filter((piece) => piece.kind !== "text") ?? [];
  if (!pieces || text === undefined || values.length === 0) return undefined;
  const literal = text.includes("\n") ? `"""${text}"""` : quoted(text);
  const sources = values.map(sourceText);
  if (sources.every((source) => source !== undefined)) {
    const list = sources.join(", ");
    const newText = isArgument ? `${literal}, (${list},)` : literal;
    return { edits: [replaceSpan(module.file, query.at, newText)], values: list };
  }
  if (!isArgument || formatted) return undefined;
  const holes = values.flatMap((piece) => (piece.kind === "expression" ? [piece.value.at] : []));
  const between = holes.slice(1).map(() => ", ");
  return { edits: rebuildAround(module.file, query.at, holes, [`${literal}, (`, ...between, ",)"]) };
}

/** A name or an attribute, which can be written anew. */
function sourceText(piece: Piece): string | undefined {
  if (piece.kind === "source") return piece.text;
  return piece.kind === "expression" && piece.value.kind === "name" ? piece.value.name : undefined;
}

/** The query with a placeholder for each value, asked for by its place from zero; quotes around a value go. */
export function constantText(pieces: readonly Piece[], placeholder: (index: number) => string): string | undefined {
  let text = "";
  let values = 0;
  let closes = "";
  for (const piece of pieces) {
    if (piece.kind === "text") {
      if (closes !== "" && !piece.text.startsWith(closes)) return undefined;
      const next = piece.text.slice(closes.length);
      // A percent sign of the query's own would be read as a placeholder.
      if (next.includes("%") || next.includes("?") || next.includes('"""') || next.includes("\\")) return undefined;
      text += next;
      closes = "";
      continue;
    }
    if (closes !== "") return undefined;
    const [, quote = ""] = /(['"]?)$/.exec(text) ?? [];
    const before = text.slice(0, text.length - quote.length);
    if (!BEFORE_VALUE.test(before)) return undefined;
    text = before + placeholder(values++);
    closes = quote;
  }
  return closes === "" ? text : undefined;
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
