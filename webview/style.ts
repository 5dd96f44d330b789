// The stylesheet of the drawing, from the theme. Selectors on data and classes; what differs per node is data.
import type cytoscape from "cytoscape";
import { FACE_MARGIN, TEXT_LEFT } from "./faces.ts";
import { CARD, CLOSED_GROUP } from "./sizes.ts";
import { mix, readable, type Theme } from "./theme.ts";

export const NAME_SIZE = 15;
export const TITLE_SIZE = 16;
/** Closed groups are read from further away. */
export const CLOSED_TITLE_SIZE = 17;

/** Outlines that tell kinds apart without colour: an arrow for what is called, a slanted box for what carries messages. */
const ENDPOINT_SHAPE = "-1 -1 0.9 -1 1 0 0.9 1 -1 1";
const CHANNEL_SHAPE = "-0.94 -1 1 -1 0.94 1 -1 1";
const IDENTITY_SHAPE = "-0.93 -1 0.93 -1 1 0 0.93 1 -0.93 1 -1 0";

export function styleSheet(theme: Theme): cytoscape.StylesheetJson {
  return [...nodeRules(theme), ...edgeRules(theme), ...stateRules(theme)] as cytoscape.StylesheetJson;
}

interface Rule {
  readonly selector: string;
  readonly style: Record<string, unknown>;
}

function nodeRules(theme: Theme): readonly Rule[] {
  const soft = (colour: string) =>
    theme.isHighContrast ? colour : readable(mix(theme.nodeFill, colour, 0.55), theme.groupFill, 3, colour);
  const kind = (name: keyof Theme["kind"], style: Record<string, unknown> = {}): Rule => ({
    selector: `node[kind = "${name}"]`,
    style: { "border-color": soft(theme.kind[name]), ...style },
  });
  return [
    {
      selector: "node",
      style: {
        "z-index-compare": "manual",
        "background-image": "data(face)",
        "overlay-opacity": 0,
        "font-family": theme.font,
        color: theme.text,
      },
    },
    {
      selector: "node.card",
      style: {
        ...CARD,
        shape: "round-rectangle",
        "corner-radius": 9,
        "z-index": 30,
        "background-color": theme.nodeFill,
        "border-width": 1.4,
        "background-width": CARD.width + 2 * FACE_MARGIN,
        "background-height": CARD.height + 2 * FACE_MARGIN,
        "background-clip": "none",
        "background-image-containment": "over",
        "bounds-expansion": FACE_MARGIN,
        label: "data(name)",
        "font-size": NAME_SIZE,
        "font-weight": 600,
        "text-halign": "right",
        "text-valign": "center",
        "text-margin-x": TEXT_LEFT - CARD.width,
        "text-margin-y": -8,
        "min-zoomed-font-size": 5,
      },
    },
    { selector: "node.one-line", style: { "text-margin-y": 0 } },
    kind("public", { "corner-radius": CARD.height / 2 }),
    kind("endpoint", { shape: "polygon", "shape-polygon-points": ENDPOINT_SHAPE }),
    kind("schedule", { "corner-radius": CARD.height / 2 }),
    kind("function"),
    kind("workflow", { "border-style": "double", "border-width": 4 }),
    kind("channel", { shape: "polygon", "shape-polygon-points": CHANNEL_SHAPE }),
    kind("store", { shape: "barrel" }),
    kind("secret", { shape: "cut-rectangle" }),
    kind("identity", { shape: "polygon", "shape-polygon-points": IDENTITY_SHAPE }),
    kind("role", { "border-style": "dashed" }),
    kind("external", { "corner-radius": 2 }),
    { selector: "node.elsewhere, node.undeclared", style: { "border-style": "dashed" } },
    {
      selector: "node.group",
      style: {
        shape: "round-rectangle",
        "corner-radius": 14,
        "z-index": 0,
        "background-color": theme.groupFill,
        "border-width": 1,
        "border-color": theme.groupBorder,
        width: "data(width)",
        height: "data(height)",
        label: "data(name)",
        "font-size": TITLE_SIZE,
        "font-weight": 600,
        color: theme.muted,
        "text-halign": "right",
        "text-valign": "top",
        "text-margin-x": "data(titleShift)",
        "text-margin-y": 27,
        "min-zoomed-font-size": 4,
      },
    },
    {
      selector: "node.closed",
      style: {
        ...CLOSED_GROUP,
        "z-index": 30,
        color: theme.text,
        "background-color": theme.nodeFill,
        "border-width": 1.4,
        "background-width": CLOSED_GROUP.width + 2 * FACE_MARGIN,
        "background-height": CLOSED_GROUP.height + 2 * FACE_MARGIN,
        "background-clip": "none",
        "background-image-containment": "over",
        "bounds-expansion": FACE_MARGIN,
        "text-margin-y": 26,
        "font-size": CLOSED_TITLE_SIZE,
        ghost: "yes",
        "ghost-offset-x": 4,
        "ghost-offset-y": 4,
        "ghost-opacity": 0.35,
      },
    },
    ...(["critical", "high", "medium"] as const).map((severity) => ({
      selector: `node.card.risk-${severity}, node.closed.risk-${severity}`,
      style: { "border-color": theme.risk[severity], "border-width": 2.2 },
    })),
    // By line as well as by colour, and over the colour of a risk.
    { selector: "node.card.holds-data", style: { "border-style": "double", "border-width": 5 } },
  ];
}

