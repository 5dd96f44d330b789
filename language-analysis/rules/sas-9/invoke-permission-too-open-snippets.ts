import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("CloudFormation and SAM: one bucket of this account"),
    language: "yaml",
    text: `ThumbnailPermission:
  Type: AWS::Lambda::Permission
  Properties:
    FunctionName: !GetAtt MakeThumbnail.Arn
    Action: lambda:InvokeFunction
    Principal: s3.amazonaws.com
    SourceArn: !Sub arn:aws:s3:::shop-images-\${AWS::AccountId}
    SourceAccount: !Ref AWS::AccountId`,
  },
  {
    title: say("CloudFormation and SAM: one API"),
    language: "yaml",
    text: `OrdersPermission:
  Type: AWS::Lambda::Permission
  Properties:
    FunctionName: !GetAtt Orders.Arn
    Action: lambda:InvokeFunction
    Principal: apigateway.amazonaws.com
    SourceArn: !Sub arn:aws:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${ShopApi}/*/GET/orders`,
  },
  {
    title: say("Serverless Framework: events make permissions with a source"),
    language: "yaml",
    text: `functions:
  makeThumbnail:
    handler: thumbnail.handler
    events:
      - s3:
          bucket: shop-images
          event: s3:ObjectCreated:*`,
  },
];
