import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const TRUST_SNIPPETS: readonly Snippet[] = [
  {
    title: say("A role for functions"),
    language: "yaml",
    text: `AssumeRolePolicyDocument:
  Version: "2012-10-17"
  Statement:
    - Effect: Allow
      Principal:
        Service: lambda.amazonaws.com
      Action: sts:AssumeRole`,
  },
  {
    title: say("A role for another account"),
    language: "yaml",
    text: `- Effect: Allow
  Principal:
    AWS: arn:aws:iam::111122223333:role/importer
  Action: sts:AssumeRole
  Condition:
    StringEquals:
      sts:ExternalId: !Ref ImporterExternalId`,
  },
  {
    title: say("A role for GitHub Actions of one repository"),
    language: "yaml",
    text: `- Effect: Allow
  Principal:
    Federated: !Sub arn:aws:iam::\${AWS::AccountId}:oidc-provider/token.actions.githubusercontent.com
  Action: sts:AssumeRoleWithWebIdentity
  Condition:
    StringEquals:
      token.actions.githubusercontent.com:aud: sts.amazonaws.com
      token.actions.githubusercontent.com:sub: repo:example/shop:ref:refs/heads/main`,
  },
  {
    title: say("A role for users of one identity pool"),
    language: "yaml",
    text: `- Effect: Allow
  Principal:
    Federated: cognito-identity.amazonaws.com
  Action: sts:AssumeRoleWithWebIdentity
  Condition:
    StringEquals:
      cognito-identity.amazonaws.com:aud: !Ref IdentityPool
    ForAnyValue:StringLike:
      cognito-identity.amazonaws.com:amr: authenticated`,
  },
];
