// The real per-file stages. Loaded only where a file has to be read: it brings the parsers with it.
import { isCodeFile, readCode, readInlineCode } from "../code/index.ts";
import { isTemplateCandidate, readTemplate } from "../readers/index.ts";
import type { Stages } from "./file-job.ts";
import { loadGrammars } from "./grammar-files.ts";

export async function loadStages(grammarFolder: string): Promise<Stages> {
  const grammars = await loadGrammars(grammarFolder);
  return {
    isTemplateCandidate,
    readTemplate,
    isCodeFile,
    readCode: (path, text) => readCode(path, text, grammars),
    readInlineCode: (code) => readInlineCode(code, grammars),
  };
}
