import { tracingOff } from "../../../language-analysis/rules/sas-5/tracing-off.ts";
import { cloudFormationFormats } from "../every-format.ts";
import { fixTable } from "../fix-table.ts";
import { lambdaFunction, samFix } from "../one-function.ts";
import { ruleTable } from "../rule-table.ts";

const RULE = "SAS-5/tracing-off";

ruleTable(tracingOff, {
  "functions of a template": `
Resources:
  One:
  ^^^ ${RULE} high
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
  Two:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13`,
  traced: `
Resources:
  One:
    Type: AWS::Lambda::Function
    Properties:
      TracingConfig:
        Mode: Active`,
  "not known: a parameter decides": `
Parameters:
  Mode:
    Type: String
Resources:
  One:
    Type: AWS::Lambda::Function
    Properties:
      TracingConfig:
        Mode: !Ref Mode`,
  "another tracer": `
Transform: AWS::Serverless-2016-10-31
Resources:
  One:
    Type: AWS::Serverless::Function
    Properties:
      Layers:
        - arn:aws:lambda:eu-central-1:464622532012:layer:Datadog-Extension:65`,
  "an API": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
  ^^^ ${RULE} high
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod`,
  "a service": `
service: shop
provider:
^^^^^^^^ ${RULE} high
  name: aws
functions:
  one:
    handler: one.handler`,
});

fixTable(tracingOff, {
  ...cloudFormationFormats("all functions are traced", {
    before: lambdaFunction(""),
    after: lambdaFunction("TracingConfig:\n  Mode: Active"),
  }),
  "the service traces": {
    files: {
      "serverless.yml": `service: shop
provider:
  name: aws
functions:
  one:
    handler: one.handler
`,
    },
    after: {
      "serverless.yml": `service: shop
provider:
  name: aws
  tracing:
    lambda: true
functions:
  one:
    handler: one.handler
`,
    },
  },
  SAM: samFix("", "Tracing: Active"),
});
