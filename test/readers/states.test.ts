// Workflows: what each task uses, with the IAM actions it needs, and what rules ask of each state.
import { describe, expect, it } from "vitest";
import { dig, elements } from "../../language-analysis/readers/walk-values.ts";
import { readFragment, show } from "./describe.ts";

const RESOURCES = `  Fn: { Type: AWS::Lambda::Function }
  Child: { Type: AWS::StepFunctions::StateMachine }
  Queue: { Type: AWS::SQS::Queue }
  Topic: { Type: AWS::SNS::Topic }
  Stream: { Type: AWS::Kinesis::Stream }
  Bus: { Type: AWS::Events::EventBus }
  Table: { Type: AWS::DynamoDB::Table }
  Bucket: { Type: AWS::S3::Bucket }
  Secret: { Type: AWS::SecretsManager::Secret }
  Users: { Type: AWS::Cognito::UserPool }
  Activity: { Type: AWS::StepFunctions::Activity }
`;

function edgesOf(state: string): readonly string[] {
  const text = `Resources:
${RESOURCES}  Flow:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      Definition:
        States:
          Step: ${state}
`;
  return readFragment(text)
    .edges.filter(({ from }) => "node" in from && from.node.endsWith("#Flow"))
    .map(({ kind, to, actions }) => {
      const end = "node" in to ? to.node.slice(to.node.indexOf("#") + 1) : "value" in to ? show(to.value) : "";
      return `${kind} ${end}: ${(actions ?? []).join(" ")}`;
    });
}

const task = (resource: string, parameters = "", key = "Parameters") =>
  `{ Type: Task, Resource: "arn:aws:states:::${resource}", ${key}: { ${parameters} } }`;

describe("what a task uses", () => {
  it.each([
    ["{ Type: Task, Resource: !GetAtt Fn.Arn }", "invokes Fn: lambda:InvokeFunction"],
    ["{ Type: Task, Resource: !Ref Activity }", "publishes Activity: "],
    [task("lambda:invoke", "FunctionName: !GetAtt Fn.Arn"), "invokes Fn: lambda:InvokeFunction"],
    [task("lambda:invoke.waitForTaskToken", "FunctionName: !Ref Fn"), "invokes Fn: lambda:InvokeFunction"],
    [task("aws-sdk:lambda:invoke", "FunctionName: !Ref Fn"), "invokes Fn: lambda:InvokeFunction"],
    [
      task("states:startExecution.sync:2", "StateMachineArn: !Ref Child"),
      "invokes Child: states:DescribeExecution states:StartExecution states:StopExecution",
    ],
    [task("aws-sdk:sfn:startExecution", "StateMachineArn: !Ref Child"), "invokes Child: states:StartExecution"],
    [task("sqs:sendMessage", "QueueUrl: !Ref Queue"), "publishes Queue: sqs:SendMessage"],
    [task("aws-sdk:sqs:receiveMessage", "QueueUrl: !Ref Queue"), "writes Queue: sqs:ReceiveMessage"],
    [task("sns:publish", "TopicArn: !Ref Topic"), "publishes Topic: sns:Publish"],
    [task("aws-sdk:kinesis:putRecords", "StreamName: !Ref Stream"), "publishes Stream: kinesis:PutRecords"],
    [task("events:putEvents", "Entries: [{ EventBusName: !Ref Bus }]"), "publishes Bus: events:PutEvents"],
    [task("aws-sdk:eventbridge:putEvents", "Entries: [{ EventBusName: !Ref Bus }]"), "publishes Bus: events:PutEvents"],
    [task("dynamodb:getItem", "TableName: !Ref Table"), "reads Table: dynamodb:GetItem"],
    [task("dynamodb:updateItem", "TableName: !Ref Table"), "writes Table: dynamodb:UpdateItem"],
    [task("aws-sdk:dynamodb:query", "TableName: !Ref Table"), "reads Table: dynamodb:Query"],
    [task("aws-sdk:s3:listObjectsV2", "Bucket: !Ref Bucket"), "reads Bucket: s3:ListBucket"],
    [task("aws-sdk:s3:putObject", "Bucket: !Ref Bucket", "Arguments"), "writes Bucket: s3:PutObject"],
    [
      task("aws-sdk:secretsmanager:getSecretValue", "SecretId: !Ref Secret"),
      "reads Secret: secretsmanager:GetSecretValue",
    ],
    [
      task("aws-sdk:cognitoidentityprovider:adminCreateUser", "UserPoolId: !Ref Users"),
      "writes Users: cognito-idp:AdminCreateUser",
    ],
    [
      "{ Type: Map, ItemReader: { Resource: 'arn:aws:states:::s3:getObject', Parameters: { Bucket: !Ref Bucket } } }",
      "reads Bucket: s3:GetObject",
    ],
    [
      "{ Type: Map, ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Arguments: { Bucket: !Ref Bucket } } }",
      "writes Bucket: s3:PutObject",
    ],
    [
      "{ Type: Parallel, Branches: [{ States: { A: { Type: Task, Resource: !GetAtt Fn.Arn } } }] }",
      "invokes Fn: lambda:InvokeFunction",
    ],
  ])("%s", (state, expected) => {
    expect(edgesOf(state)).toEqual([expected]);
  });

  it.each([
    [task("lambda:invoke", '"FunctionName.$": $.name')],
    [task("lambda:invoke", "FunctionName: '{% $states.input.name %}'", "Arguments")],
    [task("bedrock:invokeModel", "ModelId: x")],
    ["{ Type: Pass }"],
  ])("%s uses nothing that is known", (state) => {
    expect(edgesOf(state)).toEqual([]);
  });
});

