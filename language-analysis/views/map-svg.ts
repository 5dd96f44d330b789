// A still picture of the app map for reports: columns by kind, from the internet on the left to what is kept on the right.
import type { AnalysisResult } from "../model/analysis-result.ts";
import type { MapNode, NodeId, NodeKind } from "../model/app-map.ts";
import { SEVERITIES, type Finding, type Severity } from "../model/finding.ts";
import { edgeLabel } from "./drawn-map.ts";
import { escapeMarkup } from "./escape-markup.ts";

const COLUMNS: readonly (readonly NodeKind[])[] = [
  ["public", "identity"],
  ["endpoint", "schedule"],
  ["channel"],
  ["function", "workflow"],
  ["store", "secret", "external"],
];
const WIDTH = 190;
const HEIGHT = 38;
const COLUMN_GAP = 90;
const ROW_GAP = 14;
const MARGIN = 12;
const LONGEST_NAME = 26;

interface Corner {
  readonly x: number;
  readonly y: number;
}

/** Roles and what only they connect are left out: permissions are in the findings. Empty when there is nothing to draw. */
export function toMapSvg({ map }: AnalysisResult, findings: readonly Finding[]): string {
  const corners = new Map<NodeId, Corner>();
  let bottom = 0;
  COLUMNS.filter((kinds) => map.nodes.some((node) => kinds.includes(node.kind))).forEach((kinds, column) => {
    map.nodes
      .filter((node) => kinds.includes(node.kind))
      .forEach((node, row) => {
        const corner = { x: MARGIN + column * (WIDTH + COLUMN_GAP), y: MARGIN + row * (HEIGHT + ROW_GAP) };
        corners.set(node.id, corner);
        bottom = Math.max(bottom, corner.y + HEIGHT + MARGIN);
      });
  });
  if (corners.size === 0) return "";
  const right = Math.max(...[...corners.values()].map(({ x }) => x)) + WIDTH + MARGIN;
  const edges = map.edges.flatMap((edge) => {
    const from = corners.get(edge.from);
    const to = corners.get(edge.to);
    return from && to ? [`<path d="${curve(from, to)}"><title>${escapeMarkup(edgeLabel(edge))}</title></path>`] : [];
  });
  const worst = worstSeverities(findings);
  const nodes = map.nodes.flatMap((node) => {
    const corner = corners.get(node.id);
    return corner ? [drawNode(node, corner, worst.get(node.id))] : [];
  });
  return [
    `<svg class="map" viewBox="0 0 ${right} ${bottom}" width="${right}" height="${bottom}" role="img" aria-label="App map">`,
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">' +
      '<path d="M0 0L8 4L0 8z"/></marker></defs>',
    `<g class="edges">${edges.join("")}</g>`,
    nodes.join(""),
    "</svg>",
  ].join("\n");
}

function drawNode(node: MapNode, { x, y }: Corner, severity: Severity | undefined): string {
  const name = node.name.length > LONGEST_NAME ? `${node.name.slice(0, LONGEST_NAME - 1)}…` : node.name;
  const title = [node.name, `${node.kind} (${node.service})`, severity ? `worst finding: ${severity}` : ""];
  return (
    `<g class="node${severity ? ` ${severity}` : ""}" transform="translate(${x} ${y})">` +
    `<title>${escapeMarkup(title.filter((line) => line !== "").join("\n"))}</title>` +
    `<rect width="${WIDTH}" height="${HEIGHT}" rx="5"/>` +
    `<text x="10" y="16">${escapeMarkup(name)}</text><text class="kind" x="10" y="30">${escapeMarkup(`${node.kind} · ${node.service}`)}</text></g>`
  );
}

/** Out at the right and in at the left; back to an earlier or the same column, around the right side. */
function curve(from: Corner, to: Corner): string {
  const startX = from.x + WIDTH;
  const startY = from.y + HEIGHT / 2;
  const endY = to.y + HEIGHT / 2;
  if (to.x > from.x) {
    const bend = COLUMN_GAP / 2;
    return `M${startX} ${startY}C${startX + bend} ${startY} ${to.x - bend} ${endY} ${to.x} ${endY}`;
  }
  const endX = to.x + WIDTH;
  const bend = Math.max(startX, endX) + COLUMN_GAP / 2;
  return `M${startX} ${startY}C${bend} ${startY} ${bend} ${endY} ${endX} ${endY}`;
}

function worstSeverities(findings: readonly Finding[]): Map<NodeId, Severity> {
  const worst = new Map<NodeId, Severity>();
  for (const { node, severity } of findings) {
    const before = worst.get(node);
    if (!before || SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(before)) worst.set(node, severity);
  }
  return worst;
}
