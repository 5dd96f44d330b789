import { describe, expect, it } from "vitest";
import { readFragment, show } from "./describe.ts";

function settingsOf(text: string, name: string): readonly string[] {
  const node = readFragment(text).nodes.find((one) => one.name === name);
  return [show(node?.properties["throttling"]), show(node?.properties["accessLog"])];
}

const rest = (...stages: string[]) => `Resources:
  Api: { Type: AWS::ApiGateway::RestApi }
  Method:
    Type: AWS::ApiGateway::Method
    Properties: { RestApiId: !Ref Api, ResourceId: !GetAtt Api.RootResourceId, HttpMethod: GET, AuthorizationType: NONE }
${stages.map((stage, index) => `  Stage${index}: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Api, ${stage} } }\n`).join("")}`;

const LIMIT = "ThrottlingRateLimit: 10";

describe("limits and access logs of a stage", () => {
  it.each([
    ["without stage", rest(), "absent"],
    ["on all methods", rest(`MethodSettings: [{ ResourcePath: "/*", HttpMethod: "*", ${LIMIT} }]`), "present"],
    ["on this method", rest(`MethodSettings: [{ ResourcePath: "/", HttpMethod: GET, ${LIMIT} }]`), "present"],
    ["on another method", rest(`MethodSettings: [{ ResourcePath: "/", HttpMethod: POST, ${LIMIT} }]`), "absent"],
    [
      "without a limit",
      rest('MethodSettings: [{ ResourcePath: "/*", HttpMethod: "*", MetricsEnabled: true }]'),
      "absent",
    ],
    ["on one of two stages", rest(`MethodSettings: [{ ${LIMIT} }]`, "StageName: open"), "absent"],
  ])("%s", (_, text, expected) => {
    const [throttling] = settingsOf(text, "GET /");
    expect(throttling === "absent" ? "absent" : "present").toBe(expected);
  });

  it("the access log of a REST API's stage", () => {
    expect(settingsOf(rest("AccessLogSetting: { DestinationArn: arn }"), "GET /")[1]).toBe('{DestinationArn: "arn"}');
  });

  it("of an HTTP API", () => {
    const text = `Resources:
  Api: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP } }
  Route: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Api, RouteKey: GET /a } }
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties: { ApiId: !Ref Api, DefaultRouteSettings: { ThrottlingRateLimit: 5 }, AccessLogSettings: { Format: x } }
`;
    expect(settingsOf(text, "GET /a")).toEqual(["{ThrottlingRateLimit: 5}", '{Format: "x"}']);
  });
});

function apiProperty(text: string, name: string, property: string, files?: Readonly<Record<string, string>>): string {
  return show(readFragment(text, undefined, files).nodes.find((one) => one.name === name)?.properties[property]);
}

