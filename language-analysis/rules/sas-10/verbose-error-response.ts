import type { AppGraph } from "../../graph/app-graph.ts";
import type { MapNode } from "../../model/app-map.ts";
import type { Fix, Severity } from "../../model/finding.ts";
import { say, type Message } from "../../model/message.ts";
import type { ProgramModule } from "../../model/program.ts";
import { spanOf } from "../../model/range.ts";
import type { TaintPath, TaintSink } from "../../model/taint.ts";
import { filesRunBy } from "../code-owners.ts";
import { oncePerModule } from "../code-search.ts";
import { oncePerPath } from "../path-fixes.ts";
import { callAtSpan, expressionsOf, spanContains } from "../program-search.ts";
import { defineRule, type RuleContext } from "../rule.ts";
import { worstPathPerSink } from "../sas-1/taint-words.ts";
import { exposureOf } from "../severity.ts";
import { generalMessageEdits } from "./general-message.ts";
import { SNIPPETS } from "./verbose-error-response-snippets.ts";

export const verboseErrorResponse = defineRule({
  id: "SAS-10/verbose-error-response",
  title: "Error details in the response",
  severity: "medium",
  why: "Stack traces, exception texts and environment values show callers the inside of the app: files, queries, names of resources, sometimes secrets.",
  source: "https://cheatsheetseries.owasp.org/cheatsheets/Error_Handling_Cheat_Sheet.html",
  mitigation: "Log the error, and answer with a general message; give the caller the request id to refer to.",
  snippets: SNIPPETS,
  *check(context) {
    const paths = context.taintPaths.filter(
      ({ sink, source }) => sink.class === "response" && (source.kind === "error" || source.kind === "environment"),
    );
    for (const path of worstPathPerSink(paths)) {
      const node = context.graph.node(path.node);
      if (!node) continue;
      if (!reachesPeople(context, node, path) || asksForFailure(context, path)) continue;
      const { severity, reasons } = weigh(context.graph, node, path);
      yield {
        on: path.node,
        at: path.sink.at,
        key: `${path.source.kind} ${path.sink.api}`,
        confidence: path.confidence,
        message: messageOf(path, node),
        severity,
        reasons,
        steps: path.steps,
        related: [{ at: path.source.at, message: say("The details come from here.") }],
        fixes: fixesOf(context, path),
      };
    }
  },
});

/**
 * What a schedule or a queue starts answers nobody, and what another function or a workflow invokes answers inside the app. A function
 * that nothing is known to start counts when it writes its answer for HTTP.
 */
function reachesPeople({ graph, code }: RuleContext, node: MapNode, { sink }: TaintPath): boolean {
  const { reach } = exposureOf(graph, node);
  if (reach === "events") return false;
  const module = code.get(sink.at.file)?.module;
  if (reach !== "nothing") return !module || !isErrorArgument(module, sink);
  return module !== undefined && graph.edgesTo(node.id, "invokes").length === 0 && writesStatusCode(module);
}

/** The first argument of a Lambda callback fails the invocation: behind an API the caller gets the gateway's own text. */
function isErrorArgument(module: ProgramModule, { api, at, callAt }: TaintSink): boolean {
  if (!/(^|\.)(callback|done|fail)$/.test(api)) return false;
  const [first] = callAtSpan(module, spanOf(callAt))?.arguments ?? [];
  return first !== undefined && spanContains(first.value.at, spanOf(at));
}

const writesStatusCode = oncePerModule((module): boolean => {
  for (const { expression } of expressionsOf(module)) {
    if (expression.kind === "object" && expression.properties.some(({ key }) => key === "statusCode")) return true;
  }
  return false;
});

/** Code that mentions `FunctionError` tells the failure of the function that it invokes from an answer. */
function asksForFailure(context: RuleContext, { node, source }: TaintPath): boolean {
  if (!isAnswerOfFunction(source)) return false;
  return filesRunBy(context, node).some((file) => {
    const module = context.code.get(file)?.module;
    return module !== undefined && mentionsFunctionError(module);
  });
}

function isAnswerOfFunction({ path }: TaintPath["source"]): boolean {
  return path === "Payload" || path.startsWith("Payload.");
}

const mentionsFunctionError = oncePerModule((module): boolean => {
  for (const { expression } of expressionsOf(module)) {
    const name = expression.kind === "member" ? expression.property : expression.kind === "literal" && expression.value;
    if (name === "FunctionError") return true;
  }
  return false;
});

function messageOf({ source }: TaintPath, node: MapNode): Message {
  if (isAnswerOfFunction(source))
    return say("{0} answers with whatever another function gives, its errors and their stack included.", node.name);
  return source.kind === "environment"
    ? say("{0} answers with values of its environment.", node.name)
    : say("{0} answers with the details of an error.", node.name);
}

/** Only what answers somebody outside can tell too much; behind an endpoint it is worst. */
function weigh(graph: AppGraph, node: MapNode, { source }: TaintPath): { severity: Severity; reasons: Message[] } {
  const exposure = exposureOf(graph, node);
  const isEnvironment = source.kind === "environment";
  const reasons = [exposure.reason];
  switch (exposure.reach) {
    case "internet":
    case "unknown":
      return { severity: isEnvironment ? "high" : isAnswerOfFunction(source) ? "low" : "medium", reasons };
    case "authenticated":
      return { severity: isEnvironment ? "high" : "low", reasons };
    case "events":
    case "nothing":
      return { severity: "low", reasons };
  }
}

const editsOf = oncePerPath((module, { sink }) => generalMessageEdits(module, sink.at, sink.callAt));

function fixesOf(context: RuleContext, path: TaintPath): Fix[] {
  const module = context.code.get(path.sink.at.file)?.module;
  const edits = module && editsOf(module, path);
  return edits ? [{ title: say("Log the error and answer with a general message"), edits, isPreferred: true }] : [];
}
