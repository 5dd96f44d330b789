// What stands on a card besides its name - icon, second line, padlock, risk badge - as one picture per combination.
// A picture on every node also keeps cytoscape from restyling nodes without one at each draw.
import type { NodeKind } from "../language-analysis/model/app-map.ts";
import type { Exposure, RiskBadge } from "../language-analysis/views/graph-view.ts";
import { badgeDrawing } from "./badge.ts";
import { fitText, type MeasureText } from "./fit-text.ts";
import { ICON_PATHS, LOCK_PATHS } from "./icons.ts";
import { CARD, CLOSED_GROUP } from "./sizes.ts";
import { mix, type Theme } from "./theme.ts";

/** The picture is larger than the card on each side, because the badge stands on the corner. */
export const FACE_MARGIN = 14;
/** Left edge of the texts on a card. */
export const TEXT_LEFT = 44;
export const SECOND_LINE_SIZE = 12;

export interface NodeFace {
  readonly kind: NodeKind;
  readonly sublabel: string;
  readonly risk?: RiskBadge | undefined;
  readonly exposure?: Exposure | undefined;
}

export interface GroupFace {
  readonly counts: readonly (readonly [NodeKind, number])[];
  /** Names of hubs it is linked with, whose edges are not drawn. */
  readonly chips: readonly string[];
  readonly risk?: RiskBadge | undefined;
}

/** A transparent picture of one pixel, for nodes with nothing on them. */
export const EMPTY_FACE = svgUri(1, 1, "");

export function nodeFace(face: NodeFace, theme: Theme, measure: MeasureText): string {
  const { width, height } = CARD;
  const colour = theme.kind[face.kind];
  const tile = theme.isHighContrast ? theme.nodeFill : mix(theme.nodeFill, colour, 0.16);
  const lock = face.exposure === undefined ? "" : lockMark(face.exposure, width - 22, height / 2 + 2, theme);
  const room = width - TEXT_LEFT - 12 - (lock === "" ? 0 : 16);
  const sublabel = fitText(face.sublabel, room, measure);
  const inside =
    `<rect x="7" y="7" width="32" height="32" rx="7" fill="${tile}"/>` +
    icon(face.kind, 11.5, 11.5, 23, colour) +
    text(sublabel, TEXT_LEFT, height / 2 + 15, theme.muted, theme, SECOND_LINE_SIZE) +
    lock +
    badge(face.risk, width, theme);
  return framed(width, height, inside);
}

export function groupFace(face: GroupFace, theme: Theme, measure: MeasureText): string {
  const { width, height } = CLOSED_GROUP;
  let x = 16;
  let inside = "";
  for (const [kind, count] of face.counts) {
    const label = String(count);
    const step = 22 + measure(label) * 1.1 + 12;
    if (x + step > width - 12) break;
    inside += icon(kind, x, 36, 17, theme.kind[kind]) + text(label, x + 21, 49.5, theme.text, theme, 13);
    x += step;
  }
  x = 16;
  for (const chip of face.chips) {
    const label = fitText(chip, 90, measure);
    const wide = measure(label) + 14;
    if (x + wide > width - 12) break;
    inside +=
      `<rect x="${x}" y="60" width="${wide}" height="17" rx="8.5" fill="none" stroke="${theme.edge}"/>` +
      text(label, x + 7, 72, theme.muted, theme, SECOND_LINE_SIZE);
    x += wide + 6;
  }
  return framed(width, height, inside + badge(face.risk, width, theme));
}

function framed(width: number, height: number, inside: string): string {
  const margin = FACE_MARGIN;
  return svgUri(width + 2 * margin, height + 2 * margin, `<g transform="translate(${margin} ${margin})">${inside}</g>`);
}

function icon(kind: NodeKind, x: number, y: number, size: number, colour: string): string {
  return stroked(ICON_PATHS[kind], x, y, size, colour);
}

function lockMark(exposure: Exposure, x: number, y: number, theme: Theme): string {
  const path = exposure === "authenticated" ? LOCK_PATHS.closed : LOCK_PATHS.open;
  const colour = exposure === "open" ? theme.risk.high : theme.muted;
  const question = exposure === "unknown" ? text("?", x + 5.4, y + 11, colour, theme, 7) : "";
  return stroked(path, x, y, 14, colour) + question;
}

function stroked(path: string, x: number, y: number, size: number, colour: string): string {
  return (
    `<g transform="translate(${x} ${y}) scale(${size / 24})" fill="none" stroke="${colour}" stroke-width="2" ` +
    `stroke-linecap="round" stroke-linejoin="round"><path d="${path}"/></g>`
  );
}

function badge(risk: RiskBadge | undefined, width: number, theme: Theme): string {
  if (!risk) return "";
  const { points, fill, stroke, ink, count, baseline, fontSize } = badgeDrawing(risk.worst, risk.findings, theme);
  const look = `fill="${fill}" stroke="${stroke}" stroke-width="1.6" stroke-linejoin="round"`;
  const outline = points === undefined ? `<circle r="10" ${look}/>` : `<polygon points="${points}" ${look}/>`;
  return (
    `<g transform="translate(${width - 3} 2)">${outline}<text y="${baseline}" text-anchor="middle" fill="${ink}" ` +
    `font-family="${escapeXml(theme.font)}" font-weight="700" font-size="${fontSize}">${count}</text></g>`
  );
}

function text(label: string, x: number, y: number, colour: string, theme: Theme, size: number): string {
  const font = `font-family="${escapeXml(theme.font)}" font-size="${size}"`;
  return `<text x="${x}" y="${y}" fill="${colour}" ${font}>${escapeXml(label)}</text>`;
}

function svgUri(width: number, height: number, inside: string): string {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `${inside}</svg>`;
  return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

/** Control characters and halves of surrogate pairs: XML 1.0 has no place for them, and the picture would not load. */
const NOT_IN_XML =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text of the workspace as text in the picture. */
export function escapeXml(value: string): string {
  return value.replace(NOT_IN_XML, "").replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}
