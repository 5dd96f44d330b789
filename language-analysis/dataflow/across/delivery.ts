// What functions send, handed to the functions that get it: along the routes of the map, as far as filters let it through.
import type { AppGraph } from "../../graph/app-graph.ts";
import { filtersOf, type MapNode, type NodeId } from "../../model/app-map.ts";
import { say } from "../../model/message.ts";
import type { FlowStep, Trust } from "../../model/taint.ts";
import { authorizedRoutes, contextPlaces } from "./authorizers.ts";
import { ANYTHING, letsThrough } from "./filters.ts";
import { eventPlaces } from "./paths.ts";
import { routesFrom, type Route } from "./routes.ts";
import { type Arrival, type Incoming, NOTHING_INCOMING, type Sending, type Upstream } from "./wire.ts";
import { INPUT } from "./workflow-document.ts";
import { passedOn, statesOf } from "./workflow-wire.ts";

/** What arrives in a store, and as text. */
interface Content {
  readonly items: readonly Sending[];
  readonly key: string;
}

const MOST_ARRIVALS = 40;
/** With those that workflows send on. */
const MOST_SENDINGS = 5000;
const TRUST: readonly Trust[] = ["internet", "authenticated", "partner", "internal"];

/** `readers`: stores and channels that a function reads by itself. */
export function deliver(
  graph: AppGraph,
  sendings: readonly Sending[],
  readers: ReadonlyMap<NodeId, readonly NodeId[]>,
): ReadonlyMap<NodeId, Incoming> {
  const events = new Map<NodeId, Arrival[]>();
  const stored = new Map<NodeId, Sending[]>();
  // Workflows send on what they are given.
  const open = [...sendings].sort(compareSendings);
  for (const sending of open) {
    for (const [workflow, origin] of workflowsOf(graph, sending)) {
      const passed = passedOn(graph, workflow, origin, sending);
      for (const { consumer, arrival } of passed?.arrivals ?? []) append(events, consumer, arrival);
      if (open.length < MOST_SENDINGS) open.push(...(passed?.sendings ?? []));
    }
    for (const route of sending.part === "answer" ? [] : routesFrom(graph, sending.target)) {
      for (const arrival of arrivalsBy(graph, route, sending)) {
        const isWorkflow = graph.node(route.consumer)?.kind === "workflow";
        if (!isWorkflow) append(events, route.consumer, arrival);
        else if (open.length < MOST_SENDINGS) open.push(sentToWorkflow(route.consumer, arrival));
      }
    }
    if (sending.part === "answer") {
      for (const route of authorizedRoutes(graph, sending.target))
        for (const arrival of arrivalsOfContext(graph, route, sending)) append(events, route.consumer, arrival);
    }
    if (readers.has(sending.target)) append(stored, sending.target, sending);
  }
  // A table that all functions share is looked at once for all of them.
  const contents = new Map<NodeId, [NodeId, Content][]>();
  for (const [store, sent] of stored) {
    const items = firstOfEach(
      sent,
      ({ part, path, sent: { key } }) => `${part} ${path.join(".")} ${JSON.stringify(key)}`,
    );
    const content = { items, key: JSON.stringify([store, items]) };
    for (const reader of readers.get(store) ?? [])
      append(contents, reader, [store, startedBy(graph, store, reader, content)]);
  }
  const incoming = new Map<NodeId, Incoming>();
  for (const id of [...new Set([...events.keys(), ...contents.keys()])].sort()) {
    const event = firstOfEach(events.get(id) ?? [], ({ trigger, path }) => `${trigger} ${path.join(".")}`);
    const own = contents.get(id) ?? [];
    const key = [JSON.stringify(event), ...own.map(([, content]) => content.key)].join();
    incoming.set(id, { event, stored: new Map(own.map(([store, { items }]) => [store, items])), key });
  }
  return incoming;
}

/** Marks the objects of a bucket that do not start the reader, where others of them do. */
function startedBy(graph: AppGraph, store: NodeId, reader: NodeId, content: Content): Content {
  const edges = graph.edgesFrom(store, "triggers").filter(({ to, trigger }) => to === reader && trigger === "s3");
  if (edges.length === 0 || edges.some((edge) => filtersOf(edge).length === 0)) return content;
  const items = content.items.map((item): Sending => {
    return edges.some((edge) => letsThrough(edge, "s3", item.sent)) ? item : { ...item, startsOthers: true };
  });
  return { items, key: JSON.stringify([store, items]) };
}

