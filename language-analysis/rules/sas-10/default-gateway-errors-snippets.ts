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
    GatewayResponses:
      ACCESS_DENIED:
        StatusCode: 403
        ResponseTemplates:
          application/json: '{"message": "Forbidden"}'`,
  },
  {
    title: say("CloudFormation and Serverless resources"),
    language: "yaml",
    text: `ShopApiAccessDenied:
  Type: AWS::ApiGateway::GatewayResponse
  Properties:
    RestApiId: !Ref ShopApi
    ResponseType: ACCESS_DENIED
    StatusCode: "403"
    ResponseTemplates:
      application/json: '{"message": "Forbidden"}'`,
  },
];
