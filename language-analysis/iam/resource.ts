// Resource patterns. Source: IAM User Guide, "IAM JSON policy elements: Resource" and "Amazon Resource Names (ARNs)".
import { patternsOverlap } from "./pattern.ts";

export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** All behind the fifth colon: `table/Orders`, `function:pay:live`, `bucket/key`. */
  readonly resource: string;
}

/** Missing parts of an incomplete ARN become `*`, as IAM fills them. Absent for other texts. */
export function parseArn(text: string): Arn | undefined {
  const parts = text.split(":");
  if (parts[0] !== "arn" || parts.length < 3) return undefined;
  const [, partition = "*", service = "*", region = "*", account = "*"] = parts;
  const resource = parts.length > 5 ? parts.slice(5).join(":") : "*";
  return { partition, service, region, account, resource };
}

/**
 * Some resource matches both patterns. Wildcards stay within their part of the ARN, except in the last one.
 * An empty account or region (as in S3's ARNs) matches an empty one and wildcards only.
 */
export function resourcesOverlap(a: string, b: string): boolean {
  if (a === "*" || b === "*") return true;
  const left = parseArn(a);
  const right = parseArn(b);
  if (!left || !right) return !left && !right && patternsOverlap(a, b);
  return (
    patternsOverlap(left.partition, right.partition) &&
    patternsOverlap(left.service.toLowerCase(), right.service.toLowerCase()) &&
    patternsOverlap(left.region, right.region) &&
    patternsOverlap(left.account, right.account) &&
    patternsOverlap(left.resource, right.resource)
  );
}
