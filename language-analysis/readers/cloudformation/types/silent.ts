// Types that add nothing of their own to the map: settings of another resource, networking, the deployment itself.
// They are read where the resource they belong to is read. Any type outside of all tables is listed as not analysed.

export const SILENT_TYPES: ReadonlySet<string> = new Set([
  "AWS::ApiGateway::Account",
  "AWS::ApiGateway::ApiKey",
  "AWS::ApiGateway::BasePathMapping",
  "AWS::ApiGateway::BasePathMappingV2",
  "AWS::ApiGateway::Deployment",
  "AWS::ApiGateway::DomainName",
  "AWS::ApiGateway::DomainNameV2",
  "AWS::ApiGateway::GatewayResponse",
  "AWS::ApiGateway::Model",
  "AWS::ApiGateway::RequestValidator",
  "AWS::ApiGateway::Resource",
  "AWS::ApiGateway::Stage",
  "AWS::ApiGateway::UsagePlan",
  "AWS::ApiGateway::UsagePlanKey",
  "AWS::ApiGateway::VpcLink",
  "AWS::ApiGatewayV2::ApiMapping",
  "AWS::ApiGatewayV2::Deployment",
  "AWS::ApiGatewayV2::DomainName",
  "AWS::ApiGatewayV2::IntegrationResponse",
  "AWS::ApiGatewayV2::Model",
  "AWS::ApiGatewayV2::RouteResponse",
  "AWS::ApiGatewayV2::Stage",
  "AWS::ApiGatewayV2::VpcLink",
  "AWS::CDK::Metadata",
  "AWS::CertificateManager::Certificate",
  "AWS::CloudFormation::WaitCondition",
  "AWS::CloudFormation::WaitConditionHandle",
  "AWS::CloudWatch::Dashboard",
  "AWS::CodeDeploy::Application",
  "AWS::CodeDeploy::DeploymentGroup",
  "AWS::ElastiCache::ParameterGroup",
  "AWS::ElastiCache::SubnetGroup",
  "AWS::EFS::MountTarget",
  "AWS::Logs::LogStream",
  "AWS::Logs::MetricFilter",
  "AWS::Logs::QueryDefinition",
  "AWS::RDS::DBClusterParameterGroup",
  "AWS::RDS::DBParameterGroup",
  "AWS::RDS::DBProxyTargetGroup",
  "AWS::RDS::DBSubnetGroup",
  "AWS::DocDB::DBClusterParameterGroup",
  "AWS::DocDB::DBSubnetGroup",
  "AWS::SES::ReceiptRuleSet",
  "AWS::Serverless::LayerVersion",
  "AWS::Serverless::Connector",
  "AWS::Serverless::CapacityProvider",
]);

/** Whole services that only carry the network, watch over the account, or deploy. */
const SILENT_SERVICES =
  /^AWS::(EC2|Route53|ResourceGroups|AutoScaling|ApplicationAutoScaling|ServiceDiscovery|WAF|WAFv2|WAFRegional|Shield|CloudTrail|GuardDuty|SecurityHub|Inspector|InspectorV2|Macie|AccessAnalyzer|Detective|Backup|Budgets|XRay|Synthetics|RUM|ApplicationInsights|Oam|ResilienceHub|FIS|Signer|RAM)::/;

export function isSilentType(type: string): boolean {
  return SILENT_TYPES.has(type) || SILENT_SERVICES.test(type);
}
