// Reads snippets as the pipeline does, and says what it found in short lines that a test can state.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect } from "vitest";
import { readCode } from "../../language-analysis/code/index.ts";
import type { CodeFacts, CodeFile, CodeValue, SdkCall } from "../../language-analysis/model/code-facts.ts";
import type { Span } from "../../language-analysis/model/range.ts";
import { GRAMMAR_FILES, type Grammars, loadGrammar, RUNTIME_FILE } from "../../language-analysis/syntax/grammars.ts";

const folder = dirname(createRequire(import.meta.url).resolve("@vscode/tree-sitter-wasm"));

export async function loadGrammars(): Promise<Grammars> {
  const runtime = readFileSync(join(folder, RUNTIME_FILE));
  return {
    python: await loadGrammar("python", { runtime, language: readFileSync(join(folder, GRAMMAR_FILES.python)) }),
  };
}

export const grammars = await loadGrammars();

export function read(text: string, path = "app.js"): CodeFile {
  const { value } = readCode(path, text, grammars);
  if (!value) throw new Error(`${path} was not read`);
  return value;
}

export function facts(text: string, path?: string): CodeFacts {
  return read(text, path).facts;
}

/** The characters of `text` that a span covers. */
export function covered(text: string, [startLine, startCharacter, endLine, endCharacter]: Span): string {
  const lines = text.split("\n");
  if (startLine === endLine) return (lines[startLine] ?? "").slice(startCharacter, endCharacter);
  const middle = lines.slice(startLine + 1, endLine);
  return [
    (lines[startLine] ?? "").slice(startCharacter),
    ...middle,
    (lines[endLine] ?? "").slice(0, endCharacter),
  ].join("\n");
}

/** `dynamodb:PutItem $TABLE`; behind it in brackets what only may be sent. */
export function callLine({ service, operation, resource, given = {}, isOptional }: SdkCall): string {
  const told = isOptional ? ` (${["maybe", ...Object.keys(given)].join(" ")})` : "";
  return `${service}:${operation} ${resource ? valueText(resource) : "-"}${told}`;
}

export function valueText(value: CodeValue): string {
  switch (value.kind) {
    case "text":
      return value.value;
    case "environment":
      return `$${value.name}${value.fallback === undefined ? "" : `|${value.fallback}`}`;
    case "join":
      return value.parts.map(valueText).join("+");
    case "choice":
      return value.options.map(valueText).join("|");
    case "event":
      return `event.${value.path}`;
    case "imported":
      return `import ${value.module}#${value.name}`;
    case "unresolved":
      return `?${value.reason}`;
  }
}

export function callLines(text: string, path?: string): readonly string[] {
  return facts(text, path).sdkCalls.map(callLine);
}

/** A table of snippets, each with the calls found in it, in source order. */
export function expectCalls(text: string, path: string, expected: readonly string[]): void {
  const { sdkCalls } = facts(text, path);
  expect(sdkCalls.map(callLine)).toEqual(expected);
  for (const call of sdkCalls) {
    expect(
      covered(text, call.callAt).startsWith(covered(text, call.at)) || covered(text, call.callAt).startsWith("new "),
    ).toBe(true);
  }
}
