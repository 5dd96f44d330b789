// Data flow: from the event of every function to what interprets or discloses it.
import type { AppGraph } from "../graph/app-graph.ts";
import type { CodeLayout } from "../graph/modules.ts";
import type { Confidence, HandlerLocation, MapNode, NodeId } from "../model/app-map.ts";
import type { CodeFile } from "../model/code-facts.ts";
import { isSameRead, jsonOf, remembered, type Memo, type Reads } from "../model/memo.ts";
import { say } from "../model/message.ts";
import type { Outcome, Problem } from "../model/problem.ts";
import type { ProgramModule } from "../model/program.ts";
import { compareRanges } from "../model/range.ts";
import type { FlowStep, TaintPath, TaintSource } from "../model/taint.ts";
import type { HandlerAnalysis } from "./analyze-handler.ts";
import { analyzeHandler } from "./analyze-handler.ts";
import { stepsOf } from "./domain/label.ts";
import type { Limits } from "./interpret/interpreter.ts";
import type { SinkHit } from "./interpret/machine.ts";
import { Program } from "./program.ts";
import { eventSourceOf, type EventSource } from "./sources/event-source.ts";

/** Steps count evaluated expressions and executed statements; hand-written handlers take some thousands. */
const LIMITS: Limits = { steps: 150_000, depth: 24 };

/** What one function gave, with all that it was made of. */
interface KeptHandler {
  /** The event, as long as the graph is the same. */
  readonly graph: AppGraph;
  readonly key: string;
  readonly reads: Reads<ProgramModule>;
  readonly paths: readonly TaintPath[];
  readonly problem: Problem | undefined;
}

interface Kept {
  layout?: CodeLayout;
  handlers: ReadonlyMap<NodeId, KeptHandler>;
  /** Sorted. */
  paths: readonly TaintPath[];
}

/**
 * Every taint path of the app, one for each kind of source and sink call, sorted by function and place. Functions whose handler
 * is not known have none. With a memo only those functions are analysed anew whose event or code has changed.
 */
export function findTaintPaths(
  graph: AppGraph,
  code: ReadonlyMap<string, CodeFile>,
  limits: Limits = LIMITS,
  memo?: Memo,
): Outcome<readonly TaintPath[]> {
  const program = new Program(code, memo);
  const kept = remembered<Kept>(memo, "taint", () => ({ handlers: new Map(), paths: [] }));
  const known = kept.layout === program.layout ? kept.handlers : new Map<NodeId, KeptHandler>();
  const handlers = new Map<NodeId, KeptHandler>();
  for (const node of graph.nodes("function")) {
    if (!node.handler) continue;
    const before = known.get(node.id);
    const isSameEvent = before?.graph === graph;
    const source = isSameEvent ? undefined : eventSourceOf(graph, node);
    const key = source
      ? `${node.name} ${jsonOf(node.handler, memo)} ${keyOf(source)} ${limits.steps} ${limits.depth}`
      : (before?.key ?? "");
    if (before?.key === key && isSameRead(before.reads, (file) => program.moduleNow(file))) {
      handlers.set(node.id, isSameEvent ? before : { ...before, graph });
      continue;
    }
    const found = handlerPaths(node, node.handler, source ?? eventSourceOf(graph, node), program, limits);
    // Equal paths stay the same objects: what was found out about them still holds.
    const isAsBefore = before && JSON.stringify(before.paths) === JSON.stringify(found.paths);
    handlers.set(node.id, { graph, key, ...found, ...(isAsBefore && { paths: before.paths }) });
  }
  kept.layout = program.layout;
  kept.handlers = handlers;
  const all = [...handlers.values()];
  kept.paths = samePaths(all.flatMap(({ paths }) => paths).sort(comparePaths), kept.paths);
  return { value: kept.paths, problems: all.flatMap((one) => one.problem ?? []) };
}

function samePaths(paths: readonly TaintPath[], before: readonly TaintPath[]): readonly TaintPath[] {
  return paths.length === before.length && paths.every((path, index) => path === before[index]) ? before : paths;
}

function keyOf({ deliveries, isKnown, isAnswered }: EventSource): string {
  const delivered = deliveries.map(({ trigger, trust }) => `${trigger} ${trust}`).join();
  return `${delivered} ${isKnown} ${isAnswered}`;
}

function handlerPaths(
  node: MapNode,
  handler: HandlerLocation,
  source: EventSource,
  program: Program,
  limits: Limits,
): Omit<KeptHandler, "graph" | "key"> {
  const { value: analysis, reads } = program.readsOf(() => analyzeHandler(handler, source, program, limits));
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
    const doubt = unheard + hit.doubt + Math.max(hit.label.doubt, hit.label.origin.doubt);
    const { callAt, class: sinkClass } = hit;
    const key = `${hit.label.origin.kind} ${sinkClass} ${callAt.file} ${callAt.start.line} ${callAt.start.character}`;
    const known = best.get(key);
    if (!known || doubt < known.doubt) best.set(key, { hit, doubt });
  }
  return [...best.values()].map(({ hit, doubt }) => pathOf(node, hit, doubt));
}

function pathOf(node: MapNode, hit: SinkHit, doubt: number): TaintPath {
  const { label } = hit;
  const steps: FlowStep[] = stepsOf(label.trace);
  steps.push({ at: hit.at, message: say("reaches `{0}`, which {1}", hit.api, hit.effect) });
  const shownPath = label.path.slice(0, label.shown ?? label.path.length);
  const facts = label.origin.part(shownPath) ?? label.origin.part([]);
  const source: TaintSource = {
    kind: label.origin.kind,
    ...(facts?.trigger && { trigger: facts.trigger }),
    trust: facts?.trust ?? "internal",
    path: shownPath.join("."),
    at: steps[0]?.at ?? hit.at,
  };
  return {
    node: node.id,
    source,
    sink: { class: hit.class, api: hit.api, at: hit.at, callAt: hit.callAt, calleeAt: hit.calleeAt },
    steps,
    confidence: CONFIDENCES[Math.min(doubt, 2)] ?? "low",
  };
}

const CONFIDENCES: readonly Confidence[] = ["high", "medium", "low"];

function comparePaths(a: TaintPath, b: TaintPath): number {
  if (a.node !== b.node) return a.node < b.node ? -1 : 1;
  const byPlace = compareRanges(a.sink.at, b.sink.at) || compareRanges(a.sink.callAt, b.sink.callAt);
  if (byPlace !== 0) return byPlace;
  const [one, other] = [`${a.sink.class} ${a.source.kind}`, `${b.sink.class} ${b.source.kind}`];
  return one < other ? -1 : one > other ? 1 : 0;
}
