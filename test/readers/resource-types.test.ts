// Every resource type that is a node: what it is on the map, and the property that names it. A new type is one row here.
import { describe, expect, it } from "vitest";
import { CLOUDFORMATION_TYPES } from "../../language-analysis/readers/cloudformation/types/index.ts";
import { SAM_TYPES } from "../../language-analysis/readers/sam/types.ts";
import { covered, read } from "./describe.ts";

const TYPES: Readonly<Record<string, readonly [what: string, named?: string]>> = {
  "AWS::AmazonMQ::Broker": ["channel/mq", "BrokerName"],
  "AWS::ApiGateway::RestApi": ["endpoint/apigateway", "Name"],
  "AWS::ApiGatewayV2::Api": ["endpoint/apigateway", "Name"],
  "AWS::AppSync::GraphQLApi": ["endpoint/apigateway", "Name"],
  "AWS::Athena::WorkGroup": ["store/athena", "Name"],
  "AWS::Batch::JobQueue": ["channel/batch", "JobQueueName"],
  "AWS::Bedrock::Agent": ["external/bedrock"],
  "AWS::BedrockAgentCore::GatewayTarget": ["external/bedrock"],
  "AWS::Cassandra::Keyspace": ["store/cassandra", "KeyspaceName"],
  "AWS::Cassandra::Table": ["store/cassandra", "TableName"],
  "AWS::CloudFormation::LambdaHook": ["external/cloudformation"],
  "AWS::CloudFormation::Macro": ["external/cloudformation"],
  "AWS::CloudFront::Distribution": ["endpoint/cloudfront"],
  "AWS::CodeCommit::Repository": ["store/codecommit", "RepositoryName"],
  "AWS::CodePipeline::Pipeline": ["workflow/codepipeline", "Name"],
  "AWS::Cognito::IdentityPool": ["identity/cognito-identity", "IdentityPoolName"],
  "AWS::Cognito::UserPool": ["identity/cognito", "UserPoolName"],
  "AWS::Config::ConfigRule": ["channel/config", "ConfigRuleName"],
  "AWS::Config::OrganizationConfigRule": ["external/config"],
  "AWS::Connect::IntegrationAssociation": ["external/connect"],
  "AWS::DAX::Cluster": ["store/dax", "ClusterName"],
  "AWS::DSQL::Cluster": ["store/dsql"],
  "AWS::DocDB::DBCluster": ["store/docdb", "DBClusterIdentifier"],
  "AWS::DocDBElastic::Cluster": ["store/docdb", "ClusterName"],
  "AWS::DynamoDB::GlobalTable": ["store/dynamodb", "TableName"],
  "AWS::DynamoDB::Table": ["store/dynamodb", "TableName"],
  "AWS::ECR::Repository": ["store/ecr", "RepositoryName"],
  "AWS::ECS::TaskDefinition": ["external/ecs"],
  "AWS::EFS::FileSystem": ["store/efs"],
  "AWS::ElastiCache::CacheCluster": ["store/elasticache", "ClusterName"],
  "AWS::ElastiCache::ReplicationGroup": ["store/elasticache", "ReplicationGroupId"],
  "AWS::ElastiCache::ServerlessCache": ["store/elasticache", "ServerlessCacheName"],
  "AWS::ElasticLoadBalancingV2::LoadBalancer": ["endpoint/elasticloadbalancing", "Name"],
  "AWS::Elasticsearch::Domain": ["store/es", "DomainName"],
  "AWS::Events::ApiDestination": ["external/http", "Name"],
  "AWS::Events::Connection": ["secret/events-connection", "Name"],
  "AWS::Events::EventBus": ["channel/events", "Name"],
  "AWS::FSx::FileSystem": ["store/fsx"],
  "AWS::Glue::Database": ["store/glue", "DatabaseInput.Name"],
  "AWS::Glue::Table": ["store/glue", "TableInput.Name"],
  "AWS::IAM::Group": ["role/iam-group", "GroupName"],
  "AWS::IAM::OIDCProvider": ["identity/oidc", "Url"],
  "AWS::IAM::Role": ["role/iam", "RoleName"],
  "AWS::IAM::SAMLProvider": ["identity/saml", "Name"],
  "AWS::IAM::User": ["role/iam-user", "UserName"],
  "AWS::IoT::ProvisioningTemplate": ["external/iot"],
  "AWS::IoT::TopicRule": ["channel/iot", "RuleName"],
  "AWS::KMS::Key": ["secret/kms"],
  "AWS::KMS::ReplicaKey": ["secret/kms"],
  "AWS::Kendra::DataSource": ["external/kendra"],
  "AWS::Kendra::Index": ["store/kendra", "Name"],
  "AWS::Kinesis::Stream": ["channel/kinesis", "Name"],
  "AWS::KinesisAnalytics::Application": ["external/kinesisanalytics"],
  "AWS::KinesisAnalyticsV2::Application": ["external/kinesisanalytics"],
  "AWS::KinesisFirehose::DeliveryStream": ["channel/firehose", "DeliveryStreamName"],
  "AWS::Lambda::Function": ["function/lambda", "FunctionName"],
  "AWS::Lex::Bot": ["external/lex"],
  "AWS::Lex::BotAlias": ["external/lex"],
  "AWS::Logs::LogGroup": ["store/logs", "LogGroupName"],
  "AWS::MSK::Cluster": ["channel/msk", "ClusterName"],
  "AWS::MSK::ServerlessCluster": ["channel/msk", "ClusterName"],
  "AWS::MemoryDB::Cluster": ["store/memorydb", "ClusterName"],
  "AWS::Neptune::DBCluster": ["store/neptune", "DBClusterIdentifier"],
  "AWS::OpenSearchServerless::Collection": ["store/aoss", "Name"],
  "AWS::OpenSearchService::Domain": ["store/es", "DomainName"],
  "AWS::Pipes::Pipe": ["channel/pipes", "Name"],
  "AWS::QLDB::Ledger": ["store/qldb", "Name"],
  "AWS::RDS::DBCluster": ["store/rds", "DBClusterIdentifier"],
  "AWS::RDS::DBInstance": ["store/rds", "DBInstanceIdentifier"],
  "AWS::RDS::DBProxy": ["store/rds-proxy", "DBProxyName"],
  "AWS::RDS::GlobalCluster": ["store/rds", "GlobalClusterIdentifier"],
  "AWS::Redshift::Cluster": ["store/redshift", "ClusterIdentifier"],
  "AWS::RedshiftServerless::Namespace": ["store/redshift", "NamespaceName"],
  "AWS::RedshiftServerless::Workgroup": ["store/redshift", "WorkgroupName"],
  "AWS::S3::Bucket": ["store/s3", "BucketName"],
  "AWS::S3Express::DirectoryBucket": ["store/s3express", "BucketName"],
  "AWS::S3ObjectLambda::AccessPoint": ["external/s3-object-lambda"],
  "AWS::S3Tables::TableBucket": ["store/s3tables", "TableBucketName"],
  "AWS::S3Vectors::VectorBucket": ["store/s3vectors", "VectorBucketName"],
  "AWS::SDB::Domain": ["store/sdb"],
  "AWS::SES::ReceiptRule": ["channel/ses", "Rule.Name"],
  "AWS::SNS::Topic": ["channel/sns", "TopicName"],
  "AWS::SQS::Queue": ["channel/sqs", "QueueName"],
  "AWS::SSM::MaintenanceWindowTask": ["external/ssm"],
  "AWS::SSM::Parameter": ["secret/ssm", "Name"],
  "AWS::SecretsManager::Secret": ["secret/secretsmanager", "Name"],
  "AWS::Serverless::Api": ["endpoint/apigateway", "Name"],
  "AWS::Serverless::Function": ["function/lambda", "FunctionName"],
  "AWS::Serverless::GraphQLApi": ["endpoint/apigateway", "Name"],
  "AWS::Serverless::HttpApi": ["endpoint/apigateway", "Name"],
  "AWS::Serverless::SimpleTable": ["store/dynamodb", "TableName"],
  "AWS::Serverless::StateMachine": ["workflow/states", "Name"],
  "AWS::Serverless::WebSocketApi": ["endpoint/apigateway", "Name"],
  "AWS::StepFunctions::Activity": ["channel/states-activity", "Name"],
  "AWS::StepFunctions::StateMachine": ["workflow/states", "StateMachineName"],
  "AWS::Timestream::Database": ["store/timestream", "DatabaseName"],
  "AWS::Timestream::InfluxDBInstance": ["store/timestream", "Name"],
  "AWS::Timestream::Table": ["store/timestream", "TableName"],
  "AWS::Transfer::Server": ["external/transfer"],
  "AWS::Transfer::Workflow": ["external/transfer"],
  "AWS::VpcLattice::TargetGroup": ["external/vpc-lattice"],
};

