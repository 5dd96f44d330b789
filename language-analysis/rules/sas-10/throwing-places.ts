// Places in a function where input that is not as expected ends the invocation: fields that may be missing, text that may be no JSON.
import type { Expression, ProgramModule, Statement } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import { textOfLiteral, nameOf } from "../calls.ts";
import { oncePerModule, type CodePlace } from "../code-search.ts";
import { expressionsOf, partsOf, spanContains, statementsOf } from "../program-search.ts";
import { namesIn } from "../variables.ts";

export interface ThrowingPlace extends CodePlace {
  /** `outside`: a statement that no `try` is around, whatever it does. */
  readonly kind: "key" | "parse" | "call" | "outside";
  readonly what: string;
}

export const throwingPlacesOf = oncePerModule((module): readonly ThrowingPlace[] => {
  const tried = triedSpans(module);
  const asked = askedKeys(module);
  const found: ThrowingPlace[] = [];
  for (const { expression, functionIndex } of expressionsOf(module)) {
    const [event] = namesIn(module.functions[functionIndex]?.parameters[0]?.pattern);
    if (event === undefined || tried.some((span) => spanContains(span, expression.at))) continue;
    const place = throwing(module, expression, event);
    if (place && !(place.kind === "key" && asked.has(place.what)))
      found.push({ ...place, at: expression.at, functionIndex });
  }
  for (const { statement, within, functionIndex } of statementsOf(module)) {
    if (within.some(isTry) || statement.kind === "try" || statement.kind === "if" || statement.kind === "loop")
      continue;
    found.push({ kind: "outside", what: "", at: statement.at, functionIndex });
  }
  return found;
});

function throwing(
  module: ProgramModule,
  expression: Expression,
  event: string,
): Pick<ThrowingPlace, "kind" | "what"> | undefined {
  // In JavaScript a missing field is undefined, and nothing is thrown.
  if (module.language === "python" && expression.kind === "member" && typeof expression.property === "string") {
    const { object, property, propertyAt, at } = expression;
    const isSubscript = at[3] > propertyAt[3] || at[2] > propertyAt[2];
    return object.kind === "name" && object.name === event && isSubscript ? { kind: "key", what: property } : undefined;
  }
  if (expression.kind !== "call") return undefined;
  const name = nameOf(module, expression.callee);
  if (name !== "JSON.parse" && name !== "json.loads") return undefined;
  const first = expression.arguments[0]?.value;
  return first && partsOf(first).some((part) => part.kind === "name" && part.name === event)
    ? { kind: "parse", what: "JSON" }
    : undefined;
}

function isTry(statement: Statement): boolean {
  return statement.kind === "try" && statement.handlers.length > 0;
}

function triedSpans(module: ProgramModule): readonly Span[] {
  const spans: Span[] = [];
  for (const { statement } of statementsOf(module)) {
    const first = statement.kind === "try" && statement.handlers.length > 0 ? statement.body[0] : undefined;
    const last = statement.kind === "try" ? statement.body.at(-1) : undefined;
    if (first && last) spans.push([first.at[0], first.at[1], last.at[2], last.at[3]]);
  }
  return spans;
}

/** Fields that the code asks for before it reads them. */
function askedKeys(module: ProgramModule): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const { expression } of expressionsOf(module)) {
    if (expression.kind === "binary" && /in$/.test(expression.operator)) {
      const text = textOfLiteral(expression.left);
      if (text !== undefined) keys.add(text);
    }
    if (expression.kind === "call" && expression.callee.kind === "member" && expression.callee.property === "get") {
      const text = textOfLiteral(expression.arguments[0]?.value);
      if (text !== undefined) keys.add(text);
    }
  }
  return keys;
}
