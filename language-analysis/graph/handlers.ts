// From a function's runtime, code folder and handler text to the function in code that the platform calls.
import type { Confidence, HandlerLocation } from "../model/app-map.ts";
import type { CodeFile } from "../model/code-facts.ts";
import type { FragmentNode } from "../model/fragment.ts";
import { inlinePath } from "../model/inline-code.ts";
import { say, type Message } from "../model/message.ts";
import type { Problem, Unresolved, UnresolvedReason } from "../model/problem.ts";
import type { Expression } from "../model/program.ts";
import { rangeOf, startOfFile, type SourceRange } from "../model/range.ts";
import { textOf, type Value } from "../model/value.ts";
import { findHandlerFile, handlerName, languageOf, type HandlerLanguage, type HandlerName } from "./handler-files.ts";
import type { FileLayout } from "./file-layout.ts";
import { findSource } from "./handler-sources.ts";
import { archiveName, packagedSource } from "./packaged-sources.ts";
import { folderOf, joinPath } from "./paths.ts";
import type { Programs } from "./reach.ts";
import { valueText } from "./value-text.ts";
import { ownHandler } from "./wrapped-handlers.ts";

export interface HandlerSearch {
  readonly handler?: HandlerLocation;
  /** Where the code is when it is none that we analyse. */
  readonly source?: SourceRange;
  readonly unresolved?: Unresolved;
  readonly problem?: Problem;
}

export function findHandler(node: FragmentNode, programs: Programs, files: FileLayout): HandlerSearch {
  const subject = `handler of ${node.name}`;
  const unknown = (reason: UnresolvedReason, message: Message, at: SourceRange): HandlerSearch => ({
    unresolved: { reason, subject, message, at },
  });
  const { inlineCode, imageUri, packageType, dockerfile, imageLanguage, codeUri } = node.properties;
  const handler = ownHandler(node);
  if (inlineCode) return findInlineHandler(node, inlineCode, programs);
  // The Dockerfile of an image that is built here names its handler.
  const isImage = imageUri !== undefined || textOf(packageType) === "Image";
  if (isImage && !handler) {
    const at = imageUri?.at ?? node.nameAt;
    const built = dockerfile && textOf(dockerfile);
    if (built === undefined) {
      return unknown("missing-file", say("{0} is a container image that is built elsewhere.", node.name), at);
    }
    const message = say("{0} is a container image that runs a program of its own.", node.name);
    return { ...unknown("unsupported-type", message, at), source: startOfFile(built) };
  }
  if (!handler) return unknown("dynamic-value", say("{0} names no handler.", node.name), node.nameAt);
  const written = textOf(handler);
  if (written === undefined) {
    return unknown("dynamic-value", say("The handler of {0} is {1}.", node.name, valueText(handler)), handler.at);
  }
  const runtime = isImage ? imageLanguage : node.properties["runtime"];
  const runtimeText = runtime ? textOf(runtime) : isImage ? runtimeOfForm(written) : undefined;
  const language = runtimeText === undefined ? undefined : languageOf(runtimeText);
  const folder = folderOf(node.group);
  const uri = codeFolder(codeUri);
  const archive = archiveName(node.properties);
  if (runtimeText !== undefined && language === undefined) {
    const below = [joinPath(folder, uri.path ?? "") ?? folder, folder];
    const file = findSource(files, runtimeText, written, below);
    if (file === undefined) {
      return unknown("missing-file", say("No file of the workspace holds {0}.", written), handler.at);
    }
    const message = say("Code for {0} is not analysed yet.", runtimeText);
    return { ...unknown("unsupported-language", message, runtime?.at ?? handler.at), source: startOfFile(file) };
  }
  const languages: readonly HandlerLanguage[] = language === undefined ? ["node", "python"] : [language];
  for (const one of languages) {
    const fileOf = ({ module }: HandlerName) => findHandlerFile(programs.modules, one, folder, uri.path ?? "", module);
    const name = handlerNames(node, written, one).find(fileOf);
    const found = name && fileOf(name);
    if (!found) continue;
    const location = locate(programs, found.file, name.name, 0);
    if (location) {
      const isSure = uri.path !== undefined && language !== undefined;
      const confidence = worse(worse(found.confidence, location.confidence), isSure ? "high" : "medium");
      const exported = { file: found.file, name: name.name };
      return { handler: { ...location, ...bodyOf(location, programs), confidence, exported } };
    }
    if (name.module === written) {
      const message = say("How {0} is called is not known.", found.file);
      return { ...unknown("unsupported-type", message, handler.at), source: startOfFile(found.file) };
    }
    return {
      ...unknown("unknown-function", say("{0} exports no function {1}.", found.file, name.name), handler.at),
      problem: missing(
        say("{0} exports no function {1}, the handler of {2}.", found.file, name.name, node.name),
        handler.at,
      ),
    };
  }
  const packed = archive === undefined ? undefined : findPackaged(node, written, archive, languages, programs);
  if (packed) return { handler: packed };
  const served = servedApplication(node, written, programs, joinPath(folder, uri.path ?? "") ?? folder);
  if (served) return { handler: served };
  const isElsewhere = uri.path === undefined || archive !== undefined;
  const looked = isElsewhere ? undefined : joinPath(folder, uri.path);
  const isAmongCode = looked !== undefined && files.folders.has(looked) && holdsCode(programs, looked);
  const search = unknown(
    // Where there is other code, it may be there under a name that we did not think of.
    isAmongCode ? "unknown-function" : "missing-file",
    isElsewhere
      ? say("The code of {0} lies outside of the workspace: {1}.", node.name, archive ?? uri.text)
      : say("No file of the workspace holds {0}.", written),
    handler.at,
  );
  // A build writes other folders: only what should be there and is not is the user's mistake.
  if (node.provider !== "aws" || !isAmongCode) return search;
  return { ...search, problem: missing(say("The handler {0} of {1} does not exist.", written, node.name), handler.at) };
}

