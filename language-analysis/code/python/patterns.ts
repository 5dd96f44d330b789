import type { Pattern } from "../../model/program.ts";
import type { Lowering } from "./lowering.ts";
import type { PythonNode } from "./syntax-tree.ts";

const LISTS = new Set(["pattern_list", "tuple_pattern", "list_pattern", "expression_list", "tuple", "list"]);
const SPREADS = new Set(["list_splat_pattern", "list_splat"]);
const WRAPPERS = new Set(["as_pattern_target", "parenthesized_expression"]);

/** What stands left of `=`, behind `for` and behind `as`. */
export function lowerPattern(lowering: Lowering, node: PythonNode): Pattern {
  const at = lowering.at(node);
  const only = node.children.length === 1 ? node.children[0] : undefined;
  if (node.type === "identifier") return { kind: "name", name: lowering.textOf(node), at };
  if (only && WRAPPERS.has(node.type)) return lowering.pattern(only);
  if (LISTS.has(node.type)) {
    const items = node.children.filter((child) => !SPREADS.has(child.type)).map((child) => lowering.pattern(child));
    const rest = node.children.find((child) => SPREADS.has(child.type))?.children[0];
    return { kind: "array", items, ...(rest ? { rest: lowering.pattern(rest) } : {}), at };
  }
  const value = lowering.expression(node);
  if (value.kind === "member") return { kind: "member", object: value.object, property: value.property, at };
  return { kind: "member", object: value, property: "", at };
}
