// Steps from function to function: what one writes or sends starts the next, as far as filters let it.
import type { AppGraph } from "../../graph/app-graph.ts";
import { filtersOf, type Confidence, type MapEdge, type MapNode } from "../../model/app-map.ts";
import { spanOf, type SourceRange } from "../../model/range.ts";
import { itemsOf, textOf, type Value } from "../../model/value.ts";
import { callsOf } from "../calls.ts";
import { spanContains } from "../program-search.ts";
import type { RuleContext } from "../rule.ts";
import { valueAt, valuesAt } from "../settings/read.ts";
import { letsThrough, writtenEvents } from "./written-events.ts";
import { isMadeOnFailure } from "./decisions-in-code.ts";
import { writtenKeys, type WrittenKey } from "./written-keys.ts";

export interface Hop {
  readonly from: MapNode;
  readonly to: MapNode;
  readonly write: MapEdge;
  /** The store or channel that starts `to`. */
  readonly source: MapNode;
  readonly trigger: MapEdge;
  /** Keys of the objects that are written; empty when they are not known or no objects. */
  readonly keys: readonly WrittenKey[];
  readonly confidence: Confidence;
  readonly isFilterUnknown: boolean;
}

/** Longer circles are found by nobody who could act on them. */
const LONGEST_CIRCLE = 5;
const MAX_CIRCLES = 50;

/** Every hop of the app, by function. */
export function hopsOf(context: RuleContext): readonly Hop[] {
  const { graph } = context;
  const hops: Hop[] = [];
  for (const to of graph.nodes("function")) {
    for (const { edge: trigger, source } of graph.triggersOf(to.id)) {
      if (source.kind !== "store" && source.kind !== "channel") continue;
      for (const { from, write } of writersOf(graph, source)) {
        const hop = hopOf(context, from, write, source, trigger, to);
        if (hop) hops.push(hop);
      }
    }
  }
  return hops;
}

function hopOf(
  context: RuleContext,
  from: MapNode,
  write: MapEdge,
  source: MapNode,
  trigger: MapEdge,
  to: MapNode,
): Hop | undefined {
  if (
    (source.service === "s3" && (!changesObjects(write) || isOnlySigned(context, write))) ||
    !startsOnWrite(source, trigger)
  )
    return undefined;
  const keys = source.service === "s3" ? writtenKeys(context, write) : [];
  const passing = keys.length === 0 ? "unknown" : filterLets(filtersOf(trigger), keys);
  if (passing === "no") return undefined;
  const hasFilter = filtersOf(trigger).some((filter) => filter.kind !== "null");
  if (source.service === "events-rule") {
    const isLet = letsThrough(filtersOf(trigger), writtenEvents(context, write));
    return isLet
      ? { from, to, write, source, trigger, keys, confidence: write.confidence, isFilterUnknown: false }
      : undefined;
  }
  // A pattern or policy looks at what is in the message, which is not known here.
  if (hasFilter && source.service !== "s3") return undefined;
  // A queue that only its own reader fills is how that one goes on with what is left, unless it puts back what it fails on.
  const isOwnQueue =
    from.id === to.id &&
    source.service === "sqs" &&
    context.graph.edgesTo(source.id, "writes", "publishes").every((edge) => edge.from === from.id);
  if (isOwnQueue && !isMadeOnFailure(context, write)) return undefined;
  const isSure = passing === "yes" || (!hasFilter && write.confidence === "high");
  const confidence: Confidence = isSure ? (write.confidence === "high" ? "high" : "medium") : "low";
  return { from, to, write, source, trigger, keys, confidence, isFilterUnknown: passing === "unknown" && hasFilter };
}

/** Circles of two functions and more, each once, beginning at the function whose id comes first. */
export function circlesOf(hops: readonly Hop[]): readonly (readonly [Hop, ...Hop[]])[] {
  const next = new Map<string, Hop[]>();
  for (const hop of hops) {
    if (hop.from.id === hop.to.id) continue;
    const list = next.get(hop.from.id);
    if (list) list.push(hop);
    else next.set(hop.from.id, [hop]);
  }
  const found = new Map<string, readonly [Hop, ...Hop[]]>();
  for (const start of [...next.keys()].sort()) {
    const stack = (next.get(start) ?? []).map((hop): readonly [Hop, ...Hop[]] => [hop]);
    for (let way = stack.pop(), tries = 0; way && tries < 2_000; way = stack.pop(), tries++) {
      const last = way.at(-1)?.to.id ?? start;
      if (last === start) {
        // One way is enough for the same functions.
        const key = way.map(({ from }) => from.id).join(" ");
        if (!found.has(key)) found.set(key, way);
        if (found.size >= MAX_CIRCLES) return [...found.values()];
      } else if (last > start && way.length < LONGEST_CIRCLE && !way.some(({ from }) => from.id === last)) {
        for (const hop of next.get(last) ?? []) stack.push([...way, hop]);
      }
    }
  }
  return [...found.values()];
}

