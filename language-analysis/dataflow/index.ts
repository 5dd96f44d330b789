// Data flow: from the event of every function to what interprets or discloses it.
import type { AppGraph } from "../graph/app-graph.ts";
import type { MapPart } from "../graph/map-parts.ts";
import { Modules, type CodeLayout } from "../graph/modules.ts";
import type { Confidence, HandlerLocation, MapNode, NodeId } from "../model/app-map.ts";
import { NO_TAINT_MODELS, type TaintModels } from "../model/configuration.ts";
import type { CodeFile } from "../model/code-facts.ts";
import { isSameRead, jsonOf, remembered, type Memo, type Reads } from "../model/memo.ts";
import { say } from "../model/message.ts";
import type { Outcome, Problem } from "../model/problem.ts";
import type { ProgramModule } from "../model/program.ts";
import { compareRanges } from "../model/range.ts";
import type { FlowStep, TaintPath, TaintSource } from "../model/taint.ts";
import type { HandlerAnalysis } from "./analyze-handler.ts";
import { analyzeHandler } from "./analyze-handler.ts";
import { isAuthorizer } from "./across/authorizers.ts";
import { callLinksOf, keyOfLinks } from "./across/call-links.ts";
import { deliver, incomingOf } from "./across/delivery.ts";
import { HandlerWire } from "./across/handler-wire.ts";
import { Supply } from "./across/supply.ts";
import type { Incoming, Sending } from "./across/wire.ts";
import type { Label, PartFacts } from "./domain/label.ts";
import { stepsOf } from "./domain/label.ts";
import type { Limits } from "./interpret/interpreter.ts";
import type { SinkHit } from "./interpret/machine.ts";
import { Program } from "./program.ts";
import { eventSourceOf, type EventSource } from "./sources/event-source.ts";

/** Steps count evaluated expressions and executed statements; hand-written handlers take some thousands. */
const LIMITS: Limits = { steps: 150_000, depth: 24 };
/** Rounds until nothing new arrives anywhere: as many functions as data may pass one after the other. */
const ROUNDS = 6;

/** What one function gave, with all that it was made of. */
interface KeptHandler {
  readonly reads: Reads<ProgramModule>;
  readonly paths: readonly TaintPath[];
  readonly problem: Problem | undefined;
  readonly sendings: readonly Sending[];
  /** Calls that the map knows and the data flow has come by. */
  readonly followed: ReadonlySet<string>;
}

interface KeptNode {
  /** The event, as long as the graph is the same. */
  readonly graph: AppGraph;
  /** Of the first round. */
  readonly key: string;
  /** By what arrives. */
  readonly handlers: Map<string, KeptHandler>;
}

interface Kept {
  layout?: CodeLayout;
  nodes: ReadonlyMap<NodeId, KeptNode>;
  /** What users say of APIs, as text. */
  readonly models: string;
  readonly parts: WeakMap<MapPart, PartFlow>;
}

/** Paths sorted by function and place. */
export interface PartFlow extends Outcome<readonly TaintPath[]> {
  readonly nodes: ReadonlyMap<NodeId, KeptNode>;
}

/**
 * Every taint path of the app, one for each kind of source and sink call, sorted by function and place. Functions whose handler
 * is not known have none. What a function hands to others goes on there, round by round.
 */
export function findTaintPaths(
  graph: AppGraph,
  code: ReadonlyMap<string, CodeFile>,
  limits: Limits = LIMITS,
  models: TaintModels = NO_TAINT_MODELS,
): Outcome<readonly TaintPath[]> {
  return flowOf({ graph, modules: new Modules(code) }, new Map(), undefined, limits, models);
}

/**
 * The same for each part of the map. With a memo parts that are the same objects as before are passed over, and in the others only
 * those functions are analysed anew whose event or code has changed.
 */
