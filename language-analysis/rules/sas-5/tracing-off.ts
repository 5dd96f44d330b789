import type { AppGraph } from "../../graph/app-graph.ts";
import { setEntry, setProperty } from "../../graph/edits.ts";
import type { MapNode } from "../../model/app-map.ts";
import type { Fix, TextEdit } from "../../model/finding.ts";
import { oncePer } from "../../model/memo.ts";
import { groupBy } from "../../model/group-by.ts";
import { say } from "../../model/message.ts";
import { plainText, textOf } from "../../model/value.ts";
import { defineRule, type Hit } from "../rule.ts";
import { serviceProvider } from "../settings/declared.ts";
import { isOn, isSet, valueAt } from "../settings/read.ts";
import { settingHits, type SettingRow } from "../settings/table.ts";

const row = (types: readonly string[], path: string, what: string): SettingRow => ({
  types,
  path,
  accept: isOn,
  severity: "low",
  says: `${what} {0} does not trace its requests.`,
  fix: { title: "Trace {0}", path, value: true },
});

const ROWS: readonly SettingRow[] = [
  row(["AWS::ApiGateway::Stage", "AWS::Serverless::Api"], "TracingEnabled", "The API"),
  row(["AWS::StepFunctions::StateMachine"], "TracingConfiguration.Enabled", "The workflow"),
  row(["AWS::Serverless::StateMachine"], "Tracing.Enabled", "The workflow"),
  row(["AWS::AppSync::GraphQLApi", "AWS::Serverless::GraphQLApi"], "XrayEnabled", "The GraphQL API"),
];

export const tracingOff = defineRule({
  id: "SAS-5/tracing-off",
  title: "Requests are not traced",
  severity: "low",
  why: "A request passes many small services; only a trace joins what their logs tell apart, and shows calls that should not be there. Other tracers are recognised by their layers and plugins.",
  source: "https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html",
  mitigation: "Turn on active tracing for functions, APIs and workflows.",
  snippets: [
    {
      title: say("AWS SAM: for all functions and APIs"),
      language: "yaml",
      text: `Globals:
  Function:
    Tracing: Active
  Api:
    TracingEnabled: true`,
    },
    {
      title: say("CloudFormation"),
      language: "yaml",
      text: `OrderFunction:
  Type: AWS::Lambda::Function
  Properties:
    TracingConfig:
      Mode: Active`,
    },
    {
      title: say("Serverless Framework: for the whole service"),
      language: "yaml",
      text: `provider:
  tracing:
    lambda: true
    apiGateway: true`,
    },
  ],
  *check({ graph }) {
    yield* settingHits(graph, ROWS);
    for (const functions of untracedByTemplate(graph).values()) {
      const hit = functionsHit(graph, functions);
      if (hit) yield hit;
    }
  },
});

/** Another tracer: its layer, wrapper or plugin. */
const OTHER_TRACERS =
  /datadog|dd-extension|newrelic|dynatrace|lumigo|opentelemetry|aws-otel|adot|thundra|epsagon|instana|honeycomb|sentry|splunk/i;

function untracedByTemplate(graph: AppGraph): ReadonlyMap<string, readonly MapNode[]> {
  const isUntraced = (node: MapNode) => {
    const { provider, service, dialect, undeclared, declaredElsewhere } = node;
    const isOurs = provider === "aws" && service === "lambda" && !undeclared && !declaredElsewhere;
    return isOurs && dialect !== "none" && !isTraced(node);
  };
  return groupBy(graph.nodes("function").filter(isUntraced), ({ group }) => group);
}

const isTraced = oncePer(({ properties, body }: MapNode) => {
  const tracing = properties["tracing"];
  if (tracing && textOf(tracing) !== "PassThrough" && plainText(tracing) !== "false") return true;
  return OTHER_TRACERS.test(
    JSON.stringify(
      [properties["layers"], properties["handler"], valueAt(body, "Environment"), properties["environment"]].map(
        (value) => value ?? null,
      ),
    ),
  );
});

/** One finding for each template: a decision that nobody takes function by function. */
function functionsHit(graph: AppGraph, functions: readonly MapNode[]): Hit | undefined {
  const [first] = functions;
  if (!first) return undefined;
  const provider = serviceProvider(graph, first.group);
  const setting = provider && valueAt(provider.settings, "tracing.lambda");
  if (setting && isOn(setting) !== "no" && isSet(setting) === "yes" && first.properties["tracing"] === undefined)
    return undefined;
  const isService = provider !== undefined && first.dialect === "serverless";
  return {
    on: first.id,
    at: isService ? (setting?.at ?? provider.nameAt) : (first.properties["tracing"]?.at ?? first.nameAt),
    key: "tracing",
    confidence: "high",
    severity: functions.length > 1 ? "low" : "info",
    message:
      functions.length === 1
        ? say("{0} is not traced.", first.name)
        : say("{0} functions are not traced, {1} among them.", functions.length, first.name),
    related: functions.slice(1, 6).map((node) => ({ at: node.nameAt, message: say("{0} is not traced.", node.name) })),
    fixes: isService ? serviceFix(provider.body) : functionFix(functions),
  };
}

function serviceFix(body: Parameters<typeof setEntry>[0] | undefined): Fix[] {
  const edits = body && setEntry(body, ["tracing", "lambda"], true);
  return edits ? [{ title: say("Trace all functions of the service"), edits, isPreferred: true }] : [];
}

function functionFix(functions: readonly MapNode[]): Fix[] {
  const edits: TextEdit[] = [];
  for (const node of functions) {
    const own = setProperty(node, "tracing", "Active");
    if (!own) return [];
    edits.push(...own);
  }
  return [{ title: say("Trace all functions of the template"), edits }];
}
