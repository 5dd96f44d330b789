// What SAM makes without a declaration, and what it calls by a name of its own.
import { describe, expect, it } from "vitest";
import { readFragment, showEdges, showNodes, showStatements } from "./describe.ts";

const sam = (resources: string) => `Transform: AWS::Serverless-2016-10-31
Conditions: { HasQueue: !Equals [a, b] }
Resources:
${resources}`;

const withDestinations = (onSuccess: string) =>
  sam(`  F:
    Type: AWS::Serverless::Function
    Properties:
      EventInvokeConfig: { DestinationConfig: { OnSuccess: ${onSuccess} } }
`);

function channels(text: string): readonly string[] {
  const fragment = readFragment(text);
  return [...showNodes(fragment).filter((node) => node.startsWith("channel")), ...showEdges(fragment, "publishes")];
}

describe("destinations that name no target", () => {
  it.each([
    [
      "a queue is made",
      "{ Type: SQS }",
      ["channel/sqs FEventInvokeConfigOnSuccessQueue", "F -publishes-> FEventInvokeConfigOnSuccessQueue"],
    ],
    [
      "a topic is made",
      "{ Type: SNS }",
      ["channel/sns FEventInvokeConfigOnSuccessTopic", "F -publishes-> FEventInvokeConfigOnSuccessTopic"],
    ],
    ["none is made for a bus", "{ Type: EventBridge }", []],
    [
      "none is made where one is named",
      "{ Type: SQS, Destination: arn:aws:sqs:eu-west-1:1:q }",
      ['F -publishes-> <"arn:aws:sqs:eu-west-1:1:q" as sqs>'],
    ],
    [
      "one is made under the condition that leaves the name out",
      "{ Type: SQS, Destination: !If [HasQueue, arn:aws:sqs:eu-west-1:1:q, !Ref AWS::NoValue] }",
      [
        "channel/sqs FEventInvokeConfigOnSuccessQueue",
        "F -publishes-> FEventInvokeConfigOnSuccessQueue",
        'F -publishes-> <"arn:aws:sqs:eu-west-1:1:q" as sqs>',
      ],
    ],
  ])("%s", (_, destination, expected) => {
    expect(channels(withDestinations(destination))).toEqual(expected);
  });
});

describe("dead-letter queues of rules", () => {
  const rule = (deadLetter: string) =>
    channels(
      sam(`  Letters: { Type: AWS::SQS::Queue }
  F:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Sold: { Type: EventBridgeRule, Properties: { Pattern: { source: [shop] }, DeadLetterConfig: ${deadLetter} } }
`),
    ).filter((line) => line.includes("publishes") || line.includes("channel/sqs"));

  it("are those that are named", () => {
    expect(rule("{ Arn: !GetAtt Letters.Arn }")).toEqual(["channel/sqs Letters", "FSold -publishes-> Letters"]);
  });
  it("are made, with the name that is asked for", () => {
    expect(rule("{ Type: SQS, QueueLogicalId: Lost }")).toEqual([
      "channel/sqs Letters",
      "channel/sqs Lost",
      "FSold -publishes-> Lost",
    ]);
  });
  it("are made, with a name of SAM's own", () => {
    expect(rule("{ Type: SQS }")).toContain("channel/sqs FSoldQueue");
  });
  it("of a declared rule belong to its targets", () => {
    const text = `Resources:
  Letters: { Type: AWS::SQS::Queue }
  F: { Type: AWS::Lambda::Function }
  Sold:
    Type: AWS::Events::Rule
    Properties:
      EventPattern: { source: [shop] }
      Targets: [{ Id: a, Arn: !GetAtt F.Arn, DeadLetterConfig: { Arn: !GetAtt Letters.Arn } }]
`;
    expect(showEdges(readFragment(text), "publishes")).toEqual(["Sold -publishes-> Letters"]);
  });
});

describe("data sources of a GraphQL API", () => {
  const graphql = (resolvers: string) =>
    showEdges(
      readFragment(
        sam(`  F: { Type: AWS::Serverless::Function }
  Orders: { Type: AWS::DynamoDB::Table }
  Shop:
    Type: AWS::Serverless::GraphQLApi
    Properties:
      Auth: { Type: AWS_IAM }
      DataSources:
        Lambda: { Code: { FunctionArn: !GetAtt F.Arn } }
        DynamoDb: { Data: { TableName: !Ref Orders, TableArn: !GetAtt Orders.Arn } }
${resolvers}`),
      ),
      "triggers",
      "reads",
      "writes",
    );

  it("without a resolver are called by the API", () => {
    expect(graphql("")).toEqual(["Shop -triggers appsync-> F", "Shop -reads-> Orders"]);
  });
  it("with a resolver are called by its field", () => {
    const edges = graphql(`      Functions: { Step: { DataSource: Data } }
      Resolvers: { Mutation: { sell: { Pipeline: [Step] } } }
`);
    expect(edges).toEqual(["Shop -triggers appsync-> F", "Shop Mutation.sell -writes-> Orders"]);
  });
});

