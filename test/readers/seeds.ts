// Templates with every construct in a small space, as data: for mutation, and for reading as YAML and as JSON alike.

const orders = { "Fn::GetAtt": ["Orders", "Arn"] };
const handler = { "Fn::GetAtt": ["Handler", "Arn"] };

export const SAM_SEED = {
  AWSTemplateFormatVersion: "2010-09-09",
  Transform: "AWS::Serverless-2016-10-31",
  Parameters: { Stage: { Type: "String", Default: "dev" }, Zones: { Type: "CommaDelimitedList", Default: "a,b" } },
  Mappings: { Sizes: { dev: { memory: 128 } } },
  Conditions: { IsProd: { "Fn::Equals": [{ Ref: "Stage" }, "prod"] } },
  Globals: {
    Function: { Runtime: "nodejs20.x", Timeout: 5, Environment: { Variables: { STAGE: { Ref: "Stage" } } } },
    Api: { Auth: { DefaultAuthorizer: "Pool", Authorizers: { Pool: { UserPoolArn: { "Fn::GetAtt": "Users.Arn" } } } } },
  },
  Resources: {
    Handler: {
      Type: "AWS::Serverless::Function",
      Condition: "IsProd",
      Properties: {
        CodeUri: "src/",
        Handler: "app.handler",
        MemorySize: { "Fn::FindInMap": ["Sizes", { Ref: "Stage" }, "memory"] },
        Environment: { Variables: { TABLE: { Ref: "Orders" }, URL: { "Fn::Sub": "https://${Api}.x/${Stage}" } } },
        Policies: [
          "AWSLambdaExecute",
          { DynamoDBCrudPolicy: { TableName: { Ref: "Orders" } } },
          { Statement: [{ Effect: "Allow", Action: ["s3:*"], Resource: "*" }] },
          { "Fn::If": ["IsProd", { SQSSendMessagePolicy: { QueueName: "q" } }, { Ref: "AWS::NoValue" }] },
        ],
        FunctionUrlConfig: { AuthType: "NONE", Cors: { AllowOrigins: ["*"] } },
        DeadLetterQueue: { Type: "SQS", TargetArn: { "Fn::GetAtt": ["Queue", "Arn"] } },
        EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: "SNS", Destination: { Ref: "Topic" } } } },
        VpcConfig: { SubnetIds: ["s"], SecurityGroupIds: ["g"] },
        Events: {
          Get: { Type: "Api", Properties: { Path: "/orders", Method: "get", Auth: { Authorizer: "NONE" } } },
          Post: { Type: "HttpApi", Properties: { Path: "/orders", Method: "post" } },
          Upload: { Type: "S3", Properties: { Bucket: { Ref: "Bucket" }, Events: "s3:ObjectCreated:*" } },
          Message: { Type: "SQS", Properties: { Queue: { "Fn::GetAtt": ["Queue", "Arn"] } } },
          News: { Type: "SNS", Properties: { Topic: { Ref: "Topic" }, SqsSubscription: true } },
          Change: { Type: "DynamoDB", Properties: { Stream: { "Fn::GetAtt": ["Orders", "StreamArn"] } } },
          Nightly: { Type: "Schedule", Properties: { Schedule: "rate(1 day)" } },
          Rule: { Type: "EventBridgeRule", Properties: { Pattern: { source: ["shop"] } } },
          Kafka: { Type: "SelfManagedKafka", Properties: { KafkaBootstrapServers: ["a:1"], Topics: ["t"] } },
          Logs: { Type: "CloudWatchLogs", Properties: { LogGroupName: "g", FilterPattern: "" } },
          Things: { Type: "IoTRule", Properties: { Sql: "SELECT * FROM 'a'" } },
          Skill: { Type: "AlexaSkill" },
          SignUp: { Type: "Cognito", Properties: { UserPool: { Ref: "Users" }, Trigger: "PreSignUp" } },
        },
      },
      Connectors: {
        C: { Properties: { Destination: [{ Id: "Queue" }, { Id: "Flow" }], Permissions: ["Read", "Write"] } },
      },
    },
    Link: {
      Type: "AWS::Serverless::Connector",
      Properties: { Source: { Id: "Topic" }, Destination: { Id: "Queue" }, Permissions: ["Write"] },
    },
    Graph: {
      Type: "AWS::Serverless::GraphQLApi",
      Properties: {
        Auth: { Type: "AWS_LAMBDA", LambdaAuthorizer: { AuthorizerUri: handler } },
        DataSources: { Lambda: { Work: { FunctionArn: handler } } },
        Functions: { run: { DataSource: "Work" } },
        Resolvers: { Query: { one: { Pipeline: ["run"] } } },
      },
    },
    "Fn::ForEach::Queues": [
      "Name",
      ["a", "b"],
      { "Queue${Name}": { Type: "AWS::SQS::Queue", Properties: { QueueName: "q-${Name}" } } },
    ],
    Api: {
      Type: "AWS::Serverless::Api",
      Properties: {
        StageName: "prod",
        DefinitionBody: {
          swagger: "2.0",
          paths: {
            "/x": {
              post: {
                security: [{ key: [] }],
                "x-amazon-apigateway-integration": {
                  uri: { "Fn::Sub": "arn:aws:apigateway:r:lambda:path/functions/${Handler.Arn}/invocations" },
                },
              },
            },
          },
          securityDefinitions: { key: { type: "apiKey", name: "x-api-key", in: "header" } },
        },
      },
    },
    Orders: { Type: "AWS::DynamoDB::Table", Properties: { TableName: { "Fn::Sub": "${Stage}-orders" } } },
    Bucket: { Type: "AWS::S3::Bucket", Properties: { AccessControl: "PublicRead" } },
    Queue: { Type: "AWS::SQS::Queue", Properties: { RedrivePolicy: { deadLetterTargetArn: orders } } },
    Topic: { Type: "AWS::SNS::Topic", Properties: { Subscription: [{ Protocol: "lambda", Endpoint: handler }] } },
    Users: { Type: "AWS::Cognito::UserPool", Properties: { LambdaConfig: { PostConfirmation: handler } } },
    Flow: {
      Type: "AWS::Serverless::StateMachine",
      Properties: {
        Definition: { StartAt: "A", States: { A: { Type: "Task", Resource: handler, End: true } } },
        Policies: [{ LambdaInvokePolicy: { FunctionName: { Ref: "Handler" } } }],
        Events: { Daily: { Type: "ScheduleV2", Properties: { ScheduleExpression: "rate(1 day)" } } },
      },
    },
  },
  Outputs: { Name: { Value: { Ref: "Orders" }, Export: { Name: "orders" } } },
};

