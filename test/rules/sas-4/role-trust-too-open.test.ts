import { roleTrustTooOpen } from "../../../language-analysis/rules/sas-4/role-trust-too-open.ts";
import { everyFormat } from "../every-format.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";

const trusting = (statement: string): string => `
Parameters:
  Account:
    Type: String
Resources:
  Deployer:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
${statement}`;

const principal = (written: string, condition = "", action = "sts:AssumeRole"): string =>
  trusting(`          - Effect: Allow
            Action: ${action}
            Principal: ${written}${condition === "" ? "" : `\n            Condition: ${condition}`}`);

const github = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
const web = "sts:AssumeRoleWithWebIdentity";
const federated = (condition: string): string => principal(`{ Federated: "${github}" }`, condition, web);

ruleTable(roleTrustTooOpen, {
  anyone: principal(`"*"
            #          ^^^ SAS-4/role-trust-too-open high`),
  "any account in a list": principal(`{ AWS: [!Sub "arn:aws:iam::\${AWS::AccountId}:root", "*"] }
            #                                                              ^^^ SAS-4/role-trust-too-open high`),
  "any account of the own organisation": principal(`"*"`, `{ StringEquals: { "aws:PrincipalOrgID": o-example } }`),
  "a condition that lets anybody pass": trusting(`          - Effect: Allow
            Action: sts:AssumeRole
            Principal: { AWS: "*" }
            #                 ^^^ SAS-4/role-trust-too-open high
            Condition: { Bool: { "aws:SecureTransport": "true" } }`),
  "a service": principal("{ Service: lambda.amazonaws.com }"),
  "a Deny trusts nobody": trusting(`          - { Effect: Deny, Action: sts:AssumeRole, Principal: "*" }`),
  "another account as a whole": principal(`{ AWS: "arn:aws:iam::444455556666:root" }
            #                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-4/role-trust-too-open medium`),
  "another account with an external id": principal(
    `{ AWS: "444455556666" }`,
    `{ StringEquals: { "sts:ExternalId": shop-7 } }`,
  ),
  "one role of another account": principal(`{ AWS: "arn:aws:iam::444455556666:role/importer" }`),
  "an account that is not known": principal("{ AWS: !Ref Account }"),
  "everybody but one": trusting(`          - Effect: Allow
            Action: sts:AssumeRole
            NotPrincipal: { AWS: "arn:aws:iam::444455556666:root" }
            #                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-4/role-trust-too-open high`),
  "everything but one action": trusting(`          - Effect: Allow
            NotAction: sts:TagSession
            #          ^^^^^^^^^^^^^^ SAS-4/role-trust-too-open high
            Principal: { Service: ec2.amazonaws.com }`),
  "any repository of GitHub": trusting(`          - Effect: Allow
            Action: sts:AssumeRoleWithWebIdentity
            Principal:
              Federated: ${github}
              #          ${"^".repeat(github.length)} SAS-4/role-trust-too-open high
            Condition:
              StringEquals:
                token.actions.githubusercontent.com:aud: sts.amazonaws.com`),
  "one repository": federated(`{ StringLike: { "token.actions.githubusercontent.com:sub": "repo:example/shop:*" } }`),
  "a parameter names the repository": federated(
    `{ StringLike: { "token.actions.githubusercontent.com:sub": !Sub "repo:\${Account}:*" } }`,
  ),
  "any repository by pattern": trusting(`          - Effect: Allow
            Action: sts:AssumeRoleWithWebIdentity
            Principal: { Federated: "${github}" }
            Condition:
              StringLike:
                token.actions.githubusercontent.com:sub: repo:*
                #                                        ^^^^^^ SAS-4/role-trust-too-open high`),
  "any identity pool": trusting(`          - Effect: Allow
            Action: sts:AssumeRoleWithWebIdentity
            Principal: { Federated: cognito-identity.amazonaws.com }
            #                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-4/role-trust-too-open high`),
  "an own identity provider": principal(
    `{ Federated: "arn:aws:iam::111122223333:oidc-provider/login.shop.test" }`,
    "",
    web,
  ),
});

const withFunction = (principal: string): string => `Resources:
  Pay:
    Type: AWS::Lambda::Function
    Properties:
      Handler: pay.handler
      Runtime: nodejs20.x
      Role: !GetAtt PayRole.Arn
  PayRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Action: sts:AssumeRole # by the functions
            Principal: ${principal}
`;

const pool = (condition: string): string => `Resources:
  Pool:
    Type: AWS::Cognito::IdentityPool
    Properties:
      AllowUnauthenticatedIdentities: false
  Attachment:
    Type: AWS::Cognito::IdentityPoolRoleAttachment
    Properties:
      IdentityPoolId: !Ref Pool
      Roles:
        authenticated: !GetAtt UserRole.Arn
  UserRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Action: sts:AssumeRoleWithWebIdentity
            Principal:
              Federated: cognito-identity.amazonaws.com${condition}
`;

fixTable(roleTrustTooOpen, {
  ...everyFormat("a role that functions run as", {
    before: withFunction(`"*"`),
    after: withFunction("{ Service: lambda.amazonaws.com }"),
  }),
  ...everyFormat("a role that an identity pool hands out", {
    before: pool(""),
    after: pool(`
            Condition:
              StringEquals:
                cognito-identity.amazonaws.com:aud: !Ref Pool`),
  }),
});
