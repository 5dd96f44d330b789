// Workflows: what each task uses, with the IAM actions it needs, and what rules ask of each state.
import { describe, expect, it } from "vitest";
import { dig, elements, entriesOf } from "../../language-analysis/readers/walk-values.ts";
import { textOf } from "../../language-analysis/model/value.ts";
import { covered, readFragment, show } from "./describe.ts";

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
  Job: { Type: AWS::ECS::TaskDefinition }
  Billing: { Type: AWS::Events::Connection }
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
      task("ecs:runTask.sync", "Cluster: main, TaskDefinition: !Ref Job"),
      "invokes Job: ecs:DescribeTasks ecs:RunTask ecs:StopTask",
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

  it("a host and the credentials for it", () => {
    const state = (address: string) =>
      task("http:invoke", `ApiEndpoint: "${address}", Authentication: { ConnectionArn: !GetAtt Billing.Arn }`);
    const credentials = "reads Billing: events:RetrieveConnectionCredentials";
    expect(edgesOf(state("https://api.example.com/v1/bills"))).toEqual([
      "connects subscriber http api.example.com: states:InvokeHTTPEndpoint",
      credentials,
    ]);
    expect(edgesOf(state("$.address"))).toEqual([credentials]);
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

describe("states of every type, with what each says of itself and where", () => {
  it.each<[string, readonly string[]]>([
    [
      "{ Type: Task, Resource: 'arn:aws:states:::sqs:sendMessage', TimeoutSeconds: 9, HeartbeatSeconds: 3, Retry: [{ MaxAttempts: 2 }], Catch: [{ Next: X }], End: true }",
      [
        "type: Task",
        "resource: 'arn:aws:states:::sqs:sendMessage'",
        "retry: [{ MaxAttempts: 2 }]",
        "catch: [{ Next: X }]",
        "timeout: 9",
        "heartbeat: 3",
        "isEnd: true",
      ],
    ],
    [
      "{ Type: Task, Resource: !GetAtt Fn.Arn, TimeoutSecondsPath: $.t, HeartbeatSecondsPath: $.h, Next: X }",
      ["type: Task", "resource: !GetAtt Fn.Arn", "timeout: $.t", "heartbeat: $.h"],
    ],
    ["{ Type: Pass, Result: { a: 1 }, Next: X }", ["type: Pass"]],
    ["{ Type: Choice, Choices: [{ Variable: $.a, IsNull: true, Next: X }], Default: Y }", ["type: Choice"]],
    ["{ Type: Wait, Seconds: 5, Next: X }", ["type: Wait"]],
    ["{ Type: Succeed }", ["type: Succeed"]],
    ["{ Type: Fail, Error: E, Cause: C }", ["type: Fail"]],
    [
      "{ Type: Parallel, Branches: [], Retry: [{ MaxAttempts: 1 }], Catch: [{ Next: X }], End: true }",
      ["type: Parallel", "retry: [{ MaxAttempts: 1 }]", "catch: [{ Next: X }]", "isEnd: true"],
    ],
    [
      "{ Type: Map, MaxConcurrency: 4, ItemProcessor: { ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: EXPRESS }, States: {} }, End: true }",
      ["type: Map", "isEnd: true", "mode: DISTRIBUTED", "maximumConcurrency: 4"],
    ],
    ["{ Type: Map, MaxConcurrencyPath: $.m, Iterator: { States: {} } }", ["type: Map", "maximumConcurrency: $.m"]],
  ])("%s", (state, expected) => {
    const text = `Resources:
${RESOURCES}  Flow: { Type: AWS::StepFunctions::StateMachine, Properties: { Definition: { StartAt: Step, States: { Step: ${state} } } } }
`;
    const { nodes } = readFragment(text);
    const [step, ...more] = elements(nodes.find(({ logicalId }) => logicalId === "Flow")?.properties["states"]);
    expect(more).toEqual([]);
    expect(step && covered(text, step.at)).toBe(state);
    const facts = entriesOf(step).filter(({ key }) => key !== "name" && key !== "written" && key !== "actions");
    expect(facts.map(({ key, value }) => `${key}: ${covered(text, value.at)}`)).toEqual(expected);
  });

  it("with all that is written, but for the states inside and how often it is tried again", () => {
    const state =
      "{ Type: Map, ItemsPath: $.a, Retry: [{ MaxAttempts: 2 }], Iterator: { StartAt: I, States: { I: { Type: Pass } } } }";
    const { nodes } = readFragment(`Resources:
${RESOURCES}  Flow: { Type: AWS::StepFunctions::StateMachine, Properties: { Definition: { StartAt: Step, States: { Step: ${state} } } } }
`);
    const { states, startsAt } = nodes.find(({ logicalId }) => logicalId === "Flow")?.properties ?? {};
    const [step] = elements(states);
    expect(entriesOf(dig(step, "written")).map(({ key }) => key)).toEqual(["Type", "ItemsPath"]);
    expect(elements(dig(step, "starts")).map(textOf)).toEqual(["I"]);
    expect(textOf(startsAt)).toBe("Step");
  });

  it("that take another role's rights lead to that role", () => {
    const state = task("lambda:invoke", "FunctionName: !GetAtt Fn.Arn").replace(
      / \}$/,
      ", Credentials: { RoleArn: !GetAtt Other.Arn } }",
    );
    expect(edgesOf(state)).toEqual(["invokes Fn: lambda:InvokeFunction", "runs-as #Other.Arn: "]);
    expect(edgesOf(state.replace("!GetAtt Other.Arn", "$.role"))).toEqual(["invokes Fn: lambda:InvokeFunction"]);
  });
});
