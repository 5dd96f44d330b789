import { insecureIotPolicy } from "../../../language-analysis/rules/sas-2/insecure-iot-policy.ts";
import { everyFormat } from "../every-format.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";

const policy = (action: string, resource: string, rest = ""): string => `
Parameters:
  Topic:
    Type: String
Resources:
  Sensor:
    Type: AWS::IoT::Policy
    Properties:
      PolicyDocument:
        Statement:
          - Effect: Allow
            Action: ${action}
            Resource: ${resource}
${rest}`;

ruleTable(insecureIotPolicy, {
  "every action": policy(
    `iot:*
            #       ^^^^^ SAS-2/insecure-iot-policy high`,
    '"*"',
  ),
  "every topic": policy(
    "[iot:Publish, iot:Receive]",
    `!Sub arn:aws:iot:\${AWS::Region}:\${AWS::AccountId}:topic/*
            #         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-2/insecure-iot-policy high`,
  ),
  "one topic": policy("iot:Publish", "arn:aws:iot:eu-west-1:123456789012:topic/readings"),
  "its own topics": policy("iot:Publish", "!Sub arn:aws:iot:${AWS::Region}:${AWS::AccountId}:topic/${!iot:ClientId}/*"),
  "not known: a topic that is not known": policy("iot:Publish", "!Ref Topic"),
  "things alone": policy(
    "iot:Connect",
    '"*"',
    '            Condition: { Bool: { "iot:Connection.Thing.IsAttached": true } }',
  ),
  "unsigned tokens": `
Resources:
  Devices:
    Type: AWS::IoT::Authorizer
    Properties:
      AuthorizerFunctionArn: arn:aws:lambda:eu-west-1:123456789012:function:devices
      SigningDisabled: true
      #                ^^^^ SAS-2/insecure-iot-policy high`,
});

fixTable(insecureIotPolicy, {
  ...everyFormat("own topics", {
    before: policy("iot:Publish", '"*"'),
    after: policy(
      "iot:Publish",
      '!Sub "arn:aws:iot:${AWS::Region}:${AWS::AccountId}:topic/${!iot:Connection.Thing.ThingName}/*"',
    ),
  }),
});
