import type { AppGraph } from "../../graph/app-graph.ts";
import { setEntry } from "../../graph/edits.ts";
import { patternTexts, UNKNOWN_PART } from "../../graph/value-pattern.ts";
import type { MapNode } from "../../model/app-map.ts";
import { groupBy } from "../../model/group-by.ts";
import { say } from "../../model/message.ts";
import { defineRule, type Hit } from "../rule.ts";
import { declaredOf } from "../settings/declared.ts";
import { isAtLeast, isSet, valueAt } from "../settings/read.ts";
import { settingHits, type SettingRow } from "../settings/table.ts";

/** Enough to look back at what happened between an intrusion and its discovery, for a service that says nothing else. */
const SUGGESTED_DAYS = 90;

const OF_FUNCTION = ["/aws/lambda/", UNKNOWN_PART];

const ROWS: readonly SettingRow[] = [
  {
    types: ["AWS::Logs::LogGroup"],
    path: "RetentionInDays",
    accept: (value) => (value.kind === "number" || value.kind === "text" ? isAtLeast(3)(value) : isSet(value)),
    severity: "low",
    says: "{0} keeps its log for less than three days.",
    missingSays: "{0} keeps its log forever: nobody has decided how long.",
    fix: { title: `Keep the log {0} for ${SUGGESTED_DAYS} days`, path: "RetentionInDays", value: SUGGESTED_DAYS },
  },
];

export const logRetentionUnset = defineRule({
  id: "SAS-5/log-retention-unset",
  title: "How long a log is kept is not decided",
  severity: "low",
  why: "A log that is kept too short is gone when an intrusion is noticed; one that is kept forever grows without end and holds personal data longer than allowed. Functions whose log group no one declares keep theirs forever.",
  source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html",
  mitigation: "Declare the log group with a retention that fits the audit rules of the business.",
  snippets: [
    {
      title: say("CloudFormation and AWS SAM"),
      language: "yaml",
      text: `OrderLog:
  Type: AWS::Logs::LogGroup
  Properties:
    LogGroupName: !Sub /aws/lambda/\${OrderFunction}
    RetentionInDays: 90`,
    },
    {
      title: say("Serverless Framework: for all functions"),
      language: "yaml",
      text: `provider:
  logRetentionInDays: 90`,
    },
  ],
  *check({ graph }) {
    yield* settingHits(graph, ROWS);
    yield* serviceHits(graph);
    yield* templateHits(graph);
  },
});

/** One finding for each template that declares no log group of a function: where some are declared, the others are a decision. */
function* templateHits(graph: AppGraph): Iterable<Hit> {
  const decided = new Set(
    graph.nodes("store").flatMap((store) => (store.service === "logs" && isOfFunction(store) ? [store.group] : [])),
  );
  const isOpen = ({ dialect, service, group, properties }: MapNode) =>
    (dialect === "sam" || dialect === "cloudformation") &&
    service === "lambda" &&
    !decided.has(group) &&
    !valueAt(properties["logging"], "LogGroup");
  for (const [first, ...others] of groupBy(graph.nodes("function").filter(isOpen), ({ group }) => group).values()) {
    yield {
      on: first.id,
      at: first.nameAt,
      key: "no log group",
      confidence: "high",
      severity: "info",
      message:
        others.length === 0
          ? say("The log of {0} is kept forever: no log group says how long.", first.name)
          : say(
              "The logs of {0} functions are kept forever, {1} among them: no log group says how long.",
              others.length + 1,
              first.name,
            ),
      related: others
        .slice(0, 5)
        .map((node) => ({ at: node.nameAt, message: say("The log of {0} is kept forever, too.", node.name) })),
    };
  }
}

/** A name that is not known may be a function's. */
function isOfFunction({ properties: { physicalName } }: MapNode): boolean {
  return (
    physicalName !== undefined &&
    patternTexts(physicalName).some((text) => OF_FUNCTION.some((start) => text.startsWith(start)))
  );
}

/** One finding for each service: the setting is one for all of its functions. */
function* serviceHits(graph: AppGraph): Iterable<Hit> {
  for (const provider of declaredOf(graph, "Serverless::Provider")) {
    if (valueAt(provider.settings, "logRetentionInDays")) continue;
    const first = graph
      .nodesIn(provider.group, "function")
      .find(
        ({ provider: cloud, dialect, body }) =>
          cloud === "aws" && dialect === "serverless" && !valueAt(body, "logRetentionInDays"),
      );
    if (!first) continue;
    const edits = provider.body && setEntry(provider.body, ["logRetentionInDays"], SUGGESTED_DAYS);
    yield {
      on: first.id,
      at: provider.nameAt,
      key: "logRetentionInDays",
      confidence: "high",
      severity: "info",
      message: say("The logs of the service's functions are kept forever: nobody has decided how long."),
      fixes: edits ? [{ title: say("Keep logs for {0} days", SUGGESTED_DAYS), edits }] : [],
    };
  }
}
