import ts from "typescript";
import type { Expression, ProgramParameter, Statement } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import type { GivenName, Lowering, MethodPlace } from "./lowering.ts";

/** A function of any form; its index. */
export function lowerFunction(
  lowering: Lowering,
  node: ts.FunctionLikeDeclaration,
  given?: GivenName,
  method?: MethodPlace,
): number {
  const { build } = lowering;
  return build.defineFunction(() => {
    const parameters = lowerParameters(lowering, node.parameters);
    const body = lowerBody(lowering, node, method);
    const decorators = lowerDecorators(lowering, node);
    const own = ownName(lowering, node);
    return {
      name: own?.name ?? given?.name ?? "",
      ...(method ? { classIndex: method.classIndex } : {}),
      parameters,
      body,
      isAsync: hasModifier(node, ts.SyntaxKind.AsyncKeyword),
      ...(decorators.length > 0 ? { decorators } : {}),
      ...(ts.isArrowFunction(node) ? { isArrow: true as const } : {}),
      ...(method && ts.isGetAccessorDeclaration(node) ? { accessor: "get" as const } : {}),
      ...(given?.typeName === undefined ? {} : { typeName: given.typeName }),
      at: lowering.at(node),
      nameAt: own?.nameAt ?? given?.nameAt ?? headOf(lowering, node),
    };
  });
}

function lowerBody(
  lowering: Lowering,
  node: ts.FunctionLikeDeclaration,
  method: MethodPlace | undefined,
): readonly Statement[] {
  return lowering.build.collect(() => {
    for (const parameter of node.parameters) emitParameterProperty(lowering, parameter);
    method?.prologue?.();
    if (!node.body) return;
    if (ts.isBlock(node.body)) {
      for (const statement of node.body.statements) lowering.statement(statement);
      return;
    }
    const at = lowering.at(node.body);
    lowering.build.emit({ kind: "return", value: lowering.expression(node.body), at });
  });
}

export function lowerParameters(
  lowering: Lowering,
  nodes: readonly ts.ParameterDeclaration[],
): readonly ProgramParameter[] {
  return nodes.flatMap((node): ProgramParameter[] => {
    if (ts.isIdentifier(node.name) && node.name.text === "this") return [];
    const pattern = lowering.pattern(node.name);
    const typeName = typeNameOf(lowering, node.type);
    return [
      {
        pattern,
        ...(node.initializer ? { default: lowering.expression(node.initializer) } : {}),
        ...(node.dotDotDotToken ? { rest: "positional" as const } : {}),
        ...(typeName === undefined ? {} : { typeName }),
        at: lowering.at(node),
      },
    ];
  });
}

/** `constructor(private readonly table: string)` is also a field. */
function emitParameterProperty(lowering: Lowering, node: ts.ParameterDeclaration): void {
  const isField = node.modifiers?.some((one) => !ts.isDecorator(one)) ?? false;
  if (!isField || !ts.isIdentifier(node.name)) return;
  const at = lowering.at(node.name);
  lowering.build.emit({
    kind: "assign",
    target: { kind: "member", object: { kind: "this", at }, property: node.name.text, at },
    value: { kind: "name", name: node.name.text, at },
    at,
  });
}

function lowerDecorators(lowering: Lowering, node: ts.FunctionLikeDeclaration): readonly Expression[] {
  const all: readonly ts.Node[] = [...(node.modifiers ?? []), ...node.parameters.flatMap((one) => one.modifiers ?? [])];
  return all.filter(ts.isDecorator).map((decorator) => lowering.expression(decorator.expression));
}

function ownName(lowering: Lowering, node: ts.FunctionLikeDeclaration): GivenName | undefined {
  if (ts.isConstructorDeclaration(node)) return { name: "constructor", nameAt: headOf(lowering, node) };
  const { name } = node;
  if (!name || ts.isComputedPropertyName(name)) return undefined;
  const isSetter = ts.isSetAccessorDeclaration(node) && ts.isClassLike(node.parent);
  return { name: isSetter ? `set ${name.text}` : name.text, nameAt: lowering.at(name) };
}

/** From the first word to the body: stands for the name of a function without one. */
function headOf(lowering: Lowering, node: ts.FunctionLikeDeclaration): Span {
  const start = node.getStart(lowering.source);
  const end = node.body ? node.body.getStart(lowering.source) : node.end;
  const text = lowering.source.text.slice(start, end).trimEnd();
  return lowering.build.span(start, start + text.length);
}

export function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some((one) => one.kind === kind) ?? false);
}

/** `Handler` of `Handler<Event>`; absent for every type that is not a plain reference. */
export function typeNameOf(lowering: Lowering, type: ts.TypeNode | undefined): string | undefined {
  if (!type || !ts.isTypeReferenceNode(type)) return undefined;
  return type.typeName.getText(lowering.source);
}
