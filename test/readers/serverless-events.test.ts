// Events of Serverless functions: one row for each type and form, and who is asked who the caller is.
import { describe, expect, it } from "vitest";
import { covered, read, readFragment, show, showEdges, showNodes } from "./describe.ts";

function service(events: string, more = ""): string {
  return `service: shop
provider:
  name: aws
${more}
functions:
  f:
    handler: a.b
    events:
      - ${events}
  check: { handler: c.d }
resources:
  Resources:
    Q: { Type: AWS::SQS::Queue }
    N: { Type: AWS::SNS::Topic, Properties: { TopicName: news } }
    B: { Type: AWS::S3::Bucket, Properties: { BucketName: pictures } }
    P: { Type: AWS::Cognito::UserPool }
`;
}

describe("events", () => {
  it.each([
    ["http: GET /a", "GET /a -triggers api-> f"],
    ["http: { path: a, method: post }", "POST /a -triggers api-> f"],
    ["http: { path: /, method: any }", "ANY / -triggers api-> f"],
    ["httpApi: GET /a", "http GET /a -triggers api-> f"],
    ['httpApi: "*"', "http $default -triggers api-> f"],
    ["httpApi: { path: /a, method: '*' }", "http ANY /a -triggers api-> f"],
    ["websocket: $connect", "websocket $connect -triggers api-> f"],
    ["websocket: { route: send }", "websocket send -triggers api-> f"],
    ["alb: { listenerArn: x, priority: 1, conditions: { path: /a } }", "alb ANY /a -triggers alb-> f"],
    [
      "cloudFront: { eventType: viewer-request, origin: s3://a }",
      "f cloudFront viewer-request -triggers cloudfront-> f",
    ],
    ["s3: photos", "S3BucketPhotos -triggers s3-> f"],
    ["s3: { bucket: photos, existing: true }", "S3BucketPhotos -triggers s3-> f"],
    ["s3: pictures", "B -triggers s3-> f"],
    ["s3: { bucket: !Ref B }", "B -triggers s3-> f"],
    ["sns: alerts", "SNSTopicAlerts -triggers sns-> f"],
    ["sns: news", "N -triggers sns-> f"],
    ["sns: { arn: !Ref N }", "N -triggers sns-> f"],
    ["sns: arn:aws:sns:r:1:x", '<"arn:aws:sns:r:1:x" as sns> -triggers sns-> f'],
    ["sqs: arn:aws:sqs:r:1:x", '<"arn:aws:sqs:r:1:x" as sqs> -triggers sqs-> f'],
    ["sqs: { arn: !GetAtt Q.Arn }", "Q -triggers sqs-> f"],
    ["stream: arn:aws:kinesis:r:1:stream/x", '<"arn:aws:kinesis:r:1:stream/x" as kinesis> -triggers kinesis-> f'],
    ["stream: { type: dynamodb, arn: x }", '<"x" as dynamodb> -triggers dynamodb-> f'],
    ["msk: { arn: x, topic: t }", '<"x" as msk> -triggers msk-> f'],
    ["kafka: { bootstrapServers: [a], topic: t }", "f kafka source -triggers kafka-> f"],
    ["activemq: { arn: x, queue: q }", '<"x" as mq> -triggers mq-> f'],
    ["rabbitmq: { arn: x, queue: q }", '<"x" as mq> -triggers mq-> f'],
    ["schedule: rate(1 day)", "f schedule rate(1 day) -triggers schedule-> f"],
    ["schedule: { rate: rate(1 day), name: nightly }", "f schedule nightly -triggers schedule-> f"],
    ["eventBridge: { pattern: { source: [shop] } }", "f eventBridge shop -triggers event-> f"],
    ["eventBridge: { schedule: rate(1 day) }", "f eventBridge rate(1 day) -triggers schedule-> f"],
    ["cloudwatchEvent: { event: { source: [aws.ec2] } }", "f cloudwatchEvent aws.ec2 -triggers event-> f"],
    ["http: { path: a, method: get, async: true, request: { schemas: {} } }", "GET /a -triggers api-> f"],
    ["httpApi: { method: get, path: '/{proxy+}' }", "http GET /{proxy+} -triggers api-> f"],
    ["s3: { bucket: photos, event: s3:ObjectRemoved:*, rules: [{ prefix: a/ }] }", "S3BucketPhotos -triggers s3-> f"],
    ["sns: { topicName: news, filterPolicy: { a: [b] } }", "N -triggers sns-> f"],
    ["stream: { type: kinesis, arn: x, consumer: true }", '<"x" as kinesis> -triggers kinesis-> f'],
    [
      "schedule: { rate: cron(0 12 * * ? *), method: scheduler }",
      "f schedule cron(0 12 * * ? *) -triggers schedule-> f",
    ],
    ["iotFleetProvisioning: { templateBody: {}, provisioningRoleArn: x }", "f iotFleetProvisioning -triggers iot-> f"],
    ["documentdb: { cluster: x, auth: s, db: d }", '<"x" as docdb> -triggers documentdb-> f'],
    [
      "cognitoUserPool: { pool: users, trigger: PreSignUp, existing: true }",
      "CognitoUserPoolUsers -triggers cognito-> f",
    ],
    ["eventBridge: { eventBus: b, pattern: { source: [a] } }", "f eventBridge a -triggers event-> f"],
    ["cloudwatchLog: { logGroup: /aws/x, filter: y }", "log group /aws/x -triggers logs-> f"],
    ["cloudwatchLog: /aws/x", "log group /aws/x -triggers logs-> f"],
    ["iot: { sql: SELECT }", "f iot SELECT -triggers iot-> f"],
    ["alexaSkill", "f alexaSkill -triggers alexa-> f"],
    ["alexaSmartHome: amzn1.x", "f alexaSmartHome -triggers alexa-> f"],
    ["cognitoUserPool: { pool: users, trigger: PreSignUp }", "CognitoUserPoolUsers -triggers cognito-> f"],
  ])("%s", (event, expected) => {
    const { fragment, problems } = read(service(event), "serverless.yml");
    expect(problems).toEqual([]);
    expect(fragment?.unresolved).toEqual([]);
    expect(fragment && showEdges(fragment, "triggers")).toEqual([expected]);
  });

  it("of a type that is not known are shown and listed", () => {
    const text = service("telepathy: { brain: 1 }");
    const { fragment } = read(text, "serverless.yml");
    expect(fragment && showEdges(fragment, "triggers")).toEqual(["f telepathy -triggers other-> f"]);
    expect(fragment?.unresolved.map(({ reason, at }) => [reason, covered(text, at)])).toEqual([
      ["unsupported-type", "telepathy"],
    ]);
  });

  it("with settings beside instead of below are read, with a problem", () => {
    const text = service("http:\n        path: /a\n        method: get");
    const { fragment, problems } = read(text, "serverless.yml");
    expect(problems.map(({ code, at }) => [code, covered(text, at)])).toEqual([["invalid-value", "http"]]);
    expect(fragment && showEdges(fragment, "triggers")).toEqual(["GET /a -triggers api-> f"]);
  });
});

