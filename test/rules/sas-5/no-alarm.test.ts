import { noAlarm } from "../../../language-analysis/rules/sas-5/no-alarm.ts";
import { ruleTable } from "../rule-table.ts";

const RULE = "SAS-5/no-alarm";

ruleTable(noAlarm, {
  "three public functions": `
Transform: AWS::Serverless-2016-10-31
Resources:
  One:
  ^^^ ${RULE} medium
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.handler
      Events:
        Call: { Type: HttpApi, Properties: { Path: /one, Method: get } }
  Two:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.handler
      Events:
        Call: { Type: HttpApi, Properties: { Path: /two, Method: get } }
  Three:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.handler
      Events:
        Call: { Type: HttpApi, Properties: { Path: /three, Method: get } }`,
  "an alarm": `
Transform: AWS::Serverless-2016-10-31
Resources:
  One:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.handler
      Events:
        Call: { Type: HttpApi, Properties: { Path: /one, Method: get } }
  Two:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.handler
      Events:
        Call: { Type: HttpApi, Properties: { Path: /two, Method: get } }
  Three:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.handler
      Events:
        Call: { Type: HttpApi, Properties: { Path: /three, Method: get } }
  Errors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      MetricName: Errors`,
  "what starts them is not known": `
Transform: AWS::Serverless-2016-10-31
Resources:
  One:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.handler
  Two:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.handler
  Three:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.handler`,
});
