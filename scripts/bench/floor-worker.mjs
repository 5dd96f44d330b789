// The floor: a file worker like the real one, in which every file is read and parsed by the same parser, and nothing else is done.
import { parentPort, workerData } from "node:worker_threads";
import { parseEvents } from "js-yaml";
import { visit } from "jsonc-parser";
import ts from "typescript";
import { isCodeFile } from "../../language-analysis/code/index.ts";
import { serveFiles } from "../../language-analysis/host/file-service.ts";
import { loadGrammars } from "../../language-analysis/host/grammar-files.ts";
import { isTemplateCandidate } from "../../language-analysis/readers/index.ts";

const NOTHING = { fragment: undefined, problems: [], needs: [] };

void loadGrammars(workerData.grammarFolder).then((grammars) => {
  serveFiles(parentPort, {
    // The same files as in the real run: those that are only looked at there are only looked at here.
    isTemplateCandidate,
    isCodeFile,
    readTemplate({ path, text }) {
      if (!/\.(ya?ml|jsonc?|template)$/i.test(path)) return NOTHING;
      try {
        if (/^\s*[[{]/.test(text)) visit(text, {});
        else parseEvents(text, {});
      } catch {
        // Broken YAML: the floor is what was parsed up to the error.
      }
      return NOTHING;
    },
    readCode(path, text) {
      if (path.endsWith(".py")) grammars.python.parse(text).delete();
      else ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
      return { value: undefined, problems: [] };
    },
  });
});
