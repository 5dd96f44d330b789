// Functions, routes and triggers that code declares by itself, where the framework makes the template from it: Chalice apps.
import type { HandlerLocation, MapNode, NodeId } from "../model/app-map.ts";
import type { CodeFile, CodeFunction, CodeTrigger, CodeValue } from "../model/code-facts.ts";
import { rangeOf, type SourceRange } from "../model/range.ts";
import type { MapValue, Value } from "../model/value.ts";
import type { CodeValues } from "./code-values.ts";
import type { MapDraft } from "./map-draft.ts";
import { folderOf } from "./paths.ts";
import type { Resolver } from "./resolver.ts";
import { serviceShape } from "./services.ts";

export interface DeclaredInCode {
  readonly functions: readonly { readonly node: MapNode; readonly triggers: readonly CodeTrigger[] }[];
  readonly endpoints: ReadonlyMap<CodeTrigger, readonly MapNode[]>;
}

export function declaredInCode(file: string, one: CodeFile): DeclaredInCode {
  const environment = environmentOf(file, one);
  const functions = (one.facts.codeFunctions ?? []).map((declared) => ({
    node: functionNode(file, one, declared, environment),
    triggers: declared.triggers,
  }));
  const endpoints = new Map<CodeTrigger, readonly MapNode[]>();
  for (const { triggers } of functions) {
    for (const trigger of triggers) {
      const { route } = trigger;
      if (route)
        endpoints.set(
          trigger,
          route.methods.map((method) => endpointNode(file, trigger, route, method)),
        );
    }
  }
  return { functions, endpoints };
}

/** Draws the nodes and the edges of their triggers. */
export function addDeclaredInCode(
  file: string,
  { functions, endpoints }: DeclaredInCode,
  draft: MapDraft,
  values: CodeValues,
  resolver: Resolver,
): void {
  for (const { node, triggers } of functions) {
    draft.nodes.set(node.id, node);
    for (const trigger of triggers) {
      const at = rangeOf(file, trigger.at);
      const evidence = { kind: "declared", at, label: "decorator" } as const;
      const connect = (from: NodeId) =>
        draft.edges.add({
          from,
          to: node.id,
          kind: "triggers",
          trigger: trigger.trigger,
          evidence,
          confidence: "high",
        });
      for (const endpoint of endpoints.get(trigger) ?? []) {
        draft.nodes.set(endpoint.id, endpoint);
        connect(endpoint.id);
        const internet = draft.elsewhere.internet();
        draft.edges.add({ from: internet, to: endpoint.id, kind: "connects", evidence, confidence: "high" });
      }
      if (trigger.trigger === "schedule") {
        const schedule = {
          ...base(file, `${node.logicalId} schedule`, at),
          kind: "schedule",
          service: "scheduler",
        } as const;
        draft.nodes.set(schedule.id, schedule);
        connect(schedule.id);
      } else if (trigger.resource && trigger.service !== undefined) {
        const context = { file, node: node.id, environment: node.properties["environment"], triggeredBy: [] };
        const texts = values.texts(trigger.resource, context);
        const place = { group: node.group, at };
        for (const target of resolver.resolveTexts(texts, serviceShape(trigger.service) ?? {}, place).targets)
          connect(target.node);
      }
    }
  }
}

function functionNode(file: string, { module }: CodeFile, declared: CodeFunction, environment: Value): MapNode {
  const at = rangeOf(file, declared.at);
  const body = module.functions[declared.functionIndex];
  const handler: HandlerLocation = {
    file,
    functionIndex: declared.functionIndex,
    at,
    ...(body && { bodyAt: rangeOf(file, body.at) }),
    confidence: "high",
    framework: declared.triggers.some(({ route }) => route) ? "chalice-route" : "chalice-event",
  };
  const name = declared.name;
  return {
    ...base(file, name, at),
    kind: "function",
    service: "lambda",
    properties: { environment },
    undeclared: true,
    handler,
  };
}

function endpointNode(
  file: string,
  trigger: CodeTrigger,
  { path, authentication }: NonNullable<CodeTrigger["route"]>,
  method: string,
): MapNode {
  const at = rangeOf(file, trigger.at);
  const text = (value: string): Value => ({ kind: "text", value, at });
  return {
    ...base(file, `${method.toUpperCase()} ${path}`, at),
    kind: "endpoint",
    service: "apigateway",
    properties: {
      method: text(method.toUpperCase()),
      path: text(path),
      protocol: text("rest"),
      authentication: text(authentication === "authorizer" ? "lambda" : authentication),
    },
  };
}

function base(file: string, name: string, at: SourceRange): Omit<MapNode, "kind" | "service"> {
  return {
    id: `${file}#${name}`,
    provider: "aws",
    name,
    logicalId: name,
    type: "",
    dialect: "code",
    group: folderOf(file),
    at,
    nameAt: at,
    properties: {},
  };
}

/** Variables that name resources stand for themselves: which resource it is shows only where the app is deployed. */
function environmentOf(file: string, { facts, module }: CodeFile): MapValue {
  const at = rangeOf(file, module.functions[0]?.nameAt ?? [0, 0, 0, 0]);
  const names = new Set<string>();
  const visit = (value: CodeValue | undefined): void => {
    if (value?.kind === "environment" && value.fallback === undefined) names.add(value.name);
    if (value?.kind === "join") value.parts.forEach(visit);
    if (value?.kind === "choice") value.options.forEach(visit);
  };
  for (const call of facts.sdkCalls) visit(call.resource);
  for (const one of facts.codeFunctions ?? []) for (const trigger of one.triggers) visit(trigger.resource);
  const assumed = "the variable is set where the app is deployed";
  const entries = [...names].sort().map((key) => {
    const value: Value = { kind: "text", value: key, at, assumed };
    return { key, keyAt: at, value, at };
  });
  return { kind: "map", entries, at };
}
