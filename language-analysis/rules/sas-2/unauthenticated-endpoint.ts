import type { AppGraph } from "../../graph/app-graph.ts";
import { needsOf } from "../../graph/role-use.ts";
import { apiIdOf, isInsideConnection } from "../../graph/route-doors.ts";
import { accessOf } from "../../iam/access.ts";
import type { MapNode } from "../../model/app-map.ts";
import { SEVERITIES, type Severity } from "../../model/finding.ts";
import { say, type Message } from "../../model/message.ts";
import { property, textOf, type Value } from "../../model/value.ts";
import { filesRunBy } from "../code-owners.ts";
import { codeOf, oncePerModule } from "../code-search.ts";
import { expressionsOf } from "../program-search.ts";
import { defineRule, type Hit, type RuleContext } from "../rule.ts";
import { mayOnlyRun, powerOf, sensitivityReason, touchedBy } from "../severity.ts";
import { authenticationFixes } from "./authentication-fixes.ts";
import { verificationsOf } from "./token-uses.ts";
import { SNIPPETS } from "./unauthenticated-endpoint-snippets.ts";

const HEALTH =
  /^\/?(v\d+\/)?(api\/)?(health|healthz|healthcheck|health-check|ping|ready|readiness|live|liveness|heartbeat|version)\/?$/i;
/** Routes that people or machines must reach before they have credentials, or that sign their requests themselves. */
const BEFORE_SIGN_IN =
  /(^|\/)(log-?in|sign-?in|sign-?up|register|forgot-?password|reset-?password|oauth2?|token|authorize|callback|webhooks?|\.well-known)(\/|$)/i;
const ADMINISTRATION =
  /(^|[^a-z])(admin|administration|backoffice|back-office|internal|debug|maintenance|manage|sudo|root)([^a-z]|$)/i;
const TOKEN_LIBRARIES = new Set([
  "jsonwebtoken",
  "jose",
  "aws-jwt-verify",
  "jwt",
  "jwks-rsa",
  "passport",
  "express-jwt",
  "cognitojwt",
]);

export const unauthenticatedEndpoint = defineRule({
  id: "SAS-2/unauthenticated-endpoint",
  title: "Endpoint without authentication",
  severity: "high",
  why: "Every endpoint is an entry point of its own: without an authorizer anyone on the internet starts the function behind it. Checks that the function makes in its own code are recognised only by their signs.",
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html",
  mitigation:
    "Let the platform authenticate callers before the function runs: IAM, a Cognito or JWT authorizer, or a Lambda authorizer.",
  snippets: SNIPPETS,
  *check(context) {
    for (const endpoint of context.graph.nodes("endpoint")) {
      const authentication = endpoint.properties["authentication"];
      if (!authentication || !isRoute(context.graph, endpoint)) continue;
      if (textOf(authentication) === "none") yield openHit(context, endpoint, authentication);
      else if (authentication.kind === "unresolved" || authentication.kind === "choice") {
        yield unknownHit(endpoint, authentication);
      }
    }
    yield* graphKeyHits(context.graph);
  },
});

/** The key of an AppSync API is made for its clients, who all carry it: one finding for each API that asks for nothing else. */
function* graphKeyHits(graph: AppGraph): Iterable<Hit> {
  const seen = new Set<string>();
  for (const endpoint of graph.nodes("endpoint")) {
    const { authentication } = endpoint.properties;
    if (!authentication || endpoint.service !== "appsync" || textOf(authentication) !== "api-key") continue;
    if (!graph.edgesTo(endpoint.id, "connects").some((edge) => graph.node(edge.from)?.kind === "public")) continue;
    const { file, start } = authentication.at;
    const place = `${file}:${start.line}:${start.character}`;
    if (seen.has(place)) continue;
    seen.add(place);
    yield {
      on: endpoint.id,
      at: authentication.at,
      key: "graph key",
      confidence: mayAskMore(graph, endpoint) ? "low" : authentication.assumed === undefined ? "high" : "medium",
      severity: "medium",
      message: say("An API key, which every client carries, is all that {0} and its API ask for.", endpoint.name),
      related: behind(graph, endpoint).map((node) => ({
        at: node.nameAt,
        message: say("{0} runs for whoever has the key.", node.name),
      })),
    };
  }
}

/** With a second provider the schema may well ask for it by directives on its fields. */
function mayAskMore(graph: AppGraph, { properties }: MapNode): boolean {
  const { api } = properties;
  if (api?.kind !== "reference" || api.to.by !== "logical-id") return false;
  return (
    property(graph.node(`${api.to.file}#${api.to.logicalId}`)?.body, "AdditionalAuthenticationProviders") !== undefined
  );
}

/**
 * A route that the internet reaches. Preflight requests cannot carry credentials, so OPTIONS is no finding; of a websocket only the route
 * that connects can ask for any.
 */
