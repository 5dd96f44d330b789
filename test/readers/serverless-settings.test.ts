// Settings of functions, APIs, roles and events under the names that rules read, with the ranges of where they are written.
import { describe, expect, it } from "vitest";
import { DELIVERY_SETTINGS, PROPERTIES } from "../../language-analysis/model/properties.ts";
import { covered, readFragment, show, showEdges, showStatements } from "./describe.ts";

const file = "serverless.yml";

function service(provider: string, fn: string, more = ""): string {
  return `service: shop
provider:
  name: aws
${provider === "" ? "" : `  ${provider}`}
functions:
  f:
    handler: a.b
${fn === "" ? "" : `    ${fn}`}
${more}
resources:
  Resources:
    Q: { Type: AWS::SQS::Queue }
`;
}

function property(text: string, node: string, name: string): readonly [string, string] {
  const value = readFragment(text, file).nodes.find((one) => one.name === node)?.properties[name];
  return [show(value), value ? covered(text, value.at) : ""];
}

describe("settings of a function", () => {
  it.each([
    ["timeoutSeconds", "timeout: 10", "timeout: 20", "20", "20"],
    ["timeoutSeconds", "timeout: 10", "", "10", "10"],
    ["memoryMegabytes", "memorySize: 512", "", "512", "512"],
    ["architectures", "architecture: arm64", "", '"arm64"', "arm64"],
    ["layers", "layers: [a]", "", '["a"]', "[a]"],
    ["environmentKey", "kmsKeyArn: k", "", '"k"', "k"],
    ["environmentKey", "", "awsKmsKeyArn: k", '"k"', "k"],
    ["logRetentionDays", "logRetentionInDays: 14", "", "14", "14"],
    ["logRetentionDays", "logRetentionInDays: 14", "logRetentionInDays: 30", "30", "30"],
    ["logsDisabled", "", "disableLogs: true", "true", "true"],
    ["logging", "logs: { lambda: { logFormat: JSON } }", "", '{logFormat: "JSON"}', "{ logFormat: JSON }"],
    ["logging", "", "logs: { logFormat: JSON }", '{logFormat: "JSON"}', "{ logFormat: JSON }"],
    ["reservedConcurrency", "", "reservedConcurrency: 5", "5", "5"],
    ["provisionedConcurrency", "", "provisionedConcurrency: 2", "2", "2"],
    ["provisionedConcurrency", "", "provisionedConcurrency: { executions: 3 }", "3", "3"],
    ["ephemeralStorageMegabytes", "", "ephemeralStorageSize: 1024", "1024", "1024"],
    ["maximumRetryAttempts", "", "maximumRetryAttempts: 0", "0", "0"],
    ["maximumEventAgeSeconds", "", "maximumEventAge: 60", "60", "60"],
    ["onFailure", "", "destinations: { onFailure: arn:aws:sqs:r:1:x }", '"arn:aws:sqs:r:1:x"', "arn:aws:sqs:r:1:x"],
    ["onFailure", "", "destinations: { onFailure: { type: sqs, arn: !Ref Q } }", "#Q", "!Ref Q"],
    ["onSuccess", "", "destinations: { onSuccess: g }", '"g"', "g"],
    ["deadLetter", "", "onError: arn:aws:sns:r:1:x", '"arn:aws:sns:r:1:x"', "arn:aws:sns:r:1:x"],
    [
      "fileSystem",
      "",
      "fileSystemConfig: { arn: a, localMountPath: /mnt/a }",
      '{arn: "a", localMountPath: "/mnt/a"}',
      "{ arn: a, localMountPath: /mnt/a }",
    ],
    ["snapStart", "", "snapStart: true", "true", "true"],
    ["tracing", "tracing: { lambda: true }", "", '"Active"', "true"],
    ["tracing", "tracing: { lambda: true }", "tracing: PassThrough", '"PassThrough"', "PassThrough"],
    ["tracing", "tracing: { lambda: false }", "", '"PassThrough"', "false"],
    [
      "vpc",
      "vpc: { subnetIds: [s], securityGroupIds: [g] }",
      "",
      '{subnets: ["s"], securityGroups: ["g"]}',
      "{ subnetIds: [s], securityGroupIds: [g] }",
    ],
    ["vpc", "vpc: { subnetIds: [s], securityGroupIds: [g] }", "vpc: ~", "absent", ""],
    ["environment", "environment: { A: 1, B: 2 }", "environment: { B: 3 }", "{B: 3, A: 1}", "{ B: 3 }"],
    ["imageUri", "ecr: { images: { base: { uri: 'u' } } }", "image: base", '"u"', "'u'"],
    [
      "imageUri",
      "",
      "image: 1.dkr.ecr.r.amazonaws.com/x",
      '"1.dkr.ecr.r.amazonaws.com/x"',
      "1.dkr.ecr.r.amazonaws.com/x",
    ],
    ["package", "", "package: { patterns: [a] }", '{patterns: ["a"]}', "{ patterns: [a] }"],
  ])("%s: %s %s", (name, provider, fn, value, place) => {
    expect(PROPERTIES.function).toHaveProperty(name);
    expect(property(service(provider, fn), "f", name)).toEqual([value, place]);
  });
});

