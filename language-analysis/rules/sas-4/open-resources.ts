// Actions for which a statement can name resources, and need not say `*`.
import type { PolicyPart } from "../../graph/narrowed-statement.ts";
import { resourceBreadth } from "../../iam/breadth.ts";
import { expandAction, type ActionInfo } from "../../iam/service-data.ts";
import { patternTexts } from "../../graph/value-pattern.ts";
import type { OwnedStatement } from "../../model/app-map.ts";

/** What a function does to its own log streams, network interfaces and traces, for which AWS's own policies name no resource either. */
const HOUSEKEEPING =
  /^(?:logs:(?:Create|PutLogEvents|Describe|TagResource)|ec2:(?:Create|Delete|Describe|Assign|Unassign)\w*(?:NetworkInterface|PrivateIpAddress)|xray:|cloudwatch:Put)/i;

/** Actions that the pattern covers and for which resources can be named. */
export function bindable(pattern: string): readonly ActionInfo[] {
  return expandAction(pattern).filter(({ name, resources }) => resources.length > 0 && !HOUSEKEEPING.test(name));
}

export function isBindable(pattern: string): boolean {
  return bindable(pattern).length > 0;
}

/** The part allows on every resource what could be bound to some. */
export function leavesOpen({ resources: written, notResources }: OwnedStatement, part: PolicyPart): boolean {
  const isOpen = part.resources
    ? part.resources.some(({ text }) => text === "*")
    : notResources.length > 0 ||
      written.some((value) => patternTexts(value).some((text) => resourceBreadth(text) !== undefined));
  return isOpen && part.actions.some(({ name }) => isBindable(name));
}
