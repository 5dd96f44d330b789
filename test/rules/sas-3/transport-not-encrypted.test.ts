import { transportNotEncrypted } from "../../../language-analysis/rules/sas-3/transport-not-encrypted.ts";
import { everyFormat } from "../every-format.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";

const RULE = "SAS-3/transport-not-encrypted";

const listener = (lines: string): string => `
Parameters:
  Protocol:
    Type: String
Resources:
  Web:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/shop/1
${lines}`;

const policy = (condition: string, mark = ""): string => `
Resources:
  Uploads:
    Type: AWS::S3::Bucket
  UploadsPolicy:
  ${mark}
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Uploads
      PolicyDocument:
        Statement:
          - Effect: Deny
            Principal: "*"
            Action: s3:*
            Resource: "*"
            Condition: ${condition}`;

ruleTable(transportNotEncrypted, {
  "a listener takes HTTP": listener(`      Protocol: HTTP
      #         ^^^^ ${RULE} high
      DefaultActions: [{ Type: forward }]`),
  "it redirects": listener(`      Protocol: HTTP
      DefaultActions: [{ Type: redirect }]`),
  "what it takes is not known": listener(`      Protocol: !Ref Protocol
      #         ^^^^^^^^^^^^^ ${RULE} low
      DefaultActions: [{ Type: forward }]`),
  "an old policy of TLS": listener(`      Protocol: HTTPS
      SslPolicy: ELBSecurityPolicy-2016-08
      #          ^^^^^^^^^^^^^^^^^^^^^^^^^ ${RULE} high
      DefaultActions: [{ Type: forward }]`),
  "a distribution answers over HTTP": `
Resources:
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        DefaultCacheBehavior:
          ViewerProtocolPolicy: allow-all
          #                     ^^^^^^^^^ ${RULE} high`,
  "a domain with TLS 1.0": `
Resources:
  Domain:
    Type: AWS::ApiGateway::DomainName
    Properties:
      SecurityPolicy: TLS_1_0
      #               ^^^^^^^ ${RULE} high`,
  "a definition that offers HTTP": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      DefinitionBody:
        swagger: "2.0"
        schemes: [https, http]
        #                ^^^^ ${RULE} high`,
  "a policy that asks for TLS": policy(`{ Bool: { "aws:SecureTransport": "false" } }`),
  "a policy that asks for something else": policy(
    `{ StringNotEquals: { "aws:SourceVpce": vpce-1 } }`,
    `^^^^^^^^^^^^^ ${RULE} high`,
  ),
});

const cache = (more: string): string => `Resources:
  Sessions:
    Type: AWS::ElastiCache::ReplicationGroup
    Properties:
      Engine: redis${more}
`;

fixTable(transportNotEncrypted, {
  ...everyFormat("a cache takes TLS", {
    before: cache(""),
    after: cache("\n      TransitEncryptionEnabled: true"),
  }),
});
