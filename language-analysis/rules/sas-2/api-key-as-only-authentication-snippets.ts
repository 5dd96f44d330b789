import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("AWS SAM: an authorizer beside the key"),
    language: "yaml",
    text: `ShopApi:
  Type: AWS::Serverless::Api
  Properties:
    StageName: prod
    Auth:
      ApiKeyRequired: true
      DefaultAuthorizer: Customers
      Authorizers:
        Customers:
          UserPoolArn: !GetAtt CustomerPool.Arn`,
  },
  {
    title: say("Serverless Framework"),
    language: "yaml",
    text: `events:
  - http:
      path: orders
      method: post
      private: true
      authorizer: aws_iam`,
  },
];
