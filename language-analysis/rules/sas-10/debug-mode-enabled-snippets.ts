import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("AWS SAM"),
    language: "yaml",
    text: `ShopApi:
  Type: AWS::Serverless::Api
  Properties:
    StageName: prod
    MethodSettings:
      - ResourcePath: /*
        HttpMethod: "*"
        LoggingLevel: ERROR
        DataTraceEnabled: false`,
  },
  {
    title: say("CloudFormation"),
    language: "yaml",
    text: `ShopStage:
  Type: AWS::ApiGateway::Stage
  Properties:
    RestApiId: !Ref ShopApi
    StageName: prod
    MethodSettings:
      - ResourcePath: /*
        HttpMethod: "*"
        DataTraceEnabled: false`,
  },
  {
    title: say("Serverless Framework"),
    language: "yaml",
    text: `provider:
  environment:
    NODE_ENV: production
  logs:
    restApi:
      fullExecutionData: false`,
  },
];
