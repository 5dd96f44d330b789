import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("CloudFormation, SAM and Serverless resources"),
    language: "yaml",
    text: `CustomerPool:
  Type: AWS::Cognito::UserPool
  Properties:
    MfaConfiguration: OPTIONAL
    EnabledMfas: [SOFTWARE_TOKEN_MFA]
    Policies:
      PasswordPolicy:
        MinimumLength: 12
    AdminCreateUserConfig:
      AllowAdminCreateUserOnly: false
ShopClient:
  Type: AWS::Cognito::UserPoolClient
  Properties:
    UserPoolId: !Ref CustomerPool
    ExplicitAuthFlows: [ALLOW_USER_SRP_AUTH, ALLOW_REFRESH_TOKEN_AUTH]
    WriteAttributes: [email, name]`,
  },
];
