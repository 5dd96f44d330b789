// serverless.yml, serverless.yaml, serverless.json: a service with its functions, its roles and its own CloudFormation.
import type { Fragment } from "../../model/fragment.ts";
import type { Problem } from "../../model/problem.ts";
import { rangeOf } from "../../model/range.ts";
import type { DataNode, DocumentTree } from "../../model/tree.ts";
import type { Value, ValueEntry } from "../../model/value.ts";
import { Evaluator } from "../cloudformation/evaluator.ts";
import { addNodes, ownPoliciesOf, toResources, wireResources } from "../cloudformation/read-resources.ts";
import type { TemplateScope } from "../cloudformation/scope.ts";
import { childOf, entryOf } from "../cloudformation/sections.ts";
import { CLOUDFORMATION_TYPES } from "../cloudformation/types/index.ts";
import type { Companions } from "../companions.ts";
import { FragmentBuilder } from "../fragment-builder.ts";
import { joinValues, textValue } from "../make-values.ts";
import type { TemplateContext } from "../resource.ts";
import { dig, mapsOf, word } from "../walk-values.ts";
import { graphFunctions, wireGraphApis } from "./appsync.ts";
import { cloudOfService } from "./cloud.ts";
import { addConstructNodes, constructFunctions, wireConstructs } from "./constructs.ts";
import { addFunctionNode, readFunctions, wireFunction } from "./functions.ts";
import { functionsByLogicalId, stackName } from "./names.ts";
import { locateResources } from "./resources.ts";
import { SHARED_ROLE, wireRoles } from "./roles.ts";
import { pluginNames } from "./service.ts";
import { wireServiceProxies } from "./service-proxies.ts";
import type { Service } from "./service.ts";
import { addStateMachineNodes, machineKeys, wireStateMachines } from "./step-functions.ts";
import { Variables } from "./variables.ts";

const FILE_NAME = /(^|\/)serverless[\w.-]*\.(ya?ml|json)$/i;

/** A service has a name and a provider; a file that is called serverless may leave out one of them. */
export function isServerless(path: string, root: DataNode | undefined): boolean {
  if (root?.type !== "map") return false;
  const has = (key: string): boolean => childOf(root, key) !== undefined;
  if (has("apiVersion") || has("services") || has("openapi") || has("component")) return false;
  if (has("service") && has("provider")) return true;
  return FILE_NAME.test(path) && (has("provider") || (has("service") && has("functions")));
}

export function readServerless(
  tree: DocumentTree,
  companions: Companions,
): { readonly fragment: Fragment; readonly problems: readonly Problem[] } {
  const { file, root } = tree;
  const builder = new FragmentBuilder(file, "serverless");
  const variables = new Variables(file, root, companions, builder);
  const functionKeys = new Set<string>();
  const resourceTypes = new Map<string, string>();
  const standIns = new Map<string, string>();
  const parameters: TemplateScope["parameters"] = new Map();
  const mappings: TemplateScope["mappings"] = new Map();
  let generated: ReadonlyMap<string, string> = new Map();
  const scope: TemplateScope = {
    file,
    parameters,
    mappings,
    resourceTypes,
    standIns,
    variables: new Map(),
    companions,
    // Plugins and the framework make resources of their own; what is missing can't be told.
    isGenerated: () => true,
    canonical: (logicalId) => generated.get(logicalId) ?? logicalId,
    expandText: (node, where) => variables.expand(node, where),
  };
  const evaluator = new Evaluator(scope);
  variables.evaluator = evaluator;

  const located = locateResources(variables, root, { parameters, mappings, resourceTypes, standIns });
  const functionsNode = childOf(root, "functions");
  for (const key of variables.keysOf(functionsNode)) functionKeys.add(key);
  generated = functionsByLogicalId(functionKeys);

  const section = (path: string): Value | undefined => {
    const [first = "", ...rest] = path.split(".");
    const node = childOf(root, first);
    const value = node && evaluator.evaluate(node, file);
    return rest.length === 0 ? value : dig(value, rest.join("."));
  };
  generated = new Map([...generated, ...machineKeys({ section })]);
  const functions = readFunctions(functionsNode && evaluator.evaluate(functionsNode, file), builder);
  const inPlugins = [...constructFunctions(section("constructs"), file), ...graphFunctions(section("appSync"), file)];
  for (const owner of inPlugins) {
    if (!functions.has(owner.key)) functions.set(owner.key, owner);
  }
  const entries: ValueEntry[] = located.resources.map(({ entry, file: where }) => ({
    key: entry.key,
    keyAt: rangeOf(where, entry.keyAt),
    value: evaluator.evaluate(entry.value, where),
    at: rangeOf(where, entry.at),
  }));
  const resources = toResources(entries, builder, (_, body) => body);
  const context: TemplateContext = {
    builder,
    resources,
    ownPolicies: ownPoliciesOf(resources),
    companions,
    evaluate: (node, where) => evaluator.evaluate(node, where),
    sourceOf: (value) => evaluator.sourceOf(value),
  };
  const serviceValue = section("service");
  const providerEntry = entryOf(root, "provider");
  const service: Service = {
    builder,
    context,
    variables,
    name: word(serviceValue) ?? word(dig(serviceValue, "name")) ?? "service",
    provider: section("provider"),
    providerAt: rangeOf(file, providerEntry?.keyAt ?? root?.at ?? [0, 0, 0, 0]),
    section,
    plugins: pluginNames(section("plugins")),
    functions,
  };

  for (const owner of functions.values()) addFunctionNode(service, owner);
  builder.nodeDialect = "cloudformation";
  addNodes(context, CLOUDFORMATION_TYPES);
  builder.nodeDialect = "serverless";
  addStateMachineNodes(service);
  addConstructNodes(service);
  for (const owner of functions.values()) wireFunction(service, owner);
  if (cloudOfService(service.provider) === "aws") wireRoles(service);
  wireStateMachines(service);
  wireConstructs(service, builder.idOf(SHARED_ROLE));
  wireGraphApis(service);
  wireServiceProxies(service);
  builder.nodeDialect = "cloudformation";
  wireResources(context, CLOUDFORMATION_TYPES);
  addProviderSetting(service);
  for (const { entry, file: where } of located.outputs) {
    const output = evaluator.evaluate(entry.value, where);
    const value = dig(output, "Value");
    const exportName = dig(output, "Export.Name");
    if (!value) continue;
    if (exportName) builder.addOutput({ name: entry.key, value, exportName });
    // Other services ask for it by the stack's name: `${cf:service-stage.Output}`.
    builder.addOutput({ name: entry.key, value, exportName: stackOutputName(service, entry.key) });
  }
  const fragment = builder.build(service.name);
  return { fragment, problems: [...tree.problems, ...evaluator.problems, ...builder.problems] };
}

function stackOutputName(service: Service, output: string): Value {
  const at = service.providerAt;
  const stack = dig(service.provider, "stackName") ?? stackName(service, at);
  return joinValues([stack, textValue(`.${output}`, at)], at);
}

/** The settings that all functions of the service share. */
function addProviderSetting({ builder, provider, providerAt }: Service): void {
  const [body] = mapsOf(provider);
  builder.addSetting({
    id: builder.idOf("service provider"),
    type: "Serverless::Provider",
    logicalId: "provider",
    dialect: "serverless",
    group: builder.file,
    at: provider?.at ?? providerAt,
    nameAt: providerAt,
    ...(body && { body }),
    subjects: [],
  });
}
