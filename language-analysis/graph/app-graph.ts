// Queries over the app map: what rules, data flow and views ask. Knows no template format.
import type {
  AppMap,
  EdgeKind,
  MapEdge,
  MapNode,
  MapSetting,
  NodeId,
  NodeKind,
  OwnedStatement,
} from "../model/app-map.ts";
import { doorOf } from "./route-doors.ts";
import { attackPaths, type AttackPath } from "./attack-path.ts";
import { grantedOn, type GrantedActions } from "./role-powers.ts";
import type { Sensitivity } from "../model/sensitivity.ts";
import { declaredSensitivity, hintOf, type SensitivityHint } from "./sensitivity.ts";

export class AppGraph {
  readonly map: AppMap;
  private readonly nodesById = new Map<NodeId, MapNode>();
  private readonly outgoing = new Map<NodeId, MapEdge[]>();
  private readonly incoming = new Map<NodeId, MapEdge[]>();
  private readonly statementsByOwner = new Map<NodeId, OwnedStatement[]>();

  private readonly triggers = new Map<NodeId, ReturnType<AppGraph["triggersOf"]>>();
  private readonly publicEndpoints = new Map<NodeId, ReturnType<AppGraph["publicEndpointsOf"]>>();
  private readonly byKind = new Map<NodeKind, readonly MapNode[]>();
  private byGroup: Map<string, MapNode[]> | undefined;
  private controls: readonly OwnedStatement[] | undefined;
  private settingsByNode: Map<NodeId, MapSetting[]> | undefined;
  private settingsByType: Map<string, MapSetting[]> | undefined;
  private data: ReadonlyMap<NodeId, Sensitivity> | undefined;
  private attack: ReadonlyMap<NodeId, AttackPath> | undefined;

  constructor(map: AppMap) {
    this.map = map;
    for (const node of map.nodes) this.nodesById.set(node.id, node);
    for (const edge of map.edges) {
      append(this.outgoing, edge.from, edge);
      append(this.incoming, edge.to, edge);
    }
    for (const statement of map.statements) append(this.statementsByOwner, statement.owner, statement);
  }

  node(id: NodeId): MapNode | undefined {
    return this.nodesById.get(id);
  }

  nodes(kind?: NodeKind): readonly MapNode[] {
    if (kind === undefined) return this.map.nodes;
    let nodes = this.byKind.get(kind);
    if (!nodes) this.byKind.set(kind, (nodes = this.map.nodes.filter((node) => node.kind === kind)));
    return nodes;
  }

  /** Nodes of one kind that a template declares, by its group. */
  nodesIn(group: string, kind: NodeKind): readonly MapNode[] {
    if (!this.byGroup) {
      this.byGroup = new Map();
      for (const node of this.map.nodes) append(this.byGroup, `${node.kind} ${node.group}`, node);
    }
    return this.byGroup.get(`${kind} ${group}`) ?? [];
  }

  /** Edges that leave `id`, all kinds or the given ones. */
  edgesFrom(id: NodeId, ...kinds: readonly EdgeKind[]): readonly MapEdge[] {
    return select(this.outgoing.get(id), kinds);
  }

  /** Edges that arrive at `id`, all kinds or the given ones. */
  edgesTo(id: NodeId, ...kinds: readonly EdgeKind[]): readonly MapEdge[] {
    return select(this.incoming.get(id), kinds);
  }

  statementsOf(owner: NodeId, policy?: OwnedStatement["policy"]): readonly OwnedStatement[] {
    const all = this.statementsByOwner.get(owner) ?? [];
    return policy === undefined ? all : all.filter((statement) => statement.policy === policy);
  }

  /** What policies of an organization in the workspace say of whole accounts. */
  serviceControls(): readonly OwnedStatement[] {
    return (this.controls ??= this.map.statements.filter(({ policy }) => policy === "service-control"));
  }

  /** Declared resources of the type that are no node (alarms, stages, trails, policies); all of them without a type. */
  settings(type?: string): readonly MapSetting[] {
    const all = this.map.settings ?? [];
    if (type === undefined) return all;
    if (!this.settingsByType) {
      this.settingsByType = new Map();
      for (const setting of all) append(this.settingsByType, setting.type, setting);
    }
    return this.settingsByType.get(type) ?? [];
  }

