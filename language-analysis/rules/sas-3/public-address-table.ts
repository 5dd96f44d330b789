// Databases and brokers that can have an address on the internet. Sources: CloudFormation reference of each type.
import { say } from "../../model/message.ts";
import { isNoneOf, isOff } from "../settings/read.ts";
import type { SettingRow } from "../settings/table.ts";
import { sensitivityReason } from "../severity.ts";

const ONLY_PASSWORD = say("Only its password and its security groups stand in between.");

function row(types: readonly string[], says: string, more: Partial<SettingRow> = {}): SettingRow {
  return {
    types,
    path: "PubliclyAccessible",
    accept: isOff,
    missing: "yes",
    severity: "high",
    says,
    fix: { title: "Give {0} no public address", path: "PubliclyAccessible", value: false },
    weigh: ({ node }, graph, severity) => ({
      severity,
      reasons: [ONLY_PASSWORD, ...[(node && sensitivityReason(graph, node)) ?? []].flat()],
    }),
    ...more,
  };
}

const DATABASE = "The database {0} has an address on the internet.";
const BROKER = "The broker {0} has an address on the internet.";
const BROKER_ADDRESS = "BrokerNodeGroupInfo.ConnectivityInfo.PublicAccess.Type";

export const PUBLIC_ADDRESS_ROWS: readonly SettingRow[] = [
  row(
    [
      "AWS::RDS::DBInstance",
      "AWS::RDS::DBCluster",
      "AWS::DocDB::DBInstance",
      "AWS::Neptune::DBInstance",
      "AWS::Redshift::Cluster",
      "AWS::RedshiftServerless::Workgroup",
    ],
    DATABASE,
  ),
  // Public unless told otherwise.
  row(["AWS::DMS::ReplicationInstance"], DATABASE, { missing: "no" }),
  row(["AWS::AmazonMQ::Broker"], BROKER),
  row(["AWS::MSK::Cluster"], BROKER, {
    path: BROKER_ADDRESS,
    accept: isNoneOf("SERVICE_PROVIDED_EIPS"),
    fix: { title: "Give {0} no public address", path: BROKER_ADDRESS, value: "DISABLED" },
  }),
];
