import ts from "typescript";
import type { Language, ProgramModule } from "../../model/program.ts";
import { say } from "../../model/message.ts";
import { rangeOf } from "../../model/range.ts";
import { LineIndex } from "../../syntax/line-index.ts";
import { ModuleBuilder } from "../module-builder.ts";
import { lowerClass } from "./classes.ts";
import { lowerExpression } from "./expressions.ts";
import { lowerFunction } from "./functions.ts";
import type { Lowering } from "./lowering.ts";
import { lowerPattern } from "./patterns.ts";
import { lowerStatement } from "./statements.ts";

const SCRIPT_KINDS = new Map<string, ts.ScriptKind>([
  ["js", ts.ScriptKind.JSX], // The syntax of .jsx is a superset, and many .js files use it.
  ["mjs", ts.ScriptKind.JS],
  ["cjs", ts.ScriptKind.JS],
  ["jsx", ts.ScriptKind.JSX],
  ["ts", ts.ScriptKind.TS],
  ["mts", ts.ScriptKind.TS],
  ["cts", ts.ScriptKind.TS],
  ["tsx", ts.ScriptKind.TSX],
]);

/** `extension` without the dot; absent for files of other languages. */
export function javaScriptLanguage(extension: string): Language | undefined {
  if (!SCRIPT_KINDS.has(extension)) return undefined;
  return extension.includes("t") ? "typescript" : "javascript";
}

/** The module of `text`. Code with syntax errors is lowered as far as the parser understands it; each error is a problem. */
export function lowerJavaScript(path: string, text: string, extension: string, language: Language): ProgramModule {
  const source = ts.createSourceFile(
    path,
    text,
    { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone },
    false,
    SCRIPT_KINDS.get(extension) ?? ts.ScriptKind.JS,
  );
  const build = new ModuleBuilder(path, language, new LineIndex(text));
  const lowering: Lowering = {
    build,
    source,
    namedRequires: new Set(),
    at: (node) => build.span(node.getStart(source), node.end),
    expression: (node, given) => lowerExpression(lowering, node, given),
    pattern: (node) => lowerPattern(lowering, node),
    statement: (node) => lowerStatement(lowering, node),
    block: (statements) => build.collect(() => statements.forEach((node) => lowerStatement(lowering, node))),
    functionLike: (node, given, method) => lowerFunction(lowering, node, given, method),
    classLike: (node, given) => lowerClass(lowering, node, given),
  };
  addSyntaxProblems(build, source);
  build.defineFunction(() => ({
    name: "",
    parameters: [],
    body: lowering.block(source.statements),
    isAsync: false,
    at: build.span(0, text.length),
    nameAt: build.span(0, 0),
  }));
  return build.finish();
}

const MAX_SYNTAX_PROBLEMS = 5;

function addSyntaxProblems(build: ModuleBuilder, source: ts.SourceFile): void {
  // The list is not part of the public type, but the only way to a file's syntax errors without a program.
  const { parseDiagnostics } = source as ts.SourceFile & { readonly parseDiagnostics?: readonly ts.Diagnostic[] };
  for (const { start = 0, length = 0, messageText } of (parseDiagnostics ?? []).slice(0, MAX_SYNTAX_PROBLEMS)) {
    build.problems.push({
      code: "syntax-error",
      severity: "warning",
      message: say("{0}", ts.flattenDiagnosticMessageText(messageText, " ")),
      at: rangeOf(build.file, build.span(start, start + length)),
    });
  }
}
