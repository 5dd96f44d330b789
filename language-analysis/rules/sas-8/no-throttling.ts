import type { AppGraph } from "../../graph/app-graph.ts";
import { doorOf } from "../../graph/route-doors.ts";
import { setEntry } from "../../graph/edits.ts";
import type { MapNode } from "../../model/app-map.ts";
import type { Fix } from "../../model/finding.ts";
import { say } from "../../model/message.ts";
import { textOf } from "../../model/value.ts";
import { defineRule, type Hit } from "../rule.ts";
import { declaredOf, serviceProvider, type Declared } from "../settings/declared.ts";
import { routesOf } from "../settings/routes.ts";
import { valueAt, valuesAt } from "../settings/read.ts";

/** For the quick fix, to be adjusted to the load. */
const SUGGESTED = { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 };

export const noThrottling = defineRule({
  id: "SAS-8/no-throttling",
  title: "Public API without a rate limit",
  severity: "medium",
  why: "An API takes up to 10,000 requests a second for the whole account when nobody says less: a flood is a bill, and starves every other API. Web ACLs that are attached outside of the workspace are not seen.",
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html",
  mitigation:
    "Set a rate and burst limit on every stage, a usage plan for callers with keys, and a rate rule of the web ACL for single addresses.",
  snippets: [
    {
      title: say("AWS SAM: REST API"),
      language: "yaml",
      text: `ShopApi:
  Type: AWS::Serverless::Api
  Properties:
    StageName: prod
    MethodSettings:
      - ResourcePath: /*
        HttpMethod: "*"
        ThrottlingRateLimit: 100
        ThrottlingBurstLimit: 200`,
    },
    {
      title: say("CloudFormation: HTTP API"),
      language: "yaml",
      text: `Stage:
  Type: AWS::ApiGatewayV2::Stage
  Properties:
    ApiId: !Ref Api
    StageName: $default
    DefaultRouteSettings:
      ThrottlingRateLimit: 100
      ThrottlingBurstLimit: 200`,
    },
    {
      title: say("Serverless Framework: REST API whose callers have a key (private: true)"),
      language: "yaml",
      text: `provider:
  apiGateway:
    apiKeys: [partner]
    usagePlan:
      throttle:
        rateLimit: 100
        burstLimit: 200`,
    },
  ],
  *check({ graph }) {
    yield* deploymentHits(graph);
    for (const api of graph.nodes("endpoint")) {
      const hit = apiHit(graph, api);
      if (hit) yield hit;
    }
  },
});

function apiHit(graph: AppGraph, api: MapNode): Hit | undefined {
  if (api.provider !== "aws" || api.service !== "apigateway" || api.properties["existing"] || api.declaredElsewhere)
    return undefined;
  if (textOf(api.properties["protocol"]) !== "api") return undefined;
  const routes = routesOf(graph, api);
  const open = routes.filter(({ id }) =>
    graph.edgesTo(id, "connects").some(({ from }) => graph.node(from)?.kind === "public"),
  );
  const provider = serviceProvider(graph, api.group);
  const isPlanned =
    api.properties["usagePlan"] !== undefined || graph.settingsOf(api.id, "AWS::ApiGateway::UsagePlan").length > 0;
  const unlimited = open.filter(
    ({ properties }) =>
      properties["throttling"] === undefined &&
      // A usage plan limits callers with a key, and nobody else.
      (!isPlanned || textOf(properties["authentication"]) === "none"),
  );
  const [first] = unlimited;
  if (!first || api.properties["throttling"] !== undefined || isBehindWebAcl(graph, api)) return undefined;
  if (provider && isLimited(provider)) return undefined;
  const isService = provider !== undefined && api.dialect === "none";
  const isOpen = unlimited.some((route) => textOf(doorOf(graph, route)) === "none");
  return {
    on: api.id,
    at: isService ? provider.nameAt : api.nameAt,
    key: "throttling",
    confidence: provider ? "medium" : "high",
    severity: isOpen ? "medium" : "low",
    message: isService
      ? say("The {0} API of the service has no rate limit of its own.", wordOf(api))
      : say("{0} has no rate limit of its own.", api.name),
    reasons: [
      isOpen ? say("Anyone on the internet can call {0}.", first.name) : say("Its callers sign in."),
      ...(isPlanned ? [say("Its usage plan limits only callers with a key, and {0} asks for none.", first.name)] : []),
    ],
    fixes: fixesOf(graph, api, isService ? provider : undefined, unlimited),
  };
}

