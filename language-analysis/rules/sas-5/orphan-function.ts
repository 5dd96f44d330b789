import type { AppGraph } from "../../graph/app-graph.ts";
import type { MapNode } from "../../model/app-map.ts";
import { say } from "../../model/message.ts";
import { defineRule } from "../rule.ts";

/** Settings that name a function for reasons of their own, and start nothing. */
const HARMLESS =
  /^AWS::(Lambda::(Version|Alias|EventInvokeConfig|CodeSigningConfig|LayerVersion)|Logs::|CloudWatch::|IAM::|EC2::|ApplicationAutoScaling::|CodeDeploy::)/;

export const orphanFunction = defineRule({
  id: "SAS-5/orphan-function",
  title: "Function that nothing starts",
  severity: "low",
  why: "A deployed function that no one uses keeps its role, its secrets and its old dependencies, and no one looks after it. Calls from outside of the workspace are not seen.",
  source: "https://docs.aws.amazon.com/wellarchitected/latest/serverless-applications-lens/welcome.html",
  mitigation: "Remove the function, or declare what starts it.",
  snippets: [
    {
      title: say("AWS SAM: declare what starts it"),
      language: "yaml",
      text: `Events:
  Daily:
    Type: Schedule
    Properties:
      Schedule: rate(1 day)`,
    },
    {
      title: say("Serverless Framework: declare what starts it"),
      language: "yaml",
      text: `functions:
  report:
    handler: report.handler
    events:
      - schedule: rate(1 day)`,
    },
  ],
  *check({ graph }) {
    const stacks = stacksWithLinks(graph);
    for (const node of graph.nodes("function")) {
      const isOurs =
        node.provider === "aws" &&
        node.service === "lambda" &&
        !node.undeclared &&
        !node.declaredElsewhere &&
        !node.inBrokenTemplate;
      // A template of one function is meant to be called by hand or from elsewhere.
      if (!isOurs || node.dialect === "none" || (stacks.get(node.group) ?? 0) < 3 || isUsed(graph, node)) continue;
      yield {
        on: node.id,
        at: node.nameAt,
        key: "orphan",
        confidence: "medium",
        severity: "info",
        message: say("Nothing of the workspace starts {0}.", node.name),
      };
    }
  },
});

/** Number of functions by template: in an app that joins its functions, one that is not joined stands out. */
function stacksWithLinks(graph: AppGraph): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { group, undeclared } of graph.nodes("function"))
    if (!undeclared) counts.set(group, (counts.get(group) ?? 0) + 1);
  return counts;
}

function isUsed(graph: AppGraph, node: MapNode): boolean {
  if (graph.edgesTo(node.id, "triggers", "invokes", "reads", "connects", "authenticates").length > 0) return true;
  if (graph.edgesTo(node.id, "may").length > 0) return true;
  // A permission says that someone outside invokes it; a custom resource or another setting that names it may.
  if (graph.statementsOf(node.id, "resource").length > 0) return true;
  return graph.settingsOf(node.id).some(({ type }) => !HARMLESS.test(type));
}
