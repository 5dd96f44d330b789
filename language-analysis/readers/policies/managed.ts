// Managed policies by name or ARN: AWS's own stay a name, a customer's own is looked up in the same template.
import type { SourceRange } from "../../model/range.ts";
import type { ListValue, Value } from "../../model/value.ts";
import type { End, FragmentBuilder } from "../fragment-builder.ts";
import { elements, pattern } from "../walk-values.ts";
import type { OwnedStatement } from "../../model/app-map.ts";
import { addPolicyDocument, addUnknownPolicy, EMPTY } from "./documents.ts";

/** Documents of the template's own managed policies by logical id. */
export type OwnPolicies = ReadonlyMap<string, Value | undefined>;

export function addManagedPolicies(
  builder: FragmentBuilder,
  policies: Value | undefined,
  owner: End,
  ownPolicies: OwnPolicies,
): void {
  for (const policy of elements(policies)) {
    addManagedPolicy(builder, policy, owner, ownPolicies, "identity", listWith(policies, policy));
  }
}

export function addManagedPolicy(
  builder: FragmentBuilder,
  policy: Value,
  owner: End,
  ownPolicies: OwnPolicies,
  as: OwnedStatement["policy"] = "identity",
  within?: ListValue,
): void {
  if (policy.kind === "null") return;
  if (policy.kind === "reference" && policy.to.by === "logical-id" && ownPolicies.has(policy.to.logicalId)) {
    addPolicyDocument(builder, ownPolicies.get(policy.to.logicalId), owner, as);
    return;
  }
  const name = managedPolicyName(policy);
  if (name === undefined) addUnknownPolicy(builder, policy, owner, as);
  else {
    const origin = { kind: "managed-policy", name, value: policy, ...(within && { within }) } as const;
    builder.addStatement({ ...EMPTY, at: policy.at, origin, policy: as }, owner);
  }
}

/** The list, when the value is an item of it as it is written. */
export function listWith(list: Value | undefined, item: Value): ListValue | undefined {
  return list?.kind === "list" && list.items.includes(item) ? list : undefined;
}

export function addManagedPolicyName(builder: FragmentBuilder, name: string, owner: End, at: SourceRange): void {
  builder.addStatement({ ...EMPTY, at, origin: { kind: "managed-policy", name }, policy: "identity" }, owner);
}

/** The last part of an ARN, or a bare name; absent for values that only the deployment knows. */
export function managedPolicyName(policy: Value): string | undefined {
  const text = pattern(policy);
  const name = text.slice(text.lastIndexOf("/") + 1);
  return name === "" || name.includes("*") ? undefined : name;
}
