// What raises or lowers a severity beyond the rule's base: who can get there, what the role may do, what data lies behind.
// Every answer comes with its reason as a sentence.
import type { AppGraph } from "../graph/app-graph.ts";
import { surest } from "../graph/sensitivity.ts";
import type { MapEdge, MapNode, NodeId } from "../model/app-map.ts";
import { SEVERITIES, type Severity } from "../model/finding.ts";
import { say, type Message } from "../model/message.ts";
import type { DataEvidence } from "../model/sensitivity.ts";
import { textOf } from "../model/value.ts";

export interface Weighed {
  readonly severity: Severity;
  readonly reasons: readonly Message[];
}

/** `steps` more severe; below zero less. Stops at both ends of the scale. */
export function shift(severity: Severity, steps: number): Severity {
  const index = Math.min(Math.max(SEVERITIES.indexOf(severity) - steps, 0), SEVERITIES.length - 1);
  return SEVERITIES[index] ?? severity;
}

export type Reach = "internet" | "unknown" | "authenticated" | "events" | "nothing";

export interface Exposure {
  readonly reach: Reach;
  readonly reason: Message;
}

/** Who can start `functionNode` directly; the most open way counts. */
export function exposureOf(graph: AppGraph, functionNode: MapNode): Exposure {
  const endpoints = graph.publicEndpointsOf(functionNode.id);
  const name = functionNode.name;
  const open = endpoints.find(({ authenticated }) => authenticated === false);
  if (open) {
    return {
      reach: "internet",
      reason: say("Anyone on the internet can invoke {0} through {1}.", name, open.endpoint.name),
    };
  }
  const unknown = endpoints.find(({ authenticated }) => authenticated === undefined);
  if (unknown) {
    return {
      reach: "unknown",
      reason: say(
        "{0} is reachable through {1}; whether callers must sign in is not known.",
        name,
        unknown.endpoint.name,
      ),
    };
  }
  const [guarded] = endpoints;
  if (guarded) {
    return {
      reach: "authenticated",
      reason: say("Only authenticated callers reach {0} through {1}.", name, guarded.endpoint.name),
    };
  }
  const [trigger] = graph.triggersOf(functionNode.id);
  return trigger
    ? { reach: "events", reason: say("{0} is not on the internet; {1} starts it.", name, trigger.source.name) }
    : { reach: "nothing", reason: say("Nothing that starts {0} was found.", name) };
}

/** Granted action patterns of a function's roles that reach far, each with its sentence; none for a narrow role. */
export function powerOf(graph: AppGraph, functionNode: MapNode): readonly Message[] {
  const reasons = new Map<string, Message>();
  for (const role of graph.rolesOf(functionNode.id)) {
    for (const statement of graph.statementsOf(role.id, "identity")) {
      if (statement.effect !== "Allow") continue;
      for (const action of statement.actions) {
        const pattern = textOf(action);
        if (pattern === undefined || !pattern.endsWith("*")) continue;
        if (pattern === "*" || pattern === "*:*") {
          reasons.set("*", say("The role of {0} may do everything in the account.", functionNode.name));
        } else if (pattern.endsWith(":*")) {
          reasons.set(
            pattern,
            say("The role of {0} may do every action of {1}.", functionNode.name, pattern.slice(0, -2)),
          );
        }
      }
    }
  }
  return [...reasons.values()];
}

/** What data a node holds, as a sentence with what says so; undefined when nothing tells of any, or only a weak word in a name. */
export function sensitivityReason(graph: AppGraph, store: MapNode): Message | undefined {
  const sensitivity = graph.dataOf(store.id);
  const best = sensitivity && surest(sensitivity.evidence);
  if (!sensitivity || !best || best.confidence === "low") return undefined;
  const data = sensitivity.data.filter((kind) =>
    sensitivity.evidence.some((one) => one.data === kind && one.confidence !== "low"),
  );
  return dataSentence(best, data.join(" and "), store.name);
}

function dataSentence({ by, word, foundIn }: DataEvidence, data: string, name: string): Message {
  switch (by) {
    case "configuration":
      return say("The configuration says that {0} holds {1} data.", name, data);
    case "tag":
      return say('By its tag "{0}", {1} holds {2} data.', foundIn, name, data);
    case "type":
      return say("{0} holds {1} data by its type ({2}).", name, data, foundIn);
    case "schema":
      return say('By the field "{0}" in its schema, {1} holds {2} data.', foundIn, name, data);
    case "code":
      return say('By the field "{0}" that code hands over, {1} holds {2} data.', foundIn, name, data);
    case "name":
      return say('By the word "{0}" in its name, {1} holds {2} data.', word, name, data);
  }
}

/** Services that answer what they are asked and keep no data of the app. */
const STATELESS = /^(?:comprehend|comprehendmedical|polly|rekognition|textract|transcribe|translate)$/i;

/** Why a grant on the whole service is less urgent; undefined for services that keep data or run code. */
export function statelessReason(service: string): Message | undefined {
  return STATELESS.test(service) ? say("{0} keeps no data of the app.", service) : undefined;
}

/** Actions that every function needs to run, and that lead to no data. */
const RUNNING = /^(?:logs|xray|cloudwatch):|^ec2:\w*(?:NetworkInterface|PrivateIpAddresses)/i;
const RUNNING_POLICIES =
  /^AWSLambda(?:Basic|VPCAccess)ExecutionRole$|^AWSXRayDaemonWriteAccess$|^AWSXrayWriteOnlyAccess$/;

/** The roles of a function let it do no more than run and write its logs. False when a role or a policy is not known. */
export function mayOnlyRun(graph: AppGraph, functionNode: MapNode): boolean {
  const roles = graph.rolesOf(functionNode.id);
  return (
    roles.length > 0 &&
    roles.every(
      (role) =>
        !role.declaredElsewhere &&
        graph.statementsOf(role.id, "identity").every(({ effect, actions, notActions, origin }) => {
          if (effect !== "Allow") return true;
          if (origin.kind === "managed-policy") return RUNNING_POLICIES.test(origin.name);
          if (origin.kind === "unknown" || notActions.length > 0) return false;
          return actions.every((action) => RUNNING.test(textOf(action) ?? ""));
        }),
    )
  );
}

export interface DataBehind {
  readonly edge: MapEdge;
  readonly target: MapNode;
}

/** Stores, channels and secrets that the function's code or declaration touches; grants that nothing uses do not count. */
export function touchedBy(
  graph: AppGraph,
  functionId: NodeId,
  ...kinds: readonly ("reads" | "writes" | "publishes")[]
): readonly DataBehind[] {
  return graph.edgesFrom(functionId, ...kinds).flatMap((edge) => {
    const target = graph.node(edge.to);
    return target && edge.evidence.some(({ kind }) => kind !== "granted") ? [{ edge, target }] : [];
  });
}
