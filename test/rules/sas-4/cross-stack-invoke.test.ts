import { crossStackInvoke } from "../../../language-analysis/rules/sas-4/cross-stack-invoke.ts";
import { cloudFormationFormats } from "../every-format.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";

const granted = (statement: string): string => `Transform: AWS::Serverless-2016-10-31
Parameters:
  Target:
    Type: String
Resources:
  Refund:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs20.x
      Handler: refund.handler
  Pay:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs20.x
      Handler: pay.handler
      Environment:
        Variables:
          REFUND: !Ref Refund
      Policies:
        - Statement:
${statement}`;

ruleTable(crossStackInvoke, {
  "every function": granted(`            - Effect: Allow
              Action: lambda:InvokeFunction
              Resource: "*"
              #         ^^^ SAS-4/cross-stack-invoke high`),
  "every function by pattern": granted(`            - Effect: Allow
              Action: [lambda:Invoke*]
              Resource: !Sub arn:aws:lambda:\${AWS::Region}:\${AWS::AccountId}:function:*
              #         ${"^".repeat(63)} SAS-4/cross-stack-invoke high`),
  "functions of one app": granted(`            - Effect: Allow
              Action: lambda:InvokeFunction
              Resource: arn:aws:lambda:*:*:function:shop-*`),
  "one function": granted(
    `            - { Effect: Allow, Action: lambda:InvokeFunction, Resource: !GetAtt Refund.Arn }`,
  ),
  "not known: a parameter names it": granted(
    `            - { Effect: Allow, Action: lambda:InvokeFunction, Resource: !Ref Target }`,
  ),
  "functions with a tag": granted(`            - Effect: Allow
              Action: lambda:InvokeFunction
              Resource: "*"
              Condition: { StringEquals: { aws:ResourceTag/app: shop } }`),
  "a wildcard is another rule's": granted(`            - { Effect: Allow, Action: lambda:*, Resource: "*" }`),
});

const code = `const { LambdaClient, InvokeCommand } = require("@aws-sdk/client-lambda");
const lambda = new LambdaClient({});
exports.handler = async () => lambda.send(new InvokeCommand({ FunctionName: process.env.REFUND }));
`;
const statement = (resource: string): string => `            - Effect: Allow
              Action: lambda:InvokeFunction
              Resource: ${resource} # who is called
`;

const calling = {
  "pay.js": `const { LambdaClient, InvokeCommand } = require("@aws-sdk/client-lambda");
const lambda = new LambdaClient({});
exports.handler = async () => lambda.send(new InvokeCommand({ FunctionName: "shop-refund" }));
`,
  "refund.js": "exports.handler = () => 1;",
};
const invokes = (resource: string): string => `- Effect: Allow
                Action: lambda:InvokeFunction
                Resource: ${resource}
`;
const service = (resource: string): string => `service: shop
provider:
  name: aws
  runtime: nodejs20.x
  iam:
    role:
      statements:
        - Effect: Allow
          Action: lambda:InvokeFunction
          Resource: ${resource}
functions:
  refund:
    name: shop-refund
    handler: refund.handler
  pay:
    handler: pay.handler
`;
const roles = (resource: string): string => `Resources:
  Refund:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: shop-refund
      Handler: refund.handler
      Runtime: nodejs20.x
      Code: .
      Role: arn:aws:iam::123456789012:role/refund
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - { Effect: Allow, Action: sts:AssumeRole, Principal: { Service: lambda.amazonaws.com } }
      Policies:
        - PolicyName: calls
          PolicyDocument:
            Statement:
              ${invokes(resource)}  Pay:
    Type: AWS::Lambda::Function
    Properties:
      Handler: pay.handler
      Runtime: nodejs20.x
      Code: .
      Role: !GetAtt Role.Arn
`;

fixTable(crossStackInvoke, {
  ...cloudFormationFormats(
    "the function that the code invokes",
    { before: roles('"*"'), after: roles("!GetAtt Refund.Arn") },
    calling,
  ),
  "the function of the service": {
    files: { "serverless.yml": service('"*"'), ...calling },
    after: {
      "serverless.yml": service('"arn:aws:lambda:*:*:function:shop-refund"'),
    },
  },
  "the function that the code invokes": {
    files: { "template.yaml": granted(statement('"*"')), "pay.js": code, "refund.js": "exports.handler = () => 1;" },
    after: { "template.yaml": granted(statement("!GetAtt Refund.Arn")) },
  },
  "code that is not there": {
    files: { "template.yaml": granted(statement('"*"')) },
  },
});