/** A guess, so what does not export the handler is not meant. */
function findPackaged(
  node: FragmentNode,
  written: string,
  archive: string,
  languages: readonly HandlerLanguage[],
  programs: Programs,
): HandlerLocation | undefined {
  for (const language of languages) {
    const name = handlerName(written, language);
    if (!name) continue;
    const file = packagedSource(programs.modules, language, folderOf(node.group), archive, name.module);
    const location = file === undefined ? undefined : locate(programs, file, name.name, 0);
    if (file === undefined || !location) continue;
    const exported = { file, name: name.name };
    return { ...location, ...bodyOf(location, programs), confidence: "low", exported };
  }
  return undefined;
}

/** What runs in an image, as far as the form of its handler tells: `Assembly::Type::Method`, `package.Class::method`. */
function runtimeOfForm(handler: string): string | undefined {
  const parts = handler.split("::").length;
  return parts === 1 ? undefined : parts === 2 ? "java" : "dotnet";
}

/** The code is the module `index`, whatever the handler's text says before its last dot. */
function findInlineHandler(node: FragmentNode, code: Value, programs: Programs): HandlerSearch {
  const subject = `handler of ${node.name}`;
  const { handler, runtime } = node.properties;
  const written = handler && textOf(handler);
  if (handler && written === undefined) {
    const message = say("The handler of {0} is {1}.", node.name, valueText(handler));
    return { unresolved: { reason: "dynamic-value", subject, message, at: handler.at } };
  }
  const name = written?.slice(written.lastIndexOf(".") + 1) ?? "handler";
  const template = code.at.file;
  const paths = [".js", ".py"].map((extension) => inlinePath(template, node.logicalId, extension));
  const file = paths.find((path) => programs.file(path));
  if (file === undefined) {
    const message = say("The code of {0} is written in the template and is not analysed.", node.name);
    const reason =
      runtime && languageOf(textOf(runtime) ?? "") === undefined ? "unsupported-language" : "unsupported-type";
    return { unresolved: { reason, subject, message, at: node.nameAt }, source: code.at };
  }
  const location = locate(programs, file, name, 0);
  if (location) return { handler: { ...location, ...bodyOf(location, programs), exported: { file, name } } };
  const at = handler?.at ?? node.nameAt;
  const message = say("The code of {0} in the template exports no function {1}.", node.name, name);
  return { unresolved: { reason: "unknown-function", subject, message, at }, problem: missing(message, at) };
}

