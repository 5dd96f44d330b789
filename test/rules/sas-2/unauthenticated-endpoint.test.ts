import { unauthenticatedEndpoint } from "../../../language-analysis/rules/sas-2/unauthenticated-endpoint.ts";
import { describe, expect, test } from "vitest";
import { formatMessage } from "../../../language-analysis/model/message.ts";
import { analyseFiles } from "../analyse-files.ts";
import { fixTable } from "../fix-table.ts";
import { functionBehindMethod, functionInEveryFormat } from "../one-function.ts";
import { ruleTable } from "../rule-table.ts";

const sam = (event: string, rest = ""): string => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      Auth:
        DefaultAuthorizer: Customers
        Authorizers:
          Customers:
            UserPoolArn: arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Ab12Cd34E
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs20.x
      Handler: orders.handler
${rest}
      Events:
        Call:
          Type: Api
          Properties:
            RestApiId: !Ref Shop
${event}`;

const route = (method: string, path: string, authorizer: string): string =>
  sam(`            Method: ${method}
            Path: ${path}
            Auth:
              Authorizer: ${authorizer}`);

const url = (authType: string): string => `
Transform: AWS::Serverless-2016-10-31
Parameters:
  UrlAuth:
    Type: String
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs20.x
      Handler: hello.handler
      FunctionUrlConfig:
        AuthType: ${authType}`;

const serverless = (event: string): string => `
service: shop
provider:
  name: aws
  runtime: nodejs20.x
  httpApi:
    authorizers:
      customers:
        type: jwt
        identitySource: $request.header.Authorization
        issuerUrl: https://login.shop.test/
        audience: shop
functions:
  list:
    handler: orders.list
    events:
${event}`;

ruleTable(unauthenticatedEndpoint, {
  "a route that switches the API's authorizer off": route(
    "get",
    "/orders",
    `NONE
              #           ^^^^ SAS-2/unauthenticated-endpoint high`,
  ),
  "the API's default authorizer holds": sam(`            Method: get
            Path: /orders`),
  "IAM on the route": route("get", "/orders", "AWS_IAM"),
  "a preflight request carries no credentials": route("options", "/orders", "NONE"),
  "a function URL for everybody": url(`NONE
        #         ^^^^ SAS-2/unauthenticated-endpoint high`),
  "a function URL with IAM": url("AWS_IAM"),
  "a parameter is not a pass": url(`!Ref UrlAuth
        #         ^^^^^^^^^^^^ SAS-2/unauthenticated-endpoint low`),
  "a route of an HTTP API with a JWT authorizer": serverless(`
      - httpApi:
          method: GET
          path: /orders
          authorizer:
            name: customers`),
});

