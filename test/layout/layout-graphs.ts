// Requests for the layout tests: a small shop, and anything.
import fc from "fast-check";
import { NODE_KINDS, type NodeKind } from "../../language-analysis/model/app-map.ts";
import type { LayoutRequest, LayoutResult } from "../../language-analysis/model/layout.ts";

const CARD = { width: 220, height: 50 };
const CLOSED = { width: 252, height: 88 };
const PADDING = { top: 46, side: 22 };

const SHOP: readonly (readonly [id: string, kind: NodeKind, group: string])[] = [
  ["internet", "public", ""],
  ["GET /orders", "endpoint", "shop"],
  ["POST /orders", "endpoint", "shop"],
  ["list", "function", "shop"],
  ["create", "function", "shop"],
  ["process", "function", "shop"],
  ["orders", "store", "shop"],
  ["queue", "channel", "shop"],
  ["role", "role", "shop"],
  ["quote-url", "endpoint", "pricing"],
  ["quote", "function", "pricing"],
  ["prices", "store", "pricing"],
  ["payments", "external", ""],
];

const SHOP_EDGES: readonly (readonly [from: string, to: string])[] = [
  ["internet", "GET /orders"],
  ["internet", "POST /orders"],
  ["internet", "quote-url"],
  ["GET /orders", "list"],
  ["POST /orders", "create"],
  ["list", "orders"],
  ["create", "orders"],
  ["create", "queue"],
  ["queue", "process"],
  ["process", "orders"],
  ["process", "payments"],
  ["list", "role"],
  ["create", "role"],
  ["quote-url", "quote"],
  ["quote", "prices"],
  ["quote", "orders"],
];

export function shopRequest(mode: LayoutRequest["mode"]): LayoutRequest {
  return {
    mode,
    nodes: SHOP.map(([id, kind, group]) => ({ id, kind, group, ...CARD })),
    groups: ["", "shop", "pricing"].map((id) => ({ id, ...CLOSED })),
    edges: SHOP_EDGES.map(([from, to]) => ({ id: `${from}>${to}`, from, to })),
    groupEdges: [
      { id: "|shop", from: "", to: "shop" },
      { id: "pricing|shop", from: "pricing", to: "shop" },
    ],
    padding: PADDING,
  };
}

const GROUPS = ["", "a", "b", "c/template.yaml"];

/** Small graphs with everything that can be wrong: self-loops, unknown ends, doubled edges, empty groups. */
export const requestArbitrary: fc.Arbitrary<LayoutRequest> = fc
  .record({
    mode: fc.constantFrom("full" as const, "overview" as const),
    kinds: fc.array(fc.tuple(fc.constantFrom(...NODE_KINDS), fc.constantFrom(...GROUPS)), { maxLength: 24 }),
    ends: fc.array(fc.tuple(fc.nat(26), fc.nat(26)), { maxLength: 40 }),
    groupEnds: fc.array(fc.tuple(fc.constantFrom(...GROUPS), fc.constantFrom(...GROUPS)), { maxLength: 6 }),
  })
  .map(({ mode, kinds, ends, groupEnds }) => ({
    mode,
    nodes: kinds.map(([kind, group], index) => ({ id: `n${String(index)}`, kind, group, ...CARD })),
    groups: GROUPS.map((id) => ({ id, ...CLOSED })),
    edges: ends.map(([from, to], index) => ({
      id: `e${String(index)}`,
      from: `n${String(from)}`,
      to: `n${String(to)}`,
    })),
    groupEdges: groupEnds.map(([from, to], index) => ({ id: `g${String(index)}`, from, to })),
    padding: PADDING,
  }));

export interface Edges {
  readonly id: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What must not overlap, list by list: nodes (of one group in an overview), and groups as they are shown. */
export function boxesOf(request: LayoutRequest, result: LayoutResult): readonly (readonly Edges[])[] {
  const box = (id: string, at: { x: number; y: number }, size: { width: number; height: number }): Edges => ({
    id,
    left: at.x - size.width / 2,
    top: at.y - size.height / 2,
    right: at.x + size.width / 2,
    bottom: at.y + size.height / 2,
  });
  const isOverview = request.mode === "overview";
  const nodeLists = (isOverview ? request.groups.map((group) => group.id) : [undefined]).map((group) =>
    request.nodes
      .filter((node) => group === undefined || node.group === group)
      .flatMap((node) => {
        const at = result.nodes[node.id];
        return at ? [box(node.id, at, node)] : [];
      }),
  );
  const groups = Object.entries(result.groups).map(([id, at]) => box(id, at, isOverview ? CLOSED : at));
  return [...nodeLists, groups];
}

export function overlaps(boxes: readonly Edges[]): readonly string[] {
  const slack = 0.01;
  return boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter(
        (b) =>
          a.left < b.right - slack && b.left < a.right - slack && a.top < b.bottom - slack && b.top < a.bottom - slack,
      )
      .map((b) => `${a.id} and ${b.id}`),
  );
}
