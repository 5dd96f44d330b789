// What linking leaves for the next analysis, and what of it still holds. Templates name resources of each other: what one adds to the
// map holds as long as the face that all of them show to the others is the same.
import type { AppMap, MapEdge, MapNode, NodeId } from "../model/app-map.ts";
import type { CodeFile } from "../model/code-facts.ts";
import type { Fragment, FragmentNode } from "../model/fragment.ts";
import { jsonOf, remembered, type Memo, type Reads } from "../model/memo.ts";
import type { Value } from "../model/value.ts";
import type { DeclaredInCode } from "./code-functions.ts";
import type { EdgeDraft, JoinedEdges } from "./edge-collector.ts";
import { FileLayout } from "./file-layout.ts";
import type { HandlerSearch } from "./handlers.ts";
import { DeclaredMap, type KeptStack } from "./declared-map.ts";
import type { Contribution } from "./map-draft.ts";
import { MapIndex } from "./map-index.ts";
import type { CodeLayout } from "./modules.ts";
import type { Observed } from "./observed.ts";

export interface KeptHandler {
  readonly layout: CodeLayout;
  readonly fileLayout: FileLayout;
  readonly reads: Reads<CodeFile>;
  readonly search: HandlerSearch;
  /** The node with its handler. */
  readonly node: MapNode;
}

export interface KeptObservation extends Observed {
  readonly face: readonly string[];
  readonly layout: CodeLayout;
  readonly reads: Reads<CodeFile>;
  readonly added: Contribution;
}

export class KeptLinks {
  readonly joined: JoinedEdges = { known: new WeakMap<EdgeDraft, { drafts: EdgeDraft[]; edge: MapEdge }>(), ids: [] };
  readonly handlers = new WeakMap<FragmentNode, KeptHandler>();
  readonly undeclared = new WeakMap<CodeFile, readonly MapNode[]>();
  readonly inCode = new WeakMap<CodeFile, DeclaredInCode>();
  observations: ReadonlyMap<NodeId, KeptObservation> = new Map();
  nodeIds: readonly string[] = [];
  face: readonly string[] = [];
  /** Holds for `face`. */
  private stacks = new WeakMap<Fragment, KeptStack>();
  private readonly faces = new WeakMap<Fragment, string>();
  private known: DeclaredMap | undefined;
  private map: AppMap = { nodes: [], edges: [], statements: [] };
  private files: ReadonlySet<string> = new Set();
  private fileLayout = new FileLayout(this.files);

  /** What the fragments say: as before, as far as none of them means something else to the others now. */
  declared(fragments: readonly Fragment[]): DeclaredMap {
    if (this.known && isSameList(fragments, this.known.fragments)) return this.known;
    const face = fragments.map((fragment) => this.faceOf(fragment));
    if (!isSameList(face, this.face)) {
      this.face = face;
      this.stacks = new WeakMap();
    }
    this.known = new DeclaredMap(fragments, new MapIndex(fragments), this.stacks, this.joined);
    return this.known;
  }

  /** Where the files lie; the same object for the same object. */
  layoutOf(files: ReadonlySet<string>): FileLayout {
    if (files !== this.files) this.fileLayout = new FileLayout(files);
    this.files = files;
    return this.fileLayout;
  }

  /** Everything on it that is equal as the object of the analysis before: what was found out about that still holds. */
  settled({ nodes, edges, statements, settings = [], usage = [] }: AppMap, memo: Memo | undefined): AppMap {
    const before = this.map;
    const isEqual = (a: object, b: object) => a === b || jsonOf(a, memo) === jsonOf(b, memo);
    const known = before.settings ?? [];
    const kept = settledList(settings, known, isEqual);
    const knownUses = before.usage ?? [];
    const uses = sameOrNow(usage, knownUses, isEqual);
    const map = {
      nodes: settledList(nodes, before.nodes, isEqual),
      edges: settledList(edges, before.edges, isEqual),
      statements:
        statements.length === before.statements.length &&
        statements.every((one, index) => isEqual(one, before.statements[index] ?? {}))
          ? before.statements
          : statements,
      ...(kept.length > 0 && { settings: kept }),
      ...(uses.length > 0 && { usage: uses }),
    };
    const isSame =
      map.nodes === before.nodes &&
      map.edges === before.edges &&
      map.statements === before.statements &&
      isSameList(kept, known) &&
      isSameList(uses, knownUses);
    if (!isSame) this.map = map;
    return this.map;
  }

  private faceOf(fragment: Fragment): string {
    let face = this.faces.get(fragment);
    if (face === undefined) this.faces.set(fragment, (face = faceOf(fragment)));
    return face;
  }
}

export function keptLinks(memo: Memo | undefined): KeptLinks {
  return remembered(memo, "links", () => new KeptLinks());
}

/** All that resolving a value of another template may ask of this one: `MapIndex` and the linker look at nothing else. */
function faceOf({ file, nodes, edges, outputs, stacks }: Fragment): string {
  const shown = nodes.map(({ id, kind, service, group, logicalId, declaredElsewhere, properties }) => {
    const { physicalName, secretValue } = properties;
    return [id, kind, service, group, logicalId, declaredElsewhere, physicalName, secretValue];
  });
  const drawn = edges.flatMap(({ kind, from }) => (kind === "runs-as" && "node" in from ? [from.node] : []));
  return JSON.stringify([file, shown, drawn, outputs, stacks], withoutPlaces);
}

/** Where a value stands means something only when it is not known: then two of them are equal by their place. */
function withoutPlaces(this: unknown, key: string, value: unknown): unknown {
  if (key === "layout" || key === "keyAt") return undefined;
  if (key !== "at") return value;
  return (this as Value).kind === "unresolved" ? value : (value as Value["at"]).file;
}

export function isSameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

function sameOrNow<T extends object>(
  now: readonly T[],
  before: readonly T[],
  isEqual: (a: T, b: T) => boolean,
): readonly T[] {
  const settled = now.map((one, index) => {
    const other = before[index];
    return other && isEqual(one, other) ? other : one;
  });
  return isSameList(settled, before) ? before : settled;
}

/** Both sorted by id. */
function settledList<T extends { readonly id: string }>(
  now: readonly T[],
  before: readonly T[],
  isEqual: (a: T, b: T) => boolean,
): readonly T[] {
  let next = 0;
  const settled = now.map((one) => {
    let other = before[next];
    while (other && other.id < one.id) other = before[++next];
    return other?.id === one.id && isEqual(one, other) ? other : one;
  });
  return isSameList(settled, before) ? before : settled;
}
