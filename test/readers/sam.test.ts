import { describe, expect, it } from "vitest";
import { covered, read, readFragment, show, showEdges, showNodes, showStatements } from "./describe.ts";

const SHOP = `Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: python3.12
    Timeout: 10
    Environment:
      Variables:
        STAGE: dev
Resources:
  Orders:
    Type: AWS::Serverless::SimpleTable
  Uploads:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: PublicRead
  CreateOrder:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.create
      Timeout: 30
      Environment:
        Variables:
          TABLE: !Ref Orders
      Policies:
        - DynamoDBWritePolicy:
            TableName: !Ref Orders
        - AmazonS3FullAccess
        - Statement:
            - Effect: Allow
              Action: s3:GetObject
              Resource: !Sub "\${Uploads.Arn}/*"
              Condition: { Bool: { "aws:SecureTransport": true } }
      Events:
        Create:
          Type: Api
          Properties: { Path: /orders, Method: post }
        Upload:
          Type: S3
          Properties:
            Bucket: !Ref Uploads
            Events: s3:ObjectCreated:*
`;

describe("a small shop", () => {
  const fragment = readFragment(SHOP);

  it("has its nodes", () => {
    expect(showNodes(fragment)).toMatchInlineSnapshot(`
      [
        "function/lambda CreateOrder",
        "role/iam CreateOrderRole",
        "store/dynamodb Orders",
        "endpoint/apigateway POST /orders "none"",
        "endpoint/apigateway ServerlessRestApi",
        "store/s3 Uploads",
      ]
    `);
  });
  it("has its edges", () => {
    expect(showEdges(fragment)).toMatchInlineSnapshot(`
      [
        "CreateOrder -runs-as-> CreateOrderRole",
        "internet -connects-> POST /orders",
        "POST /orders -triggers api-> CreateOrder",
        "Uploads -triggers s3-> CreateOrder",
      ]
    `);
  });
  it("has its statements", () => {
    expect(showStatements(fragment)).toMatchInlineSnapshot(`
      [
        "CreateOrderRole Allow [sts:AssumeRole] on [] to lambda.amazonaws.com by lambda.amazonaws.com runs it",
        "CreateOrderRole Allow [] on [] by AWSLambdaBasicExecutionRole",
        "CreateOrderRole Allow [dynamodb:PutItem dynamodb:UpdateItem dynamodb:BatchWriteItem] on [arn:{AWS::Partition}:dynamodb:{AWS::Region}:{AWS::AccountId}:table/{#Orders} arn:{AWS::Partition}:dynamodb:{AWS::Region}:{AWS::AccountId}:table/{#Orders}/index/*] by DynamoDBWritePolicy",
        "CreateOrderRole Allow [] on [] by AmazonS3FullAccess",
        "CreateOrderRole Allow [s3:GetObject] on [{#Uploads.Arn}/*] when {Bool: {aws:SecureTransport: true}}",
      ]
    `);
  });
  it("has its function's properties, with the ranges of where they are set", () => {
    const create = fragment.nodes.find((node) => node.name === "CreateOrder");
    const rows = Object.entries(create?.properties ?? {}).map(
      ([name, value]) =>
        `${name} = ${show(value)} at ${value.at.start.line + 1}: ${covered(SHOP, value.at).split("\n")[0] ?? ""}`,
    );
    expect(rows).toMatchInlineSnapshot(`
      [
        "runtime = "python3.12" at 4: python3.12",
        "handler = "app.create" at 20: app.create",
        "environment = {TABLE: #Orders, STAGE: "dev"} at 24: TABLE: !Ref Orders",
        "timeoutSeconds = 30 at 21: 30",
        "codeUri = "src/" at 19: src/",
      ]
    `);
    expect(covered(SHOP, create?.nameAt ?? fragment.nodes[0]!.at)).toBe("CreateOrder");
  });
});

