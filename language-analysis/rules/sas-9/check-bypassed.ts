import type { AppGraph } from "../../graph/app-graph.ts";
import type { MapNode } from "../../model/app-map.ts";
import { say } from "../../model/message.ts";
import { textOf } from "../../model/value.ts";
import { onlyReads, publicStatements, blocks } from "../public-access.ts";
import { defineRule, type Hit } from "../rule.ts";
import { authenticationFixes } from "../sas-2/authentication-fixes.ts";
import { SNIPPETS } from "./check-bypassed-snippets.ts";
import { skippedSteps } from "./skipped-steps.ts";

export const checkBypassed = defineRule({
  id: "SAS-9/check-bypassed",
  title: "Second way in, past the check on the first",
  severity: "high",
  why: "A check only counts when every way to what it guards leads through it. A step of a workflow with a door of its own, or a store that is open beside the function that checks its content, is reached without it.",
  source: "https://cwe.mitre.org/data/definitions/288.html",
  mitigation:
    "Close the second way, or make the check where both ways meet: in the function itself or in front of the store.",
  snippets: SNIPPETS,
  *check({ graph }) {
    for (const node of graph.nodes("function")) {
      const open = openDoors(graph, node);
      const [door] = open;
      if (!door) continue;
      const hit = besideAuthorizer(graph, node, open) ?? besideSteps(graph, node, door);
      if (hit) yield hit;
    }
    for (const store of graph.nodes("store")) yield* beforeScan(graph, store);
    for (const workflow of graph.nodes("workflow")) yield* skippedSteps(graph, workflow);
  },
});

/** Endpoints on which nobody asks who calls. */
function openDoors(graph: AppGraph, node: MapNode): readonly MapNode[] {
  return graph
    .publicEndpointsOf(node.id)
    .flatMap(({ endpoint, authenticated }) => (authenticated === false ? [endpoint] : []));
}

/** A function URL, or a route for every path, takes the same requests as the routes with an authorizer. */
function besideAuthorizer(graph: AppGraph, node: MapNode, open: readonly MapNode[]): Hit | undefined {
  const guarded = graph.publicEndpointsOf(node.id).find(({ authenticated }) => authenticated === true)?.endpoint;
  const door = open.find(takesEverything);
  if (!guarded || !door) return undefined;
  return {
    on: node.id,
    at: node.nameAt,
    key: `beside ${door.name}`,
    confidence: "high",
    message: say(
      "{0} asks who calls, and {1} leads to the same {2} without asking.",
      guarded.name,
      door.name,
      node.name,
    ),
    related: [
      { at: door.nameAt, message: say("{0} is open to everybody.", door.name) },
      { at: guarded.nameAt, message: say("{0} has an authorizer.", guarded.name) },
    ],
    fixes: authenticationFixes(graph, door),
  };
}

function takesEverything({ properties }: MapNode): boolean {
  if (textOf(properties["protocol"]) === "function-url") return true;
  const method = textOf(properties["method"])?.toUpperCase() ?? "";
  return /\{\w*\+\}|\*/.test(textOf(properties["path"]) ?? "") && (method === "ANY" || method === "*" || method === "");
}

/** A step that others come before, with a door of its own. */
function besideSteps(graph: AppGraph, node: MapNode, door: MapNode): Hit | undefined {
  const caller = graph
    .edgesTo(node.id, "invokes")
    .flatMap((edge) => graph.node(edge.from) ?? [])
    .find((one) => comesAfterCheck(graph, one, node));
  if (!caller) return undefined;
  return {
    on: node.id,
    at: node.nameAt,
    key: `step of ${caller.name}`,
    confidence: "medium",
    message: say(
      "{0} is a step of {1}, and {2} starts it alone, past the steps before it.",
      node.name,
      caller.name,
      door.name,
    ),
    related: [
      { at: door.nameAt, message: say("{0} is open to everybody.", door.name) },
      { at: caller.nameAt, message: say("{0} is the way with the steps before it.", caller.name) },
    ],
    fixes: authenticationFixes(graph, door),
  };
}

function comesAfterCheck(graph: AppGraph, caller: MapNode, step: MapNode): boolean {
  if (caller.kind === "workflow") {
    const steps = graph.edgesFrom(caller.id, "invokes").map(({ to }) => to);
    return steps.some((id) => id !== step.id);
  }
  if (caller.kind !== "function" || caller.id === step.id) return false;
  const doors = graph.publicEndpointsOf(caller.id);
  return doors.length > 0 && doors.every(({ authenticated }) => authenticated === true);
}

/** Everybody may read objects that a function checks and deletes only after they are there. */
function* beforeScan(graph: AppGraph, store: MapNode): Iterable<Hit> {
  if (store.service !== "s3") return;
  const open = publicStatements(graph, store).find(onlyReads);
  const acl = textOf(store.properties["accessControl"]);
  const isListed =
    /^PublicRead(Write)?$/.test(acl ?? "") && !blocks(store, "IgnorePublicAcls") && !blocks(store, "BlockPublicAcls");
  if (!open && !isListed) return;
  for (const edge of graph.edgesFrom(store.id, "triggers")) {
    const node = graph.node(edge.to);
    if (!node || node.kind !== "function" || !deletesFrom(graph, node, store)) continue;
    const [evidence] = edge.evidence;
    yield {
      on: node.id,
      at: evidence?.at ?? node.nameAt,
      key: `scan of ${store.name}`,
      edge: edge.id,
      confidence: "medium",
      severity: "medium",
      message: say("Objects in {0} can be read by everybody before {1} has checked them.", store.name, node.name),
      related: [
        { at: open?.at ?? store.nameAt, message: say("{0} is open to everybody here.", store.name) },
        { at: node.nameAt, message: say("{0} deletes what does not pass.", node.name) },
      ],
    };
  }
}

function deletesFrom(graph: AppGraph, node: MapNode, store: MapNode): boolean {
  return graph
    .edgesFrom(node.id, "writes")
    .some(
      ({ to, evidence }) =>
        to === store.id && evidence.some(({ kind, label }) => kind === "observed" && /delete/i.test(label)),
    );
}