  /** The settings that are made for a node, all or those of the types. */
  settingsOf(id: NodeId, ...types: readonly string[]): readonly MapSetting[] {
    if (!this.settingsByNode) {
      this.settingsByNode = new Map();
      for (const setting of this.map.settings ?? []) {
        for (const node of setting.configures) append(this.settingsByNode, node, setting);
      }
    }
    const found = this.settingsByNode.get(id) ?? [];
    return types.length === 0 ? found : found.filter(({ type }) => types.includes(type));
  }

  /** Roles that `id` runs as. */
  rolesOf(id: NodeId): readonly MapNode[] {
    return this.edgesFrom(id, "runs-as").flatMap((edge) => this.node(edge.to) ?? []);
  }

  /** Functions (and workflows) that run as the role. */
  usersOfRole(role: NodeId): readonly MapNode[] {
    return this.edgesTo(role, "runs-as").flatMap((edge) => this.node(edge.from) ?? []);
  }

  /** Nodes that trigger `id`, with the edge. */
  triggersOf(id: NodeId): readonly { readonly edge: MapEdge; readonly source: MapNode }[] {
    let found = this.triggers.get(id);
    if (!found) {
      found = this.edgesTo(id, "triggers").flatMap((edge) => {
        const source = this.node(edge.from);
        return source ? [{ edge, source }] : [];
      });
      this.triggers.set(id, found);
    }
    return found;
  }

  /**
   * Endpoints through which the internet invokes `id` directly. `authenticated` is undefined when the endpoint's
   * authentication is not known.
   */
  publicEndpointsOf(
    id: NodeId,
  ): readonly { readonly endpoint: MapNode; readonly authenticated: boolean | undefined }[] {
    let found = this.publicEndpoints.get(id);
    if (!found) this.publicEndpoints.set(id, (found = this.findPublicEndpoints(id)));
    return found;
  }

  private findPublicEndpoints(id: NodeId): ReturnType<AppGraph["publicEndpointsOf"]> {
    return this.triggersOf(id)
      .filter(
        ({ source }) =>
          source.kind === "endpoint" &&
          this.edgesTo(source.id, "connects").some((edge) => this.node(edge.from)?.kind === "public"),
      )
      .map(({ source }) => {
        const authentication = doorOf(this, source);
        return {
          endpoint: source,
          authenticated: authentication?.kind === "text" ? authentication.value !== "none" : undefined,
        };
      });
  }

  /** How anyone on the internet gets to `id` without signing in; absent when no such way is known. */
  attackPathTo(id: NodeId): AttackPath | undefined {
    this.attack ??= attackPaths(this);
    return this.attack.get(id);
  }

  /** What data a store, channel, secret or user pool holds; absent when nothing tells of any. */
  dataOf(id: NodeId): Sensitivity | undefined {
    const { sensitivity } = this.map;
    if (!sensitivity) {
      const node = this.node(id);
      return node && declaredSensitivity(node);
    }
    this.data ??= new Map(sensitivity.map((one) => [one.node, one]));
    return this.data.get(id);
  }

  /** The most telling word about the data of a node. */
  sensitivityOf(id: NodeId): SensitivityHint | undefined {
    return hintOf(this.dataOf(id));
  }

  /** What `role` is allowed on `id`, statements on `*` included. */
  grantedOn(role: NodeId, id: NodeId): GrantedActions {
    const node = this.node(id);
    return node ? grantedOn(this, role, node) : { actions: [], statements: [] };
  }

  /** The platform's translator makes this role from settings of its only user: there is no declaration to edit. */
  isImplicitRole(id: NodeId): boolean {
    const node = this.node(id);
    return node?.kind === "role" && node.dialect === "none" && !node.declaredElsewhere;
  }
}

const GRAPHS = new WeakMap<AppMap, AppGraph>();

/** The same graph for the same map: what queries remember of it is found again. */
export function graphOf(map: AppMap): AppGraph {
  let graph = GRAPHS.get(map);
  if (!graph) GRAPHS.set(map, (graph = new AppGraph(map)));
  return graph;
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function select(edges: readonly MapEdge[] | undefined, kinds: readonly EdgeKind[]): readonly MapEdge[] {
  if (!edges) return [];
  return kinds.length === 0 ? edges : edges.filter((edge) => kinds.includes(edge.kind));
}
