import { describe, expect, it } from "vitest";
import { covered, read, readFragment, show, showEdges, showNodes, showStatements } from "./describe.ts";

const SHOP = `service: shop
frameworkVersion: "3"
plugins: [serverless-iam-roles-per-function]
custom:
  stage: \${opt:stage, self:provider.stage}
  table: orders-\${self:custom.stage}
provider:
  name: aws
  runtime: nodejs20.x
  stage: test
  timeout: 10
  environment:
    TABLE: !Ref Orders
  iam:
    role:
      statements:
        - Effect: Allow
          Action: [dynamodb:PutItem]
          Resource: !GetAtt Orders.Arn
functions:
  create-order:
    handler: src/orders.create
    timeout: 30
    environment:
      STAGE: \${self:custom.stage}
    events:
      - http: POST orders
      - httpApi:
          path: /orders/{id}
          method: get
  notify:
    handler: src/notify.main
    iamRoleStatements:
      - Effect: Allow
        Action: ses:*
        Resource: "*"
    events:
      - stream: !GetAtt Orders.StreamArn
      - s3:
          bucket: uploads-\${self:custom.stage}
          event: s3:ObjectCreated:*
resources:
  Resources:
    Orders:
      Type: AWS::DynamoDB::Table
      Properties:
        TableName: \${self:custom.table}
`;

describe("a small shop", () => {
  const fragment = readFragment(SHOP, "shop/serverless.yml");

  it("has its nodes", () => {
    expect(showNodes(fragment)).toMatchInlineSnapshot(`
      [
        "endpoint/apigateway ApiGatewayRestApi",
        "endpoint/apigateway HttpApi",
        "role/iam IamRoleLambdaExecution",
        "role/iam NotifyRole",
        "store/dynamodb Orders",
        "endpoint/apigateway POST /orders "none"",
        "store/s3 S3BucketUploadstest",
        "function/lambda create-order",
        "endpoint/apigateway http GET /orders/{id} "none"",
        "function/lambda notify",
      ]
    `);
  });
  it("has its edges", () => {
    expect(showEdges(fragment)).toMatchInlineSnapshot(`
      [
        "create-order -runs-as-> IamRoleLambdaExecution",
        "internet -connects-> POST /orders",
        "POST /orders -triggers api-> create-order",
        "internet -connects-> http GET /orders/{id}",
        "http GET /orders/{id} -triggers api-> create-order",
        "notify -runs-as-> NotifyRole",
        "Orders -triggers dynamodb-> notify",
        "S3BucketUploadstest -triggers s3-> notify",
      ]
    `);
  });
  it("has its statements", () => {
    expect(showStatements(fragment, "identity")).toMatchInlineSnapshot(`
      [
        "IamRoleLambdaExecution Allow [dynamodb:PutItem] on [#Orders.Arn]",
        "IamRoleLambdaExecution Allow [logs:CreateLogStream logs:CreateLogGroup logs:TagResource logs:PutLogEvents] on [arn:{AWS::Partition}:logs:{AWS::Region}:{AWS::AccountId}:log-group:/aws/lambda/shop-test-create-order:*] by the function's log group",
        "NotifyRole Allow [logs:CreateLogStream logs:CreateLogGroup logs:TagResource logs:PutLogEvents] on [arn:{AWS::Partition}:logs:{AWS::Region}:{AWS::AccountId}:log-group:/aws/lambda/shop-test-notify:*] by the function's log group",
        "NotifyRole Allow [ses:*] on [*]",
        "NotifyRole Allow [dynamodb:GetRecords dynamodb:GetShardIterator dynamodb:DescribeStream dynamodb:ListStreams] on [#Orders.StreamArn] by events.stream",
      ]
    `);
  });
  it("has its function's properties, with the ranges of where they are set", () => {
    const create = fragment.nodes.find((node) => node.name === "create-order");
    const rows = Object.entries(create?.properties ?? {}).map(
      ([name, value]) => `${name} = ${show(value)} at ${covered(SHOP, value.at).split("\n")[0] ?? ""}`,
    );
    expect(rows).toMatchInlineSnapshot(`
      [
        "handler = "src/orders.create" at src/orders.create",
        "codeUri = "." at create-order",
        "environment = {STAGE: "test" (no value for opt:stage), TABLE: #Orders} at STAGE: \${self:custom.stage}",
        "physicalName = "shop-test-create-order" at create-order",
        "runtime = "nodejs20.x" at nodejs20.x",
        "timeoutSeconds = 30 at 30",
      ]
    `);
  });
  it("keeps CloudFormation inside of it as CloudFormation", () => {
    expect(fragment.nodes.find((node) => node.name === "Orders")?.dialect).toBe("cloudformation");
  });
});

