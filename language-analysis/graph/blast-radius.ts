// What whoever takes over a node gets at: directly by the role's permissions, and on through functions that can be made to work
// for the attacker. And the reverse: who gets at a node.
import { ACCESSES, accessOf, type Access } from "../iam/access.ts";
import type { Confidence, MapNode, NodeId } from "../model/app-map.ts";
import type { SourceRange } from "../model/range.ts";
import type { AppGraph } from "./app-graph.ts";
import { roleReach, type EverywherePower } from "./role-reach.ts";
import { takeovers } from "./takeover.ts";

export interface BlastStep {
  readonly from: NodeId;
  readonly to: NodeId;
  /**
   * `role`: runs as it; `grant`: the role's policy allows it; `trigger`: what arrives there starts the function; `call`: the function's
   * code does it; `takeover`: the permissions let one become it.
   */
  readonly by: "role" | "grant" | "trigger" | "call" | "takeover";
  /** Actions or label, short. */
  readonly label: string;
  readonly at: SourceRange;
}

export interface BlastEntry {
  readonly node: NodeId;
  /** In the order of `ACCESSES`; never empty. */
  readonly access: readonly Access[];
  /** Sorted; empty when the access follows from events alone. */
  readonly actions: readonly string[];
  /**
   * `granted`: by permissions that the attacker then holds. `influenced`: through another function's own work, with input of the
   * attacker's choice.
   */
  readonly how: "granted" | "influenced";
  readonly confidence: Confidence;
  /** From the node that was taken over to this one. */
  readonly path: readonly BlastStep[];
}

export interface BlastRadius {
  readonly node: NodeId;
  /** Sorted by length of the path, then node id. The node itself and its role are not among them. */
  readonly entries: readonly BlastEntry[];
  /** Permissions on every resource of a service, on the map or not. */
  readonly everywhere: readonly EverywherePower[];
  /** Nodes per access. */
  readonly counts: Readonly<Record<Access, number>>;
}

export interface Reacher {
  /** Whoever is taken over. */
  readonly node: NodeId;
  readonly entry: BlastEntry;
}

/** Holders of credentials act with everything their role may; those influenced do only what they always do. */
type Mode = "holds" | "influenced";

const MOST_NODES = 2_000;
const RADII = new WeakMap<AppGraph, Map<NodeId, BlastRadius>>();

/** Remembered by graph and node. Empty for nodes that are not on the map. */
export function blastRadius(graph: AppGraph, nodeId: NodeId): BlastRadius {
  let known = RADII.get(graph);
  if (!known) RADII.set(graph, (known = new Map<NodeId, BlastRadius>()));
  let radius = known.get(nodeId);
  if (!radius) known.set(nodeId, (radius = new Spread(graph, nodeId).result()));
  return radius;
}

const REACHERS = new WeakMap<AppGraph, ReadonlyMap<NodeId, readonly Reacher[]>>();

/** Functions, workflows and entry points whose takeover reaches the node; the shortest path of each, sorted by its length. */
export function whoReaches(graph: AppGraph, nodeId: NodeId): readonly Reacher[] {
  let index = REACHERS.get(graph);
  if (!index) REACHERS.set(graph, (index = indexReachers(graph)));
  return index.get(nodeId) ?? [];
}

function indexReachers(graph: AppGraph): ReadonlyMap<NodeId, readonly Reacher[]> {
  const index = new Map<NodeId, Reacher[]>();
  for (const node of graph.nodes()) {
    if (node.kind !== "function" && node.kind !== "workflow") continue;
    for (const entry of blastRadius(graph, node.id).entries) {
      const list = index.get(entry.node);
      if (list) list.push({ node: node.id, entry });
      else index.set(entry.node, [{ node: node.id, entry }]);
    }
  }
  for (const list of index.values()) {
    list.sort((a, b) => a.entry.path.length - b.entry.path.length || (a.node < b.node ? -1 : 1));
  }
  return index;
}

interface Draft {
  readonly access: Set<Access>;
  readonly actions: Set<string>;
  how: BlastEntry["how"];
  confidence: Confidence;
  readonly path: readonly BlastStep[];
}

interface Visit {
  readonly node: NodeId;
  readonly mode: Mode;
  readonly path: readonly BlastStep[];
}

class Spread {
  private readonly drafts = new Map<NodeId, Draft>();
  private readonly everywhere = new Map<string, EverywherePower>();
  private readonly seen = new Set<string>();
  private readonly queue: Visit[] = [];

  constructor(
    private readonly graph: AppGraph,
    private readonly start: NodeId,
  ) {
    const node = graph.node(start);
    if (node)
      this.enqueue({ node: start, mode: isRunner(node) || node.kind === "role" ? "holds" : "influenced", path: [] });
    for (let next = 0; next < this.queue.length && next < MOST_NODES; next++) {
      const visit = this.queue[next];
      if (visit) this.visit(visit);
    }
  }

