import { describe, expect, it } from "vitest";
import { covered, read, readFragment, show, showEdges, showNodes, showStatements } from "./describe.ts";

const SHOP = `{
  "Resources": {
    "Handler": {
      "Type": "AWS::Lambda::Function",
      "Properties": {
        "Runtime": "python3.12",
        "Handler": "index.handler",
        "Code": { "ZipFile": "def handler(event, context): pass" },
        "Role": { "Fn::GetAtt": ["Role", "Arn"] },
        "Environment": { "Variables": { "TABLE": { "Ref": "Orders" } } },
        "ReservedConcurrentExecutions": 5,
        "TracingConfig": { "Mode": "Active" }
      }
    },
    "Role": {
      "Type": "AWS::IAM::Role",
      "Properties": {
        "AssumeRolePolicyDocument": {
          "Statement": { "Effect": "Allow", "Principal": { "Service": ["lambda.amazonaws.com"] }, "Action": "sts:AssumeRole" }
        },
        "ManagedPolicyArns": ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"],
        "Policies": [
          {
            "PolicyName": "orders",
            "PolicyDocument": {
              "Statement": [
                { "Effect": "Allow", "Action": ["dynamodb:*"], "Resource": { "Fn::GetAtt": ["Orders", "Arn"] } },
                { "Effect": "Deny", "NotAction": "s3:*", "NotResource": "*" }
              ]
            }
          }
        ]
      }
    },
    "Orders": { "Type": "AWS::DynamoDB::Table", "Properties": { "TableName": "orders" } },
    "Rest": { "Type": "AWS::ApiGateway::RestApi", "Properties": { "Name": "shop" } },
    "OrdersPath": {
      "Type": "AWS::ApiGateway::Resource",
      "Properties": { "ParentId": { "Fn::GetAtt": ["Rest", "RootResourceId"] }, "PathPart": "orders" }
    },
    "OrderPath": {
      "Type": "AWS::ApiGateway::Resource",
      "Properties": { "ParentId": { "Ref": "OrdersPath" }, "PathPart": "{id}" }
    },
    "GetOrder": {
      "Type": "AWS::ApiGateway::Method",
      "Properties": {
        "HttpMethod": "GET",
        "AuthorizationType": "NONE",
        "ResourceId": { "Ref": "OrderPath" },
        "RestApiId": { "Ref": "Rest" },
        "Integration": {
          "Type": "AWS_PROXY",
          "Uri": {
            "Fn::Sub": "arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Handler.Arn}/invocations"
          }
        }
      }
    }
  },
  "Outputs": { "Table": { "Value": { "Ref": "Orders" }, "Export": { "Name": "orders-table" } } }
}
`;

describe("subscribers of a topic", () => {
  it.each([
    ["lambda", "!GetAtt F.Arn", ["N -triggers sns-> F"]],
    ["sqs", "!GetAtt Q.Arn", ["N -publishes-> Q"]],
    ["firehose", "!GetAtt D.Arn", ["N -publishes-> D"]],
    ["https", "https://example.com/hook", ["N -connects-> subscriber http https://example.com/hook"]],
    ["email", "!Ref Mail", ["N -connects-> subscriber email *"]],
    ["sms", '"+15550100"', ["N -connects-> subscriber sms +15550100"]],
  ])("by %s", (protocol, endpoint, expected) => {
    const subscription = `Protocol: ${protocol}, Endpoint: ${endpoint}, RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn }`;
    const template = (topic: string, more: string) => `Parameters: { Mail: { Type: String } }
Resources:
  F: { Type: AWS::Lambda::Function }
  Q: { Type: AWS::SQS::Queue }
  D: { Type: AWS::KinesisFirehose::DeliveryStream }
  Dead: { Type: AWS::SQS::Queue }
  N: { Type: AWS::SNS::Topic${topic} }
${more}`;
    const texts = [
      template(`, Properties: { Subscription: [{ ${subscription} }] }`, ""),
      template("", `  S: { Type: AWS::SNS::Subscription, Properties: { TopicArn: !Ref N, ${subscription} } }\n`),
    ];
    for (const text of texts) {
      const fragment = readFragment(text);
      expect([...showEdges(fragment)].sort()).toEqual([...expected, "N -connects-> Dead"].sort());
      const settings = fragment.edges.find(({ kind }) => kind === "triggers")?.delivery?.settings["deadLetter"];
      expect(settings && covered(text, settings.at)).toBe(protocol === "lambda" ? "!GetAtt Dead.Arn" : undefined);
    }
  });
});

