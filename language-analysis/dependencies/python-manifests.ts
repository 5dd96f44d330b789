// requirements.txt, Pipfile and pyproject.toml. The TOML of the latter two is read line by line: only tables of names are wanted.
import type { Dependency, DependencyFile, DependencyScope } from "../model/dependencies.ts";
import type { Outcome } from "../model/problem.ts";
import type { Span } from "../model/range.ts";
import { linesOf } from "./lock-lines.ts";

/** Source: PEP 503, "Normalized Names". */
export function normalizedName(name: string): string {
  return name.replace(/[-_.]+/g, "-").toLowerCase();
}

/** Name, extras, specifiers. Source: PEP 508. */
const REQUIREMENT =
  /^([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*((?:[<>=!~]=?=?\s*[^\s,;#]+\s*,?\s*)*)(@\s*\S+)?/;

export function readRequirements(file: string, text: string): Outcome<DependencyFile | undefined> {
  const scope = /dev|test|lint|doc/i.test(file.slice(file.lastIndexOf("/") + 1)) ? "development" : "runtime";
  const packages = linesOf(text).flatMap((line, number): Dependency[] => {
    const start = line.length - line.trimStart().length;
    const words = line
      .slice(start)
      .replace(/\s+#.*$/, "")
      .trimEnd();
    if (words === "" || words.startsWith("#")) return [];
    const link = /^(?:-e\s+|--editable[ =])?((?:git|hg|svn|bzr)\+\S+|https?:\S+)/.exec(words)?.[1];
    if (link !== undefined) {
      const name = /[#&]egg=([\w.-]+)/.exec(link)?.[1] ?? /([\w.-]+?)(?:\.git)?(?:[@#].*)?$/.exec(link)?.[1] ?? link;
      const source = link.includes("+") ? "git" : "url";
      const at: Span = [number, start, number, start + words.length];
      return [{ name: normalizedName(name), scope, source, requirement: link, at }];
    }
    if (words.startsWith("-") || /^[./]/.test(words)) return [];
    const dependency = pythonRequirement(words, scope, number, start);
    return dependency ? [dependency] : [];
  });
  return { value: { file, ecosystem: "PyPI", role: "manifest", packages }, problems: [] };
}

function pythonRequirement(
  words: string,
  scope: DependencyScope,
  line: number,
  column: number,
): Dependency | undefined {
  const [, name, specifiers = "", link] = REQUIREMENT.exec(words) ?? [];
  if (name === undefined) return undefined;
  const requirement = specifiers.replace(/[\s,]+$/, "");
  const at: Span = [line, column, line, column + words.length];
  if (link !== undefined) {
    const source = /git\+/.test(link) ? "git" : "url";
    return { name: normalizedName(name), scope, source, requirement: link.slice(1).trim(), at };
  }
  const start = specifiers === "" ? column + name.length : column + words.indexOf(specifiers, name.length);
  const exact = /^===?\s*([^\s*,]+)$/.exec(requirement)?.[1];
  return {
    name: normalizedName(name),
    scope,
    requirement,
    ...(exact === undefined ? {} : { version: exact }),
    at,
    requirementAt: [line, start, line, start + requirement.length],
  };
}

export function readPipfile(file: string, text: string): Outcome<DependencyFile | undefined> {
  const sections = { packages: "runtime", "dev-packages": "development" } as const;
  return { value: tomlTables(file, text, (table) => sections[table as keyof typeof sections]), problems: [] };
}

export function readPyproject(file: string, text: string): Outcome<DependencyFile | undefined> {
  const tables = tomlTables(file, text, (table) => {
    if (table === "tool.poetry.dependencies") return "runtime";
    return /^tool\.poetry\.(?:dev-dependencies|group\.[\w-]+\.dependencies)$/.test(table) ? "development" : undefined;
  });
  const packages = [...projectDependencies(text), ...tables.packages.filter(({ name }) => name !== "python")];
  return { value: packages.length > 0 ? { ...tables, packages } : undefined, problems: [] };
}

/** `name = "^1.2"` and `name = { version = "^1.2", ... }` in the tables that `scopeOf` knows. */
function tomlTables(
  file: string,
  text: string,
  scopeOf: (table: string) => DependencyScope | undefined,
): DependencyFile {
  const packages: Dependency[] = [];
  let scope: DependencyScope | undefined;
  linesOf(text).forEach((line, number) => {
    const table = /^\s*\[([^\]]+)\]/.exec(line)?.[1];
    if (table !== undefined) scope = scopeOf(table.replace(/\s|"/g, ""));
    const [, name] = /^\s*"?([A-Za-z0-9][\w.-]*)"?\s*=/.exec(line) ?? [];
    if (scope === undefined || name === undefined) return;
    const value = line.slice(line.indexOf("=") + 1);
    const written = /^\s*\{/.test(value)
      ? /\bversion\s*=\s*(["'])(.*?)\1/.exec(value)
      : /^\s*(["'])(.*?)\1/.exec(value);
    const requirement = written?.[2] ?? "";
    const source = /\bgit\s*=/.test(value)
      ? "git"
      : /\burl\s*=/.test(value)
        ? "url"
        : /\bpath\s*=/.test(value)
          ? "file"
          : undefined;
    const start = written ? line.indexOf(requirement, line.indexOf(written[0])) : 0;
    const exact = /^===?\s*([\w.]+)$/.exec(requirement)?.[1];
    packages.push({
      name: normalizedName(name),
      scope,
      requirement: requirement === "*" ? "" : requirement,
      ...(exact === undefined ? {} : { version: exact }),
      ...(source === undefined ? {} : { source }),
      at: [number, line.length - line.trimStart().length, number, line.trimEnd().length],
      ...(written ? { requirementAt: [number, start, number, start + requirement.length] as const } : {}),
    });
  });
  return { file, ecosystem: "PyPI", role: "manifest", packages };
}

/** `[project] dependencies = [...]`. Source: PEP 621. */
function projectDependencies(text: string): Dependency[] {
  const found: Dependency[] = [];
  let table = "";
  let isInside = false;
  linesOf(text).forEach((line, number) => {
    table = /^\s*\[([^\]"]+)\]\s*$/.exec(line)?.[1]?.trim() ?? table;
    let rest = line;
    if (!isInside) {
      if (table !== "project" || !/^\s*dependencies\s*=\s*\[/.test(line)) return;
      isInside = true;
      rest = " ".repeat(line.indexOf("[") + 1) + line.slice(line.indexOf("[") + 1);
    }
    for (const { 2: words = "", index } of rest.matchAll(/(["'])(.*?)\1/g)) {
      const dependency = pythonRequirement(words, "runtime", number, index + 1);
      if (dependency) found.push(dependency);
    }
    // Extras have brackets inside their quotes.
    if (/\]/.test(rest.replace(/(["']).*?\1/g, ""))) isInside = false;
  });
  return found;
}
