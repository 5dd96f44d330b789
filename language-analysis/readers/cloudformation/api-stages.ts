// What stages say about all routes of an API: limits and access logs. Only what holds on every stage counts.
// Source: CloudFormation, AWS::ApiGateway::Stage (MethodSettings, AccessLogSetting), AWS::ApiGatewayV2::Stage (DefaultRouteSettings).
import type { Value } from "../../model/value.ts";
import type { Resource, TemplateContext } from "../resource.ts";
import { dig, elements, logicalIdsIn, word } from "../walk-values.ts";

export interface StageSettings {
  readonly throttling: Value | undefined;
  readonly accessLog: Value | undefined;
}

/** `route` is method and path of a REST API's route; the setting of the first stage stands for those of all. */
export function stageSettings(
  { resources }: TemplateContext,
  api: Resource | undefined,
  route?: { readonly verb: string; readonly path: string },
): StageSettings {
  const stages = [...resources.values()].filter(
    ({ type, properties }) =>
      (type === "AWS::ApiGateway::Stage" && names(dig(properties, "RestApiId"), api)) ||
      (type === "AWS::ApiGatewayV2::Stage" && names(dig(properties, "ApiId"), api)),
  );
  return {
    throttling: onAll(stages.map((stage) => throttlingOf(stage, route))),
    accessLog: onAll(
      stages.map(({ properties }) => dig(properties, "AccessLogSetting") ?? dig(properties, "AccessLogSettings")),
    ),
  };
}

function names(value: Value | undefined, api: Resource | undefined): boolean {
  return api !== undefined && logicalIdsIn(value).includes(api.logicalId);
}

function onAll(settings: readonly (Value | undefined)[]): Value | undefined {
  return settings.every((setting) => setting !== undefined) ? settings[0] : undefined;
}

function throttlingOf(
  { properties, type }: Resource,
  route: { readonly verb: string; readonly path: string } | undefined,
): Value | undefined {
  if (type === "AWS::ApiGatewayV2::Stage") {
    const settings = dig(properties, "DefaultRouteSettings");
    return dig(settings, "ThrottlingRateLimit") && settings;
  }
  return elements(dig(properties, "MethodSettings")).find((settings) => {
    const path = word(dig(settings, "ResourcePath")) ?? "/*";
    const verb = word(dig(settings, "HttpMethod")) ?? "*";
    const fits = (path === "/*" || path === route?.path) && (verb === "*" || verb.toUpperCase() === route?.verb);
    return fits && dig(settings, "ThrottlingRateLimit") !== undefined;
  });
}