describe("settings of an API", () => {
  it.each([
    ["http", "ApiGatewayRestApi", "accessLog", "logs: { restApi: true }", "true", "true"],
    ["http", "ApiGatewayRestApi", "accessLog", "logs: { restApi: false }", "absent", ""],
    ["http", "ApiGatewayRestApi", "accessLog", "logs: { restApi: { accessLogging: false } }", "absent", ""],
    [
      "http",
      "ApiGatewayRestApi",
      "executionLog",
      "logs: { restApi: { level: INFO } }",
      '{level: "INFO"}',
      "{ level: INFO }",
    ],
    ["http", "ApiGatewayRestApi", "executionLog", "logs: { restApi: { executionLogging: false } }", "absent", ""],
    ["http", "ApiGatewayRestApi", "tracing", "tracing: { apiGateway: true }", "true", "true"],
    [
      "http",
      "ApiGatewayRestApi",
      "usagePlan",
      "apiGateway: { usagePlan: { quota: { limit: 1 } } }",
      "{quota: {limit: 1}}",
      "{ quota: { limit: 1 } }",
    ],
    ["http", "ApiGatewayRestApi", "apiKeys", "apiGateway: { apiKeys: [a] }", '["a"]', "[a]"],
    ["http", "ApiGatewayRestApi", "minimumCompressionBytes", "apiGateway: { minimumCompressionSize: 10 }", "10", "10"],
    ["http", "ApiGatewayRestApi", "endpointType", "endpointType: PRIVATE", '"PRIVATE"', "PRIVATE"],
    [
      "http",
      "ApiGatewayRestApi",
      "defaultEndpointDisabled",
      "apiGateway: { disableDefaultEndpoint: true }",
      "true",
      "true",
    ],
    ["httpApi", "HttpApi", "accessLog", "logs: { httpApi: { format: x } }", '{format: "x"}', "{ format: x }"],
    ["httpApi", "HttpApi", "cors", "httpApi: { cors: true }", "true", "true"],
    ["httpApi", "HttpApi", "metrics", "httpApi: { metrics: true }", "true", "true"],
    ["websocket", "WebsocketsApi", "accessLog", "logs: { websocket: true }", "true", "true"],
  ])("%s %s %s: %s", (event, node, name, provider, value, place) => {
    expect(PROPERTIES.endpoint).toHaveProperty(name);
    const route = event === "websocket" ? "$connect" : "GET /a";
    expect(property(service(provider, `events: [{ ${event}: ${route} }]`), node, name)).toEqual([value, place]);
  });

  it("limit only the callers that need a key", () => {
    const text = (isPrivate: string): string =>
      service(
        "apiGateway: { usagePlan: { throttle: { rateLimit: 5 } } }",
        `events: [{ http: { path: a, method: get${isPrivate} } }]`,
      );
    expect(property(text(""), "GET /a", "throttling")[0]).toBe("absent");
    expect(property(text(", private: true"), "GET /a", "throttling")[0]).toBe("{rateLimit: 5}");
  });
});

