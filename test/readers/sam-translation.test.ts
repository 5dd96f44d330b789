// A SAM template and the CloudFormation that it stands for are one app: the same functions, triggers, grants, stores and channels.
// Names that SAM makes are not compared, nor what only the translation has: permissions, stages, deployments.
import { describe, expect, it } from "vitest";
import { AppGraph } from "../../language-analysis/graph/app-graph.ts";
import { linkMap } from "../../language-analysis/graph/link.ts";
import { textOf } from "../../language-analysis/model/value.ts";
import { readFragment } from "./describe.ts";

interface Facts {
  readonly functions: readonly string[];
  readonly triggers: readonly string[];
  readonly stores: readonly string[];
  readonly channels: readonly string[];
  readonly workflows: readonly string[];
  readonly links: readonly string[];
  /** Actions that the role of each function or workflow is allowed, with what they are allowed on. */
  readonly grants: readonly string[];
}

function factsOf(text: string): Facts {
  const fragment = readFragment(text);
  const graph = new AppGraph(linkMap({ fragments: [fragment], code: new Map(), files: new Set([fragment.file]) }).map);
  const names = (kind: "function" | "store" | "channel" | "workflow") =>
    graph
      .nodes(kind)
      .flatMap(({ logicalId, type, service }) => (type === "" || service === "events-rule" ? [] : [logicalId]));
  const users = [...graph.nodes("function"), ...graph.nodes("workflow")];
  const own = new Set(users.map(({ id }) => id));
  const sorted = (list: readonly string[]) => [...new Set(list)].sort();
  return {
    functions: names("function"),
    stores: names("store"),
    channels: names("channel"),
    workflows: names("workflow"),
    triggers: sorted(
      graph.map.edges.flatMap(({ kind, trigger, to }) =>
        kind === "triggers" && own.has(to) ? [`${trigger} ${to}`] : [],
      ),
    ),
    links: sorted(
      graph.map.edges.flatMap(({ kind, from, to }) =>
        own.has(from) && (kind === "publishes" || kind === "invokes" || kind === "writes")
          ? [`${from} ${kind} ${to}`]
          : [],
      ),
    ),
    grants: sorted(
      users.flatMap(({ id }) =>
        graph.rolesOf(id).flatMap((role) =>
          graph
            .statementsOf(role.id, "identity")
            .filter(({ origin }) => origin.kind !== "managed-policy")
            .flatMap(({ actions }) => actions.map((action) => `${id} ${textOf(action) ?? "?"}`)),
        ),
      ),
    ),
  };
}

const SAM = "Transform: AWS::Serverless-2016-10-31\nResources:\n";
const CODE = "Code: { S3Bucket: b, S3Key: k }, Handler: app.handler, Runtime: nodejs20.x";
const SOURCE = "CodeUri: src, Handler: app.handler, Runtime: nodejs20.x";

const role = (name: string, statements: string, service = "lambda") => `  ${name}:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Action: sts:AssumeRole, Principal: { Service: ${service}.amazonaws.com } }] }
      Policies: [{ PolicyName: p, PolicyDocument: { Statement: [${statements}] } }]
`;
const allow = (actions: string, resource = "'*'") => `{ Effect: Allow, Action: [${actions}], Resource: ${resource} }`;
const lambda = (name = "Fn", more = "") =>
  `  ${name}: { Type: AWS::Lambda::Function, Properties: { ${CODE}, Role: !GetAtt ${name}Role.Arn${more} } }\n`;

const TABLE_CRUD =
  "dynamodb:GetItem, dynamodb:DeleteItem, dynamodb:PutItem, dynamodb:Scan, dynamodb:Query, dynamodb:UpdateItem, dynamodb:BatchWriteItem, dynamodb:BatchGetItem, dynamodb:DescribeTable, dynamodb:ConditionCheckItem";

