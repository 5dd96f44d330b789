// Plugins that change the map: constructs, GraphQL APIs, routes to services, applications behind a brought handler.
import { describe, expect, it } from "vitest";
import { entriesOf } from "../../language-analysis/readers/walk-values.ts";
import { covered, read, readFragment, show, showEdges, showNodes, showStatements } from "./describe.ts";

const file = "serverless.yml";

function service(more: string): string {
  return `service: shop
provider: { name: aws }
functions:
  f: { handler: a.b, environment: { V: "\${construct:jobs.queueUrl}" } }
${more}
resources:
  Resources:
    Q: { Type: AWS::SQS::Queue }
    N: { Type: AWS::SNS::Topic }
    S: { Type: AWS::Kinesis::Stream }
    B: { Type: AWS::S3::Bucket }
    T: { Type: AWS::DynamoDB::Table }
`;
}

describe("constructs", () => {
  it.each([
    [
      "queue, worker: { handler: w.main }",
      ["construct x -triggers sqs-> xWorker", "construct x -connects-> construct x dlq"],
    ],
    ["storage", []],
    ["database/dynamodb-single-table", []],
    [
      "webhook, path: /in, method: POST",
      ["internet -connects-> http POST /in", "http POST /in -publishes-> construct x"],
    ],
    [
      "webhook, path: /in, authorizer: { handler: a.check }",
      [
        "internet -connects-> http POST /in",
        "http POST /in -publishes-> construct x",
        "http POST /in -triggers authorizer-> xAuthorizer",
      ],
    ],
    [
      "static-website, path: public",
      ["internet -connects-> construct x cdn", "construct x cdn -connects-> construct x"],
    ],
    ["server-side-website", ["internet -connects-> construct x cdn", "construct x cdn -connects-> construct x"]],
  ])("%s", (settings, expected) => {
    const { fragment, problems } = read(service(`constructs:\n  x: { type: ${settings} }`), file);
    expect(problems).toEqual([]);
    const edges = fragment ? showEdges(fragment, "triggers", "connects", "publishes") : [];
    expect(edges.toSorted()).toEqual(expected.toSorted());
  });

  it("are nodes with what functions may do with them, and their outputs point to them", () => {
    const text = service("constructs:\n  jobs: { type: queue, worker: { handler: w.main } }");
    const fragment = readFragment(text, file);
    const jobs = fragment.nodes.find((node) => node.name === "jobs");
    expect([jobs?.kind, jobs?.service, jobs && covered(text, jobs.nameAt)]).toEqual(["channel", "sqs", "jobs"]);
    expect(showStatements(fragment, "identity")).toContain(
      "IamRoleLambdaExecution Allow [sqs:DeleteMessage sqs:GetQueueAttributes sqs:ReceiveMessage sqs:SendMessage] on [#construct jobs] by construct jobs",
    );
    expect(show(fragment.nodes.find((node) => node.name === "f")?.properties["environment"])).toBe(
      "{V: #construct jobs}",
    );
    expect(showEdges(fragment, "runs-as")).toContain("jobsWorker -runs-as-> IamRoleLambdaExecution");
  });

  it("of a type that is not known are listed", () => {
    const text = service("constructs:\n  x: { type: telepathy }");
    expect(readFragment(text, file).unresolved.map(({ reason, at }) => [reason, covered(text, at)])).toEqual([
      ["unsupported-type", "x"],
    ]);
  });

  it.each(["[]", "text", "{ x: }", "{ x: [1] }", "{ x: { type: queue, worker: 1 } }"])("of any form: %s", (section) => {
    expect(read(service(`constructs: ${section}`), file).fragment?.nodes.length).toBeGreaterThan(5);
  });
});

