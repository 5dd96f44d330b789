// From a query text with values in it to a constant text and its values beside it, as the driver takes them.
import type { TextEdit } from "../../model/finding.ts";
import type { Expression, ProgramModule } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import { countReads, insertAfter, quoted, rebuildAround, replaceSpan } from "../code-edits.ts";
import { callAtSpan } from "../program-search.ts";
import { piecesOf } from "./command-words.ts";
import { constantQuery, type Around } from "./constant-query.ts";
import { onlyValueOf } from "./parameterised-python.ts";
import type { Driver } from "./sql-drivers.ts";

type Call = Expression & { readonly kind: "call" };

interface WrittenQuery {
  readonly text: string;
  readonly values: readonly Expression[];
  readonly around: readonly (Around | undefined)[];
}

/** Undefined when a value stands where no parameter can, or values are handed over already. */
export function parameterisedJavaScriptEdits(
  module: ProgramModule,
  callAt: Span,
  driver: Driver,
): readonly TextEdit[] | undefined {
  const call = callAtSpan(module, callAt);
  const [query, second, ...others] = call?.arguments ?? [];
  if (!call || !query || query.spread || others.length > 0) return undefined;
  if (driver.form === "tag") return second ? undefined : taggedEdits(module, call, driver);
  if (driver.form === "replacements") return withReplacements(module, query.value, second?.value, driver);
  if (driver.form !== "list" || (second && second.value.kind !== "function")) return undefined;
  if (query.value.kind !== "name") {
    const written = writtenQuery(query.value, driver);
    return written && around(module, query.value.at, written, [`${literalOf(written.text)}, [`, "]"]);
  }
  const value = onlyValueOf(module, query.value.name);
  const written = value && countReads(module, query.value.name) === 1 ? writtenQuery(value, driver) : undefined;
  const names = written?.values.map(plainText) ?? [];
  if (!value || !written || names.includes(undefined)) return undefined;
  const list = names.map((name, index) => inPattern(name ?? "", written.around[index]));
  return [
    replaceSpan(module.file, value.at, literalOf(written.text)),
    insertAfter(module.file, query.value.at, `, [${list.join(", ")}]`),
  ];
}

/** `query(text, { replacements: [...], type })`. */
function withReplacements(
  module: ProgramModule,
  query: Expression,
  options: Expression | undefined,
  driver: Driver,
): readonly TextEdit[] | undefined {
  const written = query.kind === "name" ? undefined : writtenQuery(query, driver);
  if (!written) return undefined;
  const start = `${literalOf(written.text)}, { replacements: [`;
  if (!options) return around(module, query.at, written, [start, "] }"]);
  const isOpen =
    options.kind === "object" &&
    options.properties.length > 0 &&
    options.properties.every(({ key }) => key !== undefined && key !== "replacements" && key !== "bind");
  const [line, character, endLine, endCharacter] = query.at;
  const whole: Span = [line, character, options.at[0], options.at[1] + 1];
  return isOpen && (endLine < options.at[0] || endCharacter <= options.at[1])
    ? around(module, whole, written, [start, "],"])
    : undefined;
}

/** `sql.raw(text)` becomes a template of `sql`, `$queryRawUnsafe(text)` one of `$queryRaw`. */
function taggedEdits(module: ProgramModule, call: Call, driver: Driver): readonly TextEdit[] | undefined {
  const {
    callee,
    arguments: [query],
    argumentsAt,
  } = call;
  if (callee.kind !== "member" || typeof callee.property !== "string" || !query) return undefined;
  const written = writtenQuery(query.value, driver);
  if (!written || written.text.includes("${")) return undefined;
  const [first = "", ...rest] = written.text.split(driver.placeholder(0));
  const holes = written.values.map(({ at }) => at);
  const opened = written.around.map((one) => (one ? `\${\`${one.before}\${` : "${"));
  const closes = written.around.map((one) => (one ? `}${one.after}\`}` : "}"));
  const segments = [
    `\`${first}${opened[0] ?? ""}`,
    ...rest.map((text, index) => `${closes[index] ?? ""}${text}${opened[index + 1] ?? "`"}`),
  ];
  const raw = /^\$(query|execute)RawUnsafe$/.exec(callee.property)?.[1];
  const [, , endLine, endCharacter] = callee.object.at;
  const [, , nameLine, nameCharacter] = callee.propertyAt;
  const name =
    raw === undefined
      ? replaceSpan(module.file, [endLine, endCharacter, nameLine, nameCharacter], "")
      : replaceSpan(module.file, callee.propertyAt, `$${raw}Raw`);
  return [name, ...rebuildAround(module.file, argumentsAt, holes, segments)];
}

/** The values where the text was, between the two texts. */
function around(
  module: ProgramModule,
  whole: Span,
  { values, around: patterns }: WrittenQuery,
  [start, end]: readonly [string, string],
): readonly TextEdit[] {
  const opens = patterns.map((one) => (one ? `\`${one.before}\${` : ""));
  const closes = patterns.map((one) => (one ? `}${one.after}\`` : ""));
  const segments = [
    start + (opens[0] ?? ""),
    ...values.slice(1).map((_value, index) => `${closes[index] ?? ""}, ${opens[index + 1] ?? ""}`),
    (closes.at(-1) ?? "") + end,
  ];
  return rebuildAround(
    module.file,
    whole,
    values.map(({ at }) => at),
    segments,
  );
}

function inPattern(value: string, pattern: Around | undefined): string {
  return pattern ? `\`${pattern.before}\${${value}}${pattern.after}\`` : value;
}

function literalOf(text: string): string {
  return text.includes("\n") ? `\`${text}\`` : quoted(text);
}

function writtenQuery(query: Expression, { placeholder }: Driver): WrittenQuery | undefined {
  const pieces = piecesOf(query);
  const values = pieces.flatMap((piece) => (piece.kind === "expression" ? [piece.value] : []));
  const constant = values.length > 0 ? constantQuery(pieces, placeholder) : undefined;
  if (!constant || constant.text.includes("`")) return undefined;
  return { ...constant, values };
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
