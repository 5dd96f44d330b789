import { auditTrailMissing } from "../../../language-analysis/rules/sas-5/audit-trail-missing.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";

const RULE = "SAS-5/audit-trail-missing";

ruleTable(auditTrailMissing, {
  "a trail without proof": `
Resources:
  Trail:
  ^^^^^ ${RULE} high
    Type: AWS::CloudTrail::Trail
    Properties:
      IsLogging: true
      IsMultiRegionTrail: true
      EventSelectors: [{ ReadWriteType: All }]`,
  "a good trail": `
Resources:
  Trail:
    Type: AWS::CloudTrail::Trail
    Properties:
      IsLogging: true
      IsMultiRegionTrail: true
      EnableLogFileValidation: true
      EventSelectors: [{ ReadWriteType: All }]`,
  "not known: a parameter decides": `
Parameters:
  Validate:
    Type: String
Resources:
  Trail:
    Type: AWS::CloudTrail::Trail
    Properties:
      IsMultiRegionTrail: true
      EnableLogFileValidation: !Ref Validate
      EventSelectors: [{ ReadWriteType: All }]`,
});

fixTable(auditTrailMissing, {
  "files are validated": {
    files: {
      "template.yaml": `Resources:
  Trail:
    Type: AWS::CloudTrail::Trail
    Properties:
      IsMultiRegionTrail: true
      EventSelectors:
        - ReadWriteType: All
`,
    },
    after: {
      "template.yaml": `Resources:
  Trail:
    Type: AWS::CloudTrail::Trail
    Properties:
      IsMultiRegionTrail: true
      EventSelectors:
        - ReadWriteType: All
      EnableLogFileValidation: true
`,
    },
  },
});
