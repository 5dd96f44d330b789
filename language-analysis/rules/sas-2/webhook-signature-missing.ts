import type { MapNode } from "../../model/app-map.ts";
import { say } from "../../model/message.ts";
import { textOf } from "../../model/value.ts";
import { wordsOf } from "../../model/words.ts";
import { defineRule, type Hit, type RuleContext } from "../rule.ts";
import { touchedBy } from "../severity.ts";
import { SNIPPETS } from "./webhook-signature-missing-snippets.ts";
import { WEBHOOK_SENDERS, webhookCodeOf } from "./webhook-senders.ts";

export const webhookSignatureMissing = defineRule({
  id: "SAS-2/webhook-signature-missing",
  title: "Webhook that takes calls from anyone",
  severity: "high",
  why: "A webhook's address is no secret. Only the signature of the request tells that the service sent it and that nobody changed it on the way.",
  source: "https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries",
  mitigation:
    "Compute the signature over the raw body with the shared secret, compare it in constant time, and refuse what is older than some minutes.",
  snippets: SNIPPETS,
  *check(context) {
    for (const node of context.graph.nodes("function")) {
      const hit = hitOf(context, node);
      if (hit) yield hit;
    }
  },
});

function hitOf(context: RuleContext, node: MapNode): Hit | undefined {
  const { handler } = node;
  if (!handler) return undefined;
  const endpoints = context.graph
    .publicEndpointsOf(node.id)
    .filter(
      ({ authenticated, endpoint }) =>
        authenticated !== true && textOf(endpoint.properties["protocol"]) !== "websocket",
    );
  if (endpoints.length === 0) return undefined;
  const code = webhookCodeOf(context, node);
  if (code.isChecked) return undefined;
  const named = endpoints.find(
    ({ endpoint }) => textOf(endpoint.properties["method"]) !== "GET" && isWebhook(endpoint, node),
  );
  const sender =
    WEBHOOK_SENDERS.find(({ name }) => code.serves(name)) ??
    (named && WEBHOOK_SENDERS.find(({ word }) => wordsIn(named.endpoint, node).some((one) => word.test(one))));
  if (!sender && !named) return undefined;
  const { endpoint } = named ?? endpoints[0] ?? {};
  if (!endpoint) return undefined;
  const written = [...touchedBy(context.graph, node.id, "writes"), ...touchedBy(context.graph, node.id, "publishes")];
  // Of a route that is only called a webhook it is not known whether its sender signs at all.
  return {
    on: node.id,
    at: handler.at,
    key: sender?.name ?? "webhook",
    confidence: sender ? "medium" : "low",
    severity: sender ? "high" : "medium",
    message: sender
      ? say("{0} serves calls of {1} through {2} and checks no signature.", node.name, sender.name, endpoint.name)
      : say("{0} serves the webhook {1} and checks no signature.", node.name, endpoint.name),
    reasons: written.slice(0, 3).map(({ target }) => say("{0} writes to {1}.", node.name, target.name)),
    related: [{ at: endpoint.nameAt, message: say("Anyone can call it here.") }],
  };
}

const HOOK = /^(web)?hooks?$/;
/** What services call apart from hooks, beside their name: `slackInteractive`, `/telegram/bot`. */
const CALLED = /^(bots?|commands?|slash|interactive|interactions?|interactivity|actions?|events?)$/;

function isWebhook(endpoint: MapNode, node: MapNode): boolean {
  const words = wordsIn(endpoint, node);
  const isNamed = () => words.some((one) => WEBHOOK_SENDERS.some(({ word }) => word.test(one)));
  return words.some((word) => HOOK.test(word)) || (words.some((word) => CALLED.test(word)) && isNamed());
}

function wordsIn({ properties }: MapNode, { name, handler }: MapNode): readonly string[] {
  return [
    ...wordsOf(textOf(properties["path"]) ?? ""),
    ...wordsOf(name),
    ...wordsOf(handler?.file.split("/").at(-1) ?? ""),
  ];
}
