import type { EnvironmentRead } from "../model/code-facts.ts";
import type { Expression, Pattern, ProgramModule } from "../model/program.ts";
import { walkModule } from "./walk.ts";

type Member = Extract<Expression, { kind: "member" }>;

/** `process.env.X`, `os.environ["X"]`, `os.getenv("X")` in all their forms, also through aliases. */
export function findEnvironmentReads(module: ProgramModule): readonly EnvironmentRead[] {
  const names = environmentNames(module);
  const found: EnvironmentRead[] = [];
  const counted = new Set<Expression>();
  const isEnvironment = (value: Expression): boolean =>
    value.kind === "name" ? names.whole.has(value.name) : value.kind === "member" && isEnvironmentMember(value, names);
  const add = (name: string | undefined, functionIndex: number, at: EnvironmentRead["at"]) =>
    found.push({ name, functionIndex, at });

  walkModule(module, {
    statement(statement, functionIndex) {
      if (statement.kind !== "assign") return;
      if (statement.target.kind === "member" && isEnvironment(statement.target.object))
        counted.add(statement.target.object);
      if (!isEnvironment(statement.value)) return;
      counted.add(statement.value); // `const env = process.env` reads nothing yet.
      if (statement.target.kind === "object") addPattern(statement.target, functionIndex, add);
    },
    expression(expression, functionIndex) {
      if (expression.kind === "member" && isEnvironment(expression.object)) {
        counted.add(expression.object);
        const name = typeof expression.property === "string" ? expression.property : undefined;
        if (name !== undefined && METHODS.has(name) && module.language === "python") return;
        add(name, functionIndex, expression.at);
      } else if (expression.kind === "call") {
        const read = calledRead(expression, isEnvironment, names);
        if (!read) return;
        const [key] = expression.arguments;
        const name = key?.value.kind === "literal" && typeof key.value.value === "string" ? key.value.value : undefined;
        add(name, functionIndex, expression.at);
      } else if (expression.kind === "member" && isEnvironment(expression) && !counted.has(expression)) {
        add(undefined, functionIndex, expression.at); // As a whole.
      }
    },
  });
  return found;
}

const METHODS = new Set(["copy", "get", "items", "keys", "pop", "setdefault", "update", "values"]);

interface EnvironmentNames {
  /** Local names of the environment object. */
  readonly whole: ReadonlySet<string>;
  /** Local names of `os.getenv`. */
  readonly getters: ReadonlySet<string>;
  /** Local names of the module that has it: `process`, `os`. */
  readonly modules: ReadonlySet<string>;
}

function environmentNames(module: ProgramModule): EnvironmentNames {
  const isPython = module.language === "python";
  const whole = new Set<string>();
  const getters = new Set<string>();
  const modules = new Set<string>(isPython ? [] : ["process"]);
  for (const one of module.imports) {
    const isHome = isPython ? one.module === "os" : /^(node:)?process$/.test(one.module);
    if (!isHome || one.local === "") continue;
    if (one.imported === "*" || one.imported === "default") modules.add(one.local);
    else if (one.imported === (isPython ? "environ" : "env")) whole.add(one.local);
    else if (one.imported === "getenv") getters.add(one.local);
  }
  const names = { whole, getters, modules };
  walkModule(module, {
    statement(statement) {
      if (statement.kind !== "assign" || !statement.declares || statement.target.kind !== "name") return;
      if (statement.value.kind === "member" && isEnvironmentMember(statement.value, names))
        whole.add(statement.target.name);
    },
  });
  return names;
}

function isEnvironmentMember(value: Member, names: EnvironmentNames): boolean {
  if (value.object.kind !== "name" || !names.modules.has(value.object.name)) return false;
  return value.property === "env" || value.property === "environ";
}

function calledRead(
  call: Extract<Expression, { kind: "call" }>,
  isEnvironment: (value: Expression) => boolean,
  names: EnvironmentNames,
): boolean {
  const { callee } = call;
  if (callee.kind === "name") return names.getters.has(callee.name);
  if (callee.kind !== "member") return false;
  if (typeof callee.property !== "string") return false;
  if (callee.property === "getenv") return callee.object.kind === "name" && names.modules.has(callee.object.name);
  return ["get", "pop", "setdefault"].includes(callee.property) && isEnvironment(callee.object);
}

function addPattern(
  pattern: Extract<Pattern, { kind: "object" }>,
  functionIndex: number,
  add: (name: string | undefined, functionIndex: number, at: EnvironmentRead["at"]) => void,
): void {
  for (const { key, target } of pattern.properties) add(key === "" ? undefined : key, functionIndex, target.at);
  if (pattern.rest) add(undefined, functionIndex, pattern.rest.at);
}
