import { excessiveTimeout } from "../../../language-analysis/rules/sas-8/excessive-timeout.ts";
import { fixTable } from "../fix-table.ts";
import { functionBehindMethod, functionInEveryFormat } from "../one-function.ts";
import { ruleTable } from "../rule-table.ts";

const RULE = "SAS-8/excessive-timeout";

const withMethod = (integration: string, mark = ""): string => `
Resources:
  One:
    Type: AWS::Lambda::Function
    Properties:
      Timeout: 120${mark}
  Api:
    Type: AWS::ApiGateway::RestApi
  Ask:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: POST
      AuthorizationType: NONE
      Integration:
        Type: AWS_PROXY
        Uri: !Sub arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/\${One.Arn}/invocations
        ${integration}`;

ruleTable(excessiveTimeout, {
  "longer than the gateway waits": `
service: shop
provider:
  name: aws
functions:
  one:
    handler: one.handler
    timeout: 300
    #        ^^^ ${RULE} high
    events:
      - http: GET /one`,
  shorter: `
service: shop
provider:
  name: aws
functions:
  one:
    handler: one.handler
    timeout: 20
    events:
      - http: GET /one`,
  "the gateway may wait as long": withMethod("TimeoutInMillis: 120000"),
  "the gateway gives up sooner": withMethod("TimeoutInMillis: 10000", `\n      #        ^^^ ${RULE} high`),
  "the answer is a stream": withMethod("ResponseTransferMode: STREAM"),
  "not known: how long the gateway waits": withMethod("TimeoutInMillis: !ImportValue Patience"),
  "a queue may need it": `
service: shop
provider:
  name: aws
functions:
  one:
    handler: one.handler
    timeout: 300
    events:
      - http: GET /one
      - sqs: arn:aws:sqs:eu-central-1:123456789012:orders`,
  "not known: a variable is not known": `
service: shop
provider:
  name: aws
functions:
  one:
    handler: one.handler
    timeout: \${env:TIMEOUT}
    events:
      - http: GET /one`,
});

const EVENT = "Events: { Get: { Type: Api, Properties: { Path: /, Method: get } } }";
const ROUTE = "events:\n  - http: GET /one";
const behindMethod = (timeout: number): string =>
  functionBehindMethod({ properties: `Timeout: ${timeout}`, authorization: "AWS_IAM" });

fixTable(
  excessiveTimeout,
  functionInEveryFormat("as long as it waits", {
    sam: [`Timeout: 300 # long\n${EVENT}`, `Timeout: 29 # long\n${EVENT}`],
    service: [`timeout: 300\n${ROUTE}`, `timeout: 29\n${ROUTE}`],
    cloudFormation: [behindMethod(300), behindMethod(29)],
  }),
);
