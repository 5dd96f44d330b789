// Code as the rest of the pipeline knows it: its program (IR) and the facts taken from it.
import type { CodeFile } from "../model/code-facts.ts";
import type { InlineCode } from "../model/inline-code.ts";
import { type Message, say } from "../model/message.ts";
import type { Outcome, Problem, ProblemCode } from "../model/problem.ts";
import type { ProgramModule } from "../model/program.ts";
import { startOfFile } from "../model/range.ts";
import type { Grammars } from "../syntax/grammars.ts";
import { readFacts } from "./facts.ts";
import { placeInlineCode } from "./inline-code.ts";
import { javaScriptLanguage, lowerJavaScript } from "./javascript/index.ts";
import { lowerPython } from "./python/index.ts";

export { joinModules } from "./join-modules.ts";

/** True for the languages that `readCode` understands; declaration files hold no code. */
export function isCodeFile(path: string): boolean {
  const extension = extensionOf(path);
  return (extension === "py" || javaScriptLanguage(extension) !== undefined) && !/\.d\.[cm]?ts$/.test(path);
}

/**
 * Program and facts of one file. No value, but a problem that says why, for generated code, for code nested too deeply
 * for the parser, and for Python when its grammar is not loaded.
 */
export function readCode(path: string, text: string, grammars: Grammars): Outcome<CodeFile | undefined> {
  if (!isCodeFile(path)) return { value: undefined, problems: [] };
  if (isGenerated(path, text)) return skipped(path, "generated-code", say("Minified or bundled code is not analysed."));
  const extension = extensionOf(path);
  const language = javaScriptLanguage(extension);
  if (language) {
    const module = guardStack(() => lowerJavaScript(path, text, extension, language));
    return module ? finished(module) : tooDeep(path);
  }
  if (!grammars.python) {
    return skipped(path, "unreadable-file", say("Not analysed: the grammar for {0} is not loaded.", "Python"));
  }
  return finished(lowerPython(path, text, grammars.python));
}

/** Code that stands in a template, with every range where it stands there. */
export function readInlineCode(code: InlineCode, grammars: Grammars): Outcome<CodeFile | undefined> {
  return placeInlineCode(readCode(code.path, code.text, grammars), code);
}

function finished(module: ProgramModule): Outcome<CodeFile> {
  return { value: { module, facts: readFacts(module) }, problems: module.problems };
}

function skipped(path: string, code: ProblemCode, message: Message): Outcome<undefined> {
  const problem: Problem = { code, severity: "information", message, at: startOfFile(path) };
  return { value: undefined, problems: [problem] };
}

function tooDeep(path: string): Outcome<undefined> {
  return skipped(path, "nesting-limit", say("Not analysed: the code is nested too deeply for the parser."));
}

/**
 * The TypeScript parser recurses over its input and has no limit to set: running out of stack is its answer to input nested
 * some thousand levels. Undefined then; every other error is ours and passes.
 */
function guardStack<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const MIN_GENERATED_LENGTH = 4000;
/** Hand-written code stays under 50 characters a line on average; minified files have thousands. */
const MAX_AVERAGE_LINE = 250;

function isGenerated(path: string, text: string): boolean {
  if (/[.-]min\.[cm]?js$/.test(path)) return true;
  if (text.length < MIN_GENERATED_LENGTH || path.endsWith(".py")) return false;
  if (text.includes("__webpack_require__") && text.includes("webpackBootstrap")) return true;
  let lines = 1;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines++;
  return text.length / lines > MAX_AVERAGE_LINE;
}

function extensionOf(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1).toLowerCase();
}