function api(properties: string, event: string, more = ""): string {
  return `Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
${properties}
  Check: { Type: AWS::Serverless::Function }
  Users: { Type: AWS::Cognito::UserPool }
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Get:
          Type: Api
          Properties:
            RestApiId: !Ref Api
            Path: /a
            Method: get
${event}
${more}`;
}

const AUTHORIZERS = `        Authorizers:
          Pool: { UserPoolArn: !GetAtt Users.Arn }
          Custom: { FunctionArn: !GetAtt Check.Arn }`;

describe("authentication of an API event", () => {
  const table: Readonly<Record<string, readonly [properties: string, event: string, expected: string, text: string]>> =
    {
      "nothing set": ["", "", '"none"', "Get"],
      "default authorizer": [`      Auth:\n        DefaultAuthorizer: Pool\n${AUTHORIZERS}`, "", '"cognito"', "Pool"],
      "default AWS_IAM": ["      Auth:\n        DefaultAuthorizer: AWS_IAM", "", '"iam"', "AWS_IAM"],
      "event over default": [
        `      Auth:\n        DefaultAuthorizer: Pool\n${AUTHORIZERS}`,
        "            Auth: { Authorizer: NONE }",
        '"none"',
        "NONE",
      ],
      "lambda authorizer": [
        `      Auth:\n${AUTHORIZERS}`,
        "            Auth: { Authorizer: Custom }",
        '"lambda"',
        "Custom",
      ],
      "api key": ["", "            Auth: { ApiKeyRequired: true }", '"api-key"', "true"],
      "api key of the API": ["      Auth: { ApiKeyRequired: true }", "", '"api-key"', "true"],
      "unknown authorizer": [
        "",
        "            Auth: { Authorizer: Nobody }",
        "unknown(authorizer Nobody is not declared here)",
        "Nobody",
      ],
      "authorizer by parameter": [
        "",
        "            Auth: { Authorizer: !Ref AWS::StackName }",
        "unknown(the authorizer)",
        "!Ref AWS::StackName",
      ],
      "mutual TLS": [
        "      Domain: { MutualTlsAuthentication: { TruststoreUri: s3://a } }",
        "",
        '"mutual-tls"',
        "{ TruststoreUri: s3://a }",
      ],
    };
  it.each(Object.entries(table))("%s", (_, [properties, event, expected, text]) => {
    const template = api(properties, event);
    const { fragment, problems } = read(template);
    const route = fragment?.nodes.find((node) => node.name === "GET /a");
    const authentication = route?.properties["authentication"];
    expect(problems).toEqual([]);
    expect(show(authentication)).toBe(expected);
    expect(authentication && covered(template, authentication.at)).toBe(text);
  });

  it("of a private API is not open to the internet", () => {
    const open = readFragment(api("", ""));
    const closed = readFragment(api("      EndpointConfiguration: { Type: PRIVATE }", ""));
    const listed = readFragment(api("      Auth: { ResourcePolicy: { IpRangeWhitelist: [10.0.0.0/8] } }", ""));
    expect(showEdges(open, "connects")).toEqual(["internet -connects-> Api GET /a"]);
    expect(showEdges(closed, "connects")).toEqual([]);
    expect(showEdges(listed, "connects")).toEqual([]);
  });

  it("links authorizers to routes, functions and pools", () => {
    const event = "            Auth: { Authorizer: Custom }";
    const fragment = readFragment(api(`      Auth:\n        DefaultAuthorizer: Pool\n${AUTHORIZERS}`, event));
    expect(showEdges(fragment, "authenticates", "triggers")).toMatchInlineSnapshot(`
      [
        "Users -authenticates-> Api authorizer Pool",
        "Api authorizer Custom -triggers authorizer-> Check",
        "Api GET /a -triggers api-> Hello",
        "Api authorizer Custom -authenticates-> Api GET /a",
      ]
    `);
  });
});