export function incomingOf(all: ReadonlyMap<NodeId, Incoming>, id: NodeId): Incoming {
  return all.get(id) ?? NOTHING_INCOMING;
}

/** Workflows that are given the data, or in which a step answers with it, with the origin that it has there. */
function workflowsOf(graph: AppGraph, { target, part }: Sending): readonly (readonly [MapNode, string])[] {
  const own = graph.node(target);
  if (part !== "answer") return own?.kind === "workflow" ? [[own, INPUT]] : [];
  return graph.edgesTo(target, "invokes").flatMap((edge) => {
    const workflow = graph.node(edge.from);
    const names = workflow?.kind === "workflow" ? statesOf(graph, workflow, target) : [];
    return workflow ? names.map((name) => [workflow, name] as const) : [];
  });
}

function sentToWorkflow(target: NodeId, { path, upstream }: Arrival): Sending {
  const passed = { ...upstream, through: [...upstream.through, target] };
  return { target, part: "body", path, sent: ANYTHING, upstream: passed };
}

function arrivalsBy(graph: AppGraph, { edges, trigger }: Route, sending: Sending): readonly Arrival[] {
  const isLet = edges.every((edge) => letsThrough(edge, graph.node(edge.from)?.service ?? "", sending.sent));
  if (!isLet) return [];
  const upstream = upstreamBy(graph, edges, sending);
  const isDirect = edges.length <= 1;
  return eventPlaces(trigger, sending.part, isDirect).map(({ path, isLoose }) => ({
    trigger,
    path: isLoose ? path : [...path, ...sending.path],
    isLoose,
    upstream,
  }));
}

/** What an authorizer answers stands in the request that it lets in. */
function arrivalsOfContext(graph: AppGraph, { edges, trigger }: Route, sending: Sending): readonly Arrival[] {
  const upstream = upstreamBy(graph, edges, sending);
  return contextPlaces(sending.path).map((path) => ({ trigger, path, isLoose: false, upstream }));
}

/** The way so far, and along the edges. */
function upstreamBy(graph: AppGraph, edges: Route["edges"], sending: Sending): Upstream {
  const steps: FlowStep[] = edges.flatMap((edge) => {
    const declared = edge.evidence.find(({ kind }) => kind === "declared") ?? edge.evidence[0];
    const [from, to] = [graph.node(edge.from), graph.node(edge.to)];
    if (!declared || !from || !to) return [];
    const template =
      edge.kind === "triggers" || edge.kind === "invokes" ? "{0} starts {1} with it" : "{0} passes it to {1}";
    return [{ at: declared.at, message: say(template, from.name, to.name) }];
  });
  const passed = edges.slice(1).map((edge) => edge.from);
  return {
    ...sending.upstream,
    steps: [...sending.upstream.steps, ...steps],
    through: [...sending.upstream.through, ...passed],
  };
}

function firstOfEach<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  const first = new Map<string, T>();
  for (const item of items) {
    const key = keyOf(item);
    if (!first.has(key) && first.size < MOST_ARRIVALS) first.set(key, item);
  }
  return [...first.values()];
}

/** The most open and surest first, then the shortest. */
function compareSendings(a: Sending, b: Sending): number {
  return (
    TRUST.indexOf(a.upstream.source.trust) - TRUST.indexOf(b.upstream.source.trust) ||
    a.upstream.doubt - b.upstream.doubt ||
    a.upstream.steps.length - b.upstream.steps.length ||
    compareTexts(orderOf(a), orderOf(b))
  );
}

const ORDERS = new WeakMap<Sending, string>();

function orderOf(sending: Sending): string {
  let order = ORDERS.get(sending);
  if (order === undefined) {
    const { target, part, path, upstream } = sending;
    order = JSON.stringify([target, part, path, upstream.source, upstream.steps.at(-1)?.at, upstream.through]);
    ORDERS.set(sending, order);
  }
  return order;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
