// Permissions that are used without an SDK call in the code, or only beside the work.
import { serviceOf } from "./action.ts";
import type { ActionLevel } from "./service-data.ts";

/**
 * Services whose permissions are used through signed HTTP requests, drivers, agents and mounts, or that the platform uses for the
 * function. Sources: the services' own pages on IAM authentication.
 */
const WITHOUT_SDK = new Set([
  "aoss",
  "appsync",
  "aps",
  "cloudwatch",
  "ec2",
  "elasticfilesystem",
  "es",
  "execute-api",
  "kafka",
  "kafka-cluster",
  "kms",
  "lambda-url",
  "logs",
  "neptune-db",
  "rds-db",
  "redshift-serverless",
  "sts",
  "vpc-lattice-svcs",
  "xray",
]);

/** `pattern` is an action or a pattern of one service. */
export function isUsedWithoutSdk(pattern: string): boolean {
  return WITHOUT_SDK.has(serviceOf(pattern));
}

const LOOKING_UP =
  /:(?:Describe|List|GetBucketLocation|GetQueue(?:Url|Attributes)|GetTopicAttributes|GetObject(?:Version|Tagging|Acl|Attributes)|AbortMultipartUpload|ConditionCheckItem|ChangeMessageVisibility|GetFunction|BatchGetItem|GetParameters?|ListBucket)/;

/** Granted along with the real work by habit, and used by libraries unseen. */
export function isHousekeeping(action: string, level: ActionLevel): boolean {
  return level === "list" || level === "tagging" || LOOKING_UP.test(action);
}
