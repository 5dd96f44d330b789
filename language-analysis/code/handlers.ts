// Which functions are exported, and which of those are unmistakably handlers of an event.
import type { Confidence } from "../model/app-map.ts";
import type { EntryPoint, HandlerShape } from "../model/code-facts.ts";
import type { Expression, ProgramFunction, ProgramParameter } from "../model/program.ts";
import type { Span } from "../model/range.ts";
import { dottedName } from "./call-results.ts";
import type { ModuleIndex } from "./module-index.ts";
import { expressionParts } from "../model/program-parts.ts";

/** Every export that can be called, with the function inside its wrappers. */
export function findEntryPoints(index: ModuleIndex): readonly EntryPoint[] {
  const { module } = index;
  const found = new Map<string, EntryPoint>();
  for (const { name, value, from, at } of module.exports) {
    if (from !== undefined || name === "*") continue;
    const behind = callableBehind(index, value, 0, 0);
    if (behind === undefined) continue;
    found.set(name, { name, functionIndex: behind.functionIndex, at: placeOf(index, value, behind, at) });
  }
  return [...found.values()];
}

/** Shapes are judged by the parameters, declared types and names that the platform's documentation uses. */
export function findHandlers(index: ModuleIndex, entryPoints: readonly EntryPoint[]): readonly HandlerShape[] {
  const seen = new Set<number>();
  return entryPoints.flatMap((entry): HandlerShape[] => {
    const value = index.module.exports.findLast((one) => one.name === entry.name && one.from === undefined)?.value;
    const wrapper = value && wrapperOf(index, value, 0);
    const confidence = judge(index, entry, wrapper);
    if (!confidence || (entry.functionIndex !== 0 && seen.has(entry.functionIndex))) return [];
    seen.add(entry.functionIndex);
    return [{ ...entry, confidence }];
  });
}

const EVENT_NAME = /^_?(event|evt|e?vent_?data|incoming_?event|raw_?event|lambda_?event|proxy_?event)$/i;
const CONTEXT_NAME = /^_*(context|ctx|ctxt|contex|lambda_?context|lambdaContext|unused|)$/i;
const CALLBACK_NAME = /^_?(callback|cb|done)$/i;
/** Types of `@types/aws-lambda` and of AWS Lambda Powertools for Python. */
const HANDLER_TYPE = /(^|\.)(Handler|[A-Z]\w*Handler(V2)?|LambdaInterface)$/;
const EVENT_TYPE = /(^|\.)([A-Z]\w*(Event|EventV2|EventBase))$/;
const BROWSER_EVENT_TYPE =
  /^(React\.)?(Mouse|Keyboard|Change|Form|Focus|Drag|Touch|Pointer|Wheel|Clipboard|Message|Custom|Input|Synthetic|UI)?Event$/;
/** Libraries that turn a web application into a handler. */
const ADAPTERS =
  /^(serverless-http|aws-serverless-express|@vendia\/serverless-express|@codegenie\/serverless-express|mangum|aws-serverless-koa|serverless-wsgi|apig_wsgi|awsgi)$/;
const MIDDLEWARE = /^(@middy\/core|middy|lambda-api|@lambda-middleware\/\w+)$/;

type Wrapper = "adapter" | "middleware" | "other";

function judge(index: ModuleIndex, entry: EntryPoint, wrapper: Wrapper | undefined): Confidence | undefined {
  const isCalledHandler = /^(handler|main|lambda_?handler|default)$/i.test(entry.name) || /handler$/i.test(entry.name);
  if (wrapper === "adapter") return isCalledHandler ? "high" : undefined;
  if (entry.functionIndex === 0) return undefined;
  const one = index.function(entry.functionIndex);
  if (!one || one.classIndex !== undefined || isBrowserCode(index.module.file)) return undefined;
  if (wrapper === "middleware") return "high";
  if (index.module.language !== "python") return judgeJavaScript(index, one, entry, wrapper);
  return PYTHON_HANDLER.test(entry.name) || !isCalledInside(index, one) ? judgePython(one, entry) : undefined;
}

