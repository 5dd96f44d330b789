// Every event type of the Serverless Framework with the settings that it documents: where each one that counts is written.
// Source: Serverless Framework documentation, "Events" of AWS.
import { describe, expect, it } from "vitest";
import { covered, read, showEdges } from "./describe.ts";

const service = (event: string): string => `service: shop
provider: { name: aws }
functions:
  f:
    handler: a.b
    events:
      - ${event}
resources:
  Resources:
    Q: { Type: AWS::SQS::Queue }
    Dead: { Type: AWS::SQS::Queue }
    Bus: { Type: AWS::Events::EventBus }
`;

const STREAM =
  "batchSize: 10, batchWindow: 5, startingPosition: LATEST, maximumRetryAttempts: 2, maximumRecordAgeInSeconds: 60, bisectBatchOnFunctionError: true, parallelizationFactor: 3, functionResponseType: ReportBatchItemFailures, tumblingWindowInSeconds: 30, enabled: false, destinations: { onFailure: !GetAtt Dead.Arn }, filterPatterns: [{ a: [1] }]";
const STREAM_SETTINGS = [
  "enabled: false",
  "batchSize: 10",
  "batchingWindowSeconds: 5",
  "maximumRetryAttempts: 2",
  "maximumRecordAgeSeconds: 60",
  "bisectOnError: true",
  "partialResponse: ReportBatchItemFailures",
  "onFailure: !GetAtt Dead.Arn",
  "parallelization: 3",
  "startingPosition: LATEST",
  "tumblingWindowSeconds: 30",
  "filter: [{ a: [1] }]",
];

/** Event, links beside the trigger, settings of the trigger with the text that each covers. */
type Row = readonly [event: string, links: readonly string[], settings: readonly string[]];

