// Arguments of a call as the tables name them.
import type { Expression } from "../../model/program.ts";
import type { CallArguments, CallSite, Machine } from "../interpret/machine.ts";
import { itemsOf, readProperty } from "../interpret/memory.ts";
import type { Value } from "../domain/value.ts";
import { joinAll, libraryPaths, UNDEFINED } from "../domain/value.ts";
import type { ArgumentPlace, OptionTest } from "../tables/schema.ts";

export interface Given {
  readonly value: Value;
  readonly expression: Expression | undefined;
}

export function givenAt(place: ArgumentPlace, args: CallArguments, site: CallSite): Given | undefined {
  const named = place.keyword === undefined ? undefined : args.named.get(place.keyword);
  if (named) {
    return { value: named, expression: site.arguments.find((one) => one.name === place.keyword)?.value };
  }
  const value = args.positional[place.index] ?? args.spread;
  if (!value) return undefined;
  const written = site.arguments.filter((one) => one.name === undefined);
  return { value, expression: written[Math.min(place.index, written.length - 1)]?.value };
}

/** The parts of the argument that count: its properties, or itself. */
export function partsOf(machine: Machine, { properties, orText }: ArgumentPlace, given: Given): readonly Given[] {
  if (!properties) return [given];
  const objects: Value = { ...given.value, callables: [], literals: [] };
  const isObject = objects.refs.length > 0;
  const parts = properties.flatMap((property) => partAt(machine, objects, property.split("."), given.expression) ?? []);
  return orText && !isObject ? [given] : parts;
}

/** `path` may have `*` for the items of a list; `isWritten`: only through objects that code puts together. */
export function partAt(
  machine: Machine,
  value: Value,
  path: readonly string[],
  expression: Expression | undefined,
  isWritten?: true,
): Given | undefined {
  const [property, ...rest] = path;
  if (property === undefined) return { value, expression };
  if (value.refs.length === 0 && (isWritten || value.labels.size === 0)) return undefined;
  const part = property === "*" ? itemsOf(machine, value) : readProperty(machine, value, property);
  if (part === UNDEFINED) return undefined;
  return partAt(machine, part, rest, expressionAt(expression, property) ?? expression, isWritten);
}

function expressionAt(expression: Expression | undefined, property: string): Expression | undefined {
  if (expression?.kind === "array" && expression.items.length === 1) return expression.items[0]?.value;
  if (expression?.kind !== "object") return undefined;
  return expression.properties.find(({ key }) => key === property)?.value;
}

/** Whether the call is one that the test means; `maybe` when the option is not known. */
export function optionHolds(machine: Machine, test: OptionTest, args: CallArguments): "yes" | "no" | "maybe" {
  const found = [
    ...(args.named.has(test.option) ? [args.named.get(test.option) ?? UNDEFINED] : []),
    ...args.positional.flatMap((value) => (value.refs.length > 0 ? [readProperty(machine, value, test.option)] : [])),
    ...args.positional.slice(1).filter((value) => wantedNames(test).some((name) => isNamed(value, name))),
  ].filter((value) => value !== UNDEFINED);
  const isEqual = "equals" in test;
  if (found.length === 0) return isEqual ? "no" : "yes";
  // An option that is something of the library: `Loader=yaml.SafeLoader`.
  const isName = wantedNames(test).some((name) => typeof name === "string");
  if (
    isName &&
    found.every((value) => libraryPaths(value).length > 0 && libraryPaths(value).length === value.callables.length)
  ) {
    const isWanted = found.some((value) => wantedNames(test).some((name) => isNamed(value, name)));
    return answer(isEqual === isWanted);
  }
  const { literals, callables, labels, refs } = joinAll(found);
  if (!literals || labels.size > 0 || callables.length > 0) return "maybe";
  if (refs.length > 0) return answer(!isEqual);
  const wanted: readonly unknown[] = isEqual ? test.equals : test.unless;
  const matches = literals.filter((one) => wanted.includes(one)).length;
  if (matches > 0 && matches < literals.length) return "maybe";
  return answer(isEqual === matches > 0);
}

function wantedNames(test: OptionTest): readonly unknown[] {
  return "equals" in test ? test.equals : test.unless;
}

function isNamed(value: Value, name: unknown): boolean {
  const paths = libraryPaths(value);
  return paths.length > 0 && paths.length === value.callables.length && paths.every((path) => lastName(path) === name);
}

function lastName(path: string): string {
  return path.replace(/\(\)$/, "").slice(path.lastIndexOf(".") + 1);
}

function answer(holds: boolean): "yes" | "no" {
  return holds ? "yes" : "no";
}
