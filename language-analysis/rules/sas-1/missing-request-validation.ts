import type { MapNode } from "../../model/app-map.ts";
import type { Severity } from "../../model/finding.ts";
import { say, type Message } from "../../model/message.ts";
import { rangeOf, type SourceRange } from "../../model/range.ts";
import { textOf, type Value } from "../../model/value.ts";
import { filesRunBy } from "../code-owners.ts";
import { codeOf } from "../code-search.ts";
import { defineRule, type RuleContext } from "../rule.ts";
import { sensitivityReason, touchedBy } from "../severity.ts";
import { SNIPPETS } from "./missing-request-validation-snippets.ts";
import {
  checkingFunctionsOf,
  inputReadsOf,
  isOfEvent,
  usesValidationPackage,
  type InputPart,
} from "./request-input.ts";

export const missingRequestValidation = defineRule({
  id: "SAS-1/missing-request-validation",
  title: "Request that nothing checks",
  severity: "medium",
  why: "Neither the API nor the code looks at the form of what callers send: whatever they make up, of any type and size, goes on into the app.",
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html",
  mitigation:
    "Give the route a model and a request validator, or check the input against a schema before anything else is done with it.",
  snippets: SNIPPETS,
  *check(context) {
    const injected = injectedFunctions(context);
    for (const node of context.graph.nodes("function")) {
      if (!node.handler || injected.has(node.id)) continue;
      const routes = uncheckedRoutes(context, node);
      const input = routes.length > 0 ? inputOf(context, node, routes) : undefined;
      const route = routes.find((one) => input && takes(one, input.part));
      if (!route || !input) continue;
      const validation = validationOf(context, route);
      const others = routes.length - 1;
      yield {
        on: route.id,
        at: route.nameAt,
        key: node.name,
        confidence: validation && isUnknown(validation) ? "low" : "medium",
        message: messageOf(input.part, route, node),
        ...weigh(context, node),
        related: [
          { at: input.at, message: say("{0} takes it in here.", node.name) },
          ...(others > 0 ? [{ at: node.nameAt, message: say("So do its other routes ({0}).", others) }] : []),
        ],
      };
    }
  },
});

function messageOf(part: InputPart, route: MapNode, node: MapNode): Message {
  return part === "body"
    ? say("Neither the API nor {0} checks the form of the request body of {1}.", node.name, route.name)
    : say("Neither the API nor {0} checks the form of the query of {1}.", node.name, route.name);
}

/** Functions whose unchecked input is told of already, by what it reaches. */
function injectedFunctions({ taintPaths }: RuleContext): ReadonlySet<string> {
  const injected = new Set<string>();
  for (const { source, sink, node } of taintPaths) {
    if (source.kind === "event" && !/^(response|log|lookup)$/.test(sink.class)) injected.add(source.node ?? node);
  }
  return injected;
}

const NO_BODY = new Set(["GET", "HEAD", "OPTIONS"]);

/** Routes from the internet for which the API is not told to check requests, or it is not known whether it is. */
function uncheckedRoutes(context: RuleContext, node: MapNode): readonly MapNode[] {
  return context.graph
    .publicEndpointsOf(node.id)
    .map(({ endpoint }) => endpoint)
    .filter((endpoint) => {
      // A GraphQL API checks each query against its schema.
      if (textOf(endpoint.properties["protocol"]) === "graphql") return false;
      const validation = validationOf(context, endpoint);
      return !validation || isOff(validation) || isUnknown(validation);
    });
}

function isOff(value: Value): boolean {
  return value.kind === "null" || (value.kind === "boolean" && !value.value);
}

function isUnknown(value: Value): boolean {
  if (value.kind === "reference") return value.to.by === "parameter";
  return value.kind === "unresolved" || value.kind === "choice";
}

/** The route's own setting, else its API's. */
function validationOf({ graph }: RuleContext, { properties }: MapNode): Value | undefined {
  const own = properties["requestValidation"];
  const { api } = properties;
  if (own || api?.kind !== "reference" || api.to.by !== "logical-id") return own;
  return graph.node(`${api.to.file}#${api.to.logicalId}`)?.properties["requestValidation"];
}

function takes(route: MapNode, part: InputPart): boolean {
  return part === "query" || !NO_BODY.has(textOf(route.properties["method"])?.toUpperCase() ?? "ANY");
}

/** The first place where the function takes in what its routes bring; undefined when its code checks anything. */
function inputOf(
  context: RuleContext,
  node: MapNode,
  routes: readonly MapNode[],
): { readonly part: InputPart; readonly at: SourceRange } | undefined {
  let found: { part: InputPart; at: SourceRange } | undefined;
  for (const [file, functions] of codeOf(context, node)) {
    const module = context.code.get(file)?.module;
    if (!module) continue;
    for (const index of checkingFunctionsOf(module)) if (functions.has(index)) return undefined;
    for (const read of found ? [] : inputReadsOf(module)) {
      const { part, at, functionIndex } = read;
      if (
        read.of !== undefined &&
        !(node.handler?.file === file && isOfEvent(module, node.handler.functionIndex, read))
      )
        continue;
      if (!functions.has(functionIndex) || !routes.some((route) => takes(route, part))) continue;
      found ??= { part, at: rangeOf(file, at) };
    }
  }
  if (!found) return undefined;
  const validates = filesRunBy(context, node.id).some((file) => {
    const module = context.code.get(file)?.module;
    return module !== undefined && usesValidationPackage(module);
  });
  return validates ? undefined : found;
}

/** A habit to get into, unless strangers fill a store of sensitive data with it. */
function weigh({ graph }: RuleContext, node: MapNode): { severity: Severity; reasons: readonly Message[] } {
  const isOpen = graph.publicEndpointsOf(node.id).some(({ authenticated }) => authenticated === false);
  const sensitive = touchedBy(graph, node.id, "writes").flatMap(({ target }) => sensitivityReason(graph, target) ?? []);
  if (isOpen && sensitive.length > 0)
    return { severity: "medium", reasons: [say("Anyone on the internet can send requests."), ...sensitive] };
  return {
    severity: "low",
    reasons: [say("No harm of it was found in the code: what it reaches is told by the rules for injections.")],
  };
}
