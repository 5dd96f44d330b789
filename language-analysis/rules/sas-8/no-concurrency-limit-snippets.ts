import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("AWS SAM"),
    language: "yaml",
    text: `QuoteFunction:
  Type: AWS::Serverless::Function
  Properties:
    ReservedConcurrentExecutions: 20`,
  },
  {
    title: say("Serverless Framework"),
    language: "yaml",
    text: `functions:
  quote:
    handler: quote.handler
    reservedConcurrency: 20`,
  },
  {
    title: say("AWS SAM: throttle the API"),
    language: "yaml",
    text: `ShopApi:
  Type: AWS::Serverless::Api
  Properties:
    StageName: prod
    MethodSettings:
      - ResourcePath: /*
        HttpMethod: "*"
        ThrottlingRateLimit: 50
        ThrottlingBurstLimit: 100`,
  },
];