export function findPartFlows(
  parts: readonly MapPart[],
  memo: Memo | undefined,
  models: TaintModels = NO_TAINT_MODELS,
): ReadonlyMap<MapPart, PartFlow> {
  const kept = remembered<Kept>(memo, "taint", () => ({ nodes: new Map(), parts: new WeakMap(), models: "" }));
  const said = JSON.stringify(models);
  if (kept.models !== said) Object.assign(kept, { nodes: new Map(), parts: new WeakMap(), models: said });
  const layout = parts[0]?.modules.layout;
  const known = layout && kept.layout === layout ? kept.nodes : new Map<NodeId, KeptNode>();
  const flows = new Map<MapPart, PartFlow>();
  const nodes = new Map<NodeId, KeptNode>();
  for (const part of parts) {
    const flow = kept.parts.get(part) ?? flowOf(part, known, memo, LIMITS, models);
    kept.parts.set(part, flow);
    flows.set(part, flow);
    for (const [id, node] of flow.nodes) nodes.set(id, node);
  }
  kept.nodes = nodes;
  if (layout) kept.layout = layout;
  return flows;
}

function flowOf(
  { graph, modules }: MapPart,
  known: ReadonlyMap<NodeId, KeptNode>,
  memo: Memo | undefined,
  limits: Limits,
  models: TaintModels,
): PartFlow {
  const rounds = new Rounds(graph, new Program(modules, models), limits, memo, known);
  const all = [...rounds.run().values()];
  const value = all.flatMap(({ paths }) => paths).sort(comparePaths);
  return { value, problems: all.flatMap((one) => one.problem ?? []), nodes: rounds.nodes };
}

/** Runs the handlers until nothing new arrives anywhere. */
class Rounds {
  readonly nodes = new Map<NodeId, KeptNode>();
  private readonly results = new Map<NodeId, KeptHandler>();
  private incoming: ReadonlyMap<NodeId, Incoming> = new Map();
  private supply: Supply;

  constructor(
    private readonly graph: AppGraph,
    private readonly program: Program,
    private readonly limits: Limits,
    private readonly memo: Memo | undefined,
    private readonly known: ReadonlyMap<NodeId, KeptNode>,
  ) {
    this.supply = new Supply(graph, () => true);
  }

  run(): ReadonlyMap<NodeId, KeptHandler> {
    const functions = this.graph.nodes("function").filter(({ handler }) => handler !== undefined);
    for (const node of functions) this.first(node);
    const { results } = this;
    const unfollowed = functions.filter(({ id }) => this.hasUnfollowed(id));
    if (unfollowed.length > 0) {
      const followed = new Map([...results].map(([id, one]) => [id, one.followed]));
      this.supply = new Supply(this.graph, (id, place) => followed.get(id)?.has(place) ?? false);
    }
    const readers = readersIn(this.graph, functions);
    for (let round = 1; round <= ROUNDS; round++) {
      const before = this.incoming;
      this.incoming = deliver(
        this.graph,
        [...results.values()].flatMap(({ sendings }) => sendings),
        readers,
      );
      let isChanged = false;
      for (const node of functions) {
        const isSame = incomingOf(before, node.id).key === incomingOf(this.incoming, node.id).key;
        if (isSame && (round > 1 || unfollowed.length === 0)) continue;
        isChanged = true;
        this.again(node);
      }
      if (!isChanged) break;
    }
    return results;
  }

  private hasUnfollowed(id: NodeId): boolean {
    const node = this.graph.node(id);
    const followed = this.results.get(id)?.followed;
    return node !== undefined && [...callLinksOf(this.graph, node).keys()].some((place) => !followed?.has(place));
  }

  private first(node: MapNode): void {
    const before = this.known.get(node.id);
    const isSameEvent = before?.graph === this.graph;
    const source = isSameEvent ? undefined : this.sourceOf(node);
    const key = source ? this.keyFor(node, source) : before ? before.key : "";
    this.nodes.set(node.id, { graph: this.graph, key, handlers: new Map() });
    this.take(node, key, source);
  }

