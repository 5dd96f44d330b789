// Why the SDK calls that are known of a function may not be all: code that is not there, clients and operations chosen at run time.
import { say } from "../model/message.ts";
import { expressionParts, statementExpressions } from "../model/program-parts.ts";
import type { Expression, ProgramModule } from "../model/program.ts";
import { rangeOf } from "../model/range.ts";
import type { UsageGap } from "../model/usage.ts";
import { statementsWithin } from "./expression-walk.ts";
import { mayCallAws } from "./known-packages.ts";
import { isPython } from "./modules.ts";
import { isOfOwnScope } from "./public-scopes.ts";
import { PYTHON_PACKAGES } from "./python-packages.ts";
import type { Programs, Reached } from "./reach.ts";

export function usageGaps(programs: Programs, reached: Reached): readonly UsageGap[] {
  const gaps: UsageGap[] = [];
  const called = calledServices(programs, reached);
  for (const [file, functions] of [...reached].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const code = programs.file(file);
    if (!code) continue;
    const [first] = code.inline && isEmpty(code.module) ? code.module.functions : [];
    if (first) {
      const message = say("The code in the template does nothing: it may stand in for what is deployed later.");
      gaps.push({ what: "handler", message, at: rangeOf(file, first.at) });
    }
    for (const { what, reason, unlessCalled, functionIndex, at } of code.facts.openSdkUses ?? []) {
      if (!functions.has(functionIndex) || (unlessCalled !== undefined && called.has(unlessCalled))) continue;
      gaps.push({ what, message: say("What is called here is not known: {0}.", reason), at: rangeOf(file, at) });
    }
    for (const { module, at } of code.module.imports) {
      const what = gapOf(programs, file, module);
      if (!what) continue;
      const message =
        what === "module"
          ? say("The module {0} is not in the workspace.", module)
          : say("The package {0} may call AWS by itself.", module);
      gaps.push({ what, message, at: rangeOf(file, at) });
    }
  }
  const unique = new Map(gaps.map((gap) => [JSON.stringify(gap), gap]));
  return [...unique.values()];
}

/** By any code of the files, reached or not. */
function calledServices(programs: Programs, reached: Reached): ReadonlySet<string> {
  const services = new Set<string>();
  for (const file of reached.keys()) {
    for (const { service } of programs.file(file)?.facts.sdkCalls ?? []) services.add(service);
  }
  return services;
}

/** Nothing is called anywhere: the function only gives a constant back. */
function isEmpty({ functions, imports }: ProgramModule): boolean {
  return (
    imports.length === 0 &&
    functions.every(({ body }) => [...statementsWithin(body)].flatMap(statementExpressions).every(callsNothing))
  );
}

function callsNothing(expression: Expression): boolean {
  return expression.kind !== "call" && expressionParts(expression).every(callsNothing);
}

function gapOf(programs: Programs, file: string, module: string): "module" | "library" | undefined {
  if (/\.(?:json|ya?ml|txt|graphql|html|css|node)$/.test(module) || module.startsWith("node:")) return undefined;
  if (programs.modules.resolve(file, module) !== undefined) return undefined;
  if (/^(?:\.|\/)/.test(module)) {
    // Python: the folder itself, when it has no `__init__.py`.
    return /^\.+$/.test(module) && isPython(file) ? undefined : "module";
  }
  if (mayCallAws(module)) return "library";
  if (!isPython(file)) return isOfOwnScope(module) ? "module" : undefined;
  const [package_ = ""] = module.split(".");
  return PYTHON_PACKAGES.has(package_) || /boto|^aws_/.test(package_) ? undefined : "module";
}
