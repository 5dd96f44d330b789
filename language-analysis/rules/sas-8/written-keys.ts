// The keys under which code writes objects, as far as their start and end are literal.
import type { MapEdge } from "../../model/app-map.ts";
import type { Expression, ProgramModule } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import { oncePerModule } from "../code-search.ts";
import { expressionsOf, spanContains, statementsOf } from "../program-search.ts";
import type { RuleContext } from "../rule.ts";
import { variablesOf } from "../variables.ts";

export interface WrittenKey {
  /** Literal text that every such key begins and ends with; empty when that is not known. */
  readonly start: string;
  readonly end: string;
  /** The key is this text and nothing else. */
  readonly isWhole: boolean;
}

const UNKNOWN: WrittenKey = { start: "", end: "", isWhole: false };
/** Calls that take the key by position: of a client (file, bucket, key), and of a bucket object (file, key). */
const UPLOADS = new Set(["upload_file", "upload_fileobj"]);
/** Names that lead to names; more than this is not followed. */
const LONGEST_CHAIN = 4;

/** One for each call that is seen to write along the edge. */
export function writtenKeys(context: RuleContext, edge: MapEdge): readonly WrittenKey[] {
  return edge.evidence.flatMap(({ kind, at }) => {
    const module = kind === "observed" ? context.code.get(at.file)?.module : undefined;
    if (!module) return [];
    const place: Span = [at.start.line, at.start.character, at.end.line, at.end.character];
    const call = callsOf(module).find(({ callAt }) => spanContains(place, callAt) || spanContains(callAt, place));
    return call ? [call.key] : [UNKNOWN];
  });
}

interface KeyedCall {
  readonly callAt: Span;
  readonly key: WrittenKey;
}

/** Innermost calls first, so that the first one around a place is the nearest. */
const callsOf = oncePerModule((module): readonly KeyedCall[] => {
  const found: KeyedCall[] = [];
  for (const { expression, functionIndex } of expressionsOf(module)) {
    const key = keyOf(module, functionIndex, expression);
    if (key) found.push({ callAt: expression.at, key: textOf(module, functionIndex, key, 0) });
  }
  return found.reverse();
});

/** The object's own key, or the one under which another service writes what it has made. */
const KEYS: readonly unknown[] = ["Key", "OutputKey"];

function keyOf(module: ProgramModule, functionIndex: number, expression: Expression): Expression | undefined {
  if (expression.kind !== "call") return undefined;
  const { callee, arguments: given } = expression;
  const named = given.find(({ name }) => KEYS.includes(name))?.value;
  if (named) return named;
  for (const { value } of given) {
    const key = keyWithin(module, functionIndex, value, 0);
    if (key) return key;
  }
  const method = callee.kind === "member" && typeof callee.property === "string" ? callee.property : "";
  if (UPLOADS.has(method)) return (given[2] ?? given[1])?.value;
  return undefined;
}

/** In the input of a call, or of the command that is sent: `const command = new PutObjectCommand(input)`. */
function keyWithin(
  module: ProgramModule,
  functionIndex: number,
  value: Expression,
  depth: number,
): Expression | undefined {
  if (value.kind === "object") return value.properties.find(({ key }) => KEYS.includes(key))?.value;
  if (depth >= LONGEST_CHAIN) return undefined;
  if (value.kind === "call" && value.isNew)
    return value.arguments.map((one) => keyWithin(module, functionIndex, one.value, depth + 1)).find((key) => key);
  if (value.kind !== "name") return undefined;
  const [only, ...others] = variablesOf(module).valuesOf(value.name, functionIndex);
  return only && others.length === 0 ? keyWithin(module, functionIndex, only, depth + 1) : undefined;
}

function textOf(module: ProgramModule, functionIndex: number, expression: Expression, depth: number): WrittenKey {
  switch (expression.kind) {
    case "literal": {
      const text = String(expression.value ?? "");
      return { start: text, end: text, isWhole: true };
    }
    case "template": {
      const parts = expression.parts.map((part) => textOf(module, functionIndex, part, depth + 1));
      return parts.reduce(joined, { start: "", end: "", isWhole: true });
    }
    case "binary": {
      if (expression.operator !== "+") return UNKNOWN;
      return joined(
        textOf(module, functionIndex, expression.left, depth + 1),
        textOf(module, functionIndex, expression.right, depth + 1),
      );
    }
    case "name":
      return depth > LONGEST_CHAIN ? UNKNOWN : valueOfName(module, functionIndex, expression.name, depth);
    case "call":
      return textOfCall(expression);
    default:
      return UNKNOWN;
  }
}

function joined(a: WrittenKey, b: WrittenKey): WrittenKey {
  return {
    start: a.isWhole ? a.start + b.start : a.start,
    end: b.isWhole ? a.end + b.end : b.end,
    isWhole: a.isWhole && b.isWhole,
  };
}

/** `"a/{}.txt".format(x)` begins and ends as the text does; `key.replace(".raw", ".txt")` ends as the second text. */
function textOfCall(call: Extract<Expression, { kind: "call" }>): WrittenKey {
  const { callee } = call;
  if (callee.kind !== "member") return UNKNOWN;
  if (callee.property === "format" && callee.object.kind === "literal" && typeof callee.object.value === "string") {
    const pieces = callee.object.value.split(/\{[^}]*\}/);
    return { start: pieces[0] ?? "", end: pieces.at(-1) ?? "", isWhole: pieces.length === 1 };
  }
  const [from, to] = call.arguments.map(({ value }) => value);
  const isExtension = from?.kind === "literal" && typeof from.value === "string" && from.value.startsWith(".");
  const isReplace = callee.property === "replace" || callee.property === "replaceAll";
  if (isReplace && isExtension && to?.kind === "literal" && typeof to.value === "string") {
    return { start: "", end: to.value, isWhole: false };
  }
  return UNKNOWN;
}

/** A variable that is assigned once in the function, or in the module. */
function valueOfName(module: ProgramModule, functionIndex: number, name: string, depth: number): WrittenKey {
  const assigned = statementsOf(module).filter(
    ({ statement, functionIndex: where }) =>
      (where === functionIndex || where === 0) &&
      statement.kind === "assign" &&
      statement.target.kind === "name" &&
      statement.target.name === name,
  );
  const [only, ...others] = assigned;
  if (!only || others.length > 0 || only.statement.kind !== "assign" || only.statement.operator !== undefined)
    return UNKNOWN;
  return textOf(module, functionIndex, only.statement.value, depth + 1);
}
