// Every event type of SAM with every setting that it documents: what is linked, and where each setting that counts is written.
// Source: AWS SAM Developer Guide, "EventSource" of AWS::Serverless::Function and of AWS::Serverless::StateMachine.
import { describe, expect, it } from "vitest";
import type { Fragment } from "../../language-analysis/model/fragment.ts";
import { covered, read, show, showEdges } from "./describe.ts";

const template = (event: string, owner = "Function"): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  Queue: { Type: AWS::SQS::Queue }
  Dead: { Type: AWS::SQS::Queue }
  Failed: { Type: AWS::SNS::Topic }
  Stream: { Type: AWS::Kinesis::Stream }
  Table: { Type: AWS::DynamoDB::Table }
  Topic: { Type: AWS::SNS::Topic }
  Bucket: { Type: AWS::S3::Bucket }
  Pool: { Type: AWS::Cognito::UserPool }
  Log: { Type: AWS::Logs::LogGroup }
  Bus: { Type: AWS::Events::EventBus }
  Caller: { Type: AWS::IAM::Role }
  Kafka: { Type: AWS::MSK::Cluster }
  Broker: { Type: AWS::AmazonMQ::Broker }
  Docs: { Type: AWS::DocDB::DBCluster }
  Rest: { Type: AWS::Serverless::Api, Properties: { StageName: prod } }
  Http: { Type: AWS::Serverless::HttpApi }
  F:
    Type: AWS::Serverless::${owner}
    Properties:
      Role: !GetAtt Caller.Arn
      Events:
        E: { Type: ${event} }
