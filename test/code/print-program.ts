// The IR as short text, so that tests can state what a construct becomes in one line.
import type { Argument, Expression, Pattern, ProgramModule, Statement } from "../../language-analysis/model/program.ts";

/** The statements of the top level, one a line; functions and classes are written out where they stand. */
export function printProgram(module: ProgramModule): string {
  return printBody(module, module.functions[0]?.body ?? []).join("\n");
}

function printBody(module: ProgramModule, body: readonly Statement[]): string[] {
  return body.map((statement) => printStatement(module, statement));
}

function block(module: ProgramModule, body: readonly Statement[]): string {
  return `{ ${printBody(module, body).join("; ")} }`.replace("{  }", "{}");
}

function printStatement(module: ProgramModule, statement: Statement): string {
  const e = (value: Expression | undefined) => (value ? printExpression(module, value) : "");
  const p = (pattern: Pattern | undefined) => (pattern ? printPattern(module, pattern) : "");
  const b = (body: readonly Statement[]) => block(module, body);
  switch (statement.kind) {
    case "expression":
      return e(statement.value);
    case "assign":
      return `${statement.declares ? `${statement.declares} ` : ""}${p(statement.target)} ${statement.operator ?? ""}= ${e(statement.value)}`;
    case "if":
      return `if ${e(statement.test)} ${b(statement.then)}${statement.else.length > 0 ? ` else ${b(statement.else)}` : ""}`;
    case "loop": {
      const head = [
        statement.binding ? `${p(statement.binding)} of ${e(statement.items)}${statement.keys ? " keys" : ""}` : "",
        statement.test ? `while ${e(statement.test)}` : "",
      ];
      return `loop ${head.filter((one) => one !== "").join(" ")} ${b(statement.body)}`.replace("  ", " ");
    }
    case "switch":
      return `switch ${e(statement.subject)} ${statement.cases.map((one) => `[${one.tests.map(e).join(", ")}] ${b(one.body)}`).join(" ")}`;
    case "try": {
      const handlers = statement.handlers.map(
        (one) =>
          ` catch (${(one.types ?? []).map(e).join(", ")}${one.binding ? ` ${p(one.binding)}` : ""}) ${b(one.body)}`,
      );
      return `try ${b(statement.body)}${handlers.join("")}${statement.finally.length > 0 ? ` finally ${b(statement.finally)}` : ""}`;
    }
    case "return":
    case "throw":
      return `${statement.kind} ${e(statement.value)}`.trim();
    case "jump":
      return statement.to;
  }
}

export function printPattern(module: ProgramModule, pattern: Pattern): string {
  const e = (value: Expression) => printExpression(module, value);
  const p = (inner: Pattern) => printPattern(module, inner);
  switch (pattern.kind) {
    case "name":
      return pattern.name;
    case "member":
      return `${e(pattern.object)}${typeof pattern.property === "string" ? `.${pattern.property}` : `[${e(pattern.property)}]`}`;
    case "object": {
      const parts = pattern.properties.map(
        (one) => `${one.key}: ${p(one.target)}${one.default ? ` = ${e(one.default)}` : ""}`,
      );
      return `{${[...parts, ...(pattern.rest ? [`...${p(pattern.rest)}`] : [])].join(", ")}}`;
    }
    case "array": {
      const parts = pattern.items.map((one, index) => {
        const initial = pattern.defaults?.[index];
        return `${one ? p(one) : ""}${initial ? ` = ${e(initial)}` : ""}`;
      });
      return `[${[...parts, ...(pattern.rest ? [`...${p(pattern.rest)}`] : [])].join(", ")}]`;
    }
  }
}

export function printExpression(module: ProgramModule, value: Expression): string {
  const e = (inner: Expression | undefined) => (inner ? printExpression(module, inner) : "");
  switch (value.kind) {
    case "literal":
      return JSON.stringify(value.value);
    case "regex":
      return `/${value.source}/${value.flags}`;
    case "template":
      return `template(${value.parts.map(e).join(", ")})`;
    case "name":
      return value.name;
    case "this":
      return "this";
    case "member":
      return `${e(value.object)}${typeof value.property === "string" ? `.${value.property}` : `[${e(value.property)}]`}`;
    case "call":
      return `${value.isNew ? "new " : ""}${e(value.callee)}(${printArguments(module, value.arguments)})`;
    case "object": {
      const properties = value.properties.map((one) => {
        if (one.key === undefined) return `...${e(one.value)}`;
        return `${typeof one.key === "string" ? one.key : `[${e(one.key)}]`}: ${e(one.value)}`;
      });
      return `{${properties.join(", ")}}`;
    }
    case "array":
      return `[${printArguments(module, value.items)}]`;
    case "function":
      return printFunction(module, value.index);
    case "class": {
      const one = module.classes[value.index];
      const bases = one && one.bases.length > 0 ? ` extends ${one.bases.map(e).join(", ")}` : "";
      return `class ${one?.name ?? "?"}${bases} { ${(one?.methods ?? []).map((index) => printFunction(module, index)).join("; ")} }`;
    }
    case "binary":
      return `(${e(value.left)} ${value.operator} ${e(value.right)})`;
    case "unary":
      return `(${value.operator} ${e(value.operand)})`;
    case "conditional":
      return `(${e(value.test)} ? ${e(value.then)} : ${e(value.else)})`;
    case "await":
      return `await ${e(value.operand)}`;
    case "yield":
      return `yield ${e(value.operand)}`.trim();
    case "assignment":
      return `(${printPattern(module, value.target)} := ${e(value.value)})`;
    case "comprehension": {
      const clauses = value.clauses.map((one) => ` for ${printPattern(module, one.binding)} of ${e(one.items)}`);
      const conditions = value.conditions.map((one) => ` if ${e(one)}`);
      return `<${value.result.map(e).join(", ")}${clauses.join("")}${conditions.join("")}>`;
    }
    case "other":
      return `other(${value.parts.map(e).join(", ")})`;
  }
}

function printArguments(module: ProgramModule, list: readonly Argument[]): string {
  return list
    .map(
      (one) =>
        `${one.spread ? (one.spread === "keyword" ? "**" : "...") : ""}${one.name ? `${one.name}=` : ""}${printExpression(module, one.value)}`,
    )
    .join(", ");
}

export function printFunction(module: ProgramModule, index: number): string {
  const one = module.functions[index];
  if (!one) return "function ?";
  const parameters = one.parameters.map((parameter) => {
    const rest = parameter.rest ? (parameter.rest === "keyword" ? "**" : "...") : "";
    const initial = parameter.default ? ` = ${printExpression(module, parameter.default)}` : "";
    return `${rest}${printPattern(module, parameter.pattern)}${initial}`;
  });
  return `${one.isAsync ? "async " : ""}function ${one.name}(${parameters.join(", ")}) ${block(module, one.body)}`;
}
