import type { MapNode } from "../../model/app-map.ts";
import { say } from "../../model/message.ts";
import { rangeOf } from "../../model/range.ts";
import { codeOf } from "../code-search.ts";
import { defineRule, type Hit, type RuleContext } from "../rule.ts";
import { authorizerAnswersOf, type AuthorizerAnswers } from "./authorizer-answers.ts";
import { headerDecisionsOf } from "./header-decisions.ts";
import { SNIPPETS } from "./permissive-authorizer-snippets.ts";

export const permissiveAuthorizer = defineRule({
  id: "SAS-2/permissive-authorizer",
  title: "Authorizer that lets in whom it should not",
  severity: "high",
  why: "The API trusts the authorizer's answer for every function behind it: one that allows when something goes wrong, or without looking, is no authorizer.",
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html",
  mitigation:
    "Refuse by default: verify the token first, answer Deny or throw Unauthorized on every error, and name the methods that the caller may use.",
  snippets: SNIPPETS,
  *check(context) {
    for (const node of context.graph.nodes("function")) {
      if (node.handler && isAuthorizer(context, node)) yield* hitsOf(context, node);
    }
  },
});

function isAuthorizer({ graph }: RuleContext, node: MapNode): boolean {
  if (graph.triggersOf(node.id).some(({ edge }) => edge.trigger === "authorizer")) return true;
  // What nothing is known to start is told by its name; its answers tell the rest.
  return (
    graph.edgesTo(node.id).every(({ kind }) => kind === "may") && /authori[sz]er|authori[sz]ation/i.test(node.name)
  );
}

function* hitsOf(context: RuleContext, node: MapNode): Iterable<Hit> {
  const parts = [...codeOf(context, node)].flatMap(([file, functions]) => {
    const module = context.code.get(file)?.module;
    return module ? [{ file, functions, answers: authorizerAnswersOf(module) }] : [];
  });
  const apis = guarded(context, node);
  const related = apis.slice(0, 3).map((api) => ({ at: api.nameAt, message: say("{0} trusts its answer.", api.name) }));
  for (const { file, functions, answers } of parts) {
    for (const { at, functionIndex, isInCatch } of answers.allows) {
      if (!isInCatch || !functions.has(functionIndex)) continue;
      yield {
        on: node.id,
        at: rangeOf(file, at),
        key: "allow on error",
        confidence: "high",
        message: say("{0} lets the caller in when an error happens.", node.name),
        related,
      };
    }
    for (const { at, functionIndex } of answers.everything) {
      if (!functions.has(functionIndex)) continue;
      yield {
        on: node.id,
        at: rangeOf(file, at),
        key: "every resource",
        confidence: "high",
        severity: "low",
        message: say(
          "{0} allows every method of every API, and the answer is kept for the caller's next requests.",
          node.name,
        ),
        related,
      };
    }
  }
  yield* blindHits(node, parts, related);
  yield* headerHits(context, node, parts, related);
}

interface Part {
  readonly file: string;
  readonly functions: ReadonlySet<number>;
  readonly answers: AuthorizerAnswers;
}

/** It allows, nothing in its code refuses, and nothing looks at the request. */
function* blindHits(node: MapNode, parts: readonly Part[], related: Hit["related"] = []): Iterable<Hit> {
  const is = (which: "refusing" | "looking"): boolean =>
    parts.some(({ functions, answers }) => [...functions].some((index) => index > 0 && answers[which].has(index)));
  if (is("refusing")) return;
  const isLooking = is("looking");
  if (isLooking && parts.some(({ functions, answers }) => [...functions].some((one) => answers.asking.has(one))))
    return;
  for (const { file, functions, answers } of parts) {
    const first = answers.allows.find(({ functionIndex, isInCatch }) => functions.has(functionIndex) && !isInCatch);
    if (!first) continue;
    yield {
      on: node.id,
      at: rangeOf(file, first.at),
      key: "always",
      confidence: "high",
      severity: "critical",
      message: isLooking
        ? say("{0} lets every caller in, and believes what the request says of him.", node.name)
        : say("{0} lets every caller in without looking at the request.", node.name),
      related,
    };
    return;
  }
}

/** Only a header decides that everyone can send. */
function* headerHits(
  { code }: RuleContext,
  node: MapNode,
  parts: readonly Part[],
  related: Hit["related"] = [],
): Iterable<Hit> {
  if (parts.some(({ functions, answers }) => [...functions].some((one) => answers.asking.has(one)))) return;
  for (const { file, functions } of parts) {
    const module = code.get(file)?.module;
    const found = module && headerDecisionsOf(module).find(({ functionIndex }) => functions.has(functionIndex));
    if (!found) continue;
    yield {
      on: node.id,
      at: rangeOf(file, found.at),
      key: "header",
      confidence: "high",
      message: say("{0} lets callers in by the header {1}, which anyone can send.", node.name, found.header),
      related,
    };
    return;
  }
}

function guarded({ graph }: RuleContext, node: MapNode): readonly MapNode[] {
  return graph.triggersOf(node.id).flatMap(({ edge, source }) => (edge.trigger === "authorizer" ? [source] : []));
}