/** What the app is in SAM, and what the translator makes of it. */
const PAIRS: Readonly<Record<string, readonly [sam: string, cloudFormation: string]>> = {
  "routes of the implicit API, a policy template and a table": [
    `${SAM}  Fn:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: app.handler
      Runtime: nodejs20.x
      Policies: [{ DynamoDBCrudPolicy: { TableName: !Ref Orders } }]
      Events:
        Get: { Type: Api, Properties: { Path: /orders, Method: get } }
        Post: { Type: Api, Properties: { Path: /orders, Method: post } }
  Orders: { Type: AWS::Serverless::SimpleTable }
`,
    `Resources:
${lambda()}${role("FnRole", allow(TABLE_CRUD, "!GetAtt Orders.Arn"))}  Orders:
    Type: AWS::DynamoDB::Table
    Properties: { KeySchema: [{ AttributeName: id, KeyType: HASH }] }
  ServerlessRestApi:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        swagger: "2.0"
        paths:
          /orders:
            get: { x-amazon-apigateway-integration: { type: aws_proxy, httpMethod: POST, uri: !Sub "arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Fn.Arn}/invocations" } }
            post: { x-amazon-apigateway-integration: { type: aws_proxy, httpMethod: POST, uri: !Sub "arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Fn.Arn}/invocations" } }
`.replaceAll("\\$", "$"),
  ],
  "polled sources": [
    `${SAM}  Fn:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: app.handler
      Runtime: nodejs20.x
      Events:
        Jobs: { Type: SQS, Properties: { Queue: !GetAtt Jobs.Arn } }
        Changes: { Type: DynamoDB, Properties: { Stream: !GetAtt Orders.StreamArn, StartingPosition: LATEST } }
        Clicks: { Type: Kinesis, Properties: { Stream: !GetAtt Clicks.Arn, StartingPosition: LATEST } }
  Jobs: { Type: AWS::SQS::Queue }
  Clicks: { Type: AWS::Kinesis::Stream }
  Orders: { Type: AWS::DynamoDB::Table, Properties: { StreamSpecification: { StreamViewType: NEW_IMAGE } } }
`,
    `Resources:
${lambda()}  FnRole:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole
        - arn:aws:iam::aws:policy/service-role/AWSLambdaKinesisExecutionRole
        - arn:aws:iam::aws:policy/service-role/AWSLambdaDynamoDBExecutionRole
  FnJobs: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref Fn, EventSourceArn: !GetAtt Jobs.Arn } }
  FnChanges: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref Fn, EventSourceArn: !GetAtt Orders.StreamArn } }
  FnClicks: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref Fn, EventSourceArn: !GetAtt Clicks.Arn } }
  Jobs: { Type: AWS::SQS::Queue }
  Clicks: { Type: AWS::Kinesis::Stream }
  Orders: { Type: AWS::DynamoDB::Table, Properties: { StreamSpecification: { StreamViewType: NEW_IMAGE } } }
`,
  ],
  "events of a bucket, a topic, a schedule, a rule, a log group and a user pool": [
    `${SAM}  Fn:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: app.handler
      Runtime: nodejs20.x
      Events:
        Upload: { Type: S3, Properties: { Bucket: !Ref Files, Events: s3:ObjectCreated:* } }
        News: { Type: SNS, Properties: { Topic: !Ref News } }
        Nightly: { Type: Schedule, Properties: { Schedule: rate(1 day) } }
        Later: { Type: ScheduleV2, Properties: { ScheduleExpression: rate(1 hour) } }
        Placed: { Type: EventBridgeRule, Properties: { Pattern: { source: [shop] } } }
        Lines: { Type: CloudWatchLogs, Properties: { LogGroupName: !Ref Log, FilterPattern: ERROR } }
        SignUp: { Type: Cognito, Properties: { UserPool: !Ref Users, Trigger: PreSignUp } }
  Files: { Type: AWS::S3::Bucket }
  News: { Type: AWS::SNS::Topic }
  Log: { Type: AWS::Logs::LogGroup }
  Users: { Type: AWS::Cognito::UserPool }
`,
    `Resources:
${lambda()}  FnRole: { Type: AWS::IAM::Role }
  Files:
    Type: AWS::S3::Bucket
    Properties: { NotificationConfiguration: { LambdaConfigurations: [{ Event: "s3:ObjectCreated:*", Function: !GetAtt Fn.Arn }] } }
  News: { Type: AWS::SNS::Topic }
  FnNews: { Type: AWS::SNS::Subscription, Properties: { Protocol: lambda, Endpoint: !GetAtt Fn.Arn, TopicArn: !Ref News } }
  FnNightly: { Type: AWS::Events::Rule, Properties: { ScheduleExpression: rate(1 day), Targets: [{ Id: x, Arn: !GetAtt Fn.Arn }] } }
  FnLater: { Type: AWS::Scheduler::Schedule, Properties: { ScheduleExpression: rate(1 hour), Target: { Arn: !GetAtt Fn.Arn, RoleArn: arn:aws:iam::123456789012:role/x } } }
  FnPlaced: { Type: AWS::Events::Rule, Properties: { EventPattern: { source: [shop] }, Targets: [{ Id: x, Arn: !GetAtt Fn.Arn }] } }
  FnLines: { Type: AWS::Logs::SubscriptionFilter, Properties: { LogGroupName: !Ref Log, FilterPattern: ERROR, DestinationArn: !GetAtt Fn.Arn } }
  Log: { Type: AWS::Logs::LogGroup }
  Users: { Type: AWS::Cognito::UserPool, Properties: { LambdaConfig: { PreSignUp: !GetAtt Fn.Arn } } }
`,
  ],
  "function URL, destinations and a dead-letter queue": [
    `${SAM}  Fn:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: app.handler
      Runtime: nodejs20.x
      FunctionUrlConfig: { AuthType: NONE }
      DeadLetterQueue: { Type: SQS, TargetArn: !GetAtt Dead.Arn }
      EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: SNS, Destination: !Ref Failed } } }
  Dead: { Type: AWS::SQS::Queue }
  Failed: { Type: AWS::SNS::Topic }
`,
    `Resources:
${lambda("Fn", ", DeadLetterConfig: { TargetArn: !GetAtt Dead.Arn }")}${role("FnRole", `${allow("sqs:SendMessage", "!GetAtt Dead.Arn")}, ${allow("sns:Publish", "!Ref Failed")}`)}  FnUrl: { Type: AWS::Lambda::Url, Properties: { AuthType: NONE, TargetFunctionArn: !Ref Fn } }
  FnInvoke:
    Type: AWS::Lambda::EventInvokeConfig
    Properties: { FunctionName: !Ref Fn, Qualifier: $LATEST, DestinationConfig: { OnFailure: { Destination: !Ref Failed } } }
  Dead: { Type: AWS::SQS::Queue }
  Failed: { Type: AWS::SNS::Topic }
`,
  ],
  "a state machine": [
    `${SAM}  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: { StartAt: A, States: { A: { Type: Task, Resource: "\${Work}", End: true } } }
      DefinitionSubstitutions: { Work: !GetAtt Fn.Arn }
      Policies: [{ LambdaInvokePolicy: { FunctionName: !Ref Fn } }]
      Events: { Daily: { Type: Schedule, Properties: { Schedule: rate(1 day) } } }
  Fn: { Type: AWS::Serverless::Function, Properties: { ${SOURCE} } }
`,
    `Resources:
  Flow:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: '{ "StartAt": "A", "States": { "A": { "Type": "Task", "Resource": "\${Work}", "End": true } } }'
      DefinitionSubstitutions: { Work: !GetAtt Fn.Arn }
      RoleArn: !GetAtt FlowRole.Arn
${role("FlowRole", allow("lambda:InvokeFunction", "!GetAtt Fn.Arn"), "states")}${lambda()}  FnRole: { Type: AWS::IAM::Role }
  FlowDaily: { Type: AWS::Events::Rule, Properties: { ScheduleExpression: rate(1 day), Targets: [{ Id: x, Arn: !Ref Flow, RoleArn: !GetAtt DailyRole.Arn }] } }
${role("DailyRole", allow("states:StartExecution", "!Ref Flow"), "events")}`,
  ],
  "a connector": [
    `${SAM}  Fn: { Type: AWS::Serverless::Function, Properties: { ${SOURCE} }, Connectors: { Out: { Properties: { Destination: { Id: Jobs }, Permissions: [Write] } } } }
  Jobs: { Type: AWS::SQS::Queue }
`,
    `Resources:
${lambda()}  FnRole: { Type: AWS::IAM::Role }
  FnOutPolicy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      Roles: [!Ref FnRole]
      PolicyDocument: { Statement: [${allow("sqs:DeleteMessage, sqs:SendMessage, sqs:ChangeMessageVisibility, sqs:PurgeQueue", "!GetAtt Jobs.Arn")}] }
  Jobs: { Type: AWS::SQS::Queue }
`,
  ],
};

describe("SAM and its translation", () => {
  it.each(Object.entries(PAIRS))("%s", (_, [sam, cloudFormation]) => {
    const facts = factsOf(sam);
    expect(facts.functions.length).toBeGreaterThan(0);
    expect(facts).toEqual(factsOf(cloudFormation));
  });
});
