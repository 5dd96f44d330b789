// Roles that no resource declares: a transform, a framework or a plugin makes them.
import type { FragmentNode } from "../model/fragment.ts";
import type { FragmentBuilder } from "./fragment-builder.ts";

type MadeRole = Pick<FragmentNode, "logicalId" | "at" | "nameAt" | "policyPlace" | "condition"> &
  Partial<Pick<FragmentNode, "properties">>;

/** Returns the node's id. */
export function addMadeRole(builder: FragmentBuilder, role: MadeRole): string {
  const id = builder.idOf(role.logicalId);
  builder.addNode({
    id,
    kind: "role",
    provider: "aws",
    service: "iam",
    name: role.logicalId,
    type: "",
    dialect: "none",
    group: builder.file,
    properties: {},
    ...role,
  });
  return id;
}
