import type { AppGraph } from "../../graph/app-graph.ts";
import { replaceValue } from "../../graph/edits.ts";
import type { MapNode, MapSetting } from "../../model/app-map.ts";
import type { Severity } from "../../model/finding.ts";
import { say, type Message } from "../../model/message.ts";
import { rangeOf } from "../../model/range.ts";
import { itemsOf, plainText, property, type Value } from "../../model/value.ts";
import { replaceSpan } from "../code-edits.ts";
import { alsoRunBy, reachedPlaces } from "../code-search.ts";
import { defineRule, type Hit, type RuleContext } from "../rule.ts";
import { exposureOf } from "../severity.ts";
import { debugSwitchesOf } from "./debug-switches.ts";
import { SNIPPETS } from "./debug-mode-enabled-snippets.ts";

interface DebugVariable {
  readonly name: RegExp;
  readonly value: RegExp;
  readonly severity: Severity;
  /** What to write instead. */
  readonly off: string;
}

const ON = /^(1|true|yes|on)$/i;
/** Source: documentation of Express, Flask, Django, Rails, Powertools for AWS Lambda, AWS SDKs, Serverless Framework. */
const VARIABLES: readonly DebugVariable[] = [
  { name: /^NODE_ENV$/, value: /^dev(elop(ment)?)?$/i, severity: "low", off: "production" },
  {
    name: /^(FLASK|APP|ASPNETCORE|RAILS|DJANGO|QUARKUS|MICRONAUT)_(ENV|ENVIRONMENT)S?$/,
    value: /^(dev(elopment)?|debug)$/i,
    severity: "medium",
    off: "production",
  },
  { name: /^(FLASK|APP|DJANGO|API|EXPRESS|LAMBDA)_DEBUG$/, value: ON, severity: "medium", off: "false" },
  {
    name: /^(DEBUG|DEBUG_MODE|ENABLE_DEBUG|IS_DEBUG|VERBOSE_ERRORS|SHOW_ERRORS|PROPAGATE_EXCEPTIONS)$/,
    value: /^(1|true|yes|on|\*)$/i,
    severity: "low",
    off: "false",
  },
  { name: /^POWERTOOLS_(LOGGER_LOG_EVENT|DEV|DEBUG)$/, value: ON, severity: "low", off: "false" },
];
/** Names of stages that are not meant for customers. */
const TRY_OUT = /^(dev|develop|development|test|testing|local|sandbox|staging|qa|int|demo)$/i;

export const debugModeEnabled = defineRule({
  id: "SAS-10/debug-mode-enabled",
  title: "Debug mode switched on",
  severity: "medium",
  why: "Debug modes answer errors with stack traces and settings, or write whole requests and responses, tokens included, to the log.",
  source:
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/08-Testing_for_Error_Handling/01-Testing_For_Improper_Error_Handling",
  mitigation: "Switch debug modes and data tracing off in what is deployed, and on for a stage of one's own.",
  snippets: SNIPPETS,
  *check(context) {
    const { graph } = context;
    // One setting may hold for all functions of a service.
    const settings = new Set<string>();
    for (const node of graph.nodes("function")) yield* variableHits(graph, node, settings);
    for (const type of ["AWS::ApiGateway::Stage", "AWS::ApiGateway::Deployment"]) {
      for (const stage of graph.settings(type)) yield* stageHits(stage);
    }
    for (const stage of graph.settings("AWS::ApiGatewayV2::Stage")) yield* routeTraceHits(stage);
    for (const node of graph.nodes("endpoint")) yield* apiHits(node);
    yield* codeHits(context);
  },
});

