// Permissions that let one become something else on the map: replace a function's code, take on a role.
import { matchesAction } from "../iam/action.ts";
import type { NodeId } from "../model/app-map.ts";
import type { SourceRange } from "../model/range.ts";
import type { AppGraph } from "./app-graph.ts";
import { roleReach } from "./role-reach.ts";

export interface Takeover {
  /** The function, or the role, that is taken over. */
  readonly target: NodeId;
  readonly label: string;
  readonly at: SourceRange;
}

/** On a function: what runs becomes the attacker's. */
const CODE = ["lambda:UpdateFunctionCode", "lambda:UpdateFunctionConfiguration"];
/** On a role: its trust policy decides whether taking it on works. */
const ROLE = ["iam:UpdateAssumeRolePolicy"];

export function takeovers(graph: AppGraph, role: NodeId): readonly Takeover[] {
  const found: Takeover[] = [];
  for (const { node, actions, at } of roleReach(graph, role).nodes.values()) {
    const target = graph.node(node);
    if (!target || node === role) continue;
    const wanted = target.kind === "function" ? CODE : target.kind === "role" ? ROLE : [];
    const by = wanted.find((action) => actions.some((one) => matchesAction(action, one)));
    if (by !== undefined) found.push({ target: node, label: by, at });
    else if (target.kind === "role" && actions.includes("sts:AssumeRole") && trusts(graph, node, role)) {
      found.push({ target: node, label: "sts:AssumeRole", at });
    }
  }
  return found;
}

/** The role's trust policy names the other one. */
function trusts(graph: AppGraph, role: NodeId, other: NodeId): boolean {
  return graph.edgesFrom(role, "trusts").some(({ to }) => to === other || graph.node(to)?.kind === "public");
}
