import type { ModuleLinks, SdkCall } from "../model/code-facts.ts";
import type { Evaluator } from "./evaluator.ts";
import type { ModuleIndex } from "./module-index.ts";
import type { AbstractValue } from "./values.ts";

/** Modules of the platform and of package registries that hold nothing of the workspace. */
const PACKAGES =
  /^(aws-sdk|@(?:aws-sdk|aws-lambda-powertools|middy|smithy|types)|node:\w+|boto3|botocore|os|sys|json|logging|typing|datetime|time|re|uuid|base64|decimal|urllib|http|random)([/.]|$)/;

export function findModuleLinks(evaluator: Evaluator, index: ModuleIndex, calls: readonly SdkCall[]): ModuleLinks {
  const { imports, exports } = index.module;
  const takes = imports
    .filter(({ module }) => !PACKAGES.test(module))
    .map(({ module, imported }) => ({ module, name: imported }));
  const open = new Set(
    calls.filter((call) => call.resource?.kind === "unresolved").map((call) => outermost(index, call.functionIndex)),
  );
  const place = { index, functionIndex: 0 };
  const offers = exports
    .filter(
      ({ value, from }) =>
        from !== undefined ||
        evaluator.evaluate(value, place).some((one) => isOffer(evaluator, one, open) || takesClient(index, one)),
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

/** A function that calls something like an SDK on one of its parameters. */
function takesClient({ module, calls }: ModuleIndex, value: AbstractValue): boolean {
  if (value.kind !== "expression" || value.expression.kind !== "function") return false;
  const { index } = value.expression;
  const names = new Set(
    module.functions[index]?.parameters.flatMap(({ pattern }) => (pattern.kind === "name" ? [pattern.name] : [])),
  );
  if (names.size === 0) return false;
  return calls.some(({ call: { callee }, place }) => {
    if (callee.kind !== "member" || typeof callee.property !== "string" || !SDK_METHOD.test(callee.property))
      return false;
    return place.functionIndex === index && callee.object.kind === "name" && names.has(callee.object.name);
  });
}

/** Verbs that operations of AWS begin with, and how clients of any SDK send them. */
const SDK_METHOD =
  /^(?:send|get|put|post|list|delete|create|update|describe|query|scan|batch|transact|invoke|publish|send|receive|start|stop|upload|download|copy|head|detect|admin|generate_presigned)(?:$|_[a-z]|[A-Z])/;

/** The function at the top level that `functionIndex` stands in. */
function outermost(index: ModuleIndex, functionIndex: number): number {
  let result = functionIndex;
  for (let one = index.function(result); one?.parent !== undefined && one.parent !== 0; one = index.function(result)) {
    result = one.parent;
  }
  return result;
}
