// `resources` of a service: CloudFormation as a map, a list, or files, found on the tree before anything is evaluated.
import type { DataNode, MapEntry } from "../../model/tree.ts";
import type { Located, TemplateParameter } from "../cloudformation/scope.ts";
import { childOf, childText, entriesOfNode, readMappings, readParameters } from "../cloudformation/sections.ts";
import { readStandIns } from "../cloudformation/stand-ins.ts";
import { CLOUDFORMATION_TYPES } from "../cloudformation/types/index.ts";
import type { Variables } from "./variables.ts";

export interface LocatedEntry {
  readonly entry: MapEntry;
  readonly file: string;
}

/** Maps that are filled with what the sections declare. */
export interface Names {
  readonly parameters: ReadonlyMap<string, TemplateParameter>;
  readonly mappings: ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, Located>>>;
  readonly resourceTypes: ReadonlyMap<string, string>;
  readonly standIns: ReadonlyMap<string, string>;
}

export function locateResources(
  variables: Variables,
  root: DataNode | undefined,
  names: Names,
): { readonly resources: readonly LocatedEntry[]; readonly outputs: readonly LocatedEntry[] } {
  const resources: LocatedEntry[] = [];
  const outputs: LocatedEntry[] = [];
  const section = childOf(root, "resources");
  for (const { node, file } of section ? parts(variables, { node: section, file: variables.file }) : []) {
    resources.push(...entriesUnder(variables, node, file, "Resources"));
    resources.push(...entriesUnder(variables, node, file, "extensions"));
    outputs.push(...entriesUnder(variables, node, file, "Outputs"));
    fill(names.parameters, readParameters(followed(variables, node, file, "Parameters")?.node, file));
    fill(names.mappings, readMappings(followed(variables, node, file, "Mappings")?.node, file));
  }
  const types = new Map<string, string>();
  const declared = resources.map(({ entry, file }) => {
    const { node } = variables.follow(entry.value, file);
    const type = childText(node, "Type");
    if (type !== undefined) types.set(entry.key, type);
    return { ...entry, value: node };
  });
  fill(names.resourceTypes, types);
  fill(names.standIns, readStandIns(declared, CLOUDFORMATION_TYPES, types));
  const known = resources.filter(({ entry }) => types.has(entry.key) || !isExtension(entry));
  return { resources: known, outputs };
}

/** `extensions` change resources that the framework makes: they have no Type. */
function isExtension({ value }: MapEntry): boolean {
  return value.type === "map" && childOf(value, "Type") === undefined;
}

/** The parts of a section: itself, or the items of a list, each with its variables followed. */
function parts(variables: Variables, start: Located): readonly Located[] {
  const { node, file } = variables.follow(start.node, start.file);
  if (node.type !== "list") return [{ node, file }];
  return node.items.map((item) => variables.follow(item, file));
}

function followed(variables: Variables, node: DataNode, file: string, key: string): Located | undefined {
  const child = childOf(node, key);
  return child && variables.follow(child, file);
}

function entriesUnder(variables: Variables, node: DataNode, file: string, key: string): readonly LocatedEntry[] {
  const child = childOf(node, key);
  if (!child) return [];
  return parts(variables, { node: child, file }).flatMap((part) =>
    entriesOfNode(part.node).map((entry) => ({ entry, file: entry.file ?? part.file })),
  );
}

function fill<V>(target: ReadonlyMap<string, V>, source: ReadonlyMap<string, V>): void {
  for (const [key, value] of source) (target as Map<string, V>).set(key, value);
}