describe("GraphQL APIs", () => {
  const current = service(`appSync:
  name: graph
  authentication: { type: API_KEY }
  dataSources:
    orders: { type: AMAZON_DYNAMODB, config: { tableName: !Ref T } }
    code: { type: AWS_LAMBDA, config: { functionName: f } }
    bus: { type: AMAZON_EVENTBRIDGE, config: { eventBusArn: "arn:aws:events:r:1:event-bus/x" } }
  resolvers:
    Query.order: orders
    Mutation.order: { kind: UNIT, dataSource: orders }
    Query.sum: { kind: PIPELINE, functions: [first] }
    Mutation.tell: { dataSource: bus }
    Query.own: { dataSource: { type: AWS_LAMBDA, config: { functionName: f } } }
    Query.none: { dataSource: missing }
  pipelineFunctions:
    first: { dataSource: code }`);
  const earlier = service(`custom:
  appSync:
    - name: graph
      authenticationType: AWS_IAM
      mappingTemplates:
        - { type: Query, field: order, dataSource: orders }
        - { type: Query, field: sum, kind: PIPELINE, functions: [first] }
      functionConfigurations: [{ name: first, dataSource: code }]
      dataSources:
        - { type: AMAZON_DYNAMODB, name: orders, config: { tableName: { Ref: T } } }
        - { type: AWS_LAMBDA, name: code, config: { lambdaFunctionArn: { Fn::GetAtt: [FLambdaFunction, Arn] } } }`);

  it("in the present form", () => {
    const fragment = readFragment(current, file);
    expect(showEdges(fragment, "triggers", "reads", "writes", "publishes")).toEqual([
      "graphql Query.order -reads-> T",
      "graphql Mutation.order -writes-> T",
      "graphql Query.sum -triggers appsync-> f",
      'graphql Mutation.tell -publishes-> <"arn:aws:events:r:1:event-bus/x" as events>',
      "graphql Query.own -triggers appsync-> f",
    ]);
    expect(showNodes(fragment)).toContain('endpoint/appsync graphql Query.order "api-key"');
    const authentication = fragment.nodes.find((node) => node.name === "Query.order")?.properties["authentication"];
    expect(authentication && covered(current, authentication.at)).toBe("API_KEY");
  });

  it("in the form of version 1", () => {
    const fragment = readFragment(earlier, file);
    expect(showEdges(fragment, "triggers", "reads")).toEqual([
      "graphql Query.order -reads-> T",
      "graphql Query.sum -triggers appsync-> f",
    ]);
    expect(showNodes(fragment)).toContain('endpoint/appsync graphql Query.sum "iam"');
  });

  it.each([
    "[]",
    "x",
    "{ resolvers: 1 }",
    "{ resolvers: { a: } }",
    "{ dataSources: [1], resolvers: [{ Query.a: b }] }",
  ])("of any form: %s", (section) => {
    expect(read(service(`appSync: ${section}`), file).fragment?.nodes.length).toBeGreaterThan(5);
  });
});

describe("routes to services", () => {
  it.each([
    ["sqs: { path: /q, method: post, queueName: !GetAtt [Q, QueueName] }", "POST /q -publishes-> Q"],
    ["sns: { path: /n, method: post, topicName: !GetAtt [N, TopicName] }", "POST /n -publishes-> N"],
    ["kinesis: { path: /s, method: post, streamName: { Ref: S } }", "POST /s -publishes-> S"],
    ["s3: { path: /b, method: get, action: GetObject, bucket: { Ref: B }, key: k }", "GET /b -reads-> B"],
    ["s3: { path: /b, method: post, action: PutObject, bucket: { Ref: B }, key: k }", "POST /b -writes-> B"],
    ["dynamodb: { path: /t, method: get, action: Query, tableName: { Ref: T } }", "GET /t -reads-> T"],
    ["eventbridge: { path: /e, method: post, eventBusName: bus }", 'POST /e -publishes-> <"bus" as events>'],
  ])("%s", (proxy, expected) => {
    const { fragment, problems } = read(service(`custom:\n  apiGatewayServiceProxies:\n    - ${proxy}`), file);
    expect(problems).toEqual([]);
    expect(fragment && showEdges(fragment, "publishes", "reads", "writes")).toEqual([expected]);
  });

  it.each([
    ["", '"none"', "sqs"],
    [", private: true", '"api-key"', "true"],
    [", authorizationType: AWS_IAM", '"iam"', "AWS_IAM"],
    [", authorizationType: COGNITO_USER_POOLS", '"cognito"', "COGNITO_USER_POOLS"],
    [", authorizationType: '${env:AUTH}'", "unknown(the route's authorization)", "'${env:AUTH}'"],
  ])("with authentication %s", (settings, expected, place) => {
    const text = service(
      `custom:\n  apiGatewayServiceProxies: [{ sqs: { path: q, method: post, queueName: q${settings} } }]`,
    );
    const route = readFragment(text, file).nodes.find((node) => node.name === "POST /q");
    const authentication = route?.properties["authentication"];
    expect([show(authentication), authentication && covered(text, authentication.at)]).toEqual([expected, place]);
  });

  it("without a target are a problem", () => {
    const text = service("custom:\n  apiGatewayServiceProxies: [{ sqs: { path: q } }]");
    expect(read(text, file).problems.map(({ code, at }) => [code, covered(text, at)])).toEqual([
      ["invalid-value", "sqs"],
    ]);
  });
});

