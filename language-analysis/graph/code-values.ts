// Values as code has them, in the texts that names are compared by.
import type { NodeId } from "../model/app-map.ts";
import type { CodeValue } from "../model/code-facts.ts";
import type { Expression } from "../model/program.ts";
import { property, type Value } from "../model/value.ts";
import type { MapIndex } from "./map-index.ts";
import type { NameText } from "./name-text.ts";
import type { Programs } from "./reach.ts";

export interface CodeContext {
  readonly file: string;
  /** The function whose call it is. */
  readonly node: NodeId;
  /** The function's environment, as its node has it. */
  readonly environment: Value | undefined;
  /** Nodes that trigger the function, with their service. */
  readonly triggeredBy: readonly { readonly node: NodeId; readonly service: string }[];
}

const MOST_TEXTS = 40;
const DEEPEST = 12;

export class CodeValues {
  constructor(
    private readonly index: MapIndex,
    private readonly programs: Programs,
  ) {}

  texts(value: CodeValue, context: CodeContext, depth = 0): readonly NameText[] {
    const { names } = this.index;
    const unknown = (reason: string): readonly NameText[] => [{ text: names.mark({ kind: "unknown", reason }) }];
    if (depth > DEEPEST) return unknown("it is put together in too many steps");
    switch (value.kind) {
      case "text":
        return [{ text: value.value }];
      case "environment":
        return this.environment(value.name, value.fallback, context);
      case "join":
        return this.join(value.parts, context, depth);
      case "choice":
        return value.options.flatMap((option) => this.texts(option, context, depth + 1)).slice(0, MOST_TEXTS);
      case "event":
        return this.event(value.path, context);
      case "imported": {
        const target = this.programs.modules.resolve(context.file, value.module);
        const found = target === undefined ? [] : this.exported(target, value.name, context, depth + 1);
        return found.length > 0 ? found : unknown(`it is ${value.name} of ${value.module}`);
      }
      case "unresolved":
        return unknown(value.reason);
    }
  }

  private join(parts: readonly CodeValue[], context: CodeContext, depth: number): readonly NameText[] {
    let texts: readonly NameText[] = [{ text: "" }];
    for (const part of parts.slice(0, 50)) {
      const endings = this.texts(part, context, depth + 1);
      texts = texts
        .flatMap((start) =>
          endings.map((end) => {
            const assumed = start.assumed ?? end.assumed;
            return { text: start.text + end.text, ...(assumed === undefined ? {} : { assumed }) };
          }),
        )
        .slice(0, MOST_TEXTS);
    }
    return texts;
  }

  private environment(
    name: string,
    fallback: string | undefined,
    { environment, node }: CodeContext,
  ): readonly NameText[] {
    const { names } = this.index;
    const value = property(environment, name);
    if (value) return names.of(value);
    // Which variables the platform sets by itself is known; anything else must come from the template.
    if (name === "AWS_LAMBDA_FUNCTION_NAME") return [{ text: names.mark({ kind: "node", node }) }];
    if (name === "AWS_REGION" || name === "AWS_DEFAULT_REGION") {
      return [{ text: names.mark({ kind: "pseudo", name: "AWS::Region" }) }];
    }
    if (fallback !== undefined) return [{ text: fallback, assumed: `the value used when ${name} is not set` }];
    const isKnown = environment === undefined || environment.kind === "map";
    const reason = isKnown ? `the environment variable ${name} is not set` : "the environment is not known";
    return [{ text: names.mark({ kind: "unknown", reason }) }];
  }

  /** `Records.0.s3.bucket.name` is the bucket that triggers the function. */
  private event(path: string, { triggeredBy }: CodeContext): readonly NameText[] {
    const { names } = this.index;
    const services = EVENT_SOURCES.find(([pattern]) => pattern.test(path))?.[1] ?? [];
    const sources = triggeredBy.filter(({ service }) => services.includes(service));
    if (sources.length === 0) return [{ text: names.mark({ kind: "unknown", reason: `it is ${path} of the event` }) }];
    return sources.map(({ node }) => ({
      text: names.mark({ kind: "node", node }),
      assumed: "the event comes from the trigger that is declared",
    }));
  }

