import type { Expression, ProgramField } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import { lowerArguments } from "./expressions.ts";
import { typeName } from "./functions.ts";
import { bindPattern, type FunctionPlace, type Lowering } from "./lowering.ts";
import { childOf, type PythonNode } from "./syntax-tree.ts";

export function lowerFunctionDefinition(
  lowering: Lowering,
  node: PythonNode,
  at: Span,
  place: FunctionPlace = {},
): void {
  const index = lowering.functionLike(node, place);
  bindDefinition(lowering, node, { kind: "function", index, at }, at);
}

/** `@wrap def f(): ...`: a function keeps its decorators; those of a class are called with it behind it. */
export function lowerDecorated(lowering: Lowering, node: PythonNode, at: Span): void {
  const definition = childOf(node, "definition");
  if (!definition) return;
  const decorators = lowerDecorators(lowering, node);
  if (definition.type === "function_definition") {
    lowerFunctionDefinition(lowering, definition, lowering.at(definition), { decorators });
    return;
  }
  lowerClassDefinition(lowering, definition, at);
  const name = childOf(definition, "name");
  if (!name) return;
  const self: Expression = { kind: "name", name: lowering.textOf(name), at: lowering.at(name) };
  for (const callee of [...decorators].reverse()) {
    const { at: place } = callee;
    const value: Expression = { kind: "call", callee, arguments: [{ value: self }], argumentsAt: place, at: place };
    lowering.build.emit({ kind: "expression", value, at: place });
  }
}

function lowerDecorators(lowering: Lowering, node: PythonNode): readonly Expression[] {
  return node.children
    .filter((child) => child.type === "decorator")
    .flatMap((decorator) => decorator.children.map((one) => lowering.expression(one)));
}

/** Methods belong to the class; what else its body assigns becomes a member of it, behind the class. */
export function lowerClassDefinition(lowering: Lowering, node: PythonNode, at: Span): void {
  const name = childOf(node, "name");
  const nameAt = lowering.at(name ?? node);
  const self: Expression = { kind: "name", name: name ? lowering.textOf(name) : "", at: nameAt };
  const members = childOf(node, "body")?.children ?? [];
  const bases = childOf(node, "superclasses");
  const index = lowering.build.defineClass((classIndex) => {
    const methods = members.flatMap((member) => {
      const method = methodOf(member);
      if (!method) return [];
      const decorators = method === member ? [] : lowerDecorators(lowering, member);
      return [lowering.functionLike(method, { classIndex, decorators })];
    });
    const given = bases ? lowerArguments(lowering, bases) : [];
    const fields = members.flatMap((member) => fieldsOf(lowering, member));
    return {
      name: self.name,
      bases: given.map((one) => one.value),
      methods,
      ...(fields.length > 0 ? { fields } : {}),
      at,
    };
  });
  bindDefinition(lowering, node, { kind: "class", index, at }, at);
  for (const member of members) if (!methodOf(member)) lowerClassStatement(lowering, member, self);
}

/** `name: str`, with or without a value. */
function fieldsOf(lowering: Lowering, member: PythonNode): readonly ProgramField[] {
  if (member.type !== "expression_statement") return [];
  return member.children.flatMap((one): ProgramField[] => {
    const left = one.type === "assignment" ? childOf(one, "left") : undefined;
    if (!left || left.type !== "identifier" || !childOf(one, "type")) return [];
    return [{ name: lowering.textOf(left), ...typeName(lowering, one) }];
  });
}

function methodOf(member: PythonNode): PythonNode | undefined {
  const definition = member.type === "decorated_definition" ? childOf(member, "definition") : member;
  return definition?.type === "function_definition" ? definition : undefined;
}

function lowerClassStatement(lowering: Lowering, member: PythonNode, self: Expression): void {
  lowering.scopes.open();
  for (const statement of lowering.build.collect(() => lowering.statement(member))) {
    const { kind } = statement;
    if (kind === "assign" && statement.target.kind === "name") {
      const { name: property, at } = statement.target;
      const { operator } = statement;
      lowering.build.emit({
        kind,
        target: { kind: "member", object: self, property, at },
        value: statement.value,
        ...(operator === undefined ? {} : { operator }),
        at: statement.at,
      });
    } else lowering.build.emit(statement);
  }
  lowering.scopes.close();
}

function bindDefinition(lowering: Lowering, node: PythonNode, value: Expression, at: Span): void {
  const name = childOf(node, "name");
  if (!name) return;
  const target = lowering.pattern(name);
  const declares = bindPattern(lowering.scopes, target) ? { declares: "variable" as const } : {};
  lowering.build.emit({ kind: "assign", target, value, ...declares, at });
}
