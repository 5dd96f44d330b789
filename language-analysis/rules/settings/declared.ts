// Every declared resource, node or setting, in one form: what rules about settings look at.
import type { AppGraph } from "../../graph/app-graph.ts";
import type { Dialect, MapNode, MapSetting, NodeId } from "../../model/app-map.ts";
import type { SourceRange } from "../../model/range.ts";
import { textOf, type MapValue, type Value } from "../../model/value.ts";

export interface Declared {
  readonly id: NodeId;
  readonly type: string;
  readonly name: string;
  readonly logicalId: string;
  readonly dialect: Dialect;
  readonly group: string;
  readonly at: SourceRange;
  readonly nameAt: SourceRange;
  /** Effective properties, SAM Globals applied. */
  readonly settings: Value | undefined;
  /** Properties as the resource itself writes them: where an edit goes. */
  readonly body: MapValue | undefined;
  /** The node that a finding belongs to: its own, else the first one that it configures. */
  readonly on: NodeId;
  readonly node?: MapNode;
  readonly configures: readonly NodeId[];
}

const INDEXES = new WeakMap<AppGraph, ReadonlyMap<string, readonly Declared[]>>();

/** Declared resources of the types, by type and then in the map's order. */
export function declaredOf(graph: AppGraph, ...types: readonly string[]): readonly Declared[] {
  let index = INDEXES.get(graph);
  if (!index) INDEXES.set(graph, (index = indexOf(graph)));
  return types.flatMap((type) => index.get(type) ?? []);
}

function indexOf(graph: AppGraph): ReadonlyMap<string, readonly Declared[]> {
  const index = new Map<string, Declared[]>();
  const add = (declared: Declared): void => {
    const known = index.get(declared.type);
    if (known) known.push(declared);
    else index.set(declared.type, [declared]);
  };
  for (const node of graph.nodes()) if (isDeclared(node)) add(ofNode(node));
  for (const setting of graph.settings()) add(ofSetting(setting));
  return index;
}

/** Routes have the type of the API that they were read from, and are no resource of it. */
function isDeclared({ type, kind, properties, declaredElsewhere }: MapNode): boolean {
  if (type === "" || declaredElsewhere) return false;
  const isRoute = kind === "endpoint" && textOf(properties["protocol"]) !== "api";
  return !(
    isRoute && /^AWS::(Serverless::\w*Api|ApiGateway::RestApi|ApiGatewayV2::Api|AppSync::GraphQLApi)$/.test(type)
  );
}

function ofNode(node: MapNode): Declared {
  const { id, type, name, logicalId, dialect, group, at, nameAt, body } = node;
  const settings = node.effective ?? body;
  return { id, type, name, logicalId, dialect, group, at, nameAt, settings, body, on: id, node, configures: [id] };
}

function ofSetting(setting: MapSetting): Declared {
  const { id, type, logicalId, dialect, group, at, nameAt, body, configures } = setting;
  const on = configures[0] ?? id;
  return { id, type, name: logicalId, logicalId, dialect, group, at, nameAt, settings: body, body, on, configures };
}