describe("authentication", () => {
  const jwt = `  httpApi:
    authorizers:
      users: { type: jwt, issuerUrl: https://x, identitySource: $request.header.A }
      pool: { type: jwt, issuerUrl: !Sub "https://cognito-idp.eu-west-1.amazonaws.com/\${P}", identitySource: a }
      own: { type: request, functionName: check }`;
  it.each([
    ["http: GET /a", "", '"none"', "http"],
    ["http: { path: a, method: get, private: true }", "", '"api-key"', "true"],
    ["http: { path: a, method: get, authorizer: aws_iam }", "", '"iam"', "aws_iam"],
    ["http: { path: a, method: get, authorizer: { type: AWS_IAM } }", "", '"iam"', "{ type: AWS_IAM }"],
    ["http: { path: a, method: get, authorizer: check }", "", '"lambda"', "check"],
    [
      "http: { path: a, method: get, authorizer: { name: check, type: token } }",
      "",
      '"lambda"',
      "{ name: check, type: token }",
    ],
    ["http: { path: a, method: get, authorizer: { arn: !GetAtt P.Arn } }", "", '"cognito"', "{ arn: !GetAtt P.Arn }"],
    [
      "http: { path: a, method: get, authorizer: arn:aws:cognito-idp:r:1:userpool/x }",
      "",
      '"cognito"',
      "arn:aws:cognito-idp:r:1:userpool/x",
    ],
    [
      "http: { path: a, method: get, authorizer: { type: COGNITO_USER_POOLS, authorizerId: x } }",
      "",
      '"cognito"',
      "{ type: COGNITO_USER_POOLS, authorizerId: x }",
    ],
    [
      "http: { path: a, method: get, authorizer: { type: CUSTOM, authorizerId: x } }",
      "",
      '"lambda"',
      "{ type: CUSTOM, authorizerId: x }",
    ],
    [
      "http: { path: a, method: get, authorizer: arn:aws:lambda:r:1:function:x }",
      "",
      '"lambda"',
      "arn:aws:lambda:r:1:function:x",
    ],
    ["alb: { listenerArn: x, conditions: { path: /a } }", "", '"none"', "alb"],
    [
      "alb: { listenerArn: x, conditions: { path: /a }, authorizer: u }",
      "  alb: { authorizers: { u: { type: cognito } } }",
      '"cognito"',
      "u",
    ],
    [
      "alb: { listenerArn: x, conditions: { path: /a }, authorizer: [u] }",
      "  alb: { authorizers: { u: { type: oidc } } }",
      '"jwt"',
      "[u]",
    ],
    [
      "alb: { listenerArn: x, conditions: { path: /a }, authorizer: u }",
      "  alb: { authorizers: { u: { type: oidc, onUnauthenticatedRequest: allow } } }",
      '"none"',
      "allow",
    ],
    ["httpApi: { path: /a, method: get, authorizer: { type: jwt, id: x } }", "", '"jwt"', "{ type: jwt, id: x }"],
    ["websocket: { route: $connect, authorizer: check }", "", '"lambda"', "check"],
    ["websocket: { route: $connect, authorizer: aws_iam }", "", '"iam"', "aws_iam"],
    ["httpApi: GET /a", jwt, '"none"', "httpApi"],
    ["httpApi: { path: /a, method: get, authorizer: users }", jwt, '"jwt"', "users"],
    ["httpApi: { path: /a, method: get, authorizer: { name: pool } }", jwt, '"cognito"', "{ name: pool }"],
    ["httpApi: { path: /a, method: get, authorizer: own }", jwt, '"lambda"', "own"],
    ["httpApi: { path: /a, method: get, authorizer: { type: aws_iam } }", jwt, '"iam"', "{ type: aws_iam }"],
    [
      "httpApi: { path: /a, method: get, authorizer: nobody }",
      jwt,
      "unknown(authorizer nobody is not declared here)",
      "nobody",
    ],
    ["websocket: $connect", "", '"none"', "websocket"],
    ["websocket: send", "", "unknown(callers are authenticated when they connect, if at all)", "websocket"],
  ])("%s", (event, more, expected, text) => {
    const template = service(event, more);
    const fragment = readFragment(template, "serverless.yml");
    const route = fragment.nodes.find((node) => node.kind === "endpoint" && node.properties["authentication"]);
    const authentication = route?.properties["authentication"];
    expect(show(authentication)).toBe(expected);
    expect(authentication && covered(template, authentication.at)).toBe(text);
  });

  it("by a function links the authorizer to it", () => {
    const fragment = readFragment(
      service("httpApi: { path: /a, method: get, authorizer: own }", jwt),
      "serverless.yml",
    );
    expect(showEdges(fragment, "triggers", "authenticates")).toMatchInlineSnapshot(`
      [
        "authorizer own -triggers authorizer-> check",
        "http GET /a -triggers api-> f",
        "authorizer own -authenticates-> http GET /a",
      ]
    `);
  });

  it("by an authorizer of the resources, and one shared by functions, is one node", () => {
    const text = `service: s
provider: { name: aws }
functions:
  f: { handler: a.b, events: [{ http: { path: a, method: get, authorizer: { type: CUSTOM, authorizerId: !Ref A } } }] }
  g: { handler: a.c, events: [{ http: { path: b, method: get, authorizer: check } }, { http: { path: c, method: get, authorizer: { name: check } } }] }
  check: { handler: c.d }
resources:
  Resources:
    A: { Type: AWS::ApiGateway::Authorizer, Properties: { Type: TOKEN } }
`;
    expect(showEdges(readFragment(text, "serverless.yml"), "authenticates")).toEqual([
      "A -authenticates-> GET /a",
      "authorizer check -authenticates-> GET /b",
      "authorizer check -authenticates-> GET /c",
    ]);
  });

  it("is not asked of routes that no function answers", () => {
    const fragment = readFragment(service("http: { path: a, method: options, integration: mock }"), "serverless.yml");
    expect(showEdges(fragment, "triggers", "connects")).toEqual(["internet -connects-> OPTIONS /a"]);
  });

  it("of a function URL", () => {
    const template = (url: string): string =>
      `service: a\nprovider: { name: aws }\nfunctions:\n  f: { handler: a.b, url: ${url} }\n`;
    const shown = (url: string): readonly string[] =>
      showNodes(readFragment(template(url), "serverless.yml")).filter((node) => node.startsWith("endpoint"));
    expect(shown("true")).toEqual(['endpoint/lambda f url "none"']);
    expect(shown("{ authorizer: aws_iam }")).toEqual(['endpoint/lambda f url "iam"']);
    expect(shown("false")).toEqual([]);
  });
});
