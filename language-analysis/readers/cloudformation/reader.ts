// CloudFormation templates, with the SAM transform on top when the template uses it.
import type { Fragment } from "../../model/fragment.ts";
import type { DataNode, DocumentTree } from "../../model/tree.ts";
import type { Value } from "../../model/value.ts";
import type { Companions } from "../companions.ts";
import { FragmentBuilder } from "../fragment-builder.ts";
import { say } from "../../model/message.ts";
import type { Problem } from "../../model/problem.ts";
import type { ResourceTable, TemplateContext } from "../resource.ts";
import { addSamExtras, isGeneratedBySam, samDefaults, wireSam } from "../sam/extras.ts";
import { withOverrides } from "../sam/parameter-overrides.ts";
import { SAM_TYPES } from "../sam/types.ts";
import { dig, entriesOf } from "../walk-values.ts";
import { circularDependencies } from "./cycles.ts";
import { Evaluator } from "./evaluator.ts";
import { FOR_EACH } from "./for-each.ts";
import { withIncludes } from "./include.ts";
import { addNodes, ownPoliciesOf, toResources, wireResources } from "./read-resources.ts";
import type { TemplateScope } from "./scope.ts";
import { childMap, childOf, childText, entriesOfNode, readMappings, readParameters } from "./sections.ts";
import { readStandIns } from "./stand-ins.ts";
import { CLOUDFORMATION_TYPES } from "./types/index.ts";

const TABLE: ResourceTable = { ...CLOUDFORMATION_TYPES, ...SAM_TYPES };

export type CloudFormationDialect = "sam" | "cloudformation";

/** What the document is, by its content; undefined when it is neither. */
export function cloudFormationDialect(root: DataNode | undefined): CloudFormationDialect | undefined {
  const resources = childMap(root, "Resources");
  if (!resources) return undefined;
  const types = [...declaredTypes(resources).values()];
  const transform = childOf(root, "Transform");
  const isSam = types.some((type) => type.startsWith("AWS::Serverless::")) || mentionsServerless(transform);
  if (isSam) return "sam";
  const isTemplate =
    types.some((type) => type.startsWith("AWS::") || type.startsWith("Custom::")) ||
    childOf(root, "AWSTemplateFormatVersion") !== undefined;
  return isTemplate ? "cloudformation" : undefined;
}

/** Type by logical id, also of the resources inside of Fn::ForEach, under the name that they have there. */
function declaredTypes(resources: DataNode | undefined): Map<string, string> {
  const types = new Map<string, string>();
  for (const { key, value } of entriesOfNode(resources)) {
    if (!key.startsWith(FOR_EACH)) types.set(key, childText(value, "Type") ?? "");
    else if (value.type === "list") for (const inner of declaredTypes(value.items[2])) types.set(...inner);
  }
  return types;
}

function mentionsServerless(transform: DataNode | undefined): boolean {
  if (transform?.type === "scalar") return transform.text.startsWith("AWS::Serverless");
  if (transform?.type === "list") return transform.items.some(mentionsServerless);
  return transform?.type === "map" && mentionsServerless(childOf(transform, "Name"));
}

export function readCloudFormation(
  tree: DocumentTree,
  dialect: CloudFormationDialect,
  companions: Companions,
): { readonly fragment: Fragment; readonly problems: readonly Problem[] } {
  const { file } = tree;
  const root = withIncludes(tree.root, file, companions);
  const builder = new FragmentBuilder(file, dialect);
  const resourcesNode = withIncludes(childOf(root, "Resources"), file, companions);
  const resourceTypes = declaredTypes(resourcesNode);
  const hasCopies = entriesOfNode(resourcesNode).some(({ key }) => key.startsWith(FOR_EACH));
  const parameters = readParameters(childOf(root, "Parameters"), file);
  const scope: TemplateScope = {
    file,
    parameters: dialect === "sam" ? withOverrides(parameters, file, companions) : parameters,
    mappings: readMappings(withIncludes(childOf(root, "Mappings"), file, companions), file),
    resourceTypes,
    standIns: readStandIns(entriesOfNode(resourcesNode), TABLE, resourceTypes),
    variables: new Map(),
    companions,
    // The names of copies are known only once they are made.
    isGenerated: (name) => hasCopies || (dialect === "sam" && isGeneratedBySam(name, resourceTypes)),
    canonical: (logicalId) => (dialect === "sam" ? samCanonical(logicalId, resourceTypes) : logicalId),
  };
  const evaluator = new Evaluator(scope);
  const globals = childOf(root, "Globals");
  const defaults = dialect === "sam" && globals ? evaluator.evaluate(globals, file) : undefined;
  const evaluated = resourcesNode ? evaluator.evaluate(resourcesNode, file) : undefined;
  if (evaluated?.kind === "unresolved") {
    const message = say("The resources of the template are not known: {0}.", evaluated.reason);
    builder.unresolved("dynamic-value", "Resources", message, evaluated.at);
  }
  const resources = toResources(entriesOf(evaluated), builder, (type, body) => samDefaults(defaults, type, body));
  const context: TemplateContext = {
    builder,
    resources,
    ownPolicies: ownPoliciesOf(resources),
    companions,
    evaluate: (node, where) => evaluator.evaluate(node, where),
    sourceOf: (value) => evaluator.sourceOf(value),
  };
  addNodes(context, TABLE);
  if (dialect === "sam") addSamExtras(context, defaults);
  if (dialect === "sam") wireSam(context, defaults);
  wireResources(context, TABLE);
  const outputs = childOf(root, "Outputs");
  for (const output of entriesOf(outputs && evaluator.evaluate(outputs, file))) {
    addOutput(builder, output.key, output.value);
  }
  const fragment = builder.build(titleOf(root, file));
  const cycles = circularDependencies(entriesOf(evaluated), file);
  return { fragment, problems: [...tree.problems, ...evaluator.problems, ...builder.problems, ...cycles] };
}

/** `${Function}Alias${name}` and `.Alias` forms that SAM makes stand for the function. */
function samCanonical(logicalId: string, resourceTypes: ReadonlyMap<string, string>): string {
  if (resourceTypes.has(logicalId)) return logicalId;
  const owner = /^(.+?)(Alias\w*|Version)$/.exec(logicalId)?.[1];
  return owner !== undefined && resourceTypes.has(owner) ? owner : logicalId;
}

function addOutput(builder: FragmentBuilder, name: string, output: Value): void {
  const value = dig(output, "Value");
  const exportName = dig(output, "Export.Name");
  if (value) builder.addOutput({ name, value, ...(exportName && { exportName }) });
}

/** The first line of the description, or the file's name. */
function titleOf(root: DataNode | undefined, file: string): string {
  const description = childText(root, "Description")?.trim().split("\n")[0]?.trim();
  return description !== undefined && description !== "" && description.length <= 80
    ? description
    : (file.split("/").at(-1) ?? file);
}