describe("roles", () => {
  const template = (provider: string, fn: string): string => `service: a
provider:
  name: aws
${provider}
functions:
  f: { handler: a.b${fn} }
resources:
  Resources:
    Own: { Type: AWS::IAM::Role }
`;
  it.each([
    ["", "", "f -runs-as-> IamRoleLambdaExecution"],
    ["  role: Own", "", "f -runs-as-> Own"],
    ["  iam: { role: !GetAtt Own.Arn }", "", "f -runs-as-> Own"],
    ["", ", role: Own", "f -runs-as-> Own"],
    ["", ", role: 'arn:aws:iam::1:role/x'", 'f -runs-as-> <"arn:aws:iam::1:role/x" as iam>'],
    ["", ", iamRoleStatements: [{ Effect: Allow, Action: a:b, Resource: '*' }]", "f -runs-as-> FRole"],
  ])("%s%s", (provider, fn, expected) => {
    expect(showEdges(readFragment(template(provider, fn), "serverless.yml"), "runs-as")).toEqual([expected]);
  });

  it("of functions inherit the provider's statements when they say so", () => {
    const own = ", iamRoleStatements: [{ Effect: Allow, Action: a:b, Resource: '*' }]";
    const provider = "  iamRoleStatements: [{ Effect: Allow, Action: c:d, Resource: '*' }]";
    const actions = (plugins: string, fn: string): readonly string[] =>
      readFragment(plugins + template(provider, fn), "serverless.yml")
        .statements.filter(({ origin }) => origin.kind === "statement")
        .flatMap((statement) => statement.actions.map(show));
    const plugin = "plugins: [serverless-iam-roles-per-function]\n";
    expect(actions(plugin, own)).toEqual(['"a:b"']);
    expect(actions(plugin, `${own}, iamRoleStatementsInherit: true`)).toEqual(['"c:d"', '"a:b"']);
    // Without the plugin the provider's role is made all the same.
    expect(actions("", own)).toEqual(['"c:d"', '"a:b"']);
  });
});

describe("files", () => {
  const files = {
    "svc/functions.yml": "a: { handler: a.main }\nb: { handler: b.main, events: [{ sns: x }] }\n",
    "svc/more.yml": "c: { handler: c.main }\n",
    "svc/table.yml":
      "Resources:\n  T:\n    Type: AWS::DynamoDB::Table\n    Properties: { TableName: '${self:service}-t' }\n",
    "svc/bucket.yml": "B:\n  Type: AWS::S3::Bucket\n",
    "svc/queue.yml": "Type: AWS::SQS::Queue\n",
  };
  it.each([
    ["functions: ${file(functions.yml)}", ["function/lambda a", "function/lambda b"]],
    [
      'functions: ["${file(functions.yml)}", "${file(more.yml)}"]',
      ["function/lambda a", "function/lambda b", "function/lambda c"],
    ],
    ['functions: { a: "${file(more.yml):c}" }', ["function/lambda a"]],
    ["resources: ${file(table.yml)}", ["store/dynamodb T"]],
    ['resources: ["${file(table.yml)}", { Resources: "${file(bucket.yml)}" }]', ["store/s3 B", "store/dynamodb T"]],
    ['resources: { Resources: { Q: "${file(queue.yml)}" } }', ["channel/sqs Q"]],
  ])("%s", (section, expected) => {
    const text = `service: s\nprovider: { name: aws }\n${section}\n`;
    const { fragment, problems } = read(text, "svc/serverless.yml", files);
    expect(problems).toEqual([]);
    expect((fragment ? showNodes(fragment) : []).filter((node) => /^(function|store|channel\/sqs)/.test(node))).toEqual(
      expected,
    );
  });

  it("give nodes the place where they are written and the service as group", () => {
    const text = "service: s\nprovider: { name: aws }\nresources: ${file(table.yml)}\n";
    const table = readFragment(text, "svc/serverless.yml", files).nodes.find((node) => node.name === "T");
    expect([table?.id, table?.at.file, table?.group, show(table?.properties["physicalName"])]).toEqual([
      "svc/serverless.yml#T",
      "svc/table.yml",
      "svc/serverless.yml",
      '"s-t"',
    ]);
  });
});

describe("other clouds", () => {
  it("have functions and triggers too", () => {
    const fragment = readFragment(
      "service: a\nprovider: { name: google }\nfunctions:\n  f: { handler: h, events: [{ http: path }] }\n  g: { handler: g, events: [{ event: { eventType: t, resource: r } }] }\n",
      "serverless.yml",
    );
    expect(fragment.nodes.filter((node) => node.kind === "function").map((node) => node.provider)).toEqual([
      "google",
      "google",
    ]);
    expect(showEdges(fragment, "triggers")).toEqual(["f ANY path -triggers api-> f", "g event r -triggers event-> g"]);
  });
});

describe("step functions", () => {
  it("invoke the functions of their tasks", () => {
    const fragment = readFragment(
      `service: a
provider: { name: aws }
functions:
  hello: { handler: h.m }
stepFunctions:
  stateMachines:
    flow:
      events:
        - schedule: rate(1 day)
        - http: { path: start, method: post, authorizer: aws_iam }
        - eventBridge: { pattern: { source: [shop] } }
      definition:
        StartAt: A
        States:
          A: { Type: Task, Resource: { Fn::GetAtt: [hello, Arn] }, End: true }
`,
      "serverless.yml",
    );
    expect(showEdges(fragment, "invokes", "triggers")).toEqual([
      "flow schedule rate(1 day) -triggers schedule-> flow",
      "POST /start -triggers api-> flow",
      "flow eventBridge shop -triggers event-> flow",
      "flow -invokes-> hello",
    ]);
    expect(showNodes(fragment)).toContain('endpoint/apigateway POST /start "iam"');
  });
});
