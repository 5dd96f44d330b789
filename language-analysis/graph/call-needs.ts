// What one SDK call needs of IAM, and on which of its resources.
import type { CodeValue, SdkCall } from "../model/code-facts.ts";
import { ACTION_PREFIX, actionLine, ATHENA_STATEMENTS } from "./operation-actions.ts";

export interface Need {
  /** Sorted, each once. */
  readonly actions: readonly string[];
  /** `own`: what the call names; `other`: what one of its further arguments names; `any`: no resource of the call. */
  readonly on:
    | { readonly kind: "own" }
    | { readonly kind: "other"; readonly service: string; readonly resource: CodeValue }
    | { readonly kind: "any" };
}

/** The own resource's need first, and always there unless the operation needs no permission on it. */
export function callNeeds(
  call: Pick<SdkCall, "service" | "operation" | "variant" | "given" | "also">,
): readonly Need[] {
  const { service, variant, given = {}, also = [] } = call;
  const prefix = ACTION_PREFIX[service] ?? service;
  const operation = call.operation.charAt(0).toUpperCase() + call.operation.slice(1);
  const line = actionLine(prefix, operation, variant) ?? operation;
  const groups = new Map<string, { on: Need["on"]; actions: Set<string> }>();
  const add = (key: string, on: Need["on"], action: string) => {
    const known = groups.get(key) ?? { on, actions: new Set<string>() };
    known.actions.add(action);
    groups.set(key, known);
  };
  for (const entry of [...line.split(" "), ...statementEntries(prefix, operation, given)]) {
    const [, named = "", argument, everywhere, condition] =
      /^([\w:-]+)(?:@([\w.]+))?(~)?(?:([?!].+))?$/.exec(entry) ?? [];
    if (named === "" || !holds(condition, given)) continue;
    const action = named.includes(":") ? named : `${prefix}:${named}`;
    if (everywhere !== undefined) add("any", { kind: "any" }, action);
    else if (argument === undefined) add("own", { kind: "own" }, action);
    else {
      const other = also.find((one) => one.argument === argument);
      if (other) add(argument, { kind: "other", service: other.service, resource: other.resource }, action);
      // Athena writes to the workgroup's place when the query names none.
      else if (prefix === "athena") add("any", { kind: "any" }, action);
    }
  }
  for (const { argument, service: other, resource } of also) {
    if (other === "iam") add(argument, { kind: "other", service: other, resource }, "iam:PassRole");
  }
  return [...groups.values()].map(({ on, actions }) => ({ on, actions: [...actions].sort() }));
}

function statementEntries(
  prefix: string,
  operation: string,
  { QueryString: text }: Readonly<Record<string, string>>,
): readonly string[] {
  if (prefix !== "athena" || operation !== "StartQueryExecution" || text === undefined) return [];
  return ATHENA_STATEMENTS.find(([pattern]) => pattern.test(text))?.[1].split(" ") ?? [];
}

/** `?A|B`, `?A=x`, `!A`; an argument given as `false` is not given. */
function holds(condition: string | undefined, given: Readonly<Record<string, string>>): boolean {
  if (condition === undefined) return true;
  const isGiven = (name: string) => Object.hasOwn(given, name) && given[name]?.toLowerCase() !== "false";
  if (condition.startsWith("!")) return !isGiven(condition.slice(1));
  return condition
    .slice(1)
    .split("|")
    .some((one) => {
      const [name = "", wanted] = one.split("=");
      return isGiven(name) && (wanted === undefined || given[name] === wanted);
    });
}
