// Where the code of a handler may lie: the path the platform would load, then the sources behind a build.
import type { Confidence } from "../model/app-map.ts";
import { folderOf, joinPath, under } from "./paths.ts";
import type { Modules } from "./modules.ts";

export type HandlerLanguage = "node" | "python";

export interface HandlerName {
  /** Module path without extension, `/` between folders. */
  readonly module: string;
  /** Exported name; for Node dots go into nested objects. */
  readonly name: string;
}

/**
 * Parts of the handler text. Node: the module ends at the first dot of the last path part. Python: at the last dot, other dots
 * separate packages. Source: the runtime interface clients of both languages. Undefined when there is no dot.
 */
export function handlerName(handler: string, language: HandlerLanguage): HandlerName | undefined {
  const text = handler.trim().replace(/^\.\//, "");
  if (language === "python") {
    const dot = text.lastIndexOf(".");
    if (dot <= 0 || dot === text.length - 1) return undefined;
    return { module: text.slice(0, dot).replaceAll(".", "/"), name: text.slice(dot + 1) };
  }
  const slash = text.lastIndexOf("/");
  const dot = text.indexOf(".", slash + 1);
  if (dot <= slash + 1 || dot === text.length - 1) return undefined;
  return { module: text.slice(0, dot), name: text.slice(dot + 1) };
}

/** Language of a runtime name; undefined for those whose code we do not read. */
export function languageOf(runtime: string): HandlerLanguage | undefined {
  if (/^node(?:\.?js)?/i.test(runtime)) return "node";
  return /^python/i.test(runtime) ? "python" : undefined;
}

export interface HandlerFile {
  readonly file: string;
  readonly confidence: Confidence;
  readonly reason?: string;
}

/** Folders that builds write to: the sources lie beside them, often in `src`. */
const BUILD_FOLDER =
  /^(?:dist|build|lib|out|output|bundle|\.?esbuild|\.build|\.webpack|\.aws-sam\/build|target|_build|compiled)(?:\/|$)/;

/**
 * The file of a module below `root` (the template's or service's folder) and `codeUri`. What is found by looking past a build
 * folder or by its name alone has a lower confidence.
 */
export function findHandlerFile(
  modules: Modules,
  language: HandlerLanguage,
  root: string,
  codeUri: string,
  module: string,
): HandlerFile | undefined {
  const at = (path: string | undefined) => {
    if (path === undefined) return undefined;
    return language === "python" ? modules.pythonAt(path) : modules.scriptAt(path);
  };
  const folder = joinPath(root, codeUri);
  const direct = folder === undefined ? undefined : at(joinPath(folder, module));
  if (direct !== undefined) return { file: direct, confidence: "high" };
  for (const path of sourcePaths(codeUri, module)) {
    const file = at(joinPath(root, path));
    if (file !== undefined) return { file, confidence: "medium", reason: "the source behind a build is assumed" };
  }
  // A code folder named in a way that we can't follow: the only file of that path below it, then below the template.
  for (const below of [folder, root]) {
    const file = below === undefined ? undefined : modules.onlyFileBelow(below, module);
    if (file !== undefined && file.endsWith(".py") === (language === "python")) {
      return { file, confidence: "low", reason: "the only file of that name is assumed" };
    }
  }
  return undefined;
}

function* sourcePaths(codeUri: string, module: string): Iterable<string> {
  const whole = joinPath(codeUri.replace(/^\.\//, ""), module) ?? module;
  const own = joinPath("", codeUri) ?? "";
  for (const path of [whole, module, under(folderOf(own), module)]) {
    const stripped = path.replace(BUILD_FOLDER, "");
    yield stripped;
    yield under("src", stripped);
    if (stripped !== path) yield stripped.replace(/^(?:src|main)\//, "");
  }
  for (const path of new Set([module, module.replace(BUILD_FOLDER, "")])) {
    yield under(own, path);
    yield under(own, under("src", path));
  }
}