describe("what is set up for a whole API", () => {
  const settings = `MethodSettings: [{ ResourcePath: "/*", HttpMethod: "*", LoggingLevel: INFO, DataTraceEnabled: true, CachingEnabled: true }]`;
  it.each([
    ["executionLog", rest(settings), /LoggingLevel: "INFO", DataTraceEnabled: true/],
    ["executionLog", rest('MethodSettings: [{ ResourcePath: "/a", HttpMethod: "*", LoggingLevel: INFO }]'), /absent/],
    ["cache", rest(settings), /CachingEnabled: true/],
    ["tracing", rest("TracingEnabled: true"), /^true$/],
    ["tracing", rest("TracingEnabled: true", "StageName: other"), /absent/],
    ["clientCertificate", rest("ClientCertificateId: !Ref Certificate"), /#Certificate/],
    ["accessLog", rest("AccessLogSetting: { DestinationArn: arn }"), /arn/],
  ])("%s %#", (property, text, expected) => {
    expect(apiProperty(text, "Api", property)).toMatch(expected);
  });

  const sam = (more: string) => `Transform: AWS::Serverless-2016-10-31
Resources:
  Api: { Type: AWS::Serverless::Api, Properties: { StageName: live, ${more} } }
  Fn:
    Type: AWS::Serverless::Function
    Properties: { Events: { Get: { Type: Api, Properties: { Path: /a, Method: get, RestApiId: !Ref Api } } } }
`;
  it.each([
    ["Api", "usagePlan", sam("Auth: { UsagePlan: { CreateUsagePlan: PER_API, Quota: { Limit: 5 } } }"), /Limit: 5/],
    ["Api", "usagePlan", sam("Auth: { UsagePlan: { CreateUsagePlan: NONE } }"), /absent/],
    ["Api", "gatewayResponses", sam("GatewayResponses: { DEFAULT_4XX: { StatusCode: 400 } }"), /DEFAULT_4XX/],
    ["Api", "defaultEndpointDisabled", sam("DisableExecuteApiEndpoint: true"), /true/],
    ["GET /a", "accessLog", sam("AccessLogSetting: { DestinationArn: x }"), /"x"/],
    [
      "GET /a",
      "throttling",
      sam("MethodSettings: [{ ResourcePath: /a, HttpMethod: GET, ThrottlingRateLimit: 5 }]"),
      /5/,
    ],
    [
      "GET /a",
      "throttling",
      sam("MethodSettings: [{ ResourcePath: /b, HttpMethod: GET, ThrottlingRateLimit: 5 }]"),
      /absent/,
    ],
  ])("SAM: %s %s %#", (name, property, text, expected) => {
    expect(apiProperty(text, name, property)).toMatch(expected);
  });

  it("the implicit API has what Globals say", () => {
    const text = `Transform: AWS::Serverless-2016-10-31
Globals: { Api: { TracingEnabled: true, AccessLogSetting: { Format: x } } }
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties: { Events: { Get: { Type: Api, Properties: { Path: /a, Method: get } } } }
`;
    expect(apiProperty(text, "ServerlessRestApi", "tracing")).toBe("true");
    expect(apiProperty(text, "GET /a", "accessLog")).toBe('{Format: "x"}');
  });

  it("usage plans, gateway responses and web ACLs that are resources", () => {
    const text = `${rest("StageName: live")}  Plan:
    Type: AWS::ApiGateway::UsagePlan
    Properties: { ApiStages: [{ ApiId: !Ref Api, Stage: !Ref Stage0 }], Throttle: { RateLimit: 3 } }
  Denied: { Type: AWS::ApiGateway::GatewayResponse, Properties: { RestApiId: !Ref Api, ResponseType: ACCESS_DENIED } }
  Acl:
    Type: AWS::WAFv2::WebACLAssociation
    Properties: { WebACLArn: !GetAtt Rules.Arn, ResourceArn: !Ref Stage0 }
  Rules: { Type: AWS::WAFv2::WebACL }
`;
    expect(apiProperty(text, "Api", "usagePlan")).toContain("RateLimit: 3");
    expect(apiProperty(text, "Api", "gatewayResponses")).toContain("ACCESS_DENIED");
    expect(apiProperty(text, "Api", "webAcl")).toBe("#Rules.Arn");
  });

  it("extensions of an OpenAPI definition", () => {
    const text = `Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        openapi: 3.0.1
        x-amazon-apigateway-api-key-source: AUTHORIZER
        x-amazon-apigateway-request-validators: { all: { validateRequestBody: true } }
        x-amazon-apigateway-request-validator: all
        x-amazon-apigateway-policy: { Statement: [{ Effect: Deny, Principal: "*", Action: "execute-api:Invoke", Resource: "*" }] }
        paths: { /a: { get: {}, post: { requestBody: {} } } }
`;
    expect(apiProperty(text, "Api", "apiKeySource")).toBe('"AUTHORIZER"');
    expect(apiProperty(text, "Api", "requestValidators")).toContain("validateRequestBody: true");
    expect(apiProperty(text, "POST /a", "requestValidation")).toBe('"all"');
    const { statements } = readFragment(text);
    expect(statements.map(({ effect, policy }) => `${effect} ${policy}`)).toEqual(["Deny resource"]);
  });
});
