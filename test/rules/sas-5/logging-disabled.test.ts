import { loggingDisabled } from "../../../language-analysis/rules/sas-5/logging-disabled.ts";
import { fixTable } from "../fix-table.ts";
import { everyFormat } from "../every-format.ts";
import { ruleTable } from "../rule-table.ts";

const RULE = "SAS-5/logging-disabled";

ruleTable(loggingDisabled, {
  "a role without the permission": `
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: [] }
      Policies:
        - PolicyName: data
          PolicyDocument: { Statement: [{ Effect: Allow, Action: "dynamodb:*", Resource: "*" }] }
  Pay:
  ^^^ ${RULE} high
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt Role.Arn`,
  "a role with the permission": `
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: [] }
      Policies:
        - PolicyName: logs
          PolicyDocument: { Statement: [{ Effect: Allow, Action: ["logs:CreateLogStream", "logs:Put*"], Resource: "*" }] }
  Pay:
  
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt Role.Arn`,
  "a managed policy": `
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: [] }
      ManagedPolicyArns: [arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]
  Pay:
  
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt Role.Arn`,
  "a role that is kept elsewhere is not known": `
Resources:
  Pay:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/pay
      #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${RULE} low`,
  "told to be silent": `
service: shop
provider:
  name: aws
functions:
  pay:
    handler: pay.handler
    environment:
      LOG_LEVEL: silent
      #          ^^^^^^ ${RULE} high`,
  "the log is off": `
service: shop
provider:
  name: aws
functions:
  pay:
    handler: pay.handler
    disableLogs: true
    #            ^^^^ ${RULE} high`,
});

const withRole = (policies: string): string => `Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: []${policies}
  Pay:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt Role.Arn
`;

fixTable(loggingDisabled, {
  ...everyFormat("its role may log", {
    before: withRole(""),
    after: withRole(`
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole`),
  }),
});
