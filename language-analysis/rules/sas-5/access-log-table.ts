// Where services write down who called them, and what the setting is called. Sources: CloudFormation reference of each type.
import { textOf, type Value } from "../../model/value.ts";
import type { Declared } from "../settings/declared.ts";
import { hasItem, isNoneOf, isOff, isOn, isSet, itemUnder, valueAt, type Accept } from "../settings/read.ts";
import { holdsState } from "../settings/relevance.ts";
import type { SettingRow } from "../settings/table.ts";

const row = (
  types: string | readonly string[],
  path: string | readonly string[],
  says: string,
  more: Partial<SettingRow> = {},
): SettingRow => ({
  types: typeof types === "string" ? [types] : types,
  path,
  accept: isSet,
  severity: "low",
  says,
  ...more,
});

export const ACCESS_LOG_ROWS: readonly SettingRow[] = [
  row("AWS::ApiGateway::Stage", "AccessLogSetting.DestinationArn", "The stage {0} keeps no access log.", {
    severity: "medium",
  }),
  row("AWS::ApiGatewayV2::Stage", "AccessLogSettings.DestinationArn", "The stage {0} keeps no access log.", {
    severity: "medium",
  }),
  row(
    "AWS::ApiGateway::Deployment",
    "StageDescription.AccessLogSetting.DestinationArn",
    "The stage that {0} deploys keeps no access log.",
    {
      severity: "medium",
      when: (declared, graph) => !isStaged(declared, graph),
    },
  ),
  row("AWS::Serverless::Api", "AccessLogSetting.DestinationArn", "The API {0} keeps no access log.", {
    severity: "medium",
  }),
  row("AWS::ApiGatewayV2::Api", "AccessLogSettings", "The stage that {0} makes by itself keeps no access log.", {
    severity: "medium",
    when: ({ id, settings }, graph) =>
      valueAt(settings, "Target") !== undefined && graph.settingsOf(id, "AWS::ApiGatewayV2::Stage").length === 0,
  }),
  row(
    ["AWS::Serverless::HttpApi", "AWS::Serverless::WebSocketApi"],
    ["AccessLogSettings.DestinationArn", "AccessLogSettings"],
    "The API {0} keeps no access log.",
    {
      severity: "medium",
    },
  ),
  row("AWS::AppSync::GraphQLApi", "LogConfig", "The GraphQL API {0} keeps no log.", {
    severity: "medium",
    accept: logs,
  }),
  // SAM turns the log on where nothing is set.
  row("AWS::Serverless::GraphQLApi", "Logging", "The GraphQL API {0} keeps no log.", {
    severity: "medium",
    accept: logs,
    missing: "yes",
  }),
  row(
    "AWS::ElasticLoadBalancingV2::LoadBalancer",
    "LoadBalancerAttributes",
    "The load balancer {0} keeps no access log.",
    {
      accept: itemUnder("access_logs.s3.enabled", isOn),
      when: ({ settings }) => textOf(valueAt(settings, "Type")) !== "gateway",
      severity: "medium",
    },
  ),
  row(
    "AWS::ElasticLoadBalancing::LoadBalancer",
    "AccessLoggingPolicy.Enabled",
    "The load balancer {0} keeps no access log.",
    { accept: isOn, severity: "medium" },
  ),
  row(
    "AWS::CloudFront::Distribution",
    "DistributionConfig.Logging.Bucket",
    "The distribution {0} keeps no access log.",
    {
      when: ({ id }, graph) => graph.settingsOf(id, "AWS::Logs::DeliverySource").length === 0,
    },
  ),
  row("AWS::S3::Bucket", "LoggingConfiguration", "The bucket {0} keeps no access log.", {
    severity: "info",
    when: (declared, graph) => !isLogTarget(declared) && holdsState(graph, declared),
  }),
  row(
    ["AWS::StepFunctions::StateMachine", "AWS::Serverless::StateMachine"],
    ["LoggingConfiguration.Level", "Logging.Level"],
    "The workflow {0} keeps no log.",
    {
      accept: isNoneOf("OFF"),
    },
  ),
  row("AWS::Redshift::Cluster", "LoggingProperties", "The cluster {0} keeps no audit log."),
  row(
    ["AWS::Elasticsearch::Domain", "AWS::OpenSearchService::Domain"],
    "LogPublishingOptions",
    "The domain {0} keeps no log.",
    { accept: publishesSome },
  ),
  row("AWS::DocDB::DBCluster", "EnableCloudwatchLogsExports", "The cluster {0} keeps no audit log.", {
    accept: hasItem(isSet),
  }),
  row("AWS::DocDB::DBClusterParameterGroup", "Parameters.audit_logs", "Clusters with {0} keep no audit log.", {
    accept: isNoneOf("disabled", "none"),
  }),
  row("AWS::Neptune::DBCluster", "EnableCloudwatchLogsExports", "The cluster {0} keeps no audit log.", {
    accept: hasItem(isSet),
  }),
  row(
    ["AWS::RDS::DBInstance", "AWS::RDS::DBCluster"],
    "EnableCloudwatchLogsExports",
    "The database {0} sends no logs to CloudWatch.",
    {
      accept: hasItem(isSet),
      severity: "info",
      when: ({ settings }) => valueAt(settings, "DBClusterIdentifier") === undefined,
    },
  ),
  row("AWS::AmazonMQ::Broker", "Logs.General", "The broker {0} keeps no log.", { accept: isOn }),
  row(
    "AWS::MSK::Cluster",
    [
      "LoggingInfo.BrokerLogs.CloudWatchLogs.Enabled",
      "LoggingInfo.BrokerLogs.S3.Enabled",
      "LoggingInfo.BrokerLogs.Firehose.Enabled",
    ],
    "The cluster {0} keeps no log.",
    {
      accept: isOn,
    },
  ),
];

function logs(value: Value): ReturnType<Accept> {
  if (value.kind !== "map") return isNoneOf("false")(value);
  const level = valueAt(value, "FieldLogLevel");
  return level ? isNoneOf("NONE")(level) : "no";
}

/** A map of kinds of logs: one that is not switched off will do. */
function publishesSome(value: Value): ReturnType<Accept> {
  if (value.kind !== "map" || value.entries.length === 0) return isSet(value);
  return value.entries.some((entry) => isOff(valueAt(entry.value, "Enabled") ?? entry.value) !== "yes") ? "yes" : "no";
}

/** A stage of its own names the deployment: it is judged there. */
function isStaged(deployment: Declared, graph: Parameters<NonNullable<SettingRow["when"]>>[1]): boolean {
  return graph.settings("AWS::ApiGateway::Stage").some(({ group, body }) => {
    const named = valueAt(body, "DeploymentId");
    return (
      group === deployment.group &&
      named?.kind === "reference" &&
      named.to.by === "logical-id" &&
      named.to.logicalId === deployment.logicalId
    );
  });
}

/** The bucket that takes the logs of others logs nothing of itself. */
function isLogTarget({ settings, logicalId }: Declared): boolean {
  return (
    textOf(valueAt(settings, "AccessControl")) === "LogDeliveryWrite" ||
    /log/i.test(logicalId.replace(/catalog|login|dialog/gi, ""))
  );
}
