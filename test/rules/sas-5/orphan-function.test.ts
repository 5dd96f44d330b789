import { orphanFunction } from "../../../language-analysis/rules/sas-5/orphan-function.ts";
import { ruleTable } from "../rule-table.ts";

const RULE = "SAS-5/orphan-function";

ruleTable(orphanFunction, {
  "one of three has no trigger": `
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
  ^^^^^ ${RULE} medium
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.handler`,
  "all have one": `
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
        Call: { Type: HttpApi, Properties: { Path: /three, Method: get } }`,
  "a permission says that someone outside does": `
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
  Allowed:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Three
      Action: lambda:InvokeFunction
      Principal: s3.amazonaws.com
      SourceAccount: "123456789012"`,
  "whether one alone is called is not known": `
Transform: AWS::Serverless-2016-10-31
Resources:
  One:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.handler`,
});
