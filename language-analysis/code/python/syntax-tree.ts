// The grammar's tree as plain objects. Every question to a WebAssembly node is a call out of JavaScript, so it is asked once,
// and names are looked up by number on this side.
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

export interface PythonTree {
  readonly root: PythonNode;
  /** Where the parser skipped text or made up a token, in source order. */
  readonly errors: readonly { readonly start: number; readonly end: number }[];
}

/** Iterative: machine-made code nests deeper than the stack. */
export function plainTree(tree: SyntaxTree): PythonTree {
  const { language } = tree;
  const { types, fields } = language;
  const isNamed = namedTypes(language);
  const { hasError } = tree.rootNode;
  const cursor = tree.walk();
  const errors: { start: number; end: number }[] = [];
  const root = toNode(cursor.nodeType, "");
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
    const id = cursor.nodeTypeId;
    const type = types[id] ?? cursor.nodeType; // An error has no number in the table.
    const fieldId = cursor.currentFieldId;
    const isKept = (isNamed[id] ?? true) ? !IGNORED.has(type) : fieldId !== 0 || type === "async";
    if (hasError && (type === "ERROR" || cursor.nodeIsMissing)) {
      errors.push({ start: cursor.startIndex, end: cursor.endIndex });
    }
    if (!isKept) {
      isEntered = cursor.gotoNextSibling();
      continue;
    }
    const child = toNode(type, fieldId === 0 ? "" : (fields[fieldId] ?? ""));
    parent.children.push(child);
    if (!LEAVES.has(type) && cursor.gotoFirstChild()) open.push(child);
    else isEntered = cursor.gotoNextSibling();
  }
  cursor.delete();
  return { root, errors };

  function toNode(type: string, field: string): PythonNode {
    const isMissing = hasError && cursor.nodeIsMissing;
    return { type, field, start: cursor.startIndex, end: cursor.endIndex, isMissing, children: [] };
  }
}

const namedByLanguage = new WeakMap<SyntaxTree["language"], readonly boolean[]>();

function namedTypes(language: SyntaxTree["language"]): readonly boolean[] {
  let named = namedByLanguage.get(language);
  if (!named) {
    named = language.types.map((_, id) => language.nodeTypeIsNamed(id));
    namedByLanguage.set(language, named);
  }
  return named;
}

/** Kinds whose parts nobody asks for. */
const LEAVES = new Set([
  "identifier",
  "integer",
  "float",
  "string_start",
  "string_content",
  "string_end",
  "true",
  "false",
  "none",
]);

export function childOf(node: PythonNode, field: string): PythonNode | undefined {
  return node.children.find((child) => child.field === field);
}

export function childrenOf(node: PythonNode, field: string): readonly PythonNode[] {
  return node.children.filter((child) => child.field === field);
}

export function childOfType(node: PythonNode, type: string): PythonNode | undefined {
  return node.children.find((child) => child.type === type);
}
