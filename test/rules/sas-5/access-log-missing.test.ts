import { accessLogMissing } from "../../../language-analysis/rules/sas-5/access-log-missing.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";

const RULE = "SAS-5/access-log-missing";

ruleTable(accessLogMissing, {
  "a stage": `
Resources:
  Stage:
  ^^^^^ ${RULE} high
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: abc`,
  "clusters whose audit log is off": `
Resources:
  Settings:
    Type: AWS::DocDB::DBClusterParameterGroup
    Properties:
      Family: docdb5.0
      Description: orders
      Parameters:
        audit_logs: disabled
        #           ^^^^^^^^ ${RULE} high`,
  "an HTTP API that makes its stage itself": `
Resources:
  Shop:
  ^^^^ ${RULE} high
    Type: AWS::ApiGatewayV2::Api
    Properties: { Name: shop, ProtocolType: HTTP, Target: arn:aws:lambda:eu-west-1:123456789012:function:shop }`,
  "an HTTP API without stage here": `
Resources:
  Shop:
    Type: AWS::ApiGatewayV2::Api
    Properties: { Name: shop, ProtocolType: HTTP }`,
  "a stage with a log": `
Resources:
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: abc
      AccessLogSetting:
        DestinationArn: arn:aws:logs:eu-central-1:123456789012:log-group:api`,
  "not known: a parameter is a log": `
Parameters:
  Log:
    Type: String
Resources:
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: abc
      AccessLogSettings:
        DestinationArn: !Ref Log`,
  "the API of a service": `
service: shop
provider:
^^^^^^^^ ${RULE} high
  name: aws
functions:
  one:
    handler: one.handler
    events:
      - httpApi: GET /one`,
  "a GraphQL API of SAM keeps a log unless that is turned off": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Logged:
    Type: AWS::Serverless::GraphQLApi
    Properties:
      Auth: { Type: AWS_IAM }
  Silent:
    Type: AWS::Serverless::GraphQLApi
    Properties:
      Auth: { Type: AWS_IAM }
      Logging: false
      #        ^^^^^ ${RULE} high`,
  "a GraphQL API without a log": `
Resources:
  Api:
  ^^^ ${RULE} high
    Type: AWS::AppSync::GraphQLApi
    Properties:
      AuthenticationType: AWS_IAM`,
  "a load balancer": `
Resources:
  Front:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      LoadBalancerAttributes: [{ Key: access_logs.s3.enabled, Value: "true" }]
  Back:
  ^^^^ ${RULE} high
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Name: back`,
});

fixTable(accessLogMissing, {
  "the service logs": {
    files: {
      "serverless.yml": `service: shop
provider:
  name: aws
functions:
  one:
    handler: one.handler
    events:
      - httpApi: GET /one
`,
    },
    after: {
      "serverless.yml": `service: shop
provider:
  name: aws
  logs:
    httpApi: true
functions:
  one:
    handler: one.handler
    events:
      - httpApi: GET /one
`,
    },
  },
});
