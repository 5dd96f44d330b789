import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("AWS SAM: Cognito authorizer for every route of the API"),
    language: "yaml",
    text: `ShopApi:
  Type: AWS::Serverless::Api
  Properties:
    StageName: prod
    Auth:
      DefaultAuthorizer: Customers
      AddDefaultAuthorizerToCorsPreflight: false
      Authorizers:
        Customers:
          UserPoolArn: !GetAtt CustomerPool.Arn`,
  },
  {
    title: say("AWS SAM: IAM for a function URL"),
    language: "yaml",
    text: `FunctionUrlConfig:
  AuthType: AWS_IAM`,
  },
  {
    title: say("Serverless Framework: JWT authorizer"),
    language: "yaml",
    text: `provider:
  httpApi:
    authorizers:
      customers:
        type: jwt
        identitySource: $request.header.Authorization
        issuerUrl: https://login.example.com/
        audience: [shop]
functions:
  listOrders:
    handler: orders.list
    events:
      - httpApi:
          method: GET
          path: /orders
          authorizer:
            name: customers`,
  },
];