describe("how events are handed over", () => {
  const all = Object.keys(DELIVERY_SETTINGS);
  it.each([
    [
      "sqs: { arn: !GetAtt Q.Arn, batchSize: 5, maximumBatchingWindow: 10, maximumConcurrency: 2, enabled: false, functionResponseType: ReportBatchItemFailures }",
      'enabled false, batchSize 5, batchingWindowSeconds 10, partialResponse "ReportBatchItemFailures", maximumConcurrency 2',
    ],
    ["sqs: arn:aws:sqs:r:1:x", ""],
    [
      "stream: { arn: arn:aws:kinesis:r:1:stream/x, maximumRetryAttempts: 3, bisectBatchOnFunctionError: true, maximumRecordAgeInSeconds: 60, parallelizationFactor: 2, startingPosition: LATEST, tumblingWindowInSeconds: 5, destinations: { onFailure: { type: sqs, arn: !GetAtt Q.Arn } } }",
      'maximumRetryAttempts 3, maximumRecordAgeSeconds 60, bisectOnError true, onFailure #Q.Arn, parallelization 2, startingPosition "LATEST", tumblingWindowSeconds 5',
    ],
    ["sns: { topicName: t, redrivePolicy: { deadLetterTargetRef: Q } }", 'deadLetter "Q"'],
    [
      "eventBridge: { pattern: { source: [a] }, deadLetterQueueArn: !GetAtt Q.Arn, retryPolicy: { maximumEventAge: 60, maximumRetryAttempts: 2 } }",
      "maximumRetryAttempts 2, maximumRecordAgeSeconds 60, deadLetter #Q.Arn",
    ],
    ["schedule: { rate: rate(1 day), enabled: false }", "enabled false"],
  ])("%s", (event, expected) => {
    const { edges } = readFragment(service("", `events: [{ ${event} }]`), file);
    const settings = edges.find(({ kind }) => kind === "triggers")?.delivery?.settings ?? {};
    expect(all).toEqual(expect.arrayContaining(Object.keys(settings)));
    expect(
      Object.entries(settings)
        .map(([name, value]) => `${name} ${show(value)}`)
        .join(", "),
    ).toBe(expected);
  });

  it("lead what can't be delivered to its queue", () => {
    const sns = service("", "events: [{ sns: { topicName: t, redrivePolicy: { deadLetterTargetRef: Q } } }]");
    expect(showEdges(readFragment(sns, file), "connects")).toEqual(["SNSTopicT -connects-> Q"]);
  });
});

