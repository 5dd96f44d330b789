// The app map for other programs. Lines are one-based here and nowhere in the model.
import { graphOf, type AppGraph } from "../graph/app-graph.ts";
import { edgePermission, openPermission, type EdgePermission } from "../graph/edge-permissions.ts";
import type { AnalysisResult } from "../model/analysis-result.ts";
import type { MapEdge, MapNode } from "../model/app-map.ts";
import { formatMessage } from "../model/message.ts";
import type { SourceRange } from "../model/range.ts";
import { textOf } from "../model/value.ts";
import { openGrants, type AnyResource, type OpenGrant } from "./open-grants.ts";

export interface GraphJson {
  readonly nodes: readonly JsonNode[];
  readonly edges: readonly JsonEdge[];
  readonly settings: readonly JsonSetting[];
  readonly unresolved: readonly JsonUnresolved[];
}

interface JsonPlace {
  readonly file: string;
  readonly line: number;
}

interface JsonNode extends JsonPlace {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly provider: string;
  readonly service: string;
  readonly logicalId: string;
  readonly type?: string;
  readonly runtime?: string;
  /** `text` as the template has it; `file` and `line` of the function in code, or of its source where that is not analysed. */
  readonly handler?: { readonly text?: string } & Partial<JsonPlace>;
  /** Condition under which the template creates it. */
  readonly condition?: string;
  readonly declaredElsewhere?: true;
  readonly undeclared?: true;
}

/** A declared resource that is no node: a stage, an alarm, a type that no table knows. */
interface JsonSetting extends JsonPlace {
  readonly id: string;
  readonly type: string;
  readonly logicalId: string;
  /** Ids of the nodes that it is set up for. */
  readonly configures: readonly string[];
  readonly condition?: string;
}

interface JsonEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  readonly trigger?: string;
  readonly actions?: readonly string[];
  readonly evidence: readonly ({ readonly kind: string; readonly label: string } & JsonPlace)[];
  readonly confidence: string;
  readonly reason?: string;
  /** Granted against used; on `may` edges of roles that functions run as, and on calls. */
  readonly permission?: EdgePermission;
}

interface JsonUnresolved extends JsonPlace {
  readonly reason: string;
  readonly subject: string;
  readonly message: string;
}

/**
 * Grants on everything, or on what is no node of the map, lead to nodes of the kind `any-resource`, which the map itself does not
 * have: a role's `may` edges carry all the actions that its policies allow.
 */
export function toGraphJson({ map, unresolved }: AnalysisResult): GraphJson {
  const graph = graphOf(map);
  const grants = openGrants(map);
  const anyResources = new Map(grants.map(({ to }) => [to.id, to]));
  return {
    nodes: [...map.nodes.map(jsonNode), ...[...anyResources.values()].sort(byId).map(anyResourceNode)],
    edges: [...map.edges.map((edge) => jsonEdge(graph, edge)), ...grants.map((grant) => grantEdge(graph, grant))],
    settings: (map.settings ?? []).map(({ id, type, logicalId, configures, condition, nameAt }) => ({
      id,
      type,
      logicalId,
      ...placeOf(nameAt),
      configures,
      ...(condition === undefined ? {} : { condition }),
    })),
    unresolved: unresolved.map(({ reason, subject, message, at }) => ({
      reason,
      subject,
      message: formatMessage(message),
      ...placeOf(at),
    })),
  };
}

function jsonNode(node: MapNode): JsonNode {
  const runtime = textOf(node.properties["runtime"]);
  const handler = handlerOf(node);
  return {
    id: node.id,
    kind: kindOf(node),
    name: node.name,
    provider: node.provider,
    service: node.service,
    logicalId: node.logicalId,
    ...placeOf(node.nameAt),
    ...(node.type === "" ? {} : { type: node.type }),
    ...(runtime === undefined ? {} : { runtime }),
    ...(handler ? { handler } : {}),
    ...(node.condition === undefined ? {} : { condition: node.condition }),
    ...(node.declaredElsewhere ? { declaredElsewhere: true } : {}),
    ...(node.undeclared ? { undeclared: true } : {}),
  };
}

function anyResourceNode({ id, service, name, at }: AnyResource): JsonNode {
  const place = at ? placeOf(at) : { file: "", line: 1 };
  const provider = service === "*" ? "any" : "aws";
  return { id, kind: "any-resource", name, provider, service, logicalId: "", ...place, declaredElsewhere: true };
}

function grantEdge(graph: AppGraph, { from, to, actions, evidence }: OpenGrant): JsonEdge {
  const places = evidence.map(({ at }) => at);
  const permission = openPermission(graph, from, actions, places);
  return {
    from,
    to: to.id,
    kind: "may",
    ...(actions.length === 0 ? {} : { actions }),
    evidence: evidence.map(({ at, label }) => ({ kind: "granted", label, ...placeOf(at) })),
    confidence: "high",
    ...(permission && { permission }),
  };
}

function byId(a: AnyResource, b: AnyResource): number {
  return a.id < b.id ? -1 : 1;
}

/** The kind on the map; an API is told from its routes, which other programs count apart. */
function kindOf({ kind, service, properties }: MapNode): string {
  // A distribution has no routes of its own: it hands on to an API, a bucket, a server.
  const isApi = kind === "endpoint" && service !== "cloudfront" && textOf(properties["protocol"]) === "api";
  return isApi ? "api" : kind;
}

function handlerOf({ properties, handler, source }: MapNode): JsonNode["handler"] {
  const text = textOf(properties["handler"]);
  const place = handler?.at ?? source;
  if (text === undefined && !place) return undefined;
  return { ...(text === undefined ? {} : { text }), ...(place ? placeOf(place) : {}) };
}

function jsonEdge(graph: AppGraph, edge: MapEdge): JsonEdge {
  const { from, to, kind, trigger, actions, evidence, confidence, reason } = edge;
  const permission = edgePermission(graph, edge);
  return {
    from,
    to,
    kind,
    ...(trigger === undefined ? {} : { trigger }),
    ...(actions === undefined ? {} : { actions }),
    evidence: evidence.map((each) => ({ kind: each.kind, label: each.label, ...placeOf(each.at) })),
    confidence,
    ...(reason === undefined ? {} : { reason }),
    ...(permission && { permission }),
  };
}

function placeOf({ file, start }: SourceRange): JsonPlace {
  return { file, line: start.line + 1 };
}
