// Records that callers open by a key alone, in an app that elsewhere asks whose they are: what other code does with the same table is the
// evidence that they belong to somebody. Source: OWASP API Security Top 10, API1:2023 (broken object level authorization).
import type { MapNode } from "../../model/app-map.ts";
import { oncePer } from "../../model/memo.ts";
import { say } from "../../model/message.ts";
import type { ProgramModule } from "../../model/program.ts";
import { rangeOf, spanOf, type SourceRange } from "../../model/range.ts";
import type { TaintPath } from "../../model/taint.ts";
import { itemsOf, textOf } from "../../model/value.ts";
import { wordsOf } from "../../model/words.ts";
import { callsOf } from "../calls.ts";
import { codeOf, reachOf } from "../code-search.ts";
import { expressionsOf, spanContains } from "../program-search.ts";
import type { Hit, RuleContext } from "../rule.ts";
import { worstPathPerSink } from "../sas-1/taint-words.ts";
import { exposureOf } from "../severity.ts";
import { isAdministration } from "./administration.ts";
import { identityReadersOf } from "./caller-identity.ts";

const NOT_CHOSEN = /^(headers|multiValueHeaders|requestContext|identity|cookies)\b/;
const KNOWN_CALLERS = /^(cognito|jwt|lambda|iam|user-pool)$/;

interface Place {
  readonly file: string;
  readonly functionIndex: number;
}

export function* recordsByKey(context: RuleContext): Iterable<Hit> {
  const paths = context.taintPaths.filter(
    ({ sink, source, through }) =>
      sink.class === "lookup" && source.kind === "event" && through === undefined && !NOT_CHOSEN.test(source.path),
  );
  for (const path of worstPathPerSink(paths)) {
    const node = context.graph.node(path.node);
    if (!node || !isSignedIn(context, node) || isAdministration(context, node)) continue;
    const store = storeAt(context, node, path.sink.callAt);
    if (!store || !belongsToPeople(store)) continue;
    const way = wayOf(context, node, path);
    const route = routeOf(context, way, path);
    if (!route || asksForCaller(context, route) || way.some((one) => isAsking(context, one))) continue;
    const sibling = askingSibling(context, node, store, route);
    if (!sibling) continue;
    const at = placeToChange(context, path, way, route);
    yield {
      on: node.id,
      at,
      key: `key ${store.name} ${at.file} ${path.sink.api}`,
      confidence: path.confidence === "low" ? "low" : "medium",
      severity: /delete|update/i.test(path.sink.api) ? "high" : "medium",
      message: say(
        "{0} opens the record of {1} that {2} names, and never asks whose it is.",
        node.name,
        store.name,
        path.source.path,
      ),
      reasons: [
        say("{0} asks who has signed in where it works on {1}.", sibling, store.name),
        exposureOf(context.graph, node).reason,
      ],
      steps: path.steps,
      related: [{ at: store.nameAt, message: say("The records lie here.") }],
    };
  }
}

function isSignedIn({ graph }: RuleContext, node: MapNode): boolean {
  const doors = graph
    .triggersOf(node.id)
    .map(({ source }) => (source.kind === "endpoint" ? textOf(source.properties["authentication"]) : undefined));
  return doors.length > 0 && doors.every((one) => one !== undefined && KNOWN_CALLERS.test(one));
}

/** The table that the call works on. */
function storeAt({ graph }: RuleContext, node: MapNode, call: SourceRange): MapNode | undefined {
  const stores = [...graph.edgesFrom(node.id, "reads"), ...graph.edgesFrom(node.id, "writes")]
    .filter(({ evidence }) => evidence.some(({ kind, at }) => kind === "observed" && isWithin(at, call)))
    .map(({ to }) => to);
  // A call that works on whatever table its caller names says too little.
  const [only, ...more] = [...new Set(stores)];
  return only !== undefined && more.length === 0 ? graph.node(only) : undefined;
}

function isWithin(at: SourceRange, call: SourceRange): boolean {
  return at.file === call.file && (spanContains(spanOf(call), spanOf(at)) || spanContains(spanOf(at), spanOf(call)));
}

const PERSON =
  /^(user|owner|customer|member|account|patient|employee|tenant|student|client|author|seller|buyer|email|sub)$/;

/** A key of the table or of one of its indexes is that of a person. */
const belongsToPeople = oncePer(({ properties }: MapNode): boolean =>
  itemsOf(properties["keys"]).some((one) => wordsOf(textOf(one) ?? "").some((word) => PERSON.test(word))),
);

/** The functions that the data comes through, the handler first. */
function wayOf(context: RuleContext, { handler }: MapNode, path: TaintPath): readonly Place[] {
  const first = handler ? [{ file: handler.file, functionIndex: handler.functionIndex }] : [];
  return [...first, ...path.steps.flatMap(({ at }) => placeOf(context, at) ?? [])];
}

/** The function that serves the request: the first one behind the handler that leads to the call, or the handler. */
function routeOf(context: RuleContext, way: readonly Place[], path: TaintPath): Place | undefined {
  const [handler, ...behind] = way;
  const last = placeOf(context, path.sink.callAt);
  return behind.find((one) => last && !isSame(one, handler) && leadsTo(context, one, last)) ?? handler;
}

