import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("CloudFormation, SAM and Serverless resources"),
    language: "yaml",
    text: `SensorPolicy:
  Type: AWS::IoT::Policy
  Properties:
    PolicyDocument:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Action: iot:Connect
          Resource: !Sub arn:aws:iot:\${AWS::Region}:\${AWS::AccountId}:client/\${!iot:Connection.Thing.ThingName}
        - Effect: Allow
          Action: iot:Publish
          Resource: !Sub arn:aws:iot:\${AWS::Region}:\${AWS::AccountId}:topic/\${!iot:Connection.Thing.ThingName}/readings`,
  },
];
