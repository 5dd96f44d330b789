// The answer of another function: where it fails, its payload is the error with its stack.
import { say } from "../../model/message.ts";
import type { SourceRange } from "../../model/range.ts";
import type { Input } from "../across/signed-links.ts";
import { makeLabel, singleLabel, type Labels } from "../domain/label.ts";
import { knownText } from "../domain/value.ts";
import type { Machine } from "../interpret/machine.ts";

/** What a failed invocation's payload holds. Source: AWS Lambda developer guide, "Understanding Lambda function errors". */
const ERROR_PARTS: ReadonlySet<string> = new Set(["errorMessage", "errorType", "stackTrace", "trace"]);

/** Undefined for other operations, and for invocations that nobody waits for. */
export function failureLabels(
  machine: Machine,
  operation: string,
  input: Input,
  node: object,
  at: SourceRange,
): Labels | undefined {
  if (operation !== "invoke") return undefined;
  const type = input("InvocationType");
  if (type && /^(Event|DryRun)$/.test(knownText(type) ?? "")) return undefined;
  const origin = machine.origin(`failure ${machine.siteOf(node)}`, (id) => ({
    id,
    kind: "error",
    doubt: 1,
    part: ([first, ...rest]) =>
      (first === undefined || first === "Payload") && rest.every((part) => ERROR_PARTS.has(part))
        ? { trust: "internal" }
        : undefined,
  }));
  const message = say("The answer of another function arrives, or its error with the stack");
  const trace = { before: undefined, length: 1, at, message };
  return singleLabel(makeLabel({ origin, path: [], change: 0, harmless: 0, doubt: 1, trace }));
}
