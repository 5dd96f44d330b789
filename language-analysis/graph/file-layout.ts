// Where files lie, read or not: folders, and the sources of languages whose code we do not analyse.
import { ancestorsOf, folderOf } from "./paths.ts";

/** Languages of functions that are found as files only, by the extensions of their sources. */
const EXTENSIONS = {
  java: ["java", "kt", "scala", "groovy", "clj"],
  go: ["go"],
  dotnet: ["cs", "fs", "vb"],
  ruby: ["rb"],
  rust: ["rs"],
  php: ["php"],
  swift: ["swift"],
} as const;

export type SourceLanguage = keyof typeof EXTENSIONS;

export class FileLayout {
  /** Every folder that holds a file, whatever its kind. */
  readonly folders: ReadonlySet<string>;
  private byName: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(private readonly files: ReadonlySet<string>) {
    this.folders = new Set([...new Set([...files].map(folderOf))].flatMap(ancestorsOf));
  }

  /** Sources of a language below `folder` whose path without extension ends with `path`; nearest first. */
  sources(language: SourceLanguage, folder: string, path: string): readonly string[] {
    this.byName ??= sourcesByName(this.files);
    const base = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
    const start = folder === "" ? "" : `${folder}/`;
    const end = `/${path.toLowerCase()}`;
    return (this.byName.get(`${language} ${base}`) ?? []).filter(
      (file) => file.startsWith(start) && `/${file.replace(/\.\w+$/, "")}`.toLowerCase().endsWith(end),
    );
  }

  /** The source of a language below `folder` when there is but one. */
  onlySource(language: SourceLanguage, folder: string): string | undefined {
    this.byName ??= sourcesByName(this.files);
    const start = folder === "" ? "" : `${folder}/`;
    const [only, ...others] = (this.byName.get(language) ?? []).filter((file) => file.startsWith(start));
    return others.length === 0 ? only : undefined;
  }
}

function sourcesByName(files: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const languages = new Map<string, string>(
    Object.entries(EXTENSIONS).flatMap(([language, endings]) => endings.map((ending) => [ending, language] as const)),
  );
  const found = new Map<string, string[]>();
  for (const file of files) {
    const dot = file.lastIndexOf(".");
    const language = languages.get(file.slice(dot + 1));
    if (language === undefined || /(?:^|\/)(?:tests?|src\/test)\/|_test\.go$|Tests?\.(?:java|kt|cs)$/.test(file))
      continue;
    const name = file.slice(file.lastIndexOf("/") + 1, dot).toLowerCase();
    for (const key of [language, `${language} ${name}`]) {
      const known = found.get(key);
      if (known) known.push(file);
      else found.set(key, [file]);
    }
  }
  for (const list of found.values()) list.sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
  return found;
}

function depth(path: string): number {
  return path.split("/").length;
}
