// Tasks that call an HTTP address, with the credentials of an EventBridge connection.
// Source: Step Functions Developer Guide, "Call HTTPS APIs in Step Functions workflows".
import type { Value } from "../../model/value.ts";
import type { FragmentBuilder } from "../fragment-builder.ts";
import type { DefinitionDraft } from "./definition.ts";
import { addOutside } from "../subscriptions.ts";
import { firstOf, logicalIdsIn, pattern } from "../walk-values.ts";

const CALL = ["states:InvokeHTTPEndpoint"];
const CREDENTIALS = ["events:RetrieveConnectionCredentials"];

export function isHttpTask(resource: string): boolean {
  return /^arn:[^:]*:states:[^:]*:[^:]*:http:invoke$/i.test(resource);
}

/** The API of the template or the host that it calls, and the connection that holds the credentials. */
export function addHttpTask(
  builder: FragmentBuilder,
  { workflow, grant }: Pick<DefinitionDraft, "workflow" | "grant">,
  name: string,
  state: Value,
): readonly string[] {
  const link = { from: workflow, at: state.at, label: name };
  grant?.(CALL, undefined, state.at);
  const address = firstOf(state, "Parameters.ApiEndpoint", "Arguments.ApiEndpoint");
  const to = address && calledAt(builder, address);
  if (to !== undefined) builder.addEdge({ ...link, to, kind: "connects", actions: CALL });
  const connection = firstOf(
    state,
    "Parameters.Authentication.ConnectionArn",
    "Arguments.Authentication.ConnectionArn",
    "Parameters.InvocationConfig.ConnectionArn",
    "Arguments.InvocationConfig.ConnectionArn",
  );
  if (!connection || /^(\$[.$]|\{%)/.test(pattern(connection))) return CALL;
  grant?.(CREDENTIALS, connection, state.at);
  const secret = { value: connection, kind: "secret" as const, service: "events-connection" };
  builder.addEdge({ ...link, to: secret, kind: "reads", actions: CREDENTIALS });
  return [...CREDENTIALS, ...CALL];
}

/** Undefined for an address that is known only at run time. */
function calledAt(builder: FragmentBuilder, address: Value): string | undefined {
  const endpoint = logicalIdsIn(address)
    .map((id) => builder.node(builder.idOf(id)))
    .find((node) => node?.kind === "endpoint");
  if (endpoint) return endpoint.id;
  const [, host = ""] = /^https?:\/\/([^/?#]+)/.exec(pattern(address)) ?? [];
  return host === "" || /[*${]/.test(host) ? undefined : addOutside(builder, "http", address, address.at, host);
}
