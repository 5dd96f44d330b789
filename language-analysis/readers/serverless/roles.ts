// Execution roles of a service: one shared by its functions, one per function by plugin, or a role declared apart.
import type { PolicyPlace } from "../../model/app-map.ts";
import type { SourceRange } from "../../model/range.ts";
import type { Value } from "../../model/value.ts";
import { addMadeRole, addTrust } from "../made-role.ts";
import { withDefaults } from "../merge-values.ts";
import { addPolicyDocument } from "../policies/documents.ts";
import { addManagedPolicies, addManagedPolicy, addManagedPolicyName } from "../policies/managed.ts";
import { dig, elements, firstOf, isTrue, word } from "../walk-values.ts";
import { addImpliedGrants, trustedBy } from "./implied-grants.ts";
import { upperFirst } from "./names.ts";
import { resourceNamed } from "./service.ts";
import type { Service, ServiceFunction } from "./service.ts";

export const SHARED_ROLE = "IamRoleLambdaExecution";
const PER_FUNCTION = "serverless-iam-roles-per-function";

/** Where a function of the shared role can have statements of its own instead: the plugin for it is there. */
export function ownPolicyPlace(service: Service, body: Value | undefined): PolicyPlace | undefined {
  const inherits = service.section(`custom.${PER_FUNCTION}.defaultInherit`);
  if (!service.plugins.has(PER_FUNCTION) || (inherits && isTrue(inherits))) return undefined;
  return statementsPlace(body, "iamRoleStatements");
}

export function wireRoles(service: Service): void {
  const users = [...service.functions.values()].filter((owner) => wireFunctionRole(service, owner));
  if (users.length > 0 || hasIdleRole(service)) addSharedRole(service, users);
}

/** `iamRoleStatements` of functions have no effect without the plugin for them: the provider's role is made, and is what they get. */
function hasIdleRole({ provider, plugins, functions }: Service): boolean {
  return (
    sharedStatements(provider) !== undefined &&
    [...functions.values()].some(({ value }) => dig(value, "iamRoleStatements")) &&
    !plugins.has(PER_FUNCTION) &&
    isPerFunction(provider) === undefined &&
    declaredRole(provider) === undefined
  );
}

/** Gives true when the function uses the shared role. */
function wireFunctionRole(service: Service, owner: ServiceFunction): boolean {
  const { builder, provider } = service;
  const { id, value, nameAt } = owner;
  const own = firstOf(value, "iamRoleStatements", "iam.role.statements", "iam.role.managedPolicies");
  const role = dig(value, "role") ?? declaredRole(provider);
  if (!dig(value, "role") && (own ?? isPerFunction(provider))) {
    addFunctionRole(service, owner, own?.at ?? sharedRoleAt(service) ?? nameAt);
    return false;
  }
  if (role) {
    const to = { value: resourceNamed(service, role), kind: "role" as const, service: "iam" };
    builder.addEdge({ from: id, to, kind: "runs-as", at: role.at, label: "role" });
    return false;
  }
  const at = sharedRoleAt(service) ?? nameAt;
  builder.addEdge({ from: id, to: builder.idOf(SHARED_ROLE), kind: "runs-as", at, label: "provider" });
  return true;
}

/** From version 4: the framework itself makes a role for each function. */
function isPerFunction(provider: Value | undefined): true | undefined {
  return word(dig(provider, "iam.role.mode")) === "perFunction" || undefined;
}

/** A role that the provider names instead of having one made. */
function declaredRole(provider: Value | undefined): Value | undefined {
  const role = dig(provider, "iam.role");
  return dig(provider, "role") ?? (role && role.kind !== "map" ? role : undefined);
}

function sharedStatements(provider: Value | undefined): Value | undefined {
  return firstOf(provider, "iam.role.statements", "iamRoleStatements");
}

function sharedRoleAt({ provider }: Service): SourceRange | undefined {
  const iam = dig(provider, "iam.role") ?? dig(provider, "iamRoleStatements");
  return iam?.at;
}

interface RoleDraft {
  readonly logicalId: string;
  readonly at: SourceRange;
  readonly nameAt: SourceRange;
  readonly name: Value | undefined;
  readonly managedPolicies: Value | undefined;
  readonly permissionsBoundary: Value | undefined;
  readonly users: readonly ServiceFunction[];
  readonly policyPlace: PolicyPlace | undefined;
}