  private again(node: MapNode): void {
    const source = this.sourceOf(node);
    this.take(node, this.keyFor(node, source), source);
  }

  /** What is kept for the key when it still holds, else a new run. */
  private take(node: MapNode, key: string, source: EventSource | undefined): void {
    const { handler } = node;
    if (!handler) return;
    const kept = this.known.get(node.id)?.handlers;
    const before = kept?.get(key);
    const holds = before && isSameRead(before.reads, (file) => this.program.moduleNow(file));
    const result = holds
      ? before
      : this.analyze(node, handler, source ?? this.sourceOf(node), before ?? [...(kept?.values() ?? [])].at(-1));
    this.nodes.get(node.id)?.handlers.set(key, result);
    this.results.set(node.id, result);
  }

  private analyze(
    node: MapNode,
    handler: HandlerLocation,
    source: EventSource,
    before: KeptHandler | undefined,
  ): KeptHandler {
    const wire = new HandlerWire(
      node,
      callLinksOf(this.graph, node),
      this.incomingFor(node),
      source,
      (store) => this.supply.fillingOf(store, node.id),
      isAsked(this.graph, node),
    );
    const found = handlerPaths(node, handler, source, this.program, this.limits, wire);
    // Equal paths stay the same objects: what was found out about them still holds.
    const isAsBefore = before && JSON.stringify(before.paths) === JSON.stringify(found.paths);
    const { sendings, followed } = wire;
    return { ...found, sendings, followed, ...(isAsBefore && { paths: before.paths }) };
  }

  private incomingFor(node: MapNode): Incoming {
    return incomingOf(this.incoming, node.id);
  }

  private sourceOf(node: MapNode): EventSource {
    return eventSourceOf(this.graph, node, this.incomingFor(node).event, (id) => this.supply.isFromApp(id, node.id));
  }

  private keyFor(node: MapNode, source: EventSource): string {
    const { limits, graph, supply } = this;
    const incoming = this.incomingFor(node).key;
    const links = callLinksOf(graph, node);
    const stores = new Set([...links.values()].flatMap((all) => all.map(({ target }) => target.id)));
    const filled = [...stores].map((id) => supply.fillingOf(id, node.id)).join();
    const place = node.handler ? jsonOf(node.handler, this.memo) : "";
    return `${node.name} ${place} ${keyOf(source)} ${limits.steps} ${limits.depth} ${filled} ${isAsked(graph, node)} ${keyOfLinks(links)} ${incoming}`;
  }
}

function isAsked(graph: AppGraph, { id }: MapNode): boolean {
  return graph.edgesTo(id, "invokes").length > 0 || isAuthorizer(graph, id);
}

/** Functions that read a store or channel, or take the answer of a function, by what they read. */
function readersIn(graph: AppGraph, functions: readonly MapNode[]): ReadonlyMap<NodeId, readonly NodeId[]> {
  const readers = new Map<NodeId, NodeId[]>();
  for (const { id } of functions) {
    for (const edge of graph.edgesFrom(id, "reads", "invokes")) {
      if (!edge.evidence.some(({ kind }) => kind === "observed")) continue;
      const known = readers.get(edge.to);
      if (known) known.push(id);
      else readers.set(edge.to, [id]);
    }
  }
  return readers;
}

function keyOf({ deliveries, isKnown, isAnswered, isFromApp, given = "" }: EventSource): string {
  const delivered = deliveries.map((one) => `${one.trigger} ${one.trust} ${one.isFromApp ?? ""}`).join();
  return `${delivered} ${isKnown} ${isAnswered} ${isFromApp} ${given}`;
}

