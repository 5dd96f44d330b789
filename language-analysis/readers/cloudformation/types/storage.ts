// Stores: buckets, tables, databases, caches, search, file systems, log groups.
import type { Value } from "../../../model/value.ts";
import { addPolicyDocument } from "../../policies/documents.ts";
import type { ResourceSpec, ResourceTable } from "../../resource.ts";
import { addBucketNotifications } from "../../bucket-notifications.ts";
import { listValue } from "../../make-values.ts";
import { dig, elements } from "../../walk-values.ts";

const DATABASE = {
  publiclyAccessible: "PubliclyAccessible",
  encryption: ["StorageEncrypted", "KmsKeyId"],
} as const;

/** `physicalName`: the property that names it; undefined for types that can't be named. */
/** Names of the attributes that make up the keys of the table and of its indexes. */
function keysOf(properties: Value | undefined): Value | undefined {
  const attributes = dig(properties, "AttributeDefinitions");
  const names = elements(attributes).flatMap((one) => dig(one, "AttributeName") ?? []);
  return attributes && listValue(names, attributes.at);
}

function store(service: string, physicalName?: string, properties: ResourceSpec["properties"] = {}): ResourceSpec {
  return { kind: "store", service, properties: { ...(physicalName !== undefined && { physicalName }), ...properties } };
}

export const STORAGE_TYPES: ResourceTable = {
  "AWS::S3::Bucket": {
    kind: "store",
    service: "s3",
    properties: {
      physicalName: "BucketName",
      accessControl: "AccessControl",
      publicAccessBlock: "PublicAccessBlockConfiguration",
      website: "WebsiteConfiguration",
      encryption: "BucketEncryption",
      versioning: "VersioningConfiguration.Status",
      cors: "CorsConfiguration",
      logging: "LoggingConfiguration",
    },
    wire: (resource, context) => {
      addBucketNotifications(context.builder, resource.id, dig(resource.properties, "NotificationConfiguration"));
    },
  },
  "AWS::S3::BucketPolicy": {
    wire: (resource, { builder }) => {
      for (const bucket of elements(dig(resource.properties, "Bucket"))) {
        const owner = { value: bucket, kind: "store" as const, service: "s3" };
        addPolicyDocument(builder, dig(resource.properties, "PolicyDocument"), owner, "resource");
      }
    },
  },
  "AWS::S3::AccessPoint": { standsFor: "Bucket" },
  "AWS::S3Express::DirectoryBucket": store("s3express", "BucketName"),
  "AWS::DynamoDB::Table": store("dynamodb", "TableName", {
    encryption: "SSESpecification",
    stream: "StreamSpecification",
    pointInTimeRecovery: "PointInTimeRecoverySpecification",
    keys: keysOf,
  }),
  "AWS::DynamoDB::GlobalTable": store("dynamodb", "TableName", {
    encryption: "SSESpecification",
    stream: "StreamSpecification",
    keys: keysOf,
  }),
  "AWS::RDS::DBInstance": store("rds", "DBInstanceIdentifier", DATABASE),
  "AWS::RDS::DBCluster": store("rds", "DBClusterIdentifier", DATABASE),
  "AWS::RDS::GlobalCluster": store("rds", "GlobalClusterIdentifier"),
  "AWS::RDS::DBProxy": store("rds-proxy", "DBProxyName"),
  "AWS::DSQL::Cluster": store("dsql"),
  "AWS::DocDB::DBCluster": store("docdb", "DBClusterIdentifier", DATABASE),
  "AWS::DocDB::DBInstance": { standsFor: "DBClusterIdentifier" },
  "AWS::DocDBElastic::Cluster": store("docdb", "ClusterName", { encryption: "KmsKeyId" }),
  "AWS::Neptune::DBCluster": store("neptune", "DBClusterIdentifier", DATABASE),
  "AWS::Neptune::DBInstance": { standsFor: "DBClusterIdentifier" },
  "AWS::Redshift::Cluster": store("redshift", "ClusterIdentifier", {
    publiclyAccessible: "PubliclyAccessible",
    encryption: "Encrypted",
  }),
  "AWS::RedshiftServerless::Workgroup": store("redshift", "WorkgroupName", {
    publiclyAccessible: "PubliclyAccessible",
  }),
  "AWS::RedshiftServerless::Namespace": store("redshift", "NamespaceName"),
  "AWS::ElastiCache::CacheCluster": store("elasticache", "ClusterName"),
  "AWS::ElastiCache::ReplicationGroup": store("elasticache", "ReplicationGroupId", {
    encryption: "AtRestEncryptionEnabled",
  }),
  "AWS::ElastiCache::ServerlessCache": store("elasticache", "ServerlessCacheName"),
  "AWS::MemoryDB::Cluster": store("memorydb", "ClusterName"),
  "AWS::DAX::Cluster": store("dax", "ClusterName"),
  "AWS::Elasticsearch::Domain": {
    ...store("es", "DomainName", { encryption: "EncryptionAtRestOptions" }),
    wire: (resource, { builder }) =>
      addPolicyDocument(builder, dig(resource.properties, "AccessPolicies"), resource.id, "resource"),
  },
  "AWS::OpenSearchService::Domain": {
    ...store("es", "DomainName", { encryption: "EncryptionAtRestOptions" }),
    wire: (resource, { builder }) =>
      addPolicyDocument(builder, dig(resource.properties, "AccessPolicies"), resource.id, "resource"),
  },
  "AWS::OpenSearchServerless::Collection": store("aoss", "Name"),
  "AWS::EFS::FileSystem": {
    ...store("efs", undefined, { encryption: "Encrypted" }),
    wire: (resource, context) =>
      addPolicyDocument(context.builder, dig(resource.properties, "FileSystemPolicy"), resource.id, "resource"),
  },
  "AWS::EFS::AccessPoint": { standsFor: "FileSystemId" },
  "AWS::Timestream::Database": store("timestream", "DatabaseName"),
  "AWS::Timestream::InfluxDBInstance": store("timestream", "Name", { publiclyAccessible: "PubliclyAccessible" }),
  "AWS::Timestream::Table": store("timestream", "TableName"),
  "AWS::FSx::FileSystem": store("fsx", undefined, { encryption: "KmsKeyId" }),
  "AWS::Cassandra::Table": store("cassandra", "TableName"),
  "AWS::Cassandra::Keyspace": store("cassandra", "KeyspaceName"),
  "AWS::QLDB::Ledger": store("qldb", "Name"),
  "AWS::Glue::Database": store("glue", "DatabaseInput.Name"),
  "AWS::Glue::Table": store("glue", "TableInput.Name"),
  "AWS::Athena::WorkGroup": store("athena", "Name"),
  "AWS::Kendra::Index": store("kendra", "Name", { encryption: "ServerSideEncryptionConfiguration" }),
  "AWS::S3Tables::TableBucket": store("s3tables", "TableBucketName"),
  "AWS::S3Vectors::VectorBucket": store("s3vectors", "VectorBucketName"),
  "AWS::SDB::Domain": store("sdb"),
  "AWS::ECR::Repository": {
    ...store("ecr", "RepositoryName"),
    wire: (resource, { builder }) =>
      addPolicyDocument(builder, dig(resource.properties, "RepositoryPolicyText"), resource.id, "resource"),
  },
  "AWS::CodeCommit::Repository": store("codecommit", "RepositoryName"),
  "AWS::Logs::LogGroup": store("logs", "LogGroupName", {
    retentionDays: "RetentionInDays",
    encryption: "KmsKeyId",
  }),
};
