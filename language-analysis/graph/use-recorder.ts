// Collects what the calls of one function need of IAM.
import { actionInfo } from "../iam/service-data.ts";
import type { Confidence } from "../model/app-map.ts";
import type { SdkCall } from "../model/code-facts.ts";
import { compareRanges, type SourceRange } from "../model/range.ts";
import type { UsedPermission, UsedResource } from "../model/usage.ts";
import type { Target } from "./resolver.ts";
import { labelOf } from "./service-names.ts";

const RANK: readonly Confidence[] = ["high", "medium", "low"];
export const UNCERTAIN_CLIENT = "the client of the call is not certain";

export class UseRecorder {
  private uses: UsedPermission[] = [];

  add(
    call: SdkCall,
    at: SourceRange,
    actions: readonly string[],
    resource: UsedResource,
    target?: Pick<Target, "confidence" | "reason">,
  ): void {
    if (actions.length === 0) return;
    const isKnown = actions.every((action) => actionInfo(action) !== undefined);
    const own = isKnown ? call.confidence : "low";
    const confidence = target ? worst(own, target.confidence) : own;
    const doubt = isKnown ? UNCERTAIN_CLIENT : "AWS lists no such action";
    const reason = target?.reason ?? (confidence === "high" ? undefined : doubt);
    this.uses.push({
      actions,
      resource,
      source: "code",
      label: labelOf(call),
      at,
      confidence,
      ...(call.isForeign && { isForeign: true }),
      ...(call.isOptional && { isOptional: true }),
      ...(confidence === "high" || reason === undefined ? {} : { reason }),
    });
  }

  /** Everything that was added, sorted, each once; nothing is left for the next function. */
  take(): readonly UsedPermission[] {
    const unique = new Map(this.uses.map((use) => [JSON.stringify(use), use]));
    this.uses = [];
    return [...unique]
      .sort(([a, one], [b, other]) => compareRanges(one.at, other.at) || (a < b ? -1 : 1))
      .map(([, use]) => use);
  }
}

export function worst(a: Confidence, b: Confidence): Confidence {
  return RANK[Math.max(RANK.indexOf(a), RANK.indexOf(b))] ?? "low";
}
