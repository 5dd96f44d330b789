// A function of the app that takes a query text and its values and hands both to a database driver as they are.
import type { Expression, ProgramFunction, ProgramModule } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import { callAtSpan, expressionsOf } from "../program-search.ts";

const TEXTS: ReadonlySet<unknown> = new Set(["text", "sql", "query"]);

/** True when the function around the driver's call at `innerAt` has the text as its first parameter and the values as its second. */
export function handsOnValues(module: ProgramModule, innerAt: Span): boolean {
  const call = callAtSpan(module, innerAt);
  const place = expressionsOf(module).find(({ expression }) => expression === call);
  const around = place && module.functions[place.functionIndex];
  if (!call || !around) return false;
  const [text, values] = parametersOf(module, around);
  if (text === undefined || values === undefined) return false;
  const [first, second, ...others] = call.arguments.map(({ value }) => value);
  if (others.length > 0 || !first) return false;
  if (first.kind !== "object") return nameOf(first) === text && second !== undefined && nameOf(second) === values;
  const given = (names: ReadonlySet<unknown>) => first.properties.find(({ key }) => names.has(key))?.value;
  const [ownText, ownValues] = [given(TEXTS), given(new Set(["values"]))];
  return ownText !== undefined && nameOf(ownText) === text && ownValues !== undefined && nameOf(ownValues) === values;
}

/** Names of the first two, the instance of a Python method left out; nothing for one that is taken apart or takes the rest. */
function parametersOf(
  { language }: ProgramModule,
  { parameters, classIndex }: ProgramFunction,
): (string | undefined)[] {
  const own = language === "python" && classIndex !== undefined ? parameters.slice(1) : parameters;
  return own.slice(0, 2).map(({ pattern, rest }) => (pattern.kind === "name" && !rest ? pattern.name : undefined));
}

/** `params`, `params ?? []`, `params or ()`. */
function nameOf(expression: Expression): string | undefined {
  if (expression.kind === "name") return expression.name;
  const isDefault = expression.kind === "binary" && (expression.operator === "||" || expression.operator === "??");
  return isDefault && expression.left.kind === "name" ? expression.left.name : undefined;
}
