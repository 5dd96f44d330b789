// Values for parameters in the SAM CLI's configuration file, for the environment that holds without being named. The file lies
// beside the template, or in a folder around it when it names the template.
// Source: AWS SAM Developer Guide, "AWS SAM CLI configuration file".
import type { DataNode, ScalarNode } from "../../model/tree.ts";
import type { TemplateParameter } from "../cloudformation/scope.ts";
import { childOf, childText, entriesOfNode } from "../cloudformation/sections.ts";
import type { Companions } from "../companions.ts";
import { companionPath, folderOf, joinPath } from "../paths.ts";

/** A later one holds over an earlier one. */
const SECTIONS = ["global", "deploy"];
const FILES = ["samconfig.toml", "samconfig.yaml", "samconfig.yml"];

/** The parameters with the values of the configuration file in place of their defaults. */
export function withOverrides(
  parameters: ReadonlyMap<string, TemplateParameter>,
  file: string,
  companions: Companions,
): ReadonlyMap<string, TemplateParameter> {
  const found = parameters.size === 0 ? undefined : configurationOf(file, companions);
  if (!found) return parameters;
  const overridden = new Map(parameters);
  for (const [key, node] of overridesIn(found.root)) {
    const parameter = parameters.get(key);
    if (parameter) overridden.set(key, { ...parameter, default: { node, file: found.path }, givenIn: found.path });
  }
  return overridden;
}

interface Configuration {
  readonly root: DataNode;
  readonly path: string;
}

function configurationOf(file: string, companions: Companions): Configuration | undefined {
  let around: readonly Configuration[] | undefined;
  for (const name of FILES) {
    const path = companionPath(file, name);
    const root = path === undefined ? undefined : companions.tree(path)?.root;
    if (root && path !== undefined) return { root, path };
    // The next name is asked for only when it is known that there is no such file.
    if (path === undefined || !companions.isMissing(path)) return undefined;
    around ??= configurationsAround(file, companions);
  }
  return around?.[0];
}

/** Those that name the template, the nearest first. */
function configurationsAround(file: string, companions: Companions): readonly Configuration[] {
  return foldersAround(file).flatMap((folder) => {
    const path = joinPath(folder, "samconfig.toml") ?? "";
    const root = companions.glance(path)?.root;
    return root && namesTemplate(root, folder, file) ? [{ root, path }] : [];
  });
}

const MAXIMUM_FOLDERS = 5;

/** Folders around that of the file, the nearest first; the workspace's own is the empty text. */
function foldersAround(file: string): readonly string[] {
  const folders: string[] = [];
  let folder = folderOf(file);
  while (folder !== "" && folders.length < MAXIMUM_FOLDERS) {
    folder = folderOf(folder);
    folders.push(folder);
  }
  return folders;
}

function namesTemplate(root: DataNode, folder: string, file: string): boolean {
  return entriesOfNode(childOf(root, "default")).some(({ value }) =>
    ["template_file", "template"].some((key) => {
      const named = childText(childOf(value, "parameters"), key);
      return named !== undefined && joinPath(folder, named) === file;
    }),
  );
}

function overridesIn(root: DataNode): ReadonlyMap<string, DataNode> {
  const found = new Map<string, DataNode>();
  for (const section of SECTIONS) {
    const parameters = childOf(childOf(childOf(root, "default"), section), "parameters");
    const written = childOf(parameters, "parameter_overrides");
    if (written) for (const [key, node] of pairsOf(written)) found.set(key, node);
  }
  return found;
}

function pairsOf(node: DataNode): readonly (readonly [string, DataNode])[] {
  switch (node.type) {
    case "map":
      return entriesOfNode(node).map(({ key, value }) => [key, value]);
    case "list":
      return node.items.flatMap(pairsOf);
    case "scalar":
      return pairsInText(node);
  }
}

/** `Name=value Other="a value"`, or the long form `ParameterKey=Name,ParameterValue=value`. */
const PAIR = /(?:ParameterKey=)?([A-Za-z0-9]+)(?:,ParameterValue)?=("(?:[^"\\]|\\.)*"|'[^']*'|(?:\\.|[^\s"'])*)/g;

function pairsInText(node: ScalarNode): readonly (readonly [string, DataNode])[] {
  return [...node.text.matchAll(PAIR)].map(({ 0: whole, 1: key = "", 2: written = "", index }) => {
    const text = written.replace(/^(["'])(.*)\1$/s, "$2").replace(/\\(.)/g, "$1");
    const start = index + whole.length - written.length;
    const [line, column, endLine, endColumn] = node.contentAt;
    const isPlain = line === endLine && endColumn - column === node.text.length;
    const at = isPlain ? ([line, column + start, line, column + start + written.length] as const) : node.at;
    return [key, { type: "scalar", text, value: text, style: "plain", at, contentAt: at }];
  });
}
