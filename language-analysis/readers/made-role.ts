// Roles that no resource declares: a transform, a framework or a plugin makes them.
import type { FragmentNode } from "../model/fragment.ts";
import type { SourceRange } from "../model/range.ts";
import type { FragmentBuilder, MadeNode } from "./fragment-builder.ts";
import { textValue } from "./make-values.ts";
import { addImpliedStatement } from "./policies/documents.ts";

type MadeRole = Omit<MadeNode, "kind" | "service" | "key"> & Pick<FragmentNode, "logicalId">;

/** Returns the node's id. */
export function addMadeRole(builder: FragmentBuilder, role: MadeRole): string {
  return builder.addMadeNode({ key: role.logicalId, kind: "role", service: "iam", ...role });
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
