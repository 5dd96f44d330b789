// Names in Ref, Fn::GetAtt and Fn::Sub: parameters, pseudo parameters, resources, loop variables.
import { say } from "../../model/message.ts";
import type { SourceRange } from "../../model/range.ts";
import type { Value } from "../../model/value.ts";
import { assume, nullValue, placeAt, referenceValue, listValue, textValue } from "../make-values.ts";
import type { Evaluator } from "./evaluator.ts";
import { resolveStandIn } from "./scope.ts";
import type { TemplateParameter } from "./scope.ts";

const NESTED_STACKS = new Set(["AWS::CloudFormation::Stack", "AWS::Serverless::Application"]);

/** What `Ref: name` gives. */
export function refValue(evaluator: Evaluator, name: string, at: SourceRange): Value {
  const { scope } = evaluator;
  if (name === "AWS::NoValue") return nullValue(at);
  if (name.startsWith("AWS::")) return referenceValue({ by: "pseudo", name }, at);
  const variable = scope.variables.get(name);
  if (variable) return placeAt(variable, at);
  const parameter = scope.parameters.get(name);
  if (parameter && !scope.resourceTypes.has(name)) return parameterValue(evaluator, parameter, at);
  // SAM: `Function.Alias`, `Function.Version`, `Api.Stage` stand for their owner.
  const owner = name.includes(".") ? name.slice(0, name.indexOf(".")) : name;
  return resourceReference(evaluator, owner, undefined, at);
}

/** What `Fn::GetAtt: [logicalId, attribute]` gives. */
export function attributeValue(evaluator: Evaluator, logicalId: string, attribute: string, at: SourceRange): Value {
  const { scope } = evaluator;
  const output = /^Outputs\.(.+)$/.exec(attribute)?.[1];
  if (output !== undefined && NESTED_STACKS.has(scope.resourceTypes.get(logicalId) ?? "")) {
    return referenceValue({ by: "stack-output", file: scope.file, logicalId, output }, at);
  }
  return resourceReference(evaluator, logicalId, attribute, at);
}

function resourceReference(
  evaluator: Evaluator,
  logicalId: string,
  attribute: string | undefined,
  at: SourceRange,
): Value {
  const { scope } = evaluator;
  if (!scope.resourceTypes.has(logicalId) && !scope.isGenerated(logicalId)) {
    evaluator.problem("missing-target", say("Nothing in this template is called {0}.", logicalId), at);
  }
  return referenceValue(
    {
      by: "logical-id",
      file: scope.file,
      logicalId: resolveStandIn(scope, logicalId),
      ...(attribute !== undefined && { attribute }),
    },
    at,
  );
}

function parameterValue(evaluator: Evaluator, parameter: TemplateParameter, at: SourceRange): Value {
  const { name, type } = parameter;
  const isStored = type.startsWith("AWS::SSM::Parameter::Value");
  if (parameter.default === undefined) {
    const isEchoed = parameter.isEchoed && type === "String" ? { isEchoed: true as const } : {};
    const reference = { by: "parameter", file: evaluator.scope.file, name, ...isEchoed } as const;
    return referenceValue(isStored ? { ...reference, storedIn: "ssm" } : reference, at);
  }
  const value = evaluator.evaluate(parameter.default.node, parameter.default.file);
  const reason =
    parameter.givenIn === undefined ? `default of parameter ${name}` : `parameter ${name} of ${parameter.givenIn}`;
  if (isStored && value.kind === "text") {
    return referenceValue({ by: "stored-value", service: "ssm", name: value.value }, at);
  }
  if ((type === "CommaDelimitedList" || type.startsWith("List<")) && value.kind === "text") {
    const items = value.value.split(",").map((item) => textValue(item.trim(), at));
    return assume(listValue(items, at), reason);
  }
  return { ...assume(placeAt(value, at), reason), parameter: { by: "parameter", file: evaluator.scope.file, name } };
}
