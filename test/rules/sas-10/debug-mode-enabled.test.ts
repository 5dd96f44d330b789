import { debugModeEnabled } from "../../../language-analysis/rules/sas-10/debug-mode-enabled.ts";
import { pythonApp } from "../code-app.ts";
import { fixTable } from "../fix-table.ts";
import { everyFormat } from "../every-format.ts";
import { ruleTable } from "../rule-table.ts";

const withVariable = (variable: string): string => `
Transform: AWS::Serverless-2016-10-31
Parameters:
  Mode:
    Type: String
Resources:
  Shop:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: app.handler
      Environment:
        Variables:
          ${variable}
`;
const stage = (trace: string): string => `
Resources:
  Shop:
    Type: AWS::ApiGateway::RestApi
    Properties: { Name: shop }
  Prod:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !Ref Shop
      MethodSettings:
        - ResourcePath: /*
          HttpMethod: "*"
          ${trace}
`;

ruleTable(debugModeEnabled, {
  "Node.js for development": withVariable(`NODE_ENV: development
          #         ^^^^^^^^^^^ SAS-10/debug-mode-enabled high`),
  "Node.js for production": withVariable("NODE_ENV: production"),
  "not known: a mode by parameter": withVariable("FLASK_DEBUG: !Ref Mode"),
  Flask: withVariable(`FLASK_DEBUG: 1
          #            ^ SAS-10/debug-mode-enabled high`),
  "a trace of data": stage(`DataTraceEnabled: true
          #                 ^^^^ SAS-10/debug-mode-enabled high`),
  "no trace of data": stage("DataTraceEnabled: false"),
  "one setting for many functions": {
    "serverless.yml": `
service: shop
provider:
  name: aws
  runtime: nodejs20.x
  environment:
    APP_ENV: debug
    #        ^^^^^ SAS-10/debug-mode-enabled high
functions:
  one: { handler: a.one }
  two: { handler: a.two }
`,
  },
  "code switches it on": pythonApp(`
from chalice import Chalice
app = Chalice(app_name="shop")
app.debug = True
#           ^^^^ SAS-10/debug-mode-enabled high
def handler(event, context):
    return app(event, context)`),
});

fixTable(debugModeEnabled, {
  "switches a variable": {
    files: { "template.yaml": withVariable("NODE_ENV: dev") },
    after: { "template.yaml": withVariable("NODE_ENV: production") },
  },
  "switches the trace off": {
    files: { "template.yaml": stage("DataTraceEnabled: true") },
    after: { "template.yaml": stage("DataTraceEnabled: false") },
  },
});

const declaredStage = (trace: string): string => `Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties: { Name: shop }
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !Ref Api
      MethodSettings:
        - ResourcePath: /*
          HttpMethod: "*"
          DataTraceEnabled: ${trace}
`;

fixTable(debugModeEnabled, {
  ...everyFormat("no trace of data", {
    before: declaredStage("true"),
    after: declaredStage("false"),
  }),
});
