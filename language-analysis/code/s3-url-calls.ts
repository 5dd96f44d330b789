// Python libraries that read and write data frames and tables through S3 URLs: `pd.read_csv("s3://bucket/key")`.
import type { CodeValue } from "../model/code-facts.ts";
import { bucketsOf } from "./call-extras.ts";
import { valuesOf } from "./code-values.ts";
import type { Evaluator } from "./evaluator.ts";
import { isS3Url, type LibraryCall } from "./library-calls.ts";
import type { AbstractValue, LocatedCall } from "./values.ts";

const READING = /^(?:read|scan|load)(?:_|$)/;
const WRITING = /^(?:to|write|sink|save|dump)(?:_|$)/;

/** What a method with such a name sends when an argument is an S3 URL. Functions of the workspace are followed instead. */
export function s3UrlCalls(evaluator: Evaluator, { call, place }: LocatedCall): readonly LibraryCall[] {
  const { callee } = call;
  if (place.index.module.language !== "python" || callee.kind !== "member") return [];
  const { property } = callee;
  if (typeof property !== "string" || !(READING.test(property) || WRITING.test(property))) return [];
  if (evaluator.evaluate(callee, place).some(isFollowed)) return [];
  const resources = call.arguments.flatMap(({ value }): readonly CodeValue[] => {
    const urls = evaluator.evaluate(value, place).filter((one) => valuesOf(evaluator, [one], call.at).some(isS3Url));
    return bucketsOf(evaluator, urls, call.at);
  });
  if (resources.length === 0) return [];
  return [
    { service: "s3", operation: READING.test(property) ? "GetObject" : "PutObject", resources },
    // What stands behind the URL, a file or a folder, is looked up first.
    { service: "s3", operation: "ListObjectsV2", resources, isOptional: true as const },
  ];
}

function isFollowed(value: AbstractValue): boolean {
  return value.kind === "sdk" || (value.kind === "expression" && value.expression.kind === "function");
}