describe("applications behind a brought handler", () => {
  it.each([
    ["wsgi_handler.handler", "api.app", '"api.app"'],
    ["wsgi.handler", "src.api.app", '"src/api.app"'],
    ["wsgi_handler.handler", "src/api.app", '"src/api.app"'],
    ["own.handler", "api.app", '"own.handler"'],
    ["wsgi_handler.handler", "app", '"wsgi_handler.handler"'],
  ])("%s with %s", (handler, app, expected) => {
    const text = `service: s\nprovider: { name: aws }\ncustom: { wsgi: { app: ${app} } }\nfunctions: { f: { handler: ${handler} } }\n`;
    expect(show(readFragment(text, file).nodes.find((node) => node.name === "f")?.properties["handler"])).toBe(
      expected,
    );
  });
});

describe("serverless-step-functions", () => {
  it("state machines are referred to by the ids that the plugin makes", () => {
    const machine = "definition: { StartAt: A, States: { A: { Type: Succeed } } }";
    const fragment = readFragment(
      `
service: shop
provider: { name: aws }
functions: { start: { handler: a.b, environment: { A: !Ref PlainStepFunctionsStateMachine, B: !Ref ShopDashdevDashnamed, C: !GetAtt OwnId.Arn } } }
stepFunctions:
  stateMachines:
    plain: { ${machine} }
    named: { name: "shop-\${sls:stage}-named", ${machine} }
    own: { id: OwnId, name: other, ${machine} }
`,
      "serverless.yml",
    );
    const variables = entriesOf(fragment.nodes.find(({ name }) => name === "start")?.properties["environment"]);
    expect(
      variables.map(({ value }) => value.kind === "reference" && value.to.by === "logical-id" && value.to.logicalId),
    ).toEqual(["plain", "named", "own"]);
  });

  it("makes a role for a state machine that names none, with what its tasks need", () => {
    const text = `service: s
provider: { name: aws }
plugins: [serverless-step-functions]
functions: { work: { handler: a.b } }
stepFunctions:
  stateMachines:
    flow:
      iamRoleStatements: [{ Effect: Allow, Action: s3:GetObject, Resource: "*" }]
      definition:
        StartAt: A
        States:
          A: { Type: Task, Resource: !GetAtt work.Arn, Next: B }
          B: { Type: Task, Resource: "arn:aws:states:::sqs:sendMessage", Parameters: { QueueUrl: !Ref Jobs }, Next: C }
          C: { Type: Task, Resource: "arn:aws:states:::sns:publish", Parameters: { TopicArn.$: $.topic }, Next: D }
          D: { Type: Task, Resource: "arn:aws:states:::aws-sdk:rekognition:detectFaces", End: true }
    other: { role: !GetAtt Own.Arn, definition: { StartAt: A, States: { A: { Type: Task, Resource: !GetAtt work.Arn, End: true } } } }
resources:
  Resources: { Jobs: { Type: AWS::SQS::Queue }, Own: { Type: AWS::IAM::Role } }
`;
    const fragment = readFragment(text, "serverless.yml");
    expect(showEdges(fragment, "runs-as").filter((edge) => !edge.startsWith("work"))).toEqual([
      "flow -runs-as-> FlowRole",
      "other -runs-as-> Own",
    ]);
    expect(showStatements(fragment).filter((statement) => /^(?:Flow|Own)/.test(statement))).toEqual([
      "FlowRole Allow [sts:AssumeRole] on [] to states.amazonaws.com by Step Functions runs it",
      "FlowRole Allow [s3:GetObject] on [*]",
      "FlowRole Allow [lambda:InvokeFunction] on [#work.Arn] by task",
      "FlowRole Allow [sqs:SendMessage] on [#Jobs] by task",
      "FlowRole Allow [sns:Publish] on [*] by task",
      "FlowRole Allow [rekognition:DetectFaces] on [*] by task",
    ]);
    const made = fragment.statements.find(({ origin }) => origin.kind === "implied" && origin.reason === "task");
    expect(made && covered(text, made.at)).toBe("!GetAtt work.Arn");
  });
});
