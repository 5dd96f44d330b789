import { permissiveCors } from "../../../language-analysis/rules/sas-3/permissive-cors.ts";
import { ruleTable } from "../rule-table.ts";

const RULE = "SAS-3/permissive-cors";

ruleTable(permissiveCors, {
  "a bucket": `
Resources:
  Uploads:
    Type: AWS::S3::Bucket
    Properties:
      CorsConfiguration:
        CorsRules:
          - AllowedMethods: [PUT]
            AllowedOrigins: ["*"]
            #                ^^^ ${RULE} high`,
  "a bucket for one site": `
Resources:
  Uploads:
    Type: AWS::S3::Bucket
    Properties:
      CorsConfiguration:
        CorsRules:
          - AllowedMethods: [PUT]
            AllowedOrigins: ["https://shop.example.com"]`,
  "not known: the origin is not known": `
Parameters:
  Origin:
    Type: String
Resources:
  Uploads:
    Type: AWS::S3::Bucket
    Properties:
      CorsConfiguration:
        CorsRules:
          - AllowedMethods: [PUT]
            AllowedOrigins: [!Ref Origin]`,
  "an API": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      CorsConfiguration:
        AllowOrigins: ["*"]
        #              ^^^ ${RULE} high`,
  "a service": `
service: shop
provider:
  name: aws
  httpApi:
    cors: true
    #     ^^^^ ${RULE} high
functions:
  one:
    handler: one.handler
    events:
      - httpApi: GET /one`,
});
