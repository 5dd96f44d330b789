// One declared resource of a template, evaluated, and what all of them share while a template is read.
import type { FragmentNode } from "../model/fragment.ts";
import type { NodeKind } from "../model/app-map.ts";
import type { SourceRange } from "../model/range.ts";
import type { DataNode } from "../model/tree.ts";
import type { MapValue, Value } from "../model/value.ts";
import type { Located } from "./cloudformation/scope.ts";
import type { Companions } from "./companions.ts";
import type { FragmentBuilder } from "./fragment-builder.ts";
import type { OwnPolicies } from "./policies/managed.ts";
import { dig, firstOf, logicalIdsIn } from "./walk-values.ts";

export interface Resource {
  readonly logicalId: string;
  readonly id: string;
  readonly type: string;
  /** Properties with defaults applied. */
  readonly properties: Value | undefined;
  /** The properties as the resource itself writes them. */
  readonly body: MapValue | undefined;
  /** The whole resource: Type, Properties, Metadata, ... */
  readonly declaration: Value;
  readonly at: SourceRange;
  readonly nameAt: SourceRange;
  readonly condition: string | undefined;
}

export interface TemplateContext {
  readonly builder: FragmentBuilder;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly ownPolicies: OwnPolicies;
  readonly companions: Companions;
  /** Evaluates the tree of an included file. */
  readonly evaluate: (node: DataNode, file: string) => Value;
  /** What a text was made of; undefined for texts on one line and for what is no text. */
  readonly sourceOf: (value: Value) => Located | undefined;
}

/** Where a normalised property comes from: a path, the first of several paths that is set, or a computation. */
export type PropertySource =
  string | readonly string[] | ((properties: Value | undefined, resource: Resource) => Value | undefined);

/** How one resource type is read. Without `kind` it makes no node of its own. */
export interface ResourceSpec {
  readonly kind?: NodeKind;
  readonly service?: string;
  readonly properties?: Readonly<Record<string, PropertySource>>;
  /** Edges, statements and further nodes; runs when the nodes of all resources are there. */
  readonly wire?: (resource: Resource, context: TemplateContext) => void;
  /** The property that names the resource for which this one stands (a function's alias). */
  readonly standsFor?: string;
}

export type ResourceTable = Readonly<Record<string, ResourceSpec>>;

/** Whether what is kept in the resource outlives it: written beside the properties. */
const KEPT: Partial<Record<NodeKind, Readonly<Record<string, PropertySource>>>> = {
  store: {
    deletionPolicy: (_, { declaration }) => dig(declaration, "DeletionPolicy"),
    replacementPolicy: (_, { declaration }) => dig(declaration, "UpdateReplacePolicy"),
  },
};

export function nodeOf(
  resource: Resource,
  spec: ResourceSpec,
  builder: FragmentBuilder,
  dialect = builder.nodeDialect,
): FragmentNode | undefined {
  if (!spec.kind) return undefined;
  return {
    id: resource.id,
    kind: spec.kind,
    provider: "aws",
    service: spec.service ?? "",
    name: resource.logicalId,
    logicalId: resource.logicalId,
    type: resource.type,
    dialect,
    group: builder.file,
    at: resource.at,
    nameAt: resource.nameAt,
    properties: normalise(resource, { ...KEPT[spec.kind], ...spec.properties }),
    ...(resource.body && { body: resource.body }),
    ...(resource.properties &&
      resource.properties !== resource.body &&
      spec.kind !== "function" && { effective: resource.properties }),
    ...(resource.condition !== undefined && { condition: resource.condition }),
  };
}

export function normalise(
  resource: Resource,
  sources: Readonly<Record<string, PropertySource>>,
): Record<string, Value> {
  const result: Record<string, Value> = {};
  for (const [name, source] of Object.entries(sources)) {
    const value =
      typeof source === "function"
        ? source(resource.properties, resource)
        : typeof source === "string"
          ? dig(resource.properties, source)
          : firstOf(resource.properties, ...source);
    if (value) result[name] = value;
  }
  return result;
}

/** The first resource of one of the given types that a value refers to. */
export function resourceIn(
  context: TemplateContext,
  value: Value | undefined,
  ...types: readonly string[]
): Resource | undefined {
  for (const logicalId of logicalIdsIn(value)) {
    const resource = context.resources.get(logicalId);
    if (resource && (types.length === 0 || types.includes(resource.type))) return resource;
  }
  return undefined;
}
