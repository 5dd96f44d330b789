// Why the SDK calls that are known of a function may not be all: code that is not there, clients and operations chosen at run time.
import { say } from "../model/message.ts";
import { rangeOf } from "../model/range.ts";
import type { UsageGap } from "../model/usage.ts";
import type { Programs, Reached } from "./reach.ts";

export function usageGaps(programs: Programs, reached: Reached): readonly UsageGap[] {
  const gaps: UsageGap[] = [];
  for (const [file, functions] of [...reached].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const code = programs.file(file);
    if (!code) continue;
    for (const { what, reason, functionIndex, at } of code.facts.openSdkUses ?? []) {
      if (!functions.has(functionIndex)) continue;
      gaps.push({ what, message: say("What is called here is not known: {0}.", reason), at: rangeOf(file, at) });
    }
    for (const { module, at } of code.module.imports) {
      if (!/^(\.|\/opt\/)/.test(module) || /\.(json|ya?ml|txt|graphql|html|css|node)$/.test(module)) continue;
      if (programs.modules.resolve(file, module) !== undefined) continue;
      gaps.push({
        what: "module",
        message: say("The module {0} is not in the workspace.", module),
        at: rangeOf(file, at),
      });
    }
  }
  return gaps;
}
