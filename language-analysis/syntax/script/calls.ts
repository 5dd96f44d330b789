// Calls: of methods that are known, and of the script's own functions when they only compute a value.
import ts from "typescript";
import type { ScriptEvaluator } from "./evaluate.ts";
import type { FunctionKnown, Known, ListKnown, Site } from "./known.ts";
import { isAbsent, MAXIMUM_ITEMS, plain, textOf, truthOf, unknown } from "./known.ts";
import { imported } from "./links.ts";
import { assignedNames, declareStatement } from "./module.ts";
import { callNative } from "./natives.ts";
import { bindParameter } from "./parameters.ts";
import { Scope } from "./scope.ts";
import { perform } from "./statements.ts";
import { listMethod, replacePattern, textMethod } from "./text-methods.ts";

export function call(evaluator: ScriptEvaluator, node: ts.CallExpression, scope: Scope, site: Site): Known {
  const { expression } = node;
  const given = (): readonly Known[] => givenOf(evaluator, node, scope);
  if (ts.isIdentifier(expression) && expression.text === "require" && !scope.holderOf("require")) {
    const [specifier] = node.arguments;
    return specifier && ts.isStringLiteralLike(specifier)
      ? imported(evaluator, specifier.text, "default", scope.module, site)
      : evaluator.unknownAt(node, scope);
  }
  if (ts.isPropertyAccessExpression(expression)) {
    const target = evaluator.expression(expression.expression, scope);
    const name = expression.name.text;
    const found = methodCall(evaluator, target, name, node, scope, site);
    if (found) return found;
  }
  const callee = evaluator.expression(expression, scope);
  if (callee.kind === "function") return apply(evaluator, callee, given(), site) ?? evaluator.unknownAt(node, scope);
  if (callee.kind === "native") {
    const folder = evaluator.absolute(evaluator.folder);
    return callNative(callee.name, given(), site, folder) ?? evaluator.unknownAt(node, scope);
  }
  return evaluator.unknownAt(node, scope);
}

function givenOf(evaluator: ScriptEvaluator, node: ts.CallExpression, scope: Scope): readonly Known[] {
  return node.arguments.flatMap((argument) => {
    if (!ts.isSpreadElement(argument)) return [evaluator.expression(argument, scope)];
    const inner = evaluator.expression(argument.expression, scope);
    return inner.kind === "list" ? inner.items : [inner];
  });
}

function methodCall(
  evaluator: ScriptEvaluator,
  target: Known,
  name: string,
  node: ts.CallExpression,
  scope: Scope,
  site: Site,
): Known | undefined {
  const text = textOf(target);
  const [first, second] = node.arguments;
  if (
    text !== undefined &&
    (name === "replace" || name === "replaceAll") &&
    first &&
    ts.isRegularExpressionLiteral(first)
  ) {
    const by = second && textOf(evaluator.expression(second, scope));
    const result = by === undefined ? undefined : replacePattern(text, first.text, by);
    return result === undefined ? undefined : plain(result, site);
  }
  if (text !== undefined) return textMethod(text, name, givenOf(evaluator, node, scope), site);
  if (target.kind !== "list") return undefined;
  const given = givenOf(evaluator, node, scope);
  const [callback] = given;
  return callback?.kind === "function"
    ? iterate(evaluator, target, name, callback, given[1], site)
    : listMethod(target, name, given, site);
}

function iterate(
  evaluator: ScriptEvaluator,
  list: ListKnown,
  name: string,
  callback: FunctionKnown,
  start: Known | undefined,
  site: Site,
): Known | undefined {
  const each = (item: Known, index: number): Known =>
    apply(evaluator, callback, [item, plain(index, site), list], site) ?? unknown("a callback", site);
  const listOf = (items: readonly Known[]): Known => ({ kind: "list", items: items.slice(0, MAXIMUM_ITEMS), site });
  switch (name) {
    case "map":
      return listOf(list.items.map(each));
    case "flatMap":
      return listOf(list.items.map(each).flatMap((part) => (part.kind === "list" ? part.items : [part])));
    case "filter":
      return listOf(list.items.filter((item, index) => truthOf(each(item, index)) !== false));
    case "find": {
      const truths = list.items.map((item, index) => truthOf(each(item, index)));
      const found = truths.indexOf(true);
      const isSure = !truths.slice(0, found < 0 ? undefined : found).includes(undefined);
      return isSure ? (list.items[found] ?? plain(undefined, site)) : undefined;
    }
    case "reduce": {
      let value = start;
      for (const [index, item] of list.items.entries()) {
        value = value
          ? (apply(evaluator, callback, [value, item, plain(index, site), list], site) ?? unknown("a callback", site))
          : item;
      }
      return value;
    }
    default:
      return undefined;
  }
}

/** What a function returns for what is given to it; undefined when its body does more than compute one value. */
export function apply(
  evaluator: ScriptEvaluator,
  { node, scope: closure }: FunctionKnown,
  given: readonly Known[],
  site: Site,
): Known | undefined {
  const { body } = node;
  if (!body || evaluator.isExhausted) return undefined;
  const scope = new Scope(closure.module, closure);
  for (const [index, { name, initializer, dotDotDotToken }] of node.parameters.entries()) {
    const value = given[index] ?? plain(undefined, site);
    const rest: Known = { kind: "list", items: given.slice(index), site };
    bindParameter(evaluator, scope, name, dotDotDotToken ? rest : value, initializer);
  }
  if (!ts.isBlock(body)) return evaluator.expression(body, scope);
  return block(evaluator, body, scope, assignedNames(body), site);
}

function block(
  evaluator: ScriptEvaluator,
  body: ts.Block,
  scope: Scope,
  changing: ReadonlySet<string>,
  site: Site,
): Known | undefined {
  for (const statement of body.statements) {
    if (ts.isReturnStatement(statement)) {
      return statement.expression ? evaluator.expression(statement.expression, scope) : plain(undefined, site);
    }
    if (ts.isVariableStatement(statement) || ts.isFunctionDeclaration(statement)) {
      declareStatement(scope, statement, changing);
    } else if (ts.isIfStatement(statement)) {
      const truth = truthOf(evaluator.expression(statement.expression, scope));
      if (truth === undefined) return undefined;
      const branch = truth ? statement.thenStatement : statement.elseStatement;
      if (!branch) continue;
      if (ts.isReturnStatement(branch)) {
        return branch.expression ? evaluator.expression(branch.expression, scope) : plain(undefined, site);
      }
      if (!ts.isBlock(branch)) return undefined;
      const result = block(evaluator, branch, new Scope(scope.module, scope), changing, site);
      if (!result || !isAbsent(result)) return result;
    } else if (!perform(evaluator, statement, scope, changing)) {
      return undefined;
    }
  }
  return plain(undefined, site);
}
