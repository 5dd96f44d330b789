import { readFile } from "node:fs/promises";
import path from "node:path";
import { GRAMMAR_FILES, GRAMMAR_NAMES, RUNTIME_FILE, loadGrammar, type Grammars } from "../syntax/grammars.ts";

/** All grammars, from a folder that holds the runtime's and the grammars' files. Rejects when one is missing: it is part of the product. */
export async function loadGrammars(folder: string): Promise<Grammars> {
  const runtime = await readFile(path.join(folder, RUNTIME_FILE));
  const grammars = GRAMMAR_NAMES.map(async (name) => {
    const language = await readFile(path.join(folder, GRAMMAR_FILES[name]));
    return [name, await loadGrammar(name, { runtime, language })] as const;
  });
  return Object.fromEntries(await Promise.all(grammars));
}