function isSame(a: Place, b: Place | undefined): boolean {
  return a.file === b?.file && a.functionIndex === b.functionIndex;
}

function leadsTo(context: RuleContext, from: Place, to: Place): boolean {
  return reachOf(context, from.file, from.functionIndex).get(to.file)?.has(to.functionIndex) === true;
}

/** The innermost function around the place. */
function placeOf({ code }: RuleContext, at: SourceRange): Place | undefined {
  const module = code.get(at.file)?.module;
  if (!module) return undefined;
  let functionIndex = 0;
  for (const one of module.functions) if (one.index > 0 && spanContains(one.at, spanOf(at))) functionIndex = one.index;
  return functionIndex === 0 ? undefined : { file: at.file, functionIndex };
}

/** In the route's code: the call that hands the key on to the function that opens the record, or that opens it. */
function placeToChange(context: RuleContext, path: TaintPath, way: readonly Place[], route: Place): SourceRange {
  const module = context.code.get(route.file)?.module;
  const next = way.slice(way.findLastIndex((one) => isSame(one, route)) + 1).find((one) => !isSame(one, route));
  const called = next && context.code.get(next.file)?.module.functions[next.functionIndex]?.name;
  const call =
    module &&
    callsOf(module).find(
      ({ name, functionIndex }) =>
        called && functionIndex === route.functionIndex && name.split(".").at(-1) === called.split(" ").at(-1),
    );
  return module && call ? rangeOf(module.file, call.at) : path.sink.at;
}

const CALLER =
  /^_?(user|caller|owner|principal|identity|session|claims|auth|sub|tenant|member|account|customer|patient|(user|caller|owner|member|account|customer|patient|tenant|principal|actor)_?(id|name|sub|email)|current_?user|actor|groups|roles?|is_?admin)$/i;

/** The code of the route reads claims, or anything that is named after the caller: somebody may have looked. */
function asksForCaller(context: RuleContext, { file, functionIndex }: Place): boolean {
  for (const [each, functions] of reachOf(context, file, functionIndex)) {
    const module = context.code.get(each)?.module;
    if (module && [...functions].some((index) => index > 0 && callerFunctionsOf(module).has(index))) return true;
  }
  return false;
}

function isAsking({ code }: RuleContext, { file, functionIndex }: Place): boolean {
  const module = code.get(file)?.module;
  return module !== undefined && callerFunctionsOf(module).has(functionIndex);
}

const callerFunctionsOf = oncePer((module: ProgramModule): ReadonlySet<number> => {
  const found = new Set(identityReadersOf(module));
  for (const { expression, functionIndex } of expressionsOf(module)) {
    const name =
      expression.kind === "name" ? expression.name : expression.kind === "member" ? expression.property : undefined;
    if (typeof name === "string" && CALLER.test(name)) found.add(functionIndex);
  }
  return found;
});

/** Another function that runs on the table and reads who has signed in, by its name. */
function askingSibling(context: RuleContext, node: MapNode, store: MapNode, route: Place): string | undefined {
  const { graph } = context;
  const edges = [...graph.edgesTo(store.id, "reads"), ...graph.edgesTo(store.id, "writes")];
  const users = [...new Set(edges.map(({ from }) => from))].sort();
  for (const user of users) {
    const other = graph.node(user);
    if (!other?.handler) continue;
    const calls = edges
      .filter(({ from }) => from === user)
      .flatMap(({ evidence }) => evidence.flatMap(({ kind, at }) => (kind === "observed" ? [at] : [])));
    const places = calls.flatMap((at) => placeOf(context, at) ?? []);
    const candidates = other.id === node.id ? routesOf(context, other, route) : [other.handler];
    for (const candidate of candidates) {
      const reached = reachOf(context, candidate.file, candidate.functionIndex);
      const works = places.some(({ file, functionIndex }) => reached.get(file)?.has(functionIndex) === true);
      if (works && readsClaims(context, reached)) {
        const name = context.code.get(candidate.file)?.module.functions[candidate.functionIndex]?.name;
        return other.id === node.id && name ? name : other.name;
      }
    }
  }
  return undefined;
}

/** Functions of the node's code that do not lead to the route themselves, as the handler does. */
function routesOf(context: RuleContext, node: MapNode, route: Place): readonly Place[] {
  return [...codeOf(context, node)].flatMap(([file, functions]) =>
    [...functions]
      .filter((index) => index > 0)
      .map((functionIndex) => ({ file, functionIndex }))
      .filter(
        (one) => reachOf(context, one.file, one.functionIndex).get(route.file)?.has(route.functionIndex) !== true,
      ),
  );
}

function readsClaims(context: RuleContext, reached: ReadonlyMap<string, ReadonlySet<number>>): boolean {
  for (const [file, functions] of reached) {
    const module = context.code.get(file)?.module;
    if (module && [...identityReadersOf(module)].some((index) => index > 0 && functions.has(index))) return true;
  }
  return false;
}
