import type { ModuleLinks, SdkCall } from "../model/code-facts.ts";
import type { Evaluator } from "./evaluator.ts";
import type { ModuleIndex } from "./module-index.ts";
import type { AbstractValue } from "./values.ts";

/** Modules of the platform and of package registries that hold nothing of the workspace. */
const PACKAGES =
  /^(aws-sdk|@[\w-]+|boto3|botocore|os|sys|json|logging|typing|datetime|time|re|uuid|base64|decimal|urllib|http|random)([/.]|$)/;

export function findModuleLinks(evaluator: Evaluator, index: ModuleIndex, calls: readonly SdkCall[]): ModuleLinks {
  const { imports, exports, language } = index.module;
  const takes = imports
    .filter(({ module }) =>
      language === "python" ? !PACKAGES.test(module) : /^[./~@]/.test(module) && !PACKAGES.test(module),
    )
    .map(({ module, imported }) => ({ module, name: imported }));
  const open = new Set(
    calls.filter((call) => call.resource?.kind === "unresolved").map((call) => outermost(index, call.functionIndex)),
  );
  const place = { index, functionIndex: 0 };
  const offers = exports
    .filter(
      ({ value, from }) =>
        from !== undefined || evaluator.evaluate(value, place).some((one) => isOffer(evaluator, one, open)),
    )
    .map(({ name }) => name);
  return { offers: [...new Set(offers)].sort(), takes };
}

function isOffer(evaluator: Evaluator, value: AbstractValue, open: ReadonlySet<number>): boolean {
  switch (value.kind) {
    case "sdk":
    case "environment":
    case "instance":
      return true;
    case "expression":
      break;
    default:
      return false;
  }
  const { expression, place } = value;
  if (expression.kind === "literal") return typeof expression.value === "string";
  if (expression.kind === "template" || expression.kind === "object" || expression.kind === "class") return true;
  if (expression.kind !== "function") return false;
  if (open.has(expression.index)) return true;
  const inside = { index: place.index, functionIndex: expression.index };
  return (place.index.returns[expression.index] ?? []).some((returned) =>
    evaluator.evaluate(returned, inside).some((one) => one.kind === "sdk" || one.kind === "environment"),
  );
}

/** The function at the top level that `functionIndex` stands in. */
function outermost(index: ModuleIndex, functionIndex: number): number {
  let result = functionIndex;
  for (let one = index.function(result); one?.parent !== undefined && one.parent !== 0; one = index.function(result)) {
    result = one.parent;
  }
  return result;
}
