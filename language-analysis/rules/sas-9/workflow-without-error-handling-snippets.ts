import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("AWS SAM, CloudFormation and Serverless: in the definition"),
    language: "yaml",
    text: `ChargeCard:
  Type: Task
  Resource: !GetAtt ChargeCard.Arn
  TimeoutSeconds: 30
  Retry:
    - ErrorEquals: [Lambda.ServiceException, Lambda.TooManyRequestsException, States.Timeout]
      IntervalSeconds: 2
      MaxAttempts: 3
      BackoffRate: 2
  Catch:
    - ErrorEquals: [States.ALL]
      ResultPath: $.error
      Next: CancelOrder
  Next: ShipOrder`,
  },
];
