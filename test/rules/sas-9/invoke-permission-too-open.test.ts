import { invokePermissionTooOpen } from "../../../language-analysis/rules/sas-9/invoke-permission-too-open.ts";
import { everyFormat } from "../every-format.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";

const permission = (principal: string, rest = "", action = "lambda:InvokeFunction"): string => `
Parameters:
  Partner:
    Type: String
Resources:
  Thumbnail:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs20.x
      Handler: thumbnail.handler
  Allowed:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !GetAtt Thumbnail.Arn
      Action: ${action}
      Principal: ${principal}
${rest}
`;
const source = "      SourceAccount: !Ref AWS::AccountId";
const marked = (principal: string): string =>
  `${principal}\n      #          ${"^".repeat(principal.length)} SAS-9/invoke-permission-too-open high`;

ruleTable(invokePermissionTooOpen, {
  "a bucket of any account": permission(marked("s3.amazonaws.com")),
  "a regional service": permission(marked("!Sub logs.${AWS::Region}.amazonaws.com")),
  "a bucket of this account": permission("s3.amazonaws.com", source),
  everybody: permission(marked('"*"')),
  "everybody behind one source": permission(marked('"*"'), source),
  "an open function URL is another rule's": permission(
    '"*"',
    "      FunctionUrlAuthType: NONE",
    "lambda:InvokeFunctionUrl",
  ),
  "another account that is named": permission("arn:aws:iam::123456789012:role/caller"),
  "not known: a principal that is not known": permission("!Ref Partner"),
  "more than to invoke": permission(
    "s3.amazonaws.com",
    source,
    `lambda:*
      #       ^^^^^^^^ SAS-9/invoke-permission-too-open high`,
  ),
  "any Alexa skill": permission(marked("alexa-appkit.amazon.com")),
  "one Alexa skill": permission("alexa-appkit.amazon.com", "      EventSourceToken: amzn1.ask.skill.1"),
});

fixTable(invokePermissionTooOpen, {
  ...everyFormat("asks for this account", {
    before: permission("s3.amazonaws.com").trimEnd() + "\n",
    after: permission("s3.amazonaws.com").trimEnd() + "\n      SourceAccount: !Ref AWS::AccountId\n",
  }),
});
