import ts from "typescript";
import type { Span } from "../../model/range.ts";
import type { Lowering } from "./lowering.ts";

export function lowerImport(lowering: Lowering, node: ts.ImportDeclaration): void {
  if (!ts.isStringLiteralLike(node.moduleSpecifier)) return;
  const module = node.moduleSpecifier.text;
  const clause = node.importClause;
  const { imports } = lowering.build;
  if (!clause) {
    imports.push({ module, imported: "*", local: "", at: lowering.at(node) });
    return;
  }
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return;
  if (clause.name) imports.push({ module, imported: "default", local: clause.name.text, at: lowering.at(clause.name) });
  const bindings = clause.namedBindings;
  if (!bindings) return;
  if (ts.isNamespaceImport(bindings)) {
    imports.push({ module, imported: "*", local: bindings.name.text, at: lowering.at(bindings) });
    return;
  }
  for (const element of bindings.elements) {
    if (element.isTypeOnly) continue;
    const imported = (element.propertyName ?? element.name).text;
    imports.push({ module, imported, local: element.name.text, at: lowering.at(element) });
  }
}

/** `import db = require("./db")`. */
export function lowerImportEquals(lowering: Lowering, node: ts.ImportEqualsDeclaration): void {
  const reference = node.moduleReference;
  const at = lowering.at(node);
  if (!ts.isExternalModuleReference(reference)) {
    if (node.isTypeOnly || !ts.isIdentifier(reference)) return;
    const target = lowering.pattern(node.name);
    lowering.build.emit({ kind: "assign", target, value: lowering.expression(reference), declares: "const", at });
  } else if (!node.isTypeOnly && ts.isStringLiteralLike(reference.expression)) {
    lowering.build.imports.push({ module: reference.expression.text, imported: "*", local: node.name.text, at });
  }
}

/** `const db = require("./db")`, `const { put } = await import("./db")`: named imports, beside the assignment that is kept. */
export function recordNamedRequires(lowering: Lowering, node: ts.VariableDeclaration): void {
  const required = node.initializer && requireOf(node.initializer);
  if (!required) return;
  const { imports } = lowering.build;
  const { module, member } = required;
  const add = (imported: string, name: ts.BindingName) => {
    if (!ts.isIdentifier(name)) return;
    lowering.namedRequires.add(required.call);
    imports.push({ module, imported, local: name.text, at: lowering.at(name) });
  };
  if (ts.isIdentifier(node.name)) add(member ?? "*", node.name);
  else if (member === undefined && ts.isObjectBindingPattern(node.name)) {
    for (const element of node.name.elements) {
      const key = element.propertyName ?? element.name;
      if (element.dotDotDotToken) add("*", element.name);
      else if (ts.isIdentifier(key) || ts.isStringLiteralLike(key)) add(key.text, element.name);
    }
  }
}

/** A `require` or `import()` in any other place is an import without a local name. */
export function recordRequire(lowering: Lowering, node: ts.CallExpression, at: Span): void {
  const module = requiredModule(node);
  if (module === undefined || lowering.namedRequires.has(node)) return;
  lowering.build.imports.push({ module, imported: "*", local: "", at });
}

interface Required {
  readonly module: string;
  readonly member: string | undefined;
  readonly call: ts.CallExpression;
}

/** `require("m")` or `require("m").member`, awaited or in parentheses. */
function requireOf(node: ts.Expression): Required | undefined {
  if (ts.isParenthesizedExpression(node) || ts.isAwaitExpression(node) || ts.isAssertionExpression(node)) {
    return requireOf(node.expression);
  }
  if (ts.isCallExpression(node)) {
    const module = requiredModule(node);
    return module === undefined ? undefined : { module, member: undefined, call: node };
  }
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const inner = requireOf(node.expression);
  return inner && inner.member === undefined ? { ...inner, member: node.name.text } : undefined;
}

function requiredModule(node: ts.CallExpression): string | undefined {
  const isRequire =
    node.expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(node.expression) && node.expression.text === "require");
  const first = node.arguments[0];
  return isRequire && first && ts.isStringLiteralLike(first) ? first.text : undefined;
}