describe("a small shop", () => {
  const fragment = readFragment(SHOP, "stack.json");

  it("has its nodes", () => {
    expect(showNodes(fragment)).toMatchInlineSnapshot(`
      [
        "endpoint/apigateway GetOrder "none"",
        "function/lambda Handler",
        "store/dynamodb Orders",
        "endpoint/apigateway Rest",
        "role/iam Role",
      ]
    `);
  });
  it("has its edges", () => {
    expect(showEdges(fragment)).toMatchInlineSnapshot(`
      [
        "Handler -runs-as-> Role",
        "internet -connects-> GetOrder",
        "GetOrder -triggers api-> Handler",
      ]
    `);
  });
  it("has its statements", () => {
    expect(showStatements(fragment)).toMatchInlineSnapshot(`
      [
        "Role Allow [sts:AssumeRole] on [] to lambda.amazonaws.com",
        "Role Allow [] on [] by AWSLambdaBasicExecutionRole",
        "Role Allow [dynamodb:*] on [#Orders.Arn]",
        "Role Deny [not s3:*] on [not *]",
      ]
    `);
  });
  it("has its function's properties, with the ranges of where they are set", () => {
    const handler = fragment.nodes.find((node) => node.name === "Handler");
    const rows = Object.entries(handler?.properties ?? {}).map(
      ([name, value]) => `${name} = ${show(value)} at ${covered(SHOP, value.at)}`,
    );
    expect(rows).toMatchInlineSnapshot(`
      [
        "runtime = "python3.12" at "python3.12"",
        "handler = "index.handler" at "index.handler"",
        "environment = {TABLE: #Orders} at { "TABLE": { "Ref": "Orders" } }",
        "reservedConcurrency = 5 at 5",
        "role = #Role.Arn at { "Fn::GetAtt": ["Role", "Arn"] }",
        "inlineCode = "def handler(event, context): pass" at "def handler(event, context): pass"",
        "tracing = "Active" at "Active"",
      ]
    `);
  });
  it("has its outputs", () => {
    expect(fragment.outputs.map(({ name, value, exportName }) => [name, show(value), show(exportName)])).toEqual([
      ["Table", "#Orders", '"orders-table"'],
    ]);
  });
  it("knows where a fix can insert", () => {
    const handler = fragment.nodes.find((node) => node.name === "Handler");
    expect(handler?.body?.layout?.style).toBe("json");
    expect(handler?.body && covered(SHOP, handler.body.at)).toMatch(/^\{\s+"Runtime"[^]*"Mode": "Active" \}\s+\}$/);
  });
});

function stack(resources: string): string {
  return `Resources:
  F: { Type: AWS::Lambda::Function, Properties: { FunctionName: hello } }
  G: { Type: AWS::Lambda::Function }
  Q: { Type: AWS::SQS::Queue }
  N: { Type: AWS::SNS::Topic }
  S: { Type: AWS::Kinesis::Stream }
  T: { Type: AWS::DynamoDB::Table }
  B: { Type: AWS::S3::Bucket }
  P: { Type: AWS::Cognito::UserPool }
  R: { Type: AWS::IAM::Role }
  X:
    Type: ${resources}
`;
}