describe("events", () => {
  const table: Readonly<Record<string, readonly [event: string, expected: readonly string[]]>> = {
    HttpApi: ["{ Type: HttpApi, Properties: { Path: /a, Method: any } }", ["ANY /a -triggers api-> F"]],
    "HttpApi without path": ["HttpApi", ["$default -triggers api-> F"]],
    SQS: ["{ Type: SQS, Properties: { Queue: !GetAtt Q.Arn } }", ["Q -triggers sqs-> F"]],
    "SQS elsewhere": [
      '{ Type: SQS, Properties: { Queue: "arn:aws:sqs:r:1:q" } }',
      ['<"arn:aws:sqs:r:1:q" as sqs> -triggers sqs-> F'],
    ],
    Kinesis: ["{ Type: Kinesis, Properties: { Stream: !GetAtt S.Arn } }", ["S -triggers kinesis-> F"]],
    DynamoDB: ["{ Type: DynamoDB, Properties: { Stream: !GetAtt T.StreamArn } }", ["T -triggers dynamodb-> F"]],
    SNS: ["{ Type: SNS, Properties: { Topic: !Ref N } }", ["N -triggers sns-> F"]],
    "SNS by queue": [
      "{ Type: SNS, Properties: { Topic: !Ref N, SqsSubscription: true } }",
      ["FEQueue -triggers sqs-> F"],
    ],
    Schedule: ["{ Type: Schedule, Properties: { Schedule: rate(1 day) } }", ["FE -triggers schedule-> F"]],
    ScheduleV2: [
      "{ Type: ScheduleV2, Properties: { ScheduleExpression: rate(1 day) } }",
      ["FE -triggers schedule-> F"],
    ],
    EventBridgeRule: [
      "{ Type: EventBridgeRule, Properties: { Pattern: { source: [a] } } }",
      ["FE -triggers event-> F"],
    ],
    CloudWatchEvent: [
      "{ Type: CloudWatchEvent, Properties: { Pattern: { source: [a] } } }",
      ["FE -triggers event-> F"],
    ],
    CloudWatchLogs: [
      "{ Type: CloudWatchLogs, Properties: { LogGroupName: g, FilterPattern: x } }",
      ['<"g" as logs> -triggers logs-> F'],
    ],
    IoTRule: ["{ Type: IoTRule, Properties: { Sql: x } }", ["FE -triggers iot-> F"]],
    AlexaSkill: ["AlexaSkill", ["FE -triggers alexa-> F"]],
    Cognito: ["{ Type: Cognito, Properties: { UserPool: !Ref P, Trigger: PreSignUp } }", ["P -triggers cognito-> F"]],
    MSK: ["{ Type: MSK, Properties: { Stream: arn, Topics: [t] } }", ['<"arn" as msk> -triggers msk-> F']],
    MQ: ["{ Type: MQ, Properties: { Broker: arn, Queues: [q] } }", ['<"arn" as mq> -triggers mq-> F']],
    DocumentDB: ["{ Type: DocumentDB, Properties: { Cluster: arn } }", ['<"arn" as docdb> -triggers documentdb-> F']],
    SelfManagedKafka: [
      "{ Type: SelfManagedKafka, Properties: { KafkaBootstrapServers: [a], Topics: [t] } }",
      ["FE source -triggers kafka-> F"],
    ],
    "either of two queues": [
      "{ Type: SQS, Properties: { Queue: !If [C, !GetAtt Q.Arn, !GetAtt R.Arn] } }",
      ["Q -triggers sqs-> F", "R -triggers sqs-> F"],
    ],
  };
  it.each(Object.entries(table))("%s", (_, [event, expected]) => {
    const declaration = event.startsWith("{") ? event : `{ Type: ${event} }`;
    const { fragment, problems } = read(`Resources:
  Q: { Type: AWS::SQS::Queue }
  R: { Type: AWS::SQS::Queue }
  S: { Type: AWS::Kinesis::Stream }
  T: { Type: AWS::DynamoDB::Table }
  N: { Type: AWS::SNS::Topic }
  P: { Type: AWS::Cognito::UserPool }
  F:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        E: ${declaration}
`);
    expect(problems).toEqual([]);
    expect(fragment && showEdges(fragment, "triggers")).toEqual(expected);
  });

  it("of a type that does not exist are a problem at their name, the others are read", () => {
    const text = `Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Wrong: { Type: Nothing }
        Right: { Type: Schedule, Properties: { Schedule: rate(1 day) } }
`;
    const { fragment, problems } = read(text);
    expect(problems.map(({ code, at }) => [code, covered(text, at)])).toEqual([["unsupported-resource", "Wrong"]]);
    expect(fragment && showEdges(fragment, "triggers")).toEqual(["FRight -triggers schedule-> F"]);
  });
});

