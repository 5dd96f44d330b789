import type { Span } from "../../model/range.ts";
import type { Lowering } from "./lowering.ts";
import { childOf, childOfType, childrenOf, type PythonNode } from "./syntax-tree.ts";

/** `import a.b` binds `a`; the submodule is an import of its own without a local name. */
export function lowerImport(lowering: Lowering, node: PythonNode): void {
  const { build, scopes } = lowering;
  for (const clause of childrenOf(node, "name")) {
    const { name: module, alias, at } = importedName(lowering, clause);
    const [first = module] = module.split(".");
    const local = alias ?? first;
    scopes.bind(local);
    build.imports.push({ module: alias === undefined ? first : module, imported: "*", local, at });
    if (alias === undefined && first !== module) build.imports.push({ module, imported: "*", local: "", at });
  }
}

/** `from m import *` has the local name `*`. What a module imports by name it also exports. */
export function lowerImportFrom(lowering: Lowering, node: PythonNode): void {
  const { build, scopes } = lowering;
  const source = childOf(node, "module_name");
  if (!source) return;
  const module = lowering.textOf(source).replace(/\s+/g, "");
  const star = childOfType(node, "wildcard_import");
  if (star) {
    const at = lowering.at(star);
    build.imports.push({ module, imported: "*", local: "*", at });
    if (scopes.isTopLevel) build.exports.push({ name: "*", value: { kind: "name", name: "*", at }, from: module, at });
  }
  for (const clause of childrenOf(node, "name")) {
    const { name, alias, at } = importedName(lowering, clause);
    const local = alias ?? name;
    const isNew = scopes.bind(local);
    build.imports.push({ module, imported: name, local, at });
    if (isNew && scopes.isTopLevel) {
      build.exports.push({ name: local, value: { kind: "name", name, at }, from: module, at });
    }
  }
}

function importedName(
  lowering: Lowering,
  clause: PythonNode,
): { readonly name: string; readonly alias: string | undefined; readonly at: Span } {
  const isAliased = clause.type === "aliased_import";
  const name = isAliased ? childOf(clause, "name") : clause;
  const alias = isAliased ? childOf(clause, "alias") : undefined;
  return {
    name: lowering.textOf(name ?? clause).replace(/\s+/g, ""),
    alias: alias && lowering.textOf(alias),
    at: lowering.at(clause),
  };
}
