// GraphQL APIs in all formats: fields, the data sources behind them, and who is let in.
import { describe, expect, it } from "vitest";
import { covered, read, show, showEdges, showStatements } from "./describe.ts";

const SHARED = `  Users: { Type: AWS::Cognito::UserPool }
  Table: { Type: AWS::DynamoDB::Table }
  Role: { Type: AWS::IAM::Role }
`;

const FORMATS: Readonly<Record<string, readonly [path: string, text: string]>> = {
  SAM: [
    "template.yaml",
    `Transform: AWS::Serverless-2016-10-31
Resources:
${SHARED}  Check: { Type: AWS::Serverless::Function }
  Work: { Type: AWS::Serverless::Function }
  Api:
    Type: AWS::Serverless::GraphQLApi
    Properties:
      Auth:
        Type: AWS_LAMBDA
        LambdaAuthorizer: { AuthorizerUri: !GetAtt Check.Arn }
        Additional: [{ Type: AMAZON_COGNITO_USER_POOLS, UserPool: { UserPoolId: !Ref Users } }]
      DataSources:
        Lambda: { Worker: { FunctionArn: !GetAtt Work.Arn, ServiceRoleArn: !GetAtt Role.Arn } }
        DynamoDb: { Orders: { TableName: !Ref Table, TableArn: !GetAtt Table.Arn } }
      Functions:
        doWork: { DataSource: Worker, InlineCode: x, Runtime: { Name: APPSYNC_JS, Version: 1.0.0 } }
        getOrder: { DataSource: Orders, CodeUri: x.js }
      Resolvers:
        Mutation: { pay: { Pipeline: [doWork] } }
        Query: { order: { Pipeline: [getOrder] }, other: { FieldName: second, Pipeline: [getOrder] } }
`,
  ],
  CloudFormation: [
    "template.yaml",
    `Resources:
${SHARED}  Check: { Type: AWS::Lambda::Function }
  Work: { Type: AWS::Lambda::Function }
  Api:
    Type: AWS::AppSync::GraphQLApi
    Properties:
      AuthenticationType: AWS_LAMBDA
      LambdaAuthorizerConfig: { AuthorizerUri: !GetAtt Check.Arn }
      AdditionalAuthenticationProviders: [{ AuthenticationType: AMAZON_COGNITO_USER_POOLS, UserPoolConfig: { UserPoolId: !Ref Users } }]
  Worker: { Type: AWS::AppSync::DataSource, Properties: { ApiId: !GetAtt Api.ApiId, Name: W, Type: AWS_LAMBDA, LambdaConfig: { LambdaFunctionArn: !GetAtt Work.Arn }, ServiceRoleArn: !GetAtt Role.Arn } }
  Orders: { Type: AWS::AppSync::DataSource, Properties: { ApiId: !GetAtt Api.ApiId, Name: O, Type: AMAZON_DYNAMODB, DynamoDBConfig: { TableName: !Ref Table } } }
  Pay: { Type: AWS::AppSync::Resolver, Properties: { ApiId: !GetAtt Api.ApiId, TypeName: Mutation, FieldName: pay, DataSourceName: !GetAtt Worker.Name } }
  Order: { Type: AWS::AppSync::Resolver, Properties: { ApiId: !GetAtt Api.ApiId, TypeName: Query, FieldName: order, DataSourceName: O } }
  Second: { Type: AWS::AppSync::Resolver, Properties: { ApiId: !GetAtt Api.ApiId, TypeName: Query, FieldName: second, DataSourceName: O } }
`,
  ],
  Serverless: [
    "serverless.yml",
    `service: shop
provider: { name: aws }
plugins: [serverless-appsync-plugin]
functions: { Check: { handler: a.b }, Work: { handler: a.c } }
appSync:
  name: shop
  authentication: { type: AWS_LAMBDA, config: { functionName: Check } }
  additionalAuthentications: [{ type: AMAZON_COGNITO_USER_POOLS, config: { userPoolId: !Ref Users } }]
  dataSources:
    worker: { type: AWS_LAMBDA, config: { functionName: Work } }
    orders: { type: AMAZON_DYNAMODB, config: { tableName: !Ref Table } }
  resolvers:
    Mutation.pay: { dataSource: worker }
    Query.order: { dataSource: orders }
    Query.second: { dataSource: orders }
resources:
  Resources:
${SHARED.replaceAll("  ", "    ")}`,
  ],
};

