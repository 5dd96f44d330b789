// Values of local names, for rules that look one or two steps back: no data flow, only what is assigned to the name.
import type { Expression, Pattern, ProgramModule } from "../model/program.ts";
import { expressionParts } from "../model/program-parts.ts";
import { oncePerModule } from "./code-search.ts";
import { expressionsOf, statementsOf } from "./program-search.ts";

export class Variables {
  /** By function index and name. */
  private readonly values = new Map<string, Expression[]>();
  private readonly parameters = new Set<string>();

  constructor(private readonly module: ProgramModule) {
    for (const { index, parameters } of module.functions) {
      for (const { pattern } of parameters)
        for (const name of namesIn(pattern)) this.parameters.add(`${index}|${name}`);
    }
    for (const { statement, functionIndex } of statementsOf(module)) {
      if (statement.kind === "assign") this.bind(functionIndex, statement.target, statement.value, 0);
      if (statement.kind === "loop" && statement.binding && statement.items)
        this.bind(functionIndex, statement.binding, statement.items, 0);
    }
    for (const { expression, functionIndex } of expressionsOf(module)) {
      if (expression.kind === "assignment") this.bind(functionIndex, expression.target, expression.value, 0);
    }
  }

  private bind(functionIndex: number, target: Pattern, value: Expression, depth: number): void {
    if (depth > 5) return;
    if (target.kind === "name") {
      const key = `${functionIndex}|${target.name}`;
      const list = this.values.get(key);
      if (list) list.push(value);
      else this.values.set(key, [value]);
    } else if (target.kind === "object") {
      for (const { key, target: inner } of target.properties)
        this.bind(functionIndex, inner, member(value, key), depth + 1);
    } else if (target.kind === "array") {
      target.items.forEach((inner, index) => {
        if (inner) this.bind(functionIndex, inner, member(value, String(index)), depth + 1);
      });
    }
  }

  /** What is assigned to the name in the nearest function around that assigns it; none for parameters and unknown names. */
  valuesOf(name: string, functionIndex: number): readonly Expression[] {
    const { functions } = this.module;
    for (let current: number | undefined = functionIndex, steps = 0; current !== undefined && steps < 50; steps++) {
      const found = this.values.get(`${current}|${name}`);
      if (found) return found;
      if (this.parameters.has(`${current}|${name}`)) return [];
      current = current === 0 ? undefined : (functions[current]?.parent ?? 0);
    }
    return [];
  }

  /** Expressions that make up `root`, names followed back to what is assigned to them, at most `steps` times in a row. */
  *origins(root: Expression, functionIndex: number, steps = 3): Iterable<Expression> {
    const seen = new Set<string>();
    const stack: { readonly expression: Expression; readonly left: number }[] = [{ expression: root, left: steps }];
    for (let next = stack.pop(), visits = 0; next && visits < 400; next = stack.pop(), visits++) {
      const { expression, left } = next;
      yield expression;
      if (expression.kind === "name" && left > 0 && !seen.has(expression.name)) {
        seen.add(expression.name);
        for (const value of this.valuesOf(expression.name, functionIndex))
          stack.push({ expression: value, left: left - 1 });
      }
      for (const part of expressionParts(expression)) stack.push({ expression: part, left });
    }
  }
}

export const variablesOf = oncePerModule((module) => new Variables(module));

function member(object: Expression, property: string): Expression {
  return { kind: "member", object, property, propertyAt: object.at, at: object.at };
}

export function namesIn(pattern: Pattern | undefined): readonly string[] {
  switch (pattern?.kind) {
    case "name":
      return [pattern.name];
    case "object":
      return [...pattern.properties.flatMap(({ target }) => namesIn(target)), ...namesIn(pattern.rest)];
    case "array":
      return [...pattern.items.flatMap((item) => namesIn(item)), ...namesIn(pattern.rest)];
    default:
      return [];
  }
}
