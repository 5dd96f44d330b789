// What a route calls: a function, or another service directly.
import type { SourceRange } from "../model/range.ts";
import type { Value } from "../model/value.ts";
import type { FragmentBuilder } from "./fragment-builder.ts";
import { functionIn } from "./targets.ts";
import { alternatives, dig, firstOf, pattern, referencesIn } from "./walk-values.ts";

/** Operations of a service integration that only read. */
const READS = /:action\/(Get|Query|Scan|BatchGet|List|Describe)/i;

/**
 * `uri` is the integration's URI or target ARN; `settings` the whole integration, whose request templates name the resources
 * of service integrations.
 */
export function addIntegration(
  builder: FragmentBuilder,
  route: { readonly endpoint: string; readonly at: SourceRange; readonly label: string },
  uri: Value | undefined,
  settings: Value | undefined,
): void {
  const link = { from: route.endpoint, at: route.at, label: route.label };
  const subtype = pattern(dig(settings, "IntegrationSubtype"));
  for (const option of alternatives(uri)) {
    const target = functionIn(builder, option);
    if (!target) continue;
    const to = { value: target, kind: "function" as const, service: "lambda" };
    builder.addEdge({ ...link, to, kind: "triggers", trigger: "api" });
    builder.extendNode(route.endpoint, {
      integrationMilliseconds: firstOf(settings, "timeoutInMillis", "TimeoutInMillis"),
      responseMode: firstOf(settings, "responseTransferMode", "ResponseTransferMode"),
    });
    return;
  }
  const credentials = dig(settings, "Credentials") ?? dig(settings, "credentials") ?? dig(settings, "CredentialsArn");
  if (credentials) {
    const to = { value: credentials, kind: "role" as const, service: "iam" };
    builder.addEdge({ from: route.endpoint, to, kind: "runs-as", at: credentials.at, label: "Credentials" });
  }
  const action = `${pattern(uri)} ${subtype}`;
  const linked = new Set<string>();
  for (const part of [uri, settings]) {
    for (const reference of referencesIn(part)) {
      if (reference.to.by !== "logical-id" || linked.has(reference.to.logicalId)) continue;
      const node = builder.node(builder.idOf(reference.to.logicalId));
      if (!node || node.id === route.endpoint) continue;
      linked.add(reference.to.logicalId);
      switch (node.kind) {
        case "workflow":
        case "function":
          builder.addEdge({ ...link, to: node.id, kind: "triggers", trigger: "api" });
          break;
        case "channel":
          builder.addEdge({ ...link, to: node.id, kind: "publishes" });
          break;
        case "store":
          builder.addEdge({ ...link, to: node.id, kind: READS.test(action) ? "reads" : "writes" });
          break;
        case "external":
          builder.addEdge({ ...link, to: node.id, kind: "connects" });
          break;
        case "endpoint":
        case "schedule":
        case "secret":
        case "identity":
        case "role":
        case "public":
          break;
      }
    }
  }
}