`;

/** Edges but for the role of the function, the internet and the default bus. */
function links(fragment: Fragment): readonly string[] {
  return showEdges(fragment).filter((edge) => !/^F -runs-as|^internet|^default event bus/.test(edge));
}

/** `setting: text that its range covers`, of the edge that triggers; its filter too. */
function settings(fragment: Fragment, text: string): readonly string[] {
  return fragment.edges.flatMap(({ kind, delivery, filter }) => {
    if (kind !== "triggers") return [];
    const set = Object.entries(delivery?.settings ?? {}).map(([name, { at }]) => `${name}: ${covered(text, at)}`);
    return filter ? [...set, `filter: ${covered(text, filter.at)}`] : set;
  });
}

type Row = readonly [event: string, links: readonly string[], settings?: readonly string[]];

const STREAM =
  "StartingPosition: TRIM_HORIZON, BatchSize: 10, MaximumBatchingWindowInSeconds: 5, MaximumRetryAttempts: 2, MaximumRecordAgeInSeconds: 60, BisectBatchOnFunctionError: true, ParallelizationFactor: 3, TumblingWindowInSeconds: 30, FunctionResponseTypes: [ReportBatchItemFailures], Enabled: false, FilterCriteria: { Filters: [{ Pattern: x }] }";
const STREAM_SETTINGS = [
  "enabled: false",
  "batchSize: 10",
  "batchingWindowSeconds: 5",
  "maximumRetryAttempts: 2",
  "maximumRecordAgeSeconds: 60",
  "bisectOnError: true",
  "partialResponse: [ReportBatchItemFailures]",
];
const STREAM_END = [
  "parallelization: 3",
  "startingPosition: TRIM_HORIZON",
  "tumblingWindowSeconds: 30",
  "filter: { Filters: [{ Pattern: x }] }",
];

const FUNCTION_EVENTS: Readonly<Record<string, Row>> = {
  Api: [
    "Api, Properties: { RestApiId: !Ref Rest, Path: /a, Method: get, RequestModel: { Model: M, Required: true }, RequestParameters: [method.request.header.H], TimeoutInMillis: 5 }",
    ["Rest GET /a -triggers api-> F"],
  ],
  "Api without an API": ["Api, Properties: { Path: /a, Method: any }", ["ANY /a -triggers api-> F"]],
  HttpApi: [
    "HttpApi, Properties: { ApiId: !Ref Http, Path: /a, Method: POST, PayloadFormatVersion: '2.0', RouteSettings: { ThrottlingRateLimit: 5 } }",
    ["Http POST /a -triggers api-> F"],
  ],
  "HttpApi for all that no route takes": ["HttpApi", ["$default -triggers api-> F"]],
  S3: [
    "S3, Properties: { Bucket: !Ref Bucket, Events: s3:ObjectCreated:*, Filter: { S3Key: { Rules: [{ Name: prefix, Value: in/ }] } } }",
    ["Bucket -triggers s3-> F"],
    ["filter: { S3Key: { Rules: [{ Name: prefix, Value: in/ }] } }"],
  ],
  SNS: [
    "SNS, Properties: { Topic: !Ref Topic, FilterPolicy: { kind: [paid] }, FilterPolicyScope: MessageBody, Region: eu-west-1, RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn } }",
    ["Topic -triggers sns-> F", "Topic -connects-> Dead"],
    ["deadLetter: !GetAtt Dead.Arn", "filter: { kind: [paid] }"],
  ],
  "SNS through a queue that SAM makes": [
    "SNS, Properties: { Topic: !Ref Topic, SqsSubscription: true, FilterPolicy: { a: [b] } }",
    ["Topic -publishes-> FEQueue", "FEQueue -triggers sqs-> F"],
  ],
  "SNS through a queue": [
    "SNS, Properties: { Topic: !Ref Topic, SqsSubscription: { QueueArn: !GetAtt Queue.Arn, QueueUrl: !Ref Queue, BatchSize: 8, Enabled: true } }",
    ["Topic -publishes-> Queue", "Queue -triggers sqs-> F"],
    ["enabled: true", "batchSize: 8"],
  ],
  SQS: [
    "SQS, Properties: { Queue: !GetAtt Queue.Arn, BatchSize: 7, MaximumBatchingWindowInSeconds: 3, FunctionResponseTypes: [ReportBatchItemFailures], ScalingConfig: { MaximumConcurrency: 4 }, Enabled: true, FilterCriteria: { Filters: [{ Pattern: x }] } }",
    ["Queue -triggers sqs-> F"],
    [
      "enabled: true",
      "batchSize: 7",
      "batchingWindowSeconds: 3",
      "partialResponse: [ReportBatchItemFailures]",
      "maximumConcurrency: 4",
      "filter: { Filters: [{ Pattern: x }] }",
    ],
  ],
  Kinesis: [
    `Kinesis, Properties: { Stream: !GetAtt Stream.Arn, ${STREAM}, DestinationConfig: { OnFailure: { Type: SQS, Destination: !GetAtt Dead.Arn } } }`,
    ["Stream -triggers kinesis-> F", "F -publishes-> Dead"],
    [...STREAM_SETTINGS, "onFailure: !GetAtt Dead.Arn", ...STREAM_END],
  ],
  DynamoDB: [
    `DynamoDB, Properties: { Stream: !GetAtt Table.StreamArn, ${STREAM}, DestinationConfig: { OnFailure: { Type: SNS, Destination: !Ref Failed } } }`,
    ["Table -triggers dynamodb-> F", "F -publishes-> Failed"],
    [...STREAM_SETTINGS, "onFailure: !Ref Failed", ...STREAM_END],
  ],
  MSK: [
    "MSK, Properties: { Stream: !GetAtt Kafka.Arn, Topics: [t], StartingPosition: LATEST, ConsumerGroupId: g, SourceAccessConfigurations: [], DestinationConfig: { OnFailure: { Destination: 'arn:aws:s3:::failed' } } }",
    ["Kafka -triggers msk-> F", 'F -writes-> <"arn:aws:s3:::failed" as s3>'],
    ["onFailure: 'arn:aws:s3:::failed'", "startingPosition: LATEST"],
  ],
  MQ: [
    "MQ, Properties: { Broker: !GetAtt Broker.Arn, Queues: [q], SourceAccessConfigurations: [{ Type: BASIC_AUTH, URI: s }], DynamicPolicyName: true, BatchSize: 9 }",
    ["Broker -triggers mq-> F"],
    ["batchSize: 9"],
  ],
  SelfManagedKafka: [
    "SelfManagedKafka, Properties: { KafkaBootstrapServers: ['a:9092'], Topics: [t], ConsumerGroupId: g, SourceAccessConfigurations: [], StartingPosition: LATEST }",
    ["FE source -triggers kafka-> F"],
    ["startingPosition: LATEST"],
  ],
  DocumentDB: [
    "DocumentDB, Properties: { Cluster: !Ref Docs, DatabaseName: d, CollectionName: c, FullDocument: UpdateLookup, StartingPosition: LATEST, SourceAccessConfigurations: [] }",
    ["Docs -triggers documentdb-> F"],
    ["startingPosition: LATEST"],
  ],
  Schedule: [
    "Schedule, Properties: { Schedule: rate(1 day), Name: n, Input: '{}', Enabled: false, RetryPolicy: { MaximumRetryAttempts: 4, MaximumEventAgeInSeconds: 90 }, DeadLetterConfig: { Arn: !GetAtt Dead.Arn } }",
    ["FE -triggers schedule-> F", "FE -publishes-> Dead"],
    ["enabled: false", "maximumRetryAttempts: 4", "maximumRecordAgeSeconds: 90", "deadLetter: !GetAtt Dead.Arn"],
  ],
  "Schedule with a queue that SAM makes": [
    "Schedule, Properties: { Schedule: rate(1 day), DeadLetterConfig: { Type: SQS, QueueLogicalId: Lost } }",
    ["FE -triggers schedule-> F", "FE -publishes-> Lost"],
  ],
  ScheduleV2: [
    "ScheduleV2, Properties: { ScheduleExpression: rate(1 day), State: DISABLED, GroupName: g, FlexibleTimeWindow: { Mode: 'OFF' }, RoleArn: !GetAtt Caller.Arn, RetryPolicy: { MaximumRetryAttempts: 1 }, DeadLetterConfig: { Arn: !GetAtt Dead.Arn } }",
    ["FE -triggers schedule-> F", "FE -runs-as-> Caller", "FE -publishes-> Dead"],
    ["maximumRetryAttempts: 1", "deadLetter: !GetAtt Dead.Arn"],
  ],
  CloudWatchEvent: [
    "CloudWatchEvent, Properties: { Pattern: { source: [a] }, EventBusName: !Ref Bus, Input: x, State: ENABLED, RetryPolicy: { MaximumRetryAttempts: 3 } }",
    ["FE -triggers event-> F", "Bus -connects-> FE"],
    ["maximumRetryAttempts: 3", "filter: { source: [a] }"],
  ],
  EventBridgeRule: [
    "EventBridgeRule, Properties: { Pattern: { source: [a] }, RuleName: r, InputTransformer: { InputTemplate: x }, Target: { Id: t }, DeadLetterConfig: { Arn: !GetAtt Dead.Arn } }",
    ["FE -triggers event-> F", "FE -publishes-> Dead"],
    ["deadLetter: !GetAtt Dead.Arn", "filter: { source: [a] }"],
  ],
  CloudWatchLogs: [
    "CloudWatchLogs, Properties: { LogGroupName: !Ref Log, FilterPattern: ERROR }",
    ["Log -triggers logs-> F"],
    ["filter: ERROR"],
  ],
  IoTRule: [
    "IoTRule, Properties: { Sql: SELECT * FROM 't', AwsIotSqlVersion: '2016-03-23' }",
    ["FE -triggers iot-> F"],
    ["filter: SELECT * FROM 't'"],
  ],
  AlexaSkill: ["AlexaSkill, Properties: { SkillId: amzn1.ask }", ["FE -triggers alexa-> F"]],
  Cognito: ["Cognito, Properties: { UserPool: !Ref Pool, Trigger: [PreSignUp] }", ["Pool -triggers cognito-> F"]],
};

const MACHINE_EVENTS: Readonly<Record<string, Row>> = {
  Api: [
    "Api, Properties: { RestApiId: !Ref Rest, Path: /a, Method: post, UnescapeMappingTemplate: true }",
    ["Rest POST /a -triggers api-> F"],
  ],
  Schedule: FUNCTION_EVENTS["Schedule"]!,
  ScheduleV2: FUNCTION_EVENTS["ScheduleV2"]!,
  CloudWatchEvent: FUNCTION_EVENTS["CloudWatchEvent"]!,
  EventBridgeRule: FUNCTION_EVENTS["EventBridgeRule"]!,
};

function check([event, expected, set = []]: Row, owner: string): void {
  const text = template(event, owner);
  const { fragment, problems } = read(text);
  expect(problems).toEqual([]);
  expect(fragment && [...links(fragment)].sort()).toEqual([...expected].sort());
  expect(fragment && settings(fragment, text)).toEqual(set);
  const places = fragment?.edges.filter(({ kind }) => kind === "triggers").map(({ evidence }) => evidence.at) ?? [];
  for (const at of places) expect(covered(text, at)).toBe("E");
}

describe("events of functions", () => {
  it.each(Object.entries(FUNCTION_EVENTS))("%s", (_, row) => check(row, "Function"));
});

describe("events of state machines", () => {
  it.each(Object.entries(MACHINE_EVENTS))("%s", (_, row) => check(row, "StateMachine"));
});

describe("settings of routes", () => {
  it.each([
    ["Api, Properties: { Path: /a, Method: get, RequestModel: { Model: M } }", "requestValidation", "{ Model: M }"],
    ["Api, Properties: { Path: /a, Method: get, RequestParameters: [p] }", "requestValidation", "[p]"],
    ["Api, Properties: { Path: /a, Method: get, Auth: { ApiKeyRequired: true } }", "authentication", "true"],
    ["Api, Properties: { Path: /a, Method: get, Auth: { Authorizer: AWS_IAM } }", "authentication", "AWS_IAM"],
    ["Api, Properties: { Path: /a, Method: get, Auth: { Authorizer: NONE } }", "authentication", "NONE"],
    ["HttpApi, Properties: { Path: /a, Method: get, Auth: { Authorizer: AWS_IAM } }", "authentication", "AWS_IAM"],
    [
      "HttpApi, Properties: { Path: /a, Method: get, RouteSettings: { ThrottlingRateLimit: 5 } }",
      "throttling",
      "{ ThrottlingRateLimit: 5 }",
    ],
  ])("%s", (event, property, expected) => {
    const text = template(event);
    const { fragment } = read(text);
    const route = fragment?.nodes.find(({ name }) => name === "GET /a");
    const value = route?.properties[property];
    expect(show(value)).not.toBe("absent");
    expect(value && covered(text, value.at)).toBe(expected);
  });
});