function edgeRules(theme: Theme): readonly Rule[] {
  const edge = (kind: string, colour: string, style: Record<string, unknown> = {}): Rule => ({
    selector: `edge[kind = "${kind}"]`,
    style: { "line-color": colour, "target-arrow-color": colour, "source-arrow-color": colour, ...style },
  });
  const colours = (colour: string) => ({
    "line-color": colour,
    "target-arrow-color": colour,
    "source-arrow-color": colour,
  });
  const marked = { label: "data(mark)", "font-weight": 700, "font-size": 14 };
  const dashed = { "line-style": "dashed", "line-dash-pattern": [7, 4] };
  const dotted = { "line-style": "dashed", "line-dash-pattern": [2, 4] };
  return [
    {
      selector: "edge",
      style: {
        "z-index-compare": "manual",
        "z-index": 10,
        "curve-style": "bezier",
        "control-point-step-size": 34,
        width: 1.6,
        "line-color": theme.edge,
        "target-arrow-color": theme.edge,
        "target-arrow-shape": "triangle",
        "arrow-scale": 1.15,
        "overlay-opacity": 0,
        "font-family": theme.font,
        "font-size": 10.5,
        "min-zoomed-font-size": 7,
        color: theme.text,
        "text-background-color": theme.background,
        "text-background-opacity": 0.9,
        "text-background-padding": "2px",
        "text-background-shape": "roundrectangle",
      },
    },
    {
      selector: "edge.routed",
      style: {
        "curve-style": "round-segments",
        "edge-distances": "endpoints",
        "segment-radii": 9,
        "segment-weights": "data(weights)",
        "segment-distances": "data(distances)",
        "source-endpoint": "data(sourceEnd)",
        "target-endpoint": "data(targetEnd)",
      },
    },
    {
      selector: "edge.curved",
      style: {
        "curve-style": "unbundled-bezier",
        "edge-distances": "endpoints",
        "control-point-weights": "data(weights)",
        "control-point-distances": "data(distances)",
        "source-endpoint": "data(sourceEnd)",
        "target-endpoint": "data(targetEnd)",
      },
    },
    {
      selector: "edge.direct",
      style: {
        "curve-style": "straight",
        "source-endpoint": "data(sourceEnd)",
        "target-endpoint": "data(targetEnd)",
      },
    },
    edge("triggers", theme.trigger, { width: 2 }),
    edge("invokes", theme.compute, { width: 2 }),
    edge("publishes", theme.message, dashed),
    edge("writes", theme.data),
    edge("reads", theme.data, { ...dashed, "target-arrow-shape": "vee" }),
    edge("connects", theme.edge, { "target-arrow-shape": "vee" }),
    edge("authenticates", theme.trigger, {
      ...dotted,
      width: 1.3,
      "line-opacity": 0.8,
      "target-arrow-shape": "diamond",
    }),
    edge("runs-as", theme.edge, { ...dotted, "target-arrow-shape": "circle", "arrow-scale": 0.7, "line-opacity": 0.7 }),
    edge("trusts", theme.edge, { ...dotted, "target-arrow-shape": "diamond" }),
    edge("may", theme.data, { width: 1.4, "target-arrow-shape": "tee" }),
    // What the role may and nobody does: hardly there. What fails, and what is far too wide: marked with a word, whatever the colour.
    {
      selector: "edge.permission-unused",
      style: { ...colours(theme.muted), ...dotted, width: 1.3, "target-arrow-fill": "hollow" },
    },
    { selector: "edge.permission-unknown", style: { ...dashed, width: 1.2, "line-opacity": 0.6 } },
    {
      selector: "edge.permission-wildcard",
      style: { ...colours(theme.risk.high), ...marked, width: 3.2, "line-style": "solid" },
    },
    {
      selector: "edge.permission-missing",
      style: {
        ...colours(theme.risk.critical),
        ...marked,
        width: 2.4,
        "line-style": "dashed",
        "line-dash-pattern": [12, 6],
        "target-arrow-shape": "circle",
        "target-arrow-fill": "hollow",
      },
    },
    // Everything open comes from the internet: many lines that say little each.
    { selector: "edge.fan", style: { width: 1.1, "line-opacity": 0.75, "arrow-scale": 1.1 } },
    { selector: "edge.merged", style: { width: "mapData(count, 1, 20, 1.6, 6)", "arrow-scale": 0.8 } },
    { selector: "edge.unsure", style: { "line-opacity": 0.6 } },
  ];
}

