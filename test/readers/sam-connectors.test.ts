// Every pair of types that a SAM connector joins, with what each permission stands for and whose it is.
// Source: AWS SAM Developer Guide, "AWS SAM connector reference".
import { describe, expect, it } from "vitest";
import { covered, read, showStatements } from "./describe.ts";

/** Two of each type, so that a type can be joined with itself. */
const template = (
  source: string,
  destination: string,
  permissions: string,
): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  Function: { Type: AWS::Serverless::Function }
  Function2: { Type: AWS::Serverless::Function }
  Lambda: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Role.Arn } }
  Machine: { Type: AWS::Serverless::StateMachine }
  Machine2: { Type: AWS::StepFunctions::StateMachine, Properties: { RoleArn: !GetAtt Role.Arn } }
  Table: { Type: AWS::DynamoDB::Table }
  Simple: { Type: AWS::Serverless::SimpleTable }
  Bucket: { Type: AWS::S3::Bucket }
  Queue: { Type: AWS::SQS::Queue }
  Topic: { Type: AWS::SNS::Topic }
  Bus: { Type: AWS::Events::EventBus }
  Places: { Type: AWS::Location::PlaceIndex }
  Rest: { Type: AWS::Serverless::Api, Properties: { StageName: prod } }
  RestApi: { Type: AWS::ApiGateway::RestApi }
  Http: { Type: AWS::Serverless::HttpApi }
  Graph: { Type: AWS::AppSync::GraphQLApi }
  Data: { Type: AWS::AppSync::DataSource, Properties: { ServiceRoleArn: !GetAtt Role.Arn } }
  Rule: { Type: AWS::Events::Rule, Properties: { EventPattern: { source: [a] }, Targets: [{ Id: t, RoleArn: !GetAtt Role.Arn }] } }
  Role: { Type: AWS::IAM::Role }
  Link:
    Type: AWS::Serverless::Connector
    Properties: { Source: { Id: ${source} }, Destination: { Id: ${destination} }, Permissions: [${permissions}] }
