import { logRetentionUnset } from "../../../language-analysis/rules/sas-5/log-retention-unset.ts";
import { everyFormat } from "../every-format.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";

const RULE = "SAS-5/log-retention-unset";

ruleTable(logRetentionUnset, {
  "kept forever": `
Resources:
  Log:
  ^^^ ${RULE} high
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: orders`,
  "kept for a day": `
Resources:
  Log:
    Type: AWS::Logs::LogGroup
    Properties:
      RetentionInDays: 1
      #                ^ ${RULE} high`,
  "kept for a year": `
Resources:
  Log:
    Type: AWS::Logs::LogGroup
    Properties:
      RetentionInDays: 365`,
  "not known: a parameter decides": `
Parameters:
  Days:
    Type: Number
Resources:
  Log:
    Type: AWS::Logs::LogGroup
    Properties:
      RetentionInDays: !Ref Days`,
  "nobody declares the log groups of functions": `
Transform: AWS::Serverless-2016-10-31
Resources:
  One:
  ^^^ ${RULE} high
    Type: AWS::Serverless::Function
  Two:
    Type: AWS::Serverless::Function
  Three:
    Type: AWS::Serverless::Function
    Properties:
      LoggingConfig:
        LogGroup: orders`,
  "a function's log group": `
Resources:
  One:
    Type: AWS::Lambda::Function
  Log:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: !Sub /aws/lambda/${"${One}"}
      RetentionInDays: 30`,
  "not known: a log group whose name is a parameter": `
Parameters:
  Name:
    Type: String
Resources:
  One:
    Type: AWS::Lambda::Function
  Log:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: !Ref Name
      RetentionInDays: 30`,
  "a log group of something else": `
Resources:
  One:
  ^^^ ${RULE} high
    Type: AWS::Lambda::Function
  Log:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: /aws/apigateway/orders
      RetentionInDays: 30`,
});

fixTable(logRetentionUnset, {
  ...everyFormat("for 90 days", {
    before: `Resources:
  Log:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: orders
`,
    after: `Resources:
  Log:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: orders
      RetentionInDays: 90
`,
  }),
});
