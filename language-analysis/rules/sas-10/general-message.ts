// From an answer with error details to a general message, with the error in the log instead.
import type { TextEdit } from "../../model/finding.ts";
import type { Expression, Pattern, ProgramFunction, ProgramModule, Statement } from "../../model/program.ts";
import { spanOf, type SourceRange, type Span } from "../../model/range.ts";
import { dottedName, insertBefore, quoted, replaceSpan, shorthandKey } from "../code-edits.ts";
import { callAtSpan, partsOf, sameSpan, spanContains, statementsOf } from "../program-search.ts";

const TEXT = "Internal server error";
const ERROR_NAME = /^(e|er|err|error|ex|exc|exception|reason|\w*(Err|Error|_err|_error))$/;
const DETAILS =
  /^(traceback\.(format_exc|format_exception|format_tb|print_exc)|sys\.exc_info|process\.env|os\.environ)\b/;

type Try = Extract<Statement, { kind: "try" }>;

/** `leakAt` is what leaks, `answerAt` the return statement or the call that answers. Undefined when the answer is nothing else. */
export function generalMessageEdits(
  module: ProgramModule,
  leakAt: SourceRange,
  answerAt: SourceRange,
): readonly TextEdit[] | undefined {
  const place = placeOf(module, spanOf(leakAt));
  const answer = place && answerOf(module, place.statement, spanOf(answerAt), spanOf(leakAt));
  if (!answer || answer.kind === "name") return undefined;
  const names = caughtNames(place, module);
  const leaks = (expression: Expression): boolean => mentions(module, expression, names);
  if (!leaks(answer)) return undefined;
  const replaced = replacements(module, answer, leaks);
  return replaced.length === 0 ? undefined : [...logEdits(module, place, names), ...replaced];
}

/** The value of the return statement, or the argument of the call, in which the leak stands. */
function answerOf(module: ProgramModule, statement: Statement, answerAt: Span, leakAt: Span): Expression | undefined {
  if (statement.kind === "return" && sameSpan(statement.at, answerAt)) return statement.value;
  return callAtSpan(module, answerAt)
    ?.arguments.map(({ value }) => value)
    .find(({ at }) => spanContains(at, leakAt));
}

function replacements(module: ProgramModule, expression: Expression, leaks: (part: Expression) => boolean): TextEdit[] {
  if (expression.kind === "object") {
    return expression.properties
      .filter(({ value }) => leaks(value))
      .flatMap(({ value }) => replacements(module, value, leaks));
  }
  const encoded = encodedValue(module, expression);
  if (encoded?.kind === "object") return replacements(module, encoded, leaks);
  if (encoded) return [replaceSpan(module.file, encoded.at, generalObject(module))];
  if (isAnswer(module, expression)) {
    return expression.arguments
      .filter(({ value }) => leaks(value) && !isStatus(value))
      .flatMap(({ value }) => replacements(module, value, leaks));
  }
  return [replaceSpan(module.file, expression.at, shorthandKey(module, expression.at) + quoted(TEXT))];
}

/** A function of the app puts the answer together from a status, a text and what else there is. */
function isAnswer(module: ProgramModule, expression: Expression): expression is Extract<Expression, { kind: "call" }> {
  return (
    expression.kind === "call" &&
    expression.arguments.length > 1 &&
    !/(^|\.)(format|replace|join|concat|substring|slice)$/.test(dottedName(module, expression.callee) ?? "format")
  );
}

/** `error.code` beside the text: a number or a short word that the answer needs. */
function isStatus(expression: Expression): boolean {
  return (
    expression.kind === "member" &&
    typeof expression.property === "string" &&
    /^(code|status|statusCode|status_code)$/.test(expression.property)
  );
}

function generalObject({ language }: ProgramModule): string {
  return language === "python" ? `{"message": ${quoted(TEXT)}}` : `{ message: ${quoted(TEXT)} }`;
}

/** The argument of JSON.stringify or json.dumps. */
function encodedValue(module: ProgramModule, expression: Expression): Expression | undefined {
  if (expression.kind !== "call") return undefined;
  const name = dottedName(module, expression.callee);
  return name === "JSON.stringify" || name === "json.dumps" ? expression.arguments[0]?.value : undefined;
}

