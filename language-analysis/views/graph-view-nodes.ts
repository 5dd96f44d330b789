import type { AppGraph } from "../graph/app-graph.ts";
import { doorOf } from "../graph/route-doors.ts";
import { valueText } from "../graph/value-text.ts";
import type { MapNode, NodeKind } from "../model/app-map.ts";
import type { Sensitivity } from "../model/sensitivity.ts";
import { textOf, type Value } from "../model/value.ts";
import type { Exposure, FindingView, NodeView } from "./graph-view.ts";
import { riskScore } from "./risk-score.ts";
import { placeText, riskOf } from "./graph-view-findings.ts";

export interface DataOfNode {
  readonly sensitivity: Sensitivity | undefined;
  /** What data, why, who touches it, who reaches it. */
  readonly lines: readonly string[];
}

export function nodeView(
  node: MapNode,
  findings: readonly FindingView[],
  exposure: Exposure | undefined,
  { sensitivity, lines }: DataOfNode,
): NodeView {
  const risk = riskOf(findings);
  const score = riskScore(findings);
  const place = placeText(node.nameAt);
  return {
    id: node.id,
    kind: node.kind,
    provider: node.provider,
    service: node.service,
    label: node.name,
    sublabel: sublabel(node),
    group: node.group,
    ...(risk === undefined ? {} : { risk }),
    ...(node.undeclared ? { undeclared: true } : {}),
    ...(node.declaredElsewhere ? { declaredElsewhere: true } : {}),
    ...(node.kind === "endpoint" && textOf(node.properties["protocol"]) === "api" ? { isApi: true } : {}),
    ...(exposure === undefined ? {} : { exposure }),
    ...(sensitivity ? { data: { kinds: sensitivity.data, confidence: sensitivity.confidence } } : {}),
    ...(place === "" ? {} : { place }),
    ...(node.handler === undefined ? {} : { handlerPlace: placeText(node.handler.at) }),
    facts: [
      ...(score > 0 ? [{ label: "risk score", text: `${score} of 100` }] : []),
      ...lines.map(dataFact),
      ...factsOf(node),
    ],
  };
}

/** `holds data: personal` -> a row. */
function dataFact(line: string): NodeView["facts"][number] {
  const colon = line.indexOf(": ");
  return colon < 0 ? { label: "data", text: line } : { label: line.slice(0, colon), text: line.slice(colon + 2) };
}

/** From the edges that lead from the internet to the node or to an endpoint that triggers it; the most open one counts. */
export function exposureOf(graph: AppGraph, node: MapNode): Exposure | undefined {
  if (node.kind === "public" || node.kind === "role") return undefined;
  const isPublic = (id: string) => graph.edgesTo(id).some((edge) => graph.node(edge.from)?.kind === "public");
  if (node.kind === "endpoint") return isPublic(node.id) ? authenticationOf(graph, node) : undefined;
  if (isPublic(node.id)) return "open";
  const doors = graph.publicEndpointsOf(node.id).map(({ endpoint }) => authenticationOf(graph, endpoint));
  return (["open", "unknown", "authenticated"] as const).find((exposure) => doors.includes(exposure));
}

function authenticationOf(graph: AppGraph, endpoint: MapNode): Exposure {
  const authentication = textOf(doorOf(graph, endpoint));
  if (authentication === undefined) return "unknown";
  return authentication === "none" ? "open" : "authenticated";
}

/** The property that says most about a node of the kind; the service when it is not set. */
const SUBLABEL: Partial<Record<NodeKind, string>> = {
  function: "runtime",
  endpoint: "authentication",
  schedule: "expression",
  external: "host",
};

/** What says most about the node beside its name: runtime, authentication, expression, service. */
export function sublabel(node: MapNode): string {
  const text = detailOf(node);
  const says = (detail: string) => detail.toLowerCase() !== node.name.toLowerCase();
  return [text, node.service].find(says) ?? "";
}

function detailOf(node: MapNode): string {
  const key = SUBLABEL[node.kind];
  const value = key === undefined ? undefined : node.properties[key];
  if (value === undefined) return node.service;
  return node.kind === "endpoint" && textOf(value) === "none" ? "no authentication" : valueText(value);
}

/** Never shown: may hold a secret, or is far too long. */
const HIDDEN = new Set(["secretValue", "inlineCode", "definition"]);

function factsOf({ properties }: MapNode): NodeView["facts"] {
  return Object.entries(properties)
    .filter(([name]) => !HIDDEN.has(name))
    .map(([name, value]) => ({ label: name, text: name === "environment" ? namesOf(value) : valueText(value) }))
    .sort((a, b) => (a.label < b.label ? -1 : 1));
}

/** Only the names of environment variables: values may be secrets. */
function namesOf(value: Value): string {
  return value.kind === "map" ? value.entries.map((entry) => entry.key).join(", ") : "not known";
}