describe("a GraphQL API", () => {
  it.each(Object.entries(FORMATS))("of %s", (format, [path, text]) => {
    const { fragment, problems } = read(text, path);
    expect(problems).toEqual([]);
    if (!fragment) throw new Error("The template is read.");
    const fields = fragment.nodes.filter(({ properties }) => show(properties["protocol"]) === '"graphql"');
    expect(fields.map(({ name }) => name).sort()).toEqual(["Mutation.pay", "Query.order", "Query.second"]);
    expect(fields.map(({ properties }) => show(properties["authentication"]))).toEqual(Array(3).fill('"lambda"'));
    const names = new Map(fields.map(({ id, name }) => [id.slice(id.indexOf("#") + 1), name]));
    const edges = showEdges(fragment)
      .filter((edge) => !/^internet|^(?:Check|Work) -runs-as|(?:DataSource|CloudWatch)Role$|> GraphQlDs/.test(edge))
      .map((edge) =>
        edge.replace(/^(.+) -/, (_, from: string) => `${names.get(from) ?? from.replace("GraphQlApi", "Api")} -`),
      );
    expect(edges.sort()).toEqual(
      [
        "Api -triggers authorizer-> Check",
        "Mutation.pay -triggers appsync-> Work",
        "Query.order -reads-> Table",
        "Query.second -reads-> Table",
        "Users -authenticates-> Api",
        ...(format === "Serverless" ? [] : ["Mutation.pay -runs-as-> Role"]),
      ]
        .map((edge) => (format === "Serverless" ? edge.replace("> Api", "> GraphQlApi") : edge))
        .sort(),
    );
    const [asked] = fragment.edges.filter(({ trigger }) => trigger === "authorizer");
    expect(asked && covered(text, asked.evidence.at)).toBe(format === "Serverless" ? "Check" : "!GetAtt Check.Arn");
  });

  it("that is private is not open to the internet", () => {
    const [path, text] = FORMATS["SAM"]!;
    const { fragment } = read(text.replace("      Auth:\n", "      Visibility: PRIVATE\n      Auth:\n"), path);
    expect(fragment && showEdges(fragment, "connects")).toEqual([]);
  });
});

it("of a Serverless service runs as the roles of its data sources", () => {
  const text = `service: shop
provider: { name: aws, runtime: nodejs20.x }
functions: { Work: { handler: a.c } }
appSync:
  name: shop
  authentication: { type: AWS_IAM }
  dataSources:
    worker: { type: AWS_LAMBDA, config: { functionName: Work } }
    my-orders: { type: AMAZON_DYNAMODB, config: { tableName: orders } }
    events: { type: AMAZON_EVENTBRIDGE, config: { eventBusArn: !GetAtt Bus.Arn, iamRoleStatements: [{ Effect: Allow, Action: "events:*", Resource: "*" }] } }
    named: { type: AMAZON_DYNAMODB, config: { tableName: orders, serviceRoleArn: !GetAtt Role.Arn } }
    none: { type: NONE }
  resolvers:
    Mutation.pay: { dataSource: worker }
    Query.order: { dataSource: my-orders }
    Mutation.tell: { dataSource: events }
    Query.same: { dataSource: named }
    Query.none: { dataSource: none }
resources:
  Resources: { Bus: { Type: AWS::Events::EventBus }, Role: { Type: AWS::IAM::Role } }
`;
  const { fragment, problems } = read(text, "serverless.yml");
  expect(problems).toEqual([]);
  if (!fragment) throw new Error("The template is read.");
  expect(showEdges(fragment, "runs-as").filter((edge) => edge.startsWith("graphql"))).toEqual([
    "graphql Mutation.pay -runs-as-> GraphQlDsworkerRole",
    "graphql Query.order -runs-as-> GraphQlDsmyordersRole",
    "graphql Mutation.tell -runs-as-> GraphQlDseventsRole",
    "graphql Query.same -runs-as-> Role",
  ]);
  expect(showStatements(fragment, "identity").filter((statement) => statement.startsWith("GraphQlDs"))).toEqual([
    "GraphQlDsworkerRole Allow [lambda:InvokeFunction] on [#Work {#Work}:*] by data source",
    "GraphQlDsmyordersRole Allow [dynamodb:DeleteItem dynamodb:GetItem dynamodb:PutItem dynamodb:Query dynamodb:Scan dynamodb:UpdateItem dynamodb:BatchGetItem dynamodb:BatchWriteItem dynamodb:ConditionCheckItem] on [arn:*:dynamodb:*:*:table/orders arn:*:dynamodb:*:*:table/orders/*] by data source",
    "GraphQlDseventsRole Allow [events:*] on [*]",
  ]);
});

it("of a Serverless service may hold its functions itself", () => {
  const text = `service: shop
provider: { name: aws, runtime: nodejs20.x }
plugins: [serverless-appsync-plugin]
appSync:
  name: shop
  authentication: { type: AWS_LAMBDA, config: { function: { handler: src/check.handler } } }
  dataSources:
    worker: { type: AWS_LAMBDA, config: { function: { handler: src/work.handler, timeout: 5 } } }
  resolvers:
    Mutation.pay: { dataSource: worker }
    Query.other: { dataSource: { type: AWS_LAMBDA, config: { function: { handler: src/other.handler } } } }
`;
  const { fragment, problems } = read(text, "serverless.yml");
  expect(problems).toEqual([]);
  expect(fragment && showEdges(fragment, "triggers")).toEqual([
    "GraphQlApi -triggers authorizer-> appSync authorizer",
    "graphql Mutation.pay -triggers appsync-> worker",
    "graphql Query.other -triggers appsync-> Query.other",
  ]);
  const functions = fragment?.nodes.filter(({ kind }) => kind === "function") ?? [];
  expect(functions.map(({ name, properties }) => `${name} ${show(properties["handler"])}`)).toEqual([
    'Query.other "src/other.handler"',
    'appSync authorizer "src/check.handler"',
    'worker "src/work.handler"',
  ]);
});