function isRoute(graph: AppGraph, endpoint: MapNode): boolean {
  return (
    textOf(endpoint.properties["protocol"]) !== "api" &&
    !isInsideConnection(endpoint) &&
    textOf(endpoint.properties["method"])?.toUpperCase() !== "OPTIONS" &&
    graph.edgesTo(endpoint.id, "connects").some((edge) => graph.node(edge.from)?.kind === "public")
  );
}

function openHit(context: RuleContext, endpoint: MapNode, authentication: Value): Hit {
  const { severity, reasons } = weigh(context, endpoint);
  const verified = verificationInCode(context, endpoint);
  const ownCheck = verified?.reason ?? checkInCode(context, endpoint);
  return {
    on: endpoint.id,
    at: authentication.at,
    key: "authentication",
    confidence: ownCheck ? "low" : authentication.assumed === undefined ? "high" : "medium",
    message: messageOf(context.graph, endpoint),
    severity: verified ? lesser(severity, verified.severity) : severity,
    reasons: [...reasons, ...(ownCheck ? [ownCheck] : []), ...assumption(authentication)],
    related: behind(context.graph, endpoint).map((node) => ({
      at: node.nameAt,
      message: say("{0} runs for every caller.", node.name),
    })),
    fixes: authenticationFixes(context.graph, endpoint),
    ...sameApi(context.graph, endpoint),
  };
}

/** Whoever gives the API an authorizer closes all of its open routes at once. */
function sameApi(graph: AppGraph, endpoint: MapNode): Pick<Hit, "cause"> {
  const api = apiIdOf(endpoint);
  if (api === undefined) return {};
  const message = say("Routes of {0} that anyone on the internet can call", graph.node(api)?.name ?? api);
  return { cause: { key: `${endpoint.group} ${api}`, message } };
}

function unknownHit(endpoint: MapNode, authentication: Value): Hit {
  const reason =
    authentication.kind === "unresolved" ? authentication.reason : "it depends on a condition of the template";
  return {
    on: endpoint.id,
    at: authentication.at,
    key: "authentication",
    confidence: "low",
    // Platforms other than AWS have settings of their own that the templates of functions seldom show.
    severity: endpoint.provider === "aws" ? "medium" : "low",
    message: say("Whether {0} authenticates its callers is not known: {1}.", endpoint.name, reason),
  };
}

function messageOf(graph: AppGraph, endpoint: MapNode): Message {
  const [target] = behind(graph, endpoint);
  return target
    ? say("Anyone on the internet can call {0}, which runs {1}.", endpoint.name, target.name)
    : say("Anyone on the internet can call {0}.", endpoint.name);
}

function behind(graph: AppGraph, endpoint: MapNode): readonly MapNode[] {
  return graph.edgesFrom(endpoint.id, "triggers").flatMap((edge) => graph.node(edge.to) ?? []);
}

function weigh(context: RuleContext, endpoint: MapNode): { severity: Severity; reasons: Message[] } {
  const { graph } = context;
  const path = textOf(endpoint.properties["path"]) ?? "";
  const method = textOf(endpoint.properties["method"])?.toUpperCase() ?? "";
  if (HEALTH.test(path) && method !== "POST") {
    return {
      severity: "info",
      reasons: [say("{0} looks like a health check, which is meant to be open.", endpoint.name)],
    };
  }
  if (BEFORE_SIGN_IN.test(path)) {
    return {
      severity: "low",
      reasons: [
        say("{0} has to be reachable before a caller has signed in, or signs its requests itself.", endpoint.name),
      ],
    };
  }
  const functions = behind(graph, endpoint);
  const reasons: Message[] = [];
  let severity: Severity = "high";
  const administrative = [path, ...functions.map((node) => splitWords(node.name))].some((text) =>
    ADMINISTRATION.test(text),
  );
  if (administrative) {
    severity = "critical";
    reasons.push(say("By its name, {0} is for administration.", endpoint.name));
  }
  for (const node of functions) {
    const power = powerOf(graph, node);
    if (power.some(({ template }) => template.includes("everything"))) severity = "critical";
    reasons.push(...power);
    const written = [...touchedBy(graph, node.id, "writes"), ...touchedBy(graph, node.id, "publishes")];
    for (const { target } of written) reasons.push(say("{0} writes to {1}.", node.name, target.name));
    const changing = written.length === 0 ? changingAction(graph, node) : undefined;
    if (changing !== undefined) reasons.push(say("{0} calls {1}.", node.name, changing));
    const touched = touchedBy(graph, node.id, "reads", "writes");
    const sensitive = touched.flatMap(({ target }) => sensitivityReason(graph, target) ?? []);
    reasons.push(...sensitive);
    const isLookingOnly = written.length === 0 && changing === undefined && sensitive.length === 0;
    if (severity === "high" && isLookingOnly && isHarmlessRead(graph, node, method)) {
      severity = "medium";
      reasons.push(say("As far as its code shows, {0} changes nothing and holds no sensitive data.", node.name));
    } else if (severity === "high" && functions.length === 1 && hasNothingBehind(context, node)) {
      severity = "medium";
      reasons.push(say("{0} may only run and write logs: no data of the app is behind it.", node.name));
    }
  }
  return { severity, reasons: unique(reasons) };
}

