// Names of parameters, patterns included, bound to what is given for them.
import ts from "typescript";
import type { ScriptEvaluator } from "./evaluate.ts";
import type { Known } from "./known.ts";
import { isAbsent } from "./known.ts";
import type { Scope } from "./scope.ts";

export function bindParameter(
  evaluator: ScriptEvaluator,
  scope: Scope,
  name: ts.BindingName,
  value: Known,
  initializer: ts.Expression | undefined,
): void {
  const actual = isAbsent(value) && initializer ? evaluator.expression(initializer, scope) : value;
  if (ts.isIdentifier(name)) {
    scope.bind(name.text, { kind: "known", value: actual });
    return;
  }
  for (const [index, element] of name.elements.entries()) {
    if (!ts.isBindingElement(element)) continue;
    const { propertyName } = element;
    const own = ts.isIdentifier(element.name) ? element.name.text : "";
    const key = ts.isArrayBindingPattern(name)
      ? String(index)
      : propertyName && ts.isIdentifier(propertyName)
        ? propertyName.text
        : own;
    bindParameter(evaluator, scope, element.name, evaluator.member(actual, key, actual.site), element.initializer);
  }
}
