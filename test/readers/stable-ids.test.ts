// Node ids are made of what a node itself says: whatever else is in the file, and in which order, changes none of them.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFragment } from "./describe.ts";

type Parts = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

interface Format {
  readonly path: string;
  /** Parts that have nothing to do with each other; the name is for messages. */
  readonly parts: Parts;
  readonly text: (parts: readonly Readonly<Record<string, unknown>>[]) => string;
}

const queue = { Type: "AWS::SQS::Queue" };
const lambda = { Type: "AWS::Lambda::Function", Properties: { Handler: "a.b", Runtime: "nodejs22.x" } };
const sam = (...events: readonly unknown[]) => ({
  Type: "AWS::Serverless::Function",
  Properties: { Handler: "a.b", Events: Object.fromEntries(events.map((event, index) => [`E${index}`, event])) },
});
const arn = (name: string) => ({ "Fn::GetAtt": [name, "Arn"] });
const merged = (parts: readonly object[]) => Object.assign({}, ...parts) as Record<string, unknown>;
const service = (parts: readonly Readonly<Record<string, unknown>>[]) => ({
  service: "shop",
  provider: { name: "aws" },
  functions: merged(parts.filter((part) => !("Type" in (Object.values(part)[0] as object)))),
  resources: { Resources: merged(parts.filter((part) => "Type" in (Object.values(part)[0] as object))) },
});

const SERVERLESS_PARTS: Parts = {
  routes: { r: { handler: "a.b", events: [{ http: "GET /a" }, { httpApi: "POST /b" }, { websocket: "$connect" }] } },
  messages: { m: { handler: "a.b", events: [{ sns: "news" }, { s3: "photos" }, { sqs: "arn:aws:sqs:r:1:x" }] } },
  times: { t: { handler: "a.b", events: [{ schedule: "rate(1 day)" }, { schedule: "rate(2 days)" }] } },
  rules: { e: { handler: "a.b", events: [{ eventBridge: { pattern: { source: ["x"] } } }, { iot: { sql: "S" } }] } },
  others: {
    o: { handler: "a.b", url: true, events: [{ alexaSkill: "x" }, { cloudwatchLog: "/x" }, { kafka: { topic: "t" } }] },
  },
  role: { p: { handler: "a.b", iamRoleStatements: [{ Effect: "Allow", Action: "a:b", Resource: "*" }] } },
  users: { u: { handler: "a.b", events: [{ cognitoUserPool: { pool: "P", trigger: "PreSignUp" } }] } },
  queue: { Q: queue },
  table: { T: { Type: "AWS::DynamoDB::Table" } },
};

const FORMATS: Readonly<Record<string, Format>> = {
  cloudformation: {
    path: "stack.json",
    text: (parts) => JSON.stringify({ Resources: merged(parts) }, null, 2),
    parts: {
      polled: {
        F: lambda,
        Q: queue,
        M: {
          Type: "AWS::Lambda::EventSourceMapping",
          Properties: { FunctionName: { Ref: "F" }, EventSourceArn: arn("Q") },
        },
      },
      route: {
        A: { Type: "AWS::ApiGatewayV2::Api", Properties: { ProtocolType: "HTTP" } },
        G: lambda,
        I: { Type: "AWS::ApiGatewayV2::Integration", Properties: { ApiId: { Ref: "A" }, IntegrationUri: arn("G") } },
        R: {
          Type: "AWS::ApiGatewayV2::Route",
          Properties: { ApiId: { Ref: "A" }, RouteKey: "GET /x", Target: { "Fn::Sub": "integrations/${I}" } },
        },
      },
      rule: {
        H: lambda,
        E: {
          Type: "AWS::Events::Rule",
          Properties: { EventPattern: { source: ["x"] }, Targets: [{ Id: "t", Arn: arn("H") }] },
        },
      },
      bucket: { B: { Type: "AWS::S3::Bucket" } },
      url: {
        K: lambda,
        U: { Type: "AWS::Lambda::Url", Properties: { AuthType: "NONE", TargetFunctionArn: { Ref: "K" } } },
      },
      flow: { S: { Type: "AWS::StepFunctions::StateMachine", Properties: { DefinitionString: "{}" } } },
    },
  },
  sam: {
    path: "template.json",
    text: (parts) => JSON.stringify({ Transform: "AWS::Serverless-2016-10-31", Resources: merged(parts) }, null, 2),
    parts: {
      routes: {
        F: sam(
          { Type: "Api", Properties: { Path: "/a", Method: "get" } },
          { Type: "HttpApi", Properties: { Path: "/b", Method: "get" } },
        ),
      },
      times: {
        G: sam(
          { Type: "Schedule", Properties: { Schedule: "rate(1 day)" } },
          { Type: "ScheduleV2", Properties: { ScheduleExpression: "rate(2 days)" } },
        ),
      },
      polled: { H: sam({ Type: "SQS", Properties: { Queue: arn("Q") } }), Q: queue },
      rules: {
        K: sam(
          { Type: "EventBridgeRule", Properties: { Pattern: { source: ["x"] } } },
          { Type: "IoTRule", Properties: { Sql: "S" } },
        ),
      },
      url: {
        U: {
          Type: "AWS::Serverless::Function",
          Properties: { Handler: "a.b", FunctionUrlConfig: { AuthType: "NONE" } },
        },
      },
      table: { T: { Type: "AWS::Serverless::SimpleTable" } },
      failures: {
        D: {
          Type: "AWS::Serverless::Function",
          Properties: { Handler: "a.b", EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: "SQS" } } } },
        },
      },
    },
  },
  serverless: {
    path: "serverless.json",
    text: (parts) => JSON.stringify(service(parts), null, 2),
    parts: SERVERLESS_PARTS,
  },
  script: {
    path: "serverless.ts",
    text: (parts) => `export default ${JSON.stringify(service(parts), null, 2)} as const;`,
    parts: SERVERLESS_PARTS,
  },
};

describe("ids", () => {
  it.each(Object.entries(FORMATS))("of %s are those of the parts alone", (_, { path, text, parts }) => {
    const idsOf = (chosen: readonly Readonly<Record<string, unknown>>[]) =>
      readFragment(text(chosen), path).nodes.map(({ id }) => id);
    const alone = new Map(Object.values(parts).map((part) => [part, idsOf([part])]));
    expect([...alone.values()].every((ids) => ids.length > 0)).toBe(true);
    fc.assert(
      fc.property(fc.shuffledSubarray(Object.values(parts), { minLength: 1 }), (chosen) => {
        const expected = new Set(chosen.flatMap((part) => alone.get(part) ?? []));
        expect(new Set(idsOf(chosen))).toEqual(expected);
      }),
      { numRuns: 60, seed: 5 },
    );
  });
});
