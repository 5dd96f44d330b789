// Passwords and keys that stand in a template.
import { KEY, type Properties, type Row } from "./row.ts";

const HARD_CODED = "SAS-7/hard-coded-secret";
const PASSWORD = "Vq7-tRuebe-29-Lampe";
const STORED = "{{resolve:secretsmanager:shop/database:SecretString:password}}";

/** A property, or a path to one, that holds a password. */
function password(checks: string, type: string, wrap: (value: unknown) => Properties): Row {
  return {
    checks,
    rule: HARD_CODED,
    type,
    fails: [wrap(PASSWORD), wrap("S3cr#t!"), wrap("changeme")],
    passes: [wrap(STORED), wrap({ Ref: "Password" })],
  };
}

export const SECRET_ROWS: readonly Row[] = [
  password("NAG_F23", "AWS::RDS::DBInstance", (value) => ({ MasterUserPassword: value })),
  password("NAG_F34", "AWS::RDS::DBCluster", (value) => ({ MasterUserPassword: value })),
  password("NAG_F35", "AWS::Redshift::Cluster", (value) => ({ MasterUserPassword: value })),
  password("NAG_F70", "AWS::DocDB::DBCluster", (value) => ({ MasterUserPassword: value })),
  password("NAG_F44", "AWS::ElastiCache::ReplicationGroup", (value) => ({ AuthToken: value })),
  password("NAG_F52", "AWS::AmazonMQ::Broker", (value) => ({ Users: [{ Username: "orders", Password: value }] })),
  password("NAG_F51", "AWS::IAM::User", (value) => ({ LoginProfile: { Password: value } })),
  password("NAG_F37", "AWS::DMS::Endpoint", (value) => ({ Password: value })),
  password("NAG_F55", "AWS::DMS::Endpoint", (value) => ({ MongoDbSettings: { Password: value } })),
  password("NAG_F31", "AWS::DirectoryService::SimpleAD", (value) => ({ Password: value })),
  password("NAG_F36", "AWS::DirectoryService::MicrosoftAD", (value) => ({ Password: value })),
  password("NAG_F66", "AWS::KinesisFirehose::DeliveryStream", (value) => ({
    RedshiftDestinationConfiguration: { Password: value },
  })),
  password("NAG_F68", "AWS::KinesisFirehose::DeliveryStream", (value) => ({
    SplunkDestinationConfiguration: { HECToken: value },
  })),
  password("NAG_F45", "AWS::Lambda::Permission", (value) => ({
    Action: "lambda:InvokeFunction",
    FunctionName: "order",
    Principal: "alexa-appkit.amazon.com",
    EventSourceToken: value,
  })),
  password("NAG_F41", "AWS::Amplify::App", (value) => ({ AccessToken: value })),
  password("NAG_F58", "AWS::Amplify::App", (value) => ({ OauthToken: value })),
  password("NAG_F50", "AWS::Amplify::App", (value) => ({ BasicAuthConfig: { Password: value, Username: "shop" } })),
  password("NAG_F60", "AWS::Amplify::Branch", (value) => ({ BasicAuthConfig: { Password: value, Username: "shop" } })),
  password("NAG_F69", "AWS::CodePipeline::Webhook", (value) => ({
    AuthenticationConfiguration: { SecretToken: value },
  })),
  password("NAG_F63", "AWS::EMR::Cluster", (value) => ({ KerberosAttributes: { ADDomainJoinPassword: value } })),
  {
    checks: "CKV_AWS_384",
    rule: HARD_CODED,
    type: "AWS::SSM::Parameter",
    fails: [{ Type: "String", Value: "AKIA4QWERTZUIOP2ASDF" }],
    passes: [
      { Type: "String", Value: "eu-central-1" },
      { Type: "String", Value: KEY },
    ],
  },
  {
    checks: "CKV_AWS_46",
    rule: HARD_CODED,
    type: "AWS::EC2::Instance",
    fails: [{ UserData: { "Fn::Base64": "#!/bin/bash\nexport AWS_ACCESS_KEY_ID=AKIA4QWERTZUIOP2ASDF\n" } }],
    passes: [{ UserData: { "Fn::Base64": "#!/bin/bash\necho ready\n" } }],
  },
];