/** The whole function: a cursor in it is a cursor in the handler. Nothing for an object that a library serves. */
function bodyOf({ file, functionIndex }: HandlerLocation, programs: Programs): Pick<HandlerLocation, "bodyAt"> {
  const found = functionIndex > 0 ? programs.modules.code.get(file)?.module.functions[functionIndex] : undefined;
  return found ? { bodyAt: rangeOf(file, found.at) } : {};
}

/** Modules that a plugin writes at deployment; they serve an application object of the app's own. */
const GENERATED_HANDLER = /^(?:wsgi|wsgi_handler)\.handler$/;

/** All that the application's module holds may run: the object is made by a library. */
function servedApplication(
  { properties }: FragmentNode,
  written: string,
  programs: Programs,
  folder: string,
): HandlerLocation | undefined {
  if (!GENERATED_HANDLER.test(written)) return undefined;
  const application = textOf(properties["application"]);
  const name = handlerName(application ?? "app.app", "python");
  const path = name && joinPath(folder, name.module);
  const file = path === undefined ? undefined : programs.modules.pythonAt(path);
  const [value] = (file !== undefined && name && programs.index(file)?.variables.get(name.name)) || [];
  if (file === undefined || !value) return undefined;
  const confidence = application === undefined ? "low" : "medium";
  return { file, functionIndex: 0, at: rangeOf(file, value.at), confidence };
}

/** Other platforms than AWS also load the package itself and name only its export (Google), or name only the module (Twilio). */
function handlerNames({ provider }: FragmentNode, written: string, language: HandlerLanguage): readonly HandlerName[] {
  const name = handlerName(written, language);
  if (name) return [name];
  if (provider === "aws" || !/^[\w$-]+$/.test(written)) return [];
  return [
    { module: language === "python" ? "main" : "index", name: written },
    { module: written, name: "handler" },
  ];
}

function missing(message: Message, at: SourceRange): Problem {
  return { code: "missing-handler", severity: "warning", message, at };
}

/** Some code that we read lies in the folder or below. */
function holdsCode(programs: Programs, folder: string): boolean {
  for (const file of programs.modules.code.keys()) if (folder === "" || file.startsWith(`${folder}/`)) return true;
  return false;
}

/** The path of the code, when it is one: not a bucket, not an archive. */
function codeFolder(value: Value | undefined): { readonly path?: string; readonly text: string } {
  if (!value) return { path: "", text: "" };
  const text = valueText(value);
  const path = textOf(value);
  if (path === undefined || /^[a-z0-9+.-]+:/i.test(path) || path.startsWith("/")) return { text };
  return { path: /\.(?:zip|jar)$/.test(path) ? folderOf(path) : path, text };
}

const RANK: readonly Confidence[] = ["high", "medium", "low"];

function worse(a: Confidence, b: Confidence): Confidence {
  return RANK.indexOf(a) > RANK.indexOf(b) ? a : b;
}

/** Re-exports and wrappers one after the other. */
const LONGEST_CHAIN = 10;