const EDGES: Readonly<Record<string, readonly [resource: string, expected: readonly string[]]>> = {
  "queue mapping": [
    "AWS::Lambda::EventSourceMapping\n    Properties: { FunctionName: !Ref F, EventSourceArn: !GetAtt Q.Arn }",
    ["Q -triggers sqs-> F"],
  ],
  "table mapping by alias": [
    "AWS::Lambda::EventSourceMapping\n    Properties: { FunctionName: !Ref Live, EventSourceArn: !GetAtt T.StreamArn }\n  Live: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !GetAtt F.Arn } }",
    ["T -triggers dynamodb-> F"],
  ],
  "stream mapping by ARN": [
    "AWS::Lambda::EventSourceMapping\n    Properties: { FunctionName: !Ref F, EventSourceArn: !Sub 'arn:aws:kinesis:${AWS::Region}:1:stream/x' }",
    ['<join("arn:aws:kinesis:", AWS::Region, ":1:stream/x") as kinesis> -triggers kinesis-> F'],
  ],
  "mapping of an unknown source": [
    "AWS::Lambda::EventSourceMapping\n    Properties: { FunctionName: !Ref F, EventSourceArn: !ImportValue source }",
    ['<export "source"> -triggers other-> F'],
  ],
  "scheduled rule": [
    "AWS::Events::Rule\n    Properties: { ScheduleExpression: rate(1 day), Targets: [{ Id: a, Arn: !GetAtt F.Arn }] }",
    ["X -triggers schedule-> F"],
  ],
  "rule with pattern": [
    "AWS::Events::Rule\n    Properties: { EventPattern: { source: [a] }, Targets: [{ Id: a, Arn: !GetAtt F.Arn }, { Id: b, Arn: !GetAtt Q.Arn }] }",
    ["default event bus -connects-> X", "X -publishes-> Q", "X -triggers event-> F"],
  ],
  schedule: [
    "AWS::Scheduler::Schedule\n    Properties: { ScheduleExpression: rate(1 day), Target: { Arn: !GetAtt F.Arn, RoleArn: !GetAtt R.Arn } }",
    ["X -runs-as-> R", "X -triggers schedule-> F"],
  ],
  subscription: [
    "AWS::SNS::Subscription\n    Properties: { Protocol: lambda, TopicArn: !Ref N, Endpoint: !GetAtt F.Arn }",
    ["N -triggers sns-> F"],
  ],
  "queue subscription": [
    "AWS::SNS::Subscription\n    Properties: { Protocol: sqs, TopicArn: !Ref N, Endpoint: !GetAtt Q.Arn }",
    ["N -publishes-> Q"],
  ],
  "bucket notifications": [
    "AWS::S3::Bucket\n    Properties: { NotificationConfiguration: { LambdaConfigurations: [{ Event: e, Function: !GetAtt F.Arn }], QueueConfigurations: [{ Queue: !GetAtt Q.Arn }] } }",
    ["X -publishes-> Q", "X -triggers s3-> F"],
  ],
  "user pool triggers": [
    "AWS::Cognito::UserPool\n    Properties: { LambdaConfig: { PreSignUp: !GetAtt F.Arn, CustomEmailSender: { LambdaArn: !GetAtt G.Arn } } }",
    ["X -triggers cognito-> F", "X -triggers cognito-> G"],
  ],
  "topic rule": [
    "AWS::IoT::TopicRule\n    Properties: { TopicRulePayload: { Sql: x, Actions: [{ Lambda: { FunctionArn: !GetAtt F.Arn } }] } }",
    ["X -triggers iot-> F"],
  ],
  "log subscription": [
    "AWS::Logs::SubscriptionFilter\n    Properties: { LogGroupName: !Ref L, DestinationArn: !GetAtt F.Arn }\n  L: { Type: AWS::Logs::LogGroup }",
    ["L -triggers logs-> F"],
  ],
  "function URL": [
    "AWS::Lambda::Url\n    Properties: { TargetFunctionArn: !Ref F, AuthType: NONE }",
    ["internet -connects-> X", "X -triggers url-> F"],
  ],
  pipe: [
    "AWS::Pipes::Pipe\n    Properties: { Source: !GetAtt Q.Arn, Enrichment: !GetAtt G.Arn, Target: !GetAtt F.Arn, RoleArn: !GetAtt R.Arn }",
    ["Q -connects-> X", "X -invokes-> F", "X -invokes-> G", "X -runs-as-> R"],
  ],
  "HTTP API route": [
    "AWS::ApiGatewayV2::Route\n    Properties: { ApiId: !Ref A, RouteKey: GET /a, Target: !Sub 'integrations/${I}' }\n  A: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP } }\n  I: { Type: AWS::ApiGatewayV2::Integration, Properties: { ApiId: !Ref A, IntegrationUri: !GetAtt F.Arn } }",
    ["internet -connects-> X", "X -triggers api-> F"],
  ],
  "HTTP API integration without route": [
    "AWS::ApiGatewayV2::Integration\n    Properties: { ApiId: !Ref A, IntegrationUri: !GetAtt F.Arn }\n  A: { Type: AWS::ApiGatewayV2::Api }",
    ["A -triggers api-> F"],
  ],
  "service integration": [
    "AWS::ApiGateway::Method\n    Properties: { HttpMethod: POST, Integration: { Type: AWS, Credentials: !GetAtt R.Arn, Uri: !Sub 'arn:aws:apigateway:r:sqs:path/1/${Q.QueueName}' } }",
    ["internet -connects-> X", "X -publishes-> Q", "X -runs-as-> R"],
  ],
  resolver: [
    "AWS::AppSync::Resolver\n    Properties: { ApiId: !GetAtt A.ApiId, TypeName: Query, FieldName: f, DataSourceName: !GetAtt D.Name }\n  A: { Type: AWS::AppSync::GraphQLApi, Properties: { AuthenticationType: API_KEY } }\n  D: { Type: AWS::AppSync::DataSource, Properties: { ApiId: !GetAtt A.ApiId, LambdaConfig: { LambdaFunctionArn: !GetAtt F.Arn } } }",
    ["internet -connects-> X", "X -triggers appsync-> F"],
  ],
  "load balancer": [
    "AWS::ElasticLoadBalancingV2::TargetGroup\n    Properties: { TargetType: lambda, Targets: [{ Id: !GetAtt F.Arn }] }",
    ["internet -connects-> X", "X -triggers alb-> F"],
  ],
  distribution: [
    "AWS::CloudFront::Distribution\n    Properties: { DistributionConfig: { DefaultCacheBehavior: { LambdaFunctionAssociations: [{ EventType: viewer-request, LambdaFunctionARN: !Ref V }] }, Origins: [{ DomainName: !GetAtt B.DomainName }] } }\n  V: { Type: AWS::Lambda::Version, Properties: { FunctionName: !Ref F } }",
    ["internet -connects-> X", "X -reads-> B", "X -triggers cloudfront-> F"],
  ],
  "mail rule": [
    "AWS::SES::ReceiptRule\n    Properties: { Rule: { Actions: [{ LambdaAction: { FunctionArn: !GetAtt F.Arn } }, { S3Action: { BucketName: !Ref B } }] } }",
    ["internet -connects-> X", "X -triggers ses-> F", "X -writes-> B"],
  ],
  "custom resource": ["Custom::Thing\n    Properties: { ServiceToken: !GetAtt F.Arn }", ["X -invokes-> F"]],
  "dead-letter queue": [
    "AWS::SQS::Queue\n    Properties: { RedrivePolicy: { deadLetterTargetArn: !GetAtt Q.Arn, maxReceiveCount: 3 } }",
    ["X -connects-> Q"],
  ],
  destinations: [
    "AWS::Lambda::EventInvokeConfig\n    Properties: { FunctionName: !Ref F, DestinationConfig: { OnSuccess: { Destination: !GetAtt Q.Arn }, OnFailure: { Destination: !GetAtt G.Arn } } }",
    ["F -invokes-> G", "F -publishes-> Q"],
  ],
  "delivery stream": [
    "AWS::KinesisFirehose::DeliveryStream\n    Properties: { KinesisStreamSourceConfiguration: { KinesisStreamARN: !GetAtt S.Arn }, S3DestinationConfiguration: { BucketARN: !GetAtt B.Arn } }",
    ["S -connects-> X", "X -writes-> B"],
  ],
  "state machine": [
    `AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: !GetAtt R.Arn
      DefinitionString: !Sub |
        { "StartAt": "A", "States": {
          "A": { "Type": "Task", "Resource": "\${F.Arn}", "Next": "B" },
          "B": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": { "QueueUrl": "\${Q}" }, "Next": "C" },
          "C": { "Type": "Parallel", "Branches": [{ "States": {
            "D": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "\${G.Arn}" } },
            "E": { "Type": "Task", "Resource": "arn:aws:states:::dynamodb:getItem", "Parameters": { "TableName": "\${T}" } } } }] } } }`,
    ["X -invokes-> F", "X -invokes-> G", "X -publishes-> Q", "X -reads-> T", "X -runs-as-> R"],
  ],
  "only a permission": [
    "AWS::Lambda::Permission\n    Properties: { FunctionName: !Ref F, Action: lambda:InvokeFunction, Principal: apigateway.amazonaws.com, SourceArn: !Sub 'arn:aws:execute-api:r:1:${A}/*' }\n  A: { Type: AWS::ApiGateway::RestApi }",
    ["A -triggers api-> F"],
  ],
};

