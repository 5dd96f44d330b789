import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("AWS SAM: a step that only its workflow starts"),
    language: "yaml",
    text: `ChargeCard:
  Type: AWS::Serverless::Function
  Properties:
    Runtime: nodejs22.x
    Handler: charge.handler
    # No events: the workflow invokes it.`,
  },
  {
    title: say("CloudFormation: uploads come in where nobody reads, and move on when they are checked"),
    language: "yaml",
    text: `Quarantine:
  Type: AWS::S3::Bucket
  Properties:
    PublicAccessBlockConfiguration:
      BlockPublicAcls: true
      BlockPublicPolicy: true
      IgnorePublicAcls: true
      RestrictPublicBuckets: true`,
  },
];
