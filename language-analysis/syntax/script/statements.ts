// Statements that put a value together step by step: assignments to members, additions to lists, loops over known lists. They
// change only names of the function that they stand in; what a change of anything else means is not known.
import ts from "typescript";
import type { ScriptEvaluator } from "./evaluate.ts";
import type { Known, KnownEntry, Site } from "./known.ts";
import { MAXIMUM_ITEMS, truthOf } from "./known.ts";
import { assignedNames, declareStatement } from "./module.ts";
import { bindParameter } from "./parameters.ts";
import { Scope } from "./scope.ts";

/** Rounds of one loop. */
const MAXIMUM_ROUNDS = 500;

/** False when a statement does something whose result is not known; what was done until then stays. */
export function performAll(
  evaluator: ScriptEvaluator,
  statements: readonly ts.Statement[],
  scope: Scope,
  changing: ReadonlySet<string>,
): boolean {
  return statements.every((statement) => perform(evaluator, statement, scope, changing));
}

export function perform(
  evaluator: ScriptEvaluator,
  statement: ts.Statement,
  scope: Scope,
  changing: ReadonlySet<string>,
): boolean {
  if (evaluator.isExhausted) return false;
  if (ts.isVariableStatement(statement) || ts.isFunctionDeclaration(statement)) {
    declareStatement(scope, statement, changing);
    return true;
  }
  if (ts.isBlock(statement)) {
    return performAll(evaluator, statement.statements, new Scope(scope.module, scope), changing);
  }
  if (ts.isIfStatement(statement)) {
    const truth = truthOf(evaluator.expression(statement.expression, scope));
    if (truth === undefined) return false;
    const branch = truth ? statement.thenStatement : statement.elseStatement;
    return branch === undefined || perform(evaluator, branch, scope, changing);
  }
  if (ts.isForOfStatement(statement)) return loop(evaluator, statement, scope, changing);
  return ts.isExpressionStatement(statement) && performExpression(evaluator, statement.expression, scope);
}

function loop(
  evaluator: ScriptEvaluator,
  { initializer, expression, statement }: ts.ForOfStatement,
  scope: Scope,
  changing: ReadonlySet<string>,
): boolean {
  const list = evaluator.expression(expression, scope);
  const [variable] = ts.isVariableDeclarationList(initializer) ? initializer.declarations : [];
  if (!variable || list.kind !== "list" || list.items.length > MAXIMUM_ROUNDS) return false;
  return list.items.every((item) => {
    const round = new Scope(scope.module, scope);
    bindParameter(evaluator, round, variable.name, item, undefined);
    return perform(evaluator, statement, round, changing);
  });
}

function performExpression(evaluator: ScriptEvaluator, written: ts.Expression, scope: Scope): boolean {
  const expression = ts.isParenthesizedExpression(written) ? written.expression : written;
  if (ts.isBinaryExpression(expression)) {
    if (expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken || ts.isIdentifier(expression.left)) return false;
    const value = evaluator.expression(expression.right, scope);
    return change(evaluator, expression.left, scope, () => value);
  }
  if (!ts.isCallExpression(expression) || !ts.isPropertyAccessExpression(expression.expression)) return false;
  const { expression: target, name } = expression.expression;
  if (ts.isIdentifier(target) && target.text === "console") return true;
  const isAssign = ts.isIdentifier(target) && target.text === "Object" && name.text === "assign";
  const given = (from: number): readonly Known[] =>
    expression.arguments.slice(from).flatMap((argument) => {
      if (!ts.isSpreadElement(argument)) return [evaluator.expression(argument, scope)];
      const inner = evaluator.expression(argument.expression, scope);
      return inner.kind === "list" ? inner.items : [inner];
    });
  const [first] = expression.arguments;
  if (isAssign) return first !== undefined && change(evaluator, first, scope, (known) => merged(known, given(1)));
  if (name.text === "push") {
    const items = given(0);
    return change(evaluator, target, scope, (known) =>
      known?.kind === "list" ? { ...known, items: [...known.items, ...items].slice(0, MAXIMUM_ITEMS) } : undefined,
    );
  }
  return name.text === "forEach" && forEach(evaluator, evaluator.expression(target, scope), given(0)[0]);
}

function forEach(evaluator: ScriptEvaluator, list: Known, callback: Known | undefined): boolean {
  if (list.kind !== "list" || callback?.kind !== "function" || list.items.length > MAXIMUM_ROUNDS) return false;
  const { node, scope: closure, site } = callback;
  const { body, parameters } = node;
  if (!body) return false;
  const changing = assignedNames(body);
  return list.items.every((item, index) => {
    const round = new Scope(closure.module, closure);
    const given: readonly Known[] = [item, { kind: "plain", value: index, site }, list];
    for (const [place, { name, initializer }] of parameters.entries()) {
      const value = given[place] ?? { kind: "plain", value: undefined, site };
      bindParameter(evaluator, round, name, value, initializer);
    }
    return ts.isBlock(body)
      ? performAll(evaluator, body.statements, round, changing)
      : performExpression(evaluator, body, round);
  });
}

function merged(known: Known | undefined, more: readonly Known[]): Known | undefined {
  if (known?.kind !== "map") return undefined;
  const entries = new Map<string, KnownEntry>(known.entries);
  for (const one of more) {
    if (one.kind !== "map") return undefined;
    for (const [key, entry] of one.entries) entries.set(key, entry);
  }
  return { ...known, entries };
}

interface Step {
  readonly key: string;
  readonly site: Site;
}

/** Puts what `set` makes of a member in its place; the name at the root is bound anew. */
function change(
  evaluator: ScriptEvaluator,
  target: ts.Expression,
  scope: Scope,
  set: (known: Known | undefined) => Known | undefined,
): boolean {
  const steps: Step[] = [];
  let current = target;
  while (!ts.isIdentifier(current)) {
    if (ts.isPropertyAccessExpression(current)) {
      steps.unshift({ key: current.name.text, site: evaluator.siteOf(current.name, scope) });
    } else if (ts.isElementAccessExpression(current)) {
      const key = evaluator.expression(current.argumentExpression, scope);
      if (key.kind !== "plain" || key.isPartial) return false;
      steps.unshift({ key: String(key.value), site: evaluator.siteOf(current.argumentExpression, scope) });
    } else return false;
    current = current.expression;
  }
  const holder = scope.holderOf(current.text);
  if (!holder || holder === scope.module.scope) return false;
  const start = evaluator.expression(current, scope);
  // What was declared before was made of the values of before.
  for (let around: Scope | undefined = scope; around && around !== scope.module.scope; around = around.parent) {
    const held: Scope = around;
    held.settle((binding) => evaluator.bound(binding, held));
  }
  const next = withMember(start, steps, 0, set);
  if (next) holder.replace(current.text, next);
  return next !== undefined;
}

function withMember(
  known: Known | undefined,
  steps: readonly Step[],
  index: number,
  set: (known: Known | undefined) => Known | undefined,
): Known | undefined {
  const step = steps[index];
  if (!step) return set(known);
  if (known?.kind === "choice") {
    const options = known.options.map((option) =>
      option.kind === "unknown" ? option : withMember(option, steps, index, set),
    );
    return options.every((option) => option !== undefined) ? { ...known, options } : undefined;
  }
  if (known && known.kind !== "map") return undefined;
  const entries = new Map<string, KnownEntry>(known?.entries);
  const inner = withMember(entries.get(step.key)?.value, steps, index + 1, set);
  if (!inner) return undefined;
  entries.set(step.key, { keySite: step.site, at: step.site.at, value: inner });
  return { kind: "map", entries, site: known?.site ?? step.site };
}
