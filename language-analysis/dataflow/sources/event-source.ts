// What the event of a function is, by the triggers on the map: which parts someone chooses, and who.
import type { AppGraph } from "../../graph/app-graph.ts";
import { filtersOf, type MapEdge, type MapNode, type NodeId, type Trigger } from "../../model/app-map.ts";
import type { Trust } from "../../model/taint.ts";
import { itemsOf, property, textOf, type Value } from "../../model/value.ts";
import { partMatches } from "../across/paths.ts";
import type { Arrival } from "../across/wire.ts";
import { keyOf as documentKey } from "../across/workflow-document.ts";
import { isOpenAt, workflowInputs } from "../across/workflow-wire.ts";
import type { Doubt, PartFacts } from "../domain/label.ts";
import {
  EVENT_SHAPES,
  HTTP_PARTS,
  PLATFORM_PARTS,
  RECORD_PARTS,
  REPEATED_IN_CONTEXT,
  SERVICE_EVENT,
} from "../tables/event-shapes.ts";
import type { EventShape } from "../tables/event-shapes.ts";

export interface EventSource {
  readonly kind: "event";
  /** Facts about the part at `path`; undefined when nobody but the platform and the app chooses it. */
  readonly part: (path: readonly string[]) => PartFacts | undefined;
  readonly triggers: readonly Trigger[];
  /** Who delivers it: with `isKnown` all that `part` depends on. */
  readonly deliveries: readonly Delivery[];
  readonly isKnown: boolean;
  /** Functions of the app alone invoke it. */
  readonly isFromApp?: boolean;
  /** Equal for equal inputs that workflows give. */
  readonly given?: string;
  /** Someone waits for the function's answer. */
  readonly isAnswered: boolean;
}

export interface Delivery {
  readonly trigger: Trigger;
  readonly trust: Trust;
  /** Only functions of the app fill what delivers it: what they are not seen to send is not there. */
  readonly isFromApp?: true;
  /** A service of AWS writes it. */
  readonly isFromService?: true;
}

const ANSWERED: ReadonlySet<Trigger> = new Set([
  "api",
  "url",
  "alb",
  "appsync",
  "alexa",
  "authorizer",
  "cloudfront",
  "other",
]);
const TRUST_ORDER: readonly Trust[] = ["internet", "authenticated", "partner", "internal"];

/** `incoming`: what other functions send; `isFromApp`: whether they alone fill a store or channel, or invoke a function. */
export function eventSourceOf(
  graph: AppGraph,
  node: MapNode,
  arrivals: readonly Arrival[] = [],
  isFromApp: (id: NodeId) => boolean = () => false,
): EventSource {
  const deliveries = deliveriesOf(graph, node, isFromApp);
  const isInvoked = graph.edgesTo(node.id, "invokes").length > 0;
  const arrived = (path: readonly string[]) => arrivedPart(arrivals, path);
  if (deliveries.length === 0) {
    const doubt: Doubt = isInvoked ? 0 : 1;
    const isOwn = isInvoked && isFromApp(node.id);
    const given = workflowInputs(graph, node.id);
    return {
      kind: "event",
      triggers: [],
      deliveries,
      isKnown: isInvoked,
      isFromApp: isOwn,
      isAnswered: true,
      part: (path) =>
        arrived(path) ??
        (isOwn || isGuessedPlatformPart(path) || (given && !isOpenAt(given, path))
          ? undefined
          : { ...guessedDelivery(path), doubt }),
      ...(given && { given: given.map(documentKey).join() }),
    };
  }
  return {
    kind: "event",
    triggers: [...new Set(deliveries.map(({ trigger }) => trigger))].sort(),
    deliveries,
    isKnown: true,
    isAnswered: isInvoked || deliveries.some(({ trigger }) => ANSWERED.has(trigger)),
    part: (path) => {
      const plain = deliveries.find((one) => !one.isFromApp && isChosen(shapeOf(one), path));
      const sent = plain?.trust === "internet" ? undefined : arrived(path);
      // Who sends more openly counts: the path from there shows more.
      if (!sent) return plain;
      return plain && TRUST_ORDER.indexOf(plain.trust) < TRUST_ORDER.indexOf(sent.trust) ? plain : sent;
    },
  };
}

/** What another function has put into the part of the event, the most dangerous first. */
function arrivedPart(arrivals: readonly Arrival[], path: readonly string[]): PartFacts | undefined {
  const found = arrivals.find((one) => partMatches(one.path, path, false));
  if (!found) return undefined;
  const { upstream, trigger } = found;
  return {
    trust: upstream.source.trust,
    ...(trigger && { trigger }),
    upstream,
    harmless: upstream.harmless,
    ...(upstream.doubt > 0 && { doubt: upstream.doubt }),
  };
}

