// Values for parameters in the SAM CLI's configuration file beside the template, for the environment that holds without being named.
// Source: AWS SAM Developer Guide, "AWS SAM CLI configuration file".
import type { DataNode, ScalarNode } from "../../model/tree.ts";
import type { TemplateParameter } from "../cloudformation/scope.ts";
import { childOf, entriesOfNode } from "../cloudformation/sections.ts";
import type { Companions } from "../companions.ts";
import { companionPath } from "../paths.ts";

/** A later one holds over an earlier one. */
const SECTIONS = ["global", "deploy"];
const FILES = ["samconfig.toml", "samconfig.yaml", "samconfig.yml"];

/** The parameters with the values of the configuration file in place of their defaults. */
export function withOverrides(
  parameters: ReadonlyMap<string, TemplateParameter>,
  file: string,
  companions: Companions,
): ReadonlyMap<string, TemplateParameter> {
  if (parameters.size === 0) return parameters;
  for (const name of FILES) {
    const path = companionPath(file, name);
    const root = path === undefined ? undefined : companions.tree(path)?.root;
    if (!root || path === undefined) {
      // The next name is asked for only when it is known that there is no such file.
      if (path !== undefined && companions.isMissing(path)) continue;
      return parameters;
    }
    const overridden = new Map(parameters);
    for (const [key, node] of overridesIn(root)) {
      const parameter = parameters.get(key);
      if (parameter) overridden.set(key, { ...parameter, default: { node, file: path }, givenIn: path });
    }
    return overridden;
  }
  return parameters;
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
