import { logRetentionUnset } from "../../../language-analysis/rules/sas-5/log-retention-unset.ts";
import { everyFormat } from "../every-format.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";

const RULE = "SAS-5/log-retention-unset";

ruleTable(logRetentionUnset, {
  "kept forever": `
Resources:
  Log:
  ^^^ ${RULE} high
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: orders`,
  "kept for a day": `
Resources:
  Log:
    Type: AWS::Logs::LogGroup
    Properties:
      RetentionInDays: 1
      #                ^ ${RULE} high`,
  "kept for a year": `
Resources:
  Log:
    Type: AWS::Logs::LogGroup
    Properties:
      RetentionInDays: 365`,
  "not known: a parameter decides": `
Parameters:
  Days:
    Type: Number
Resources:
  Log:
    Type: AWS::Logs::LogGroup
    Properties:
      RetentionInDays: !Ref Days`,
});

fixTable(logRetentionUnset, {
  ...everyFormat("for 90 days", {
    before: `Resources:
  Log:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: orders
`,
    after: `Resources:
  Log:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: orders
      RetentionInDays: 90
`,
  }),
});
