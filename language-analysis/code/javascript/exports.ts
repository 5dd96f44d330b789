import ts from "typescript";
import type { Expression, Pattern } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import type { ModuleBuilder } from "../module-builder.ts";
import type { Lowering } from "./lowering.ts";

/**
 * `exports.x = value`, `module.exports.x = value`, `module.exports = value`. The last is the export `default` (what
 * `require` returns), and when it is an object literal each of its properties is an export too.
 */
export function recordCommonJsExport(
  build: ModuleBuilder,
  target: Pattern,
  assigned: Expression,
  nameAt: Span | undefined,
): void {
  if (target.kind !== "member" || typeof target.property !== "string") return;
  const value = assignedValue(assigned);
  const at = nameAt ?? target.at;
  if (isModuleExports(target.object, target.property)) exportWhole(build, value, at);
  else if (isExportsObject(target.object)) build.exports.push({ name: target.property, value, at });
}

function exportWhole(build: ModuleBuilder, value: Expression, at: Span): void {
  build.exports.push({ name: "default", value, at });
  if (value.kind === "call" && requiredModule(value) !== undefined) exportAll(build, value);
  if (value.kind !== "object") return;
  for (const property of value.properties) {
    if (typeof property.key === "string") {
      build.exports.push({ name: property.key, value: property.value, at: property.keyAt });
    } else if (property.key === undefined) exportAll(build, property.value);
  }
}

/** `...require("./other")`: everything the other module exports. */
function exportAll(build: ModuleBuilder, value: Expression): void {
  const from = requiredModule(value);
  if (from !== undefined) build.exports.push({ name: "*", value, from, at: value.at });
}

function requiredModule(value: Expression): string | undefined {
  if (value.kind !== "call" || value.callee.kind !== "name" || value.callee.name !== "require") return undefined;
  const first = value.arguments[0]?.value;
  return first?.kind === "literal" && typeof first.value === "string" ? first.value : undefined;
}

/** The last value of `a = b = value`. */
function assignedValue(value: Expression): Expression {
  let result = value;
  while (result.kind === "assignment") result = result.value;
  return result;
}

function isExportsObject(object: Expression): boolean {
  if (object.kind === "name") return object.name === "exports";
  return (
    object.kind === "member" && typeof object.property === "string" && isModuleExports(object.object, object.property)
  );
}

function isModuleExports(object: Expression, property: string): boolean {
  return object.kind === "name" && object.name === "module" && property === "exports";
}

/** `export { a as b }`, `export { a } from "./m"`, `export * from "./m"`. */
export function lowerExportDeclaration(lowering: Lowering, node: ts.ExportDeclaration): void {
  if (node.isTypeOnly) return;
  const { exports } = lowering.build;
  const from =
    node.moduleSpecifier && ts.isStringLiteralLike(node.moduleSpecifier) ? node.moduleSpecifier.text : undefined;
  const source = from === undefined ? {} : { from };
  const clause = node.exportClause;
  if (!clause) {
    const at = lowering.at(node);
    exports.push({ name: "*", value: { kind: "name", name: "*", at }, ...source, at });
  } else if (ts.isNamespaceExport(clause)) {
    const at = lowering.at(clause.name);
    exports.push({ name: clause.name.text, value: { kind: "name", name: "*", at }, ...source, at });
  } else {
    for (const element of clause.elements) {
      if (element.isTypeOnly) continue;
      const local = element.propertyName ?? element.name;
      const value: Expression = { kind: "name", name: local.text, at: lowering.at(local) };
      exports.push({ name: element.name.text, value, ...source, at: lowering.at(element.name) });
    }
  }
}

/** `export default value` and `export = value`. */
export function lowerExportAssignment(lowering: Lowering, node: ts.ExportAssignment): void {
  const at = lowering.at(node);
  const value = lowering.expression(node.expression, { name: "default", nameAt: lowering.at(node.expression) });
  if (node.isExportEquals) exportWhole(lowering.build, value, at);
  else lowering.build.exports.push({ name: "default", value, at });
  lowering.build.emit({ kind: "expression", value, at });
}

/** Names that a declaration marked `export` binds. */
export function exportPatternNames(build: ModuleBuilder, pattern: Pattern | undefined): void {
  if (!pattern) return;
  switch (pattern.kind) {
    case "name":
      build.exports.push({ name: pattern.name, value: pattern, at: pattern.at });
      break;
    case "object":
      for (const property of pattern.properties) exportPatternNames(build, property.target);
      exportPatternNames(build, pattern.rest);
      break;
    case "array":
      for (const item of pattern.items) exportPatternNames(build, item);
      exportPatternNames(build, pattern.rest);
      break;
    case "member":
      break;
  }
}
