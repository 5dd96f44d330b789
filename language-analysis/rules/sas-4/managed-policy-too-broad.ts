import type { AppGraph } from "../../graph/app-graph.ts";
import type { MapNode, OwnedStatement } from "../../model/app-map.ts";
import type { Severity } from "../../model/finding.ts";
import { say } from "../../model/message.ts";
import { defineRule } from "../rule.ts";
import { exposureOf } from "../severity.ts";
import { SNIPPETS } from "./least-privilege-snippets.ts";

/** Managed policies that reach over a whole account or whole services. Source: AWS Managed Policy Reference Guide. */
const WHOLE_ACCOUNT = new Set(["AdministratorAccess", "PowerUserAccess", "IAMFullAccess"]);
const WHOLE_SERVICE = /FullAccess$|PowerUser$|^AWSLambdaRole$|^AWSLambdaExecute$|^AmazonEC2RoleforSSM$/;
const TELEMETRY = /^(CloudWatch|AWSXray)/;

export const managedPolicyTooBroad = defineRule({
  id: "SAS-4/managed-policy-too-broad",
  title: "Managed policy grants a whole service",
  severity: "high",
  why: "A managed policy knows nothing of this app: it grants every action on every resource of a service, and grows without notice.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html",
  mitigation: "Replace the managed policy by a statement with the actions and resources that the function uses.",
  snippets: SNIPPETS,
  *check({ graph }) {
    const seen = new Set<string>();
    for (const statement of graph.map.statements) {
      const { origin, owner, at } = statement;
      if (origin.kind !== "managed-policy" || statement.effect !== "Allow" || statement.policy !== "identity") continue;
      const severity = severityOf(origin.name);
      const users = functionsOf(graph, statement);
      const place = `${owner}|${origin.name}|${at.file}:${at.start.line}:${at.start.character}`;
      if (!severity || users.length === 0 || seen.has(place)) continue;
      seen.add(place);
      const open = users.map((user) => exposureOf(graph, user)).find(({ reach }) => reach === "internet");
      const names = users.map(({ name }) => name);
      yield {
        on: owner,
        at,
        key: origin.name,
        confidence: "high",
        severity,
        message:
          names.length === 1
            ? say("{0} gets the managed policy {1}, which reaches far beyond this app.", names[0] ?? "", origin.name)
            : say(
                "{0} functions get the managed policy {1}, which reaches far beyond this app.",
                names.length,
                origin.name,
              ),
        reasons: [
          WHOLE_ACCOUNT.has(origin.name)
            ? say("{0} holds for the whole account.", origin.name)
            : say("{0} holds for every resource of its service.", origin.name),
          ...(open ? [open.reason] : []),
        ],
        related: users
          .slice(0, 5)
          .map((user) => ({ at: user.nameAt, message: say("{0} gets this permission.", user.name) })),
      };
    }
  },
});

function severityOf(policy: string): Severity | undefined {
  if (WHOLE_ACCOUNT.has(policy)) return "critical";
  if (!WHOLE_SERVICE.test(policy)) return undefined;
  return TELEMETRY.test(policy) ? "low" : "high";
}

function functionsOf(graph: AppGraph, { owner }: OwnedStatement): readonly MapNode[] {
  const node = graph.node(owner);
  const users = node?.kind === "function" ? [node] : graph.usersOfRole(owner);
  return users.filter(({ kind }) => kind === "function");
}
