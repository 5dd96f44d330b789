import type { AppGraph } from "../../graph/app-graph.ts";
import type { MapNode } from "../../model/app-map.ts";
import { replaceValue } from "../../graph/edits.ts";
import { SEVERITIES, type Fix, type Severity } from "../../model/finding.ts";
import { say, type Message } from "../../model/message.ts";
import { rangeOf } from "../../model/range.ts";
import { plainText, textOf, type Value } from "../../model/value.ts";
import { quoted, replaceSpan } from "../code-edits.ts";
import { functionsRunning } from "../code-owners.ts";
import { defineRule, type Hit, type RuleContext } from "../rule.ts";
import { declaredOf } from "../settings/declared.ts";
import { asksWho, isApi, routesOf } from "../settings/routes.ts";
import { isOn, valueAt, valuesAt } from "../settings/read.ts";
import { openOriginsOf, type AllowedOrigin } from "./origins-in-code.ts";

const CHANGING = /^(POST|PUT|PATCH|DELETE|ANY|\*)$/i;

export const permissiveCors = defineRule({
  id: "SAS-3/permissive-cors",
  title: "Any website may call from its visitors' browsers",
  severity: "medium",
  why: "Browsers let a page read answers of another site only when that site allows it: `*` allows every page its visitors open, which matters where callers sign in, where data is changed, and where the network is the only lock.",
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html",
  mitigation: "Name the sites that may call, and never combine any origin with credentials.",
  snippets: [
    {
      title: say("AWS SAM"),
      language: "yaml",
      text: `ShopApi:
  Type: AWS::Serverless::HttpApi
  Properties:
    CorsConfiguration:
      AllowOrigins: ["https://shop.example.com"]
      AllowMethods: [GET, POST]`,
    },
    {
      title: say("CloudFormation: bucket"),
      language: "yaml",
      text: `CorsConfiguration:
  CorsRules:
    - AllowedOrigins: ["https://shop.example.com"]
      AllowedMethods: [GET]`,
    },
    {
      title: say("Serverless Framework"),
      language: "yaml",
      text: `provider:
  httpApi:
    cors:
      allowedOrigins: ["https://shop.example.com"]`,
    },
    {
      title: say("JavaScript"),
      language: "javascript",
      text: `const headers = { "Access-Control-Allow-Origin": "https://shop.example.com" };`,
    },
  ],
  *check(context) {
    const { graph } = context;
    for (const bucket of declaredOf(graph, "AWS::S3::Bucket")) {
      for (const rule of valuesAt(bucket.settings, "CorsConfiguration.CorsRules.*")) {
        const origin = anyOrigin(valuesAt(rule, "AllowedOrigins.*"));
        if (!origin) continue;
        const changing = valuesAt(rule, "AllowedMethods.*").some((method) => CHANGING.test(textOf(method) ?? ""));
        yield {
          on: bucket.on,
          at: origin.at,
          key: `${bucket.logicalId} AllowedOrigins`,
          confidence: "high",
          severity: changing ? "medium" : "low",
          message: changing
            ? say("Pages of any site may change objects in {0} with the rights of whoever opens them.", bucket.name)
            : say("Pages of any site may read objects of {0}.", bucket.name),
          fixes: originFixes(origin),
        };
      }
    }
    yield* endpointHits(graph);
    yield* codeHits(context);
  },
});

/** Stands for the site that the reader has to name. */
const SITE = "https://www.example.com";
const NAME_SITE = say("Name the site that may call, here {0}", SITE);