function handlerPaths(
  node: MapNode,
  handler: HandlerLocation,
  source: EventSource,
  program: Program,
  limits: Limits,
  wire: HandlerWire,
): Omit<KeptHandler, "sendings" | "followed"> {
  const { value: analysis, reads } = program.readsOf(() => analyzeHandler(handler, source, program, limits, wire));
  if (!analysis) return { reads, paths: [], problem: undefined };
  const message = say(
    "Data flow of {0} is analysed in part only: its code takes more than {1} steps.",
    node.name,
    limits.steps,
  );
  const problem: Problem = { code: "deadline-exceeded", severity: "information", message, at: handler.at };
  const paths = pathsOf(node, analysis);
  return { reads, paths, problem: analysis.isExhausted ? problem : undefined };
}

function pathsOf(node: MapNode, { hits, source }: HandlerAnalysis): readonly TaintPath[] {
  const best = new Map<string, { readonly hit: SinkHit; readonly doubt: number }>();
  for (const hit of hits) {
    if (hit.class === "response" && !source.isAnswered) continue;
    // Who reads the answer of a function that nothing is known to call?
    const unheard = hit.class === "response" && !source.isKnown ? 1 : 0;
    const facts = factsOf(hit.label);
    const doubt = unheard + hit.doubt + Math.max(hit.label.doubt, hit.label.origin.doubt, facts?.upstream?.doubt ?? 0);
    const { callAt, class: sinkClass } = hit;
    // Of an event it matters which part is logged.
    const part = sinkClass === "log" ? hit.label.path.join(".") : "";
    const from = facts?.upstream ? `${facts.trust} from elsewhere` : part;
    const key = `${hit.label.origin.kind} ${from} ${sinkClass} ${callAt.file} ${callAt.start.line} ${callAt.start.character}`;
    const known = best.get(key);
    if (!known || doubt < known.doubt) best.set(key, { hit, doubt });
  }
  return [...best.values()].map(({ hit, doubt }) => pathOf(node, hit, doubt));
}

function shownPath({ path, shown }: Label): readonly string[] {
  return path.slice(0, shown ?? path.length);
}

function factsOf(label: Label): PartFacts | undefined {
  const { origin, path } = label;
  const exact = origin.part(path);
  return exact?.upstream ? exact : (origin.part(shownPath(label)) ?? origin.part([]));
}

function pathOf(node: MapNode, hit: SinkHit, doubt: number): TaintPath {
  const { label } = hit;
  const facts = factsOf(label);
  const own: FlowStep[] = stepsOf(label.trace);
  const upstream = facts?.upstream;
  const reached = { at: hit.innerAt ?? hit.at, message: say("reaches `{0}`, which {1}", hit.api, hit.effect) };
  const source: TaintSource = upstream?.source ?? {
    kind: label.origin.kind,
    ...(facts?.trigger && { trigger: facts.trigger }),
    trust: facts?.trust ?? "internal",
    path: shownPath(label).join("."),
    at: own[0]?.at ?? hit.at,
  };
  return {
    node: node.id,
    source,
    sink: {
      class: hit.class,
      api: hit.api,
      at: hit.at,
      callAt: hit.callAt,
      ...(hit.innerAt && { innerAt: hit.innerAt }),
      calleeAt: hit.calleeAt,
    },
    steps: [...(upstream?.steps ?? []), ...own, reached],
    ...(upstream && { through: upstream.through }),
    confidence: CONFIDENCES[Math.min(doubt, 2)] ?? "low",
  };
}

const CONFIDENCES: readonly Confidence[] = ["high", "medium", "low"];

export function comparePaths(a: TaintPath, b: TaintPath): number {
  if (a.node !== b.node) return a.node < b.node ? -1 : 1;
  const byPlace = compareRanges(a.sink.at, b.sink.at) || compareRanges(a.sink.callAt, b.sink.callAt);
  if (byPlace !== 0) return byPlace;
  const [one, other] = [`${a.sink.class} ${a.source.kind}`, `${b.sink.class} ${b.source.kind}`];
  return one < other ? -1 : one > other ? 1 : 0;
}
