import { defaultConfiguration } from "../../../language-analysis/rules/sas-3/default-configuration.ts";
import { everyFormat } from "../every-format.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";

const RULE = "SAS-3/default-configuration";

ruleTable(defaultConfiguration, {
  "SSH for the whole internet": `
Resources:
  Bastion:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: bastion
      SecurityGroupIngress:
        - { IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0 }
        #                                                      ^^^^^^^^^ ${RULE} high`,
  "every port for the whole internet": `
Resources:
  Bastion:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: bastion
      SecurityGroupIngress:
        - { IpProtocol: "-1", CidrIp: 0.0.0.0/0 }
        #                             ^^^^^^^^^ ${RULE} high`,
  "every port of a function, which listens on none": `
Resources:
  Nothing:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: function
      SecurityGroupIngress:
        - { IpProtocol: "-1", CidrIp: 0.0.0.0/0 }
  Orders:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs22.x
      Handler: a.handler
      VpcConfig: { SecurityGroupIds: [!Ref Nothing], SubnetIds: [subnet-1, subnet-2] }`,
  "SSH for the office": `
Resources:
  Bastion:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: bastion
      SecurityGroupIngress:
        - { IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 203.0.113.0/24 }`,
  "tags that move": `
Resources:
  Images:
  ^^^^^^ ${RULE} high
    Type: AWS::ECR::Repository
    Properties:
      ImageScanningConfiguration: { ScanOnPush: true }`,
  "not known: a parameter decides": `
Parameters:
  Address:
    Type: String
Resources:
  Bastion:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: bastion
      SecurityGroupIngress:
        - { IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: !Ref Address }`,
});

fixTable(defaultConfiguration, {
  ...everyFormat("tags stay", {
    before: `Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties:
      ImageScanningConfiguration:
        ScanOnPush: true
`,
    after: `Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties:
      ImageScanningConfiguration:
        ScanOnPush: true
      ImageTagMutability: IMMUTABLE
`,
  }),
});
