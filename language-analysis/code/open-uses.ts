// Uses of an SDK of which only running the code would tell what they call. They are said, so that nobody takes the known calls for all.
import type { OpenSdkUse } from "../model/code-facts.ts";
import type { Expression } from "../model/program.ts";
import { textOf } from "./call-results.ts";
import type { Evaluator } from "./evaluator.ts";
import { findHeldClients } from "./held-clients.ts";
import type { ModuleIndex } from "./module-index.ts";
import type { SdkValue } from "./sdk-values.ts";
import { serviceWord } from "./sdk/services.ts";
import type { AbstractValue, LocatedCall, Place } from "./values.ts";

type Found = Pick<OpenSdkUse, "what" | "reason">;

/** In source order. */
export function findOpenUses(evaluator: Evaluator, index: ModuleIndex): readonly OpenSdkUse[] {
  const called = index.calls.flatMap((located): readonly OpenSdkUse[] => {
    const found = openUse(evaluator, located);
    const { functionIndex } = located.place;
    return found ? [{ ...found, functionIndex, at: located.call.callee.at }] : [];
  });
  return [...called, ...findHeldClients(evaluator, index)].sort((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1]);
}

function openUse(evaluator: Evaluator, located: LocatedCall): Found | undefined {
  const { call, place } = located;
  const { callee } = call;
  if (callee.kind === "member" && typeof callee.property !== "string") {
    const known = evaluator.evaluate(callee, place);
    if (known.length > 0 && known.every((value) => value.kind === "sdk" || isFunction(value))) return undefined;
    const holders = evaluator.evaluate(callee.object, place);
    if (holders.some(isPackage)) return { what: "service", reason: "the client is chosen at run time" };
    if (holders.some(isHolder)) return { what: "operation", reason: "the operation is chosen at run time" };
    return undefined;
  }
  if (callee.kind === "name" && callee.name === "getattr") return attributeUse(evaluator, located);
  const values = evaluator.evaluate(callee, place);
  for (const value of values) {
    const found = value.kind === "sdk" ? sdkUse(evaluator, value.value, located) : undefined;
    if (found) return found;
  }
  return values.some((value) => value.kind === "import") ? libraryUse(evaluator, values, located) : undefined;
}

function attributeUse(evaluator: Evaluator, { call, place }: LocatedCall): Found | undefined {
  const [object, name] = call.arguments;
  if (!object || !name || textOf(evaluator, name.value, place) !== undefined) return undefined;
  if (!evaluator.evaluate(object.value, place).some(isHolder)) return undefined;
  return { what: "operation", reason: "the operation is chosen at run time" };
}

function sdkUse(evaluator: Evaluator, value: SdkValue, { call, place }: LocatedCall): Found | undefined {
  const first = call.arguments[0]?.value;
  const named = (name: string) => call.arguments.find((one) => one.name === name)?.value ?? first;
  const isOpen = (expression: Expression | undefined) =>
    expression !== undefined && textsOf(evaluator, expression, place).length === 0;
  switch (value.kind) {
    case "boto-factory": {
      const service = named("service_name");
      const texts = service ? textsOf(evaluator, service, place) : [];
      if (texts.length > 0 && texts.every((text) => serviceWord(text) !== undefined)) return undefined;
      return service && { what: "service", reason: "the service of the client is chosen at run time" };
    }
    case "client-method": {
      const isNamed = ["get_paginator", "get_waiter", "generate_presigned_url", "makeRequest", "getSignedUrl"];
      if (isNamed.includes(value.name) && isOpen(named("ClientMethod") ?? named("operation_name")))
        return { what: "operation", reason: "the operation is chosen at run time" };
      if (value.name !== "send" || value.client.api === "boto3" || value.client.api === "v2") return undefined;
      return commandUse(evaluator, first, place);
    }
    case "signer":
      return commandUse(evaluator, call.arguments[1]?.value, place);
    default:
      return undefined;
  }
}

/** What is sent is no command that is known. */
function commandUse(evaluator: Evaluator, command: Expression | undefined, place: Place): Found | undefined {
  if (!command) return undefined;
  const values = evaluator.evaluate(command, place);
  const isKnown = values.length > 0 && values.every((value) => value.kind === "sdk" && value.value.kind === "command");
  return isKnown ? undefined : { what: "operation", reason: "the command is made elsewhere" };
}

/** Packages that take a client and send nothing but what is modelled, or what the platform needs anyway. */
const HARMLESS =
  /^(?:@aws-lambda-powertools|aws_lambda_powertools|@middy|aws-xray-sdk(?:-core)?|aws_xray_sdk|aws-sdk-client-mock|aws-sdk-mock|moto|util|dynamodb-data-types|os|json|logging|print|console|functools|unittest|pytest|botocore|boto3)(?:[/.]|$)/;

/** A client that is given to code which is not there. */
function libraryUse(
  evaluator: Evaluator,
  values: readonly AbstractValue[],
  { call, place }: LocatedCall,
): Found | undefined {
  const library = values.find((value) => value.kind === "import");
  if (library?.kind !== "import" || library.module.startsWith(".") || HARMLESS.test(library.module)) return undefined;
  const given = call.arguments.flatMap(({ value }) => {
    if (value.kind !== "object") return [value];
    return value.properties.map((property) => property.value);
  });
  const isGiven = given.some((value) => value.kind !== "literal" && evaluator.evaluate(value, place).some(isHolder));
  return isGiven ? { what: "library", reason: `the client is given to ${library.module}` } : undefined;
}

/** All texts of an expression, when it has no other value. */
function textsOf(evaluator: Evaluator, expression: Expression, place: Place): readonly string[] {
  const texts: string[] = [];
  for (const value of evaluator.evaluate(expression, place)) {
    const text =
      value.kind === "expression" && value.expression.kind === "literal" ? value.expression.value : undefined;
    if (typeof text !== "string") return [];
    texts.push(text);
  }
  return texts;
}

const HOLDERS: ReadonlySet<SdkValue["kind"]> = new Set(["client", "boto-resource", "boto-object", "library-object"]);

function isHolder(value: AbstractValue): boolean {
  return value.kind === "sdk" && HOLDERS.has(value.value.kind);
}

/** The SDK as a whole. */
function isPackage(value: AbstractValue): boolean {
  return value.kind === "import" && value.path.length === 0 && /^(?:aws-sdk|@aws-sdk\/)/.test(value.module);
}

function isFunction(value: AbstractValue): boolean {
  return value.kind === "expression" && value.expression.kind === "function";
}
