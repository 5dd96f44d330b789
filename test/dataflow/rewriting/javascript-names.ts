// Names of a program in JavaScript or TypeScript: which are bound where, which are used, and other names for all of them.
import ts from "typescript";
import { insertion, RENAMED, type Edit } from "./rewrite.ts";

export function isExported(node: ts.Node): boolean {
  return (
    ts.canHaveModifiers(node) && (node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false)
  );
}

/** Every variable and parameter gets another name, wherever it is used; what is exported, a type, a field or a decorator stays. */
export function renamesOf(source: ts.SourceFile, nodes: readonly ts.Node[]): readonly Edit[] {
  const kept = new Set<string>();
  for (const statement of source.statements) {
    if (isExported(statement)) boundIn(statement).forEach((name) => kept.add(name));
    if (ts.isExportDeclaration(statement))
      statement.forEachChild((child) => namesIn(child).forEach((one) => kept.add(one)));
  }
  for (const node of nodes) {
    if (ts.isTypeNode(node)) node.forEachChild((child) => namesIn(child).forEach((one) => kept.add(one)));
    if (ts.isDecorator(node)) namesIn(node).forEach((one) => kept.add(one));
    if (ts.isParameter(node) && ts.isParameterPropertyDeclaration(node, node.parent))
      boundIn(node).forEach((one) => kept.add(one));
  }
  const names = new Set(nodes.flatMap((node) => boundIn(node)).filter((name) => !kept.has(name)));
  return nodes.flatMap((node): Edit[] => {
    if (!ts.isIdentifier(node) || !names.has(node.text) || !isVariable(node)) return [];
    const { parent } = node;
    const name = node.text + RENAMED;
    if (ts.isShorthandPropertyAssignment(parent)) return [insertion(node.end, `: ${name}`)];
    if (
      ts.isBindingElement(parent) &&
      parent.name === node &&
      !parent.propertyName &&
      !parent.dotDotDotToken &&
      ts.isObjectBindingPattern(parent.parent)
    )
      return [insertion(node.getStart(), `${node.text}: `), insertion(node.end, RENAMED)];
    if (ts.isImportSpecifier(parent) && !parent.propertyName) return [insertion(node.end, ` as ${name}`)];
    return [insertion(node.end, RENAMED)];
  });
}

/** Names that the declaration itself binds. */
export function boundIn(node: ts.Node): readonly string[] {
  if (ts.isVariableStatement(node)) return node.declarationList.declarations.flatMap(boundIn);
  const isBinding =
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isBindingElement(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isClassDeclaration(node) ||
    ts.isImportSpecifier(node) ||
    ts.isImportClause(node) ||
    ts.isNamespaceImport(node) ||
    ts.isImportEqualsDeclaration(node);
  if (!isBinding || !node.name) return [];
  if (ts.isIdentifier(node.name)) return node.name.text === "this" ? [] : [node.name.text];
  return node.name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : boundIn(element)));
}

/** An identifier that stands for a variable, and is no name of a property, label or type. */
function isVariable(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent) || ts.isEnumMember(parent))
    return parent.initializer === node;
  if (ts.isBindingElement(parent)) return parent.propertyName !== node;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return parent.propertyName !== node;
  if (ts.isJsxAttribute(parent) || ts.isMethodDeclaration(parent) || ts.isAccessor(parent)) return false;
  if (ts.isPropertySignature(parent) || ts.isMethodSignature(parent) || ts.isMetaProperty(parent)) return false;
  return !ts.isLabeledStatement(parent) && !ts.isBreakOrContinueStatement(parent);
}

/** Variables that the code uses. */
export function namesIn(node: ts.Node): Set<string> {
  const names = new Set<string>();
  const visit = (one: ts.Node): void => {
    if (ts.isTypeNode(one)) return;
    if (ts.isIdentifier(one) && isVariable(one)) names.add(one.text);
    ts.forEachChild(one, visit);
  };
  visit(node);
  return names;
}

/** Names bound anywhere in the node. */
export function allBoundIn(node: ts.Node): Set<string> {
  const names = new Set(boundIn(node));
  ts.forEachChild(node, (child) => allBoundIn(child).forEach((name) => names.add(name)));
  return names;
}
