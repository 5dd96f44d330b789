// Expressions in the states of a workflow: JSON paths, intrinsic functions and JSONata. Source: Step Functions developer guide, "Using JSONPath
// paths", "Intrinsic functions", "Transforming data with JSONata".
import type { Value } from "../../model/value.ts";
import { anyOf, CONSTANT, type Document, mixOf, objectOf, type Path, select } from "./workflow-document.ts";

export interface Scope {
  readonly isJsonata: boolean;
  /** What `$` stands for; in JSONata `$states.input`. */
  readonly input: Document;
  /** In JSONata: `$states.result`. */
  readonly result?: Document;
  /** What `$$` stands for. */
  readonly context: Document;
  readonly variables: ReadonlyMap<string, Document>;
}

/** What a payload template gives; texts that are no expressions are constants. */
export function fill(template: Value | undefined, scope: Scope, depth = 0): Document {
  if (!template || depth > 12) return CONSTANT;
  switch (template.kind) {
    case "text":
      return scope.isJsonata ? jsonata(template.value, scope) : CONSTANT;
    case "list":
      return objectOf(template.items.map((item, at) => [String(at), fill(item, scope, depth + 1)]));
    case "map":
      return objectOf(
        template.entries.map(({ key, value }): [string, Document] => {
          const isExpression = !scope.isJsonata && key.endsWith(".$") && value.kind === "text";
          return isExpression
            ? [key.slice(0, -2), expression(value.value, scope)]
            : [key, fill(value, scope, depth + 1)];
        }),
      );
    case "choice":
      return anyOf(template.options.map((one) => fill(one, scope, depth + 1)));
    default:
      return CONSTANT;
  }
}

/** `$.order.id`, `$$.Execution.Input`, `$name.part`, `States.Format('{}', $.id)`. */
export function expression(text: string, scope: Scope, depth = 0): Document {
  const trimmed = text.trim();
  const [, name, list = ""] = /^States\.(\w+)\(([^]*)\)$/.exec(trimmed) ?? [];
  if (name !== undefined) return depth > 8 ? CONSTANT : intrinsic(name, list, scope, depth);
  const [, root = "", rest = ""] = /^(\$\$|\$\w*)([^]*)$/.exec(trimmed) ?? [];
  if (root === "") return CONSTANT;
  const base =
    root === "$" ? scope.input : root === "$$" ? scope.context : (scope.variables.get(root.slice(1)) ?? CONSTANT);
  const path = pathOf(rest);
  return path
    ? select(base, path)
    : mixOf([select(base, pathOf(/^[.\w[\]'*-]*?(?=\.\.|\[[?\d]*[:?@])/.exec(rest)?.[0] ?? "") ?? [])]);
}

/** `.a.b[0]['c']`; undefined for filters, slices and searches. */
export function pathOf(text: string): Path | undefined {
  const path: string[] = [];
  const pattern = /\.([\w-]+|\*)|\[(?:'([^']*)'|"([^"]*)"|(\d+|\*))\]/y;
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (!match) return undefined;
    path.push(match[1] ?? match[2] ?? match[3] ?? match[4] ?? "*");
  }
  return path;
}

/** Of an input these leave no text that someone chooses. */
const NUMBERS: ReadonlySet<string> = new Set([
  "ArrayLength",
  "ArrayContains",
  "MathAdd",
  "MathRandom",
  "Hash",
  "UUID",
  "ArrayRange",
]);

function intrinsic(name: string, list: string, scope: Scope, depth: number): Document {
  if (NUMBERS.has(name)) return CONSTANT;
  const given = argumentsIn(list).map((one) => expression(one, scope, depth + 1));
  const [first = CONSTANT, second = CONSTANT] = given;
  switch (name) {
    case "Array":
      return objectOf(given.map((one, at) => [String(at), one]));
    case "ArrayGetItem":
      return select(first, ["*"]);
    case "ArrayUnique":
    case "JsonToString":
    case "StringToJson":
      return first;
    case "JsonMerge":
      return anyOf([second, first]);
    default:
      return mixOf(given);
  }
}

/** Arguments between commas that stand in no brackets or quotes. */
function argumentsIn(list: string): readonly string[] {
  const found: string[] = [];
  let [depth, start, isQuoted] = [0, 0, false];
  for (let at = 0; at < list.length; at++) {
    const character = list[at];
    if (character === "\\") at += 1;
    else if (character === "'") isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (character === "(" || character === "[") depth += 1;
    else if (character === ")" || character === "]") depth -= 1;
    else if (character === "," && depth === 0) {
      found.push(list.slice(start, at));
      start = at + 1;
    }
  }
  return [...found, list.slice(start)];
}

const REFERENCE = /\$(\w+)((?:\.\w+|\[(?:\d+|'[^']*'|"[^"]*")\])*)/g;

/** `{% $states.input.order.id %}`: a plain reference is followed, of anything else what it refers to. */
export function jsonata(text: string, scope: Scope): Document {
  const [, inner] = /^\s*\{%([^]*)%\}\s*$/.exec(text) ?? [];
  if (inner === undefined) return CONSTANT;
  const found = [...inner.matchAll(REFERENCE)];
  const documents = found.flatMap(([, name = "", rest = ""]) => {
    const path = pathOf(rest) ?? [];
    const document = name === "states" ? ofStates(path, scope) : scope.variables.get(name);
    return document ? [select(document, name === "states" ? path.slice(1) : path)] : [];
  });
  return found.length === 1 && found[0]?.[0] === inner.trim() ? (documents[0] ?? CONSTANT) : mixOf(documents);
}

function ofStates([part]: Path, { input, result, context }: Scope): Document | undefined {
  if (part === "input") return input;
  if (part === "context") return context;
  return part === "result" ? result : undefined;
}
