// Schemas that a framework checks a request by before it calls the function: options of Fastify, validators of Hono, celebrate for Express. Sources: Fastify,
// "Validation and Serialization"; README pages of @hono/zod-validator and celebrate.
import type { CallArguments, Machine } from "../interpret/machine.ts";
import { readProperty } from "../interpret/memory.ts";
import { makeLabel, singleLabel, type Label } from "../domain/label.ts";
import { knownText, library, libraryPaths, type Value } from "../domain/value.ts";
import { jsonShape, provenKeys, shapeOf, type Shape } from "./schemas.ts";

/** Parts of the request, by the names that schemas have for them. */
const PARTS: Readonly<Record<string, string>> = {
  body: "body",
  query: "query",
  querystring: "query",
  params: "params",
  headers: "headers",
};

/** The validator that a library makes, with its schema. */
export function callRouteValidator(api: string, { positional: [first, second] }: CallArguments): Value | undefined {
  if (/^@hono\/(zod|valibot|standard)-validator\.\w+$/.test(api) && first && second)
    return { ...library(`${api}(${knownText(first) ?? ""})`), madeOf: second };
  return api === "celebrate.celebrate" && first ? { ...library(`${api}()`), madeOf: first } : undefined;
}

/** Keys of what the value, given where a route is registered, lets through of the request. */
export function provenByRoute(machine: Machine, value: Value, request: Label): readonly string[] {
  const keysAt = (path: readonly string[], shape: Shape) =>
    provenKeys(singleLabel(makeLabel({ ...request, path: [...request.path, ...path] })), shape);
  const [path = ""] = libraryPaths(value);
  const target = /^@hono\/[\w-]+\.\w+\((\w+)\)$/.exec(path)?.[1];
  if (target !== undefined && value.madeOf) return keysAt(["req", "valid", target], shapeOf(machine, value.madeOf, 0));
  const isCelebrate = path === "celebrate.celebrate()" && value.madeOf;
  const schemas = isCelebrate
    ? value.madeOf
    : value.refs.length > 0
      ? readProperty(machine, value, "schema")
      : undefined;
  return Object.entries(PARTS).flatMap(([name, part]) => {
    const isWritten = schemas?.refs.some((id) => machine.state.get(id)?.slots.has(name));
    if (!schemas || !isWritten) return [];
    const schema = readProperty(machine, schemas, name);
    return keysAt([part], isCelebrate ? shapeOf(machine, schema, 0) : jsonShape(machine, schema, 0));
  });
}
