import { say } from "../../model/message.ts";
import type { Pattern, ProgramModule, Statement } from "../../model/program.ts";
import { rangeOf } from "../../model/range.ts";
import type { Grammar } from "../../syntax/grammars.ts";
import { LineIndex } from "../../syntax/line-index.ts";
import { withoutBackticks } from "./backticks.ts";
import { ModuleBuilder } from "../module-builder.ts";
import { lowerExpression } from "./expressions.ts";
import { lowerFunction } from "./functions.ts";
import { type Lowering, ScopeStack } from "./lowering.ts";
import { lowerPattern } from "./patterns.ts";
import { lowerStatement } from "./statements.ts";
import { plainTree } from "./syntax-tree.ts";

/** The module of `text`, Python 2 or 3. Code with syntax errors is lowered as far as the parser understands it. */
export function lowerPython(path: string, text: string, grammar: Grammar): ProgramModule {
  const tree = grammar.parse(withoutBackticks(text));
  const { root, errors } = plainTree(tree);
  tree.delete();
  const build = new ModuleBuilder(path, "python", new LineIndex(text));
  const scopes = new ScopeStack();
  const lowering: Lowering = {
    build,
    scopes,
    at: (node) => build.span(node.start, node.end),
    textOf: (node) => text.slice(node.start, node.end),
    expression: (node) => lowerExpression(lowering, node),
    pattern: (node) => lowerPattern(lowering, node),
    statement: (node) => lowerStatement(lowering, node),
    block: (node) => build.collect(() => node?.children.forEach((child) => lowerStatement(lowering, child))),
    functionLike: (node, place) => lowerFunction(lowering, node, place),
  };
  for (const { start, end } of errors.slice(0, MAX_SYNTAX_PROBLEMS)) {
    build.problems.push({
      code: "syntax-error",
      severity: "warning",
      message: say("Not understood as Python."),
      at: rangeOf(path, build.span(start, end)),
    });
  }
  scopes.open();
  build.defineFunction(() => {
    const body = lowering.block(root);
    exportTopLevel(build, body);
    return { name: "", parameters: [], body, isAsync: false, at: build.span(0, text.length), nameAt: build.span(0, 0) };
  });
  return build.finish();
}

const MAX_SYNTAX_PROBLEMS = 5;

/** Every name that the top level binds, in branches and loops too, once each at its first place. */
function exportTopLevel(build: ModuleBuilder, body: readonly Statement[]): void {
  const known = new Set(build.exports.map((one) => one.name));
  const add = (pattern: Pattern | undefined): void => {
    if (pattern?.kind === "array") [...pattern.items, pattern.rest].forEach(add);
    if (pattern?.kind !== "name" || known.has(pattern.name)) return;
    known.add(pattern.name);
    build.exports.push({ name: pattern.name, value: pattern, at: pattern.at });
  };
  const visit = (statements: readonly Statement[]): void => {
    for (const statement of statements) {
      switch (statement.kind) {
        case "assign":
          add(statement.target);
          for (let inner = statement.value; inner.kind === "assignment"; inner = inner.value) add(inner.target);
          break;
        case "if":
          visit(statement.then);
          visit(statement.else);
          break;
        case "loop":
          visit(statement.body);
          break;
        case "try":
          visit(statement.body);
          for (const handler of statement.handlers) visit(handler.body);
          visit(statement.finally);
          break;
        case "switch":
          for (const one of statement.cases) visit(one.body);
          break;
        case "expression":
        case "return":
        case "throw":
        case "jump":
          break;
      }
    }
  };
  visit(body);
}
