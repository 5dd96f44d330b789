// Secrets, keys, user pools, roles and the policies attached to them.
import { textValue } from "../../make-values.ts";
import { addPolicyDocument } from "../../policies/documents.ts";
import { addManagedPolicies, addManagedPolicy, listWith } from "../../policies/managed.ts";
import type { Resource, ResourceTable, TemplateContext } from "../../resource.ts";
import { alternatives, dig, elements, entriesOf, logicalIdsIn, word } from "../../walk-values.ts";

export const SECURITY_TYPES: ResourceTable = {
  "AWS::SecretsManager::Secret": {
    kind: "secret",
    service: "secretsmanager",
    properties: {
      physicalName: "Name",
      secretType: (_, { nameAt }) => textValue("secret", nameAt),
      secretValue: "SecretString",
      encryption: "KmsKeyId",
    },
  },
  "AWS::SecretsManager::ResourcePolicy": {
    wire: (resource, { builder }) => {
      const owner = { value: dig(resource.properties, "SecretId"), kind: "secret" as const, service: "secretsmanager" };
      addPolicyDocument(builder, dig(resource.properties, "ResourcePolicy"), owner, "resource");
    },
  },
  "AWS::SecretsManager::RotationSchedule": {
    wire: (resource, { builder }) => {
      builder.addEdge({
        from: { value: dig(resource.properties, "SecretId"), kind: "secret", service: "secretsmanager" },
        to: { value: dig(resource.properties, "RotationLambdaARN"), kind: "function", service: "lambda" },
        kind: "invokes",
        at: resource.nameAt,
        label: "RotationSchedule",
      });
    },
  },
  "AWS::SecretsManager::SecretTargetAttachment": { standsFor: "SecretId" },
  "AWS::SSM::Parameter": {
    kind: "secret",
    service: "ssm",
    properties: { physicalName: "Name", secretType: "Type", secretValue: "Value" },
  },
  "AWS::KMS::Key": {
    kind: "secret",
    service: "kms",
    properties: { secretType: (_, { nameAt }) => textValue("key", nameAt), rotation: "EnableKeyRotation" },
    wire: (resource, { builder }) =>
      addPolicyDocument(builder, dig(resource.properties, "KeyPolicy"), resource.id, "resource"),
  },
  "AWS::KMS::ReplicaKey": {
    kind: "secret",
    service: "kms",
    properties: { secretType: (_, { nameAt }) => textValue("key", nameAt) },
    wire: (resource, { builder }) =>
      addPolicyDocument(builder, dig(resource.properties, "KeyPolicy"), resource.id, "resource"),
  },
  "AWS::KMS::Alias": { standsFor: "TargetKeyId" },
  "AWS::Cognito::UserPool": {
    kind: "identity",
    service: "cognito",
    properties: {
      identityType: (_, { nameAt }) => textValue("user-pool", nameAt),
      physicalName: "UserPoolName",
      passwordPolicy: "Policies.PasswordPolicy",
      mfa: "MfaConfiguration",
      adminCreateUser: "AdminCreateUserConfig",
      schema: "Schema",
    },
    wire: (resource, { builder }) => {
      for (const { key, value, at } of entriesOf(dig(resource.properties, "LambdaConfig"))) {
        for (const target of elements(value)) {
          const lambda = target.kind === "map" ? dig(target, "LambdaArn") : target;
          const to = { value: lambda, kind: "function" as const, service: "lambda" };
          if (key !== "KMSKeyID") {
            builder.addEdge({ from: resource.id, to, kind: "triggers", trigger: "cognito", at, label: key });
          }
        }
      }
    },
  },
  "AWS::Cognito::UserPoolClient": { standsFor: "UserPoolId" },
  "AWS::Cognito::UserPoolDomain": { standsFor: "UserPoolId" },
  "AWS::Cognito::UserPoolResourceServer": { standsFor: "UserPoolId" },
  "AWS::Cognito::UserPoolGroup": { standsFor: "UserPoolId" },
  "AWS::Cognito::UserPoolUser": { standsFor: "UserPoolId" },
  "AWS::Cognito::UserPoolIdentityProvider": { standsFor: "UserPoolId" },
  "AWS::Cognito::IdentityPool": {
    kind: "identity",
    service: "cognito-identity",
    properties: {
      identityType: (_, { nameAt }) => textValue("identity-pool", nameAt),
      physicalName: "IdentityPoolName",
      allowUnauthenticated: "AllowUnauthenticatedIdentities",
    },
    wire: (resource, { builder }) => {
      for (const provider of elements(dig(resource.properties, "CognitoIdentityProviders"))) {
        for (const name of [dig(provider, "ProviderName")].flatMap(alternatives)) {
          const from = { value: name, kind: "identity" as const, service: "cognito" };
          builder.addEdge({ from, to: resource.id, kind: "authenticates", at: provider.at, label: "provider" });
        }
      }
    },
  },
  "AWS::Cognito::IdentityPoolRoleAttachment": {
    wire: (resource, { builder }) => {
      for (const { key, value, at } of entriesOf(dig(resource.properties, "Roles"))) {
        builder.addEdge({
          from: { value: dig(resource.properties, "IdentityPoolId"), kind: "identity", service: "cognito-identity" },
          to: { value, kind: "role", service: "iam" },
          kind: "runs-as",
          at,
          label: key,
        });
      }
    },
  },
  "AWS::IAM::Role": {
    kind: "role",
    service: "iam",
    properties: {
      physicalName: "RoleName",
      managedPolicies: "ManagedPolicyArns",
      permissionsBoundary: "PermissionsBoundary",
    },
    wire: (resource, context) => {
      const { builder } = context;
      addPolicyDocument(builder, dig(resource.properties, "AssumeRolePolicyDocument"), resource.id, "trust");
      addPrincipalPolicies(resource, context);
    },
  },
  "AWS::IAM::User": {
    kind: "role",
    service: "iam-user",
    properties: {
      physicalName: "UserName",
      managedPolicies: "ManagedPolicyArns",
      permissionsBoundary: "PermissionsBoundary",
    },
    wire: addPrincipalPolicies,
  },
  "AWS::IAM::Group": {
    kind: "role",
    service: "iam-group",
    properties: { physicalName: "GroupName", managedPolicies: "ManagedPolicyArns" },
    wire: addPrincipalPolicies,
  },
  "AWS::IAM::Policy": { wire: attachDocument },
  "AWS::IAM::RolePolicy": { wire: attachDocument },
  "AWS::IAM::UserPolicy": { wire: attachDocument },
  "AWS::IAM::GroupPolicy": { wire: attachDocument },
  "AWS::IAM::ManagedPolicy": { wire: attachManagedPolicy },
  "AWS::Organizations::Policy": {
    wire: ({ properties, id }, { builder }) => {
      if (word(dig(properties, "Type")) !== "SERVICE_CONTROL_POLICY") return;
      addPolicyDocument(builder, dig(properties, "Content"), id, "service-control");
    },
  },
  "AWS::IAM::InstanceProfile": { standsFor: "Roles" },
  "AWS::IAM::AccessKey": { standsFor: "UserName" },
  "AWS::IAM::ServiceLinkedRole": {},
  "AWS::IAM::OIDCProvider": {
    kind: "identity",
    service: "oidc",
    properties: { identityType: (_, { nameAt }) => textValue("jwt-issuer", nameAt), physicalName: "Url" },
  },
  "AWS::IAM::SAMLProvider": { kind: "identity", service: "saml", properties: { physicalName: "Name" } },
};

