// Text edits on code, made from the spans of the IR alone: what the edit does not change keeps its text.
import type { TextEdit } from "../model/finding.ts";
import type { Expression, ProgramModule } from "../model/program.ts";
import { rangeOf, type SourceRange, type Span } from "../model/range.ts";
import { expressionsOf, sameSpan } from "./program-search.ts";
import { wordsOf } from "../model/words.ts";

/** A text as a string literal; the double-quoted form holds in JavaScript and in Python. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

export function replaceSpan(file: string, at: Span, newText: string): TextEdit {
  return { at: rangeOf(file, at), newText };
}

export function insertBefore(file: string, [line, character]: Span, newText: string): TextEdit {
  return replaceSpan(file, [line, character, line, character], newText);
}

export function insertAfter(file: string, [, , line, character]: Span, newText: string): TextEdit {
  return replaceSpan(file, [line, character, line, character], newText);
}

/** Edits that put text between and around `holes`, whose own text stays: `segments` has one item more than `holes`. */
export function rebuildAround(
  file: string,
  whole: Span,
  holes: readonly Span[],
  segments: readonly string[],
): readonly TextEdit[] {
  return segments.map((newText, index) => {
    const before = holes[index - 1];
    const after = holes[index];
    const start = before ? [before[2], before[3]] : [whole[0], whole[1]];
    const end = after ? [after[0], after[1]] : [whole[2], whole[3]];
    return replaceSpan(file, [start[0] ?? 0, start[1] ?? 0, end[0] ?? 0, end[1] ?? 0], newText);
  });
}

/**
 * Edits that make the Python module `name` available as `name`: none when it is imported, undefined when no line for it is known
 * for certain.
 */
export function pythonImportEdits(module: ProgramModule, name: string): readonly TextEdit[] | undefined {
  if (module.imports.some((entry) => entry.module === name && entry.imported === "*" && entry.local === name))
    return [];
  // `import x` at the left margin: names of a from-import may stand in brackets over several lines.
  const anchor = module.imports.find(
    ({ imported, at, module: from }) =>
      imported === "*" && from !== "__future__" && (at[1] === 0 || at[1] === "import ".length),
  );
  if (!anchor) return undefined;
  return [replaceSpan(module.file, [anchor.at[0], 0, anchor.at[0], 0], `import ${name}\n`)];
}

/** How often the variable `name` is read in the module. */
export function countReads(module: ProgramModule, name: string): number {
  let count = 0;
  for (const { expression } of expressionsOf(module))
    if (expression.kind === "name" && expression.name === name) count += 1;
  return count;
}

/** What an expression refers to, dotted, through the module's imports: `subprocess.run`, `child_process.execSync`; else its text. */
export function dottedName(module: ProgramModule, expression: Expression): string | undefined {
  if (expression.kind === "name") {
    const entry = module.imports.find(({ local }) => local === expression.name);
    if (!entry) return expression.name;
    const from = entry.module.replace(/^node:/, "");
    return entry.imported === "*" || entry.imported === "default" ? from : `${from}.${entry.imported}`;
  }
  if (expression.kind !== "member" || typeof expression.property !== "string") return undefined;
  const object = dottedName(module, expression.object);
  return object === undefined ? undefined : `${object}.${expression.property}`;
}

/** Reads the value from an environment variable in place of the literal at `at`; empty for languages we cannot write. */
export function environmentReadEdits(
  module: ProgramModule,
  at: SourceRange,
  name: string,
): readonly { readonly variable: string; readonly edits: readonly TextEdit[] }[] {
  const variable = wordsOf(name).join("_").toUpperCase();
  if (variable === "") return [];
  switch (module.language) {
    case "javascript":
    case "typescript":
      return [{ variable, edits: [{ at, newText: `process.env.${variable}` }] }];
    case "python": {
      const imports = pythonImportEdits(module, "os");
      return imports ? [{ variable, edits: [...imports, { at, newText: `os.environ[${quoted(variable)}]` }] }] : [];
    }
    case "java":
    case "go":
    case "csharp":
      return [];
  }
}

/** `{ name }` has to become `{ name: ... }`. */
export function shorthandKey(module: ProgramModule, at: Span): string {
  for (const { expression } of expressionsOf(module)) {
    if (expression.kind !== "object") continue;
    for (const { key, keyAt, value } of expression.properties) {
      if (typeof key === "string" && sameSpan(value.at, at) && sameSpan(keyAt, at)) return `${key}: `;
    }
  }
  return "";
}
