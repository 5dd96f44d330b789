// Records that callers pick by an identity of their choice, where the app could know who they are.
// Source: OWASP API Security Top 10, API1:2023 (broken object level authorization).
import type { MapNode } from "../../model/app-map.ts";
import { say, type Message } from "../../model/message.ts";
import type { ProgramModule } from "../../model/program.ts";
import { rangeOf, spanOf, type Span } from "../../model/range.ts";
import type { TaintPath } from "../../model/taint.ts";
import { textOf } from "../../model/value.ts";
import { callsOf, textOfLiteral, type NamedCall } from "../calls.ts";
import { codeOf, oncePerModule, reachedPlaces } from "../code-search.ts";
import { partsOf, spanContains } from "../program-search.ts";
import { routeBranch } from "../route-branch.ts";
import type { Hit, RuleContext } from "../rule.ts";
import { worstPathPerSink } from "../sas-1/taint-words.ts";
import { callerClaimsOf } from "../sas-2/caller-claims.ts";
import { exposureOf } from "../severity.ts";
import { isAdministration } from "./administration.ts";
import { identityReadersOf, isBehindVerification, verifyingFunctionsOf } from "./caller-identity.ts";

const SENT = /^(body|queryStringParameters|multiValueQueryStringParameters|query|arguments|input)\b/;
const IN_PATH = /^(pathParameters|params)\b/;

export function* recordsOfOthers(context: RuleContext): Iterable<Hit> {
  const paths = context.taintPaths.filter(
    ({ sink, source, through }) => sink.class === "record" && source.kind === "event" && through === undefined,
  );
  for (const path of worstPathPerSink(paths)) {
    const node = context.graph.node(path.node);
    const module = context.code.get(path.sink.at.file)?.module;
    if (!node || !module) continue;
    const known = whoIsKnown(context, node, module, spanOf(path.sink.callAt), path.source.path);
    if (!known) continue;
    yield {
      on: node.id,
      at: path.sink.callAt,
      key: `record ${path.sink.api} ${path.source.path}`,
      confidence: path.confidence === "low" ? "low" : "medium",
      severity: isRead(path) ? "medium" : "high",
      message: say(
        "{0} takes from {1} whose record it works on, and never looks who has signed in.",
        node.name,
        path.source.path,
      ),
      reasons: [known, exposureOf(context.graph, node).reason],
      steps: path.steps,
      related: [{ at: path.source.at, message: say("The data comes from here.") }],
    };
  }
  yield* passwordsOfOthers(context);
}

function isRead({ sink }: TaintPath): boolean {
  return /(get|query|scan)[^.]*$/i.test(sink.api.replace(/Command$/, ""));
}

/** A password is written, and no claim of the caller takes part in choosing whose. */
function* passwordsOfOthers(context: RuleContext): Iterable<Hit> {
  for (const { place, file, module, owners } of reachedPlaces(context, passwordWritesOf)) {
    const [owner] = owners;
    if (isOldOneAsked(module, place)) continue;
    const known = whoIsKnown(context, owner, module, place.at, "body");
    if (!known) continue;
    yield {
      on: owner.id,
      at: rangeOf(file, place.at),
      key: `password ${place.name}`,
      confidence: "medium",
      severity: "high",
      message: say("{0} changes the password of an account and never looks who has signed in.", owner.name),
      reasons: [known, exposureOf(context.graph, owner).reason],
    };
  }
}

const SETS_PASSWORD = /\b(password|passwd|pwd|password_?hash|hashed_?password)\b\s*=/i;

const passwordWritesOf = oncePerModule((module): readonly NamedCall[] =>
  callsOf(module).filter(
    ({ name, call }) =>
      /(^|\.)(update_item|updateItem|update|UpdateCommand|UpdateItemCommand)$/.test(name) &&
      call.arguments.some(({ value }) =>
        [...partsOf(value)].some((part) => SETS_PASSWORD.test(textOfLiteral(part) ?? "")),
      ),
  ),
);

/** In the same route the old password, an answer or a code is checked. */
function isOldOneAsked(module: ProgramModule, { at, functionIndex }: NamedCall): boolean {
  const branch = routeBranch(module, at, functionIndex);
  return callsOf(module).some(
    (one) =>
      branch !== undefined &&
      spanContains(branch, one.at) &&
      /(^|\.)(checkpw|compare|compareSync|compare_digest|timingSafeEqual|verify|verifyPassword|verify_password|check_password_hash)$/.test(
        one.name,
      ),
  );
}

/** Why the app could know who its caller is; undefined when it can't, or when it looks. */
function whoIsKnown(
  context: RuleContext,
  node: MapNode,
  module: ProgramModule,
  at: Span,
  sourcePath: string,
): Message | undefined {
  const functionIndex = innermostFunction(module, at);
  if (isAdministration(context, node) || isRankAsked(module, at, functionIndex)) return undefined;
  let verifies = false;
  for (const [file, functions] of codeOf(context, node)) {
    const one = context.code.get(file)?.module;
    if (!one) continue;
    if (identityReadersOf(one).size > 0 && [...identityReadersOf(one)].some((index) => functions.has(index)))
      return undefined;
    verifies ||= [...verifyingFunctionsOf(one)].some((index) => functions.has(index));
  }
  const authorizers = context.graph
    .triggersOf(node.id)
    .map(({ source }) => (source.kind === "endpoint" ? textOf(source.properties["authentication"]) : "other"));
  // A function as authorizer may compare the path with the token.
  const isTold = IN_PATH.test(sourcePath)
    ? /^(cognito|jwt)$/
    : SENT.test(sourcePath)
      ? /^(cognito|jwt|lambda)$/
      : undefined;
  if (isTold && authorizers.length > 0 && authorizers.every((one) => isTold.test(one ?? "")))
    return say("The authorizer of the API tells {0} who has signed in.", node.name);
  if (verifies && SENT.test(sourcePath) && isBehindVerification(module, at, functionIndex))
    return say("{0} verifies the token of its caller and makes no use of what is in it.", node.name);
  return undefined;
}

/** Who says in the same route that he is an administrator: that is a finding of its own. */
function isRankAsked(module: ProgramModule, at: Span, functionIndex: number): boolean {
  const branch = routeBranch(module, at, functionIndex);
  return callerClaimsOf(module).some(
    ({ kind, at: claim }) => kind === "rank" && branch !== undefined && spanContains(branch, claim),
  );
}

function innermostFunction(module: ProgramModule, at: Span): number {
  let found = 0;
  for (const { index, at: around } of module.functions) if (index > 0 && spanContains(around, at)) found = index;
  return found;
}
