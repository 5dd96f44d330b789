import type { AppGraph } from "../../graph/app-graph.ts";
import type { MapNode } from "../../model/app-map.ts";
import type { CodeFile } from "../../model/code-facts.ts";
import { say, type Message } from "../../model/message.ts";
import { rangeOf } from "../../model/range.ts";
import { spanContains } from "../program-search.ts";
import { defineRule, type Hit } from "../rule.ts";
import { SNIPPETS } from "./unhandled-error-snippets.ts";
import { throwingPlacesOf, type ThrowingPlace } from "./throwing-places.ts";

export const unhandledError = defineRule({
  id: "SAS-10/unhandled-error",
  title: "Error that reaches the caller as it is",
  severity: "low",
  why: "A function that another function or AppSync waits for hands an error that nobody catches to its caller, with message, type and stack trace; callers pass it on.",
  source: "https://docs.aws.amazon.com/lambda/latest/dg/python-exceptions.html",
  mitigation:
    "Check the input first and answer what is missing; catch errors at the handler's edge, log them and answer with a general message.",
  snippets: SNIPPETS,
  *check({ graph, code }) {
    for (const node of graph.nodes("function")) {
      const { handler } = node;
      const file = handler && code.get(handler.file);
      const shown = handler && file ? shownBy(graph, node) : undefined;
      if (!handler || !file || !shown) continue;
      const places = throwingPlacesOf(file.module).filter(
        ({ functionIndex }) => functionIndex === handler.functionIndex,
      );
      const missing = places.find(({ kind }) => kind !== "outside");
      const write = firstWrite(file, handler.functionIndex, places);
      for (const place of [missing, write]) if (place) yield hitOf(node, file, place, shown);
    }
  },
});

function hitOf(node: MapNode, { module }: CodeFile, place: ThrowingPlace, shown: Message): Hit {
  return {
    on: node.id,
    at: rangeOf(module.file, place.at),
    key: `${place.kind} ${place.what}`,
    confidence: "medium",
    message: messageOf(node, place),
    reasons: [shown],
    // What catches one of them at the handler's edge catches the others too.
    cause: { key: node.id, message: say("Errors that {0} lets go to its caller", node.name) },
  };
}

function messageOf({ name }: MapNode, { kind, what }: ThrowingPlace): Message {
  switch (kind) {
    case "key":
      return say("{0} fails when its input has no {1}, and the trace goes to the caller.", name, what);
    case "parse":
      return say("{0} fails when its input is no JSON, and the trace goes to the caller.", name);
    case "call":
    case "outside":
      return say("{0} lets errors of {1} go to the caller.", name, what);
  }
}

/** Who gets the error to see. Behind a proxy route the gateway answers with a text of its own. */
function shownBy(graph: AppGraph, node: MapNode): Message | undefined {
  const caller = graph
    .edgesTo(node.id, "invokes")
    .flatMap((edge) => graph.node(edge.from) ?? [])
    .find((one) => one.kind === "function" && one.id !== node.id && graph.publicEndpointsOf(one.id).length > 0);
  if (caller) return say("{0}, which the internet reaches, waits for its answer.", caller.name);
  const field = graph.triggersOf(node.id).find(({ edge }) => edge.trigger === "appsync")?.source;
  return field && say("{0} answers with the message of the error.", field.name);
}

/** The first call that changes something in an AWS service and that nothing is around. */
function firstWrite(
  { facts }: CodeFile,
  functionIndex: number,
  places: readonly ThrowingPlace[],
): ThrowingPlace | undefined {
  const outside = places.filter(({ kind }) => kind === "outside");
  for (const call of facts.sdkCalls) {
    if (
      call.functionIndex !== functionIndex ||
      !/^(Put|Update|Delete|Transact|Create|Send|Publish)/.test(call.operation)
    )
      continue;
    if (outside.some(({ at }) => spanContains(at, call.callAt)))
      return { kind: "call", at: call.callAt, functionIndex, what: `${call.service} ${call.operation}` };
  }
  return undefined;
}
