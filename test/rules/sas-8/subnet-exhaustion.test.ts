import { subnetExhaustion } from "../../../language-analysis/rules/sas-8/subnet-exhaustion.ts";
import { everyFormat } from "../every-format.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";

const RULE = "SAS-8/subnet-exhaustion";

ruleTable(subnetExhaustion, {
  "one subnet": `
Parameters:
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  One:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SecurityGroupIds: [sg-1]
        SubnetIds: [subnet-1]
        #          ^^^^^^^^^^ ${RULE} high`,
  "not known: the default of a list": `
Parameters:
  Subnets:
    Type: CommaDelimitedList
    Default: SUBNET_IDS
Resources:
  One:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SecurityGroupIds: [sg-1]
        SubnetIds: !Ref Subnets`,
  "two subnets": `
Parameters:
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  One:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SecurityGroupIds: [sg-1]
        SubnetIds: [subnet-1, subnet-2]`,
  "not known: a list that is not known": `
Parameters:
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  One:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SecurityGroupIds: [sg-1]
        SubnetIds: !Ref Subnets`,
  "two small ones": `
Resources:
  A:
    Type: AWS::EC2::Subnet
    Properties: { AvailabilityZone: eu-central-1a, CidrBlock: 10.0.0.0/28 }
  B:
    Type: AWS::EC2::Subnet
    Properties: { AvailabilityZone: eu-central-1b, CidrBlock: 10.0.0.16/28 }
  One:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SubnetIds: [!Ref A, !Ref B]
        #          ^^^^^^^^^^^^^^^^ ${RULE} high`,
});

const inSubnets = (more: string): string => `Resources:
  A:
    Type: AWS::EC2::Subnet
    Properties: { AvailabilityZone: eu-central-1a, CidrBlock: 10.0.0.0/24 }
  B:
    Type: AWS::EC2::Subnet
    Properties: { AvailabilityZone: eu-central-1b, CidrBlock: 10.0.1.0/24 }
  One:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SecurityGroupIds: [sg-1]
        SubnetIds:
          - !Ref A${more}
`;

fixTable(subnetExhaustion, {
  ...everyFormat("one of another zone", {
    before: inSubnets(""),
    after: inSubnets(`
          - !Ref B`),
  }),
});
