import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("AWS SAM: policy template for one table"),
    language: "yaml",
    text: `Policies:
  - DynamoDBReadPolicy:
      TableName: !Ref OrdersTable`,
  },
  {
    title: say("AWS SAM and CloudFormation: named actions on named resources"),
    language: "yaml",
    text: `- Effect: Allow
  Action:
    - s3:GetObject
    - s3:PutObject
  Resource: !Sub \${ReportBucket.Arn}/*`,
  },
  {
    title: say("Serverless Framework: named actions on named resources"),
    language: "yaml",
    text: `iam:
  role:
    statements:
      - Effect: Allow
        Action: dynamodb:PutItem
        Resource: !GetAtt OrdersTable.Arn`,
  },
];