function isBehindWebAcl(graph: AppGraph, api: MapNode): boolean {
  return (
    api.properties["webAcl"] !== undefined ||
    graph.settingsOf(api.id, "AWS::WAFv2::WebACLAssociation", "AWS::WAFRegional::WebACLAssociation").length > 0
  );
}

function isLimited({ settings }: Declared): boolean {
  return ["httpApi.throttling", "apiGateway.stage.throttling"].some((path) => valueAt(settings, path));
}

function wordOf({ logicalId }: MapNode): string {
  return { ApiGatewayRestApi: "REST", HttpApi: "HTTP", WebsocketsApi: "websocket" }[logicalId] ?? "";
}

function fixesOf(graph: AppGraph, api: MapNode, provider: Declared | undefined, unlimited: readonly MapNode[]): Fix[] {
  const title = say("Limit the requests to {0}", api.name);
  if (provider?.body) {
    // The framework sets no limit for a stage, only for callers with a key.
    const areKeyed = unlimited.every(({ properties }) => textOf(properties["authentication"]) === "api-key");
    if (api.logicalId !== "ApiGatewayRestApi" || !areKeyed) return [];
    const edits = setEntry(provider.body, ["apiGateway", "usagePlan"], {
      throttle: { rateLimit: 100, burstLimit: 200 },
    });
    return edits ? [{ title, edits }] : [];
  }
  const stage = api.type.startsWith("AWS::Serverless::")
    ? api.body
    : graph.settingsOf(api.id, "AWS::ApiGateway::Stage", "AWS::ApiGatewayV2::Stage").find(({ body }) => body)?.body;
  if (!stage) return [];
  const isRest = api.type === "AWS::Serverless::Api" || api.type === "AWS::ApiGateway::RestApi";
  if (isRest && valueAt(stage, "MethodSettings")) return [];
  const edits = isRest
    ? setEntry(stage, ["MethodSettings"], [{ ResourcePath: "/*", HttpMethod: "*", ...SUGGESTED }])
    : setEntry(stage, ["DefaultRouteSettings"], SUGGESTED);
  return edits && !valueAt(stage, "DefaultRouteSettings") ? [{ title, edits }] : [];
}

/** Deployments that no API of the template stands behind: a usage plan is the only limit they can have. */
function* deploymentHits(graph: AppGraph): Iterable<Hit> {
  const plans = declaredOf(graph, "AWS::ApiGateway::UsagePlan");
  for (const deployment of declaredOf(graph, "AWS::ApiGateway::Deployment")) {
    if (deployment.configures.length > 0) continue;
    const stages = stageKeys(graph, deployment);
    const isPlanned = plans.some(
      (plan) =>
        plan.group === deployment.group &&
        valuesAt(plan.settings, "ApiStages.*.Stage").some((stage) => stage !== undefined && stages.has(keyOf(stage))),
    );
    if (isPlanned || stages.size === 0) continue;
    yield {
      on: deployment.on,
      at: deployment.nameAt,
      key: deployment.logicalId,
      confidence: "medium",
      severity: "low",
      message: say("No usage plan limits the stage that {0} deploys.", deployment.name),
    };
  }
}

/** Stages that the deployment makes or that name it, by logical id or name. */
function stageKeys(graph: AppGraph, deployment: Declared): ReadonlySet<string> {
  const keys = new Set<string>();
  const own = valueAt(deployment.settings, "StageName");
  if (own) keys.add(keyOf(own));
  for (const stage of declaredOf(graph, "AWS::ApiGateway::Stage")) {
    const named = valueAt(stage.settings, "DeploymentId");
    if (stage.group !== deployment.group || !named || keyOf(named) !== `#${deployment.logicalId}`) continue;
    keys.add(`#${stage.logicalId}`);
    const name = valueAt(stage.settings, "StageName");
    if (name) keys.add(keyOf(name));
  }
  return keys;
}

function keyOf(value: NonNullable<ReturnType<typeof valueAt>>): string {
  if (value.kind === "reference" && value.to.by === "logical-id") return `#${value.to.logicalId}`;
  if (value.kind === "reference" && value.to.by === "parameter") return `?${value.to.name}`;
  return textOf(value) ?? JSON.stringify(value);
}