/** Of a list and of a text; `cors: true` has a long form in each kind of event. */
function originFixes(origin: Value, endpoint?: MapNode): Fix[] {
  const text = plainText(origin);
  const [, quote = ""] = /^(['"]?)\*['"]?$/.exec(text ?? "") ?? [];
  if (origin.kind === "text" && text?.replaceAll(quote || " ", "") === "*")
    return [{ title: NAME_SITE, edits: replaceValue(origin.at, `${quote}${SITE}${quote}`) }];
  // The APIs that the framework makes stand in no template: their names are its own.
  const isMade = endpoint?.logicalId === "HttpApi" || endpoint?.logicalId === "ApiGatewayRestApi";
  if (origin.kind !== "boolean" || !endpoint || (endpoint.dialect !== "serverless" && !isMade)) return [];
  const isRest = textOf(endpoint.properties["protocol"]) === "rest" || endpoint.logicalId === "ApiGatewayRestApi";
  const named = isRest ? { origin: SITE } : { allowedOrigins: [SITE] };
  return [{ title: NAME_SITE, edits: replaceValue(origin.at, named) }];
}

interface OpenCors {
  readonly endpoint: MapNode;
  readonly origin: Value;
  readonly severity: Severity;
  readonly reasons: readonly Message[];
}

/** One finding for each API: routes that say it one by one are its related places. */
function* endpointHits(graph: AppGraph): Iterable<Hit> {
  const found = new Map<string, OpenCors[]>();
  const seen = new Set<string>();
  // The API first: its routes repeat what it says.
  const endpoints = [...graph.nodes("endpoint")].sort((a, b) => Number(isApi(b)) - Number(isApi(a)));
  for (const endpoint of endpoints) {
    const cors = endpoint.properties["cors"];
    const origin = cors && openOrigin(cors);
    if (!origin) continue;
    const { file, start } = origin.at;
    const place = `${file}:${start.line}:${start.character}`;
    if (seen.has(place)) continue;
    seen.add(place);
    const key = isApi(endpoint) ? endpoint.id : `${endpoint.group} ${textOf(endpoint.properties["protocol"]) ?? ""}`;
    const open = { endpoint, origin, ...weigh(graph, endpoint, cors) };
    const known = found.get(key);
    if (known) known.push(open);
    else found.set(key, [open]);
  }
  for (const all of found.values()) {
    const [worst, ...others] = [...all].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
    if (!worst) continue;
    yield {
      on: worst.endpoint.id,
      at: worst.origin.at,
      key: "cors",
      confidence: worst.origin.assumed === undefined ? "high" : "medium",
      severity: worst.severity,
      message: say("Pages of any site may call {0} from their visitors' browsers.", worst.endpoint.name),
      reasons: worst.reasons,
      related: others
        .slice(0, 10)
        .map(({ endpoint, origin }) => ({ at: origin.at, message: say("So may they call {0}.", endpoint.name) })),
      fixes: others.length > 0 ? [] : originFixes(worst.origin, worst.endpoint),
    };
  }
}

/** The value that allows any origin: `true`, `*`, or an entry of that kind. A choice counts when one of its options does. */
function openOrigin(cors: Value): Value | undefined {
  if (cors.kind === "choice") return cors.options.map(openOrigin).find((option) => option !== undefined);
  if (cors.kind === "boolean") return cors.value ? cors : undefined;
  if (cors.kind === "text") return isAny(cors) ? cors : isOn(cors) === "yes" ? cors : undefined;
  if (cors.kind !== "map") return undefined;
  const keys = ["AllowOrigin", "AllowOrigins", "allowedOrigins", "allowOrigins", "origin", "origins"];
  return anyOrigin(keys.flatMap((key) => [...valuesAt(cors, key), ...valuesAt(cors, `${key}.*`)]));
}

function anyOrigin(values: readonly (Value | undefined)[]): Value | undefined {
  return values.find((value) => value !== undefined && isAny(value));
}

/** `*`, `'*'` (as API Gateway takes it), or a list of origins with `*` in it. */
function isAny(value: Value): boolean {
  return (plainText(value) ?? "").split(",").some((origin) => /^['"]?(\*|https?:\/\/\*)['"]?$/.test(origin.trim()));
}

function weigh(graph: AppGraph, endpoint: MapNode, cors: Value): { severity: Severity; reasons: Message[] } {
  const credentials = ["AllowCredentials", "allowCredentials"].some((key) => {
    const value = valueAt(cors, key);
    return value !== undefined && isOn(value) === "yes";
  });
  if (credentials) return { severity: "high", reasons: [say("Browsers send cookies and credentials along.")] };
  const routes = isApi(endpoint) ? routesOf(graph, endpoint) : [endpoint];
  const signedIn = routes.find(asksWho);
  if (signedIn) return { severity: "medium", reasons: [say("Callers of {0} sign in.", signedIn.name)] };
  const changing = routes.find(({ properties }) => CHANGING.test(textOf(properties["method"]) ?? ""));
  if (changing) return { severity: "medium", reasons: [say("{0} may change data.", changing.name)] };
  return { severity: "low", reasons: [] };
}

/** Answers whose headers code sets itself. The same header in every answer of a file is one decision. */
function* codeHits(context: RuleContext): Iterable<Hit> {
  for (const [file, { module }] of context.code) {
    const origins = openOriginsOf(module);
    const [worst] = [...origins].sort((a, b) => Number(isOpenToAll(b)) - Number(isOpenToAll(a)));
    const owners = worst ? functionsRunning(context, file).filter(({ kind }) => kind === "function") : [];
    const [owner] = owners;
    if (!worst || !owner) continue;
    const endpoints = owners
      .flatMap((node) => context.graph.triggersOf(node.id).map(({ source }) => source))
      .filter(({ kind }) => kind === "endpoint");
    const isGuarded = endpoints.some(asksWho);
    const literals = origins.flatMap(({ literal }) => (literal ? [literal] : []));
    yield {
      on: owner.id,
      at: rangeOf(file, worst.at),
      key: "Access-Control-Allow-Origin",
      confidence: endpoints.length > 0 ? "high" : "medium",
      severity: isOpenToAll(worst) ? "high" : isGuarded ? "medium" : "low",
      message: isOpenToAll(worst)
        ? say("{0} lets pages of any site call with the rights of whoever opens them.", owner.name)
        : say("{0} lets pages of any site read its answers.", owner.name),
      reasons: isOpenToAll(worst)
        ? [say("It answers with the caller's own origin, and lets credentials come along.")]
        : [],
      fixes:
        literals.length === origins.length
          ? [{ title: NAME_SITE, edits: literals.map((header) => replaceSpan(file, header, quoted(SITE))) }]
          : [],
    };
  }
}

/** Browsers refuse credentials for `*`, and send them where the origin itself is the answer. */
function isOpenToAll({ kind, withCredentials }: AllowedOrigin): boolean {
  return kind === "echo" && withCredentials;
}
