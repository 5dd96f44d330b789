import { describe, expect, test } from "vitest";
import { escalationsOf } from "../../../language-analysis/graph/escalations.ts";
import { ESCALATION_PATHS } from "../../../language-analysis/iam/escalation-paths.ts";
import { actionInfo } from "../../../language-analysis/iam/service-data.ts";
import { privilegeEscalation } from "../../../language-analysis/rules/sas-4/privilege-escalation.ts";
import { analyseFiles } from "../analyse-files.ts";
import { ruleTable } from "../rule-table.ts";

const granted = (statements: string): string => `
Transform: AWS::Serverless-2016-10-31
Parameters:
  WorkerRole:
    Type: String
Resources:
  Strong:
    Type: AWS::IAM::Role
    Properties:
      RoleName: strong
      AssumeRolePolicyDocument:
        Statement:
          - { Effect: Allow, Action: sts:AssumeRole, Principal: { Service: ec2.amazonaws.com } }
      ManagedPolicyArns: [arn:aws:iam::aws:policy/AdministratorAccess]
  Weak:
    Type: AWS::IAM::Role
    Properties:
      RoleName: weak
      AssumeRolePolicyDocument:
        Statement:
          - { Effect: Allow, Action: sts:AssumeRole, Principal: { Service: ec2.amazonaws.com } }
  Build:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs20.x
      Handler: build.handler
      Policies:
        - Statement:
${statements}`;

ruleTable(privilegeEscalation, {
  "a policy can be rewritten": granted(`            - Effect: Allow
              Action: [iam:GetPolicy, iam:CreatePolicyVersion]
              #                       ^^^^^^^^^^^^^^^^^^^^^^^ SAS-4/privilege-escalation high
              Resource: "*"`),
  "a role for a new function": granted(`            - Effect: Allow
              Action:
                - iam:PassRole
                # ^^^^^^^^^^^^ SAS-4/privilege-escalation high
                - lambda:CreateFunction
                - lambda:InvokeFunction
              Resource: "*"`),
  "the calls are allowed by other statements": granted(`            - Effect: Allow
              Action: iam:PassRole
              #       ^^^^^^^^^^^^ SAS-4/privilege-escalation high
              Resource: "*"
            - { Effect: Allow, Action: ec2:Run*, Resource: "*" }`),
  "passing a role alone": granted(`            - { Effect: Allow, Action: iam:PassRole, Resource: "*" }`),
  "passing a role to a service that starts nothing here": granted(`            - Effect: Allow
              Action: iam:PassRole
              Resource: "*"
              Condition: { StringEquals: { iam:PassedToService: glue.amazonaws.com } }
            - { Effect: Allow, Action: [lambda:CreateFunction, lambda:InvokeFunction], Resource: "*" }`),
  "passing a role to the service that is used": granted(`            - Effect: Allow
              Action: iam:PassRole
              #       ^^^^^^^^^^^^ SAS-4/privilege-escalation medium
              Resource: "*"
              Condition: { StringEquals: { iam:PassedToService: lambda.amazonaws.com } }
            - { Effect: Allow, Action: [lambda:CreateFunction, lambda:InvokeFunction], Resource: "*" }`),
  "a role that may do everything": granted(`            - { Effect: Allow, Action: ec2:RunInstances, Resource: "*" }
            - Effect: Allow
              Action: iam:PassRole
              #       ^^^^^^^^^^^^ SAS-4/privilege-escalation high
              Resource: !GetAtt Strong.Arn`),
  "a role that may do nothing": granted(`            - { Effect: Allow, Action: ec2:RunInstances, Resource: "*" }
            - { Effect: Allow, Action: iam:PassRole, Resource: !GetAtt Weak.Arn }`),
  "a role that is not known": granted(`            - { Effect: Allow, Action: ec2:RunInstances, Resource: "*" }
            - { Effect: Allow, Action: iam:PassRole, Resource: !Ref WorkerRole }`),
  "a denial takes it back": granted(`            - { Effect: Allow, Action: iam:PutRolePolicy, Resource: "*" }
            - { Effect: Deny, Action: iam:*, Resource: "*" }`),
  "a denial under a condition leaves it": granted(`            - Effect: Allow
              Action: iam:PutRolePolicy
              #       ^^^^^^^^^^^^^^^^^ SAS-4/privilege-escalation high
              Resource: "*"
            - { Effect: Deny, Action: iam:*, Resource: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } }`),
  "names that begin alike": granted(`            - Effect: Allow
              Action: iam:CreatePolicyVersion
              #       ^^^^^^^^^^^^^^^^^^^^^^^ SAS-4/privilege-escalation medium
              Resource: arn:aws:iam::*:policy/fn*`),
  "one policy": granted(
    `            - { Effect: Allow, Action: iam:CreatePolicyVersion, Resource: "arn:aws:iam::111122223333:policy/reports" }`,
  ),
  "a wildcard is another rule's": granted(`            - { Effect: Allow, Action: iam:*, Resource: "*" }`),
  "its own role": `
Resources:
  Pay:
    Type: AWS::Lambda::Function
    Properties: { Handler: pay.handler, Runtime: nodejs20.x, Role: !GetAtt PayRole.Arn }
  PayRole:
    Type: AWS::IAM::Role
    Properties:
      RoleName: pay
      AssumeRolePolicyDocument:
        Statement:
          - { Effect: Allow, Action: sts:AssumeRole, Principal: { Service: lambda.amazonaws.com } }
      Policies:
        - PolicyName: own
          PolicyDocument:
            Statement:
              - Effect: Allow
                Action: iam:AttachRolePolicy
                #       ^^^^^^^^^^^^^^^^^^^^ SAS-4/privilege-escalation high
                Resource: arn:aws:iam::111122223333:role/pay`,
});

