import { logRetentionUnset } from "../../../language-analysis/rules/sas-5/log-retention-unset.ts";
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
  "a parameter decides": `
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
  "for 90 days": {
    files: {
      "template.yaml": `Resources:
  Log:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: orders
`,
    },
    after: {
      "template.yaml": `Resources:
  Log:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: orders
      RetentionInDays: 90
`,
    },
  },
});
