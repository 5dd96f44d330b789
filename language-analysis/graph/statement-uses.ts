// Which uses of which functions hang on one statement as it is written: a text may grant to several roles.
import type { MapNode, NodeId } from "../model/app-map.ts";
import { compareRanges, type SourceRange } from "../model/range.ts";
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

const OWNERS = new WeakMap<AppGraph, ReadonlyMap<string, readonly NodeId[]>>();
const USES = new WeakMap<AppGraph, Map<string, StatementUses>>();

/**
 * `at` is the whole statement, or the policy template or managed policy that stands for some. Remembered by graph and place; only
 * the users of its roles are looked at.
 */
export function statementUses(graph: AppGraph, at: SourceRange): StatementUses {
  let known = USES.get(graph);
  if (!known) USES.set(graph, (known = new Map<string, StatementUses>()));
  const place = placeOf(at);
  let found = known.get(place);
  if (!found) known.set(place, (found = findUses(graph, at, ownersOfText(graph, at))));
  return found;
}

/** The roles that the text grants to, in the map's order: several when functions inherit what a service says for all of them. */
export function ownersOfText(graph: AppGraph, at: SourceRange): readonly NodeId[] {
  let owners = OWNERS.get(graph);
  if (!owners) OWNERS.set(graph, (owners = ownersByPlace(graph)));
  return owners.get(placeOf(at)) ?? [];
}

function ownersByPlace(graph: AppGraph): ReadonlyMap<string, readonly NodeId[]> {
  const owners = new Map<string, NodeId[]>();
  for (const { at, owner, policy } of graph.map.statements) {
    if (policy !== "identity" && policy !== "boundary") continue;
    const place = placeOf(at);
    const list = owners.get(place);
    if (!list) owners.set(place, [owner]);
    else if (!list.includes(owner)) list.push(owner);
  }
  return owners;
}

function findUses(graph: AppGraph, at: SourceRange, owners: readonly NodeId[]): StatementUses {
  const isComplete = owners.length > 0 && owners.every((owner) => roleUse(graph, owner).isComplete);
  const users = new Set(owners.flatMap((owner) => graph.usersOfRole(owner)));
  const uses = [...users].flatMap((user) => {
    if (user.kind !== "function") return [];
    return useGrants(graph, user.id).flatMap((grant): readonly StatementUse[] => {
      if (!grant.because.some((one) => one.at === at || compareRanges(one.at, at) === 0)) return [];
      const isAllowedAnyway = grant.decision === "granted" && grant.because.some(isThereAnyway);
      return [{ ...grant, user, isAllowedAnyway }];
    });
  });
  return { owners, uses, isComplete };
}

function isThereAnyway({ origin, effect }: PolicyStatement): boolean {
  if (effect !== "Allow") return false;
  return origin.kind === "implied" || (origin.kind === "managed-policy" && EXECUTION.test(origin.name));
}

/** Source: AWS Lambda Developer Guide, "AWS managed policies for AWS Lambda". */
const EXECUTION = /^(?:AWSLambda\w+ExecutionRole|AWSXRayDaemonWriteAccess)$/;
