import { setEntry } from "../../graph/edits.ts";
import type { AppGraph } from "../../graph/app-graph.ts";
import type { MapNode } from "../../model/app-map.ts";
import { say } from "../../model/message.ts";
import { textOf } from "../../model/value.ts";
import { defineRule, type Hit } from "../rule.ts";
import { serviceProvider } from "../settings/declared.ts";
import { isOff } from "../settings/read.ts";
import { settingHits } from "../settings/table.ts";
import { ACCESS_LOG_ROWS } from "./access-log-table.ts";

export const accessLogMissing = defineRule({
  id: "SAS-5/access-log-missing",
  title: "Nobody can see who called",
  severity: "medium",
  why: "There is no host whose logs show who tried what: without the access log of the gateway, the load balancer or the bucket, reconnaissance and misuse leave no trace. Logs that are set up outside of the workspace are not seen.",
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html",
  mitigation:
    "Write access logs of every stage, load balancer and distribution to a log group or bucket that the app itself cannot change.",
  snippets: [
    {
      title: say("AWS SAM"),
      language: "yaml",
      text: `ShopApi:
  Type: AWS::Serverless::Api
  Properties:
    StageName: prod
    AccessLogSetting:
      DestinationArn: !GetAtt ApiLog.Arn
      Format: '{"requestId":"$context.requestId","ip":"$context.identity.sourceIp","status":"$context.status"}'`,
    },
    {
      title: say("CloudFormation"),
      language: "yaml",
      text: `Stage:
  Type: AWS::ApiGatewayV2::Stage
  Properties:
    ApiId: !Ref Api
    StageName: $default
    AccessLogSettings:
      DestinationArn: !GetAtt ApiLog.Arn
      Format: $context.requestId $context.identity.sourceIp $context.routeKey $context.status`,
    },
    {
      title: say("Serverless Framework"),
      language: "yaml",
      text: `provider:
  logs:
    restApi: true
    httpApi: true
    websocket: true`,
    },
  ],
  *check({ graph }) {
    yield* settingHits(graph, ACCESS_LOG_ROWS);
    yield* impliedApiHits(graph);
  },
});

/** APIs that SAM and the Serverless Framework make: where no API is declared, nobody can have set up its log. */
function* impliedApiHits(graph: AppGraph): Iterable<Hit> {
  for (const api of graph.nodes("endpoint")) {
    if (api.dialect !== "none" || textOf(api.properties["protocol"]) !== "api" || api.properties["existing"]) continue;
    const log = api.properties["accessLog"];
    if (log && isOff(log) !== "yes") continue;
    const provider = serviceProvider(graph, api.group);
    const setting = settingOf(api);
    const edits = provider?.body && setting && setEntry(provider.body, ["logs", setting], true);
    yield {
      on: api.id,
      at: log?.at ?? provider?.nameAt ?? api.nameAt,
      key: "accessLog",
      confidence: "high",
      severity: "low",
      message: provider
        ? say("The service keeps no access log of its {0} API.", wordOf(api))
        : say("The API that SAM makes for these routes keeps no access log."),
      fixes: edits ? [{ title: say("Log access to the {0} API", wordOf(api)), edits }] : [],
    };
  }
}

function settingOf({ logicalId }: MapNode): string | undefined {
  return { ApiGatewayRestApi: "restApi", HttpApi: "httpApi", WebsocketsApi: "websocket" }[logicalId];
}

function wordOf({ logicalId }: MapNode): string {
  return { ApiGatewayRestApi: "REST", HttpApi: "HTTP", WebsocketsApi: "websocket" }[logicalId] ?? "";
}
