import type { AppGraph } from "../../graph/app-graph.ts";
import { say } from "../../model/message.ts";
import { textOf } from "../../model/value.ts";
import { ADMINISTRATION_PORTS } from "../facts/ports.ts";
import { defineRule, type Hit } from "../rule.ts";
import { isNoneOf, isOff, isOn, isOneOf, itemUnder, valueAt } from "../settings/read.ts";
import { openPorts } from "../settings/open-ports.ts";
import { settingHits, type SettingRow } from "../settings/table.ts";

const updates = (types: readonly string[], path: string): SettingRow => ({
  types,
  path,
  accept: (value) => (isOff(value) === "yes" ? "no" : "yes"),
  missing: "yes",
  severity: "low",
  says: "{0} gets no security updates by itself.",
  fix: { title: "Let {0} update itself", path, value: true },
});

const administrator = (types: readonly string[], path: string): SettingRow => ({
  types,
  path,
  accept: isNoneOf("admin", "administrator", "root", "master", "postgres", "sa", "awsuser", "elastic"),
  missing: "yes",
  severity: "info",
  says: "The administrator of {0} has the name that everybody tries first.",
});

const privileged = (type: string, path: string, severity: SettingRow["severity"]): SettingRow => ({
  types: [type],
  path,
  accept: isNoneOf("true"),
  missing: "yes",
  severity,
  says: "A container of {0} may do everything on its host.",
});

const ROWS: readonly SettingRow[] = [
  {
    types: ["AWS::ECR::Repository"],
    path: "ImageScanningConfiguration.ScanOnPush",
    accept: isOn,
    severity: "info",
    says: "Images in {0} are not looked through for known vulnerabilities.",
    fix: { title: "Scan images pushed to {0}", path: "ImageScanningConfiguration.ScanOnPush", value: true },
  },
  {
    types: ["AWS::ECR::Repository"],
    path: "ImageTagMutability",
    accept: isOneOf("IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION"),
    severity: "info",
    says: "A tag in {0} can be moved to another image after it was reviewed.",
    fix: { title: "Make tags in {0} immutable", path: "ImageTagMutability", value: "IMMUTABLE" },
  },
  {
    types: ["AWS::Lambda::CodeSigningConfig"],
    path: "CodeSigningPolicies.UntrustedArtifactOnDeployment",
    accept: isOneOf("Enforce"),
    severity: "low",
    says: "{0} only warns of code that is not signed.",
    fix: {
      title: "Refuse code that is not signed",
      path: "CodeSigningPolicies.UntrustedArtifactOnDeployment",
      value: "Enforce",
    },
  },
  updates(["AWS::AmazonMQ::Broker", "AWS::RDS::DBInstance", "AWS::Neptune::DBInstance"], "AutoMinorVersionUpgrade"),
  updates(["AWS::Redshift::Cluster"], "AllowVersionUpgrade"),
  {
    types: ["AWS::EC2::Instance", "AWS::EC2::LaunchTemplate"],
    path: ["MetadataOptions.HttpTokens", "LaunchTemplateData.MetadataOptions.HttpTokens"],
    accept: isOneOf("required"),
    severity: "low",
    says: "Credentials of {0} can be read by any request that it can be made to send (IMDSv1).",
  },
  privileged("AWS::ECS::TaskDefinition", "ContainerDefinitions.*.Privileged", "medium"),
  privileged("AWS::Batch::JobDefinition", "ContainerProperties.Privileged", "medium"),
  // Builds of images need it.
  privileged("AWS::CodeBuild::Project", "Environment.PrivilegedMode", "info"),
  {
    types: ["AWS::ElasticLoadBalancingV2::LoadBalancer"],
    path: "LoadBalancerAttributes",
    accept: itemUnder("routing.http.drop_invalid_header_fields.enabled", isOn),
    severity: "info",
    says: "{0} passes on headers whose names are not valid, which servers behind it may read in different ways.",
    when: ({ settings }) => (textOf(valueAt(settings, "Type")) ?? "application") === "application",
  },
  {
    types: ["AWS::Transfer::Server"],
    path: "EndpointType",
    accept: isOneOf("VPC", "VPC_ENDPOINT"),
    severity: "info",
    says: "{0} takes connections from the whole internet: no security group can limit them.",
  },
  {
    types: ["AWS::AppSync::GraphQLApi"],
    path: "IntrospectionConfig",
    accept: isNoneOf("ENABLED"),
    missing: "yes",
    severity: "info",
    says: "{0} tells everybody its whole schema.",
  },
  administrator(
    ["AWS::RDS::DBInstance", "AWS::RDS::DBCluster", "AWS::DocDB::DBCluster", "AWS::Redshift::Cluster"],
    "MasterUsername",
  ),
  administrator(
    ["AWS::Elasticsearch::Domain", "AWS::OpenSearchService::Domain"],
    "AdvancedSecurityOptions.MasterUserOptions.MasterUserName",
  ),
];

export const defaultConfiguration = defineRule({
  id: "SAS-3/default-configuration",
  title: "Setting left as it comes, or opened for convenience",
  severity: "medium",
  why: "Attackers know the defaults: remote administration open to the internet, tags that move, updates that are off.",
  source: "https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/infrastructure-protection.html",
  mitigation: "Close remote administration, make image tags immutable, scan images, and let minor updates happen.",
  snippets: [
    {
      title: say("CloudFormation and AWS SAM"),
      language: "yaml",
      text: `Images:
  Type: AWS::ECR::Repository
  Properties:
    ImageTagMutability: IMMUTABLE
    ImageScanningConfiguration:
      ScanOnPush: true`,
    },
    {
      title: say("Serverless Framework"),
      language: "yaml",
      text: `provider:
  ecr:
    scanOnPush: true`,
    },
  ],
  *check({ graph }) {
    yield* settingHits(graph, ROWS);
    yield* administrationHits(graph);
  },
});

const LAST_PORT = 65_535;

function* administrationHits(graph: AppGraph): Iterable<Hit> {
  for (const { group, at, from, to } of openPorts(graph)) {
    const found = [...ADMINISTRATION_PORTS].find(([port]) => from <= port && port <= to);
    if (!found) continue;
    const isAll = from === 0 && to === LAST_PORT;
    // A group around a store is told with the store.
    if (isAll && group.configures.some((id) => graph.node(id)?.kind === "store")) continue;
    yield {
      on: group.on,
      at,
      key: `${group.logicalId} ${found[0]}`,
      confidence: "high",
      severity: isAll ? "medium" : "high",
      message: isAll
        ? say("{0} lets the whole internet reach every port.", group.name)
        : say("{0} lets the whole internet reach {1} (port {2}).", group.name, found[1], found[0]),
    };
  }
}