const ROWS: readonly Row[] = [
  ["sqs: arn:aws:sqs:r:1:x", [], []],
  [
    "sqs: { arn: !GetAtt Q.Arn, batchSize: 7, maximumBatchingWindow: 3, functionResponseType: ReportBatchItemFailures, maximumConcurrency: 4, enabled: true, filterPatterns: [{ a: [1] }] }",
    [],
    [
      "enabled: true",
      "batchSize: 7",
      "batchingWindowSeconds: 3",
      "partialResponse: ReportBatchItemFailures",
      "maximumConcurrency: 4",
      "filter: [{ a: [1] }]",
    ],
  ],
  [`stream: { type: kinesis, arn: x, consumer: true, ${STREAM} }`, ["f -publishes-> Dead"], STREAM_SETTINGS],
  [`stream: { type: dynamodb, arn: x, ${STREAM} }`, ["f -publishes-> Dead"], STREAM_SETTINGS],
  [
    "stream: { type: dynamodb, arn: x, destinations: { onFailure: { type: sqs, arn: !GetAtt Dead.Arn } } }",
    ["f -publishes-> Dead"],
    ["onFailure: !GetAtt Dead.Arn"],
  ],
  [
    "msk: { arn: x, topic: t, batchSize: 5, maximumBatchingWindow: 2, startingPosition: LATEST, enabled: false, consumerGroupId: g, saslScram512: s, filterPatterns: [{ a: [1] }] }",
    [],
    ["enabled: false", "batchSize: 5", "batchingWindowSeconds: 2", "startingPosition: LATEST", "filter: [{ a: [1] }]"],
  ],
  [
    "kafka: { bootstrapServers: [a], topic: t, accessConfigurations: { saslScram256Auth: s }, batchSize: 5, startingPosition: LATEST, enabled: false }",
    [],
    ["enabled: false", "batchSize: 5", "startingPosition: LATEST"],
  ],
  [
    "activemq: { arn: x, queue: q, basicAuthArn: s, batchSize: 5, maximumBatchingWindow: 2, enabled: false }",
    [],
    ["enabled: false", "batchSize: 5", "batchingWindowSeconds: 2"],
  ],
  ["rabbitmq: { arn: x, queue: q, basicAuthArn: s, virtualHost: v, batchSize: 5 }", [], ["batchSize: 5"]],
  [
    "documentdb: { cluster: x, smk: s, auth: BASIC_AUTH, db: d, collection: c, document: Default, batchSize: 5, batchWindow: 2, startingPosition: LATEST, enabled: false }",
    [],
    ["enabled: false", "batchSize: 5", "batchingWindowSeconds: 2", "startingPosition: LATEST"],
  ],
  [
    "sns: { topicName: t, displayName: d, kmsMasterKeyId: k, filterPolicy: { a: [b] }, filterPolicyScope: MessageBody, redrivePolicy: { deadLetterTargetRef: Dead } }",
    ["SNSTopicT -connects-> Dead"],
    ["deadLetter: Dead", "filter: { a: [b] }"],
  ],
  [
    "sns: { arn: arn:aws:sns:r:1:t, redrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn } }",
    ['<"arn:aws:sns:r:1:t" as sns> -connects-> Dead'],
    ["deadLetter: !GetAtt Dead.Arn"],
  ],
  [
    "sns: { arn: arn:aws:sns:r:1:t, redrivePolicy: { deadLetterTargetImport: { arn: arn:aws:sqs:r:1:d, url: u } } }",
    ['<"arn:aws:sns:r:1:t" as sns> -connects-> <"arn:aws:sqs:r:1:d" as sqs>'],
    ["deadLetter: arn:aws:sqs:r:1:d"],
  ],
  [
    "eventBridge: { eventBus: !Ref Bus, pattern: { source: [a] }, input: { x: 1 }, enabled: false, deadLetterQueueArn: !GetAtt Dead.Arn, retryPolicy: { maximumEventAge: 60, maximumRetryAttempts: 2 } }",
    ["Bus -connects-> f eventBridge a", "f eventBridge a -publishes-> Dead"],
    [
      "enabled: false",
      "maximumRetryAttempts: 2",
      "maximumRecordAgeSeconds: 60",
      "deadLetter: !GetAtt Dead.Arn",
      "filter: { source: [a] }",
    ],
  ],
  [
    "schedule: { rate: rate(1 day), name: nightly, description: d, enabled: false, input: { x: 1 }, method: scheduler, timezone: UTC }",
    [],
    ["enabled: false"],
  ],
  [
    "cloudwatchEvent: { event: { source: [a] }, enabled: false, input: x }",
    ["default event bus -connects-> f cloudwatchEvent a"],
    ["enabled: false", "filter: { source: [a] }"],
  ],
  [
    "s3: { bucket: photos, event: s3:ObjectCreated:*, rules: [{ prefix: in/ }, { suffix: .jpg }], forceDeploy: true }",
    [],
    ["filter: [{ prefix: in/ }, { suffix: .jpg }]"],
  ],
  ["cloudwatchLog: { logGroup: /aws/x, filter: '{$.a = 1}' }", [], ["filter: '{$.a = 1}'"]],
  ["iot: { name: n, description: d, enabled: true, sql: SELECT 1, sqlVersion: beta }", [], ["filter: SELECT 1"]],
  ["iotFleetProvisioning: { templateBody: {}, provisioningRoleArn: x, templateName: t, enabled: true }", [], []],
  ["alexaSkill: { appId: amzn1.ask, enabled: true }", [], []],
  ["alexaSmartHome: { appId: amzn1.ask, enabled: true }", [], []],
  ["cognitoUserPool: { pool: users, trigger: CustomEmailSender, kmsKeyId: k }", [], []],
  [
    "cloudFront: { eventType: origin-request, origin: s3://a, pathPattern: /x, includeBody: true, behavior: {} }",
    [],
    [],
  ],
  ["http: { path: /a, method: get, timeoutInMillis: 5, connectionId: c, response: {}, operationId: o }", [], []],
  ["httpApi: { path: /a, method: get, timeout: 5 }", [], []],
  ["websocket: { route: $connect, routeResponseSelectionExpression: $default }", [], []],
  [
    "alb: { listenerArn: x, priority: 1, conditions: { path: /a, host: h, header: [], query: {} }, multiValueHeaders: true, healthCheck: true, targetGroupName: g }",
    [],
    [],
  ],
];

describe("settings of events", () => {
  it.each(ROWS)("%s", (event, links, settings) => {
    const text = service(event);
    const { fragment, problems } = read(text, "serverless.yml");
    expect(problems).toEqual([]);
    expect(fragment?.unresolved).toEqual([]);
    const edges = fragment ? showEdges(fragment, "connects", "publishes", "writes", "reads") : [];
    expect(edges.filter((edge) => !edge.startsWith("internet"))).toEqual(links);
    const [trigger, ...more] = fragment?.edges.filter(({ kind }) => kind === "triggers") ?? [];
    expect(more).toEqual([]);
    expect(trigger && covered(text, trigger.evidence.at)).toBe(event.slice(0, event.indexOf(":")));
    const shown = Object.entries(trigger?.delivery?.settings ?? {}).map(
      ([name, { at }]) => `${name}: ${covered(text, at)}`,
    );
    if (trigger?.filter) shown.push(`filter: ${covered(text, trigger.filter.at)}`);
    expect(shown).toEqual(settings);
  });
});
