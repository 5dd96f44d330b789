import { formatMessage } from "../../language-analysis/model/message.ts";
import type { Problem } from "../../language-analysis/model/problem.ts";
import type { Span } from "../../language-analysis/model/range.ts";
import type { DataNode, DocumentTree } from "../../language-analysis/model/tree.ts";

/** One line a node: path, place, tag, value, and where they differ the places of content, key and insertion. */
export function describeTree(tree: DocumentTree): string[] {
  const lines: string[] = [];
  if (tree.root) describe("$", tree.root, lines);
  return lines;
}

function describe(path: string, node: DataNode, lines: string[]): void {
  const head = [path, place(node.at), ...(node.tag ? [node.tag] : [])];
  if (node.type === "scalar") {
    const content = place(node.contentAt) === place(node.at) ? [] : [`content ${place(node.contentAt)}`];
    const indent = node.indent === undefined ? [] : [`indent ${node.indent}`];
    lines.push([...head, JSON.stringify(node.value), ...content, ...indent].join(" "));
    return;
  }
  if (!node.layout) throw new Error("A collection in YAML and JSON has a layout.");
  const { style, indent, insertAt, isEmpty } = node.layout;
  const [line, character] = insertAt;
  lines.push([...head, isEmpty ? `${style}-empty` : style, `+${line}:${character}`, `|${indent}`].join(" "));
  if (node.type === "list") {
    node.items.forEach((item, index) => describe(`${path}[${index}]`, item, lines));
    return;
  }
  for (const entry of node.entries) {
    lines.push(`${path}.${entry.key} key ${place(entry.keyAt)} entry ${place(entry.at)}`);
    describe(`${path}.${entry.key}`, entry.value, lines);
  }
}

export function place([startLine, startCharacter, endLine, endCharacter]: Span): string {
  const start = `${startLine}:${startCharacter}`;
  return startLine === endLine ? `${start}-${endCharacter}` : `${start}-${endLine}:${endCharacter}`;
}

export function describeProblems(problems: readonly Problem[]): string[] {
  return problems.map(({ code, severity, message, at }) => {
    const where = place([at.start.line, at.start.character, at.end.line, at.end.character]);
    return `${severity} ${code} ${where} ${formatMessage(message)}`;
  });
}

/** The plain value of a tree: what a consumer without ranges would see. */
export function plain(node: DataNode | undefined): unknown {
  if (!node) return undefined;
  if (node.type === "scalar") return node.value;
  if (node.type === "list") return node.items.map(plain);
  return Object.fromEntries(node.entries.map((entry) => [entry.key, plain(entry.value)]));
}
