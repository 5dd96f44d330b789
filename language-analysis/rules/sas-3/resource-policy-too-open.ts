import type { AppGraph } from "../../graph/app-graph.ts";
import { sub } from "../../graph/edit-text.ts";
import { replaceValue } from "../../graph/edits.ts";
import type { MapNode, OwnedStatement } from "../../model/app-map.ts";
import type { Fix, Severity } from "../../model/finding.ts";
import { say, type Message } from "../../model/message.ts";
import { property, textOf, type Value } from "../../model/value.ts";
import { isNarrowed } from "../public-access.ts";
import { isEverybody, openSendStatements } from "../resource-access.ts";
import { defineRule, type Hit } from "../rule.ts";
import { declaredOf } from "../settings/declared.ts";
import { valueAt } from "../settings/read.ts";

export const resourcePolicyTooOpen = defineRule({
  id: "SAS-3/resource-policy-too-open",
  title: "Resource policy that lets in everybody, or allows everything",
  severity: "high",
  why: "The policy of a queue, topic, key, secret, bus or layer decides for callers of all accounts: a star as principal or as action, or an allowance by exception, gives away more than any role of the app holds.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html",
  mitigation:
    "Name the accounts, services or roles and the actions that they need, and narrow services by `aws:SourceArn`.",
  snippets: [
    {
      title: say("CloudFormation and AWS SAM: a topic may send to the queue"),
      language: "yaml",
      text: `OrderQueuePolicy:
  Type: AWS::SQS::QueuePolicy
  Properties:
    Queues: [!Ref OrderQueue]
    PolicyDocument:
      Statement:
        - Effect: Allow
          Principal: { Service: sns.amazonaws.com }
          Action: sqs:SendMessage
          Resource: !GetAtt OrderQueue.Arn
          Condition:
            ArnEquals:
              aws:SourceArn: !Ref OrderEvents`,
    },
    {
      title: say("Serverless Framework: the same under resources"),
      language: "yaml",
      text: `resources:
  Resources:
    OrderQueuePolicy:
      Type: AWS::SQS::QueuePolicy
      Properties:
        Queues: [!Ref OrderQueue]
        PolicyDocument:
          Statement:
            - Effect: Allow
              Principal: { AWS: !Sub "arn:aws:iam::\${AWS::AccountId}:root" }
              Action: sqs:SendMessage
              Resource: !GetAtt OrderQueue.Arn`,
    },
  ],
  *check({ graph }) {
    for (const kind of ["channel", "secret", "store"] as const) {
      for (const node of graph.nodes(kind)) {
        for (const statement of graph.statementsOf(node.id, "resource")) {
          const hit = hitOf(graph, node, statement);
          if (hit) yield hit;
        }
      }
    }
    yield* grantHits(graph);
  },
});

function hitOf(graph: AppGraph, node: MapNode, statement: OwnedStatement): Hit | undefined {
  if (statement.effect !== "Allow" || statement.origin.kind !== "statement") return undefined;
  const found = weaknessOf(graph, node, statement);
  if (!found) return undefined;
  return {
    on: node.id,
    at: statement.at,
    key: `policy ${found.key}`,
    confidence: "high",
    severity: found.severity,
    message: found.message,
    related: [{ at: node.nameAt, message: say("{0} is declared here.", node.name) }],
    fixes: found.key === "principal" ? fixesOf(node, statement) : [],
  };
}

interface Weakness {
  readonly key: string;
  readonly severity: Severity;
  readonly message: Message;
}

