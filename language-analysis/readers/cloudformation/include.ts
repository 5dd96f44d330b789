// Fn::Transform with AWS::Include: the content of another file of the workspace, when its location is a local path.
import type { DataNode, MapEntry, MapNode } from "../../model/tree.ts";
import type { Value } from "../../model/value.ts";
import type { Companions } from "../companions.ts";
import { unresolvedValue } from "../make-values.ts";
import { companionPath } from "../paths.ts";
import { dig, word } from "../walk-values.ts";
import type { IntrinsicCall } from "./intrinsic-call.ts";
import { childOf, childText } from "./sections.ts";

const INCLUDE = "AWS::Include";
export const TRANSFORM = "Fn::Transform";
/** Files that are included in the place of one map's entries, one within the other or side by side. */
const MAXIMUM_FILES = 50;

export function includeTransform({ evaluator, argument, file, at }: IntrinsicCall): Value {
  const call = evaluator.evaluate(argument, file);
  const name = word(dig(call, "Name")) ?? "a macro";
  const location = word(dig(call, "Parameters.Location"));
  const path = name === INCLUDE && location !== undefined ? companionPath(file, location) : undefined;
  if (path === undefined) return unresolvedValue(`the result of ${name}`, at);
  const tree = evaluator.scope.companions.tree(path);
  if (!tree) return unresolvedValue(`${path} is not in the workspace`, at);
  if (!tree.root) return unresolvedValue(`${path} can't be read`, at);
  return evaluator.evaluate(tree.root, path);
}

/**
 * The map with the entries of the files that it includes in the place of each `Fn::Transform` that stands among other entries. What
 * can't be included (another macro, a file elsewhere) stays as it is.
 */
export function withIncludes(node: MapNode, around: string, companions: Companions): MapNode;
export function withIncludes(node: DataNode | undefined, around: string, companions: Companions): DataNode | undefined;
export function withIncludes(node: DataNode | undefined, around: string, companions: Companions): DataNode | undefined {
  if (node?.type !== "map" || !node.entries.some(({ key }) => key === TRANSFORM)) return node;
  return { ...node, entries: includedEntries(node, around, companions, { left: MAXIMUM_FILES }) };
}

function includedEntries(
  node: MapNode,
  around: string,
  companions: Companions,
  files: { left: number },
): readonly MapEntry[] {
  return node.entries.flatMap((entry) => {
    if (entry.key !== TRANSFORM) return [entry];
    const location = childText(childOf(entry.value, "Parameters"), "Location");
    const isInclude = childText(entry.value, "Name") === INCLUDE && location !== undefined;
    const path = isInclude ? companionPath(entry.file ?? node.file ?? around, location) : undefined;
    const root = path === undefined ? undefined : companions.tree(path)?.root;
    if (root?.type !== "map" || path === undefined || files.left <= 0) return [entry];
    files.left--;
    return includedEntries(root, path, companions, files).map((included) => writtenIn(included, path));
  });
}

/** Sections of a template are taken out of their entry: the value says too where it is written. */
function writtenIn(entry: MapEntry, file: string): MapEntry {
  return entry.file === undefined ? { ...entry, file, value: { ...entry.value, file } } : entry;
}
