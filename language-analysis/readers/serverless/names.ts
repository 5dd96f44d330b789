// Logical ids that the Serverless Framework makes. Source: its documentation, "CloudFormation resource reference".
import type { SourceRange } from "../../model/range.ts";
import type { Value } from "../../model/value.ts";
import { assume, joinValues, textValue } from "../make-values.ts";
import { dig } from "../walk-values.ts";

/** What holds without a setting or option. */
export const DEFAULT_STAGE = "dev";
export const DEFAULT_REGION = "us-east-1";

/** `my-function_a` -> `MyDashfunctionUnderscorea`. */
export function normalizeFunctionName(name: string): string {
  return upperFirst(name.replaceAll("-", "Dash").replaceAll("_", "Underscore"));
}

/** Only letters and digits stay: `my-bucket` -> `Mybucket`. */
export function alphaNumeric(name: string): string {
  return upperFirst(name.replace(/[^0-9A-Za-z]/g, ""));
}

export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Generated logical ids of functions (`HelloLambdaFunction`) to function keys. */
export function functionsByLogicalId(keys: Iterable<string>): ReadonlyMap<string, string> {
  const byId = new Map<string, string>();
  for (const key of keys) byId.set(`${normalizeFunctionName(key)}LambdaFunction`, key);
  return byId;
}

/** Logical ids of state machines to their keys. Source: serverless-step-functions, "Custom name". */
export function machinesByLogicalId(
  machines: Iterable<{ readonly key: string; readonly custom: string | undefined }>,
): ReadonlyMap<string, string> {
  const byId = new Map<string, string>();
  for (const { key, custom } of machines) {
    const id =
      custom === undefined ? `${normalizeFunctionName(key)}StepFunctionsStateMachine` : normalizeFunctionName(custom);
    byId.set(id, key);
  }
  return byId;
}

/** Physical name of a function that sets none: `service-stage-function`. */
export function defaultName(
  service: { readonly name: string; readonly provider: Value | undefined },
  key: string,
  at: SourceRange,
): Value {
  return joinValues([stackName(service, at), textValue(`-${key}`, at)], at);
}

/** `service-stage`: the stack of a service that names none, and the begin of what it makes. */
export function stackName(
  service: { readonly name: string; readonly provider: Value | undefined },
  at: SourceRange,
): Value {
  const stage = dig(service.provider, "stage") ?? assume(textValue(DEFAULT_STAGE, at), "default stage");
  return joinValues([textValue(`${service.name}-`, at), stage], at);
}