/** The first of the paths that is there takes more statements, else the last. */
function statementsPlace(body: Value | undefined, ...paths: readonly string[]): PolicyPlace | undefined {
  const path = paths.find((one) => dig(body, one)) ?? paths.at(-1);
  return body?.kind === "map" && path !== undefined ? { form: "statements", body, path: path.split(".") } : undefined;
}

function addRoleNode(service: Service, draft: RoleDraft): string {
  const { builder, context } = service;
  const { logicalId, at, nameAt, name, managedPolicies, permissionsBoundary, users, policyPlace } = draft;
  const id = addMadeRole(builder, {
    logicalId,
    at,
    nameAt,
    properties: {
      ...(name && { physicalName: name }),
      ...(managedPolicies && { managedPolicies }),
      ...(permissionsBoundary && { permissionsBoundary }),
    },
    ...(policyPlace && { policyPlace }),
  });
  addTrust(builder, id, trustedBy(users), nameAt, "Lambda runs the functions");
  addManagedPolicies(builder, managedPolicies, id, context.ownPolicies);
  for (const boundary of elements(permissionsBoundary)) {
    addManagedPolicy(builder, boundary, id, context.ownPolicies, "boundary");
  }
  for (const owner of users) addImpliedGrants(service, owner, id);
  return id;
}

function addSharedRole(service: Service, users: readonly ServiceFunction[]): void {
  const { builder, provider, providerAt } = service;
  const at = sharedRoleAt(service) ?? providerAt;
  const id = addRoleNode(service, {
    logicalId: SHARED_ROLE,
    at,
    nameAt: at,
    name: dig(provider, "iam.role.name"),
    managedPolicies: sharedManagedPolicies(provider),
    permissionsBoundary: sharedBoundary(provider),
    users,
    policyPlace: statementsPlace(provider, "iamRoleStatements", "iam.role.statements"),
  });
  addPolicyDocument(builder, sharedStatements(provider), id, "identity");
  if (users.some((user) => dig(user.value, "vpc")) || dig(provider, "vpc")) addNetworkAccess(service, id, at);
}

function addFunctionRole(service: Service, owner: ServiceFunction, statedAt: SourceRange): void {
  const { builder, provider } = service;
  const { key, value, nameAt, at } = owner;
  const isDefault = isPerFunction(provider) === true;
  const own = firstOf(value, "iamManagedPolicies", "iam.role.managedPolicies");
  const id = addRoleNode(service, {
    logicalId: `${upperFirst(key)}Role`,
    at,
    nameAt,
    name: firstOf(value, "iamRoleStatementsName", "iam.role.name"),
    managedPolicies: isDefault ? withDefaults(sharedManagedPolicies(provider), own) : own,
    permissionsBoundary:
      firstOf(value, "iamPermissionsBoundary", "iam.role.permissionsBoundary") ??
      service.section(`custom.${PER_FUNCTION}.iamGlobalPermissionsBoundary`) ??
      sharedBoundary(provider),
    users: [owner],
    policyPlace: isDefault
      ? statementsPlace(value, "iam.role.statements")
      : statementsPlace(value, "iam.role.statements", "iamRoleStatements"),
  });
  builder.addEdge({ from: owner.id, to: id, kind: "runs-as", at: statedAt, label: "iamRoleStatements" });
  addPolicyDocument(builder, firstOf(value, "iamRoleStatements", "iam.role.statements"), id, "identity");
  const inherit =
    firstOf(value, "iamRoleStatementsInherit", "iam.inheritStatements") ??
    service.section(`custom.${PER_FUNCTION}.defaultInherit`);
  if (inherit ? isTrue(inherit) : isDefault) addPolicyDocument(builder, sharedStatements(provider), id, "identity");
  if (service.builder.node(owner.id)?.properties["vpc"]) addNetworkAccess(service, id, nameAt);
}

function sharedManagedPolicies(provider: Value | undefined): Value | undefined {
  return firstOf(provider, "iam.role.managedPolicies", "iamManagedPolicies");
}

function sharedBoundary(provider: Value | undefined): Value | undefined {
  return firstOf(provider, "iam.role.permissionsBoundary", "iam.role.permissionBoundary", "rolePermissionsBoundary");
}

function addNetworkAccess({ builder }: Service, role: string, at: SourceRange): void {
  addManagedPolicyName(builder, "AWSLambdaVPCAccessExecutionRole", role, at);
}
