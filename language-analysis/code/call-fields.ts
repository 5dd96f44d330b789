// Names of fields with sensitive data in the arguments of an SDK call: keys of objects that it hands over, attributes and columns
// that its expressions and statements name.
import type { DataField } from "../model/code-facts.ts";
import { dataInFieldName } from "../model/data-words.ts";
import type { Argument, Expression } from "../model/program.ts";
import type { Span } from "../model/range.ts";
import type { Evaluator } from "./evaluator.ts";
import type { AbstractValue, LocatedCall, Place } from "./values.ts";

const MAX_DEPTH = 8;
/** Expressions that are looked at for one call. */
const MAX_STEPS = 300;
const MAX_FIELDS = 12;

/** Arguments whose texts name attributes or columns. Source: DynamoDB and RDS Data API references. */
const NAMING =
  /^(?:Projection|Update|Filter|KeyCondition|Condition)Expression$|^ExpressionAttributeNames$|^AttributesToGet$|^IndexName$|^(?:sql|Statement|QueryString|Expression)$/i;

/** In source order, each name once. */
export function fieldsOf(evaluator: Evaluator, { call, place }: LocatedCall): readonly DataField[] {
  const search = new Search(evaluator, { call, place });
  search.visitArguments(call.arguments, place, false, 0);
  return [...search.found.values()];
}

class Search {
  readonly found = new Map<string, DataField>();
  private steps = 0;
  private readonly evaluator: Evaluator;
  private readonly of: LocatedCall;

  constructor(evaluator: Evaluator, of: LocatedCall) {
    this.evaluator = evaluator;
    this.of = of;
  }

  visitArguments(list: readonly Argument[], place: Place, isNaming: boolean, depth: number): void {
    for (const { value, name } of list) {
      this.visit(value, place, isNaming || (name !== undefined && NAMING.test(name)), depth);
    }
  }

  private visit(expression: Expression, place: Place, isNaming: boolean, depth: number): void {
    if (depth > MAX_DEPTH || this.steps++ > MAX_STEPS || this.found.size >= MAX_FIELDS) return;
    const next = (one: Expression): void => this.visit(one, place, isNaming, depth + 1);
    switch (expression.kind) {
      case "object":
        for (const { key, keyAt, value } of expression.properties) {
          const isNamed = typeof key === "string";
          if (isNamed) this.addName(key, keyAt, place);
          this.visit(value, place, isNaming || (isNamed && NAMING.test(key)), depth + 1);
        }
        return;
      case "array":
        return this.visitArguments(expression.items, place, isNaming, depth + 1);
      case "literal":
        if (isNaming && typeof expression.value === "string") this.addText(expression.value, expression.at, place);
        return;
      case "template":
        return expression.parts.forEach(next);
      case "binary":
        next(expression.left);
        return next(expression.right);
      case "conditional":
        next(expression.then);
        return next(expression.else);
      case "await":
        return next(expression.operand);
      case "call":
        // `JSON.stringify(order)`, `marshall(user)`, `Key("email").eq(...)`, `new PutCommand({ ... })`.
        if (expression.callee.kind === "member") next(expression.callee.object);
        return this.visitArguments(expression.arguments, place, isNaming, depth + 1);
      case "name":
        for (const value of this.evaluator.evaluate(expression, place))
          this.visitValue(value, expression, isNaming, depth);
        return;
      default:
        return;
    }
  }

  private visitValue(value: AbstractValue, from: Expression, isNaming: boolean, depth: number): void {
    if (value.kind === "expression" && value.expression !== from) {
      this.visit(value.expression, value.place, isNaming, depth + 1);
    } else if (value.kind === "sdk" && value.value.kind === "command" && value.value.input) {
      this.visit(value.value.input.expression, value.value.input.place, isNaming, depth + 1);
    }
  }

  /** What another module spells out is shown at the call: a range has one file. */
  private addName(name: string, at: Span, { index }: Place): void {
    if (this.found.has(name) || dataInFieldName(name).length === 0) return;
    this.found.set(name, { name, at: index === this.of.place.index ? at : this.of.call.callee.at });
  }

  /** `SET email = :e`, `INSERT INTO people (first_name)`, `#mail`. */
  private addText(text: string, at: Span, place: Place): void {
    for (const [name] of text.slice(0, 2_000).matchAll(/(?<![:\w])[A-Za-z_]\w{2,40}/g)) this.addName(name, at, place);
  }
}
