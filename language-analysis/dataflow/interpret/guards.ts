// Checks that prove a value harmless where they hold: comparisons with what the attacker did not choose, allow-lists, tests of the type.
import type { Expression } from "../../model/program.ts";
import { classKey, HOST_PARTS, hostKey, openKey, textKey } from "../domain/guard-keys.ts";
import type { Labels } from "../domain/label.ts";
import type { Guards, Value } from "../domain/value.ts";
import { guardsOf, libraryPaths } from "../domain/value.ts";
import { isApplicationClass, isOpenErrorType } from "../models/errors.ts";
import type { Machine } from "./machine.ts";
import { deepLabels } from "./memory.ts";

const NO_KEYS: ReadonlySet<string> = new Set();

/** Continues only where `test` is truthy or falsy, with what that proves. */
export function assume(machine: Machine, test: Value, truth: boolean): void {
  const proven = truth ? guardsOf(test).whenTrue : guardsOf(test).whenFalse;
  if (proven === "all" || proven.size === 0) return;
  machine.state.guarded = new Set([...machine.state.guarded, ...proven]);
}

const EQUAL = new Set(["===", "==", "is"]);
const UNEQUAL = new Set(["!==", "!=", "is not", "<>"]);
const MEMBER = new Set(["in", "not in"]);
const OTHERS = new Set(["<", ">", "<=", ">=", "instanceof"]);

export function isComparison(operator: string): boolean {
  return EQUAL.has(operator) || UNEQUAL.has(operator) || MEMBER.has(operator) || OTHERS.has(operator);
}

export function provenWhen(truth: boolean, keys: Iterable<string>): Guards {
  const set = new Set(keys);
  return truth ? { whenTrue: set, whenFalse: NO_KEYS } : { whenTrue: NO_KEYS, whenFalse: set };
}

/** Keys of what is known to be one of the app's own values; of the host of an address, the address too. */
export function provenKeys(labels: Labels): readonly string[] {
  return [...labels.values()].flatMap((label) => {
    const name = label.path.at(-1) ?? "";
    const own = label.plainOf === undefined ? [label.key] : [label.key, label.plainOf];
    return HOST_PARTS.has(name) ? [...own, hostKey(label.origin.id, label.path.slice(0, -1))] : own;
  });
}

/** `x === "a"`, `x in ALLOWED`, `typeof x === "number"` and their negations. */
export function comparisonGuards(machine: Machine, operator: string, left: Value, right: Value): Guards | undefined {
  if (MEMBER.has(operator)) {
    if (left.labels.size === 0 || isChosen(deepLabels(machine, right))) return undefined;
    return provenWhen(operator === "in", provenKeys(left.labels));
  }
  const holds = EQUAL.has(operator);
  if (!holds && !UNEQUAL.has(operator)) return indexGuards(operator, left, right) ?? boundGuards(operator, left, right);
  const found = indexGuards(operator, left, right);
  if (found) return found;
  for (const [one, other] of [
    [left, right],
    [right, left],
  ] as const) {
    if (one.labels.size > 0 && one.refs.length === 0 && !isChosen(deepLabels(machine, other))) {
      return provenWhen(holds, provenKeys(one.labels));
    }
    // A check compared with true or false: `pattern.test(x) === false`.
    if (one.guards && other.literals?.length === 1 && typeof other.literals[0] === "boolean") {
      const isAsIs = other.literals[0] === holds;
      return isAsIs ? one.guards : { whenTrue: one.guards.whenFalse, whenFalse: one.guards.whenTrue };
    }
    // Compared with nothing: `x.match(pattern) !== null`.
    if (one.guards && other.literals?.length === 1 && isNothing(other.literals[0])) {
      return holds ? { whenTrue: one.guards.whenFalse, whenFalse: one.guards.whenTrue } : one.guards;
    }
  }
  return undefined;
}

/** `url.hostname.endsWith(".example.com")`. */
export function domainGuards(host: Value, domain: Value): Guards | undefined {
  const starts = domain.pieces?.slice(0, 1) ?? domain.literals ?? [];
  const isBelow = starts.length > 0 && starts.every((one) => typeof one === "string" && one.startsWith("."));
  if (host.labels.size === 0 || domain.labels.size > 0 || !isBelow) return undefined;
  return provenWhen(
    true,
    provenKeys(host.labels).filter((key) => key.startsWith("host|")),
  );
}