describe("severity of SAS-2/unauthenticated-endpoint", () => {
  const severityOf = (template: string): string[] =>
    analyseFiles({ "template.yaml": template }, [unauthenticatedEndpoint]).findings.map(({ severity }) => severity);

  test.each([
    ["get", "/orders", "high"],
    ["get", "/health", "info"],
    ["post", "/health", "high"],
    ["post", "/login", "low"],
    ["post", "/webhooks/payments", "low"],
    ["post", "/admin/orders", "critical"],
  ])("%s %s is %s", (method, path, severity) => {
    expect(severityOf(route(method, path, "NONE"))).toEqual([severity]);
  });

  test("code that only reads data without a sensitive name makes it medium, with the reason", () => {
    const files = {
      "template.yaml": route("get", "/colours", "NONE"),
      "orders.js": "exports.handler = async () => ({ statusCode: 200, body: 'red' });",
    };
    const { findings } = analyseFiles(files, [unauthenticatedEndpoint]);
    expect(findings.map(({ severity }) => severity)).toEqual(["medium"]);
    expect(findings[0]?.reasons.map(({ template }) => template)).toContain(
      "As far as its code shows, {0} changes nothing and holds no sensitive data.",
    );
  });

  test("code that sends a mail is no harmless reading", () => {
    const files = {
      "template.yaml": sam(
        "            Method: get\n            Path: /colours\n            Auth: { Authorizer: NONE }",
        "      Policies: [{ SESCrudPolicy: { IdentityName: shop } }]",
      ),
      "orders.js": `const { SESClient, SendEmailCommand } = require("@aws-sdk/client-ses");
const client = new SESClient({});
exports.handler = async () => client.send(new SendEmailCommand({ Source: "shop@example.com" }));`,
    };
    const { findings } = analyseFiles(files, [unauthenticatedEndpoint]);
    expect(findings.map(({ severity }) => severity)).toEqual(["high"]);
    expect(findings[0]?.reasons.map((reason) => formatMessage(reason))).toContain("Orders calls ses:SendEmail.");
  });

  test.each([
    ["the only route of the function", "", "low"],
    [
      "one of several, which may pass the check by",
      "\n        Other: { Type: Api, Properties: { Path: /other, Method: get } }",
      "medium",
    ],
  ])("code that verifies a token: %s", (_, other, severity) => {
    const files = {
      "template.yaml": route("post", "/orders", "NONE") + other,
      "orders.js": `
const jwt = require("jsonwebtoken");
exports.handler = async (event) => {
  const user = jwt.verify(event.headers.Authorization, process.env.KEY, { algorithms: ["HS256"] });
  return { statusCode: 200, body: user.sub };
};`,
    };
    const [finding] = analyseFiles(files, [unauthenticatedEndpoint]).findings;
    expect(finding?.severity).toBe(severity);
  });

  test("an event that only permits what the API's definition routes", () => {
    const template = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      DefinitionBody:
        openapi: 3.0.1
        paths:
          /orders:
            get:
              security: [{ sigv4: [] }]
              x-amazon-apigateway-integration: { type: aws_proxy, uri: !Sub "\${Orders.Arn}" }
        components:
          securitySchemes: { sigv4: { type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4 } }
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs20.x
      Handler: orders.handler
      Events:
        All: { Type: Api, Properties: { RestApiId: !Ref Shop, Path: "/*", Method: "*" } }`;
    expect(severityOf(template)).toEqual([]);
  });

  test("a function that reads the Authorization header may check it itself", () => {
    const files = {
      "template.yaml": route("get", "/orders", "NONE"),
      "orders.js": "exports.handler = async (event) => ({ statusCode: check(event.headers.Authorization) });",
    };
    expect(analyseFiles(files, [unauthenticatedEndpoint]).findings.map(({ confidence }) => confidence)).toEqual([
      "low",
    ]);
  });
});

const graphApi = (authentication: string): string => `
Resources:
  Shop:
    Type: AWS::AppSync::GraphQLApi
    Properties:
      Name: shop
      AuthenticationType: ${authentication}
  Orders:
    Type: AWS::AppSync::Resolver
    Properties: { ApiId: !GetAtt Shop.ApiId, TypeName: Query, FieldName: orders, DataSourceName: Nothing }
  Order:
    Type: AWS::AppSync::Resolver
    Properties: { ApiId: !GetAtt Shop.ApiId, TypeName: Mutation, FieldName: order, DataSourceName: Nothing }`;

const eventApi = (...modes: readonly string[]): string => `
Parameters: { Way: { Type: String } }
Resources:
  Chat:
    Type: AWS::AppSync::Api
    Properties:
      Name: chat
      EventConfig:
        DefaultPublishAuthModes:
${modes.map((mode) => `          - AuthType: ${mode}`).join("\n")}`;

ruleTable(unauthenticatedEndpoint, {
  "an event API in which a key is enough": eventApi(
    "AMAZON_COGNITO_USER_POOLS",
    `API_KEY
            #         ^^^^^^^ SAS-2/unauthenticated-endpoint high`,
  ),
  "an event API that asks who publishes": eventApi("AWS_IAM"),
  "an event API whose way to sign in is a parameter": eventApi(`!Ref Way
            #         ^^^^^^^^ SAS-2/unauthenticated-endpoint low`),
  "a GraphQL API that asks for a key alone": graphApi(`API_KEY
      #                   ^^^^^^^ SAS-2/unauthenticated-endpoint high`),
  "a GraphQL API that asks who calls": graphApi("AMAZON_COGNITO_USER_POOLS"),
});

const HTTP_EVENT = `events:
  - http:
      path: one # the first
      method: get`;

const OPEN_API = `openapi: 3.0.1
paths:
  /pets:
    get:
      responses: {}
      x-amazon-apigateway-integration:
        type: aws
`;

fixTable(unauthenticatedEndpoint, {
  "an operation of an OpenAPI document": {
    files: {
      "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Pets:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      DefinitionUri: api.yaml`,
      "api.yaml": OPEN_API,
    },
    after: { "api.yaml": `${OPEN_API}      x-amazon-apigateway-auth:\n        type: AWS_IAM\n` },
  },
});

fixTable(
  unauthenticatedEndpoint,
  functionInEveryFormat("callers sign their requests", {
    sam: ["FunctionUrlConfig:\n  AuthType: NONE # for now", "FunctionUrlConfig:\n  AuthType: AWS_IAM # for now"],
    service: [HTTP_EVENT, `${HTTP_EVENT}\n      authorizer: aws_iam`],
    cloudFormation: [functionBehindMethod({}), functionBehindMethod({ authorization: "AWS_IAM" })],
  }),
);

describe("open routes of one API have one cause", () => {
  const causes = (files: Readonly<Record<string, string>>) =>
    analyseFiles(files, [unauthenticatedEndpoint]).findings.map(({ cause }) => cause && formatMessage(cause.message));

  test("where one authorizer would close them all", () => {
    const shop = `service: shop
provider:
  name: aws
functions:
  list:
    handler: app.list
    events:
      - http: GET orders
      - http: PUT orders
      - httpApi: GET /stock
`;
    expect(causes({ "serverless.yml": shop })).toEqual([
      "Routes of ApiGatewayRestApi that anyone on the internet can call",
      "Routes of ApiGatewayRestApi that anyone on the internet can call",
      "Routes of HttpApi that anyone on the internet can call",
    ]);
  });

  test("a function URL has none but its own", () => {
    expect(causes({ "template.yaml": url("NONE") })).toEqual([undefined]);
  });
});
