import { ref } from "../../graph/edit-text.ts";
import { setEntry } from "../../graph/edits.ts";
import type { MapNode, OwnedStatement } from "../../model/app-map.ts";
import type { Fix } from "../../model/finding.ts";
import { say } from "../../model/message.ts";
import { textOf, type Value } from "../../model/value.ts";
import { conditionKeys, isNarrowed } from "../public-access.ts";
import { isEverybody } from "../resource-access.ts";
import { defineRule, type Hit } from "../rule.ts";
import { exposureOf } from "../severity.ts";
import { SNIPPETS } from "./invoke-permission-too-open-snippets.ts";

/** Alexa passes the skill's id instead of an ARN. Source: Lambda Developer Guide, "Granting Lambda function access to AWS services". */
const OTHER_CHECK: Readonly<Record<string, string>> = { "alexa-appkit.amazon.com": "lambda:EventSourceToken" };
/** Services that act inside of the account alone: CloudFormation hooks, Lambda@Edge replication. */
const OWN_ACCOUNT_ONLY = /^(edgelambda|replicator\.lambda|cloudformation)\.amazonaws\.com$/;

export const invokePermissionTooOpen = defineRule({
  id: "SAS-9/invoke-permission-too-open",
  title: "Permission to invoke a function without a named source",
  severity: "high",
  why: "A service invokes the function for whoever asks it to: without the source's ARN or account in the permission, a bucket, topic, rule or API of a foreign account can start it, past every step that should come first.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
  mitigation:
    "Name the source in the permission: `SourceArn` for the one bucket, topic, rule or API, `SourceAccount` where its ARN holds no account; never a principal that stands for everybody.",
  snippets: SNIPPETS,
  *check({ graph }) {
    for (const node of graph.nodes("function")) {
      for (const statement of graph.statementsOf(node.id, "resource")) {
        if (statement.effect !== "Allow") continue;
        if (statement.principals.some(isEverybody)) {
          const hit = everybodyHit(node, statement);
          if (hit) yield { ...hit, reasons: [exposureOf(graph, node).reason] };
        } else {
          const [hit] = serviceHits(node, statement);
          if (hit) yield hit;
        }
        yield* actionHits(node, statement);
      }
    }
  },
});

function everybodyHit(node: MapNode, statement: OwnedStatement): Hit | undefined {
  const keys = conditionKeys(statement.conditions);
  // The open function URL is a finding of its own.
  if (keys.some((key) => /^lambda:(functionurlauthtype|invokedviafunctionurl)$/.test(key))) return undefined;
  if (statement.actions.every((action) => textOf(action) === "lambda:InvokeFunctionUrl")) return undefined;
  const at = statement.principals.find(isEverybody)?.at ?? statement.at;
  const hit = { on: node.id, at, key: "everybody", confidence: "high" as const };
  if (!isNarrowed(statement.conditions)) {
    const message = say("Every AWS account may invoke {0}.", node.name);
    return { ...hit, severity: "critical", message, fixes: fixesOf(node, statement) };
  }
  // Whoever is in the named organization or behind the named VPC endpoint is known.
  if (keys.some((key) => !/^aws:source(arn|account)$/.test(key))) return undefined;
  const message = say(
    "The permission of {0} names everybody; only the source that it asks for keeps others out.",
    node.name,
  );
  return { ...hit, severity: "low", message };
}

function* serviceHits(node: MapNode, statement: OwnedStatement): Iterable<Hit> {
  if (isNarrowed(statement.conditions)) return;
  for (const principal of statement.principals) {
    const service = serviceOf(principal);
    if (service === undefined || OWN_ACCOUNT_ONLY.test(service)) continue;
    const other = OTHER_CHECK[service];
    if (other !== undefined && conditionKeys(statement.conditions).includes(other.toLowerCase())) continue;
    yield {
      on: node.id,
      at: principal.at,
      key: service,
      confidence: "high",
      severity: other === undefined ? "medium" : "low",
      message:
        other === undefined
          ? say("{0} lets {1} invoke it on behalf of any account.", node.name, service)
          : say("{0} lets {1} invoke it for any skill.", node.name, service),
      reasons: [say("Who wants to use it must know the ARN of {0}.", node.name)],
      fixes: other === undefined ? fixesOf(node, statement) : [],
    };
  }
}

/** `logs.eu-west-1.amazonaws.com`, and `logs.${AWS::Region}.amazonaws.com` with its region left open. */
function serviceOf(principal: Value): string | undefined {
  const text =
    principal.kind === "join" ? principal.parts.map((part) => textOf(part) ?? "*").join("") : textOf(principal);
  if (text !== undefined) return /\.amazon(aws)?\.com$/.test(text) ? text : undefined;
  return undefined;
}

const INVOKING = /^lambda:(InvokeFunction|InvokeFunctionUrl|InvokeAsync)$/i;
const READING = /^lambda:(Get|List)\w+$/i;

/** Anything else lets the caller read or change the function, too. */
function* actionHits(node: MapNode, { actions, at }: OwnedStatement): Iterable<Hit> {
  for (const action of actions) {
    const pattern = textOf(action);
    if (pattern === undefined || INVOKING.test(pattern)) continue;
    yield {
      on: node.id,
      at: action.at,
      key: `action ${pattern}`,
      confidence: "high",
      severity: READING.test(pattern) ? "low" : "high",
      message: say("The permission of {0} allows {1}, which is more than to invoke it.", node.name, pattern),
      related: [{ at, message: say("The permission.") }],
      fixes: [
        {
          title: say("Allow lambda:InvokeFunction alone"),
          edits: [
            {
              at: action.at,
              newText: action.at.file.endsWith(".json") ? '"lambda:InvokeFunction"' : "lambda:InvokeFunction",
            },
          ],
          isPreferred: true,
        },
      ],
    };
  }
}

function fixesOf(node: MapNode, { origin }: OwnedStatement): Fix[] {
  if (origin.kind !== "statement" || origin.value.kind !== "map") return [];
  if (!origin.value.entries.some(({ key }) => key === "Properties")) return [];
  const edits = setEntry(origin.value, ["Properties", "SourceAccount"], ref("AWS::AccountId"));
  return edits
    ? [{ title: say("Let only sources of this account invoke {0}", node.name), edits, isPreferred: true }]
    : [];
}