describe("roles", () => {
  it.each([
    ["permissionsBoundary", "iam: { role: { permissionsBoundary: p } }", "", "IamRoleLambdaExecution", '"p"'],
    ["permissionsBoundary", "rolePermissionsBoundary: p", "", "IamRoleLambdaExecution", '"p"'],
    ["managedPolicies", "iamManagedPolicies: [m]", "", "IamRoleLambdaExecution", '["m"]'],
    ["managedPolicies", "iam: { role: { managedPolicies: [m] } }", "", "IamRoleLambdaExecution", '["m"]'],
    ["physicalName", "iam: { role: { name: n } }", "", "IamRoleLambdaExecution", '"n"'],
    ["permissionsBoundary", "", "iam: { role: { statements: [], permissionsBoundary: p } }", "FRole", '"p"'],
    ["permissionsBoundary", "", "{iamRoleStatements: [], iamPermissionsBoundary: p", "FRole", '"p"'],
    ["physicalName", "", "iam: { role: { managedPolicies: [m], name: n } }", "FRole", '"n"'],
    ["managedPolicies", "iam: { role: { mode: perFunction, managedPolicies: [m] } }", "", "FRole", '["m"]'],
  ])("%s: %s %s", (name, provider, fn, role, value) => {
    const own = fn.startsWith("{") ? fn.slice(1).replace(", ", "\n    ") : fn;
    expect(property(service(provider, own), role, name)[0]).toBe(value);
  });

  const statement = (action: string): string => `{ Effect: Allow, Action: ${action}, Resource: '*' }`;
  it.each([
    [`iam: { role: { mode: perFunction, statements: [${statement("a:b")}] } }`, "", ["a:b"]],
    [
      `iam: { role: { mode: perFunction, statements: [${statement("a:b")}] } }`,
      "iam: { inheritStatements: false }",
      [],
    ],
    [
      `iam: { role: { statements: [${statement("a:b")}] } }`,
      `iam: { role: { statements: [${statement("c:d")}] } }`,
      ["c:d"],
    ],
    [
      `iam: { role: { statements: [${statement("a:b")}] } }`,
      `iam: { inheritStatements: true, role: { statements: [${statement("c:d")}] } }`,
      ["a:b", "c:d"],
    ],
  ])("of one function: %s %s", (provider, fn, expected) => {
    const { statements } = readFragment(service(provider, fn), file);
    const own = statements.filter(({ origin }) => origin.kind === "statement");
    expect(own.every(({ owner }) => "node" in owner && owner.node === "serverless.yml#FRole")).toBe(true);
    expect(own.flatMap(({ actions }) => actions.map((action) => JSON.parse(show(action)) as string))).toEqual(expected);
  });

  it.each([
    ["", "tracing: Active", "[xray:PutTraceSegments xray:PutTelemetryRecords] on [*] by tracing"],
    [
      "",
      "destinations: { onFailure: { type: sqs, arn: arn:aws:sqs:r:1:x } }",
      "[sqs:SendMessage] on [arn:aws:sqs:r:1:x] by destinations.onFailure",
    ],
    ["", "destinations: { onSuccess: f }", "[lambda:InvokeFunction] on [#f] by destinations.onSuccess"],
    ["", "onError: arn:aws:sns:r:1:x", "[sns:Publish] on [arn:aws:sns:r:1:x] by onError"],
    ["", "kmsKeyArn: arn:aws:kms:r:1:key/x", "[kms:Decrypt] on [arn:aws:kms:r:1:key/x] by kmsKeyArn"],
    [
      "",
      "fileSystemConfig: { arn: a, localMountPath: /m }",
      "[elasticfilesystem:ClientMount elasticfilesystem:ClientWrite] on [a] by fileSystemConfig",
    ],
    ["vpc: { subnetIds: [s], securityGroupIds: [g] }", "", "[] on [] by AWSLambdaVPCAccessExecutionRole"],
    [
      "",
      "events: [{ websocket: $connect }]",
      "[execute-api:ManageConnections] on [arn:{AWS::Partition}:execute-api:*:*:*/@connections/*] by events.websocket",
    ],
    [
      "",
      "events: [{ msk: { arn: c, topic: t } }]",
      "[kafka:DescribeCluster kafka:GetBootstrapBrokers] on [c] by events.msk",
    ],
    [
      "",
      "events: [{ rabbitmq: { arn: b, queue: q, basicAuthArn: s } }]",
      "[secretsmanager:GetSecretValue] on [s] by events.rabbitmq",
    ],
    [
      "",
      "events: [{ stream: { type: kinesis, arn: k, consumer: true } }]",
      "[kinesis:SubscribeToShard] on [k/consumer/*] by events.stream",
    ],
  ])("are granted what %s %s needs", (provider, fn, expected) => {
    const fragment = readFragment(service(provider, fn), file);
    expect(showStatements(fragment, "identity")).toContain(`IamRoleLambdaExecution Allow ${expected}`);
  });

  it("trust the services that take them on", () => {
    const fn =
      "events: [{ schedule: { rate: rate(1 day), method: scheduler } }, { cloudFront: { eventType: viewer-request, origin: x } }]";
    expect(showStatements(readFragment(service("", fn), file), "trust")).toEqual([
      "IamRoleLambdaExecution Allow [sts:AssumeRole] on [] to lambda.amazonaws.com scheduler.amazonaws.com edgelambda.amazonaws.com by Lambda runs the functions",
    ]);
  });
});
