// What an action pattern covers. Source: IAM User Guide, "IAM JSON policy elements: Action".
import { matchesPattern } from "./pattern.ts";

/** Case is ignored in both; a pattern without `:` other than `*` is invalid and matches nothing. */
export function matchesAction(pattern: string, action: string): boolean {
  if (pattern !== "*" && !pattern.includes(":")) return false;
  return matchesPattern(pattern.toLowerCase(), action.toLowerCase());
}

export type WildcardScope =
  /** `*`, `*:*` */
  | "everything"
  /** `s3:*` */
  | "service"
  /** `s3:Get*`, `s3:*Object`: part of one service's actions. */
  | "part";

/** Absent for an action written out, and for what is no action pattern. */
export function wildcardScope(pattern: string): WildcardScope | undefined {
  if (pattern === "*") return "everything";
  const colon = pattern.indexOf(":");
  if (colon < 0) return undefined;
  const service = pattern.slice(0, colon);
  const name = pattern.slice(colon + 1);
  if (!/[*?]/.test(service + name)) return undefined;
  if (/[*?]/.test(service)) return "everything";
  return /^[*?]+$/.test(name) ? "service" : "part";
}

/** Any `*` or `?` in the pattern: more than one action is granted. */
export function isWildcardAction(pattern: string): boolean {
  return wildcardScope(pattern) !== undefined;
}

const READ_VERB = /^(get|list|describe|head|batchget|query|scan|lookup|search|view|check|test|filter|simulate)/i;

/**
 * A wildcard that covers everything, a service, or verbs that change something: `s3:*`, `s3:Put*`, `dynamodb:*Item`, `ec2:D*`.
 * `s3:Get*` and `logs:Describe*` are not broad: one kind of reading.
 */
export function isBroadWildcard(pattern: string): boolean {
  const scope = wildcardScope(pattern);
  if (scope !== "part") return scope !== undefined;
  const name = pattern.slice(pattern.indexOf(":") + 1);
  const fixed = name.slice(0, name.search(/[*?]/));
  return !READ_VERB.test(fixed);
}

/** Service prefix in lower case: `s3` of `s3:GetObject`; `*` for `*`. */
export function serviceOf(pattern: string): string {
  const colon = pattern.indexOf(":");
  return colon < 0 ? "*" : pattern.slice(0, colon).toLowerCase();
}
