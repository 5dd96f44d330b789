import type { AppGraph } from "../../graph/app-graph.ts";
import { matchesAction } from "../../iam/action.ts";
import type { MapSetting } from "../../model/app-map.ts";
import type { Fix, RelatedRange } from "../../model/finding.ts";
import { replaceValue } from "../../graph/edits.ts";
import { sub } from "../../graph/edit-text.ts";
import { say, type Message } from "../../model/message.ts";
import { itemsOf, plainText, property, textOf, type Value } from "../../model/value.ts";
import { defineRule, type Hit } from "../rule.ts";
import { declaredOf } from "../settings/declared.ts";
import { SNIPPETS } from "./insecure-iot-policy-snippets.ts";

/** What a device may do as another device, or to another's topics. */
const DATA_ACTIONS = ["iot:Connect", "iot:Publish", "iot:Subscribe", "iot:Receive"] as const;

export const insecureIotPolicy = defineRule({
  id: "SAS-2/insecure-iot-policy",
  title: "Device policy that covers every device or topic",
  severity: "high",
  why: "One device whose key is taken out of it can then speak for all others, read their messages, and send what starts the functions behind the topics.",
  source: "https://docs.aws.amazon.com/iot/latest/developerguide/pub-sub-policy.html",
  mitigation:
    "Bind the policy to the thing with policy variables: its own client id to connect, its own topics to publish and subscribe; never `iot:*` or `*`.",
  snippets: SNIPPETS,
  *check({ graph }) {
    for (const policy of graph.settings("AWS::IoT::Policy")) yield* policyHits(graph, policy);
    for (const authorizer of declaredOf(graph, "AWS::IoT::Authorizer")) {
      const off = property(authorizer.body, "SigningDisabled");
      if (!off || plainText(off)?.toLowerCase() !== "true") continue;
      yield {
        on: authorizer.on,
        at: off.at,
        key: `${authorizer.logicalId} signing`,
        confidence: "high",
        severity: "medium",
        message: say("{0} takes tokens of devices without a signature.", authorizer.logicalId),
        fixes: [{ title: say("Ask for signed tokens"), edits: replaceValue(off.at, false) }],
      };
    }
  },
});

function* policyHits(graph: AppGraph, policy: MapSetting): Iterable<Hit> {
  const document = property(policy.body, "PolicyDocument");
  for (const statement of itemsOf(property(document, "Statement"))) {
    if (textOf(property(statement, "Effect")) !== "Allow") continue;
    const actions = itemsOf(property(statement, "Action"));
    const wide = actions.find((action) => /^(\*|iot:\*)$/i.test(textOf(action) ?? ""));
    const resources = itemsOf(property(statement, "Resource"));
    const everything = resources.find(coversEverything);
    const named = DATA_ACTIONS.filter((action) =>
      actions.some((pattern) => matchesAction(textOf(pattern) ?? "", action)),
    );
    const on = policy.configures[0] ?? policy.id;
    // A device may well be told by a condition which thing it has to be.
    if (property(statement, "Condition") !== undefined && !wide) continue;
    const base = { on, confidence: "high" as const, related: consumers(graph) };
    if (wide) {
      yield {
        ...base,
        at: wide.at,
        key: `${policy.logicalId} action`,
        message: say(
          "Devices with the policy {0} may do every action of IoT{1}.",
          policy.logicalId,
          everything ? " on everything" : "",
        ),
      };
    } else if (everything && named.length > 0) {
      yield {
        ...base,
        at: everything.at,
        key: `${policy.logicalId} ${named.join(",")}`,
        severity: named.includes("iot:Publish") || named.includes("iot:Connect") ? "high" : "medium",
        message: wordsFor(policy, named),
        fixes: named.length === 1 && named[0] ? ownFixes(everything, named[0]) : [],
      };
    }
  }
}

function wordsFor({ logicalId }: MapSetting, actions: readonly string[]): Message {
  const names = actions.map((action) => action.slice("iot:".length)).join(", ");
  return say("Devices with the policy {0} may {1} for every client and topic.", logicalId, names);
}

/** `*`, or an ARN whose client or topic is a bare wildcard. */
function coversEverything(resource: Value): boolean {
  const text = resource.kind === "join" ? resource.parts.map((part) => textOf(part) ?? "x").join("") : textOf(resource);
  return (
    text !== undefined &&
    (/^[*#]$/.test(text) || /:(client|topic|topicfilter)\/[*#]$/.test(text) || /^arn:[^/]*:\*$/.test(text))
  );
}

const OWN: Readonly<Record<(typeof DATA_ACTIONS)[number], string>> = {
  "iot:Connect": "client/${!iot:Connection.Thing.ThingName}",
  "iot:Publish": "topic/${!iot:Connection.Thing.ThingName}/*",
  "iot:Subscribe": "topicfilter/${!iot:Connection.Thing.ThingName}/*",
  "iot:Receive": "topic/${!iot:Connection.Thing.ThingName}/*",
};

function ownFixes(resource: Value, action: (typeof DATA_ACTIONS)[number]): Fix[] {
  const arn = sub(`arn:aws:iot:\${AWS::Region}:\${AWS::AccountId}:${OWN[action]}`);
  return [{ title: say("Let each device use what carries its own name"), edits: replaceValue(resource.at, arn) }];
}

/** Functions that messages of devices start. */
function consumers(graph: AppGraph): readonly RelatedRange[] {
  return graph
    .nodes("channel")
    .filter(({ service }) => service === "iot")
    .flatMap(({ id }) => graph.edgesFrom(id, "triggers"))
    .flatMap(({ to }) => graph.node(to) ?? [])
    .slice(0, 3)
    .map((node) => ({ at: node.nameAt, message: say("Messages of devices start {0}.", node.name) }));
}
