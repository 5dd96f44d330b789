import type { AppGraph } from "../../graph/app-graph.ts";
import { setEntry } from "../../graph/edits.ts";
import { say } from "../../model/message.ts";
import { defineRule, type Hit } from "../rule.ts";
import { declaredOf } from "../settings/declared.ts";
import { isAtLeast, isSet, valueAt } from "../settings/read.ts";
import { settingHits, type SettingRow } from "../settings/table.ts";

/** Enough to look back at what happened between an intrusion and its discovery, for a service that says nothing else. */
const SUGGESTED_DAYS = 90;

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
  why: "A log that is kept too short is gone when an intrusion is noticed; one that is kept forever grows without end and holds personal data longer than allowed. Functions whose log group no one declares keep theirs forever; only services of the Serverless Framework are asked to say so at one place.",
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
  },
});

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
