// Every declared resource, node or setting, in one form: what rules about settings look at.
import type { AppGraph } from "../../graph/app-graph.ts";
import type { Dialect, MapNode, MapSetting, NodeId } from "../../model/app-map.ts";
import { oncePer } from "../../model/memo.ts";
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

interface Index {
  readonly byType: ReadonlyMap<string, readonly Declared[]>;
  /** By group. */
  readonly providers: ReadonlyMap<string, Declared>;
}

/** Declared resources of the types, by type and then in the map's order. */
export function declaredOf(graph: AppGraph, ...types: readonly string[]): readonly Declared[] {
  const { byType } = indexOf(graph);
  return types.flatMap((type) => byType.get(type) ?? []);
}

/** What a service of the Serverless Framework says for all of its functions. */
export function serviceProvider(graph: AppGraph, group: string): Declared | undefined {
  return indexOf(graph).providers.get(group);
}

const indexOf = oncePer((graph: AppGraph): Index => {
  const byType = new Map<string, Declared[]>();
  const add = (declared: Declared): void => {
    const list = byType.get(declared.type);
    if (list) list.push(declared);
    else byType.set(declared.type, [declared]);
  };
  for (const node of graph.nodes()) {
    const declared = declaredNode(node);
    if (declared) add(declared);
  }
  for (const setting of graph.settings()) add(ofSetting(setting));
  const providers = new Map<string, Declared>();
  for (const one of byType.get("Serverless::Provider") ?? []) {
    if (!providers.has(one.group)) providers.set(one.group, one);
  }
  return { byType, providers };
});

const declaredNode = oncePer((node: MapNode) => (isDeclared(node) ? ofNode(node) : undefined));

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

const ofSetting = oncePer((setting: MapSetting): Declared => {
  const { id, type, logicalId, dialect, group, at, nameAt, body, configures } = setting;
  const on = configures[0] ?? id;
  return { id, type, name: logicalId, logicalId, dialect, group, at, nameAt, settings: body, body, on, configures };
});
