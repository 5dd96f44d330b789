// Calls of a module by what they call, through its imports.
import type { Argument, Expression, Pattern, ProgramModule } from "../model/program.ts";
import type { Span } from "../model/range.ts";
import { oncePerModule } from "./code-search.ts";
import { expressionsOf } from "./program-search.ts";

export type Call = Extract<Expression, { kind: "call" }>;

export interface NamedCall {
  readonly call: Call;
  /** Dotted, through imports: `jsonwebtoken.decode`, `crypto.createHash.update` for `createHash("md5").update(...)`. */
  readonly name: string;
  readonly functionIndex: number;
  readonly at: Span;
}

/** Every call whose callee has a name, in source order. */
export const callsOf = oncePerModule((module): readonly NamedCall[] => {
  const imports = importsByName(module);
  const found: NamedCall[] = [];
  for (const { expression, functionIndex } of expressionsOf(module)) {
    if (expression.kind !== "call") continue;
    const name = calleeName(imports, expression.callee, 0);
    if (name !== undefined) found.push({ call: expression, name, functionIndex, at: expression.at });
  }
  return found;
});

type Imports = ReadonlyMap<string, string>;

const importsByName = oncePerModule((module): Imports => {
  const names = new Map<string, string>();
  for (const { local, module: written, imported } of module.imports) {
    if (local === "" || names.has(local)) continue;
    const from = written.replace(/^node:/, "");
    names.set(local, imported === "*" || imported === "default" ? from : `${from}.${imported}`);
  }
  for (const statement of module.functions[0]?.body ?? [])
    if (statement.kind === "assign") addAliases(names, statement.target, statement.value);
  return names;
});

/** `const { JWT, JWK: { None } } = jose`, `session = boto3.session`: parts of what is imported under names of the module's own. */
function addAliases(names: Map<string, string>, target: Pattern, value: Expression): void {
  const root = rootOf(value);
  const name = root === undefined || !names.has(root) ? undefined : calleeName(names, value, 0);
  if (name !== undefined) addAliasesOf(names, target, name, 0);
}

function addAliasesOf(names: Map<string, string>, target: Pattern, name: string, depth: number): void {
  if (target.kind === "name" && !names.has(target.name)) names.set(target.name, name);
  if (target.kind !== "object" || depth > 3) return;
  for (const { key, target: inner } of target.properties) addAliasesOf(names, inner, `${name}.${key}`, depth + 1);
}

/** The name that a chain of properties begins with. */
function rootOf(value: Expression): string | undefined {
  let one = value;
  while (one.kind === "member" && typeof one.property === "string") one = one.object;
  return one.kind === "name" ? one.name : undefined;
}

/** The dotted name of an expression; calls on the way are named by what they call. */
export function nameOf(module: ProgramModule, expression: Expression): string | undefined {
  return calleeName(importsByName(module), expression, 0);
}

function calleeName(imports: Imports, expression: Expression, depth: number): string | undefined {
  if (depth > 12) return undefined;
  switch (expression.kind) {
    case "name":
      return imports.get(expression.name) ?? expression.name;
    case "this":
      return "this";
    case "await":
      return calleeName(imports, expression.operand, depth + 1);
    case "member": {
      const object = calleeName(imports, expression.object, depth + 1);
      const property = typeof expression.property === "string" ? expression.property : "*";
      return object === undefined ? `*.${property}` : `${object}.${property}`;
    }
    case "call": {
      const [first] = expression.arguments;
      if (
        expression.callee.kind === "name" &&
        expression.callee.name === "require" &&
        first?.value.kind === "literal"
      ) {
        return String(first.value.value).replace(/^node:/, "");
      }
      return calleeName(imports, expression.callee, depth + 1);
    }
    default:
      return undefined;
  }
}

/** The argument at `index` among those without a name, or the one named `name`. */
export function argumentOf(call: Call, index: number, name?: string): Expression | undefined {
  const named = name === undefined ? undefined : call.arguments.find((one: Argument) => one.name === name);
  if (named) return named.value;
  const positional = call.arguments.filter((one) => one.name === undefined);
  // Behind a spread the place of an argument is not known.
  if (positional.slice(0, index + 1).some(({ spread }) => spread)) return undefined;
  return positional[index]?.value;
}

export function textOfLiteral(expression: Expression | undefined): string | undefined {
  return expression?.kind === "literal" && typeof expression.value === "string" ? expression.value : undefined;
}

/** The function around all others in which the function stands; itself when it stands at the top level. */
export function outermost(module: ProgramModule, functionIndex: number): number {
  let current = functionIndex;
  for (let steps = 0; steps < 100; steps++) {
    const parent = module.functions[current]?.parent;
    if (parent === undefined || parent === 0) return current;
    current = parent;
  }
  return current;
}
