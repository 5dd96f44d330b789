// Operators on what is known: fallbacks, text put together, comparisons.
import ts from "typescript";
import type { ScriptEvaluator } from "./evaluate.ts";
import type { Known, Plain, Site } from "./known.ts";
import { isAbsent, MAXIMUM_TEXT, partial, placeholder, plain, truthOf, unknown } from "./known.ts";
import type { Scope } from "./scope.ts";

export function binary(
  evaluator: ScriptEvaluator,
  { left, right, operatorToken }: ts.BinaryExpression,
  scope: Scope,
  site: Site,
): Known {
  const a = evaluator.expression(left, scope);
  const operator = operatorToken.kind;
  if (operator === ts.SyntaxKind.EqualsToken) return evaluator.expression(right, scope);
  if (operator === ts.SyntaxKind.BarBarToken || operator === ts.SyntaxKind.QuestionQuestionToken) {
    const isNullish = operator === ts.SyntaxKind.QuestionQuestionToken;
    const truth = truthOf(a);
    if (truth === true) return a;
    if (isNullish && a.kind === "plain" && !a.isPartial && a.value !== undefined && a.value !== null) return a;
    const b = evaluator.expression(right, scope);
    return truth === false ? b : withFallback(a, b, site);
  }
  if (operator === ts.SyntaxKind.AmpersandAmpersandToken) {
    const truth = truthOf(a);
    if (truth !== undefined) return truth ? evaluator.expression(right, scope) : a;
    const options = [evaluator.expression(right, scope), plain(undefined, site)];
    return { kind: "choice", condition: evaluator.short(left, scope), options, site };
  }
  const b = evaluator.expression(right, scope);
  if (operator === ts.SyntaxKind.PlusToken && isText(a, b)) {
    const [first, second] = [placeholder(a), placeholder(b)];
    if (first === undefined || second === undefined || first.length + second.length > MAXIMUM_TEXT)
      return unknown(evaluator.short(left, scope), site);
    const isWhole = a.kind === "plain" && b.kind === "plain" && !a.isPartial && !b.isPartial;
    return isWhole ? plain(first + second, site) : partial(first + second, site);
  }
  const result =
    a.kind === "plain" && b.kind === "plain" && !a.isPartial && !b.isPartial
      ? compute(operator, a.value, b.value)
      : undefined;
  return result === undefined ? unknown(evaluator.short(left, scope), site) : plain(result, site);
}

function isText(a: Known, b: Known): boolean {
  return [a, b].some((part) => part.kind === "plain" && typeof part.value === "string");
}

/** `${env:STAGE}` with a plain fallback becomes `${env:STAGE, 'dev'}`; what else falls back stays what it falls back to. */
function withFallback(a: Known, b: Known, site: Site): Known {
  const text = placeholder(a);
  const [, inner] = text === undefined ? [] : (/^\$\{([^{}]*)\}$/.exec(text) ?? []);
  if (inner !== undefined && b.kind === "plain" && b.value !== undefined) {
    if (b.isPartial) return partial(`\${${inner}, ${String(b.value)}}`, site);
    if (!/['"{}$]/.test(String(b.value))) {
      const fallback = typeof b.value === "string" ? `'${b.value}'` : String(b.value);
      return partial(`\${${inner}, ${fallback}}`, site);
    }
  }
  return b.kind === "plain"
    ? a.kind === "choice" || isAbsent(b)
      ? a
      : { kind: "choice", condition: text ?? "a value", options: [a, b], site }
    : b;
}

type Computation = (a: number, b: number) => number | boolean;

const COMPUTATIONS: ReadonlyMap<ts.SyntaxKind, Computation> = new Map<ts.SyntaxKind, Computation>([
  [ts.SyntaxKind.PlusToken, (a, b) => a + b],
  [ts.SyntaxKind.MinusToken, (a, b) => a - b],
  [ts.SyntaxKind.AsteriskToken, (a, b) => a * b],
  [ts.SyntaxKind.SlashToken, (a, b) => a / b],
  [ts.SyntaxKind.GreaterThanToken, (a, b) => a > b],
  [ts.SyntaxKind.LessThanToken, (a, b) => a < b],
  [ts.SyntaxKind.GreaterThanEqualsToken, (a, b) => a >= b],
  [ts.SyntaxKind.LessThanEqualsToken, (a, b) => a <= b],
]);

function compute(operator: ts.SyntaxKind, a: Plain, b: Plain): number | boolean | undefined {
  if (operator === ts.SyntaxKind.EqualsEqualsEqualsToken || operator === ts.SyntaxKind.EqualsEqualsToken)
    return a === b;
  if (operator === ts.SyntaxKind.ExclamationEqualsEqualsToken || operator === ts.SyntaxKind.ExclamationEqualsToken) {
    return a !== b;
  }
  return typeof a === "number" && typeof b === "number" ? COMPUTATIONS.get(operator)?.(a, b) : undefined;
}
