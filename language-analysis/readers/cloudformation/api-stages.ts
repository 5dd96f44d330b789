// What is set up for a whole API: its stages, usage plans and gateway responses. Only what holds on every stage counts.
// Source: CloudFormation, AWS::ApiGateway::Stage (MethodSettings, AccessLogSetting), AWS::ApiGatewayV2::Stage (DefaultRouteSettings);
// AWS SAM Developer Guide, AWS::Serverless::Api and AWS::Serverless::HttpApi, which hand the same settings on.
import type { Value } from "../../model/value.ts";
import { listValue } from "../make-values.ts";
import type { Resource, TemplateContext } from "../resource.ts";
import { dig, elements, entriesOf, firstOf, logicalIdsIn, word } from "../walk-values.ts";

/** Method (`ANY` for all) and path of a route. */
export interface RouteName {
  readonly verb: string;
  readonly path: string;
}

type Api = Pick<Resource, "logicalId" | "properties" | "type">;
type Setting = (stage: Value, route: RouteName | undefined) => Value | undefined;

const ROUTE_SETTINGS: Readonly<Record<string, Setting>> = {
  throttling: (stage, route) => methodSetting(stage, route, "ThrottlingRateLimit", "ThrottlingBurstLimit"),
  accessLog: (stage) => firstOf(stage, "AccessLogSetting", "AccessLogSettings"),
  executionLog: (stage, route) => methodSetting(stage, route, "LoggingLevel", "DataTraceEnabled"),
};

const API_SETTINGS: Readonly<Record<string, Setting>> = {
  ...ROUTE_SETTINGS,
  tracing: (stage) => dig(stage, "TracingEnabled"),
  metrics: (stage) =>
    dig(methodSetting(stage, undefined, "MetricsEnabled", "DetailedMetricsEnabled"), "MetricsEnabled"),
  cache: (stage) => methodSetting(stage, undefined, "CachingEnabled", "CacheDataEncrypted"),
  clientCertificate: (stage) => dig(stage, "ClientCertificateId"),
};

/** Names are those of `PROPERTIES.endpoint`. */
export function stageSettings(
  { resources }: TemplateContext,
  api: Api | undefined,
  route: RouteName,
): Record<string, Value | undefined> {
  return api ? settingsOn(stagesOf(api, resources), ROUTE_SETTINGS, route) : {};
}

/** The same for the API itself, with what stands beside its stages. */
export function apiSettings({ resources }: TemplateContext, api: Api): Record<string, Value | undefined> {
  const { properties } = api;
  const plan = dig(properties, "Auth.UsagePlan");
  const isPlanned = plan && word(dig(plan, "CreateUsagePlan"))?.toUpperCase() !== "NONE";
  const responses = resourcesFor(api, resources, "AWS::ApiGateway::GatewayResponse", "RestApiId");
  return {
    ...settingsOn(stagesOf(api, resources), API_SETTINGS, undefined),
    usagePlan: isPlanned
      ? plan
      : resourcesFor(api, resources, "AWS::ApiGateway::UsagePlan", "ApiStages")[0]?.properties,
    gatewayResponses: dig(properties, "GatewayResponses") ?? listOf(responses),
    apiKeySource: dig(properties, "ApiKeySourceType"),
    minimumCompressionBytes: dig(properties, "MinimumCompressionSize"),
    defaultEndpointDisabled: dig(properties, "DisableExecuteApiEndpoint"),
  };
}

function settingsOn(
  stages: readonly Value[],
  settings: Readonly<Record<string, Setting>>,
  route: RouteName | undefined,
): Record<string, Value | undefined> {
  return Object.fromEntries(
    Object.entries(settings).map(([name, setting]) => [name, onAll(stages.map((stage) => setting(stage, route)))]),
  );
}

function stagesOf(api: Api, resources: TemplateContext["resources"]): readonly Value[] {
  const own = api.type.startsWith("AWS::Serverless::") ? [api.properties] : [];
  const rest = resourcesFor(api, resources, "AWS::ApiGateway::Stage", "RestApiId").map(({ properties }) => properties);
  const http = resourcesFor(api, resources, "AWS::ApiGatewayV2::Stage", "ApiId").map(({ properties }) => properties);
  // A deployment that names a stage makes it.
  const deployed = resourcesFor(api, resources, "AWS::ApiGateway::Deployment", "RestApiId").flatMap(({ properties }) =>
    dig(properties, "StageName") ? [dig(properties, "StageDescription") ?? properties] : [],
  );
  return [...own, ...rest, ...http, ...deployed].flatMap((stage) => stage ?? []);
}

function resourcesFor(
  { logicalId }: Api,
  resources: TemplateContext["resources"],
  type: string,
  property: string,
): readonly Resource[] {
  return [...resources.values()].filter(
    (resource) => resource.type === type && logicalIdsIn(dig(resource.properties, property)).includes(logicalId),
  );
}

function listOf(resources: readonly Resource[]): Value | undefined {
  const items = resources.flatMap(({ properties }) => properties ?? []);
  const [first] = items;
  return first && listValue(items, first.at);
}

function onAll(settings: readonly (Value | undefined)[]): Value | undefined {
  return settings.every((setting) => setting !== undefined) ? settings[0] : undefined;
}

/** The map of settings that holds for the route (without one: for all routes) and has one of the names. */
function methodSetting(stage: Value, route: RouteName | undefined, ...names: readonly string[]): Value | undefined {
  const own = route && entriesOf(dig(stage, "RouteSettings")).find(({ key }) => isRoute(key, route))?.value;
  const listed = elements(dig(stage, "MethodSettings")).filter((settings) => {
    const path = word(dig(settings, "ResourcePath")) ?? "/*";
    const verb = word(dig(settings, "HttpMethod")) ?? "*";
    const isPath = path === "/*" || plain(path) === plain(route?.path ?? "/*");
    return isPath && (verb === "*" || verb.toUpperCase() === route?.verb);
  });
  // A deployment's stage has the settings of all methods beside the list.
  const candidates = [own, ...listed, dig(stage, "DefaultRouteSettings"), stage];
  return candidates.find((settings) => settings && names.some((name) => dig(settings, name) !== undefined));
}

function isRoute(key: string, { verb, path }: RouteName): boolean {
  return key === `${verb} ${path}` || key === path;
}

/** `~1` stands for a slash in the path of a method setting. */
function plain(path: string): string {
  return path.replaceAll("~1", "/").replace(/^\/\/+/, "/");
}
