import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { GRAMMAR_FILES, GRAMMAR_NAMES, RUNTIME_FILE, loadGrammar } from "../../language-analysis/syntax/grammars.ts";

const bytes = (file: string) =>
  readFileSync(new URL(`../../node_modules/@vscode/tree-sitter-wasm/wasm/${file}`, import.meta.url));

describe("grammars", () => {
  test.each(GRAMMAR_NAMES)("%s loads from bytes, once", async (name) => {
    const load = () => loadGrammar(name, { runtime: bytes(RUNTIME_FILE), language: bytes(GRAMMAR_FILES[name]) });
    const grammar = await load();
    expect(await load()).toBe(grammar);
    expect(grammar.name).toBe(name);
  });

  test("positions are zero-based, columns count UTF-16 code units", async () => {
    const grammar = await loadGrammar("python", {
      runtime: bytes(RUNTIME_FILE),
      language: bytes(GRAMMAR_FILES.python),
    });
    const tree = grammar.parse('x = "😀"; y = (\n');
    const assignment = tree.rootNode.descendantsOfType("assignment")[0];
    expect(assignment?.endPosition).toEqual({ row: 0, column: 8 });
    expect(tree.rootNode.hasError).toBe(true);
    tree.delete();
  });
});