/** Someone outside chooses it: what is compared with it proves nothing. */
export function isChosen(labels: Labels): boolean {
  for (const { origin } of labels.values()) if (origin.kind === "event" || origin.kind === "stored") return true;
  return false;
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined;
}

/** `n > 100`: where it does not hold, n is no unbounded amount of work. */
function boundGuards(operator: string, left: Value, right: Value): Guards | undefined {
  const isUpper = operator === "<" || operator === "<=";
  const isLower = operator === ">" || operator === ">=";
  if (!isUpper && !isLower) return undefined;
  const [value, isBelow] = left.labels.size > 0 && right.labels.size === 0 ? [left, isUpper] : [right, isLower];
  if (value.labels.size === 0 || (left.labels.size > 0 && right.labels.size > 0)) return undefined;
  // The counter of a loop is compared with the amount itself: `i < n` bounds nothing.
  const bound = value === left ? right : left;
  if (!bound.literals || bound.literals.length === 0) return undefined;
  return provenWhen(
    isBelow,
    [...value.labels.keys()].map((key) => classKey("work", key)),
  );
}

/** `ALLOWED.indexOf(x) !== -1`, `>= 0`, `> -1`, `< 0`: the index carries the check as its guards. */
function indexGuards(operator: string, left: Value, right: Value): Guards | undefined {
  const bound = right.literals?.length === 1 ? right.literals[0] : undefined;
  if (!left.found || typeof bound !== "number") return undefined;
  const isFound =
    (UNEQUAL.has(operator) && bound === -1) || (operator === ">" && bound === -1) || (operator === ">=" && bound === 0);
  const isMissing =
    (EQUAL.has(operator) && bound === -1) || (operator === "<" && bound === 0) || (operator === "<=" && bound === -1);
  if (isFound) return left.found;
  return isMissing ? { whenTrue: left.found.whenFalse, whenFalse: left.found.whenTrue } : undefined;
}

/** `error instanceof ValidationError`: the app's own error, which says what the app has put into it. */
export function isInstanceGuard(operator: string, left: Value, right: Value): Guards | undefined {
  if (operator !== "instanceof") return undefined;
  if (libraryPaths(right).some((path) => path === "Number" || path === "Date"))
    return provenWhen(true, left.labels.keys());
  return errorClassGuards(left, right);
}

/** What the class of an error says of its texts. */
export function errorClassGuards(error: Value, type: Value): Guards | undefined {
  const isOpen = isOpenErrorType(type) || isApplicationClass(type);
  const errors = [...error.labels.values()].filter(({ origin }) => origin.kind === "error");
  return isOpen
    ? provenWhen(
        true,
        errors.map(({ origin }) => openKey(origin.id)),
      )
    : undefined;
}

/** In a `case` the subject is one of its constants. */
export function caseGuards(
  machine: Machine,
  subject: Value,
  subjectExpression: Expression,
  tests: readonly Expression[],
): readonly string[] {
  const values = tests.map((test) => machine.evaluate(test));
  if (subjectExpression.kind === "literal" && subjectExpression.value === true) {
    // `switch (true) { case check(x): }`
    return values.flatMap((value) =>
      value.guards && value.guards.whenTrue !== "all" ? [...value.guards.whenTrue] : [],
    );
  }
  if (values.some((value) => deepLabels(machine, value).size > 0)) return [];
  // Python patterns that capture (`case other:`) are names or `other` expressions: they prove nothing.
  if (tests.some((test) => test.kind === "name" || test.kind === "other")) return [];
  return provenKeys(subject.labels);
}

const HARMLESS_TYPES: ReadonlySet<unknown> = new Set(["number", "boolean", "bigint", "undefined"]);

/** `typeof x === "number"`. */
export function typeGuards(machine: Machine, expression: Expression & { kind: "binary" }): Guards | undefined {
  const { left, right, operator } = expression;
  if (left.kind !== "unary" || left.operator !== "typeof" || right.kind !== "literal") return undefined;
  const labels = machine.lastValue(left.operand)?.labels;
  if (!labels || labels.size === 0) return undefined;
  // A text is no object of operators, but still a text.
  if (right.value === "string") return provenWhen(EQUAL.has(operator), [...labels.keys()].map(textKey));
  if (!HARMLESS_TYPES.has(right.value)) return undefined;
  return provenWhen(EQUAL.has(operator), labels.keys());
}
