import { say } from "../../model/message.ts";
import { defineRule } from "../rule.ts";
import { isOn, isSet, valueAt, valuesAt } from "../settings/read.ts";
import { settingHits, type SettingRow } from "../settings/table.ts";

const row = (path: string, says: string, more: Partial<SettingRow> = {}): SettingRow => ({
  types: ["AWS::CloudTrail::Trail"],
  path,
  accept: isOn,
  severity: "low",
  says,
  ...more,
});

const ROWS: readonly SettingRow[] = [
  row("EnableLogFileValidation", "Nobody can prove that the log of {0} was not changed.", {
    fix: { title: "Validate the log files of {0}", path: "EnableLogFileValidation", value: true },
  }),
  row("IsMultiRegionTrail", "{0} sees one region only: what an intruder does elsewhere is not written down.", {
    fix: { title: "Let {0} record all regions", path: "IsMultiRegionTrail", value: true },
  }),
  row("IncludeGlobalServiceEvents", "{0} leaves out IAM and other global services.", { missing: "yes" }),
  row(
    "EventSelectors",
    "{0} records no data events: who reads objects, items or invokes functions is not written down.",
    {
      accept: isSet,
      severity: "info",
      when: ({ settings }) =>
        valueAt(settings, "AdvancedEventSelectors") === undefined &&
        valuesAt(settings, "InsightSelectors.*").length <= 1,
    },
  ),
];

export const auditTrailMissing = defineRule({
  id: "SAS-5/audit-trail-missing",
  title: "Audit trail with gaps",
  severity: "low",
  why: "Provider logs do not form an audit trail by themselves: one that leaves out regions, data or the proof of its own integrity fails when it is needed. Only trails that the workspace declares are looked at; accounts often have one for the whole organization.",
  source: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html",
  mitigation:
    "Record all regions, validate log files, and record data events of the buckets, tables and functions that matter.",
  snippets: [
    {
      title: say("CloudFormation and AWS SAM"),
      language: "yaml",
      text: `Trail:
  Type: AWS::CloudTrail::Trail
  Properties:
    S3BucketName: !Ref TrailBucket
    IsLogging: true
    IsMultiRegionTrail: true
    EnableLogFileValidation: true
    EventSelectors:
      - DataResources:
          - Type: AWS::S3::Object
            Values: [!Sub "\${OrdersBucket.Arn}/"]`,
    },
  ],
  *check({ graph }) {
    yield* settingHits(graph, ROWS);
  },
});
