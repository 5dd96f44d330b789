import type { Fragment } from "../../model/fragment.ts";
import type { Problem } from "../../model/problem.ts";
import type { DataNode, DocumentTree } from "../../model/tree.ts";
import type { Companions } from "../companions.ts";
export function isServerless(_path: string, _root: DataNode | undefined): boolean {
  return false;
}
export function readServerless(
  _tree: DocumentTree,
  _companions: Companions,
): { readonly fragment: Fragment; readonly problems: readonly Problem[] } {
  throw new Error("x");
}
