// Properties of CloudFormation that are the secret itself, whatever it looks like. Source: CloudFormation reference of each type.
import { say } from "../../model/message.ts";
import { detectSecret, type DetectedSecret } from "../../secrets/secret-detector.ts";

const PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  "AWS::AmazonMQ::Broker": ["Password"],
  "AWS::Amplify::App": ["AccessToken", "OauthToken", "Password"],
  "AWS::Amplify::Branch": ["Password"],
  "AWS::CodeBuild::SourceCredential": ["Token"],
  "AWS::CodePipeline::Webhook": ["SecretToken"],
  "AWS::DMS::Endpoint": ["Password"],
  "AWS::DirectoryService::MicrosoftAD": ["Password"],
  "AWS::DirectoryService::SimpleAD": ["Password"],
  "AWS::DocDB::DBCluster": ["MasterUserPassword"],
  "AWS::EMR::Cluster": ["KdcAdminPassword", "CrossRealmTrustPrincipalPassword", "ADDomainJoinPassword"],
  "AWS::ElastiCache::ReplicationGroup": ["AuthToken"],
  "AWS::ElastiCache::User": ["Passwords"],
  "AWS::Elasticsearch::Domain": ["MasterUserPassword"],
  "AWS::IAM::User": ["Password"],
  "AWS::KinesisFirehose::DeliveryStream": ["Password", "HECToken", "AccessKey"],
  "AWS::Lambda::Permission": ["EventSourceToken"],
  "AWS::MemoryDB::User": ["Passwords"],
  "AWS::OpenSearchService::Domain": ["MasterUserPassword"],
  "AWS::RDS::DBCluster": ["MasterUserPassword"],
  "AWS::RDS::DBInstance": ["MasterUserPassword"],
  "AWS::Redshift::Cluster": ["MasterUserPassword"],
  "AWS::RedshiftServerless::Namespace": ["AdminUserPassword"],
};

/** Names of properties of the type that hold a secret; none for most types. */
export function secretProperties(type: string): readonly string[] {
  return PROPERTIES[type] ?? [];
}

/** References, gaps that CloudFormation would not accept, and the ids of Alexa skills, which callers give and everybody may know. */
const NONE = /\{\{resolve:|^<[^>]*>$|^amzn1\./;

/** What stands in a secret property is deployed as it is: `changeme` is a password there, and a bad one. */
export function writtenSecret(name: string, text: string): DetectedSecret | undefined {
  if (NONE.test(text)) return undefined;
  return {
    what: `value of ${name}`,
    confidence: detectSecret("password", text)?.confidence ?? "low",
    reason: say("The property {0} takes a secret, which is deployed as it is written.", name),
  };
}