/** The function that `name` of the module stands for; followed through re-exports, variables and wrappers. */
export function locate(programs: Programs, file: string, name: string, steps: number): HandlerLocation | undefined {
  const code = programs.file(file);
  const index = programs.index(file);
  if (!code || !index || steps > LONGEST_CHAIN) return undefined;
  const entry = code.facts.entryPoints?.find((one) => one.name === name);
  const exported = index.exports.get(name) ?? [];
  const reExport = exported.find((one) => one.from !== undefined);
  if (entry && (entry.functionIndex > 0 || !reExport)) {
    return { file, functionIndex: entry.functionIndex, at: rangeOf(file, entry.at), confidence: "high" };
  }
  for (const one of exported) {
    const target = one.from === undefined ? undefined : programs.modules.resolve(file, one.from);
    const inner = one.value.kind === "name" ? one.value.name : name;
    const found =
      target === undefined
        ? locateValue(programs, code, one.value, steps + 1)
        : locate(programs, target, inner === "*" ? name : inner, steps + 1);
    if (found) return found;
  }
  const local = locateName(programs, code, name, steps + 1);
  if (local) return local;
  for (const one of index.exports.get("*") ?? []) {
    const target = one.from === undefined ? undefined : programs.modules.resolve(file, one.from);
    const found = target === undefined ? undefined : locate(programs, target, name, steps + 1);
    if (found) return found;
  }
  // Python: `from package.module import handler` makes it a name of this module too. Node: `handlers.create`.
  const dot = name.indexOf(".");
  const inner = dot < 0 ? undefined : locate(programs, file, name.slice(dot + 1), steps + 1);
  if (inner) return inner;
  // Code makes the function: `container.resolve(App).handle`. All that the module holds may run.
  const made = exported.find(
    ({ from, value }) => from === undefined && (value.kind === "member" || value.kind === "name"),
  );
  return made && { file, functionIndex: 0, at: rangeOf(file, made.at), confidence: "medium" };
}

function locateName(programs: Programs, code: CodeFile, name: string, steps: number): HandlerLocation | undefined {
  const { file } = code.module;
  const index = programs.index(file);
  if (!index || steps > LONGEST_CHAIN) return undefined;
  const [declared] = index.functionsNamed(name, 0);
  if (declared) return { file, functionIndex: declared.index, at: rangeOf(file, declared.nameAt), confidence: "high" };
  for (const value of index.variables.get(name) ?? []) {
    const found = locateValue(programs, code, value, steps + 1);
    if (found) return found;
  }
  const imported = index.imports.get(name);
  const target = imported && programs.modules.resolve(file, imported.module);
  if (target === undefined || !imported) return undefined;
  return locate(programs, target, imported.imported === "*" ? "default" : imported.imported, steps + 1);
}

function locateValue(
  programs: Programs,
  code: CodeFile,
  value: Expression,
  steps: number,
): HandlerLocation | undefined {
  if (steps > LONGEST_CHAIN) return undefined;
  const { file } = code.module;
  switch (value.kind) {
    case "function": {
      const one = code.module.functions[value.index];
      return one && { file, functionIndex: one.index, at: rangeOf(file, one.nameAt), confidence: "high" };
    }
    case "name":
      return locateName(programs, code, value.name, steps + 1);
    case "assignment":
      return locateValue(programs, code, value.value, steps + 1);
    case "member":
      return locateMember(programs, code, value, steps);
    case "call":
      // A wrapper: the function is among its arguments, or further left in a chain of calls.
      for (const argument of value.arguments) {
        const found = locateValue(programs, code, argument.value, steps + 1);
        if (found) return { ...found, confidence: worse(found.confidence, "medium") };
      }
      return value.callee.kind === "name" ? undefined : locateValue(programs, code, value.callee, steps + 1);
    default:
      return undefined;
  }
}

function locateMember(
  programs: Programs,
  code: CodeFile,
  value: Extract<Expression, { kind: "member" }>,
  steps: number,
): HandlerLocation | undefined {
  const { file, classes, functions } = code.module;
  const { object, property } = value;
  if (typeof property !== "string") return undefined;
  if (object.kind === "name") {
    const imported = programs.index(file)?.imports.get(object.name);
    const target = imported && programs.modules.resolve(file, imported.module);
    if (target !== undefined) return locate(programs, target, property, steps + 1);
    for (const one of programs.index(file)?.variables.get(object.name) ?? []) {
      const own = one.kind === "object" ? one.properties.find(({ key }) => key === property)?.value : undefined;
      const found = own && locateValue(programs, code, own, steps + 1);
      if (found) return found;
    }
  }
  const method = classes.flatMap((one) => one.methods).find((index) => functions[index]?.name === property);
  const found = method === undefined ? undefined : functions[method];
  if (found) return { file, functionIndex: found.index, at: rangeOf(file, found.nameAt), confidence: "medium" };
  return locateValue(programs, code, object, steps + 1);
}
