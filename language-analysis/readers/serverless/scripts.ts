// Services that are written as scripts: serverless.ts, serverless.js and what `${file(...)}` takes from code.
import type { DocumentTree } from "../../model/tree.ts";
import { isScript, parseScript } from "../../syntax/script/index.ts";
import type { Companions } from "../companions.ts";
import { folderOf } from "../paths.ts";

const SERVICE_SCRIPT = /(^|\/)serverless[\w.-]*\.[cm]?[jt]s$/i;
const TYPED_SERVICE = /["']@serverless\/typescript["']/;

/** Cheap test: by name, or by the type that the framework's own package gives to a service. Tests of a service are none. */
export function isServiceScript(path: string, text: string): boolean {
  if (!isScript(path) || /\.(test|spec)\.[cm]?[jt]s$/i.test(path)) return false;
  if (TYPED_SERVICE.test(text)) return true;
  return SERVICE_SCRIPT.test(path) && /\bservice\b/.test(text) && /\bprovider\b/.test(text);
}

export function serviceScriptTree(path: string, text: string, companions: Companions): DocumentTree {
  return parseScript(path, text, folderOf(path), companions);
}

/** The tree of a script that a service at `folder` includes; undefined while its text is not there. */
export function includedScriptTree(path: string, folder: string, companions: Companions): DocumentTree | undefined {
  const text = companions.text(path);
  return text === undefined ? undefined : parseScript(path, text, folder, companions);
}

export { isScript };