  private exported(file: string, name: string, context: CodeContext, depth: number): readonly NameText[] {
    const index = this.programs.index(file);
    if (!index || depth > DEEPEST) return [];
    const inFile = { ...context, file };
    for (const one of index.exports.get(name) ?? []) {
      const target = one.from === undefined ? undefined : this.programs.modules.resolve(file, one.from);
      if (target !== undefined) return this.exported(target, name, context, depth + 1);
      const value = this.expression(one.value, inFile, depth + 1);
      if (value) return this.texts(value, inFile, depth + 1);
    }
    const [only, ...others] = index.variables.get(name) ?? [];
    const value = only && others.length === 0 ? this.expression(only, inFile, depth + 1) : undefined;
    if (value) return this.texts(value, inFile, depth + 1);
    // `config.tableName` where config is exported as a whole.
    const dot = name.indexOf(".");
    const object = dot < 0 ? undefined : this.objectOf(file, name.slice(0, dot));
    const inner = object?.properties.find(({ key }) => key === name.slice(dot + 1))?.value;
    const part = inner && this.expression(inner, inFile, depth + 1);
    return part ? this.texts(part, inFile, depth + 1) : [];
  }

  private objectOf(file: string, name: string): Extract<Expression, { kind: "object" }> | undefined {
    const index = this.programs.index(file);
    const values = [...(index?.exports.get(name) ?? []).map((one) => one.value), ...(index?.variables.get(name) ?? [])];
    return values.find((value) => value.kind === "object");
  }

  /** A constant of another module; undefined for what only running it would tell. */
  private expression(value: Expression, context: CodeContext, depth: number): CodeValue | undefined {
    if (depth > DEEPEST) return undefined;
    const { at } = value;
    const inner = (part: Expression): CodeValue =>
      this.expression(part, context, depth + 1) ?? { kind: "unresolved", reason: "it is computed", at: part.at };
    switch (value.kind) {
      case "literal":
        return typeof value.value === "string" ? { kind: "text", value: value.value, at } : undefined;
      case "template":
        return { kind: "join", parts: value.parts.map(inner), at };
      case "binary":
        if (value.operator === "+") return { kind: "join", parts: [inner(value.left), inner(value.right)], at };
        return value.operator === "||" || value.operator === "??"
          ? this.withFallback(inner(value.left), value)
          : undefined;
      case "conditional":
        return { kind: "choice", options: [inner(value.then), inner(value.else)], at };
      case "member": {
        const name = environmentName(value);
        return name === undefined ? undefined : { kind: "environment", name, at };
      }
      case "call": {
        const [first] = value.arguments;
        const isGetter =
          value.callee.kind === "member" && (value.callee.property === "getenv" || value.callee.property === "get");
        const isEnvironment = isGetter && /environ|^os$/.test(lastName(value.callee));
        const name = first?.value.kind === "literal" ? first.value.value : undefined;
        return isEnvironment && typeof name === "string" ? { kind: "environment", name, at } : undefined;
      }
      case "name": {
        const index = this.programs.index(context.file);
        const imported = index?.imports.get(value.name);
        if (imported) return { kind: "imported", module: imported.module, name: imported.imported, at };
        const [only, ...others] = index?.variables.get(value.name) ?? [];
        return only && others.length === 0 ? this.expression(only, context, depth + 1) : undefined;
      }
      default:
        return undefined;
    }
  }

  private withFallback(left: CodeValue, { right, at }: Extract<Expression, { kind: "binary" }>): CodeValue {
    if (left.kind !== "environment" || right.kind !== "literal") return left;
    return { kind: "environment", name: left.name, fallback: String(right.value), at };
  }
}

/** Where in an event its source is named, and the services that send such events. */
const EVENT_SOURCES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/s3\.bucket\.(?:name|arn)$|detail\.bucket\.name$/, ["s3"]],
  [/eventSourceA(?:RN|rn)$/, ["sqs", "dynamodb", "kinesis"]],
  [/TopicArn$/, ["sns"]],
];

/** `process.env.NAME`, `os.environ["NAME"]`. */
function environmentName({ object, property: name }: Extract<Expression, { kind: "member" }>): string | undefined {
  if (typeof name !== "string" || object.kind !== "member") return undefined;
  return object.property === "env" || object.property === "environ" ? name : undefined;
}

function lastName(callee: Expression): string {
  if (callee.kind !== "member") return "";
  const { object } = callee;
  if (object.kind === "name") return object.name;
  return object.kind === "member" && typeof object.property === "string" ? object.property : "";
}
