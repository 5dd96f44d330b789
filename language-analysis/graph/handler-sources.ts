// The source file of a handler in a language whose code is not analysed: found by the names that the language's tools go by.
// Sources: AWS Lambda Developer Guide, "Define Lambda function handler" of each language; Serverless Framework, "Building".
import type { FileLayout, SourceLanguage } from "./file-layout.ts";

const LANGUAGES: readonly (readonly [runtime: RegExp, languages: readonly SourceLanguage[]])[] = [
  [/^java/i, ["java"]],
  [/^dotnet/i, ["dotnet"]],
  [/^ruby/i, ["ruby"]],
  [/^go/i, ["go"]],
  [/^php/i, ["php"]],
  [/^swift/i, ["swift"]],
  [/^(?:rust|binary)/i, ["rust"]],
  // A program of any compiled language under the name of bootstrap.
  [/^provided/i, ["go", "rust", "dotnet", "swift", "java"]],
];

/** Paths without extension that the source of a handler may end with, the surest first. */
const CANDIDATES: Readonly<Record<SourceLanguage, (handler: string) => readonly string[]>> = {
  java: (handler) => {
    const name = (handler.split("::")[0] ?? "").replace(/^.*:/, "").replace(/\$.*$/, "");
    return [name.replaceAll(".", "/"), lastOf(name, ".")];
  },
  dotnet: (handler) => {
    const [, type] = handler.split("::");
    return type === undefined
      ? [handler, "Program", "Function"]
      : [lastOf(type, ".").replace(/[+].*$|_[^_]+_Generated$/, "")];
  },
  ruby: moduleAndName,
  php: moduleAndName,
  go: (handler) => {
    const name = lastOf(handler.replace(/\.(?:zip|main|handler)$/, ""), "/");
    return [`cmd/${name}/main`, `${name}/main`, `${name}/${name}`, name, "main"];
  },
  rust: (handler) => [`bin/${lastOf(handler, "/")}`, `${lastOf(handler, "/")}/src/main`, "main"],
  swift: (handler) => [...moduleAndName(handler), "main"],
};

function moduleAndName(handler: string): readonly string[] {
  const dot = handler.indexOf(".", handler.lastIndexOf("/") + 1);
  return [(dot < 0 ? handler : handler.slice(0, dot)).replace(/^\.\//, "")];
}

function lastOf(text: string, separator: string): string {
  return text.slice(text.lastIndexOf(separator) + 1);
}

/** Looks below the code's folder, then below the template's. */
export function findSource(
  layout: FileLayout,
  runtime: string,
  handler: string,
  folders: readonly string[],
): string | undefined {
  const languages = LANGUAGES.find(([pattern]) => pattern.test(runtime))?.[1] ?? [];
  for (const folder of new Set(folders)) {
    for (const language of languages) {
      for (const path of CANDIDATES[language](handler)) {
        const [nearest] = path === "" ? [] : layout.sources(language, folder, path);
        if (nearest !== undefined) return nearest;
      }
    }
    for (const language of languages) {
      const only = layout.onlySource(language, folder);
      if (only !== undefined) return only;
    }
  }
  return undefined;
}