function mentions(module: ProgramModule, expression: Expression, names: ReadonlySet<string>): boolean {
  for (const part of partsOf(expression)) {
    if (part.kind === "name" && names.has(part.name)) return true;
    if (part.kind === "member" || part.kind === "call") {
      const dotted = dottedName(module, part.kind === "call" ? part.callee : part);
      if (dotted !== undefined && DETAILS.test(dotted)) return true;
    }
  }
  return false;
}

interface Place {
  readonly statement: Statement;
  /** Statements around it, outermost first. */
  readonly within: readonly Statement[];
  readonly function: ProgramFunction;
}

/** The innermost statement around the span. */
function placeOf(module: ProgramModule, span: Span): Place | undefined {
  let found: Place | undefined;
  for (const { statement, within, functionIndex } of statementsOf(module)) {
    const owner = module.functions[functionIndex];
    if (owner && spanContains(statement.at, span) && (!found || spanContains(found.statement.at, statement.at))) {
      found = { statement, within, function: owner };
    }
  }
  return found;
}

function handlerOf({ statement, within }: Place): Try["handlers"][number] | undefined {
  return within
    .flatMap((outer) => (outer.kind === "try" ? outer.handlers : []))
    .filter((handler) => spanContains(handler.at, statement.at))
    .at(-1);
}

function caughtNames(place: Place, module: ProgramModule): ReadonlySet<string> {
  const names = place.within.flatMap((outer) =>
    outer.kind === "try"
      ? outer.handlers.flatMap(({ at, binding }) => (spanContains(at, place.statement.at) ? patternNames(binding) : []))
      : [],
  );
  for (let owner: ProgramFunction | undefined = place.function; owner; owner = parentOf(module, owner)) {
    names.push(
      ...owner.parameters.flatMap(({ pattern }) => patternNames(pattern)).filter((name) => ERROR_NAME.test(name)),
    );
  }
  return new Set(names);
}

function parentOf(module: ProgramModule, { parent }: ProgramFunction): ProgramFunction | undefined {
  return parent === undefined ? undefined : module.functions[parent];
}

function patternNames(pattern: Pattern | undefined): string[] {
  return pattern?.kind === "name" ? [pattern.name] : [];
}

/** A line that logs the error, where one can stand: in a block of lines, and when nothing logs it yet. */
function logEdits(module: ProgramModule, place: Place, names: ReadonlySet<string>): TextEdit[] {
  const [name] = names;
  const handler = handlerOf(place);
  const container = handler?.at ?? place.function.at;
  const text = logText(module, name);
  if (text === undefined || !isOwnLine(module, place, container) || isLogged(module, handler, names)) return [];
  const { at } = place.statement;
  // One column more than the clause it belongs to: the file is indented by tabs.
  const indent = (at[1] - container[1] === 1 ? "\t" : " ").repeat(at[1]);
  return [insertBefore(module.file, at, `${text}\n${indent}`)];
}

function logText({ language, imports }: ProgramModule, name: string | undefined): string | undefined {
  if (language === "python") {
    const isImported = imports.some(
      ({ module, imported, local }) => module === "logging" && imported === "*" && local === "logging",
    );
    if (isImported) return 'logging.exception("The request failed.")';
    return name === undefined ? undefined : `print(repr(${name}))`;
  }
  return name === undefined ? undefined : `console.error(${name});`;
}

/** Not on the line of its `if` or `catch`, and not the brace-less body of one: a second statement would fall out of it. */
function isOwnLine({ language }: ProgramModule, { statement, within }: Place, container: Span): boolean {
  const outer = within.at(-1);
  const isInHandler = outer?.kind === "try" || outer === undefined;
  const around = isInHandler ? container : outer.at;
  if (statement.at[0] <= around[0]) return false;
  return (
    language === "python" ||
    (around[2] > statement.at[2] && (isInHandler || !(outer.kind === "if" && outer.else.length > 0)))
  );
}

const LOGS = /^(console|log|logger|logging|winston|pino)\.|^(print|pprint)$|\.(exception|error|warn|warning)$/i;

function isLogged(
  module: ProgramModule,
  handler: Try["handlers"][number] | undefined,
  names: ReadonlySet<string>,
): boolean {
  for (const statement of handler?.body ?? []) {
    if (statement.kind !== "expression") continue;
    for (const part of partsOf(statement.value)) {
      if (part.kind !== "call" || !LOGS.test(dottedName(module, part.callee) ?? "")) continue;
      if (
        /exception$/.test(dottedName(module, part.callee) ?? "") ||
        part.arguments.some(({ value }) => mentions(module, value, names))
      ) {
        return true;
      }
    }
  }
  return false;
}
