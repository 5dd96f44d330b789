import type { AppGraph } from "../../graph/app-graph.ts";
import type { MapNode } from "../../model/app-map.ts";
import { groupBy } from "../../model/group-by.ts";
import { say } from "../../model/message.ts";
import { defineRule } from "../rule.ts";
import { declaredOf } from "../settings/declared.ts";

const ALARMS = [
  "AWS::CloudWatch::Alarm",
  "AWS::CloudWatch::CompositeAlarm",
  "AWS::CloudWatch::AnomalyDetector",
  "AWS::Logs::SubscriptionFilter",
  "AWS::Budgets::Budget",
  "AWS::CE::AnomalyMonitor",
  "AWS::ApplicationInsights::Application",
];
/** Fewer functions than this are an example, not an app that someone watches over. */
const SMALLEST_APP = 3;

export const noAlarm = defineRule({
  id: "SAS-5/no-alarm",
  title: "No alarm tells of errors or floods",
  severity: "low",
  why: "Serverless apps hide an attack well: they scale along and answer on. Without an alarm on errors, throttles and dead letters the bill or a customer is the first to tell. Alarms that are set up outside of the workspace are not seen.",
  source: "https://docs.aws.amazon.com/lambda/latest/operatorguide/important-metrics.html",
  mitigation:
    "Add alarms on errors and throttles of functions that the internet reaches, and on the length of dead-letter queues.",
  snippets: [
    {
      title: say("CloudFormation and AWS SAM"),
      language: "yaml",
      text: `OrderErrors:
  Type: AWS::CloudWatch::Alarm
  Properties:
    Namespace: AWS/Lambda
    MetricName: Errors
    Dimensions:
      - { Name: FunctionName, Value: !Ref OrderFunction }
    Statistic: Sum
    Period: 300
    EvaluationPeriods: 1
    Threshold: 5
    ComparisonOperator: GreaterThanOrEqualToThreshold
    TreatMissingData: notBreaching
    AlarmActions: [!Ref OperatorsTopic]`,
    },
    {
      title: say("Serverless Framework"),
      language: "yaml",
      text: `plugins:
  - serverless-plugin-aws-alerts
custom:
  alerts:
    alarms: [functionErrors, functionThrottles]`,
    },
  ],
  *check({ graph }) {
    const watched = new Set(declaredOf(graph, ...ALARMS).map(({ group }) => group));
    for (const [group, functions] of publicFunctions(graph)) {
      const [first] = functions;
      if (!first || watched.has(group) || functions.length < SMALLEST_APP) continue;
      yield {
        on: first.id,
        at: first.nameAt,
        key: "alarm",
        confidence: first.dialect === "serverless" ? "low" : "medium",
        severity: "info",
        message: say(
          "No alarm watches over the {0} functions here that the internet reaches, {1} among them.",
          functions.length,
          first.name,
        ),
        related: functions
          .slice(1, 4)
          .map((node) => ({ at: node.nameAt, message: say("{0} is reachable, too.", node.name) })),
      };
    }
  },
});

function publicFunctions(graph: AppGraph): ReadonlyMap<string, readonly MapNode[]> {
  const isOpen = ({ id, provider, undeclared, declaredElsewhere }: MapNode) =>
    provider === "aws" && !undeclared && !declaredElsewhere && graph.publicEndpointsOf(id).length > 0;
  return groupBy(graph.nodes("function").filter(isOpen), ({ group }) => group);
}
