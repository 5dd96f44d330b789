import { say } from "../../model/message.ts";
import type { Expression, ProgramModule, Statement } from "../../model/program.ts";
import { rangeOf, type Span } from "../../model/range.ts";
import { innerStatements, statementExpressions } from "../../model/program-parts.ts";
import { nameOf } from "../calls.ts";
import { alsoRunBy, oncePerModule, reachedPlaces, type CodePlace } from "../code-search.ts";
import { partsOf, spanContains, statementsOf } from "../program-search.ts";
import { wordsOf } from "../../model/words.ts";
import { defineRule, type RuleContext } from "../rule.ts";
import { SNIPPETS } from "./swallowed-error-snippets.ts";

type Try = Extract<Statement, { kind: "try" }>;

export const swallowedError = defineRule({
  id: "SAS-10/swallowed-error",
  title: "Error dropped without a trace",
  severity: "low",
  why: "When a check, a write or a message fails and nobody is told, the code goes on as if it had worked, and neither logs nor retries show an attack or a loss.",
  source: "https://cwe.mitre.org/data/definitions/390.html",
  mitigation:
    "Catch only the errors that are expected, log the rest with the request id, and let them fail the invocation.",
  snippets: SNIPPETS,
  *check(context) {
    for (const { place, file, owners } of reachedPlaces(context, emptyHandlersOf)) {
      const what = place.what ?? writeWithin(context, file, place.body);
      if (what === undefined) continue;
      const [owner] = owners;
      yield {
        on: owner.id,
        at: rangeOf(file, place.at),
        key: what,
        confidence: "high",
        message: say("{0} drops errors of {1} without a trace.", owner.name, what),
        related: alsoRunBy(owners),
      };
    }
  },
});

interface EmptyHandler extends CodePlace {
  /** What is tried. */
  readonly body: Span;
  /** A call in it that decides on access, by its name. */
  readonly what: string | undefined;
}

const emptyHandlersOf = oncePerModule((module): readonly EmptyHandler[] => {
  const found: EmptyHandler[] = [];
  for (const { statement, functionIndex } of statementsOf(module)) {
    if (statement.kind !== "try") continue;
    for (const handler of statement.handlers) {
      if (handler.body.length > 0 || !catchesEverything(handler.types, module)) continue;
      const [first] = statement.body;
      const last = statement.body.at(-1);
      if (!first || !last) continue;
      const body: Span = [first.at[0], first.at[1], last.at[2], last.at[3]];
      found.push({ at: handler.at, functionIndex, body, what: decisionIn(module, statement) });
    }
  }
  return found;
});

/** An error with a name of its own is expected. */
function catchesEverything(types: readonly Expression[] | undefined, module: ProgramModule): boolean {
  if (!types || types.length === 0) return true;
  return types.some((type) =>
    /(^|\.)(Exception|BaseException|Error|ClientError|BotoCoreError)$/.test(nameOf(module, type) ?? ""),
  );
}

const DECIDES =
  /^(verify|verifies|authorize|authorise|authenticate|validate|decrypt|encrypt|sign|permit|revoke|check|assert)$/;
const ABOUT =
  /^(token|jwt|signature|permission|permissions|access|auth|authorization|user|password|role|session|credentials|policy|webhook|certificate)$/;

function decisionIn(module: ProgramModule, { body }: Try): string | undefined {
  for (const call of callsWithin(body)) {
    const name = nameOf(module, call.callee);
    const last = name?.slice(name.lastIndexOf(".") + 1);
    if (last === undefined) continue;
    const words = wordsOf(last);
    const decides = words.some((word) => DECIDES.test(word));
    if (
      decides &&
      (words.length === 1
        ? /^(verify|authorize|authorise|authenticate|decrypt)$/.test(last)
        : words.some((word) => ABOUT.test(word)))
    )
      return last;
  }
  return undefined;
}

function* callsWithin(statements: readonly Statement[]) {
  const stack = [...statements].reverse();
  for (let statement = stack.pop(); statement; statement = stack.pop()) {
    for (const expression of statementExpressions(statement))
      for (const part of partsOf(expression)) if (part.kind === "call") yield part;
    stack.push(...[...innerStatements(statement)].reverse());
  }
}

const READS = /^(Get|List|Describe|Head|BatchGet|Query|Scan|Select|Receive|Lookup)/;
/** Reading who someone is, or a key, decides on what follows. */
const GUARDS = /^(cognito|kms|secretsmanager|sts|iam|cognito-idp)/;

/** A call of an AWS service that changes something, or that asks who someone is. */
function writeWithin({ code }: RuleContext, file: string, body: Span): string | undefined {
  const call = code
    .get(file)
    ?.facts.sdkCalls.find(
      ({ operation, service, callAt }) =>
        (!READS.test(operation) || GUARDS.test(service)) && spanContains(body, callAt),
    );
  return call && `${call.service} ${call.operation}`;
}
