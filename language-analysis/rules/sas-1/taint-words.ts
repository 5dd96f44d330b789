// Says in the app's names where tainted data comes from.
import type { AppGraph } from "../../graph/app-graph.ts";
import { placeOf } from "../../graph/role-policy.ts";
import type { MapNode } from "../../model/app-map.ts";
import type { Severity } from "../../model/finding.ts";
import { say, type Message } from "../../model/message.ts";
import type { SourceRange } from "../../model/range.ts";
import type { TaintPath, TaintSource } from "../../model/taint.ts";
import { isPubliclyWritable } from "../public-access.ts";
import { powerOf } from "../severity.ts";

/** Templates for the source, with `{0}` the part of the event and `{1}` what delivers it; most special first. */
const PLACES: readonly (readonly [RegExp, string])[] = [
  [/^(?:multiValueQueryStringParameters|queryStringParameters|query)\.\*/, "A query parameter of {1}"],
  [/^(?:pathParameters|params)\.\*/, "A path parameter of {1}"],
  [/^(?:multiValueHeaders|headers)\.\*/, "A header of {1}"],
  [/^body\.\*/, "A field of the request body of {1}"],
  [/^(?:multiValueQueryStringParameters|queryStringParameters|query)\.([^.]+)/, "The query parameter {0} of {1}"],
  [/^(?:multiValueQueryStringParameters|queryStringParameters|rawQueryString|query)$/, "The query of {1}"],
  [/^(?:pathParameters|params)\.([^.]+)/, "The path parameter {0} of {1}"],
  [/^(?:multiValueHeaders|headers)\.([^.]+)/, "The header {0} of {1}"],
  [/^(?:multiValueHeaders|headers|cookies)/, "A header of {1}"],
  [/^body\.([^.]+)/, "The field {0} of the request body of {1}"],
  [/^body$/, "The request body of {1}"],
  [/^(?:path|rawPath|pathParameters)\b/, "The path of the request to {1}"],
  [/s3\.object\.key$/, "The key of an object in {1}"],
  [/Sns\.Message/, "A message of {1}"],
  [/(^|\.)dynamodb\.(?:NewImage|OldImage|Keys)/, "A changed item of {1}"],
  [/^Records\..*\bbody\b/, "A message of {1}"],
  [/kinesis\.data/, "A record of {1}"],
  [/^detail\b/, "The detail of an event of {1}"],
];

/** `The query parameter document_url of GET /convert`, as the beginning of a sentence with `{0}` and `{1}` filled. */
export function sourcePhrase(
  graph: AppGraph,
  path: TaintPath,
): { readonly template: string; readonly args: readonly string[] } {
  const { template, args } = originPhrase(graph, path);
  const way = wayOf(graph, path, args[1] ?? "");
  if (way === undefined) return { template, args };
  const last = args[1] ?? "";
  return template.includes("{1}")
    ? { template, args: [args[0] ?? "", `${last}, sent through ${way},`] }
    : { template: `${template}, sent through {1},`, args: [args[0] ?? "", way] };
}

/** The function that takes the data in, and what it hands it to: `intake and Jobs`. */
function wayOf(graph: AppGraph, { through, node }: TaintPath, deliverer: string): string | undefined {
  const passed = (through ?? []).filter((id) => id !== node).flatMap((id) => graph.node(id)?.name ?? []);
  const names = [...new Set(passed)].filter((name) => name !== deliverer);
  if (names.length === 0) return undefined;
  return names.length <= 4 ? listOf(names) : listOf([...names.slice(0, 3), `${names.length - 3} more`]);
}

