import { weakUserPool } from "../../../language-analysis/rules/sas-2/weak-user-pool.ts";
import { everyFormat } from "../every-format.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";

const pool = (properties: string, name = "Customers"): string => `
Parameters:
  Factor:
    Type: String
Resources:
  ${name}:
    Type: AWS::Cognito::UserPool
    Properties:
      ${properties}`;
const good = `MfaConfiguration: OPTIONAL
      EnabledMfas: [SOFTWARE_TOKEN_MFA]`;
const schema = (rest: string): string => `${good}
      Schema:
        - AttributeDataType: String
          ${rest}`;

ruleTable(weakUserPool, {
  "six characters": pool(`${good}
      Policies:
        PasswordPolicy:
          MinimumLength: 6
          #              ^ SAS-2/weak-user-pool high
          RequireNumbers: true`),
  "twelve characters of any kind": pool(`${good}
      Policies:
        PasswordPolicy:
          MinimumLength: 12`),
  "Cognito's own password policy": pool(good),
  "no second factor": pool(
    `UserPoolName: customers`,
    `Customers:
  # <-`.replace(":\n  # <-", ""),
  ).replace("  Customers:", "  Customers:\n  ^^^^^^^^^ SAS-2/weak-user-pool high"),
  "the second factor is off": pool(`MfaConfiguration: "OFF"
      #                 ^^^^^ SAS-2/weak-user-pool high`),
  "a second factor by parameter": pool("MfaConfiguration: !Ref Factor"),
  "users write their role": pool(
    schema(`Name: is_admin
          #     ^^^^^^^^ SAS-2/weak-user-pool medium`),
  ),
  "only developers write the role": pool(
    schema(`Name: role
          DeveloperOnlyAttribute: true`),
  ),
  "no client may write the role": `${pool(schema("Name: role"))}
  Web:
    Type: AWS::Cognito::UserPoolClient
    Properties:
      UserPoolId: !Ref Customers
      WriteAttributes: [email]`,
  "anyone signs up as an administrator": pool(good, "AdminUsers").replace(
    "  AdminUsers:",
    "  AdminUsers:\n  ^^^^^^^^^^ SAS-2/weak-user-pool medium",
  ),
  "the password goes to the server": `${pool(good)}
  Web:
    Type: AWS::Cognito::UserPoolClient
    Properties:
      UserPoolId: !Ref Customers
      AllowedOAuthFlows: [code, implicit]
      #                         ^^^^^^^^ SAS-2/weak-user-pool high
      ExplicitAuthFlows:
        - ALLOW_USER_PASSWORD_AUTH
        # ^^^^^^^^^^^^^^^^^^^^^^^^ SAS-2/weak-user-pool high
        - ALLOW_USER_SRP_AUTH`,
  guests: `
Resources:
  Everyone:
    Type: AWS::Cognito::IdentityPool
    Properties:
      AllowUnauthenticatedIdentities: true
      #                               ^^^^ SAS-2/weak-user-pool high`,
  "no guests": `
Resources:
  Everyone:
    Type: AWS::Cognito::IdentityPool
    Properties:
      AllowUnauthenticatedIdentities: false`,
});

fixTable(weakUserPool, {
  ...everyFormat("asks for longer passwords", {
    before: pool(`${good}\n      Policies: { PasswordPolicy: { MinimumLength: 6 } }\n`),
    after: pool(`${good}\n      Policies: { PasswordPolicy: { MinimumLength: 12 } }\n`),
  }),
  ...everyFormat("offers a second factor", {
    before: pool("UserPoolName: customers\n"),
    after: pool(
      "UserPoolName: customers\n      MfaConfiguration: OPTIONAL\n      EnabledMfas:\n        - SOFTWARE_TOKEN_MFA\n",
    ),
  }),
  ...everyFormat("keeps guests out", {
    before:
      "Resources:\n  Everyone:\n    Type: AWS::Cognito::IdentityPool\n    Properties:\n      AllowUnauthenticatedIdentities: true\n",
    after:
      "Resources:\n  Everyone:\n    Type: AWS::Cognito::IdentityPool\n    Properties:\n      AllowUnauthenticatedIdentities: false\n",
  }),
});
