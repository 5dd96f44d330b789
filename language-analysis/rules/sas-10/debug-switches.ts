// Where code itself switches a debug mode on. Sources: documentation of Flask, Chalice, FastAPI, Django and errorhandler.
import type { Expression } from "../../model/program.ts";
import { nameOf } from "../calls.ts";
import { oncePerModule, type CodePlace } from "../code-search.ts";
import { expressionsOf, statementsOf } from "../program-search.ts";

export interface DebugSwitch extends CodePlace {
  readonly what: string;
  /** The value that switches it off, in the language of the module. */
  readonly off: string;
}

const APPLICATIONS =
  /^(flask\.Flask|chalice\.Chalice|fastapi\.FastAPI|starlette\.applications\.Starlette|bottle\.Bottle|quart\.Quart|sanic\.Sanic)$/;

/** `app.debug = True`, `app.config["DEBUG"] = True`, `FastAPI(debug=True)`; not what stands below `if __name__ == "__main__"`. */
export const debugSwitchesOf = oncePerModule((module): readonly DebugSwitch[] => {
  if (module.language !== "python") return [];
  const found: DebugSwitch[] = [];
  const frameworks = new Set(
    module.imports.flatMap(
      (one) => /^(flask|chalice|fastapi|starlette|bottle|quart|sanic)$/.exec(one.module)?.[1] ?? [],
    ),
  );
  const [framework] = frameworks;
  if (framework === undefined) return [];
  for (const { statement, functionIndex } of statementsOf(module)) {
    if (statement.kind !== "assign" || statement.target.kind !== "member" || !isTrue(statement.value)) continue;
    const { property, object } = statement.target;
    const isDebug = property === "debug" && object.kind === "name" && /app|api|application/i.test(object.name);
    const isConfig =
      (property === "DEBUG" || property === "PROPAGATE_EXCEPTIONS") &&
      nameOf(module, object)?.endsWith(".config") === true;
    if (isDebug || isConfig) found.push({ at: statement.value.at, functionIndex, what: framework, off: "False" });
  }
  for (const { expression, functionIndex } of expressionsOf(module)) {
    if (expression.kind !== "call" || !APPLICATIONS.test(nameOf(module, expression.callee) ?? "")) continue;
    const debug = expression.arguments.find(({ name }) => name === "debug")?.value;
    if (debug && isTrue(debug)) found.push({ at: debug.at, functionIndex, what: framework, off: "False" });
  }
  return found;
});

function isTrue(value: Expression): boolean {
  return value.kind === "literal" && value.value === true;
}
