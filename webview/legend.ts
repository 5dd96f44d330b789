import type { EdgeKind, NodeKind } from "../language-analysis/model/app-map.ts";
import type { Severity } from "../language-analysis/model/finding.ts";
import type { GraphView } from "../language-analysis/views/graph-view.ts";
import { h, svg } from "./dom.ts";
import { LOCK_PATHS } from "./icons.ts";
import { permissionLook, type PermissionLook } from "./elements.ts";
import { kindIcon, riskBadge } from "./kind-icon.ts";
import { EDGE_KINDS, NODE_KINDS, SEVERITIES } from "./kinds.ts";
import { t } from "./strings.ts";
import type { Theme } from "./theme.ts";
import type { ViewState } from "./view-state.ts";

const DASHES: Partial<Record<EdgeKind, string>> = {
  publishes: "6 3",
  reads: "6 3",
  authenticates: "2 3",
  "runs-as": "2 3",
  trusts: "2 3",
};

const LOOKS: readonly PermissionLook[] = ["missing", "wildcard", "unused", "unknown"];
const LOOK_DASHES: Record<PermissionLook, string | undefined> = {
  missing: "8 4",
  wildcard: undefined,
  unused: "2 3",
  unknown: "6 3",
};

/** Explains only what the app has. */
export function legend(
  graph: GraphView,
  { showPermissions, showData }: Pick<ViewState, "showPermissions" | "showData">,
  theme: Theme,
): readonly HTMLElement[] {
  const kinds = NODE_KINDS.filter((kind: NodeKind) => graph.counts.nodesByKind[kind]);
  const edges = graph.edges.filter((edge) => showPermissions || !edge.isPermissionOnly);
  const drawn = new Set(edges.map((edge) => edge.kind));
  const looks = new Set(edges.map((edge) => permissionLook([edge])));
  const severities = SEVERITIES.filter((severity: Severity) => graph.counts.findingsBySeverity[severity]);
  const exposures = new Set(graph.nodes.map((node) => node.exposure));
  return [
    list(kinds.map((kind) => item(kindIcon(kind), t(`kind.${kind}`)))),
    list([
      ...EDGE_KINDS.filter((kind) => drawn.has(kind)).map((kind) => item(edgeSample(kind), t(`edge.${kind}`))),
      ...LOOKS.filter((look) => looks.has(look)).map((look) => item(lookSample(look), t(`permission.${look}`))),
    ]),
    list([
      ...severities.map((severity) => item(riskBadge(severity, 0, theme), t(`severity.${severity}`))),
      ...(exposures.has("open") ? [item(lock("open"), t("lockOpen"))] : []),
      ...(exposures.has("authenticated") ? [item(lock("closed"), t("lockClosed"))] : []),
      ...(showData && graph.nodes.some(({ data }) => data) ? [item(dataSample(), t("dataHolder"))] : []),
    ]),
  ].filter((element) => element.childElementCount > 0);
}

function list(items: readonly HTMLElement[]): HTMLElement {
  return h("ul", {}, ...items);
}

function item(picture: SVGElement, label: string): HTMLElement {
  return h("li", {}, picture, label);
}

function lock(state: keyof typeof LOCK_PATHS): SVGElement {
  const attributes = {
    viewBox: "0 0 24 24",
    width: 15,
    height: 15,
    class: `lock lock-${state}`,
    "aria-hidden": "true",
  };
  return svg("svg", attributes, svg("path", { d: LOCK_PATHS[state] }));
}

/** A card with the double border of those that hold sensitive data. */
function dataSample(): SVGElement {
  return svg(
    "svg",
    { viewBox: "0 0 30 14", width: 30, height: 14, class: "data-sample", "aria-hidden": "true" },
    svg("rect", { x: 1, y: 1, width: 28, height: 12, rx: 3 }),
    svg("rect", { x: 4, y: 4, width: 22, height: 6, rx: 1 }),
  );
}

function edgeSample(kind: EdgeKind): SVGElement {
  return svg(
    "svg",
    { viewBox: "0 0 30 10", width: 30, height: 10, class: `edge-sample edge-${kind}`, "aria-hidden": "true" },
    svg("path", { d: "M1 5H24", "stroke-dasharray": DASHES[kind] }),
    head(kind),
  );
}

function lookSample(look: PermissionLook): SVGElement {
  const end = {
    missing: svg("circle", { cx: 26, cy: 5, r: 3 }),
    wildcard: svg("path", { d: "M21 1L29 5L21 9z", class: "filled" }),
    unused: svg("path", { d: "M26 1V9" }),
    unknown: svg("path", { d: "M26 1V9" }),
  }[look];
  return svg(
    "svg",
    { viewBox: "0 0 30 10", width: 30, height: 10, class: `edge-sample look-${look}`, "aria-hidden": "true" },
    svg("path", { d: "M1 5H22", "stroke-dasharray": LOOK_DASHES[look] }),
    end,
  );
}

function head(kind: EdgeKind): SVGElement {
  switch (kind) {
    case "reads":
    case "connects":
      return svg("path", { d: "M22 1.500L28 5L22 8.500" });
    case "authenticates":
    case "trusts":
      return svg("path", { d: "M20 5L24 1.500L28 5L24 8.500z", class: "filled" });
    case "runs-as":
      return svg("circle", { cx: 25, cy: 5, r: 2.6, class: "filled" });
    case "may":
      return svg("path", { d: "M26 1V9" });
    default:
      return svg("path", { d: "M21 1L29 5L21 9z", class: "filled" });
  }
}
