// Look-ups over one GraphView, built once per message.
import type {
  EdgeView,
  FindingView,
  GraphView,
  GroupView,
  NodeView,
  RuleView,
} from "../language-analysis/views/graph-view.ts";
import { foldingOf } from "./folding.ts";

export class GraphIndex {
  readonly nodes: ReadonlyMap<string, NodeView>;
  readonly groups: ReadonlyMap<string, GroupView>;
  readonly edges: ReadonlyMap<string, EdgeView>;
  readonly rules: ReadonlyMap<string, RuleView>;
  /** Roles that are drawn as part of a function, by role, while permissions are not shown. */
  readonly folded: ReadonlyMap<string, string>;
  /** Nodes that are not drawn while permissions are not shown. */
  readonly aside: ReadonlySet<string>;
  private readonly rolesOf = new Map<string, string[]>();
  private readonly findingsByNode = new Map<string, FindingView[]>();
  private readonly findingsByEdge = new Map<string, FindingView[]>();
  private readonly outgoing = new Map<string, EdgeView[]>();
  private readonly incoming = new Map<string, EdgeView[]>();

  constructor(readonly graph: GraphView) {
    this.nodes = new Map(graph.nodes.map((node) => [node.id, node]));
    this.groups = new Map(graph.groups.map((group) => [group.id, group]));
    this.edges = new Map(graph.edges.map((edge) => [edge.id, edge]));
    this.rules = new Map(graph.rules.map((rule) => [rule.id, rule]));
    const { folded, aside } = foldingOf(graph);
    this.folded = folded;
    this.aside = aside;
    for (const [role, user] of this.folded) push(this.rolesOf, user, role);
    for (const finding of graph.findings) {
      push(this.findingsByNode, finding.node, finding);
      if (finding.edge !== undefined) push(this.findingsByEdge, finding.edge, finding);
    }
    for (const edge of graph.edges) {
      push(this.outgoing, edge.from, edge);
      push(this.incoming, edge.to, edge);
    }
  }

  findingsOf(node: string): readonly FindingView[] {
    return this.findingsByNode.get(node) ?? [];
  }

  /** Findings that a card shows: the node's own, and those of a role that is folded into it. */
  findingsOnCard(node: string, showPermissions: boolean): readonly FindingView[] {
    const roles = showPermissions ? [] : (this.rolesOf.get(node) ?? []);
    return [node, ...roles].flatMap((id) => this.findingsOf(id));
  }

  findingsOfEdge(edge: string): readonly FindingView[] {
    return this.findingsByEdge.get(edge) ?? [];
  }

  edgesFrom(node: string): readonly EdgeView[] {
    return this.outgoing.get(node) ?? [];
  }

  edgesTo(node: string): readonly EdgeView[] {
    return this.incoming.get(node) ?? [];
  }

  /** Nodes that a search for `text` finds, in the graph's order. Empty text finds nothing. */
  search(text: string): readonly NodeView[] {
    const wanted = text.trim().toLowerCase();
    if (wanted === "") return [];
    return this.graph.nodes.filter(({ label, sublabel, service, kind, place, handlerPlace, group }) =>
      [label, sublabel, service, kind, place, handlerPlace, group].some((part) => part?.toLowerCase().includes(wanted)),
    );
  }

  /** As `search`; what has the very name comes first. */
  hits(text: string): readonly NodeView[] {
    const wanted = text.trim().toLowerCase();
    const isNamed = ({ label }: NodeView) => Number(label.toLowerCase() === wanted);
    return [...this.search(text)].sort((a, b) => isNamed(b) - isNamed(a));
  }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
