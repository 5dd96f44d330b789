// What a set of statements says about one action on one resource. Source: IAM User Guide, "Policy evaluation logic".
import type { PolicyStatement } from "../model/statement.ts";
import { textOf, type Value } from "../model/value.ts";
import { matchesAction } from "./action.ts";
import { resourcesOverlap } from "./resource.ts";

export type Match = "yes" | "maybe" | "no";

/** The pattern a statement's value stands for; unknown parts written as `*`. Absent when nothing is known of it. */
export type ToPattern = (value: Value) => string | undefined;

export interface Decision {
  /** `unknown`: it hangs on a condition or on a value that could not be resolved. */
  readonly decision: "allowed" | "denied" | "not-allowed" | "unknown";
  /** Statements that led to it, in their order. */
  readonly because: readonly PolicyStatement[];
}

/** Patterns of `statement` that match `action`; empty when only `NotAction` lets it through. */
export function matchingActions(statement: PolicyStatement, action: string): readonly Value[] {
  return statement.actions.filter((value) => value.kind === "text" && matchesAction(value.value, action));
}

/** Action patterns, as written, by which the statement allows the action. */
export function allowingPatterns(statement: PolicyStatement, action: string): readonly string[] {
  if (statement.effect !== "Allow") return [];
  return matchingActions(statement, action).flatMap((value) => textOf(value) ?? []);
}

/** Whether the statement speaks of the action, by `Action` or `NotAction`; its effect is not looked at. */
export function matchesActions(statement: PolicyStatement, action: string): Match {
  const one = (value: Value): Match => {
    if (value.kind !== "text") return "maybe";
    return matchesAction(value.value, action) ? "yes" : "no";
  };
  if (statement.actions.length > 0) return some(statement.actions.map(one));
  return statement.notActions.length > 0 ? invert(some(statement.notActions.map(one))) : "no";
}

/** Whether the statement covers `resource`, by `Resource` or `NotResource`. A statement without either (trust policy) covers it. */
export function matchesResources(statement: PolicyStatement, resource: string, toPattern: ToPattern): Match {
  const one = (value: Value): Match => {
    const pattern = toPattern(value);
    if (pattern === undefined) return "maybe";
    return resourcesOverlap(pattern, resource) ? "yes" : "no";
  };
  if (statement.resources.length > 0) return some(statement.resources.map(one));
  return statement.notResources.length > 0 ? invert(some(statement.notResources.map(one))) : "yes";
}

/** An explicit deny beats every allow; what no statement allows is not allowed. */
export function decide(
  statements: readonly PolicyStatement[],
  request: { readonly action: string; readonly resource: string },
  toPattern: ToPattern,
): Decision {
  const matched = statements.map((statement) => ({ statement, match: matchStatement(statement, request, toPattern) }));
  const pick = (effect: PolicyStatement["effect"], match: Match) =>
    matched.filter((one) => one.statement.effect === effect && one.match === match).map((one) => one.statement);
  const denied = pick("Deny", "yes");
  if (denied.length > 0) return { decision: "denied", because: denied };
  const mayBeDenied = pick("Deny", "maybe");
  const allowed = pick("Allow", "yes");
  if (allowed.length > 0) {
    return mayBeDenied.length > 0
      ? { decision: "unknown", because: [...allowed, ...mayBeDenied] }
      : { decision: "allowed", because: allowed };
  }
  const mayBeAllowed = pick("Allow", "maybe");
  return mayBeAllowed.length > 0
    ? { decision: "unknown", because: [...mayBeAllowed, ...mayBeDenied] }
    : { decision: "not-allowed", because: [] };
}

function matchStatement(
  statement: PolicyStatement,
  { action, resource }: { readonly action: string; readonly resource: string },
  toPattern: ToPattern,
): Match {
  const both = every([matchesActions(statement, action), matchesResources(statement, resource, toPattern)]);
  return both === "yes" && statement.conditions !== undefined ? "maybe" : both;
}

function some(matches: readonly Match[]): Match {
  if (matches.includes("yes")) return "yes";
  return matches.includes("maybe") ? "maybe" : "no";
}

function every(matches: readonly Match[]): Match {
  if (matches.includes("no")) return "no";
  return matches.includes("maybe") ? "maybe" : "yes";
}

function invert(match: Match): Match {
  if (match === "maybe") return "maybe";
  return match === "yes" ? "no" : "yes";
}