const PYTHON_HANDLER = /(^|_)handler$/i;

/** A function that others of the module call is their helper, whatever its parameters are called. */
function isCalledInside(index: ModuleIndex, one: ProgramFunction): boolean {
  return index
    .callsNamed(one.name)
    .some(
      ({ call, place }) =>
        call.callee.kind === "name" && place.functionIndex !== 0 && place.functionIndex !== one.index,
    );
}

function judgePython(one: ProgramFunction, entry: EntryPoint): Confidence | undefined {
  const [event, context, ...more] = one.parameters.filter((parameter) => !parameter.rest);
  const isNamed = PYTHON_HANDLER.test(entry.name);
  if (one.parent !== 0 || !event || more.some((parameter) => !isNamed || parameter.default === undefined))
    return undefined;
  const isEvent = EVENT_NAME.test(nameOf(event)) || isEventType(event);
  if (context && isEvent && CONTEXT_NAME.test(nameOf(context))) return "high";
  if (context && isNamed) return isEvent || /^(lambda_)?handler$/i.test(entry.name) ? "medium" : undefined;
  return undefined;
}

function judgeJavaScript(
  index: ModuleIndex,
  one: ProgramFunction,
  entry: EntryPoint,
  wrapper: Wrapper | undefined,
): Confidence | undefined {
  const [event, context, callback, ...more] = one.parameters;
  if (more.length > 0 || event?.rest) return undefined;
  if (one.typeName !== undefined && HANDLER_TYPE.test(one.typeName)) return "high";
  const isHandlerName = /^(handler|lambda_?handler)$/i.test(entry.name);
  if (!event) return isHandlerName ? "medium" : undefined;
  if (isEventType(event) && event.pattern.kind !== "array") return "high";
  const isEvent = EVENT_NAME.test(nameOf(event));
  const isContext = context !== undefined && CONTEXT_NAME.test(nameOf(context));
  const isCallback = callback === undefined || CALLBACK_NAME.test(nameOf(callback));
  if (isEvent && isContext && isCallback) return wrapper === "other" && !isHandlerName ? "medium" : "high";
  if (isHandlerName && isEvent && !context) return "high";
  if (isHandlerName) return isEvent || isContext ? "medium" : wrapper ? undefined : "low";
  if (!isEvent || context || usesBrowserEvent(one)) return undefined;
  if (one.isAsync) return "medium";
  return isPartOfWhole(index, entry) ? undefined : "low";
}

/** Written in place in `module.exports = { ... }`: how libraries export their parts. */
function isPartOfWhole({ module }: ModuleIndex, entry: EntryPoint): boolean {
  const whole = module.exports.find((one) => one.name === "default")?.value;
  return (
    whole?.kind === "object" &&
    whole.properties.some(({ key, value }) => key === entry.name && value.kind === "function")
  );
}

function isEventType(parameter: ProgramParameter): boolean {
  const { typeName } = parameter;
  return typeName !== undefined && EVENT_TYPE.test(typeName) && !BROWSER_EVENT_TYPE.test(typeName);
}

function nameOf(parameter: ProgramParameter): string {
  return parameter.pattern.kind === "name" ? parameter.pattern.name : "";
}

function isBrowserCode(file: string): boolean {
  return /\.(jsx|tsx)$/.test(file);
}

const BROWSER_MEMBERS = new Set([
  "preventDefault",
  "stopPropagation",
  "target",
  "currentTarget",
  "waitUntil",
  "respondWith",
  "keyCode",
]);

