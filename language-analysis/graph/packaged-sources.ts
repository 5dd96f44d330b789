// Sources of a handler whose code is deployed as an archive that a script packs: found by the name of the archive, then by their own.
import type { Value } from "../model/value.ts";
import { property } from "../model/value.ts";
import type { HandlerLanguage } from "./handler-files.ts";
import { isPython, withoutExtension, type Modules } from "./modules.ts";
import { ancestorsOf, folderOf } from "./paths.ts";
import { valueText } from "./value-text.ts";

/** The archive's own name without folders and ending: `orders-api` of `releases/1.2/orders-api.zip`. Undefined for a folder. */
export function archiveName(properties: Readonly<Record<string, Value>>): string | undefined {
  const { codeKey, codeUri } = properties;
  const places = [codeKey, property(properties["package"], "artifact"), codeUri];
  for (const place of places) {
    const name = place && /([^/]+)\.(?:zip|jar)$/.exec(valueText(place))?.[1];
    if (name !== undefined) return name;
  }
  return codeKey && valueText(codeKey);
}

/** Names that so many modules have that one of them says nothing. */
const COMMON_NAME = /^(?:index|main|app|handler|handlers|lambda|lambda_function|function|server)$/;

/** The only file of that module path in a folder named like the archive; else the only one far around the template. */
export function packagedSource(
  modules: Modules,
  language: HandlerLanguage,
  root: string,
  archive: string,
  module: string,
): string | undefined {
  const base = module.slice(module.lastIndexOf("/") + 1);
  const candidates = (modules.layout.byBaseName.get(base) ?? []).filter(
    (file) =>
      isPython(file) === (language === "python") &&
      `/${withoutExtension(file)}`.endsWith(`/${module}`) &&
      !/(?:^|\/)(?:__tests__|tests?|node_modules)\//.test(file),
  );
  const wanted = plainName(archive);
  const named = candidates.filter((file) =>
    isNamed(folderOf(withoutExtension(file).slice(0, -module.length) + "x"), wanted),
  );
  if (named.length > 0) return nearest(named, root);
  return COMMON_NAME.test(base) ? undefined : nearest(candidates, root);
}

/** The only one in the smallest folder around `root` that holds any. */
function nearest(files: readonly string[], root: string): string | undefined {
  for (const folder of ancestorsOf(root)) {
    const inside = folder === "" ? files : files.filter((file) => file.startsWith(`${folder}/`));
    if (inside.length > 0) return inside.length === 1 ? inside[0] : undefined;
  }
  return undefined;
}

/** Folders of a project that have no name of their own. */
const PART = /^(?:src|lib|app|dist|code|source|lambda|python|nodejs)$/;
/** Folders that a packing script may join to a name. */
const MOST_PARTS = 4;

function isNamed(folder: string, wanted: string): boolean {
  const parts = folder.split("/").map(plainName);
  while (PART.test(parts.at(-1) ?? "") && parts.at(-1) !== wanted) parts.pop();
  for (let count = 1; count <= MOST_PARTS && count <= parts.length; count++)
    if (parts.slice(-count).join("_") === wanted) return true;
  return false;
}

/** Words of a name, without the version or stage that is hung on it. */
function plainName(name: string): string {
  return name
    .replace(/\$\{[^}]*\}|%%?\w+%%?/g, "")
    .replace(/[-_.]v?\d+(?:\.\d+)*$/, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_|_$/g, "");
}