describe("the table of ways", () => {
  test.each(ESCALATION_PATHS.map((path) => [path.actions.join(" + "), path] as const))("%s", (_name, path) => {
    const chosen = path.actions.map((alternatives) => alternatives.split("|")[0] ?? "");
    for (const action of path.actions.flatMap((one) => one.split("|"))) {
      // Services that AWS has closed are no longer in its reference.
      if (!/^codestar:/.test(action)) expect(actionInfo(action)?.name, action).toBe(action);
    }
    const { context } = analyseFiles({
      "template.yaml": granted(`            - { Effect: Allow, Action: [${chosen.join(", ")}], Resource: "*" }`),
    });
    expect(escalationsOf(context.graph, "template.yaml#BuildRole").map((one) => one.path)).toContain(path);
  });
});

describe("a permissions boundary", () => {
  const bounded = (boundary: string, more = ""): string => `
Parameters:
  Boundary:
    Type: String
Conditions:
  Bounded: !Not [!Equals [!Ref Boundary, ""]]
Resources:
  Deployer:
    Type: AWS::IAM::Role
    Properties:
      PermissionsBoundary: ${boundary}
      AssumeRolePolicyDocument:
        Statement:
          - { Effect: Allow, Action: sts:AssumeRole, Principal: { Service: lambda.amazonaws.com } }
      Policies:
        - PolicyName: keys
          PolicyDocument:
            Statement:
              - { Effect: Allow, Action: iam:CreateAccessKey, Resource: "*" }
  Deploy:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt Deployer.Arn
      Runtime: nodejs22.x
      Handler: index.handler
${more}`;
  const limit = (action: string): string => `  Limit:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement:
          - { Effect: Allow, Action: "${action}", Resource: "*" }`;
  const judged = (template: string) =>
    analyseFiles({ "template.yaml": template }, [privilegeEscalation]).findings.map(({ severity, confidence }) => [
      severity,
      confidence,
    ]);

  test.each([
    ["that is a parameter may forbid it", bounded("!Ref Boundary"), [["medium", "low"]]],
    [
      "that some deployments do not have may forbid it",
      bounded("!If [Bounded, !Ref Boundary, !Ref AWS::NoValue]"),
      [["medium", "low"]],
    ],
    ["of the workspace that leaves it open", bounded("!Ref Limit", limit("iam:*")), [["critical", "high"]]],
    ["of the workspace that forbids it", bounded("!Ref Limit", limit("s3:*")), []],
  ])("%s", (_, template, expected) => {
    expect(judged(template)).toEqual(expected);
  });
});
