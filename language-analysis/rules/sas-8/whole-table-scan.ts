// Scans of a table without a limit, behind an endpoint: the answer and its cost grow with the table.
import type { MapNode } from "../../model/app-map.ts";
import { say } from "../../model/message.ts";
import type { Expression, ProgramModule } from "../../model/program.ts";
import { spanOf, type SourceRange } from "../../model/range.ts";
import { expressionsOf, spanContains, statementsOf } from "../program-search.ts";
import type { Hit, RuleContext } from "../rule.ts";
import { exposureOf } from "../severity.ts";

type Call = Extract<Expression, { kind: "call" }>;

export function* wholeTableScans(context: RuleContext): Iterable<Hit> {
  const { graph } = context;
  const seen = new Set<string>();
  const exposed = graph.nodes("function").flatMap((node) => {
    const { reach, reason } = exposureOf(graph, node);
    return reach === "events" || reach === "nothing" ? [] : [{ node, reach, reason }];
  });
  // A scan that functions share is told for the one that most callers reach.
  const worstFirst = [...exposed].sort((a, b) => Number(b.reach === "internet") - Number(a.reach === "internet"));
  for (const { node, reach, reason } of worstFirst) {
    for (const edge of graph.edgesFrom(node.id, "reads")) {
      const table = graph.node(edge.to);
      if (!table || table.service !== "dynamodb") continue;
      for (const { kind, label, at } of edge.evidence) {
        if (kind !== "observed" || !/\bscan(command)?$/i.test(label)) continue;
        const module = context.code.get(at.file)?.module;
        const place = `${at.file} ${at.start.line}`;
        const call = module && callAround(module, at);
        if (seen.has(place) || !call || isNextPage(call) || isLimited(module, call)) continue;
        seen.add(place);
        yield {
          on: node.id,
          at,
          key: `scan ${table.name}`,
          confidence: "high",
          severity: reach === "internet" ? "medium" : "low",
          message: messageOf(node, table),
          reasons: [reason],
          edge: edge.id,
        };
      }
    }
  }
}

function messageOf(node: MapNode, table: MapNode): ReturnType<typeof say> {
  return say("Each request to {0} reads all of {1}: the scan has no limit.", node.name, table.name);
}

/** The innermost call around the place. */
function callAround(module: ProgramModule, at: SourceRange): Call | undefined {
  let found: Call | undefined;
  for (const { expression } of expressionsOf(module)) {
    const isAround = expression.kind === "call" && spanContains(expression.at, spanOf(at));
    if (isAround && (!found || spanContains(found.at, expression.at))) found = expression;
  }
  return found;
}

/** `scan(ExclusiveStartKey=last)`: the pages after the first, which a scan of its own has read. */
function isNextPage({ arguments: given }: Call): boolean {
  return given.some(({ name }) => name === "ExclusiveStartKey");
}

function isLimited(module: ProgramModule, call: Call): boolean {
  return call.arguments.some(({ name, value }) => limits(module, name, value, 0));
}

const LIMITS: ReadonlySet<string> = new Set(["Limit", "PaginationConfig", "limit"]);

/** A limit among the arguments, or arguments that are not written here. */
function limits(module: ProgramModule, name: string | undefined, value: Expression, depth: number): boolean {
  if (name !== undefined) return LIMITS.has(name);
  switch (value.kind) {
    case "object":
      return value.properties.some(({ key }) => key === undefined || (typeof key === "string" && LIMITS.has(key)));
    case "function":
      return false;
    case "call":
      return value.arguments.some((one) => limits(module, one.name, one.value, depth + 1));
    case "name": {
      if (depth > 2) return true;
      for (const { statement } of statementsOf(module)) {
        if (statement.kind !== "assign" || statement.target.kind !== "name" || statement.target.name !== value.name)
          continue;
        if (limits(module, undefined, statement.value, depth + 1)) return true;
        if (statement.value.kind !== "object") return true;
        return setsLimit(module, value.name);
      }
      return true;
    }
    default:
      return true;
  }
}

/** `params.Limit = 20`. */
function setsLimit(module: ProgramModule, name: string): boolean {
  for (const { statement } of statementsOf(module)) {
    const target = statement.kind === "assign" ? statement.target : undefined;
    const isPart = target?.kind === "member" && target.object.kind === "name" && target.object.name === name;
    if (isPart && (typeof target.property !== "string" || LIMITS.has(target.property))) return true;
  }
  return false;
}
