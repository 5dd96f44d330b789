// What the layout works on and what it returns: boxes and points, no facts of the app. Units are pixels at zoom 1.
import type { NodeKind } from "./app-map.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle by its centre, as the drawing places things. */
export interface Box extends Point, Size {}

export interface LayoutNode extends Size {
  readonly id: string;
  /** Id of its group; empty for a node that stands alone (the internet). */
  readonly group: string;
  readonly kind: NodeKind;
}

/** Width and height are those of the closed box. */
export interface LayoutGroup extends Size {
  readonly id: string;
  /** Of groups without an order by flow, those with a lower rank come first. */
  readonly rank?: number;
}

/** A self-loop or an edge with an unknown end is left out of the layout. */
export interface LayoutEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

export interface LayoutRequest {
  /** `full`: all nodes in one picture; `overview`: groups as boxes, with the inside of each laid out beside. */
  readonly mode: "full" | "overview";
  readonly nodes: readonly LayoutNode[];
  readonly groups: readonly LayoutGroup[];
  readonly edges: readonly LayoutEdge[];
  /** Overview: merged edges between groups. */
  readonly groupEdges: readonly LayoutEdge[];
  /** Width of the panel divided by its height: the picture is made to fill it. Absent: that of a usual window. */
  readonly aspect?: number;
  /** Space in an open group around its nodes; the title stands in the top. */
  readonly padding: { readonly top: number; readonly side: number };
}

export interface LayoutResult {
  readonly mode: "full" | "overview";
  /** `columns` is our own engine: for the inside of groups, and for everything when ELK was too slow or failed. */
  readonly engine: "elk" | "columns";
  /** Full: centre of each node. Overview: the same, relative to the centre of its open group. */
  readonly nodes: Readonly<Record<string, Point>>;
  /** Where each group's centre is, with its open size. Overview: the centre of the closed box. */
  readonly groups: Readonly<Record<string, Box>>;
  /** The way of an edge from end to end, by edge id (overview: by id of the group edge). Absent: a direct line. */
  readonly routes: Readonly<Record<string, readonly Point[]>>;
}