describe("a websocket API", () => {
  const socket = (auth: string) =>
    showEdges(
      readFragment(
        sam(`  Work: { Type: AWS::Serverless::Function }
  Check: { Type: AWS::Serverless::Function }
  Chat:
    Type: AWS::Serverless::WebSocketApi
    Properties:
      RouteSelectionExpression: $request.body.action
      Auth: ${auth}
      Routes: { $connect: { FunctionArn: !GetAtt Work.Arn }, send: { FunctionArn: !GetAtt Work.Arn } }
`),
      ),
      "triggers",
      "authenticates",
    );
  const routes = ["Chat $connect -triggers api-> Work", "Chat send -triggers api-> Work"];

  it("asks its authorizer when a caller connects", () => {
    expect([...socket("{ AuthType: CUSTOM, AuthArn: !GetAtt Check.Arn }")].sort()).toEqual([
      "Chat $connect -triggers api-> Work",
      "Chat authorizer -authenticates-> Chat $connect",
      "Chat authorizer -triggers authorizer-> Check",
      "Chat send -triggers api-> Work",
    ]);
  });
  it.each(["{ AuthType: AWS_IAM }", "{ AuthType: NONE }"])("has none with %s", (auth) => {
    expect(socket(auth)).toEqual(routes);
  });
});

describe("roles of a GraphQL API", () => {
  const api = (properties: string) =>
    readFragment(
      sam(`  Orders: { Type: AWS::DynamoDB::Table }
  Shop:
    Type: AWS::Serverless::GraphQLApi
    Properties: { Auth: { Type: AWS_IAM }, ${properties} }
`),
    );
  const made = (properties: string) => {
    const fragment = api(properties);
    const nodes = showNodes(fragment).filter((node) => node.startsWith("role"));
    return [...nodes, ...showEdges(fragment, "runs-as"), ...showStatements(fragment, "identity")];
  };
  const READ =
    "dynamodb:GetItem dynamodb:Query dynamodb:Scan dynamodb:BatchGetItem dynamodb:ConditionCheckItem dynamodb:PartiQLSelect";

  it("are made for data sources that name none", () => {
    const sources =
      "Logging: false, DataSources: { DynamoDb: { Data: { TableName: !Ref Orders, TableArn: !GetAtt Orders.Arn, Permissions: [Read] } }, Lambda: { Code: { FunctionArn: arn:aws:lambda:eu-west-1:1:function:f } } }";
    expect(made(sources)).toEqual([
      "role/iam ShopCodeLambdaDataSourceRole",
      "role/iam ShopDataDynamoDBDataSourceRole",
      "Shop -runs-as-> ShopDataDynamoDBDataSourceRole",
      "Shop -runs-as-> ShopCodeLambdaDataSourceRole",
      `ShopDataDynamoDBDataSourceRole Allow [${READ}] on [#Orders.Arn {#Orders.Arn}/index/*] by connector`,
      "ShopCodeLambdaDataSourceRole Allow [lambda:InvokeAsync lambda:InvokeFunction] on [arn:aws:lambda:eu-west-1:1:function:f arn:aws:lambda:eu-west-1:1:function:f:*] by connector",
    ]);
    expect(showStatements(api(sources), "trust").filter((line) => line.startsWith("Shop"))).toHaveLength(2);
  });
  it("read and write a table where no permissions are named, and know it by its name", () => {
    const [role, , read, write] = made("Logging: false, DataSources: { DynamoDb: { Data: { TableName: orders } } }");
    expect(role).toBe("role/iam ShopDataDynamoDBDataSourceRole");
    expect(read).toContain(`[${READ}] on [arn:*:dynamodb:*:*:table/orders arn:*:dynamodb:*:*:table/orders/index/*]`);
    expect(write).toContain("dynamodb:PutItem");
  });
  it("are not made where one is named", () => {
    const role = "arn:aws:iam::1:role/r";
    expect(
      made(
        `Logging: { CloudWatchLogsRoleArn: ${role} }, DataSources: { Lambda: { Code: { ServiceRoleArn: ${role} } } }`,
      ),
    ).toEqual([`Shop -runs-as-> <"${role}" as iam>`, `Shop -runs-as-> <"${role}" as iam>`]);
  });
  it("include one that writes the log, by default", () => {
    expect(made("Name: shop")).toEqual([
      "role/iam ShopCloudWatchRole",
      "Shop -runs-as-> ShopCloudWatchRole",
      "ShopCloudWatchRole Allow [] on [] by AWSAppSyncPushToCloudWatchLogs",
    ]);
  });
});

it("an API that a permission names as text is that API", () => {
  const text = `Resources:
  F: { Type: AWS::Lambda::Function }
  Api: { Type: AWS::ApiGateway::RestApi, Properties: { BodyS3Location: { Bucket: b, Key: k } } }
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: !Ref F
      Principal: apigateway.amazonaws.com
      SourceArn: !Sub ["arn:aws:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${A}/*/GET/x", { A: Api }]
`;
  expect(showEdges(readFragment(text), "triggers")).toEqual(["Api -triggers api-> F"]);
});
