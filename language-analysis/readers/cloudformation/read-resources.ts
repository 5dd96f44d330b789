// From evaluated resources to nodes, edges and statements: first all nodes, then what links them.
import { say } from "../../model/message.ts";
import type { FragmentNode } from "../../model/fragment.ts";
import type { MapValue, Value, ValueEntry } from "../../model/value.ts";
import { cdkAsset } from "../cdk-assets.ts";
import { imageProperties } from "../container-images.ts";
import type { FragmentBuilder } from "../fragment-builder.ts";
import { addApiPermissionTrigger } from "../permissions.ts";
import type { Resource, ResourceTable, TemplateContext } from "../resource.ts";
import { nodeOf } from "../resource.ts";
import { dig, firstOf, logicalIdsIn, mapsOf, word } from "../walk-values.ts";
import { addSettings } from "./settings.ts";
import { addCustomResource } from "./types/events.ts";
import { isSilentType } from "./types/silent.ts";
import { lookup } from "../lookup.ts";

/** Evaluated entries of `Resources` as resources; what has no type is a problem. */
export function toResources(
  entries: readonly ValueEntry[],
  builder: FragmentBuilder,
  defaultsOf: (type: string, body: Value | undefined) => Value | undefined,
): Map<string, Resource> {
  const resources = new Map<string, Resource>();
  for (const { key, keyAt, value, at } of entries) {
    if (value.kind === "null") continue;
    if (value.kind === "unresolved") {
      builder.unresolved("dynamic-value", key, say("What {0} declares is not known: {1}.", key, value.reason), keyAt);
      continue;
    }
    const type = word(dig(value, "Type"));
    if (value.kind !== "map" || type === undefined) {
      builder.invalid(`Resource ${key}`, "a map with a Type", keyAt);
      continue;
    }
    const written = dig(value, "Properties");
    const [body] = mapsOf(written);
    if (written && !body && written.kind !== "unresolved") builder.invalid(`Properties of ${key}`, "a map", written.at);
    resources.set(key, {
      logicalId: key,
      id: builder.idOf(key),
      type,
      properties: defaultsOf(type, body),
      body: body satisfies MapValue | undefined,
      declaration: value,
      at,
      nameAt: keyAt,
      condition: word(dig(value, "Condition")),
    });
  }
  return resources;
}

/** Documents of the template's own managed policies: their statements go to the roles that name them. */
export function ownPoliciesOf(resources: ReadonlyMap<string, Resource>): Map<string, Value | undefined> {
  const documents = new Map<string, Value | undefined>();
  for (const { logicalId, type, properties } of resources.values()) {
    if (type === "AWS::IAM::ManagedPolicy") documents.set(logicalId, dig(properties, "PolicyDocument"));
  }
  return documents;
}

export function addNodes(context: TemplateContext, table: ResourceTable): void {
  const { builder, resources } = context;
  for (const resource of resources.values()) {
    const spec = lookup(table, resource.type);
    const node = spec && nodeOf(resource, spec, builder);
    if (node) builder.addNode(node.kind === "function" ? withImage(node, resource, context) : node);
  }
}

/** SAM builds images itself: `Metadata` names the Dockerfile. */
function withImage(node: FragmentNode, resource: Resource, { builder, companions }: TemplateContext): FragmentNode {
  const command = dig(resource.properties, "ImageConfig.Command");
  const context = dig(resource.declaration, "Metadata.DockerContext") ?? cdkAsset(resource, "Code.ImageUri");
  const dockerfile = firstOf(resource.declaration, "Metadata.Dockerfile", "Metadata.aws:asset:dockerfile-path");
  if (node.properties["handler"] || !(command ?? context ?? dockerfile)) return node;
  const { properties } = node;
  return {
    ...node,
    properties: { ...properties, ...imageProperties({ file: builder.file, context, dockerfile, command }, companions) },
  };
}

export function wireResources(context: TemplateContext, table: ResourceTable): void {
  const { builder, resources } = context;
  for (const resource of resources.values()) {
    const spec = lookup(table, resource.type);
    if (spec) spec.wire?.(resource, context);
    else if (resource.type.startsWith("Custom::") || resource.type === "AWS::CloudFormation::CustomResource") {
      addCustomResource(resource, context);
    } else if (!isSilentType(resource.type)) {
      builder.unresolved(
        "unsupported-type",
        resource.logicalId,
        say("{0} is a {1}, which is not analysed.", resource.logicalId, resource.type),
        resource.nameAt,
      );
    }
  }
  addPermissionTriggers(context);
  addSettings(context);
}

/** Only when all routes are there, it is known which functions no route leads to. */
function addPermissionTriggers(context: TemplateContext): void {
  const routed = context.builder.triggeredBy("api", "authorizer");
  for (const resource of context.resources.values()) {
    if (resource.type !== "AWS::Lambda::Permission") continue;
    const targets = logicalIdsIn(dig(resource.properties, "FunctionName"));
    addApiPermissionTrigger(
      resource,
      context,
      targets.some((target) => routed.has(target)),
    );
  }
}

/** Stand-ins of the table's types, by the text of the raw template, before anything is evaluated. */
export function standInProperty(table: ResourceTable, type: string): string | undefined {
  return lookup(table, type)?.standsFor;
}
