import type { DocumentTree } from "../model/tree.ts";
import { parseJson } from "./json.ts";
import { parseToml } from "./toml.ts";
import { parseYaml } from "./yaml.ts";

/**
 * The ranged tree of a YAML, JSON or TOML file, by its extension. Names without a telling one (`.template`) are JSON when the text
 * begins with a bracket, YAML otherwise, as CloudFormation reads them.
 */
export function parseDocument(file: string, text: string): DocumentTree {
  if (/\.toml$/i.test(file)) return parseToml(file, text);
  return isJson(file, text) ? parseJson(file, text) : parseYaml(file, text);
}

function isJson(file: string, text: string): boolean {
  const extension = /\.([^./]+)$/.exec(file)?.[1]?.toLowerCase();
  if (extension === "json" || extension === "jsonc") return true;
  if (extension === "yaml" || extension === "yml") return false;
  return /^\uFEFF?\s*[[{]/.test(text);
}
