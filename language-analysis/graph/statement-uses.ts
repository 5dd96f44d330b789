// Which uses of which functions hang on one statement as it is written: a text may grant to several roles.
import type { MapNode, NodeId } from "../model/app-map.ts";
import type { SourceRange } from "../model/range.ts";
import type { PolicyStatement } from "../model/statement.ts";
import type { AppGraph } from "./app-graph.ts";
import { placeOf } from "./role-policy.ts";
import { roleUse } from "./role-use.ts";
import { useGrants, type UseGrant } from "./use-grants.ts";

export interface StatementUse extends UseGrant {
  readonly user: MapNode;
  /** A policy that the function has anyway, for its logs and triggers, allows it as well. */
  readonly isAllowedAnyway: boolean;
}

export interface StatementUses {
  /** Roles that the text grants to. */
  readonly owners: readonly NodeId[];
  readonly uses: readonly StatementUse[];
  /** Everything that the users of all these roles call is known: what is not in `uses` is not used by way of the statement. */
  readonly isComplete: boolean;
}

interface Index {
  readonly owners: ReadonlyMap<string, readonly NodeId[]>;
  readonly uses: ReadonlyMap<string, readonly StatementUse[]>;
}

const INDEXES = new WeakMap<AppGraph, Index>();

/** `at` is the whole statement, or the policy template or managed policy that stands for some. */
export function statementUses(graph: AppGraph, at: SourceRange): StatementUses {
  let index = INDEXES.get(graph);
  if (!index) INDEXES.set(graph, (index = indexOf(graph)));
  const place = placeOf(at);
  const owners = index.owners.get(place) ?? [];
  const isComplete = owners.length > 0 && owners.every((owner) => roleUse(graph, owner).isComplete);
  return { owners, uses: index.uses.get(place) ?? [], isComplete };
}

function indexOf(graph: AppGraph): Index {
  const owners = new Map<string, NodeId[]>();
  for (const { at, owner, policy } of graph.map.statements) {
    if (policy === "identity" || policy === "boundary") append(owners, placeOf(at), owner);
  }
  const uses = new Map<string, StatementUse[]>();
  for (const user of graph.nodes("function")) {
    for (const grant of useGrants(graph, user.id)) {
      const places = new Set(grant.because.map(({ at }) => placeOf(at)));
      const isAllowedAnyway = grant.decision === "granted" && grant.because.some(isThereAnyway);
      for (const place of places) append(uses, place, { ...grant, user, isAllowedAnyway });
    }
  }
  return { owners, uses };
}

function isThereAnyway({ origin, effect }: PolicyStatement): boolean {
  if (effect !== "Allow") return false;
  return origin.kind === "implied" || (origin.kind === "managed-policy" && EXECUTION.test(origin.name));
}

/** Source: AWS Lambda Developer Guide, "AWS managed policies for AWS Lambda". */
const EXECUTION = /^(?:AWSLambda\w+ExecutionRole|AWSXRayDaemonWriteAccess)$/;

function append<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (!list) map.set(key, [value]);
  else if (!list.includes(value)) list.push(value);
}