/** Packages with which a function gets at data that no permission shows. */
const OWN_WAY_TO_DATA =
  /mongo|mysql|maria|^pg$|postgres|psycopg|sql|sequelize|prisma|typeorm|knex|drizzle|redis|memcache|cassandra|neo4j|elastic|opensearch|firebase|supabase|dynamo|twilio|stripe|sendgrid|mail|axios|request|fetch|http|urllib|got$|ldap|kafka|amqp|mqtt|child_process|subprocess/i;

/** No permission beyond its logs, and no way to data of its own in its code; code that was not found is no pass. */
function hasNothingBehind(context: RuleContext, node: MapNode): boolean {
  const { graph, code } = context;
  if (
    node.handler === undefined ||
    !mayOnlyRun(graph, node) ||
    graph.edgesFrom(node.id, "invokes", "reads", "writes", "publishes").length > 0
  )
    return false;
  return filesRunBy(context, node.id).every((file) =>
    (code.get(file)?.module.imports ?? []).every((one) => !OWN_WAY_TO_DATA.test(one.module)),
  );
}

/** What its code does beyond reading where no store or channel of the map shows it: a mail that is sent, a model that is paid for. */
function changingAction(graph: AppGraph, node: MapNode): string | undefined {
  return needsOf(graph, node.id)
    .uses.filter(({ source }) => source === "code")
    .flatMap(({ actions }) => actions)
    .find((action) => !["read", "decrypt", undefined].includes(accessOf(action)));
}

/** Only a function whose code was found can be called harmless. */
function isHarmlessRead(graph: AppGraph, node: MapNode, method: string): boolean {
  return (
    node.handler !== undefined &&
    (method === "GET" || method === "HEAD") &&
    graph.edgesFrom(node.id, "invokes").length === 0
  );
}

function lesser(a: Severity, b: Severity): Severity {
  return SEVERITIES.indexOf(a) > SEVERITIES.indexOf(b) ? a : b;
}

/** A token is verified on some way through the function; where it has one route, on the way from there. */
function verificationInCode(
  context: RuleContext,
  endpoint: MapNode,
): { readonly severity: Severity; readonly reason: Message } | undefined {
  for (const node of behind(context.graph, endpoint)) {
    for (const [file, functions] of codeOf(context, node)) {
      const module = context.code.get(file)?.module;
      const check = module && verificationsOf(module).find((one) => functions.has(one.functionIndex));
      if (!check) continue;
      const isOnlyRoute = context.graph.publicEndpointsOf(node.id).length === 1;
      return {
        severity: isOnlyRoute ? "low" : "medium",
        reason: say("{0} checks its callers itself: {1}.", node.name, check.name),
      };
    }
  }
  return undefined;
}

/** Signs that the function checks callers itself: it uses a token library, or reads the Authorization header. */
function checkInCode(context: RuleContext, endpoint: MapNode): Message | undefined {
  for (const node of behind(context.graph, endpoint)) {
    for (const file of filesRunBy(context, node.id)) {
      const module = context.code.get(file)?.module;
      const sign = module && signOf(module);
      if (sign === undefined) continue;
      return sign === HEADER
        ? say("{0} reads the Authorization header, so it may check its callers itself.", node.name)
        : say("{0} uses {1}, so it may check its callers itself.", node.name, sign);
    }
  }
  return undefined;
}

const HEADER = "authorization";

/** Name of a token library, or `HEADER`. */
const signOf = oncePerModule((module): string | undefined => {
  const library = module.imports.find(({ module: name }) => TOKEN_LIBRARIES.has(name));
  if (library) return library.module;
  for (const { expression } of expressionsOf(module)) {
    const property = expression.kind === "member" ? expression.property : undefined;
    if (typeof property === "string" && property.toLowerCase() === HEADER) return HEADER;
  }
  return undefined;
});

function assumption(value: Value): Message[] {
  return value.assumed === undefined ? [] : [say("It holds under an assumption: {0}.", value.assumed)];
}

/** `AdminShellFunction` -> `Admin Shell Function`, so that words can be told apart. */
function splitWords(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").replace(/[_-]/g, " ");
}

function unique(messages: readonly Message[]): Message[] {
  return [...new Map(messages.map((message) => [JSON.stringify(message), message])).values()];
}
