// What an action does to a resource, in the words that people use for it.
import { actionInfo } from "./service-data.ts";

export const ACCESSES = ["read", "write", "delete", "invoke", "decrypt", "administer"] as const;
export type Access = (typeof ACCESSES)[number];

const INVOKING = /^(?:lambda:Invoke|states:Start(?:Sync)?Execution|execute-api:Invoke|bedrock:Invoke|appsync:GraphQL)/;
const DECRYPTING = /^(?:kms:(?:Decrypt|ReEncryptFrom)|secretsmanager:(?:Batch)?GetSecretValue|ssm:GetParameter)/;
const DELETING =
  /^[a-z0-9-]+:(?:Delete|Purge|Remove|Terminate|BatchDelete|ScheduleKeyDeletion|Deregister|EmptyBucket|PartiQLDelete)|^dynamodb:BatchWriteItem$/;
/** Changing what runs, or who may do what, is more than writing data. */
const ADMINISTERING =
  /^(?:lambda:(?:Update|Create|Publish|Put|AddPermission|RemovePermission|AddLayer)|iam:|states:(?:Update|Create)|kms:(?:Put|Create|ScheduleKeyDeletion|Disable|Enable|Update)|cognito-(?:idp|identity):(?:Admin|Create|Update|Set|Delete)|apigateway:|cloudformation:|sts:AssumeRole)/;

/** Every function writes logs. */
const OWN_LOGS = /^logs:(?:CreateLog|PutLogEvents)/;

/** Absent for actions that only list, tag or describe settings, and for those that the data does not know. */
export function accessOf(action: string): Access | undefined {
  const level = actionInfo(action)?.level;
  if (level === undefined || OWN_LOGS.test(action)) return undefined;
  if (INVOKING.test(action)) return "invoke";
  if (DECRYPTING.test(action)) return "decrypt";
  if (level === "permissions") return "administer";
  if (level === "list") return undefined;
  if (level === "read") return READS_SETTINGS.test(action) ? undefined : "read";
  if (level === "tagging") return undefined;
  if (DELETING.test(action)) return "delete";
  return ADMINISTERING.test(action) ? "administer" : "write";
}

/** Reading how a resource is set up is not reading what it holds. */
const READS_SETTINGS =
  /^(?:dynamodb:(?:Describe|List|GetResourcePolicy)|s3:(?:GetBucket|GetEncryption|GetLifecycle|GetReplication|GetAnalytics|GetInventory|GetMetrics|GetAccelerate|GetIntelligent|GetObject(?:Tagging|VersionTagging|Attributes|Acl|VersionAcl|Retention|LegalHold))|[a-z0-9-]+:(?:Describe|List)|lambda:Get|sqs:GetQueue|sns:Get|kms:(?:Get|Describe)|states:(?:Describe|Get)|events:(?:Describe|Test)|secretsmanager:(?:Describe|GetResourcePolicy|GetRandomPassword)|iam:(?:Get|Simulate|Generate))/;

/** Sorted by weight, each once. */
export function accessesOf(actions: readonly string[]): readonly Access[] {
  const found = new Set(actions.map(accessOf));
  return ACCESSES.filter((access) => found.has(access));
}
