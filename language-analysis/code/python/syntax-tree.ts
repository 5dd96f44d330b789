// The grammar's tree as plain objects. Every question to a WebAssembly node is a call out of JavaScript, so it is asked once.
import type { SyntaxTree } from "../../syntax/grammars.ts";

export interface PythonNode {
  readonly type: string;
  /** Name of the parent's field that holds it; empty when none. */
  readonly field: string;
  /** UTF-16 offsets; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  /** True for a node that the parser made up to go on after an error. */
  readonly isMissing: boolean;
  /** Without comments, punctuation and keywords, except `async` and operators. */
  readonly children: PythonNode[];
}

const IGNORED = new Set(["comment", "line_continuation"]);

/** Iterative: machine-made code nests deeper than the stack. */
export function plainTree(tree: SyntaxTree): PythonNode {
  const cursor = tree.walk();
  const node = (): PythonNode => ({
    type: cursor.nodeType,
    field: cursor.currentFieldName ?? "",
    start: cursor.startIndex,
    end: cursor.endIndex,
    isMissing: cursor.nodeIsMissing,
    children: [],
  });
  const root = node();
  const open = [root];
  let isEntered = cursor.gotoFirstChild();
  while (open.length > 0) {
    const parent = open.at(-1);
    if (!isEntered || !parent) {
      open.pop();
      cursor.gotoParent();
      isEntered = open.length > 0 && cursor.gotoNextSibling();
      continue;
    }
    const child = node();
    const isKept = cursor.nodeIsNamed ? !IGNORED.has(child.type) : child.field !== "" || child.type === "async";
    if (isKept) parent.children.push(child);
    if (isKept && cursor.gotoFirstChild()) {
      open.push(child);
    } else {
      isEntered = cursor.gotoNextSibling();
    }
  }
  cursor.delete();
  return root;
}

export function childOf(node: PythonNode, field: string): PythonNode | undefined {
  return node.children.find((child) => child.field === field);
}

export function childrenOf(node: PythonNode, field: string): readonly PythonNode[] {
  return node.children.filter((child) => child.field === field);
}

export function childOfType(node: PythonNode, type: string): PythonNode | undefined {
  return node.children.find((child) => child.type === type);
}
