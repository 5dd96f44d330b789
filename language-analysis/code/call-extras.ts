// What else the input of an SDK call says: further resources, and arguments that decide which permissions it needs.
import type { AlsoTouched, CodeValue, SdkCall } from "../model/code-facts.ts";
import type { Span } from "../model/range.ts";
import type { CallInput } from "./call-input.ts";
import { oneOf, valuesOf } from "./code-values.ts";
import type { Evaluator } from "./evaluator.ts";
import { furtherResources, tellingArguments } from "./sdk/telling-arguments.ts";
import type { AbstractValue } from "./values.ts";

export type CallExtras = Pick<SdkCall, "variant" | "given" | "also" | "isOptional">;

export function extrasOf(
  evaluator: Evaluator,
  service: string,
  operation: string,
  input: CallInput,
  callAt: Span,
): CallExtras {
  const given: Record<string, string> = {};
  for (const name of tellingArguments(service, operation)) {
    const values = input.get(name);
    if (values.length === 0 && !input.placeOf(name)) continue;
    if (values.every(isNull) && values.length > 0) continue;
    given[name] = textsOf(evaluator, values, callAt);
  }
  const also = furtherResources(service, operation).flatMap((further): readonly AlsoTouched[] => {
    const [first = "", ...rest] = further.argument.split(".");
    const values = rest.reduce<readonly AbstractValue[]>(
      (all, step) => all.flatMap((value) => evaluator.project(value, step)),
      input.get(first),
    );
    const known = rest.length > 0 ? values.filter((value) => value.kind !== "unknown") : values;
    const at = input.placeOf(first)?.at ?? callAt;
    const found = further.isPath ? bucketsOf(evaluator, known, at) : valuesOf(evaluator, known, at);
    const resource = oneOf(found, at);
    return resource ? [{ argument: further.argument, service: further.service, resource }] : [];
  });
  const variant = variantOf(operation, given);
  return {
    ...(variant === undefined ? {} : { variant }),
    ...(Object.keys(given).length === 0 ? {} : { given }),
    ...(also.length === 0 ? {} : { also }),
  };
}

function isNull(value: AbstractValue): boolean {
  return value.kind === "expression" && value.expression.kind === "literal" && value.expression.value === null;
}

function textsOf(evaluator: Evaluator, values: readonly AbstractValue[], at: Span): string {
  const [only, second] = valuesOf(evaluator, values, at);
  if (!only || second) return "*";
  if (only.kind === "text") return only.value;
  // What a statement begins with is often constant when the rest of it is not.
  const [start] = only.kind === "join" ? only.parts : [];
  return start?.kind === "text" ? `${start.value}*` : "*";
}

/** The verb of a PartiQL statement. */
function variantOf(operation: string, { Statement: statement }: Readonly<Record<string, string>>): string | undefined {
  if (operation !== "ExecuteStatement" || statement === undefined) return undefined;
  const verb = /^\s*(select|insert|update|delete)\b/i.exec(statement)?.[1];
  return verb?.toUpperCase();
}

/** `bucket/key`, `/bucket/key`, `s3://bucket/key`, an access point's ARN, `{ Bucket, Key }`. */
export function bucketsOf(evaluator: Evaluator, values: readonly AbstractValue[], at: Span): readonly CodeValue[] {
  return values.flatMap((value) => {
    const isObject = value.kind === "expression" && value.expression.kind === "object";
    if (isObject) return valuesOf(evaluator, evaluator.project(value, "Bucket"), at);
    return valuesOf(evaluator, [value], at).map((one) => firstSegment(one));
  });
}

function firstSegment(value: CodeValue): CodeValue {
  if (value.kind === "text") return { ...value, value: segment(value.value).text };
  if (value.kind === "choice") return { ...value, options: value.options.map(firstSegment) };
  if (value.kind !== "join") return value;
  const parts: CodeValue[] = [];
  for (const part of value.parts) {
    if (part.kind !== "text") {
      parts.push(part);
      continue;
    }
    const { text, isEnd } = segment(part.value, parts.length > 0);
    if (text !== "") parts.push({ ...part, value: text });
    if (isEnd) break;
  }
  const [only] = parts;
  return only && parts.length === 1 ? only : { ...value, parts };
}

function segment(text: string, hasStart = false): { readonly text: string; readonly isEnd: boolean } {
  const rest = hasStart ? text : text.replace(/^(?:s3:\/\/|\/)/, "");
  const slash = rest.startsWith("arn:") ? -1 : rest.indexOf("/");
  return slash < 0 ? { text: rest, isEnd: false } : { text: rest.slice(0, slash), isEnd: true };
}
