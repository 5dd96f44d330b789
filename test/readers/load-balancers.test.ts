// Load balancers in front of functions: each path and method that a rule or listener leads to them.
import { describe, expect, it } from "vitest";
import { read, show, showEdges } from "./describe.ts";

const template = (routes: string): string => `Resources:
  F: { Type: AWS::Lambda::Function }
  Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer }
  Group: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { TargetType: lambda, Targets: [{ Id: !GetAtt F.Arn }] } }
${routes}`;
const listener = (actions: string) =>
  `  Listener: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { LoadBalancerArn: !Ref Balancer, DefaultActions: [${actions}] } }\n`;
const rule = (name: string, conditions: string, actions = "") =>
  `  ${name}: { Type: AWS::ElasticLoadBalancingV2::ListenerRule, Properties: { ListenerArn: !Ref Listener, Conditions: [${conditions}], Actions: [${actions}{ Type: forward, TargetGroupArn: !Ref Group }] } }\n`;
const FORWARD = "{ Type: forward, TargetGroupArn: !Ref Group }";
const FIXED = "{ Type: fixed-response }";
const COGNITO = "{ Type: authenticate-cognito, AuthenticateCognitoConfig: {} }, ";

/** `name authentication (closed)` of each route. */
function routes(text: string, path = "template.yaml"): readonly string[] {
  const { fragment, problems } = read(text, path);
  expect(problems).toEqual([]);
  const open = fragment ? showEdges(fragment, "connects").map((edge) => edge.replace("internet -connects-> ", "")) : [];
  const triggers = fragment ? showEdges(fragment, "triggers").map((edge) => edge.split(" -triggers alb-> ")[0]) : [];
  return (fragment?.nodes ?? []).flatMap(({ id, name, kind, properties }) => {
    if (kind !== "endpoint" || show(properties["authentication"]) === "absent") return [];
    const key = id.slice(id.indexOf("#") + 1);
    expect(triggers).toContain(key);
    return [`${key}: ${name} ${show(properties["authentication"])}${open.includes(key) ? "" : " closed"}`];
  });
}

describe("a target group of functions", () => {
  it.each<[string, string, readonly string[]]>([
    ["by a listener", listener(FORWARD), ['Group: ANY / "none"']],
    [
      "by several paths of a rule",
      listener(FIXED) + rule("R", "{ Field: path-pattern, Values: [/a, /b] }"),
      ['Group: ANY /a "none"', 'Group ANY /b: ANY /b "none"'],
    ],
    [
      "by paths and methods",
      listener(FIXED) +
        rule(
          "R",
          "{ Field: path-pattern, PathPatternConfig: { Values: [/a] } }, { Field: http-request-method, HttpRequestMethodConfig: { Values: [GET, POST] } }",
        ),
      ['Group: GET /a "none"', 'Group POST /a: POST /a "none"'],
    ],
    [
      "by rules with and without a sign-in",
      listener(FORWARD) +
        rule("R", "{ Field: path-pattern, Values: [/a] }", COGNITO) +
        rule("S", "{ Field: host-header, Values: [x.y] }, { Field: path-pattern, Values: [/b] }"),
      ['Group: ANY /a "cognito"', 'Group ANY /: ANY / "none"', 'Group ANY /b: ANY /b "none"'],
    ],
    [
      "for listed addresses only",
      listener(FIXED) + rule("R", "{ Field: source-ip, SourceIpConfig: { Values: [10.0.0.0/8] } }"),
      ['Group: ANY / "none" closed'],
    ],
    [
      "for all addresses",
      listener(FIXED) + rule("R", "{ Field: source-ip, SourceIpConfig: { Values: [0.0.0.0/0] } }"),
      ['Group: ANY / "none"'],
    ],
    ["that nothing here leads to", "", ['Group: ANY / "none"']],
  ])("%s", (_, text, expected) => expect(routes(template(text))).toEqual(expected));

  it("of a Serverless event has a route for each path and method", () => {
    const text = `service: s
provider: { name: aws }
functions:
  f: { handler: a.b, events: [{ alb: { listenerArn: x, priority: 1, conditions: { path: [/a, /b], method: [get, POST], ip: [10.0.0.0/8] } } }] }
`;
    expect(routes(text, "serverless.yml")).toEqual([
      'alb GET /a: GET /a "none" closed',
      'alb GET /b: GET /b "none" closed',
      'alb POST /a: POST /a "none" closed',
      'alb POST /b: POST /b "none" closed',
    ]);
  });
});
