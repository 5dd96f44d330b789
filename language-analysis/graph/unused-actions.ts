import { matchesAction, serviceOf, wildcardScope } from "../iam/action.ts";
import { dependentActions, expandAction } from "../iam/service-data.ts";
import { isHousekeeping, isUsedWithoutSdk } from "../iam/unseen-uses.ts";

/**
 * Nothing of the pattern is among the used actions, nor needed for one of them, nor used where no call shows it. Holds only when
 * `used` is all that is used.
 */
export function isUnused(used: readonly string[], pattern: string | undefined): boolean {
  if (pattern === undefined || wildcardScope(pattern) === "everything" || !pattern.includes(":")) return false;
  if (isUsedWithoutSdk(pattern)) return false;
  if (used.some((action) => matchesAction(pattern, action))) return false;
  if (used.some((action) => dependentActions(action).some((needed) => matchesAction(pattern, needed)))) return false;
  const service = serviceOf(pattern);
  const isServiceUsed = used.some((action) => serviceOf(action) === service);
  const covered = expandAction(pattern);
  // What the table does not know may have another name in the code.
  if (covered.length === 0) return false;
  // Looking something up beside real work is what libraries and consoles do.
  return !isServiceUsed || !covered.every(({ name, level }) => isHousekeeping(name, level));
}
