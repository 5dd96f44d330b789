// Tree-sitter grammars. The runtime and the grammars are WebAssembly; their bytes come from the host, nothing here opens a file.
import TreeSitter from "@vscode/tree-sitter-wasm";
import type { Language, Node, Parser, Tree } from "@vscode/tree-sitter-wasm";

export type { Node as SyntaxNode, Tree as SyntaxTree };

/** The runtime's file name and, by language, the grammar's: the build copies them, the host reads them. */
export const RUNTIME_FILE = "tree-sitter.wasm";
export const GRAMMAR_FILES = {
  python: "tree-sitter-python.wasm",
} as const satisfies Record<string, string>;

export type GrammarName = keyof typeof GRAMMAR_FILES;
export const GRAMMAR_NAMES = Object.keys(GRAMMAR_FILES) as readonly GrammarName[];

export interface GrammarBytes {
  readonly runtime: Uint8Array;
  readonly language: Uint8Array;
}

/** A loaded grammar. `parse` needs no clean-up by the caller beyond `tree.delete()`, which frees WebAssembly memory. */
export interface Grammar {
  readonly name: GrammarName;
  parse(text: string): Tree;
}

/** Absent where the host has loaded none: then files of that language are reported as not analysed. */
export type Grammars = Readonly<Partial<Record<GrammarName, Grammar>>>;

/** One runtime a thread: the module keeps it, and a second initialisation would orphan the first one's trees. */
let runtime: Promise<void> | undefined;
const loaded = new Map<GrammarName, Promise<Grammar>>();

/** The grammar, loaded once a thread; later calls answer with the first one's. Rejects when the bytes are no valid module. */
export function loadGrammar(name: GrammarName, bytes: GrammarBytes): Promise<Grammar> {
  let grammar = loaded.get(name);
  if (!grammar) {
    grammar = createGrammar(name, bytes);
    loaded.set(name, grammar);
  }
  return grammar;
}

async function createGrammar(name: GrammarName, bytes: GrammarBytes): Promise<Grammar> {
  runtime ??= TreeSitter.Parser.init(runtimeOptions(bytes.runtime));
  await runtime;
  const language = await TreeSitter.Language.load(bytes.language);
  return new LoadedGrammar(name, language);
}

/** The typings know `locateFile` only; the runtime is an Emscripten module, which takes `wasmBinary` before it looks for a file. */
function runtimeOptions(wasmBinary: Uint8Array): Parameters<typeof Parser.init>[0] {
  const options = { wasmBinary, locateFile: (file: string) => file };
  return options;
}

class LoadedGrammar implements Grammar {
  readonly name: GrammarName;
  private readonly parser: Parser;

  constructor(name: GrammarName, language: Language) {
    this.name = name;
    this.parser = new TreeSitter.Parser();
    this.parser.setLanguage(language);
  }

  parse(text: string): Tree {
    const tree = this.parser.parse(text);
    if (!tree) throw new Error(`The ${this.name} parser has no language.`);
    return tree;
  }
}