describe("what links resources", () => {
  it.each(Object.entries(EDGES))("%s", (_, [resource, expected]) => {
    const { fragment, problems } = read(stack(resource), "stack.yaml");
    expect(problems).toEqual([]);
    expect(fragment && [...showEdges(fragment)].sort()).toEqual([...expected].sort());
  });
});

describe("resource policies and policy resources", () => {
  it.each([
    [
      "AWS::S3::BucketPolicy\n    Properties: { Bucket: !Ref B, PolicyDocument: { Statement: [{ Effect: Allow, Principal: '*', Action: s3:GetObject, Resource: !Sub '${B.Arn}/*' }] } }",
      ["B Allow [s3:GetObject] on [{#B.Arn}/*] to *"],
    ],
    [
      "AWS::SQS::QueuePolicy\n    Properties: { Queues: [!Ref Q], PolicyDocument: { Statement: { Effect: Allow, Principal: { AWS: ['1', '2'] }, Action: 'sqs:*', Resource: '*' } } }",
      ["Q Allow [sqs:*] on [*] to 1 2"],
    ],
    [
      "AWS::SNS::TopicPolicy\n    Properties: { Topics: [!Ref N], PolicyDocument: { Statement: [{ Effect: Allow, Principal: '*', Action: 'sns:Publish', Resource: '*', Condition: { StringEquals: { a: b } } }] } }",
      ['N Allow [sns:Publish] on [*] to * when {StringEquals: {a: "b"}}'],
    ],
    [
      "AWS::Lambda::Permission\n    Properties: { FunctionName: !Ref F, Action: lambda:InvokeFunction, Principal: s3.amazonaws.com, SourceArn: !GetAtt B.Arn }",
      ["F Allow [lambda:InvokeFunction] on [#F] to s3.amazonaws.com when {ArnLike: {AWS:SourceArn: #B.Arn}}"],
    ],
    [
      "AWS::IAM::Policy\n    Properties: { Roles: [!Ref R], PolicyDocument: { Statement: [{ Effect: Allow, Action: '*', Resource: '*' }] } }",
      ["R Allow [*] on [*]"],
    ],
    [
      "AWS::IAM::ManagedPolicy\n    Properties: { PolicyDocument: { Statement: [{ Effect: Allow, Action: 'a:b', Resource: '*' }] } }\n  Other: { Type: AWS::IAM::Role, Properties: { ManagedPolicyArns: [!Ref X] } }",
      ["Other Allow [a:b] on [*]"],
    ],
    [
      `AWS::IAM::Policy\n    Properties: { Roles: [!Ref R], PolicyDocument: !Sub '{ "Statement": [{ "Effect": "Allow", "Action": "s3:*", "Resource": "\${B.Arn}" }] }' }`,
      ["R Allow [s3:*] on [#B.Arn]"],
    ],
    [
      "AWS::Events::EventBusPolicy\n    Properties: { EventBusName: !Ref Bus, StatementId: a, Principal: '*', Action: events:PutEvents }\n  Bus: { Type: AWS::Events::EventBus }",
      ["Bus Allow [events:PutEvents] on [#Bus] to *"],
    ],
  ])("%#", (resource, expected) => {
    const { fragment, problems } = read(stack(resource), "stack.yaml");
    expect(problems).toEqual([]);
    expect(fragment && showStatements(fragment)).toEqual(expected);
  });
});

