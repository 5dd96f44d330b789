import { permissiveCors } from "../../../language-analysis/rules/sas-3/permissive-cors.ts";
import { everyFormat } from "../every-format.ts";
import { fixTable } from "../fix-table.ts";
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

fixTable(permissiveCors, {
  ...everyFormat("a site of a bucket", {
    before: `Resources:
  Images:
    Type: AWS::S3::Bucket
    Properties:
      CorsConfiguration:
        CorsRules:
          - AllowedMethods: [PUT]
            AllowedOrigins: ["*"]
`,
    after: `Resources:
  Images:
    Type: AWS::S3::Bucket
    Properties:
      CorsConfiguration:
        CorsRules:
          - AllowedMethods: [PUT]
            AllowedOrigins: ["https://www.example.com"]
`,
  }),
  "an HTTP API": {
    files: {
      "serverless.yml": `service: shop
provider:
  name: aws
  httpApi:
    cors: true # for now
functions:
  one:
    handler: app.one
    events:
      - httpApi: POST /one
`,
    },
    after: {
      "serverless.yml": `service: shop
provider:
  name: aws
  httpApi:
    cors: { allowedOrigins: ["https://www.example.com"] } # for now
functions:
  one:
    handler: app.one
    events:
      - httpApi: POST /one
`,
    },
  },
  "headers of the code": {
    files: {
      "app.js": `exports.handler = async () => {
  const headers = { "Access-Control-Allow-Origin": "*" };
  return { statusCode: 200, headers, body: "" };
};
`,
      "template.yaml": `Transform: AWS::Serverless-2016-10-31
Resources:
  One:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: app.handler
      Events: { Call: { Type: HttpApi, Properties: { Path: /things, Method: post } } }
`,
    },
    after: {
      "app.js": `exports.handler = async () => {
  const headers = { "Access-Control-Allow-Origin": "https://www.example.com" };
  return { statusCode: 200, headers, body: "" };
};
`,
    },
  },
});
