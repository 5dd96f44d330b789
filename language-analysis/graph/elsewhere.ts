// Nodes that no template declares: the internet, what is declared outside of the workspace, third parties.
import type { MapNode, NodeId, NodeKind } from "../model/app-map.ts";
import { compareRanges, startOfFile, type SourceRange } from "../model/range.ts";
import type { Place } from "./resolver.ts";

export const INTERNET_ID = "#internet";

export interface ElsewhereName {
  readonly kind: NodeKind;
  readonly service: string;
  readonly name: string;
  readonly account?: string | undefined;
  /** No part of the name is a reference: then it means the same in every stack. */
  readonly isExact: boolean;
  /** When it is called something else than it is shown as. */
  readonly physical?: string;
}

export class Elsewhere {
  readonly nodes: Map<NodeId, MapNode>;
  /** While set, what is added is noted here too. */
  recording: MapNode[] | undefined;

  constructor(known: ReadonlyMap<NodeId, MapNode> = new Map()) {
    this.nodes = new Map(known);
  }

  internet(): NodeId {
    return this.add(make(INTERNET_ID, "public", "internet", "Internet", "", startOfFile("")));
  }

  /** One node for each stack that refers to it, or for all when the name is unique in the world (account given, bucket). */
  node({ kind, service, name, account, isExact, physical = name }: ElsewhereName, place: Place): NodeId {
    const isShared = isExact && (account !== undefined || service === "s3");
    const group = isShared ? "" : place.group;
    const id = `${group}#elsewhere:${service}:${account === undefined ? "" : `${account}:`}${name}`;
    const physicalName = { kind: "text", value: physical, at: place.at } as const;
    const properties = isExact ? { physicalName } : {};
    return this.add({ ...make(id, kind, service, name, group, place.at), properties, declaredElsewhere: true });
  }

  /** A service that has no resource of the app's own: e-mail, SMS, a managed model. */
  external(service: string, name: string, place: Place): NodeId {
    return this.add(make(`${place.group}#external:${service}`, "external", service, name, place.group, place.at));
  }

  /** The first place in the workspace that refers to it is where it is shown. */
  add(node: MapNode): NodeId {
    const known = this.nodes.get(node.id);
    if (!known || compareRanges(node.at, known.at) < 0) this.nodes.set(node.id, node);
    this.recording?.push(node);
    return node.id;
  }
}

function make(id: NodeId, kind: NodeKind, service: string, name: string, group: string, at: SourceRange): MapNode {
  return {
    id,
    kind,
    provider: kind === "public" ? "any" : "aws",
    service,
    name,
    logicalId: "",
    type: "",
    dialect: "none",
    group,
    at,
    nameAt: at,
    properties: {},
  };
}