export const CLOUDFORMATION_SEED = {
  Resources: {
    Handler: {
      Type: "AWS::Lambda::Function",
      Properties: { Handler: "index.handler", Role: { "Fn::GetAtt": ["Role", "Arn"] }, Code: { ZipFile: "x" } },
    },
    Role: {
      Type: "AWS::IAM::Role",
      Properties: {
        AssumeRolePolicyDocument: { Statement: { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" } } },
        ManagedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess", { Ref: "Own" }],
        Policies: [{ PolicyDocument: { Statement: [{ Effect: "Allow", Action: "sqs:*", Resource: orders }] } }],
      },
    },
    Own: {
      Type: "AWS::IAM::ManagedPolicy",
      Properties: { PolicyDocument: { Statement: [] }, Roles: [{ Ref: "Role" }] },
    },
    Orders: { Type: "AWS::DynamoDB::Table" },
    Mapping: {
      Type: "AWS::Lambda::EventSourceMapping",
      Properties: { FunctionName: { Ref: "Live" }, EventSourceArn: { "Fn::GetAtt": ["Orders", "StreamArn"] } },
    },
    Live: { Type: "AWS::Lambda::Alias", Properties: { FunctionName: { Ref: "Handler" } } },
    Rest: { Type: "AWS::ApiGateway::RestApi", Properties: { EndpointConfiguration: { Types: ["REGIONAL"] } } },
    Path: {
      Type: "AWS::ApiGateway::Resource",
      Properties: { ParentId: { "Fn::GetAtt": ["Rest", "RootResourceId"] }, PathPart: "orders" },
    },
    Method: {
      Type: "AWS::ApiGateway::Method",
      Properties: {
        HttpMethod: "GET",
        AuthorizationType: "NONE",
        ResourceId: { Ref: "Path" },
        RestApiId: { Ref: "Rest" },
        Integration: {
          Uri: { "Fn::Join": ["", ["arn:aws:apigateway:r:lambda:path/functions/", handler, "/invocations"]] },
        },
      },
    },
    Nightly: {
      Type: "AWS::Events::Rule",
      Properties: { ScheduleExpression: "rate(1 day)", Targets: [{ Arn: handler, Id: "a" }] },
    },
    Bucket: {
      Type: "AWS::S3::Bucket",
      Properties: { NotificationConfiguration: { LambdaConfigurations: [{ Function: handler, Event: "s3:*" }] } },
    },
    Open: {
      Type: "AWS::S3::BucketPolicy",
      Properties: {
        Bucket: { Ref: "Bucket" },
        PolicyDocument: { Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" }] },
      },
    },
    Pipe: { Type: "AWS::Pipes::Pipe", Properties: { Source: orders, Target: handler, RoleArn: { Ref: "Role" } } },
    Field: {
      Type: "AWS::AppSync::Resolver",
      Properties: { ApiId: { Ref: "Graph" }, TypeName: "Query", FieldName: "a", DataSourceName: { Ref: "Data" } },
    },
    Graph: { Type: "AWS::AppSync::GraphQLApi", Properties: { AuthenticationType: "API_KEY" } },
    Data: { Type: "AWS::AppSync::DataSource", Properties: { LambdaConfig: { LambdaFunctionArn: handler } } },
    Flow: {
      Type: "AWS::StepFunctions::StateMachine",
      Properties: {
        DefinitionString: {
          "Fn::Sub": '{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"${Handler.Arn}","End":true}}}',
        },
      },
    },
    Balancer: { Type: "AWS::ElasticLoadBalancingV2::LoadBalancer" },
    Group: {
      Type: "AWS::ElasticLoadBalancingV2::TargetGroup",
      Properties: { TargetType: "lambda", Targets: [{ Id: handler }] },
    },
    Route: {
      Type: "AWS::ElasticLoadBalancingV2::ListenerRule",
      Properties: {
        Conditions: [
          { Field: "path-pattern", Values: ["/a", "/b"] },
          { Field: "http-request-method", HttpRequestMethodConfig: { Values: ["GET", "POST"] } },
        ],
        Actions: [{ Type: "forward", TargetGroupArn: { Ref: "Group" } }],
      },
    },
    Custom: { Type: "Custom::Thing", Properties: { ServiceToken: handler } },
  },
};

export const SERVERLESS_SEED = {
  service: "shop",
  plugins: ["serverless-iam-roles-per-function"],
  custom: {
    stage: "${opt:stage, self:provider.stage}",
    table: "orders-${self:custom.stage}",
    loop: "${self:custom.loop}",
  },
  params: { default: { size: 1 } },
  provider: {
    name: "aws",
    stage: "dev",
    runtime: "nodejs20.x",
    environment: { TABLE: "${self:custom.table}" },
    iam: { role: { statements: [{ Effect: "Allow", Action: ["dynamodb:*"], Resource: "*" }] } },
    httpApi: { authorizers: { jwt: { type: "jwt", issuerUrl: "https://x", identitySource: "$request.header.A" } } },
  },
  functions: {
    hello: {
      handler: "src/hello.main",
      iamRoleStatements: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }],
      url: { authorizer: "aws_iam" },
      destinations: { onFailure: "other" },
      events: [
        { http: { path: "orders", method: "get", authorizer: { name: "check", type: "request" } } },
        { http: "POST /orders" },
        { httpApi: { path: "/a", method: "get", authorizer: "jwt" } },
        { websocket: "$connect" },
        { s3: { bucket: "uploads-${self:custom.stage}", event: "s3:ObjectCreated:*" } },
        { sns: "news" },
        { sqs: { arn: { "Fn::GetAtt": ["Queue", "Arn"] } } },
        { stream: { type: "dynamodb", arn: { "Fn::GetAtt": ["Orders", "StreamArn"] } } },
        { schedule: { rate: ["rate(1 day)", "cron(0 0 * * ? *)"], enabled: true } },
        { eventBridge: { pattern: { source: ["shop"] } } },
        { cloudwatchLog: "/aws/x" },
        { iot: { sql: "SELECT * FROM 'a'" } },
        { cognitoUserPool: { pool: "users", trigger: "PreSignUp" } },
        { alb: { listenerArn: "arn", conditions: { path: "/a" } } },
        { cloudFront: { eventType: "viewer-request", origin: "s3://a" } },
        "alexaSkill",
      ],
    },
    other: { handler: "src/other.main", role: "Role" },
    check: { handler: "src/check.main" },
  },
  stepFunctions: { stateMachines: { flow: { definition: { States: { A: { Type: "Task", Resource: handler } } } } } },
  resources: {
    Resources: {
      Orders: { Type: "AWS::DynamoDB::Table", Properties: { TableName: "${self:custom.table}" } },
      Queue: { Type: "AWS::SQS::Queue" },
      Role: { Type: "AWS::IAM::Role", Properties: { RoleName: "${self:service}-role" } },
    },
    Outputs: { Name: { Value: { Ref: "Orders" } } },
  },
};

export const SCRIPT_SEED = `import type { AWS } from '@serverless/typescript';
import path from 'path';
import parts, { hello as greet, sizes } from './parts';

enum Stage { Test = 'test', Live = 'live' }
const table = \`orders-\${Stage.Test}\`;
const base = { runtime: 'nodejs20.x', memorySize: 128 } as const;
const make = (name: string, n = 1) => ({ handler: \`src/\${name}.main\`, timeout: n * 10, ...base });
const events = ['a', 'b'].map((one) => ({ http: { method: 'get', path: one, cors: one === 'a' } }));
function role(actions: string[]) {
  const [first, ...others] = actions;
  if (others.length === 0) { return { Effect: 'Allow', Action: first, Resource: '*' }; }
  return { Effect: 'Allow', Action: actions, Resource: ['*'] };
}

const config: AWS = {
  service: 'shop',
  custom: { stage: "\${opt:stage, 'dev'}", ['key' + 1]: Object.assign({}, base, { x: 1 }), list: [1].concat([2]) },
  provider: {
    name: 'aws',
    stage: process.env.STAGE || 'dev',
    environment: { TABLE: table, REGION: process.env.REGION ?? 'eu', ROOT: path.join(__dirname, 'src') },
    iam: { role: { statements: [role(['s3:GetObject']), role(['s3:PutObject', 's3:DeleteObject'])] } },
  },
  functions: {
    one: { ...make('one'), events },
    two: make('two', 2),
    greet,
    ...Object.fromEntries(Object.entries(sizes ?? {}).map(([key, size]) => [key, { handler: 'x.y', memorySize: size }])),
  },
  resources: { Resources: { Orders: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: table } } } },
} satisfies object;
config.provider.runtime = base.runtime;
for (const name of ['x', 'y']) { config.functions[name] = { handler: \`src/\${name}.main\` }; }
Object.entries(base).forEach(([key, value]) => { config.custom[key] = value; });
Object.assign(config.functions, { z: make('z') });

module.exports = config;
`;
