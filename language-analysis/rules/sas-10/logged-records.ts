// Records of a store with sensitive data that are written to the log as they were read.
import type { AppGraph } from "../../graph/app-graph.ts";
import type { MapNode } from "../../model/app-map.ts";
import { say } from "../../model/message.ts";
import type { Expression, ProgramModule } from "../../model/program.ts";
import { rangeOf, spanOf, type Span } from "../../model/range.ts";
import { callsOf, nameOf, textOfLiteral, type NamedCall } from "../calls.ts";
import { alsoRunBy, oncePerModule, reachedPlaces, type CodePlace } from "../code-search.ts";
import { isLogCall } from "../log-calls.ts";
import { spanContains } from "../program-search.ts";
import type { Hit, RuleContext } from "../rule.ts";
import { sensitivityReason } from "../severity.ts";
import { variablesOf } from "../variables.ts";

interface LoggedAnswer extends CodePlace {
  /** Calls whose answer is written, whole or the records in it. */
  readonly calls: readonly Span[];
}

export function* loggedRecords(context: RuleContext): Iterable<Hit> {
  for (const { place, file, owners } of reachedPlaces(context, loggedAnswersOf)) {
    for (const owner of owners) {
      const store = readStore(context.graph, owner, file, place.calls);
      const reason = store && tellingReason(context.graph, store);
      if (!store || !reason) continue;
      yield {
        on: owner.id,
        at: rangeOf(file, place.at),
        key: `records ${store.name}`,
        confidence: "medium",
        severity: isGrave(context.graph, store) ? "medium" : "low",
        message: say("{0} writes records of {1} to the log.", owner.name, store.name),
        reasons: [reason],
        related: [{ at: store.nameAt, message: say("They come from here.") }, ...alsoRunBy(owners)],
      };
      break;
    }
  }
}

/** A name alone says too little of what is in every record. */
function tellingReason(graph: AppGraph, store: MapNode) {
  const evidence = graph.dataOf(store.id)?.evidence ?? [];
  return evidence.some(({ by, confidence }) => by !== "name" && confidence !== "low")
    ? sensitivityReason(graph, store)
    : undefined;
}

function isGrave(graph: AppGraph, store: MapNode): boolean {
  return (graph.dataOf(store.id)?.evidence ?? []).some(
    ({ by, data, confidence }) => by !== "name" && confidence !== "low" && data !== "personal",
  );
}

function readStore(graph: AppGraph, node: MapNode, file: string, calls: readonly Span[]): MapNode | undefined {
  for (const edge of graph.edgesFrom(node.id, "reads")) {
    const isRead = edge.evidence.some(
      ({ kind, at }) => kind === "observed" && at.file === file && calls.some((call) => spanContains(call, spanOf(at))),
    );
    const store = graph.node(edge.to);
    if (isRead && store?.kind === "store" && store.service !== "s3") return store;
  }
  return undefined;
}

const loggedAnswersOf = oncePerModule((module): readonly LoggedAnswer[] =>
  callsOf(module).flatMap((one) =>
    isLogCall(one.name) ? one.call.arguments.flatMap(({ value }) => loggedAnswer(module, one, value) ?? []) : [],
  ),
);

function loggedAnswer(
  module: ProgramModule,
  { functionIndex }: NamedCall,
  value: Expression,
): LoggedAnswer | undefined {
  const calls: Span[] = [];
  collect(module, value, functionIndex, 0, calls);
  return calls.length > 0 ? { at: value.at, functionIndex, calls } : undefined;
}

const RECORDS = /^(Items?|Attributes|Responses|records|rows|\d+|body|data)$/;
const SERIALIZERS = /^(JSON\.stringify|json\.dumps|str|repr|util\.inspect|pprint\.pformat)$/;

/** Through names, records within an answer, texts that are made of it; a field of a record is something else. */
function collect(
  module: ProgramModule,
  expression: Expression,
  functionIndex: number,
  depth: number,
  found: Span[],
): void {
  if (depth > 8) return;
  const next = (inner: Expression): void => collect(module, inner, functionIndex, depth + 1, found);
  switch (expression.kind) {
    case "name": {
      // A name that is used again and again holds what was assigned last.
      const before = variablesOf(module)
        .valuesOf(expression.name, functionIndex)
        .filter(({ at }) => at[2] < expression.at[0] || (at[2] === expression.at[0] && at[3] <= expression.at[1]));
      const last = before.sort((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1]).at(-1);
      if (last) next(last);
      return;
    }
    case "await":
      next(expression.operand);
      return;
    case "template":
      expression.parts.forEach(next);
      return;
    case "binary":
      if (expression.operator === "+" || expression.operator === "%") [expression.left, expression.right].forEach(next);
      return;
    case "object":
      for (const { value } of expression.properties) next(value);
      return;
    case "member":
      if (typeof expression.property === "string" && RECORDS.test(expression.property)) next(expression.object);
      return;
    case "call": {
      const answer = answerRead(expression);
      const name = nameOf(module, expression.callee) ?? "";
      if (SERIALIZERS.test(name)) expression.arguments.forEach(({ value }) => next(value));
      else if (answer) next(answer);
      else if (READS.test(name)) found.push(expression.at);
      return;
    }
    default:
  }
}

type Call = NamedCall["call"];

/** `response.get("Items", [])`, `.promise()` of a request. */
function answerRead({ callee, arguments: given }: Call): Expression | undefined {
  if (callee.kind !== "member") return undefined;
  const isPart = callee.property === "get" && RECORDS.test(textOfLiteral(given[0]?.value) ?? "");
  return callee.property === "promise" || isPart ? callee.object : undefined;
}

const READS =
  /(^|\.)(send|scan|query|get|get_item|getItem|batch_get_item|batchGet|batchGetItem|find|findOne|find_one|execute_statement|executeStatement)$/;