`;

const READ_TABLE =
  "[dynamodb:GetItem dynamodb:Query dynamodb:Scan dynamodb:BatchGetItem dynamodb:ConditionCheckItem dynamodb:PartiQLSelect] on [#Table.Arn {#Table.Arn}/index/*]";
const WRITE_TABLE =
  "[dynamodb:PutItem dynamodb:UpdateItem dynamodb:DeleteItem dynamodb:BatchWriteItem dynamodb:PartiQLDelete dynamodb:PartiQLInsert dynamodb:PartiQLUpdate] on [#Table.Arn {#Table.Arn}/index/*]";
const READ_BUCKET =
  "[s3:GetObject s3:GetObjectAcl s3:GetObjectLegalHold s3:GetObjectRetention s3:GetObjectTorrent s3:GetObjectVersion s3:GetObjectVersionAcl s3:GetObjectVersionForReplication s3:GetObjectVersionTorrent s3:ListBucket s3:ListBucketMultipartUploads s3:ListBucketVersions s3:ListMultipartUploadParts] on [#Bucket.Arn {#Bucket.Arn}/*]";
const WRITE_BUCKET =
  "[s3:AbortMultipartUpload s3:DeleteObject s3:DeleteObjectVersion s3:PutObject s3:PutObjectLegalHold s3:PutObjectRetention s3:RestoreObject] on [#Bucket.Arn {#Bucket.Arn}/*]";
const EXECUTIONS = "arn:*:states:*:*:execution:{#Machine2.Name}:*";
const RULE = "arn:*:events:*:*:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule";
const invoke = (name: string) => `[lambda:InvokeAsync lambda:InvokeFunction] on [#${name}.Arn]`;
const letIn = (action: string, destination: string, service: string, source: string) =>
  `Allow [${action}] on [#${destination}.Arn] to ${service}.amazonaws.com when {ArnEquals: {aws:SourceArn: #${source}.Arn}}`;

type Row = readonly [source: string, destination: string, permission: string, statements: readonly string[]];

const PAIRS: readonly Row[] = [
  ["Function", "Function2", "Write", [`FunctionRole Allow ${invoke("Function2")}`]],
  ["Function", "Lambda", "Write", [`FunctionRole Allow ${invoke("Lambda")}`]],
  ["Lambda", "Function", "Write", [`Role Allow ${invoke("Function")}`]],
  ["Function", "Table", "Read", [`FunctionRole Allow ${READ_TABLE}`]],
  ["Function", "Table", "Write", [`FunctionRole Allow ${WRITE_TABLE}`]],
  ["Function", "Simple", "Read", [`FunctionRole Allow ${READ_TABLE.replaceAll("#Table", "#Simple")}`]],
  ["Function", "Bucket", "Read", [`FunctionRole Allow ${READ_BUCKET}`]],
  ["Function", "Bucket", "Write", [`FunctionRole Allow ${WRITE_BUCKET}`]],
  ["Function", "Queue", "Read", ["FunctionRole Allow [sqs:ReceiveMessage sqs:GetQueueAttributes] on [#Queue.Arn]"]],
  [
    "Function",
    "Queue",
    "Write",
    [
      "FunctionRole Allow [sqs:DeleteMessage sqs:SendMessage sqs:ChangeMessageVisibility sqs:PurgeQueue] on [#Queue.Arn]",
    ],
  ],
  ["Function", "Topic", "Write", ["FunctionRole Allow [sns:Publish] on [#Topic.Arn]"]],
  ["Function", "Bus", "Write", ["FunctionRole Allow [events:PutEvents] on [#Bus.Arn]"]],
  [
    "Function",
    "Machine2",
    "Read",
    [
      "FunctionRole Allow [states:DescribeStateMachine states:ListExecutions] on [#Machine2.Arn]",
      `FunctionRole Allow [states:DescribeExecution states:DescribeStateMachineForExecution states:GetExecutionHistory] on [${EXECUTIONS}]`,
    ],
  ],
  [
    "Function",
    "Machine2",
    "Write",
    [
      "FunctionRole Allow [states:StartExecution states:StartSyncExecution] on [#Machine2.Arn]",
      `FunctionRole Allow [states:StopExecution] on [${EXECUTIONS}]`,
    ],
  ],
  [
    "Function",
    "Places",
    "Read",
    [
      "FunctionRole Allow [geo:DescribePlaceIndex geo:GetPlace geo:SearchPlaceIndexForPosition geo:SearchPlaceIndexForSuggestions geo:SearchPlaceIndexForText] on [#Places.Arn]",
    ],
  ],
  ["Machine", "Function", "Write", [`MachineRole Allow ${invoke("Function")}`]],
  ["Machine2", "Function", "Write", [`Role Allow ${invoke("Function")}`]],
  ["Machine", "Table", "Read", [`MachineRole Allow ${READ_TABLE}`]],
  ["Machine", "Table", "Write", [`MachineRole Allow ${WRITE_TABLE}`]],
  ["Machine", "Bucket", "Read", [`MachineRole Allow ${READ_BUCKET}`]],
  ["Machine", "Bucket", "Write", [`MachineRole Allow ${WRITE_BUCKET}`]],
  ["Machine", "Queue", "Write", ["MachineRole Allow [sqs:SendMessage] on [#Queue.Arn]"]],
  ["Machine", "Topic", "Write", ["MachineRole Allow [sns:Publish] on [#Topic.Arn]"]],
  ["Machine", "Bus", "Write", ["MachineRole Allow [events:PutEvents] on [#Bus.Arn]"]],
  [
    "Machine",
    "Machine2",
    "Read, Write",
    [
      `MachineRole Allow [states:DescribeExecution] on [${EXECUTIONS}]`,
      `MachineRole Allow [events:DescribeRule] on [${RULE}]`,
      "MachineRole Allow [states:StartExecution] on [#Machine2.Arn]",
      `MachineRole Allow [states:StopExecution] on [${EXECUTIONS}]`,
      `MachineRole Allow [events:PutTargets events:PutRule] on [${RULE}]`,
    ],
  ],
  [
    "Data",
    "Function",
    "Write",
    ["Role Allow [lambda:InvokeAsync lambda:InvokeFunction] on [#Function.Arn {#Function.Arn}:*]"],
  ],
  ["Data", "Table", "Read", [`Role Allow ${READ_TABLE}`]],
  ["Data", "Table", "Write", [`Role Allow ${WRITE_TABLE}`]],
  ["Data", "Bus", "Write", ["Role Allow [events:PutEvents] on [#Bus.Arn]"]],
  ["Rule", "Bus", "Write", ["Role Allow [events:PutEvents] on [#Bus.Arn]"]],
  ["Rule", "Machine", "Write", ["Role Allow [states:StartExecution] on [#Machine.Arn]"]],
  ["Rule", "Topic", "Write", [`Topic ${letIn("sns:Publish", "Topic", "events", "Rule")}`]],
  ["Rule", "Queue", "Write", [`Queue ${letIn("sqs:SendMessage", "Queue", "events", "Rule")}`]],
  ["Rule", "Function", "Write", [`Function ${letIn("lambda:InvokeFunction", "Function", "events", "Rule")}`]],
  ["Topic", "Queue", "Write", [`Queue ${letIn("sqs:SendMessage", "Queue", "sns", "Topic")}`]],
  ["Topic", "Function", "Write", [`Function ${letIn("lambda:InvokeFunction", "Function", "sns", "Topic")}`]],
  ["Bucket", "Function", "Write", [`Function ${letIn("lambda:InvokeFunction", "Function", "s3", "Bucket")}`]],
  ["RestApi", "Function", "Write", [`Function ${letIn("lambda:InvokeFunction", "Function", "apigateway", "RestApi")}`]],
  ["Rest", "Function", "Write", [`Function ${letIn("lambda:InvokeFunction", "Function", "apigateway", "Rest")}`]],
  ["Http", "Function", "Write", [`Function ${letIn("lambda:InvokeFunction", "Function", "apigateway", "Http")}`]],
  ["Graph", "Function", "Write", [`Function ${letIn("lambda:InvokeFunction", "Function", "appsync", "Graph")}`]],
  [
    "Queue",
    "Function",
    "Read, Write",
    [
      "FunctionRole Allow [sqs:ReceiveMessage sqs:GetQueueAttributes] on [#Queue.Arn]",
      "FunctionRole Allow [sqs:DeleteMessage] on [#Queue.Arn]",
    ],
  ],
  [
    "Table",
    "Function",
    "Read",
    [
      "FunctionRole Allow [dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator dynamodb:ListStreams] on [{#Table.Arn}/stream/*]",
    ],
  ],
];

describe("a connector", () => {
  it.each(PAIRS)("from %s to %s: %s", (source, destination, permissions, expected) => {
    const text = template(source, destination, permissions);
    const { fragment, problems } = read(text);
    expect(problems).toEqual([]);
    const statements = fragment ? showStatements(fragment) : [];
    expect(statements.filter((statement) => statement.endsWith(" by connector"))).toEqual(
      expected.map((statement) => `${statement} by connector`),
    );
    const places = fragment?.statements.flatMap(({ origin, at }) =>
      origin.kind === "implied" && origin.reason === "connector" ? [covered(text, at)] : [],
    );
    for (const place of places ?? []) expect(permissions.split(", ")).toContain(place);
  });

  it("between types that SAM does not connect is a problem at its name", () => {
    const text = template("Bucket", "Table", "Write");
    const { fragment, problems } = read(text);
    expect(problems.map(({ code, at }) => [code, covered(text, at)])).toEqual([["invalid-value", "Link"]]);
    expect(fragment && showStatements(fragment).filter((statement) => statement.endsWith("connector"))).toEqual([]);
  });

  it("may name ends that are declared elsewhere, and stand inside of its source", () => {
    const { fragment, problems } = read(`Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Connectors:
      Out:
        Properties:
          Destination: [{ Type: AWS::SNS::Topic, Arn: "arn:aws:sns:r:1:t" }, { Type: AWS::Events::EventBus, Arn: "arn:aws:events:r:1:event-bus/b" }]
          Permissions: [Write]
`);
    expect(problems).toEqual([]);
    expect(fragment && showStatements(fragment).filter((statement) => statement.endsWith("connector"))).toEqual([
      "FRole Allow [sns:Publish] on [arn:aws:sns:r:1:t] by connector",
      "FRole Allow [events:PutEvents] on [arn:aws:events:r:1:event-bus/b] by connector",
    ]);
  });
});