/** Inline policies and managed policies of a role, user or group. */
function addPrincipalPolicies(resource: Resource, { builder, ownPolicies }: TemplateContext): void {
  const policies = dig(resource.properties, "Policies");
  for (const policy of elements(policies)) {
    const within = listWith(policies, policy);
    const document = dig(policy, "PolicyDocument");
    addPolicyDocument(builder, document, resource.id, "identity", within && { value: policy, within });
  }
  addManagedPolicies(builder, dig(resource.properties, "ManagedPolicyArns"), resource.id, ownPolicies);
  for (const boundary of elements(dig(resource.properties, "PermissionsBoundary"))) {
    addManagedPolicy(builder, boundary, resource.id, ownPolicies, "boundary");
  }
}

/** A managed policy that this template attaches to nobody is attached elsewhere: it stands for whoever gets it. */
function attachManagedPolicy(resource: Resource, context: TemplateContext): void {
  attachDocument(resource, context);
  const { builder, resources } = context;
  const { logicalId, properties, nameAt } = resource;
  const isAttached = ["Roles", "Users", "Groups"].some((list) => elements(dig(properties, list)).length > 0);
  const isNamed = [...resources.values()].some((other) =>
    ["ManagedPolicyArns", "Policies", "PermissionsBoundary"].some((list) =>
      logicalIdsIn(dig(other.properties, list)).includes(logicalId),
    ),
  );
  if (isAttached || isNamed) return;
  const name = dig(properties, "ManagedPolicyName");
  builder.addNode({
    id: resource.id,
    kind: "role",
    provider: "aws",
    service: "iam-policy",
    name: logicalId,
    logicalId,
    type: resource.type,
    dialect: builder.nodeDialect,
    group: builder.file,
    at: resource.at,
    nameAt,
    properties: name ? { physicalName: name } : {},
    ...(resource.body && { body: resource.body }),
    ...(resource.condition !== undefined && { condition: resource.condition }),
  });
  addPolicyDocument(builder, dig(properties, "PolicyDocument"), resource.id, "identity");
}

/** A policy resource names whom it is attached to. */
function attachDocument(resource: Resource, { builder, resources }: TemplateContext): void {
  for (const list of ["Roles", "RoleName", "Users", "UserName", "Groups", "GroupName"]) {
    for (const value of elements(dig(resource.properties, list))) {
      // A bare text is the role's name; some templates write the logical id by mistake or because both are the same.
      const named = value.kind === "text" ? resources.get(value.value)?.id : undefined;
      const owner = named ?? { value, kind: "role" as const, service: "iam" };
      addPolicyDocument(builder, dig(resource.properties, "PolicyDocument"), owner, "identity");
    }
  }
}
