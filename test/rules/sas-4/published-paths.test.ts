// The ways that others have published, with the permissions that they name, against the rule: what its own table calls them does not matter.
// Sources: Rhino Security Labs, "AWS IAM Privilege Escalation - Methods and Mitigation" (numbered there); Bishop Fox, "iam-vulnerable".
import { expect, test } from "vitest";
import { privilegeEscalation } from "../../../language-analysis/rules/sas-4/privilege-escalation.ts";
import { wildcardAction } from "../../../language-analysis/rules/sas-4/wildcard-action.ts";
import { analyseFiles } from "../analyse-files.ts";

const allow = (...actions: readonly string[]) => `{ Effect: Allow, Action: [${actions.join(", ")}], Resource: "*" }`;

function found(...statements: readonly string[]): number {
  const template = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Build:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: build.handler
      Policies:
        - Statement:
${statements.map((one) => `            - ${one}\n`).join("")}`;
  return analyseFiles({ "template.yaml": template }, [privilegeEscalation, wildcardAction]).findings.length;
}

test.each<[method: string, ...actions: string[]]>([
  ["1 a new policy version", "iam:CreatePolicyVersion"],
  ["2 an existing policy version as the default", "iam:SetDefaultPolicyVersion"],
  ["3 an instance with an existing profile", "iam:PassRole", "ec2:RunInstances", "ec2:DescribeInstances"],
  ["4 a new access key", "iam:CreateAccessKey"],
  ["5 a new login profile", "iam:CreateLoginProfile"],
  ["6 a changed login profile", "iam:UpdateLoginProfile"],
  ["7 a policy attached to a user", "iam:AttachUserPolicy"],
  ["8 a policy attached to a group", "iam:AttachGroupPolicy"],
  ["9 a policy attached to a role", "iam:AttachRolePolicy"],
  ["10 an inline policy of a user", "iam:PutUserPolicy"],
  ["11 an inline policy of a group", "iam:PutGroupPolicy"],
  ["12 an inline policy of a role", "iam:PutRolePolicy"],
  ["13 a user added to a group", "iam:AddUserToGroup"],
  ["14 the trust policy of a role", "iam:UpdateAssumeRolePolicy", "sts:AssumeRole"],
  ["15 a role for a new function, then invoked", "iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"],
  [
    "16 a role for a new function, then triggered by a table",
    ...["iam:PassRole", "lambda:CreateFunction", "lambda:CreateEventSourceMapping"],
  ],
  ["17 the code of an existing function", "lambda:UpdateFunctionCode"],
  ["18 a role for a Glue endpoint", "iam:PassRole", "glue:CreateDevEndpoint", "glue:GetDevEndpoint"],
  ["19 an existing Glue endpoint", "glue:UpdateDevEndpoint", "glue:GetDevEndpoint"],
  ["20 a role for CloudFormation", "iam:PassRole", "cloudformation:CreateStack", "cloudformation:DescribeStacks"],
  [
    "21 a role for Data Pipeline",
    ...["iam:PassRole", "datapipeline:CreatePipeline", "datapipeline:PutPipelineDefinition"],
    "datapipeline:ActivatePipeline",
  ],
  ["taking on another role", "sts:AssumeRole"],
  ["a role for a build", "iam:PassRole", "codebuild:CreateProject", "codebuild:StartBuild"],
  [
    "a role for a notebook",
    ...["iam:PassRole", "sagemaker:CreateNotebookInstance", "sagemaker:CreatePresignedNotebookInstanceUrl"],
  ],
  ["a role for a processing job", "iam:PassRole", "sagemaker:CreateProcessingJob"],
  ["a role for a training job", "iam:PassRole", "sagemaker:CreateTrainingJob"],
  ["commands on instances", "ssm:SendCommand", "ec2:DescribeInstances"],
  ["a session on an instance", "ssm:StartSession"],
  ["a key for an instance", "ec2-instance-connect:SendSSHPublicKey"],
  ["an existing function and its layers", "lambda:UpdateFunctionConfiguration", "lambda:InvokeFunction"],
])("%s", (_method, ...actions) => {
  expect(found(allow(...actions))).toBeGreaterThan(0);
});

test.each<[what: string, isWay: boolean, ...statements: string[]]>([
  [
    "a constraint of the resource that leaves room",
    true,
    '{ Effect: Allow, Action: iam:CreatePolicyVersion, Resource: "arn:aws:iam::*:policy/fn2-*" }',
  ],
  [
    "NotAction that leaves something",
    true,
    '{ Effect: Allow, NotAction: [iam:Update*, iam:Create*, iam:Attach*], Resource: "*" }',
  ],
  ["a denial alone", false, '{ Effect: Deny, Action: "iam:*", Resource: "*" }'],
  ["one half of a way", false, allow("iam:PassRole")],
  ["the other half", false, allow("glue:GetDevEndpoint", "lambda:InvokeFunction")],
])("%s", (_what, isWay, ...statements) => {
  expect(found(...statements) > 0).toBe(isWay);
});

test("what is allowed and denied at once is no way", () => {
  const denied = [allow("iam:PutRolePolicy"), '{ Effect: Deny, Action: "iam:*", Resource: "*" }'];
  expect(found(...denied)).toBe(0);
});
