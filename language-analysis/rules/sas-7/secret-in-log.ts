import { removedEdits } from "../less-logged.ts";
import { fixesAt, oncePerPath } from "../path-fixes.ts";
import type { AppGraph } from "../../graph/app-graph.ts";
import type { MapNode } from "../../model/app-map.ts";
import type { Fix } from "../../model/finding.ts";
import { say } from "../../model/message.ts";
import type { TaintPath } from "../../model/taint.ts";
import { defineRule } from "../rule.ts";
import { worstPathPerSink } from "../sas-1/taint-words.ts";
import { loggedConstants } from "./logged-constants.ts";
import { SNIPPETS } from "./secret-in-log-snippets.ts";

export const secretInLog = defineRule({
  id: "SAS-7/secret-in-log",
  title: "A secret is written to a log or response",
  severity: "high",
  why: "Logs are read by more people and tools, and kept for longer, than any secret should be.",
  source: "https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html",
  mitigation: "Leave secrets out of logs and answers; log that one was read, and its name.",
  snippets: SNIPPETS,
  *check(context) {
    const { graph, taintPaths, code } = context;
    for (const path of worstPathPerSink(taintPaths.filter(isSecretOut))) {
      const node = graph.node(path.node);
      if (!node || (path.sink.class === "response" && answersGatewayAlone(graph, node))) continue;
      const what = path.source.kind === "secret" ? "a secret" : "all of its environment";
      const where = path.sink.class === "log" ? "writes {1} to the log" : "sends {1} to its caller";
      yield {
        on: path.node,
        at: path.sink.at,
        key: `${path.source.kind} ${path.sink.api}`,
        confidence: path.confidence,
        message: say(`{0} ${where}: {2}.`, node.name, what, path.sink.api),
        steps: path.steps,
        related: [{ at: path.source.at, message: say("It is read here.") }],
        fixes: fixesAt(code, path, fixesOf),
      };
    }
    yield* loggedConstants(context);
  },
});

const fixesOf = oncePerPath((module, path): readonly Fix[] => {
  // An answer may need what it holds; a log never needs a secret.
  const edits = path.sink.class === "log" ? removedEdits(module, path) : undefined;
  return edits ? [{ title: say("Take it out of the log"), edits }] : [];
});

/** The answer of an authorizer is for the gateway, which may need a key in it. */
function answersGatewayAlone(graph: AppGraph, { id }: MapNode): boolean {
  const triggers = graph.triggersOf(id);
  return triggers.length > 0 && triggers.every(({ edge }) => edge.trigger === "authorizer");
}

function isSecretOut({ sink, source }: TaintPath): boolean {
  if (source.kind === "secret") return sink.class === "log" || sink.class === "response";
  return source.kind === "environment" && sink.class === "log";
}
