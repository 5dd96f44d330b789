import ts from "typescript";
import type { Expression, ObjectProperty } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import { exportPatternNames, lowerExportAssignment, lowerExportDeclaration } from "./exports.ts";
import { hasModifier, typeNameOf } from "./functions.ts";
import { lowerImport, lowerImportEquals, recordNamedRequires } from "./imports.ts";
import type { GivenName, Lowering } from "./lowering.ts";

/** `statement` carries the `export` of the list; absent in the head of a loop. */
export function lowerVariables(
  lowering: Lowering,
  list: ts.VariableDeclarationList,
  statement?: ts.VariableStatement,
): void {
  if (statement && hasModifier(statement, ts.SyntaxKind.DeclareKeyword)) return;
  const isExported = statement !== undefined && hasModifier(statement, ts.SyntaxKind.ExportKeyword);
  const declares = (list.flags & ts.NodeFlags.Const) !== 0 ? "const" : "variable";
  for (const declaration of list.declarations) {
    recordNamedRequires(lowering, declaration);
    const target = lowering.pattern(declaration.name);
    if (isExported) exportPatternNames(lowering.build, target);
    const at = lowering.at(declaration);
    lowering.build.emit({ kind: "assign", target, value: initialValue(lowering, declaration, at), declares, at });
  }
}

function initialValue(lowering: Lowering, node: ts.VariableDeclaration, at: Span): Expression {
  if (!node.initializer) return { kind: "name", name: "undefined", at };
  if (!ts.isIdentifier(node.name)) return lowering.expression(node.initializer);
  const typeName = typeNameOf(lowering, node.type);
  return lowering.expression(node.initializer, { name: node.name.text, nameAt: lowering.at(node.name), typeName });
}

export function lowerDeclaration(lowering: Lowering, node: ts.Statement, at: Span): void {
  if (ts.isFunctionDeclaration(node)) lowerFunctionDeclaration(lowering, node, at);
  else if (ts.isClassDeclaration(node)) lowerClassDeclaration(lowering, node, at);
  else if (ts.isImportDeclaration(node)) lowerImport(lowering, node);
  else if (ts.isImportEqualsDeclaration(node)) lowerImportEquals(lowering, node);
  else if (ts.isExportDeclaration(node)) lowerExportDeclaration(lowering, node);
  else if (ts.isExportAssignment(node)) lowerExportAssignment(lowering, node);
  else if (ts.isEnumDeclaration(node)) lowerEnum(lowering, node, at);
  else if (ts.isModuleDeclaration(node)) lowerNamespace(lowering, node, at);
}

function lowerFunctionDeclaration(lowering: Lowering, node: ts.FunctionDeclaration, at: Span): void {
  if (!node.body) return; // An overload or ambient declaration.
  const index = lowering.functionLike(node, node.name ? undefined : defaultName(lowering, node));
  const value: Expression = { kind: "function", index, at };
  bindDeclaration(lowering, node, value, at);
}

function lowerClassDeclaration(lowering: Lowering, node: ts.ClassDeclaration, at: Span): void {
  if (hasModifier(node, ts.SyntaxKind.DeclareKeyword)) return;
  const index = lowering.classLike(node, node.name ? undefined : defaultName(lowering, node));
  bindDeclaration(lowering, node, { kind: "class", index, at }, at);
}

function bindDeclaration(
  lowering: Lowering,
  node: ts.FunctionDeclaration | ts.ClassDeclaration,
  value: Expression,
  at: Span,
): void {
  const { build } = lowering;
  const isExported = hasModifier(node, ts.SyntaxKind.ExportKeyword);
  const isDefault = hasModifier(node, ts.SyntaxKind.DefaultKeyword);
  if (!node.name) {
    build.emit({ kind: "expression", value, at });
    if (isExported) build.exports.push({ name: "default", value, at });
    return;
  }
  const target = { kind: "name", name: node.name.text, at: lowering.at(node.name) } as const;
  const assignment = { kind: "assign", target, value, declares: "const", at } as const;
  if (value.kind === "function") build.hoist(assignment);
  else build.emit(assignment);
  if (isExported) build.exports.push({ name: isDefault ? "default" : target.name, value: target, at: target.at });
}

function defaultName(lowering: Lowering, node: ts.FunctionDeclaration | ts.ClassDeclaration): GivenName {
  const start = node.getStart(lowering.source);
  const keyword = lowering.source.text.indexOf("default", start);
  return { name: "default", nameAt: lowering.build.span(keyword, keyword + "default".length) };
}

function lowerEnum(lowering: Lowering, node: ts.EnumDeclaration, at: Span): void {
  if (hasModifier(node, ts.SyntaxKind.DeclareKeyword)) return;
  let next = 0;
  const properties = node.members.map((member): ObjectProperty => {
    const keyAt = lowering.at(member.name);
    const key = ts.isComputedPropertyName(member.name) ? "" : member.name.text;
    const value: Expression = member.initializer
      ? lowering.expression(member.initializer)
      : { kind: "literal", value: next, at: keyAt };
    next = value.kind === "literal" && typeof value.value === "number" ? value.value + 1 : next + 1;
    return { key, value, keyAt };
  });
  bindObject(lowering, node, node.name, properties, at);
}

/** The statements of a namespace join the enclosing list; its name stands for an object of what it exports. */
function lowerNamespace(lowering: Lowering, node: ts.ModuleDeclaration, at: Span): void {
  if (hasModifier(node, ts.SyntaxKind.DeclareKeyword) || !ts.isIdentifier(node.name) || !node.body) return;
  const { build } = lowering;
  const before = build.exports.length;
  if (ts.isModuleBlock(node.body)) {
    for (const statement of node.body.statements) lowering.statement(statement);
  } else if (ts.isModuleDeclaration(node.body)) {
    lowering.statement(node.body);
  }
  const inner = build.exports.splice(before);
  const properties = inner.map(({ name, value, at: keyAt }): ObjectProperty => ({ key: name, value, keyAt }));
  bindObject(lowering, node, node.name, properties, at);
}

function bindObject(
  lowering: Lowering,
  node: ts.EnumDeclaration | ts.ModuleDeclaration,
  name: ts.Identifier,
  properties: readonly ObjectProperty[],
  at: Span,
): void {
  const target = { kind: "name", name: name.text, at: lowering.at(name) } as const;
  const value: Expression = { kind: "object", properties, at };
  lowering.build.emit({ kind: "assign", target, value, declares: "const", at });
  if (hasModifier(node, ts.SyntaxKind.ExportKeyword)) exportPatternNames(lowering.build, target);
}
