// One function behind a function URL that everybody may call.
import type { Files } from "../analyse-files.ts";

export const endpoint = (code: string): Files => ({
  "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs20.x
      Handler: orders.handler
      FunctionUrlConfig:
        AuthType: NONE`,
  "orders.js": code,
});
