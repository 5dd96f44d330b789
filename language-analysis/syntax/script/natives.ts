// Functions of the platform that configuration scripts use to put paths and objects together.
import type { Known, NativeKnown, Site } from "./known.ts";
import { inShort, partial, placeholder, plain, textOf, truthOf, unknown } from "./known.ts";
import { folderOf, joinPath } from "./program.ts";
import { objectFunction } from "./text-methods.ts";

export const NATIVE_MODULES: ReadonlySet<string> = new Set(["path", "process", "fs", "os", "url"]);
export const NATIVE_GLOBALS: ReadonlySet<string> = new Set([
  "process",
  "Object",
  "Array",
  "String",
  "Number",
  "Boolean",
  "Promise",
]);

/** `process.env.NAME` becomes the framework's own variable for it. */
export function nativeMember(from: NativeKnown, key: string, site: Site): Known {
  if (from.name === "process.env") {
    return /^\w+$/.test(key) ? partial(`\${env:${key}}`, site) : unknown(inShort(`process.env ${key}`), site);
  }
  if (from.name === "path" && key === "sep") return plain("/", site);
  // `import path from "path"` and `path.posix` are the module again.
  if (key === "default" || key === "posix") return { ...from, site };
  return { kind: "native", name: `${from.name}.${key}`, site };
}

/** Undefined when the function is not known, or what is given to it is not. `workingFolder` is absolute. */
export function callNative(
  name: string,
  given: readonly Known[],
  site: Site,
  workingFolder: string,
): Known | undefined {
  const [first] = given;
  switch (name) {
    case "process.cwd":
      return plain(workingFolder, site);
    case "resolveVariable": {
      const text = textOf(first);
      return text === undefined ? undefined : partial(`\${${text}}`, site);
    }
    case "String": {
      const text = first && placeholder(first);
      if (text === undefined || first?.kind !== "plain") return undefined;
      return first.isPartial ? partial(text, site) : plain(text, site);
    }
    case "Number":
      return first?.kind === "plain" && !first.isPartial ? plain(Number(first.value), site) : undefined;
    case "Boolean": {
      const truth = first && truthOf(first);
      return truth === undefined ? undefined : plain(truth, site);
    }
    case "Array.from":
      return first?.kind === "list" ? first : undefined;
    case "Array.isArray":
      return first && first.kind !== "unknown" ? plain(first.kind === "list", site) : undefined;
  }
  if (name.startsWith("path.")) return callPath(name.slice("path.".length), given, site, workingFolder);
  return objectFunction(name, given, site);
}

function callPath(name: string, given: readonly Known[], site: Site, workingFolder: string): Known | undefined {
  const texts: string[] = [];
  for (const part of given) {
    const text = textOf(part);
    if (text === undefined) return undefined;
    texts.push(text);
  }
  const [first = "", second = ""] = texts;
  switch (name) {
    case "join":
    case "normalize":
      return plain(joined(texts.join("/")), site);
    case "resolve":
      return plain(
        joined(texts.reduce((path, part) => (part.startsWith("/") ? part : `${path}/${part}`), workingFolder)),
        site,
      );
    case "dirname":
      return plain(folderOf(first) || ".", site);
    case "basename": {
      const base = first.slice(first.lastIndexOf("/") + 1);
      return plain(second !== "" && base.endsWith(second) ? base.slice(0, -second.length) : base, site);
    }
    case "extname":
      return plain(/[^/](\.[^./]*)$/.exec(first)?.[1] ?? "", site);
    case "relative": {
      if (second === first) return plain("", site);
      return second.startsWith(`${first}/`) ? plain(second.slice(first.length + 1), site) : undefined;
    }
    default:
      return undefined;
  }
}

function joined(path: string): string {
  const isAbsolute = path.startsWith("/");
  const relative = joinPath("", path);
  return relative === undefined ? path : `${isAbsolute ? "/" : ""}${relative}`;
}
