import type { MapNode } from "../../model/app-map.ts";
import { say } from "../../model/message.ts";
import type { Expression, ProgramModule } from "../../model/program.ts";
import { codeOf, oncePerModule } from "../code-search.ts";
import { expressionsOf, partsOf, statementsOf } from "../program-search.ts";
import { defineRule, type RuleContext } from "../rule.ts";
import { namesIn } from "../variables.ts";
import { SNIPPETS } from "./event-source-not-checked-snippets.ts";

export const eventSourceNotChecked = defineRule({
  id: "SAS-9/event-source-not-checked",
  title: "Handler that does not ask where its event comes from",
  severity: "medium",
  why: "A handler behind several triggers that takes fields of the event as they come lets a caller on the internet send what only a queue, a schedule or another service should.",
  source: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html",
  mitigation:
    "Give each kind of trigger a handler of its own, or ask for the source of the event first and refuse what fits none.",
  snippets: SNIPPETS,
  *check(context) {
    const { graph } = context;
    for (const node of graph.nodes("function")) {
      const { handler } = node;
      const module = handler && context.code.get(handler.file)?.module;
      const [door] = graph.publicEndpointsOf(node.id);
      if (!handler || !module || !door || handler.functionIndex === 0) continue;
      const other = graph
        .triggersOf(node.id)
        .find(({ source, edge }) => source.kind !== "endpoint" && edge.trigger !== "authorizer");
      if (!other || !readsFields(module, handler.functionIndex) || asksForSource(context, node)) continue;
      yield {
        on: node.id,
        at: handler.at,
        key: `${door.endpoint.name} ${other.source.name}`,
        confidence: "medium",
        message: say(
          "{0} takes events of {1} and of {2} alike and never asks which one it has.",
          node.name,
          door.endpoint.name,
          other.source.name,
        ),
        related: [
          { at: door.endpoint.nameAt, message: say("The internet starts it here.") },
          { at: other.source.nameAt, message: say("{0} starts it, too.", other.source.name) },
        ],
      };
    }
  },
});

/** Fields of the first parameter are read, by name or by taking it apart. */
function readsFields(module: ProgramModule, functionIndex: number): boolean {
  const [event] = module.functions[functionIndex]?.parameters ?? [];
  if (!event) return false;
  if (event.pattern.kind === "object") return true;
  const [name] = namesIn(event.pattern);
  for (const { expression, functionIndex: place } of expressionsOf(module)) {
    if (
      place === functionIndex &&
      expression.kind === "member" &&
      expression.object.kind === "name" &&
      expression.object.name === name
    )
      return true;
  }
  return false;
}

const SOURCES =
  /^(eventSource|EventSource|eventSourceARN|eventName|Records|requestContext|httpMethod|routeKey|rawPath|resource|source|detail-type|detailType|triggerSource|requestType|version|path|headers|body|isBase64Encoded|http|eventType|trigger|invokedBy|warmer|warmup)$/;

const askingFunctionsOf = oncePerModule((module): ReadonlySet<number> => {
  const asking = new Set<number>();
  const look = (test: Expression, functionIndex: number): void => {
    for (const part of partsOf(test)) {
      const text =
        part.kind === "member" && typeof part.property === "string"
          ? part.property
          : part.kind === "literal" && typeof part.value === "string"
            ? part.value
            : undefined;
      if (text !== undefined && SOURCES.test(text)) asking.add(functionIndex);
    }
  };
  for (const { statement, functionIndex } of statementsOf(module)) {
    if (statement.kind === "if") look(statement.test, functionIndex);
    if (statement.kind === "switch") look(statement.subject, functionIndex);
  }
  for (const { expression, functionIndex } of expressionsOf(module)) {
    if (expression.kind === "conditional") look(expression.test, functionIndex);
    if (expression.kind === "binary" && /^(&&|\|\||\?\?|in)$/.test(expression.operator))
      look(expression, functionIndex);
    // Routers of frameworks tell events apart by themselves.
    if (
      expression.kind === "call" &&
      expression.callee.kind === "member" &&
      /^(resolve|proxy|resolveAsync)$/.test(memberName(expression.callee))
    )
      asking.add(functionIndex);
  }
  return asking;
});

function memberName(expression: Extract<Expression, { kind: "member" }>): string {
  return typeof expression.property === "string" ? expression.property : "";
}

function asksForSource(context: RuleContext, node: MapNode): boolean {
  for (const [file, functions] of codeOf(context, node)) {
    const module = context.code.get(file)?.module;
    if (!module) continue;
    for (const index of askingFunctionsOf(module)) if (functions.has(index)) return true;
  }
  return false;
}
