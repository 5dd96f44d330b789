import { replaceValue } from "../../graph/edits.ts";
import type { MapNode } from "../../model/app-map.ts";
import { say } from "../../model/message.ts";
import { textOf, type Value } from "../../model/value.ts";
import { AS_OF, LAMBDA_RUNTIMES, type RuntimeSupport } from "../facts/lambda-runtimes.ts";
import { defineRule, type Hit } from "../rule.ts";

/** Days before the end from which on it is told. */
const NOTICE_DAYS = 60;

export const deprecatedRuntime = defineRule({
  id: "SAS-3/deprecated-runtime",
  title: "Runtime that gets no security patches",
  severity: "medium",
  why: "The provider patches a runtime until its date of deprecation; after that every vulnerability found in the language or the operating system stays open, and soon the function can't be deployed any more. The dates are those that were known when this version was made.",
  source: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
  mitigation: "Move the function to a runtime that is supported, and test it there.",
  snippets: [
    {
      title: say("AWS SAM: for all functions"),
      language: "yaml",
      text: `Globals:
  Function:
    Runtime: nodejs22.x`,
    },
    {
      title: say("CloudFormation"),
      language: "yaml",
      text: `OrderFunction:
  Type: AWS::Lambda::Function
  Properties:
    Runtime: python3.13`,
    },
    {
      title: say("Serverless Framework"),
      language: "yaml",
      text: `provider:
  runtime: nodejs22.x`,
    },
  ],
  *check({ graph, today = AS_OF }) {
    const uses = new Map<string, { readonly runtime: Value; readonly name: string; readonly functions: MapNode[] }>();
    for (const node of graph.nodes("function")) {
      if (node.provider !== "aws" || node.declaredElsewhere || node.undeclared) continue;
      for (const runtime of optionsOf(node.properties["runtime"])) {
        const name = textOf(runtime);
        if (name === undefined) continue;
        const { file, start } = runtime.at;
        const place = `${file}:${start.line}:${start.character}`;
        const known = uses.get(place);
        if (known) known.functions.push(node);
        else uses.set(place, { runtime, name, functions: [node] });
      }
    }
    for (const { runtime, name, functions } of uses.values()) {
      const support = LAMBDA_RUNTIMES.get(name);
      const hit = support && hitOf(runtime, name, functions, support, today);
      if (hit) yield hit;
    }
  },
});

function optionsOf(value: Value | undefined): readonly Value[] {
  return value?.kind === "choice" ? value.options : value ? [value] : [];
}

/** One finding for each place where a runtime is written: Globals and providers stand for many functions. */
function hitOf(
  runtime: Value,
  name: string,
  functions: readonly MapNode[],
  { ends, next }: RuntimeSupport,
  today: string,
): Hit | undefined {
  const [first] = functions;
  const days = daysBetween(today, ends);
  if (!first || days > NOTICE_DAYS) return undefined;
  const users = functions.length === 1 ? first.name : `${functions.length} functions`;
  const successor = successorOf(next, today);
  return {
    on: first.id,
    at: runtime.at,
    key: `runtime ${name}`,
    confidence: runtime.assumed === undefined ? "high" : "medium",
    severity: days > 0 ? "low" : "medium",
    message:
      days > 0
        ? say("{0}, the runtime of {1}, gets no security patches after {2}.", name, users, ends)
        : say("{0}, the runtime of {1}, has got no security patches since {2}.", name, users, ends),
    related: functions.slice(1, 6).map((node) => ({ at: node.nameAt, message: say("{0} runs on it.", node.name) })),
    fixes:
      successor === undefined || successor === name || runtime.assumed !== undefined
        ? []
        : [{ title: say("Move to {0}", successor), edits: replaceValue(runtime.at, successor) }],
    cause: { key: `${runtime.at.file} ${name}`, message: say("Functions on the runtime {0}", name) },
  };
}

/** The first runtime from `next` on whose own end is not near; undefined when there is none yet. */
function successorOf(next: string, today: string): string | undefined {
  const support = LAMBDA_RUNTIMES.get(next);
  if (!support || daysBetween(today, support.ends) > NOTICE_DAYS) return next;
  return support.next === next ? undefined : successorOf(support.next, today);
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