function usesBrowserEvent(one: ProgramFunction): boolean {
  const name = one.parameters[0] && nameOf(one.parameters[0]);
  const stack: Expression[] = one.body.flatMap((statement) =>
    statement.kind === "expression" || statement.kind === "assign" ? [statement.value] : [],
  );
  for (let expression = stack.pop(); expression; expression = stack.pop()) {
    if (expression.kind === "member" && expression.object.kind === "name" && expression.object.name === name) {
      if (typeof expression.property === "string" && BROWSER_MEMBERS.has(expression.property)) return true;
    }
    stack.push(...expressionParts(expression));
  }
  return false;
}

const MAX_STEPS = 8;

interface Behind {
  readonly functionIndex: number;
}

/** The function that a value is or wraps; index 0 for what a library makes. Absent for what can't be called. */
function callableBehind(
  index: ModuleIndex,
  value: Expression,
  functionIndex: number,
  step: number,
): Behind | undefined {
  if (step > MAX_STEPS) return undefined;
  switch (value.kind) {
    case "function":
      return { functionIndex: value.index };
    case "assignment":
      return callableBehind(index, value.value, functionIndex, step + 1);
    case "name": {
      const binding = index
        .bindingsOf(value.name, functionIndex)
        .findLast((one) => one.kind === "value" && one.path.length === 0);
      return binding?.kind === "value"
        ? callableBehind(index, binding.value, binding.functionIndex, step + 1)
        : undefined;
    }
    case "call": {
      const candidates = [...value.arguments.map((one) => one.value), ...chainedArguments(value.callee)];
      for (const candidate of candidates) {
        const found =
          candidate.kind === "function" || candidate.kind === "name" || candidate.kind === "call"
            ? callableBehind(index, candidate, functionIndex, step + 1)
            : undefined;
        if (found && found.functionIndex !== 0) return found;
      }
      return { functionIndex: 0 };
    }
    default:
      return undefined;
  }
}

/** `middy(fn).use(a).use(b)`: the arguments of the calls before. */
function chainedArguments(callee: Expression): readonly Expression[] {
  const found: Expression[] = [];
  let one = callee;
  for (let step = 0; step < 40 && one.kind === "member" && one.object.kind === "call"; step++) {
    found.push(...one.object.arguments.map((argument) => argument.value));
    one = one.object.callee;
  }
  return found.reverse();
}

/** What makes the exported value, when it is a call. */
function wrapperOf(index: ModuleIndex, value: Expression, step: number): Wrapper | undefined {
  if (step > MAX_STEPS) return undefined;
  if (value.kind === "assignment") return wrapperOf(index, value.value, step + 1);
  if (value.kind === "name") {
    const binding = index.bindingsOf(value.name, 0).findLast((one) => one.kind === "value" && one.path.length === 0);
    return binding?.kind === "value" ? wrapperOf(index, binding.value, step + 1) : undefined;
  }
  if (value.kind !== "call") return undefined;
  let root: Expression = value;
  while (root.kind === "call" || root.kind === "member") root = root.kind === "call" ? root.callee : root.object;
  const name = dottedName(root);
  const imported = index.module.imports.find((one) => one.local === name)?.module ?? requiredBy(value);
  if (imported !== undefined && ADAPTERS.test(imported)) return "adapter";
  if (name === "middy" || name === "awslambda" || (imported !== undefined && MIDDLEWARE.test(imported)))
    return "middleware";
  return "other";
}

/** `require("serverless-http")(app)`. */
function requiredBy(call: Expression): string | undefined {
  if (call.kind !== "call") return undefined;
  const inner = call.callee.kind === "call" ? call.callee : call;
  const first = inner.arguments[0]?.value;
  if (dottedName(inner.callee) !== "require" || first?.kind !== "literal") return undefined;
  return typeof first.value === "string" ? first.value : undefined;
}

/** The name of a function that has one; otherwise the name it is exported by. */
function placeOf(index: ModuleIndex, value: Expression, behind: Behind, at: Span): Span {
  const one = index.function(behind.functionIndex);
  if (behind.functionIndex === 0 || !one || one.name === "") return at;
  return value.kind === "name" || value.kind === "function" ? one.nameAt : at;
}