const templateOf = (type: string, properties: string): string =>
  `Resources:\n  Thing: { Type: ${type}, Properties: { ${properties} } }\n`;

describe("a resource of the type", () => {
  it.each(Object.entries(TYPES))("%s is %s", (type, [what, named]) => {
    const [outer = "", inner] = named?.split(".") ?? [];
    const properties = named === undefined ? "" : inner === undefined ? `${outer}: x-1` : `${outer}: { ${inner}: x-1 }`;
    const text = templateOf(type, properties);
    const { fragment } = read(text);
    expect(fragment?.unresolved).toEqual([]);
    const node = fragment?.nodes.find(({ id }) => id === "template.yaml#Thing");
    expect(node && [`${node.kind}/${node.service}`, node.logicalId, covered(text, node.nameAt)]).toEqual([
      what,
      "Thing",
      "Thing",
    ]);
    const name = node?.properties["physicalName"];
    expect(name && covered(text, name.at)).toBe(named === undefined ? undefined : "x-1");
  });

  it("is in this table when it is a node", () => {
    const nodes = Object.entries({ ...CLOUDFORMATION_TYPES, ...SAM_TYPES }).filter(([, { kind }]) => kind);
    expect(nodes.map(([type]) => type).sort()).toEqual(Object.keys(TYPES));
  });

  it.each(Object.entries(CLOUDFORMATION_TYPES).filter(([, { kind }]) => !kind))(
    "%s is a setting, or draws what it stands for, and is never lost",
    (type) => {
      const { fragment } = read(templateOf(type, ""));
      const ids = [...(fragment?.nodes ?? []), ...(fragment?.settings ?? [])].map(({ logicalId }) => logicalId);
      expect(ids).toContain("Thing");
    },
  );

  it("that no table knows is a setting, and listed", () => {
    const { fragment } = read(templateOf("AWS::QBusiness::Application", ""));
    expect(fragment?.settings?.map(({ type }) => type)).toEqual(["AWS::QBusiness::Application"]);
    expect(fragment?.unresolved.map(({ reason, subject }) => `${reason} ${subject}`)).toEqual([
      "unsupported-type Thing",
    ]);
  });
});
