// Resources that wait for each other: CloudFormation refuses such a template ("Circular dependency between resources").
import { say } from "../../model/message.ts";
import type { Problem } from "../../model/problem.ts";
import type { SourceRange } from "../../model/range.ts";
import type { Value, ValueEntry } from "../../model/value.ts";
import { dig } from "../walk-values.ts";

type Dependencies = ReadonlyMap<string, ReadonlyMap<string, SourceRange>>;

/**
 * One problem for each cycle, at the reference that leaves its first resource. Only what certainly waits counts: nothing under a
 * condition, and no SAM resource, whose references SAM may move elsewhere.
 */
export function circularDependencies(resources: readonly ValueEntry[], file: string): readonly Problem[] {
  const plain = resources.filter(({ value }) => isPlainType(dig(value, "Type")));
  const names = new Set(plain.map(({ key }) => key));
  const dependencies: Dependencies = new Map(
    plain.map(({ key, value }) => {
      const found = new Map<string, SourceRange>();
      collect(dig(value, "Properties"), file, names, found);
      return [key, found];
    }),
  );
  const reported = new Set<string>();
  return [...dependencies.keys()].flatMap((start) => {
    const cycle = reported.has(start) ? undefined : cycleFrom(start, dependencies);
    const at = cycle && dependencies.get(start)?.get(cycle[1] ?? start);
    if (!cycle || !at) return [];
    for (const name of cycle) reported.add(name);
    const message = say("These resources wait for each other, so none can be created: {0}.", cycle.join(" → "));
    return [{ code: "cyclic-reference", severity: "warning", message, at } satisfies Problem];
  });
}

function isPlainType(type: Value | undefined): boolean {
  return type?.kind === "text" && type.value.startsWith("AWS::") && !type.value.startsWith("AWS::Serverless::");
}

/** The shortest way from `start` back to itself, both ends included. */
function cycleFrom(start: string, dependencies: Dependencies): readonly string[] | undefined {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    for (const next of dependencies.get(name)?.keys() ?? []) {
      if (next === start) return [start, ...wayTo(name, start, cameFrom), start];
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, name);
      queue.push(next);
    }
  }
  return undefined;
}

/** Names after `start` up to `name`; empty when they are the same. */
function wayTo(name: string, start: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const way: string[] = [];
  for (let step: string | undefined = name; step !== undefined && step !== start; step = cameFrom.get(step))
    way.push(step);
  return way.reverse();
}

function collect(
  value: Value | undefined,
  file: string,
  names: ReadonlySet<string>,
  found: Map<string, SourceRange>,
): void {
  switch (value?.kind) {
    case "reference":
      if (value.to.by === "logical-id" && value.to.file === file && names.has(value.to.logicalId)) {
        if (!found.has(value.to.logicalId)) found.set(value.to.logicalId, value.at);
      }
      break;
    case "list":
      for (const item of value.items) collect(item, file, names, found);
      break;
    case "map":
      for (const entry of value.entries) collect(entry.value, file, names, found);
      break;
    case "join":
      for (const part of value.parts) collect(part, file, names, found);
      break;
    case undefined:
    case "choice":
    case "text":
    case "number":
    case "boolean":
    case "null":
    case "unresolved":
      break;
  }
}