/** Where the code writes, or else where the template says so. */
export function placeOf({ evidence }: MapEdge): SourceRange | undefined {
  return (evidence.find(({ kind }) => kind === "observed") ?? evidence[0])?.at;
}

/** Functions that write to the source, or to a bucket, topic or bus that passes it on to the source. */
function writersOf(graph: AppGraph, source: MapNode): readonly { readonly from: MapNode; readonly write: MapEdge }[] {
  const found = new Map<string, { readonly from: MapNode; readonly write: MapEdge }>();
  // What a rule takes from its bus is asked of the rule.
  const isRule = source.service === "events-rule";
  const before = graph
    .edgesTo(source.id, isRule ? "connects" : "publishes")
    .flatMap((edge) => (isRule || filtersOf(edge).length === 0 ? (graph.node(edge.from) ?? []) : []))
    .filter(({ kind }) => kind === "store" || kind === "channel");
  for (const target of [source, ...before]) {
    for (const write of graph.edgesTo(target.id, "writes", "publishes")) {
      const from = graph.node(write.from);
      if (from?.kind === "function" && !found.has(from.id) && isMeant(write)) found.set(from.id, { from, write });
    }
  }
  return [...found.values()];
}

/** What only a permission allows, and what goes there on failure, starts nothing in a circle. */
function isMeant({ evidence }: MapEdge): boolean {
  return evidence.some(({ kind, label }) => kind !== "granted" && !/^(onfailure|deadletter|onerror)/i.test(label));
}

/** Every call signs an address, for somebody else to upload with. */
function isOnlySigned({ code }: RuleContext, { evidence }: MapEdge): boolean {
  const calls = evidence.filter(({ kind }) => kind === "observed");
  return (
    calls.length > 0 &&
    calls.every(({ at }) => {
      const module = code.get(at.file)?.module;
      const here = spanOf(at);
      return module && callsOf(module).some((call) => SIGNS.test(call.name) && spanContains(call.at, here));
    })
  );
}

const SIGNS = /presigned|signedurl/i;

function changesObjects({ actions = [] }: MapEdge): boolean {
  return (
    actions.length === 0 || actions.some((action) => /^s3:(Put|Copy|Create|Complete|Upload|Restore)/i.test(action))
  );
}

/** Removal events are not started by what is put there. */
function startsOnWrite(source: MapNode, trigger: MapEdge): boolean {
  const labels = JSON.stringify(filtersOf(trigger));
  return !(source.service === "s3" && /ObjectRemoved/.test(labels) && !/ObjectCreated/.test(labels));
}

/** Whether one of the keys passes the prefix and suffix rules of one of the trigger's filters. */
function filterLets(filters: readonly Value[], keys: readonly WrittenKey[]): "yes" | "no" | "unknown" {
  const alternatives = filters.map(rulesOf);
  if (alternatives.every((rules) => rules.length === 0)) return "yes";
  const answers = alternatives.flatMap((rules) => keys.map((key) => rulesLet(rules, key)));
  return answers.includes("yes") ? "yes" : answers.includes("unknown") ? "unknown" : "no";
}

function rulesLet(rules: readonly FilterRule[], key: WrittenKey): "yes" | "no" | "unknown" {
  const each = rules.map(({ name, value }) => {
    if (value === undefined) return "unknown";
    return name === "prefix" ? startsWith(key, value) : endsWith(key, value);
  });
  return each.includes("no") ? "no" : each.includes("unknown") ? "unknown" : "yes";
}

interface FilterRule {
  readonly name: "prefix" | "suffix";
  readonly value: string | undefined;
}

/** `Rules` of a bucket notification (Name and Value), or of the Serverless Framework (`prefix: uploads/`). */
function rulesOf(filter: Value): readonly FilterRule[] {
  const lists = [
    filter,
    valueAt(filter, "S3Key.Rules"),
    valueAt(filter, "Rules"),
    valueAt(filter, "Key.FilterRules"),
    valueAt(filter, "Filter.S3Key.Rules"),
  ];
  return lists.flatMap((list) =>
    itemsOf(list).flatMap((item): FilterRule[] => {
      const name = textOf(valueAt(item, "Name"))?.toLowerCase();
      if (name === "prefix" || name === "suffix") return [{ name, value: textOf(valueAt(item, "Value")) }];
      return (["prefix", "suffix"] as const).flatMap((key) => {
        const [value] = valuesAt(item, key);
        return value ? [{ name: key, value: textOf(value) }] : [];
      });
    }),
  );
}

export function startsWith({ start, isWhole }: WrittenKey, prefix: string): "yes" | "no" | "unknown" {
  if (start.startsWith(prefix)) return "yes";
  return isWhole || !prefix.startsWith(start) ? "no" : "unknown";
}

function endsWith({ end, isWhole }: WrittenKey, suffix: string): "yes" | "no" | "unknown" {
  if (end.endsWith(suffix)) return "yes";
  return isWhole || !suffix.endsWith(end) ? "no" : "unknown";
}