describe("parts that can't be read", () => {
  it("are problems at their place, the rest is read", () => {
    const text = `Resources:
  NoType: { Properties: {} }
  List: [1]
  Wrong: { Type: AWS::SQS::Queue, Properties: [a] }
  Effect:
    Type: AWS::IAM::Role
    Properties: { Policies: [{ PolicyDocument: { Statement: [{ Effect: Maybe, Action: a }, text] } }] }
  Good: { Type: AWS::SQS::Queue }
  Strange: { Type: AWS::Strange::Thing }
`;
    const { fragment, problems } = read(text, "stack.yaml");
    expect(problems.map(({ code, at }) => [code, covered(text, at)])).toEqual([
      ["invalid-value", "NoType"],
      ["invalid-value", "List"],
      ["invalid-value", "[a]"],
      ["invalid-value", "Maybe"],
      ["invalid-value", "text"],
    ]);
    expect(fragment && showNodes(fragment)).toEqual(["role/iam Effect", "channel/sqs Good", "channel/sqs Wrong"]);
    expect(fragment?.unresolved.map(({ reason, at }) => [reason, covered(text, at)])).toEqual([
      ["unsupported-type", "Strange"],
    ]);
  });

  it("of broken YAML leave what stands before and after", () => {
    const text =
      'Resources:\n  Q:\n    Type: AWS::SQS::Queue\n  B:\n    Type: AWS::S3::Bucket\n    Properties:\n      X: "open\n';
    const { fragment, problems } = read(text, "stack.yaml");
    expect(problems.map((problem) => problem.code)).toContain("syntax-error");
    expect(fragment && showNodes(fragment)).toEqual(["store/s3 B", "channel/sqs Q"]);
  });
});

describe("ids", () => {
  it("do not change when other parts of the file do", () => {
    const before = readFragment(stack("AWS::SQS::Queue"), "stack.yaml").nodes.map((node) => node.id);
    const after = readFragment(
      `# a comment\n${stack("AWS::SQS::Queue\n  Extra: { Type: AWS::SQS::Queue }")}`,
      "stack.yaml",
    );
    expect(after.nodes.map((node) => node.id)).toEqual(expect.arrayContaining(before));
  });
});