function* variableHits(graph: AppGraph, node: MapNode, seen: Set<string>): Iterable<Hit> {
  const environment = node.properties["environment"];
  if (environment?.kind !== "map") return;
  for (const { key, value } of environment.entries) {
    const text = plainText(value);
    const found = text === undefined ? undefined : VARIABLES.find((one) => one.name.test(key) && one.value.test(text));
    if (!found || text === undefined || isSeen(seen, value)) continue;
    const exposure = exposureOf(graph, node);
    // What follows from a stage's name is right for that stage.
    if (value.assumed !== undefined && TRY_OUT.test(text)) continue;
    yield {
      on: node.id,
      at: value.at,
      key,
      confidence: value.assumed === undefined ? "high" : "medium",
      severity: exposure.reach === "internet" || exposure.reach === "unknown" ? found.severity : "low",
      message: say("{0} runs with {1} set to {2}.", node.name, key, text),
      reasons: [
        exposure.reason,
        ...(value.assumed === undefined ? [] : [say("It holds under an assumption: {0}.", value.assumed)]),
      ],
      fixes:
        value.assumed === undefined
          ? [{ title: say("Set {0} to {1}", key, found.off), edits: replaceValue(value.at, found.off) }]
          : [],
    };
  }
}

function isSeen(seen: Set<string>, { at }: Value): boolean {
  const place = `${at.file}:${at.start.line}:${at.start.character}`;
  if (seen.has(place)) return true;
  seen.add(place);
  return false;
}

function* stageHits(stage: MapSetting): Iterable<Hit> {
  const settings = [
    ...itemsOf(property(stage.body, "MethodSettings")),
    ...itemsOf(property(property(stage.body, "StageDescription"), "MethodSettings")),
  ];
  const described = property(stage.body, "StageDescription");
  for (const one of [...settings, ...(described ? [described] : [])])
    yield* traceHits(stage.configures[0] ?? stage.id, stage.logicalId, one);
}

function* routeTraceHits(stage: MapSetting): Iterable<Hit> {
  const on = stage.configures[0] ?? stage.id;
  yield* traceHits(on, stage.logicalId, property(stage.body, "DefaultRouteSettings"));
  const routes = property(stage.body, "RouteSettings");
  if (routes?.kind === "map") for (const { value } of routes.entries) yield* traceHits(on, stage.logicalId, value);
}

/** SAM writes the stage's settings on the API; AppSync has a switch of its own. */
function* apiHits(node: MapNode): Iterable<Hit> {
  if (!node.body || node.properties["protocol"]?.kind !== "text") return;
  for (const one of itemsOf(property(node.body, "MethodSettings"))) yield* traceHits(node.id, node.name, one);
  const log = property(node.body, "LogConfig");
  const level = property(log, "FieldLogLevel");
  const verbose = property(log, "ExcludeVerboseContent");
  if (
    !level ||
    !/^(ALL|DEBUG)$/.test(plainText(level) ?? "") ||
    (verbose && plainText(verbose)?.toLowerCase() !== "false")
  )
    return;
  yield traceHit(node.id, level, say("{0} writes every field with its values to the log.", node.name), "ERROR");
}

function* traceHits(on: string, name: string, settings: Value | undefined): Iterable<Hit> {
  const trace = property(settings, "DataTraceEnabled");
  if (!trace || plainText(trace)?.toLowerCase() !== "true") return;
  yield traceHit(on, trace, say("{0} writes whole requests and responses to the log.", name), false);
}

function traceHit(on: string, value: Value, message: Message, off: string | boolean): Hit {
  return {
    on,
    at: value.at,
    key: "data trace",
    confidence: value.assumed === undefined ? "high" : "medium",
    message,
    fixes: [{ title: say("Switch the trace of data off"), edits: replaceValue(value.at, off), isPreferred: true }],
  };
}

function* codeHits(context: RuleContext): Iterable<Hit> {
  for (const { place, file, owners } of reachedPlaces(context, debugSwitchesOf)) {
    const [owner] = owners;
    const exposure = exposureOf(context.graph, owner);
    yield {
      on: owner.id,
      at: rangeOf(file, place.at),
      key: place.what,
      confidence: "high",
      severity: exposure.reach === "internet" || exposure.reach === "unknown" ? "medium" : "low",
      message: say("{0} switches the debug mode of {1} on.", owner.name, place.what),
      reasons: [exposure.reason],
      related: alsoRunBy(owners),
      fixes: [{ title: say("Switch the debug mode off"), edits: [replaceSpan(file, place.at, place.off)] }],
    };
  }
}