function stateRules(theme: Theme): readonly Rule[] {
  return [
    { selector: ".hidden", style: { display: "none" } },
    { selector: "node.dim", style: { opacity: 0.42 } },
    { selector: "edge.dim", style: { opacity: 0.24 } },
    { selector: "edge.near", style: { width: 3, "z-index": 20 } },
    {
      selector: "edge.lit",
      style: {
        width: 4,
        "z-index": 33,
        "line-opacity": 1,
        "underlay-color": theme.focus,
        "underlay-opacity": 0.3,
        "underlay-padding": 4,
      },
    },
    {
      selector: "node.lit",
      style: { "outline-width": 2, "outline-color": theme.focus, "outline-offset": 3, "outline-opacity": 0.8 },
    },
    {
      selector: "edge.now",
      style: { width: 6, "z-index": 36, label: "data(label)", "underlay-opacity": 0.6, "underlay-padding": 7 },
    },
    {
      selector: "node.now",
      style: { "outline-width": 5, "outline-color": theme.focus, "outline-offset": 5, "outline-opacity": 1 },
    },
    { selector: "edge.hover", style: { width: 3, "z-index": 35, label: "data(label)" } },
    {
      selector: "node.hover",
      style: { "outline-width": 1.5, "outline-color": theme.focus, "outline-offset": 3, "outline-opacity": 0.6 },
    },
    {
      selector: "node.selected",
      style: { "outline-width": 3, "outline-color": theme.focus, "outline-offset": 4, "outline-opacity": 1 },
    },
    { selector: "node.selected.card", style: { "z-index": 40 } },
    {
      selector: "edge.selected",
      style: { width: 4, "z-index": 34, label: "data(label)", "underlay-color": theme.focus, "underlay-opacity": 0.35 },
    },
  ];
}
