import type { NamedLiteral } from "../model/code-facts.ts";
import type { Expression, Pattern, ProgramModule } from "../model/program.ts";
import { dottedName } from "./call-results.ts";
import { walkModule } from "./walk.ts";

const MIN_LENGTH = 8;
/** People choose short passwords. */
const MIN_PASSWORD_LENGTH = 4;
const PASSWORD_NAME = /pass|pwd|secret|hard_?coded/i;
/** Private keys have some 3,500 characters; longer texts are documents. */
const MAX_LENGTH = 8192;

/** Texts of a length that a secret may have, each with the name it is bound to. */
export function findLiterals(module: ProgramModule): readonly NamedLiteral[] {
  const names = new Map<Expression, string>();
  const found: NamedLiteral[] = [];
  const name = (value: Expression | undefined, given: string) => {
    if (value && given !== "") names.set(value, given);
  };
  for (const one of module.functions) {
    for (const { pattern, default: initial } of one.parameters) name(initial, patternName(pattern));
  }
  walkModule(module, {
    statement(statement) {
      if (statement.kind === "assign") name(statement.value, patternName(statement.target));
    },
    expression(expression) {
      const own = names.get(expression) ?? "";
      switch (expression.kind) {
        case "literal":
          addLiteral(found, expression, own);
          break;
        case "object":
          for (const { key, value } of expression.properties) if (typeof key === "string") name(value, key);
          break;
        case "call":
          if (isModuleName(expression)) for (const { value } of expression.arguments) names.set(value, IGNORED);
          for (const argument of expression.arguments) name(argument.value, argument.name ?? "");
          break;
        case "assignment":
          name(expression.value, patternName(expression.target));
          break;
        case "binary":
          nameOperands(expression, own, name);
          break;
        case "conditional":
          name(expression.then, own);
          name(expression.else, own);
          break;
        case "array":
          for (const item of expression.items) name(item.value, own);
          break;
        case "await":
          name(expression.operand, own);
          break;
        default:
          break;
      }
    },
  });
  return found;
}

const IGNORED = "\0";

function addLiteral(
  found: NamedLiteral[],
  { value, at }: Extract<Expression, { kind: "literal" }>,
  name: string,
): void {
  if (typeof value !== "string" || name === IGNORED) return;
  const least = PASSWORD_NAME.test(name) ? MIN_PASSWORD_LENGTH : MIN_LENGTH;
  if (value.length >= least && value.length <= MAX_LENGTH) found.push({ value, name, at });
}

/** `key = process.env.KEY || "text"`, `key === "text"`, `key = "a" + "b"`. */
function nameOperands(
  expression: Extract<Expression, { kind: "binary" }>,
  own: string,
  name: (value: Expression, given: string) => void,
): void {
  const { operator, left, right } = expression;
  if (["||", "??", "&&", "+"].includes(operator)) {
    name(left, own);
    name(right, own);
  } else if (["==", "===", "!=", "!=="].includes(operator)) {
    name(right, lastName(left));
    name(left, lastName(right));
  }
}

function isModuleName({ callee }: Extract<Expression, { kind: "call" }>): boolean {
  const name = dottedName(callee);
  return name === "require" || name === "import";
}

function patternName(pattern: Pattern): string {
  if (pattern.kind === "name") return pattern.name;
  return pattern.kind === "member" && typeof pattern.property === "string" ? pattern.property : "";
}

function lastName(expression: Expression): string {
  if (expression.kind === "name") return expression.name;
  return expression.kind === "member" && typeof expression.property === "string" ? expression.property : "";
}
