import { describe, expect, test } from "vitest";
import { publicStore } from "../../../language-analysis/rules/sas-3/public-store.ts";
import { analyseFiles } from "../analyse-files.ts";
import { everyFormat } from "../every-format.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";

const bucket = (properties: string): string => `
AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Acl:
    Type: String
Conditions:
  Open: !Equals [!Ref Acl, open]
Resources:
  Images:
    Type: AWS::S3::Bucket
    Properties:
${properties}`;

const policy = (statement: string, properties = "      BucketName: shop-images"): string => `${bucket(properties)}
  ImagesPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Images
      PolicyDocument:
        Statement:
${statement}`;

const BLOCKED = `      PublicAccessBlockConfiguration:
        BlockPublicAcls: true
        BlockPublicPolicy: true
        IgnorePublicAcls: true
        RestrictPublicBuckets: true`;

ruleTable(publicStore, {
  "everybody may read": bucket(`      AccessControl: PublicRead
      #              ^^^^^^^^^^ SAS-3/public-store high`),
  "everybody may write": bucket(`      AccessControl: PublicReadWrite
      #              ^^^^^^^^^^^^^^^ SAS-3/public-store high`),
  "a file system for everybody": `
Resources:
  Files:
    Type: AWS::EFS::FileSystem
    Properties:
      Encrypted: true
      FileSystemPolicy:
        Statement:
          - { Effect: Allow, Principal: { AWS: "*" }, Action: "elasticfilesystem:ClientMount" }
          # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-3/public-store high`,
  "a file system for who gets at its network": `
Resources:
  Files:
    Type: AWS::EFS::FileSystem
    Properties:
      Encrypted: true
      FileSystemPolicy:
        Statement:
          - Effect: Allow
            Principal: { AWS: "*" }
            Action: elasticfilesystem:ClientMount
            Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } }`,
  "every account may read": bucket(`      AccessControl: AuthenticatedRead
      #              ^^^^^^^^^^^^^^^^^ SAS-3/public-store high`),
  "one branch of a condition is public": bucket(`      AccessControl: !If [Open, PublicRead, Private]
      #                         ^^^^^^^^^^ SAS-3/public-store medium`),
  "a private ACL": bucket("      AccessControl: Private"),
  "log delivery is no public": bucket("      AccessControl: LogDeliveryWrite"),
  "the public access block makes the ACL harmless": bucket(`      AccessControl: PublicRead
${BLOCKED}`),
  "a block that is off does not": bucket(`      AccessControl: PublicRead
      #              ^^^^^^^^^^ SAS-3/public-store high
      PublicAccessBlockConfiguration:
        IgnorePublicAcls: false`),
  "everybody in a bucket policy": policy(`          - Effect: Allow
          # ^+3:61 SAS-3/public-store high
            Principal: "*"
            Action: s3:GetObject
            Resource: !Sub arn:aws:s3:::\${Images}/products/*`),
  "everybody as AWS principal": policy(`          - Effect: Allow
          # ^+4:44 SAS-3/public-store high
            Principal:
              AWS: "*"
            Action: s3:PutObject
            Resource: "arn:aws:s3:::shop/*"`),
  "a Deny opens nothing": policy(`          - Effect: Deny
            Principal: "*"
            Action: s3:*
            Resource: "*"`),
  "CloudFront only": policy(`          - Effect: Allow
            Principal:
              AWS: arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E2QWRUHEXAMPLE
            Action: s3:GetObject
            Resource: "*"`),
  "everybody in the organisation": policy(`          - Effect: Allow
            Principal: "*"
            Action: s3:GetObject
            Resource: "*"
            Condition:
              StringEquals:
                aws:PrincipalOrgID: o-a1b2c3d4e5`),
  "the address of the office": policy(`          - Effect: Allow
            Principal: "*"
            Action: s3:GetObject
            Resource: "*"
            Condition:
              IpAddress:
                aws:SourceIp: 192.0.2.0/24`),
  "any address": policy(`          - Effect: Allow
          # ^+6:40 SAS-3/public-store high
            Principal: "*"
            Action: s3:GetObject
            Resource: "*"
            Condition:
              IpAddress:
                aws:SourceIp: 0.0.0.0/0`),
  "encrypted transport narrows nobody": policy(`          - Effect: Allow
          # ^+6:42 SAS-3/public-store high
            Principal: "*"
            Action: s3:GetObject
            Resource: "*"
            Condition:
              Bool:
                aws:SecureTransport: true`),
  "the public access block stops the policy": policy(
    `          - Effect: Allow
            Principal: "*"
            Action: s3:GetObject
            Resource: "*"`,
    BLOCKED,
  ),
  "a database on the internet": `
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Orders:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      PubliclyAccessible: true
      #                   ^^^^ SAS-3/public-store high`,
  "a database in the network": `
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Orders:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      PubliclyAccessible: false`,
  "an ACL that is not known": bucket(`      AccessControl: !ImportValue bucket-acl
      #              ^^^^^^^^^^^^^^^^^^^^^^^ SAS-3/public-store low`),
  "an object made public in code": {
    "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Publish:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.12
      Handler: publish.handler`,
    "publish.py": `
import boto3

s3 = boto3.client("s3")


def handler(event, context):
    s3.put_object(Bucket="shop-images", Key="logo.png", Body=b"", ACL="public-read")
    #                                                                 ^^^^^^^^^^^^^ SAS-3/public-store high
    s3.put_object(Bucket="shop-images", Key="logo.png", Body=b"", ACL="private")`,
  },
});

describe("severity of SAS-3/public-store", () => {
  test("a website that everybody reads may be meant", () => {
    const site = bucket(`      AccessControl: PublicRead
      WebsiteConfiguration:
        IndexDocument: index.html`);
    const { findings } = analyseFiles({ "template.yaml": site }, [publicStore]);
    expect(findings.map(({ severity }) => severity)).toEqual(["low"]);
  });

  test.each([
    ["images that everybody pulls are code, whatever their name says", "ecr:BatchGetImage", "medium"],
    ["images that everybody pushes run in the app", "ecr:PutImage", "critical"],
  ])("%s", (_, action, severity) => {
    const template = `Resources:
  SecretReader:
    Type: AWS::ECR::Repository
    Properties:
      RepositoryPolicyText:
        Statement:
          - { Effect: Allow, Principal: "*", Action: ${action} }`;
    const { findings } = analyseFiles({ "template.yaml": template }, [publicStore]);
    expect(findings.map((one) => one.severity)).toEqual([severity]);
    expect(JSON.stringify(findings.map((one) => one.reasons))).not.toContain("credentials");
  });
});

ruleTable(publicStore, {
  "a database's port is open to the internet": `
Resources:
  Data:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: data
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 5432
          ToPort: 5432
          CidrIp: 0.0.0.0/0
          #       ^^^^^^^^^ SAS-3/public-store medium`,
  "a web port is open to the internet": `
Resources:
  Web:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: web
      SecurityGroupIngress:
        - { IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }`,
  "a group around a function, which listens on no port": `
Resources:
  Reader:
    Type: AWS::Lambda::Function
    Properties:
      Handler: app.handler
      VpcConfig:
        SubnetIds: [subnet-1]
        SecurityGroupIds: [!Ref Data]
  Data:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: data
      SecurityGroupIngress:
        - { IpProtocol: tcp, FromPort: 5432, ToPort: 5432, CidrIp: 0.0.0.0/0 }`,
  "a broker with a public address": `
Resources:
  Broker:
    Type: AWS::AmazonMQ::Broker
    Properties:
      PubliclyAccessible: true
      #                   ^^^^ SAS-3/public-store high`,
  "an instance of a cluster with a public address": `
Resources:
  Instance:
    Type: AWS::Neptune::DBInstance
    Properties:
      DBClusterIdentifier: graph
      PubliclyAccessible: true
      #                   ^^^^ SAS-3/public-store high`,
});

fixTable(publicStore, {
  ...everyFormat("private again", {
    before: `Resources:
  Images:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: PublicRead # for the site
`,
    after: `Resources:
  Images:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: Private # for the site
      PublicAccessBlockConfiguration:
        BlockPublicAcls: true
        BlockPublicPolicy: true
        IgnorePublicAcls: true
        RestrictPublicBuckets: true
`,
  }),
});
