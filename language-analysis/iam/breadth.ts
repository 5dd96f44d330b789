// How much of an account a resource pattern covers.
import { parseArn } from "./resource.ts";

export type ResourceBreadth =
  /** `*`: every resource of every service. */
  | "everything"
  /** `arn:aws:dynamodb:*:*:table/*`: all resources of one type in the account. */
  | "type";

/** A resource part that names no resource: `*`, `table/*`, `function:*`, `log-group:*:*`. */
const UNNAMED = /^(?:[A-Za-z-]+[:/])?\/?\*(?:[:/]\*)*$/;

/** Services whose ARNs begin with the name: `shop-invoices/*` are the objects of one bucket. */
const BARE = new Set(["s3", "sns", "sqs", "execute-api", "codecommit"]);
const UNNAMED_BARE = /^\*(?:[:/]\*)*$/;

/** Undefined for patterns that name something, and for what is no pattern of IAM. */
export function resourceBreadth(pattern: string): ResourceBreadth | undefined {
  if (/^\*+$/.test(pattern)) return "everything";
  const arn = parseArn(pattern);
  if (!arn) return undefined;
  if (/^[*:]+$/.test(`${arn.service}:${arn.resource}`)) return "everything";
  const unnamed = BARE.has(arn.service) ? UNNAMED_BARE : UNNAMED;
  return unnamed.test(arn.resource) ? "type" : undefined;
}

/** Condition keys that keep a statement to some resources, whatever its Resource says. Source: IAM User Guide, "AWS global condition context keys". */
const SCOPING =
  /^(?:aws:resource(?:tag\/|account$|orgid$|orgpaths$)|aws:requesttag\/|[a-z0-9-]+:resourcetag\/|[a-z0-9-]+:resourcealiases$|dynamodb:leadingkeys$|s3:dataaccesspointarn$|cloudwatch:namespace$|ec2:vpc$|ec2:subnet$|kms:encryptioncontext|kms:viaservice$|iam:(?:passedtoservice|associatedresourcearn|policyarn|permissionsboundary)$|ses:fromaddress$|ssm:resourcetag\/|secretsmanager:secretid$|lambda:functionarn$)/i;

/** Any of the condition keys limits which resources the statement is about. */
export function isScoping(conditionKeys: readonly string[]): boolean {
  return conditionKeys.some((key) => SCOPING.test(key));
}
