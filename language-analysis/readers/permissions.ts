// AWS::Lambda::Permission: a statement of the function's resource policy. For two services it is also the only sign of a trigger.
import type { Value } from "../model/value.ts";
import { addApi } from "./apis.ts";
import { mapOf, textValue } from "./make-values.ts";
import type { Resource, TemplateContext } from "./resource.ts";
import { dig, elements, pattern, word } from "./walk-values.ts";

/** Conditions that the resource's own properties stand for. Source: Lambda API Reference, AddPermission. */
const CONDITION_OF: Readonly<Record<string, readonly [operator: string, key: string]>> = {
  SourceArn: ["ArnLike", "AWS:SourceArn"],
  SourceAccount: ["StringEquals", "AWS:SourceAccount"],
  PrincipalOrgID: ["StringEquals", "aws:PrincipalOrgID"],
  EventSourceToken: ["StringEquals", "lambda:EventSourceToken"],
  FunctionUrlAuthType: ["StringEquals", "lambda:FunctionUrlAuthType"],
};

export function addLambdaPermission(resource: Resource, context: TemplateContext): void {
  const { builder } = context;
  const { properties, at, nameAt } = resource;
  const target = dig(properties, "FunctionName");
  const owner = { value: target, kind: "function" as const, service: "lambda" };
  builder.addStatement(
    {
      effect: "Allow",
      actions: elements(dig(properties, "Action")),
      notActions: [],
      resources: target ? [target] : [],
      notResources: [],
      principals: elements(dig(properties, "Principal")),
      conditions: conditionMap(properties, at),
      at,
      origin: { kind: "statement", value: resource.declaration },
      policy: "resource",
    },
    owner,
  );
  if (word(dig(properties, "Principal")) === "alexa-appkit.amazon.com") {
    const id = builder.addMadeNode({
      key: `${resource.logicalId} skill`,
      kind: "external",
      provider: "any",
      service: "alexa",
      name: "Alexa skill",
      logicalId: resource.logicalId,
      type: resource.type,
      at,
      nameAt,
      properties: { host: textValue("alexa-appkit.amazon.com", nameAt) },
    });
    builder.addEdge({ from: id, to: owner, kind: "triggers", trigger: "alexa", at: nameAt, label: resource.logicalId });
  }
}

/** An API whose routes are kept elsewhere shows only in the permission that it has. */
export function addApiPermissionTrigger(resource: Resource, context: TemplateContext, isRouted: boolean): void {
  const { properties, nameAt, logicalId } = resource;
  if (isRouted || word(dig(properties, "Principal")) !== "apigateway.amazonaws.com") return;
  const source = dig(properties, "SourceArn");
  const isAuthorizer = pattern(source).includes("/authorizers/");
  context.builder.addEdge({
    from: addApi(context, source, resource),
    to: { value: dig(properties, "FunctionName"), kind: "function", service: "lambda" },
    kind: "triggers",
    trigger: isAuthorizer ? "authorizer" : "api",
    at: nameAt,
    label: logicalId,
    evidence: "granted",
    confidence: "medium",
    reason: "an API may invoke it; the route is not declared here",
  });
}

function conditionMap(properties: Value | undefined, at: Resource["at"]): Value | undefined {
  const byOperator: Record<string, Record<string, Value>> = {};
  for (const [name, [operator, key]] of Object.entries(CONDITION_OF)) {
    const value = dig(properties, name);
    if (value) (byOperator[operator] ??= {})[key] = value;
  }
  if (Object.keys(byOperator).length === 0) return undefined;
  return mapOf(
    Object.fromEntries(Object.entries(byOperator).map(([operator, keys]) => [operator, mapOf(keys, at)])),
    at,
  );
}
