import { noThrottling } from "../../../language-analysis/rules/sas-8/no-throttling.ts";
import { fixTable } from "../fix-table.ts";
import { everyFormat } from "../every-format.ts";
import { ruleTable } from "../rule-table.ts";

const RULE = "SAS-8/no-throttling";

ruleTable(noThrottling, {
  "no limit": `
Transform: AWS::Serverless-2016-10-31
Parameters:
  Rate:
    Type: Number
Resources:
  Api:
  ^^^ ${RULE} high
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
  One:
    Type: AWS::Serverless::Function
    Properties:
      Handler: one.handler
      Events:
        Call:
          Type: Api
          Properties: { RestApiId: !Ref Api, Path: /one, Method: get }`,
  "a limit for all methods": `
Transform: AWS::Serverless-2016-10-31
Parameters:
  Rate:
    Type: Number
Resources:
  Api:
  
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      MethodSettings: [{ ResourcePath: /*, HttpMethod: "*", ThrottlingRateLimit: 100 }]
  One:
    Type: AWS::Serverless::Function
    Properties:
      Handler: one.handler
      Events:
        Call:
          Type: Api
          Properties: { RestApiId: !Ref Api, Path: /one, Method: get }`,
  "a parameter is a limit": `
Transform: AWS::Serverless-2016-10-31
Parameters:
  Rate:
    Type: Number
Resources:
  Api:
  
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      MethodSettings: [{ ResourcePath: /*, HttpMethod: "*", ThrottlingRateLimit: !Ref Rate }]
  One:
    Type: AWS::Serverless::Function
    Properties:
      Handler: one.handler
      Events:
        Call:
          Type: Api
          Properties: { RestApiId: !Ref Api, Path: /one, Method: get }`,
  "the API of a service": `
service: shop
provider:
^^^^^^^^ ${RULE} medium
  name: aws
functions:
  one:
    handler: one.handler
    events:
      - http: GET /one`,
  "a service with a usage plan for callers with a key": `
service: shop
provider:
  name: aws
  apiGateway:
    usagePlan: { throttle: { rateLimit: 10, burstLimit: 20 } }
functions:
  one:
    handler: one.handler
    events:
      - http: { path: /one, method: get, private: true }`,
  "a service with a usage plan that no caller is part of": `
service: shop
provider:
^^^^^^^^ ${RULE} medium
  name: aws
  apiGateway:
    usagePlan: { throttle: { rateLimit: 10, burstLimit: 20 } }
functions:
  one:
    handler: one.handler
    events:
      - http: GET /one`,
});

fixTable(noThrottling, {
  "a usage plan": {
    files: {
      "serverless.yml": `service: shop
provider:
  name: aws
functions:
  one:
    handler: one.handler
    events:
      - http: { path: /one, method: get, private: true }
`,
    },
    after: {
      "serverless.yml": `service: shop
provider:
  name: aws
  apiGateway:
    usagePlan:
      throttle:
        rateLimit: 100
        burstLimit: 200
functions:
  one:
    handler: one.handler
    events:
      - http: { path: /one, method: get, private: true }
`,
    },
  },
});

const httpApi = (settings: string): string => `Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: { Name: shop, ProtocolType: HTTP }
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: !Ref Api
      StageName: prod${settings}
  Route:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref Api
      RouteKey: GET /
      AuthorizationType: NONE
      Target: !Sub "integrations/\${Link}"
  Link:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Api
      IntegrationType: AWS_PROXY
      IntegrationUri: !GetAtt One.Arn
      PayloadFormatVersion: "2.0"
  One:
    Type: AWS::Lambda::Function
    Properties: { Runtime: python3.13, Handler: app.handler }
`;

fixTable(noThrottling, {
  ...everyFormat("a limit of the stage", {
    before: httpApi(""),
    after: httpApi(`
      DefaultRouteSettings:
        ThrottlingRateLimit: 100
        ThrottlingBurstLimit: 200`),
  }),
});
