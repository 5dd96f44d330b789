// An app of one function, made of a text: files, a template with the trigger, and the flows that are expected.
import type { TaintPath } from "../../language-analysis/model/taint.ts";
import { analyseFiles, type Files } from "../rules/analyse-files.ts";

/** What hands data on or shows it is told elsewhere. */
const ASIDE: ReadonlySet<string> = new Set(["response", "log", "message", "html", "flow-control"]);

export interface SmallApp {
  readonly files: Files;
  readonly expected: readonly string[];
}

export function flowsOfApp(
  language: "js" | "ts" | "py",
  text: string,
): { readonly found: readonly string[]; readonly expected: readonly string[] } {
  const { files, expected } = smallApp(language, text);
  const asked = new Set(expected.map((flow) => flow.split(" ")[0] ?? ""));
  const { taintPaths } = analyseFiles(files, []).context;
  const flows = taintPaths.filter(({ sink }) => !ASIDE.has(sink.class) || asked.has(sink.class));
  return { found: [...new Set(flows.map(flowText))].sort(), expected: [...expected].sort() };
}

function flowText({ sink, source }: TaintPath): string {
  return `${sink.class} ${source.path}`.trim();
}

export function smallApp(language: "js" | "ts" | "py", text: string): SmallApp {
  const [, head = "", body = ""] = /^\s*(?:\/\/|#) (.*)\n([^]*)$/.exec(text) ?? [];
  const [, trigger = "", handler = "app.handler", flows = ""] = /^([\w-]+)(?: \((.+?)\))?: *(.*)$/.exec(head) ?? [];
  const files: Record<string, string> = {};
  let path = `src/app.${language}`;
  for (const line of body.split("\n")) {
    const [, next] = /^(?:\/\/|#) file: (\S+)$/.exec(line) ?? [];
    if (next === undefined) files[path] = `${files[path] ?? ""}${line}\n`;
    else path = next.startsWith("/") ? next.slice(1) : `src/${next}`;
  }
  const expected = flows === "none" ? [] : flows.split(",").map((flow) => flow.trim());
  return { files: { "template.yaml": templateOf(language, trigger, handler), ...files }, expected };
}

/** Events of SAM, by the trigger that they make. */
const EVENTS: Readonly<Record<string, string>> = {
  api: "{ Type: Api, Properties: { Path: /run, Method: post } }",
  http: "{ Type: HttpApi, Properties: { Path: /run, Method: post } }",
  s3: "{ Type: S3, Properties: { Bucket: !Ref Uploads, Events: 's3:ObjectCreated:*' } }",
  sns: "{ Type: SNS, Properties: { Topic: !Ref Topic } }",
  sqs: "{ Type: SQS, Properties: { Queue: !GetAtt Jobs.Arn } }",
  dynamodb: "{ Type: DynamoDB, Properties: { Stream: !GetAtt Table.StreamArn, StartingPosition: LATEST } }",
  kinesis: "{ Type: Kinesis, Properties: { Stream: !GetAtt Stream.Arn, StartingPosition: LATEST } }",
  schedule: "{ Type: Schedule, Properties: { Schedule: rate(1 hour) } }",
  event: "{ Type: EventBridgeRule, Properties: { Pattern: { source: [app.orders] } } }",
  logs: "{ Type: CloudWatchLogs, Properties: { LogGroupName: /app/log, FilterPattern: '' } }",
  iot: "{ Type: IoTRule, Properties: { Sql: \"SELECT * FROM 'devices/+/telemetry'\" } }",
  alexa: "{ Type: AlexaSkill }",
  cognito: "{ Type: Cognito, Properties: { UserPool: !Ref Users, Trigger: PreSignUp } }",
  msk: "{ Type: MSK, Properties: { Stream: 'arn:aws:kafka:eu-west-1:123456789012:cluster/c/1', StartingPosition: LATEST, Topics: [orders] } }",
  mq: "{ Type: MQ, Properties: { Broker: 'arn:aws:mq:eu-west-1:123456789012:broker:b:1', Queues: [orders] } }",
};

const RESOURCES = `
  Uploads: { Type: AWS::S3::Bucket }
  Topic: { Type: AWS::SNS::Topic }
  Jobs: { Type: AWS::SQS::Queue }
  Table: { Type: AWS::DynamoDB::Table, Properties: { StreamSpecification: { StreamViewType: NEW_IMAGE } } }
  Stream: { Type: AWS::Kinesis::Stream, Properties: { ShardCount: 1 } }
  Users: { Type: AWS::Cognito::UserPool }
`;

/** Triggers that are resources of their own. */
const OTHERS: Readonly<Record<string, string>> = {
  url: "      FunctionUrlConfig: { AuthType: NONE }",
  websocket: `
  Socket: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: WEBSOCKET, RouteSelectionExpression: $request.body.action } }
  Route: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Socket, RouteKey: send, Target: !Join ['/', [integrations, !Ref Integration]] } }
  Integration: { Type: AWS::ApiGatewayV2::Integration, Properties: { ApiId: !Ref Socket, IntegrationType: AWS_PROXY, IntegrationUri: !Sub 'arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Fn.Arn}/invocations' } }`,
  appsync: `
  GraphApi: { Type: AWS::AppSync::GraphQLApi, Properties: { AuthenticationType: API_KEY, Name: graph } }
  Source: { Type: AWS::AppSync::DataSource, Properties: { ApiId: !GetAtt GraphApi.ApiId, Name: fn, Type: AWS_LAMBDA, LambdaConfig: { LambdaFunctionArn: !GetAtt Fn.Arn } } }
  Resolver: { Type: AWS::AppSync::Resolver, Properties: { ApiId: !GetAtt GraphApi.ApiId, TypeName: Query, FieldName: find, DataSourceName: !GetAtt Source.Name } }`,
  ses: `
  Mails: { Type: AWS::SES::ReceiptRuleSet }
  Mail: { Type: AWS::SES::ReceiptRule, Properties: { RuleSetName: !Ref Mails, Rule: { Enabled: true, Actions: [{ LambdaAction: { FunctionArn: !GetAtt Fn.Arn } }] } } }`,
  alb: `
  Targets: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { TargetType: lambda, Targets: [{ Id: !GetAtt Fn.Arn }] } }
  Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Scheme: internet-facing } }
  Listener: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { LoadBalancerArn: !Ref Balancer, Port: 443, Protocol: HTTPS, DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Targets }] } }`,
  config: `
  Check: { Type: AWS::Config::ConfigRule, Properties: { Source: { Owner: CUSTOM_LAMBDA, SourceIdentifier: !GetAtt Fn.Arn } } }`,
  direct: "",
};

function templateOf(language: string, trigger: string, handler: string): string {
  const runtime = language === "py" ? "python3.12" : "nodejs22.x";
  const other = OTHERS[trigger];
  const event = EVENTS[trigger];
  if (other === undefined && event === undefined) throw new Error(`no such trigger: ${trigger}`);
  const isProperty = other?.startsWith("      ") === true;
  return `
Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: ${runtime}
      CodeUri: src
      Handler: ${handler}
      Policies: [AdministratorAccess]
${event === undefined ? "" : `      Events: { On: ${event} }`}
${isProperty ? other : ""}
${isProperty ? "" : (other ?? "")}
${RESOURCES}`;
}