  result(): BlastRadius {
    const roles = new Set(this.graph.rolesOf(this.start).map(({ id }) => id));
    const entries = [...this.drafts]
      .filter(([id, { access }]) => id !== this.start && !roles.has(id) && access.size > 0)
      .map(([node, { access, actions, how, confidence, path }]) => ({
        node,
        access: ACCESSES.filter((one) => access.has(one)),
        actions: [...actions].sort(),
        how,
        confidence,
        path,
      }))
      .sort((a, b) => a.path.length - b.path.length || (a.node < b.node ? -1 : 1));
    const counts = Object.fromEntries(
      ACCESSES.map((access) => [access, entries.filter((entry) => entry.access.includes(access)).length]),
    ) as Record<Access, number>;
    const everywhere = [...this.everywhere.values()].sort((a, b) => (a.service < b.service ? -1 : 1));
    return { node: this.start, entries, everywhere, counts };
  }

  private enqueue(visit: Visit): void {
    // Whoever holds the credentials can do what the influenced one does.
    if (this.seen.has(`holds ${visit.node}`) || this.seen.has(`${visit.mode} ${visit.node}`)) return;
    this.seen.add(`${visit.mode} ${visit.node}`);
    this.queue.push(visit);
  }

  private visit({ node: id, mode, path }: Visit): void {
    const node = this.graph.node(id);
    if (!node) return;
    if (mode === "holds") this.hold(node, path);
    if (isRunner(node)) this.work(node, path);
    else if (node.kind !== "role") this.arrive(node, path);
  }

  /** Everything the roles may do. */
  private hold(node: MapNode, path: readonly BlastStep[]): void {
    const roles = node.kind === "role" ? [node] : this.graph.rolesOf(node.id);
    for (const role of roles) {
      const toRole: readonly BlastStep[] =
        role.id === node.id
          ? path
          : [...path, { from: node.id, to: role.id, by: "role", label: role.name, at: role.nameAt }];
      const { nodes, everywhere } = roleReach(this.graph, role.id);
      for (const power of everywhere)
        if (!this.everywhere.has(power.service)) this.everywhere.set(power.service, power);
      for (const { node: target, actions, at, confidence } of nodes.values()) {
        const counting = actions.filter((action) => accessOf(action) !== undefined);
        if (counting.length === 0) continue;
        const label = counting.length === 1 ? (counting[0] ?? "") : `${counting[0]} +${counting.length - 1}`;
        const step: BlastStep = { from: role.id, to: target, by: "grant", label, at };
        this.note(target, counting, "granted", confidence, [...toRole, step]);
        this.follow(target, counting, [...toRole, step]);
      }
      for (const { target, label, at } of takeovers(this.graph, role.id)) {
        const step: BlastStep = { from: role.id, to: target, by: "takeover", label, at };
        this.note(target, [], "granted", "high", [...toRole, step], "administer");
        this.enqueue({ node: target, mode: "holds", path: [...toRole, step] });
      }
    }
  }

  /** What the function or workflow does by itself. */
  private work(node: MapNode, path: readonly BlastStep[]): void {
    for (const edge of this.graph.edgesFrom(node.id, "reads", "writes", "publishes", "invokes")) {
      const at = edge.evidence.find(({ kind }) => kind !== "granted")?.at;
      if (!at) continue;
      const [label = edge.kind] = edge.actions ?? [];
      const step: BlastStep = { from: node.id, to: edge.to, by: "call", label, at };
      const access: Access = edge.kind === "reads" ? "read" : edge.kind === "invokes" ? "invoke" : "write";
      const actions = edge.actions ?? [];
      this.note(edge.to, actions, "influenced", edge.confidence, [...path, step], access);
      if (edge.kind !== "reads") this.follow(edge.to, actions, [...path, step], edge.kind === "invokes");
    }
  }

  /** What arrives at a channel, store or entry point starts what it triggers. */
  private arrive(node: MapNode, path: readonly BlastStep[]): void {
    for (const edge of this.graph.edgesFrom(node.id, "triggers", "invokes")) {
      const at = edge.evidence[0]?.at;
      const target = this.graph.node(edge.to);
      if (!at || !target) continue;
      const step: BlastStep = { from: node.id, to: edge.to, by: "trigger", label: edge.trigger ?? edge.kind, at };
      if (isRunner(target)) this.note(edge.to, [], "influenced", edge.confidence, [...path, step], "invoke");
      this.enqueue({ node: edge.to, mode: "influenced", path: [...path, step] });
    }
  }

  private follow(target: NodeId, actions: readonly string[], path: readonly BlastStep[], isInvoked = false): void {
    const node = this.graph.node(target);
    if (!node) return;
    const does = new Set(actions.map(accessOf));
    const isStarted = isInvoked || does.has("invoke");
    if (isRunner(node) ? isStarted : does.has("write") || (isStarted && node.kind === "endpoint")) {
      this.enqueue({ node: target, mode: "influenced", path });
    }
  }

  private note(
    id: NodeId,
    actions: readonly string[],
    how: BlastEntry["how"],
    confidence: Confidence,
    path: readonly BlastStep[],
    access?: Access,
  ): void {
    let draft = this.drafts.get(id);
    if (!draft) this.drafts.set(id, (draft = { access: new Set(), actions: new Set(), how, confidence, path }));
    const known = actions.flatMap((action) => accessOf(action) ?? []);
    for (const one of known) draft.access.add(one);
    if (access && known.length === 0) draft.access.add(access);
    for (const action of actions) draft.actions.add(action);
    if (how === "granted") draft.how = how;
  }
}

function isRunner({ kind }: MapNode): boolean {
  return kind === "function" || kind === "workflow";
}