it("tells of each state what handles its errors", () => {
  const definition = {
    States: {
      Work: {
        Type: "Task",
        Resource: "${Fn}",
        TimeoutSeconds: 5,
        Retry: [{ ErrorEquals: ["States.ALL"] }],
        Next: "Each",
      },
      Each: {
        Type: "Map",
        ItemProcessor: {
          ProcessorConfig: { Mode: "DISTRIBUTED" },
          States: { Save: { Type: "Task", Resource: "arn:aws:states:::dynamodb:putItem", Catch: [{ Next: "Done" }] } },
        },
      },
    },
  };
  const file = "flow.asl.json";
  const text = `Transform: AWS::Serverless-2016-10-31
Resources:
  Fn: { Type: AWS::Serverless::Function }
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties: { DefinitionUri: ${file}, DefinitionSubstitutions: { Fn: !GetAtt Fn.Arn } }
`;
  const written = JSON.stringify(definition, undefined, 1);
  const { nodes, edges } = readFragment(text, undefined, { [file]: written });
  const states = elements(nodes.find(({ logicalId }) => logicalId === "Flow")?.properties["states"]);
  const facts = ["name", "type", "retry", "catch", "timeout", "actions", "mode"];
  expect(states.map((state) => facts.map((fact) => show(dig(state, fact))))).toEqual([
    ['"Work"', '"Task"', '[{ErrorEquals: ["States.ALL"]}]', "absent", "5", '["lambda:InvokeFunction"]', "absent"],
    ['"Each"', '"Map"', "absent", "absent", "absent", "absent", '"DISTRIBUTED"'],
    ['"Save"', '"Task"', "absent", '[{Next: "Done"}]', "absent", '["dynamodb:PutItem"]', "absent"],
  ]);
  expect(states.map(({ at }) => [at.file, written.split("\n")[at.start.line]?.trim()])).toEqual([
    [file, '"Work": {'],
    [file, '"Each": {'],
    [file, '"Save": {'],
  ]);
  expect(edges.filter(({ kind }) => kind === "invokes")).toHaveLength(1);
});
