// Attributes that an update of a table item sets: `SET #n = :name, address.city = :city`.
// Source: DynamoDB developer guide, "Using update expressions".
import type { Value } from "../domain/value.ts";
import { knownText } from "../domain/value.ts";
import type { Machine } from "../interpret/machine.ts";
import { itemsOf, readProperty } from "../interpret/memory.ts";
import type { CallLink } from "./call-links.ts";

interface Updated {
  readonly path: readonly string[];
  readonly value: Value;
}

const ASSIGNMENT = /([#\w][#\w.[\]]*)\s*=\s*([^,]*(?:\([^)]*\))?)/g;

export function updatedAttributes(
  machine: Machine,
  link: CallLink,
  input: (name: string) => Value | undefined,
): readonly Updated[] {
  if (link.operation !== "UpdateItem") return [];
  const values = input("ExpressionAttributeValues");
  if (!values) return [];
  const expression = input("UpdateExpression");
  const text = expression && knownText(expression);
  if (text === undefined) return [{ path: ["*"], value: itemsOf(machine, values) }];
  const names = input("ExpressionAttributeNames");
  const updated: Updated[] = [];
  for (const [, place = "", right = ""] of text.matchAll(ASSIGNMENT)) {
    const path = place.replace(/\[\d*\]/g, ".*").split(".");
    const named = path.map((part) => (part.startsWith("#") && names ? nameOf(machine, names, part) : part));
    for (const [placeholder] of right.matchAll(/:\w+/g))
      updated.push({ path: named, value: readProperty(machine, values, placeholder) });
  }
  return updated;
}

function nameOf(machine: Machine, names: Value, placeholder: string): string {
  return knownText(readProperty(machine, names, placeholder)) ?? "*";
}
