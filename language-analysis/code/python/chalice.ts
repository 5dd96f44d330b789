// Functions that a Chalice app declares by decorators: routes, event handlers, schedules. Source: Chalice documentation, "API reference".
import type { CodeFunction, CodeTrigger } from "../../model/code-facts.ts";
import type { Expression, ProgramFunction } from "../../model/program.ts";
import { codeValues, oneOf } from "../code-values.ts";
import type { Evaluator } from "../evaluator.ts";
import type { ModuleIndex } from "../module-index.ts";

type Call = Extract<Expression, { kind: "call" }>;

/** Decorators of event handlers: the trigger word, and the argument that names what sends the events. */
const EVENTS: Readonly<Record<string, readonly [CodeTrigger["trigger"], service: string, keyword: string]>> = {
  on_s3_event: ["s3", "s3", "bucket"],
  on_sns_message: ["sns", "sns", "topic"],
  on_sqs_message: ["sqs", "sqs", "queue"],
  on_dynamodb_record: ["dynamodb", "dynamodb", "stream_arn"],
  on_kinesis_record: ["kinesis", "kinesis", "stream"],
  on_cw_event: ["event", "events", "event_pattern"],
  schedule: ["schedule", "scheduler", "expression"],
};

export function findChaliceFunctions(evaluator: Evaluator, index: ModuleIndex): readonly CodeFunction[] {
  const { module } = index;
  if (!module.imports.some((one) => /^chalice(\.|$)/.test(one.module))) return [];
  return module.functions.flatMap((one) => {
    const triggers = (one.decorators ?? []).flatMap((decorator) => triggerOf(evaluator, index, one, decorator));
    return triggers.length === 0 ? [] : [{ name: one.name, functionIndex: one.index, at: one.nameAt, triggers }];
  });
}

function triggerOf(
  evaluator: Evaluator,
  index: ModuleIndex,
  one: ProgramFunction,
  decorator: Expression,
): readonly CodeTrigger[] {
  if (decorator.kind !== "call" || decorator.callee.kind !== "member" || decorator.callee.object.kind !== "name")
    return [];
  const name = decorator.callee.property;
  if (typeof name !== "string") return [];
  const { at } = decorator;
  if (name === "route") return [{ trigger: "api", at, route: routeOf(decorator) }];
  const event = EVENTS[name];
  if (!event) return [];
  const [trigger, service, keyword] = event;
  const given = argument(decorator, keyword, 0) ?? argument(decorator, `${keyword}_arn`, 9);
  const place = { index, functionIndex: one.parent ?? 0 };
  const resource = given && oneOf(codeValues(evaluator, { expression: given, place }, given.at), given.at);
  return [{ trigger, at, service, ...(resource && { resource }) }];
}

function routeOf(call: Call): NonNullable<CodeTrigger["route"]> {
  const path = textOf(argument(call, "path", 0)) ?? "/";
  const methods = argument(call, "methods", 1);
  const listed = methods?.kind === "array" ? methods.items.flatMap(({ value }) => textOf(value) ?? []) : ["GET"];
  const authorizer = argument(call, "authorizer", 9);
  return {
    path,
    methods: listed.length > 0 ? listed : ["ANY"],
    authentication: authorizer ? "authorizer" : argument(call, "api_key_required", 9) ? "api-key" : "none",
  };
}

function argument(call: Call, keyword: string, position: number): Expression | undefined {
  const named = call.arguments.find(({ name }) => name === keyword)?.value;
  return named ?? call.arguments.filter(({ name, spread }) => name === undefined && !spread)[position]?.value;
}

function textOf(value: Expression | undefined): string | undefined {
  return value?.kind === "literal" && typeof value.value === "string" ? value.value : undefined;
}
