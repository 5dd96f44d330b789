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
}

export class Elsewhere {
  readonly nodes = new Map<NodeId, MapNode>();

  internet(): NodeId {
    if (!this.nodes.has(INTERNET_ID)) {
      this.nodes.set(INTERNET_ID, make(INTERNET_ID, "public", "internet", "Internet", "", startOfFile("")));
    }
    return INTERNET_ID;
  }

  /** One node for each stack that refers to it, or for all when the name is unique in the world (account given, bucket). */
  node({ kind, service, name, account, isExact }: ElsewhereName, place: Place): NodeId {
    const isShared = isExact && (account !== undefined || service === "s3");
    const group = isShared ? "" : place.group;
    return this.add(
      `${group}#elsewhere:${service}:${account === undefined ? "" : `${account}:`}${name}`,
      place.at,
      (id, at) => ({
        ...make(id, kind, service, name, group, at),
        declaredElsewhere: true,
      }),
    );
  }

  /** A service that has no resource of the app's own: e-mail, SMS, a managed model. */
  external(service: string, name: string, place: Place): NodeId {
    return this.add(`${place.group}#external:${service}`, place.at, (id, at) =>
      make(id, "external", service, name, place.group, at),
    );
  }

  /** The first place in the workspace that refers to it is where it is shown. */
  private add(id: NodeId, at: SourceRange, create: (id: NodeId, at: SourceRange) => MapNode): NodeId {
    const known = this.nodes.get(id);
    if (!known || compareRanges(at, known.at) < 0) this.nodes.set(id, create(id, at));
    return id;
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
