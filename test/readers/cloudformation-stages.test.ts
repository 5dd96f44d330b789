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
