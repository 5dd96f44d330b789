// Which part of a sink's argument brings the tainted text, so that a fix guards this part and leaves the rest as it is.
import type { TextEdit } from "../../model/finding.ts";
import type { Expression, ProgramModule } from "../../model/program.ts";
import { spanOf } from "../../model/range.ts";
import type { TaintPath } from "../../model/taint.ts";
import { countReads, dottedName, insertAfter, insertBefore, replaceSpan, shorthandKey } from "../code-edits.ts";
import { onlyValueOf } from "./parameterised-python.ts";
import { expressionAt, partsOf, spanContains, statementsOf } from "../program-search.ts";

/** Calls that only put texts together: what is tainted stands in their arguments. */
const JOINING =
  /^(?:(?:node:)?path\.(?:posix\.)?(?:join|resolve|normalize)|os\.path\.(?:join|abspath|normpath)|String|str|builtins\.str)$/;

/**
 * Parts of the sink's argument that hold the tainted text, outermost first: values in a template or a concatenation, arguments of a
 * call that joins texts, values of an object. A variable that is set once to such a text is looked through. Empty when the argument
 * is not found, or when it can't be told which of its parts it is.
 */
export function taintedParts(module: ProgramModule, path: TaintPath): readonly Expression[] {
  const { sink } = path;
  if (sink.at.file !== module.file) return [];
  const argument = expressionAt(module, spanOf(sink.at));
  if (!argument) return [];
  const candidates = partsIn(module, lookThrough(module, argument));
  const [only, second] = candidates;
  if (only && !second) return candidates;
  const names = new Set(path.steps.flatMap(({ message: { args } }) => args));
  const places = path.steps.filter(({ at }) => at.file === module.file).map(({ at }) => spanOf(at));
  return candidates.filter(
    (part) => places.some((place) => spanContains(part.at, place)) || (part.kind === "name" && names.has(part.name)),
  );
}

/**
 * The tainted parts, and those of the same argument that come from the same place: the other fields of one object. A path shows one of
 * them, a guard on this one alone would leave the rest.
 */
export function partsOfOneOrigin(module: ProgramModule, path: TaintPath): readonly Expression[] {
  const tainted = taintedParts(module, path);
  const origins = new Set(tainted.map((part) => originOf(module, part)));
  origins.delete(undefined);
  const call = expressionAt(module, spanOf(path.sink.callAt));
  const whole = call?.kind === "call" ? call.arguments.map(({ value }) => value) : [];
  const others = whole
    .filter(({ at }) => spanContains(at, spanOf(path.sink.at)))
    .flatMap((one) => partsIn(module, one));
  const alike = others.filter((part) => origins.has(originOf(module, part)));
  return [...tainted.filter((part) => !alike.includes(part)), ...alike];
}

/** The object that a field is read from, or the statement that takes several out of one. */
function originOf(module: ProgramModule, part: Expression): string | undefined {
  if (part.kind === "member") return dottedName(module, part.object);
  if (part.kind === "call")
    return part.callee.kind === "member" && part.callee.property === "get" ? originOf(module, part.callee) : undefined;
  if (part.kind !== "name") return undefined;
  const lines = statementsOf(module).flatMap(({ statement: { at, ...statement } }) =>
    at[0] <= part.at[0] &&
    statement.kind === "assign" &&
    statement.target.kind === "object" &&
    statement.target.properties.some(({ target }) => target.kind === "name" && target.name === part.name)
      ? [at[0]]
      : [],
  );
  return lines.length > 0 ? String(Math.max(...lines)) : undefined;
}

function partsIn(module: ProgramModule, expression: Expression): readonly Expression[] {
  const all = (some: readonly Expression[]): readonly Expression[] => some.flatMap((one) => partsIn(module, one));
  const formatted = formattedValues(expression);
  switch (expression.kind) {
    case "literal":
      return [];
    case "template":
      return all(expression.parts);
    case "binary":
      if (expression.operator === "+") return all([expression.left, expression.right]);
      return formatted ? all(formatted) : [expression];
    case "object":
      return all(expression.properties.map(({ value }) => value));
    case "call":
      if (formatted) return all(formatted);
      return JOINING.test(dottedName(module, expression.callee) ?? "")
        ? all(expression.arguments.map(({ value }) => value))
        : [expression];
    default:
      return [expression];
  }
}

/** What `"{} {x}".format(a, x=b)` and `"%s" % (a, b)` put into the text; undefined for all else. */
function formattedValues(expression: Expression): readonly Expression[] | undefined {
  if (expression.kind === "binary") {
    const { left, operator, right } = expression;
    if (operator !== "%" || !isText(left)) return undefined;
    if (right.kind === "array") return right.items.map(({ value }) => value);
    return right.kind === "object" ? right.properties.map(({ value }) => value) : [right];
  }
  if (expression.kind !== "call" || expression.callee.kind !== "member") return undefined;
  const { object, property } = expression.callee;
  return property === "format" && isText(object) ? expression.arguments.map(({ value }) => value) : undefined;
}

const isText = (expression: Expression): boolean =>
  expression.kind === "template" || (expression.kind === "literal" && typeof expression.value === "string");

function lookThrough(module: ProgramModule, expression: Expression): Expression {
  if (expression.kind !== "name") return expression;
  const value = onlyValueOf(module, expression.name);
  return value && (/^(?:template|binary|object)$/.test(value.kind) || formattedValues(value)) ? value : expression;
}

/** Text before and after each part; the part itself stays as it is. Empty for no parts. */
export function aroundEach(
  module: ProgramModule,
  parts: readonly Expression[],
  before: string,
  after: string,
): readonly TextEdit[] {
  return parts.flatMap(({ at }) => [
    insertBefore(module.file, at, shorthandKey(module, at) + before),
    insertAfter(module.file, at, after),
  ]);
}

/**
 * Edits that make the whole Node.js module `name` available, and the name it has then. Undefined when the file has no plain line of
 * its own kind (`const x = require`, `import x from`) to put it before, or uses the name for something else.
 */
export function nodeModuleEdits(
  module: ProgramModule,
  name: string,
): { readonly local: string; readonly edits: readonly TextEdit[] } | undefined {
  const isWhole = (imported: string): boolean => imported === "*" || imported === "default";
  const known = module.imports.find((one) => one.module.replace(/^node:/, "") === name && isWhole(one.imported));
  if (known) return { local: known.local, edits: [] };
  const anchor = module.imports.find(({ imported, at }) => isWhole(imported) && (at[1] === 6 || at[1] === 7));
  if (!anchor || isTaken(module, name)) return undefined;
  const line = anchor.at[1] === 6 ? `const ${name} = require("node:${name}");` : `import ${name} from "node:${name}";`;
  return { local: name, edits: [replaceSpan(module.file, [anchor.at[0], 0, anchor.at[0], 0], `${line}\n`)] };
}

function isTaken(module: ProgramModule, name: string): boolean {
  if (
    module.functions.some(({ parameters }) =>
      parameters.some(({ pattern }) => JSON.stringify(pattern).includes(`"${name}"`)),
    )
  )
    return true;
  for (const { statement } of statementsOf(module)) {
    if (statement.kind === "assign" && JSON.stringify(statement.target).includes(`"${name}"`)) return true;
  }
  return countReads(module, name) > 0;
}

/** The name of a part for a placeholder of a template: its last property, else its own name. */
export function partName(part: Expression): string {
  const [inner] = partsOf(part);
  if (inner?.kind === "name") return inner.name;
  return inner?.kind === "member" && typeof inner.property === "string" && /^[A-Za-z_]\w*$/.test(inner.property)
    ? inner.property
    : "value";
}
