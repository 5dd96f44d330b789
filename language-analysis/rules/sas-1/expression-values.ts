// From an expression of DynamoDB with values in its text to a constant text, and the values beside it. Source: Amazon DynamoDB Developer
// Guide, "Using expressions in DynamoDB": placeholders for values begin with a colon, those for names of attributes with a number sign.
import type { TextEdit } from "../../model/finding.ts";
import type { Expression, ProgramModule } from "../../model/program.ts";
import { spanOf, type Span } from "../../model/range.ts";
import type { TaintPath } from "../../model/taint.ts";
import { insertAfter, quoted, rebuildAround } from "../code-edits.ts";
import { expressionAt, expressionsOf, spanContains, statementsOf } from "../program-search.ts";
import { piecesOf, type Piece } from "./command-words.ts";
import { isPlainText, onlyValueOf } from "./parameterised-python.ts";
import { partName } from "./tainted-parts.ts";

const EXPRESSIONS: ReadonlySet<unknown> = new Set([
  "FilterExpression",
  "KeyConditionExpression",
  "UpdateExpression",
  "ConditionExpression",
]);
const VALUES = "ExpressionAttributeValues";
const NAMES = "ExpressionAttributeNames";
type Beside = typeof VALUES | typeof NAMES;

/** Clients that take plain values; the others want each with its type, which is not known here. */
const PLAIN_VALUES = /lib-dynamodb|DocumentClient|^boto3\.resource\(/;

const BEFORE_VALUE = /(?:[=<>]|\bBETWEEN)\s*$/i;
const BEFORE_NAME = /(?:^|\b(?:SET|ADD|REMOVE|DELETE|AND|OR|NOT)\s|,|\()\s*$/i;
const AFTER_NAME = /^\s*(?:[=<>]|\bIN\b|\bBETWEEN\b)/i;
const AFTER_VALUE = /^(?:$|[\s,)])/;

/** Keyword arguments of a call, or properties of an object. */
type Setting = { readonly key: string; readonly value: Expression };

/** Undefined where it can't be told what a part of the text is, or where placeholders of both kinds would be new. */
export function expressionValueEdits(module: ProgramModule, path: TaintPath): readonly TextEdit[] | undefined {
  const settings = settingsAt(module, path);
  const at = spanOf(path.sink.at);
  const written = settings.filter(({ key, value }) => EXPRESSIONS.has(key) && value.kind !== "literal");
  const [only, ...others] = written;
  const expression = (others.length === 0 ? only : written.find(({ value }) => spanContains(value.at, at)))?.value;
  const isWritten = expression?.kind === "template" || expression?.kind === "binary";
  if (!isWritten || !isPlainText(expression)) return undefined;
  const constant = withPlaceholders(piecesOf(expression));
  const beside = constant?.holes[0]?.beside;
  if (!constant || !beside || constant.holes.some((hole) => hole.beside !== beside)) return undefined;
  if ((beside === VALUES && !PLAIN_VALUES.test(path.sink.api)) || isSetLater(module, beside)) return undefined;
  const known = settings.find(({ key }) => key === beside)?.value;
  const text = quoted(constant.text);
  if (!known) return besideIt(module, expression.at, text, beside, constant.holes);
  const properties = known.kind === "object" ? known.properties : [];
  const last = properties.at(-1);
  const values = constant.holes.map(({ value }) => plainText(value));
  if (!last || values.includes(undefined)) return undefined;
  if (properties.some(({ key }) => constant.holes.some(({ name }) => name === key))) return undefined;
  const added = constant.holes.map(({ name }, index) => `, ${quoted(name)}: ${values[index]}`);
  return [
    ...rebuildAround(module.file, expression.at, [], [text]),
    insertAfter(module.file, last.value.at, added.join("")),
  ];
}

/** `params.ExpressionAttributeValues = ...` would take the place of what is written here. */
function isSetLater(module: ProgramModule, beside: Beside): boolean {
  return statementsOf(module).some(
    ({ statement }) =>
      statement.kind === "assign" && statement.target.kind === "member" && statement.target.property === beside,
  );
}

/** The values stay where they are, in an object that comes into being around them. */
function besideIt(
  module: ProgramModule,
  at: Span,
  text: string,
  beside: Beside,
  holes: readonly Hole[],
): readonly TextEdit[] {
  const [opening, closing] = module.language === "python" ? ["={", "}"] : [": { ", " }"];
  const keys = holes.map(({ name }) => `${quoted(name)}: `);
  const [first = "", ...others] = keys;
  const segments = [`${text}, ${beside}${opening}${first}`, ...others.map((key) => `, ${key}`), closing];
  return rebuildAround(
    module.file,
    at,
    holes.map(({ value }) => value.at),
    segments,
  );
}

function settingsAt(module: ProgramModule, { sink }: TaintPath): readonly Setting[] {
  if (sink.at.file !== module.file) return [];
  const at = spanOf(sink.at);
  const argument = expressionAt(module, at);
  const object = argument?.kind === "name" ? onlyValueOf(module, argument.name) : undefined;
  if (object?.kind === "object") return settingsOf(object);
  const call = expressionAt(module, spanOf(sink.callAt));
  if (module.language === "python")
    return call?.kind === "call" && !call.arguments.some(({ spread }) => spread)
      ? call.arguments.flatMap(({ name, value }) => (name === undefined ? [] : [{ key: name, value }]))
      : [];
  for (const { expression } of expressionsOf(module)) {
    if (expression.kind !== "object") continue;
    const settings = settingsOf(expression);
    if (settings.some(({ key, value }) => EXPRESSIONS.has(key) && spanContains(value.at, at))) return settings;
  }
  return [];
}

/** None for an object with a spread, which may hold values that are not seen. */
function settingsOf({ properties }: Extract<Expression, { kind: "object" }>): readonly Setting[] {
  const settings = properties.flatMap(({ key, value }) => (typeof key === "string" ? [{ key, value }] : []));
  return settings.length === properties.length ? settings : [];
}

interface Hole {
  readonly value: Expression;
  readonly name: string;
  readonly beside: Beside;
}

function withPlaceholders(
  pieces: readonly Piece[],
): { readonly text: string; readonly holes: readonly Hole[] } | undefined {
  const all = pieces.map((piece) => (piece.kind === "text" ? piece.text : "")).join(" ");
  const holes: Hole[] = [];
  let text = "";
  for (const [index, piece] of pieces.entries()) {
    if (piece.kind === "text") text += piece.text;
    if (piece.kind !== "expression") continue;
    const next = pieces[index + 1];
    const after = next?.kind === "text" ? next.text : "";
    const beside = BEFORE_VALUE.test(text) && AFTER_VALUE.test(after) ? VALUES : NAMES;
    if (beside === NAMES && !(BEFORE_NAME.test(text) && AFTER_NAME.test(after))) return undefined;
    const sign = beside === VALUES ? ":" : "#";
    const base = sign + partName(piece.value);
    const isTaken = (name: string): boolean => all.includes(name) || holes.some((hole) => hole.name === name);
    const name = isTaken(base) ? `${base}${index}` : base;
    if (isTaken(name)) return undefined;
    holes.push({ value: piece.value, name, beside });
    text += name;
  }
  return holes.length > 0 && !/["'`\\\n]/.test(text) ? { text, holes } : undefined;
}

/** A name, or fields of one: written again as they read, `a.b` and `a["b"]`. */
function plainText(expression: Expression): string | undefined {
  if (expression.kind === "name") return expression.name;
  if (expression.kind !== "member" || typeof expression.property !== "string") return undefined;
  const { object, property, at } = expression;
  const text = plainText(object);
  if (text === undefined || object.at[2] !== at[2]) return undefined;
  const length = at[3] - object.at[3];
  if (length === property.length + 1) return `${text}.${property}`;
  return length === property.length + 4 ? `${text}[${quoted(property)}]` : undefined;
}