function listOf(names: readonly string[]): string {
  return names.length === 1 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

function originPhrase(
  graph: AppGraph,
  path: TaintPath,
): { readonly template: string; readonly args: readonly string[] } {
  const deliverer = delivererOf(graph, path);
  const eventPath = path.source.path.replace(/\[(\w+|\*)\]/g, ".$1");
  for (const [pattern, template] of deliverer && path.source.kind === "event" ? PLACES : []) {
    const match = pattern.exec(eventPath);
    if (match) return { template, args: [match[1] ?? "", deliverer ?? ""] };
  }
  if (path.source.kind === "stored")
    return { template: eventPath === "" ? "Stored data" : "Stored data ({0})", args: [eventPath, ""] };
  if (eventPath === "")
    return deliverer ? { template: "Data of {1}", args: ["", deliverer] } : { template: "The event", args: ["", ""] };
  return deliverer
    ? { template: "The part {0} of an event of {1}", args: [eventPath, deliverer] }
    : { template: "The part {0} of the event", args: [eventPath, ""] };
}

function delivererOf(graph: AppGraph, { node, source }: TaintPath): string | undefined {
  const triggers = graph
    .triggersOf(source.node ?? node)
    .filter(({ edge }) => source.trigger === undefined || edge.trigger === source.trigger);
  const names = [...new Set(triggers.map(({ source: from }) => from.name))];
  if (names.length === 0) return undefined;
  return names.length <= 2 ? names.join(" or ") : `${names[0]} and ${names.length - 1} more`;
}

/** Severity of an injection by who can send the data, and what the function's role may do. */
export function injectionSeverity(
  graph: AppGraph,
  { source }: TaintPath,
  node: MapNode,
): { readonly severity: Severity; readonly reasons: readonly Message[] } {
  const power = powerOf(graph, node);
  switch (source.trust) {
    case "internet":
      return {
        severity: "critical",
        reasons: [
          source.trigger === undefined
            ? say("What starts {0} is not known, so its event is taken as coming from the internet.", node.name)
            : say("Anyone on the internet can choose the data."),
          ...power,
        ],
      };
    case "authenticated":
    case "partner":
      return {
        severity: power.length > 0 ? "critical" : "high",
        reasons: [
          source.trust === "partner"
            ? say("Another account or service chooses the data.")
            : say("Callers have to sign in before they can choose the data."),
          ...power,
        ],
      };
    case "internal": {
      const { severity, reason } = senderInside(graph, source, graph.node(source.node ?? node.id) ?? node);
      return { severity, reasons: [reason, ...power] };
    }
  }
}

/** The event comes from a bucket, queue or the like of the app: who can put something there? */
function senderInside(
  graph: AppGraph,
  { trigger }: TaintSource,
  node: MapNode,
): { severity: Severity; reason: Message } {
  const sources = graph
    .triggersOf(node.id)
    .flatMap(({ edge, source }) => (trigger === undefined || edge.trigger === trigger ? [source] : []));
  const open = sources.find((source) => isPubliclyWritable(graph, source));
  if (open) return { severity: "critical", reason: say("Anyone may write to {0}.", open.name) };
  for (const source of sources) {
    const way = graph.attackPathTo(source.id);
    if (way && way.edges.every(({ kind }) => kind !== "reads")) {
      const through = way.nodes.slice(1).map(({ name }) => name);
      return { severity: "high", reason: say("Data from the internet gets there through {0}.", through.join(", ")) };
    }
  }
  const unfilled = sources.find(
    ({ id, kind }) =>
      (kind === "store" || kind === "channel") &&
      !graph
        .edgesTo(id, "writes", "publishes", "triggers")
        .some(({ from, evidence }) => from !== node.id && evidence.some((item) => item.kind !== "granted")),
  );
  if (unfilled) {
    return {
      severity: "high",
      reason: say("No part of the app fills {0}, so it is filled from outside.", unfilled.name),
    };
  }
  return { severity: "medium", reason: say("Only other parts of the app choose the data, as far as the map shows.") };
}

/**
 * One path for each sink of each function: the one with the most open source, then the surest, then the shortest. What passes through one
 * sink on its way to the next of the same class, as an address does from `Request(url)` to `urlopen(request)`, is told at the first.
 */
export function worstPathPerSink(paths: readonly TaintPath[]): readonly TaintPath[] {
  return withoutRepeats(worstPaths(paths));
}

function withoutRepeats(paths: readonly TaintPath[]): readonly TaintPath[] {
  const keyOf = ({ node, sink }: TaintPath, at: SourceRange): string => `${node}|${sink.class}|${placeOf(at)}`;
  const bySink = new Map(paths.map((path) => [keyOf(path, path.sink.callAt), path]));
  const isTold = (path: TaintPath): boolean =>
    path.steps.slice(0, -1).some(({ at }) => {
      const first = bySink.get(keyOf(path, at));
      return first !== undefined && first.steps.length < path.steps.length;
    });
  return paths.filter((path) => !isTold(path));
}

function worstPaths(paths: readonly TaintPath[]): readonly TaintPath[] {
  const worst = new Map<string, TaintPath>();
  for (const path of paths) {
    const place = `${path.node}|${placeOf(path.sink.callAt)}`;
    const known = worst.get(place);
    if (!known || comparePaths(path, known) < 0) worst.set(place, path);
  }
  return [...worst.values()];
}

const TRUST = ["internet", "authenticated", "partner", "internal"];
const CONFIDENCE = ["high", "medium", "low"];

function comparePaths(a: TaintPath, b: TaintPath): number {
  return (
    TRUST.indexOf(a.source.trust) - TRUST.indexOf(b.source.trust) ||
    CONFIDENCE.indexOf(a.confidence) - CONFIDENCE.indexOf(b.confidence) ||
    a.steps.length - b.steps.length ||
    (a.source.path < b.source.path ? -1 : a.source.path > b.source.path ? 1 : 0)
  );
}