/** Nobody else can send events whose source begins so. Source: EventBridge API reference, "PutEventsRequestEntry". */
function isFromService(edge: MapEdge): boolean {
  const patterns = filtersOf(edge);
  return patterns.length > 0 && patterns.every(namesService);
}

function namesService(pattern: Value): boolean {
  const sources = itemsOf(property(pattern, "source"));
  return sources.length > 0 && sources.every((source) => textOf(source)?.startsWith("aws.") === true);
}

/** Most dangerous first. */
function deliveriesOf(graph: AppGraph, node: MapNode, isFromApp: (id: NodeId) => boolean): readonly Delivery[] {
  const open = new Map(
    graph.publicEndpointsOf(node.id).map(({ endpoint, authenticated }) => [endpoint.id, authenticated]),
  );
  const all = graph.triggersOf(node.id).flatMap(({ edge, source }): Delivery[] => {
    const trigger = edge.trigger;
    if (!trigger) return [];
    const trust = trustOf(trigger, source, open.has(source.id), open.get(source.id), graph);
    return [
      {
        trigger,
        trust,
        ...(trust === "internal" && isFromApp(source.id) && { isFromApp: true as const }),
        ...(trigger === "event" && isFromService(edge) && { isFromService: true as const }),
      },
    ];
  });
  return all.sort(
    (a, b) => TRUST_ORDER.indexOf(a.trust) - TRUST_ORDER.indexOf(b.trust) || (a.trigger < b.trigger ? -1 : 1),
  );
}

function trustOf(
  trigger: Trigger,
  source: MapNode,
  isPublic: boolean,
  isAuthenticated: boolean | undefined,
  graph: AppGraph,
): Trust {
  if (source.kind === "endpoint")
    return isPublic ? (isAuthenticated === true ? "authenticated" : "internet") : "internal";
  // Whoever asks for an endpoint is handed to its authorizer first.
  if (trigger === "authorizer") return "internet";
  if (trigger === "alexa" || trigger === "cognito" || trigger === "ses" || trigger === "cloudfront") return "internet";
  if (trigger === "iot") return "authenticated";
  const isOpen = graph
    .edgesTo(source.id, "connects", "writes", "publishes")
    .some((edge) => graph.node(edge.from)?.kind === "public");
  return isOpen ? "internet" : "internal";
}

function shapeOf({ trigger, isFromService: isService }: Delivery): EventShape | "none" {
  return isService ? SERVICE_EVENT : EVENT_SHAPES[trigger];
}

function isChosen(shape: EventShape | "none", path: readonly string[]): boolean {
  if (shape === "none") return false;
  if ([...REPEATED_IN_CONTEXT].some((part) => isWithin(path, part) || (path.length > 0 && isAbove(path, part))))
    return true;
  if (shape.given?.some((given) => isGiven(path, given))) return false;
  return shape.chosen === undefined || shape.chosen.some((chosen) => isWithin(path, chosen) || isAbove(path, chosen));
}

/** `path` is the part or lies in it. A last `*` in the pattern stands for anything below, not for the part itself. */
function isWithin(path: readonly string[], pattern: string): boolean {
  const parts = pattern.split(".");
  return path.length >= parts.length && parts.every((part, index) => matches(part, path[index] ?? ""));
}

/** The same for parts that the platform fills in: an index that is not known is no name. */
function isGiven(path: readonly string[], pattern: string): boolean {
  const parts = pattern.split(".");
  return path.length >= parts.length && parts.every((part, index) => part === "*" || part === path[index]);
}

function isAbove(path: readonly string[], pattern: string): boolean {
  const parts = pattern.split(".");
  return path.length < parts.length && path.every((part, index) => matches(parts[index] ?? "", part));
}

function matches(pattern: string, part: string): boolean {
  return pattern === "*" || part === "*" || pattern === part;
}

/** Facts that no trigger lets a sender choose, for handlers of which no trigger is known. */
function isGuessedPlatformPart(path: readonly string[]): boolean {
  if (PLATFORM_PARTS.has(path[0] ?? "") || !isChosen(EVENT_SHAPES.api, path)) return true;
  if (path[0] !== "Records" || path.length < 3) return false;
  const trigger = RECORD_PARTS[path[2] ?? ""];
  return trigger === undefined ? !isChosen(EVENT_SHAPES.other, path) : !isChosen(EVENT_SHAPES[trigger], path);
}

function guessedDelivery(path: readonly string[]): Omit<PartFacts, "doubt"> {
  return { trust: HTTP_PARTS.has(path[0] ?? "") ? "internet" : "internal" };
}
