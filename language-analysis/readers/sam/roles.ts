// Execution roles of SAM functions and state machines: the one they name, or the one that SAM makes from their Policies.
import type { SourceRange } from "../../model/range.ts";
import type { ListValue, Value } from "../../model/value.ts";
import type { FragmentBuilder } from "../fragment-builder.ts";
import { addMadeRole, addTrust } from "../made-role.ts";
import { addPolicyDocument, addStatement } from "../policies/documents.ts";
import { addManagedPolicy, addManagedPolicyName, listWith } from "../policies/managed.ts";
import type { Resource, TemplateContext } from "../resource.ts";
import { alternatives, dig, elements } from "../walk-values.ts";
import { addPolicyTemplate, isPolicyTemplate } from "./policy-templates.ts";

/** True when SAM makes a role: no Role is set, or under some condition none is. */
export function hasImplicitRole(properties: Value | undefined): boolean {
  const role = dig(properties, "Role");
  if (!role) return true;
  return role.kind === "choice" && role.options.some((option) => option.kind === "null");
}

export function implicitRoleId(builder: FragmentBuilder, { logicalId }: Resource): string {
  return builder.idOf(`${logicalId}Role`);
}

export function addImplicitRole(builder: FragmentBuilder, resource: Resource): void {
  if (!hasImplicitRole(resource.properties)) return;
  addMadeRole(builder, {
    logicalId: `${resource.logicalId}Role`,
    at: resource.at,
    nameAt: resource.nameAt,
    ...(resource.body && { policyPlace: { form: "sam", body: resource.body, path: ["Policies"] } }),
    ...(resource.condition !== undefined && { condition: resource.condition }),
  });
}

/** Edges to the role, and for the implicit one its statements. */
export function wireRole(resource: Resource, context: TemplateContext, trustedService: string): void {
  const { builder } = context;
  const role = dig(resource.properties, "Role");
  if (role) {
    const to = { value: role, kind: "role" as const, service: "iam" };
    builder.addEdge({ from: resource.id, to, kind: "runs-as", at: role.at, label: "Role" });
  }
  if (!hasImplicitRole(resource.properties)) return;
  const owner = implicitRoleId(builder, resource);
  const policies = dig(resource.properties, "Policies");
  builder.addEdge({
    from: resource.id,
    to: owner,
    kind: "runs-as",
    at: policies?.at ?? resource.nameAt,
    label: "Policies",
  });
  const document = dig(resource.properties, "AssumeRolePolicyDocument");
  if (document) addPolicyDocument(builder, document, owner, "trust");
  else addTrust(builder, owner, [trustedService], resource.nameAt, `${trustedService} runs it`);
  for (const policy of elements(policies)) addPolicy(context, policy, owner, listWith(policies, policy));
  for (const boundary of elements(dig(resource.properties, "PermissionsBoundary"))) {
    addManagedPolicy(builder, boundary, owner, context.ownPolicies, "boundary");
  }
}

function addPolicy(context: TemplateContext, policy: Value, owner: string, within: ListValue | undefined): void {
  const { builder, ownPolicies } = context;
  if (policy.kind !== "map") {
    addManagedPolicy(builder, policy, owner, ownPolicies, "identity", within);
    return;
  }
  if (dig(policy, "Statement")) {
    addPolicyDocument(builder, policy, owner, "identity", within && { value: policy, within });
    return;
  }
  if (dig(policy, "Effect")) {
    addStatement(builder, policy, owner, "identity", within);
    return;
  }
  for (const { key, keyAt, value } of policy.entries) {
    if (isPolicyTemplate(key)) {
      const place = { nameAt: keyAt, value: policy, ...(within && { within }) };
      addPolicyTemplate(builder, key, value, owner, policy.at, place);
    } else if (key !== "Version" && key !== "Id") builder.invalid(`Policy ${key}`, "a policy template of SAM", keyAt);
  }
}

/** A managed policy that SAM adds because of something else that is set. */
export function addImpliedManagedPolicy(
  builder: FragmentBuilder,
  resource: Resource,
  name: string,
  at: SourceRange,
): void {
  if (hasImplicitRole(resource.properties)) {
    addManagedPolicyName(builder, name, implicitRoleId(builder, resource), at);
  }
}

/** True when the value has at least one alternative that is set. */
export function isSet(value: Value | undefined): boolean {
  return alternatives(value).length > 0;
}