describe("function URL", () => {
  it.each([
    ["{ AuthType: NONE }", '"none"', "NONE"],
    ["{ AuthType: AWS_IAM }", '"iam"', "AWS_IAM"],
    ["{ AuthType: !Ref AWS::StackName }", "unknown(the AuthType of the function URL)", "!Ref AWS::StackName"],
  ])("%s", (settings, expected, text) => {
    const template = `Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      FunctionUrlConfig: ${settings}\n`;
    const fragment = readFragment(template);
    const url = fragment.nodes.find((node) => node.kind === "endpoint");
    const authentication = url?.properties["authentication"];
    expect(show(authentication)).toBe(expected);
    expect(authentication && covered(template, authentication.at)).toBe(text);
    expect(showEdges(fragment, "triggers", "connects")).toEqual([
      "internet -connects-> FUrl",
      "FUrl -triggers url-> F",
    ]);
  });
});

describe("roles", () => {
  it("that are named are used, Policies are then not", () => {
    const fragment = readFragment(`Resources:
  R: { Type: AWS::IAM::Role }
  F:
    Type: AWS::Serverless::Function
    Properties: { Role: !GetAtt R.Arn, Policies: [AmazonS3FullAccess] }
`);
    expect(showEdges(fragment, "runs-as")).toEqual(["F -runs-as-> R"]);
    expect(showStatements(fragment)).toEqual([]);
  });

  it("are made when none is named, without a declaration", () => {
    const fragment = readFragment("Resources:\n  F:\n    Type: AWS::Serverless::Function\n");
    const role = fragment.nodes.find((node) => node.kind === "role");
    expect([role?.name, role?.type, role?.dialect, role?.body]).toEqual(["FRole", "", "none", undefined]);
  });
});

describe("destinations", () => {
  it("are what their type says, also when they are declared elsewhere", () => {
    const fragment = readFragment(`Resources:
  Q: { Type: AWS::SQS::Queue }
  F:
    Type: AWS::Serverless::Function
    Properties:
      DeadLetterQueue: { Type: SQS, TargetArn: !GetAtt Q.Arn }
      EventInvokeConfig:
        DestinationConfig:
          OnSuccess: { Type: EventBridge, Destination: !ImportValue bus }
          OnFailure: { Type: Lambda, Destination: !ImportValue repair }
`);
    expect(showEdges(fragment, "publishes", "invokes")).toEqual([
      "F -publishes-> Q",
      'F -publishes-> <export "bus" as events>',
      'F -invokes-> <export "repair" as lambda>',
    ]);
  });
});

describe("connectors", () => {
  it("grant to the role of the source", () => {
    const fragment = readFragment(`Transform: AWS::Serverless-2016-10-31
Resources:
  Q: { Type: AWS::SQS::Queue }
  F:
    Type: AWS::Serverless::Function
    Connectors:
      ToQueue: { Properties: { Destination: { Id: Q }, Permissions: [Write] } }
`);
    expect(showStatements(fragment, "identity")).toContain(
      "FRole Allow [sqs:DeleteMessage sqs:SendMessage sqs:ChangeMessageVisibility sqs:PurgeQueue] on [#Q.Arn] by connector",
    );
  });
});