/** The worst of them: one statement is one finding. */
function weaknessOf(graph: AppGraph, node: MapNode, statement: OwnedStatement): Weakness | undefined {
  const { principals, notPrincipals = [], actions, notActions, conditions } = statement;
  const isOpen = !isNarrowed(conditions);
  if (notPrincipals.length > 0 && isOpen) {
    const message = say("The policy of {0} allows everybody but those that it names.", node.name);
    return { key: "not-principal", severity: "high", message };
  }
  // Public stores, and channels that start functions, have rules of their own.
  const isTold =
    node.kind === "store" || (startsSomething(graph, node) && openSendStatements(graph, node).includes(statement));
  if (principals.some(isEverybody) && isOpen) {
    if (isTold) return undefined;
    const what = actions.map((action) => textOf(action) ?? "?").join(", ") || "everything but its exceptions";
    const isKey = node.service === "kms";
    const message = say("The policy of {0} lets everybody do {1}.", node.name, what);
    return { key: "principal", severity: isKey || node.kind === "secret" ? "critical" : "high", message };
  }
  if (notActions.length > 0) {
    const message = say("The policy of {0} allows every action but those that it names.", node.name);
    return { key: "not-action", severity: "medium", message };
  }
  // The statement for the owner's account is how a key leaves the decision to IAM.
  if (node.service === "kms" || principals.every(isOwnAccount)) return undefined;
  const wildcard = actions.find((action) => /^(\*|[\w-]+:\*)$/.test(textOf(action) ?? ""));
  if (!wildcard) return undefined;
  const message = say("The policy of {0} allows {1}, not only what its users need.", node.name, textOf(wildcard) ?? "");
  return { key: "action", severity: "medium", message };
}

function startsSomething(graph: AppGraph, node: MapNode): boolean {
  return graph.edgesFrom(node.id, "triggers", "publishes").length > 0;
}

/** The account's root, which stands for all identities of the account that a policy of their own allows it. */
function isOwnAccount(principal: Value): boolean {
  if (principal.kind === "reference") return principal.to.by === "pseudo" && principal.to.name === "AWS::AccountId";
  return (
    principal.kind === "join" &&
    principal.parts.some(
      (part) => part.kind === "reference" && part.to.by === "pseudo" && part.to.name === "AWS::AccountId",
    ) &&
    principal.parts.some((part) => textOf(part)?.endsWith(":root") === true)
  );
}

const OWN_ACCOUNT = sub("arn:aws:iam::${AWS::AccountId}:root");

function fixesOf(node: MapNode, { origin }: OwnedStatement): Fix[] {
  const principal = origin.kind === "statement" ? property(origin.value, "Principal") : undefined;
  const everybody = principal?.kind === "map" ? property(principal, "AWS") : principal;
  if (!principal || !everybody || textOf(everybody) !== "*") return [];
  const edits = replaceValue(everybody.at, principal.kind === "map" ? OWN_ACCOUNT : { AWS: OWN_ACCOUNT });
  return [{ title: say("Let only this account use {0}", node.name), edits }];
}

/** Layers and buses that are shared by a permission instead of a policy document. */
function* grantHits(graph: AppGraph): Iterable<Hit> {
  for (const grant of declaredOf(graph, "AWS::Lambda::LayerVersionPermission", "AWS::Events::EventBusPolicy")) {
    // A statement for a bus that the map knows is judged with the bus.
    const statement = grant.on === grant.id ? valueAt(grant.settings, "Statement") : undefined;
    const principal = [
      valueAt(grant.settings, "Principal"),
      valueAt(statement, "Principal.AWS"),
      valueAt(statement, "Principal"),
    ].find((value) => value && isEverybody(value));
    if (!principal || textOf(valueAt(statement, "Effect")) === "Deny") continue;
    if (["OrganizationId", "Condition"].some((key) => valueAt(grant.settings, key) ?? valueAt(statement, key)))
      continue;
    yield {
      on: grant.on,
      at: principal.at,
      key: `${grant.logicalId} Principal`,
      confidence: "high",
      severity: grant.type.startsWith("AWS::Lambda") ? "medium" : "high",
      message: grant.type.startsWith("AWS::Lambda")
        ? say("{0} lets every AWS account download the layer.", grant.name)
        : say("{0} lets every AWS account put events on the bus.", grant.name),
    };
  }
}
