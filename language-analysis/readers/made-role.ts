// Roles that no resource declares: a transform, a framework or a plugin makes them.
import type { FragmentNode } from "../model/fragment.ts";
import type { SourceRange } from "../model/range.ts";
import type { FragmentBuilder } from "./fragment-builder.ts";
import { textValue } from "./make-values.ts";
import { addImpliedStatement } from "./policies/documents.ts";

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

/** The services for which the role is made may take it on; `reason` says why, as a sentence without a full stop. */
export function addTrust(
  builder: FragmentBuilder,
  owner: string,
  services: readonly string[],
  at: SourceRange,
  reason: string,
): void {
  const principals = services.map((service) => textValue(service, at));
  addImpliedStatement(builder, owner, reason, at, ["sts:AssumeRole"], [], { principals, policy: "trust" });
}
