import type { Confidence } from "../model/app-map.ts";
import type { CodeValue, DataField, SdkCall } from "../model/code-facts.ts";
import type { Expression } from "../model/program.ts";
import type { Span } from "../model/range.ts";
import { fieldsOf } from "./call-fields.ts";
import { type CallInput, keywordInput, objectInput, withBound } from "./call-input.ts";
import { type CallExtras, extrasOf } from "./call-extras.ts";
import { variantsOf } from "./call-resources.ts";
import { importedNames, textOf } from "./call-results.ts";
import { extensionCall, type LibraryCall, libraryCalls } from "./library-calls.ts";
import { s3UrlCalls } from "./s3-url-calls.ts";
import { oneOf, unresolved, valuesOf } from "./code-values.ts";
import type { Evaluator } from "./evaluator.ts";
import type { ModuleIndex } from "./module-index.ts";
import type { SdkValue } from "./sdk-values.ts";
import { RESOURCE_FACTORIES, resourceType, rootOperation } from "./sdk/boto-resources.ts";
import { botoOperation, documentOperation, javaScriptOperation, waiterOperation } from "./sdk/operations.ts";
import { BOTO_SPECIAL, JAVASCRIPT_SPECIAL } from "./sdk/special-methods.ts";
import type { AbstractValue, LocatedCall, Place } from "./values.ts";

/** Calls of AWS SDKs in source order; a call that touches several resources is given once for each. */
export function findSdkCalls(evaluator: Evaluator, index: ModuleIndex): readonly SdkCall[] {
  const search = new Search(evaluator);
  for (const located of index.calls) search.visit(located);
  for (const located of index.calls) search.visitUnsent(located);
  return search.found.sort((a, b) => compareSpans(a.callAt, b.callAt) || compareSpans(a.at, b.at));
}

type SdkCommand = Extract<SdkValue, { kind: "command" }>;

class Search {
  readonly found: SdkCall[] = [];
  private readonly evaluator: Evaluator;
  /** Commands that some `send` takes. */
  private readonly sent = new Set<Expression>();
  private readonly fields = new Map<Expression, readonly DataField[]>();

  constructor(evaluator: Evaluator) {
    this.evaluator = evaluator;
  }

  visit(located: LocatedCall): void {
    const { call, place } = located;
    const commands = this.commandsIn(located, 0);
    const extension = extensionCall(this.evaluator, located);
    if (extension) this.addLibraryCall(located, extension);
    for (const one of s3UrlCalls(this.evaluator, located)) this.addLibraryCall(located, one);
    for (const value of this.evaluator.evaluate(call.callee, place)) {
      if (value.kind !== "sdk") continue;
      if (value.value.kind === "client-method" && value.value.name === "send" && commands.length > 0) continue;
      this.visitValue(located, value.value);
    }
    this.visitReferences(located);
    if (call.callee.kind === "member" && call.callee.property === "send") {
      for (const command of commands) this.addCommand(located, command);
    }
  }

  /** `pool.submit(s3.download_file, "b", "k", path)`, `partial(s3.put_object, Bucket="b")`: what is called gets what stands behind it. */
  private visitReferences({ call, place }: LocatedCall): void {
    if (isPassedOn(this.evaluator, call, place)) return;
    for (const [position, { value: callee, spread }] of call.arguments.entries()) {
      if (spread || (callee.kind !== "member" && callee.kind !== "name")) continue;
      for (const value of this.evaluator.evaluate(callee, place)) {
        if (value.kind !== "sdk" || !REFERRED.has(value.value.kind)) continue;
        this.visitValue(
          { call: { ...call, callee, arguments: call.arguments.slice(position + 1) }, place },
          value.value,
        );
      }
    }
  }

  /** A command that is made and handed to something else than `send`: a signer, a helper of another module. */
  visitUnsent({ call, place }: LocatedCall): void {
    if (!call.isNew || this.sent.has(call)) return;
    for (const value of this.evaluator.evaluate(call, place)) {
      if (value.kind !== "sdk" || value.value.kind !== "command") continue;
      const { service, operation, input } = value.value;
      this.add({ call, place }, service, operation, objectInput(this.evaluator, input), "medium");
    }
  }

  private commandsIn({ call, place }: LocatedCall, position: number): readonly SdkCommand[] {
    const given = call.arguments[position];
    const isSent = position > 0 || (call.callee.kind === "member" && call.callee.property === "send");
    if (!given || !isSent) return [];
    return this.evaluator
      .evaluate(given.value, place)
      .flatMap((value) => (value.kind === "sdk" && value.value.kind === "command" ? [value.value] : []));
  }

  private addCommand(located: LocatedCall, command: SdkCommand): void {
    this.sent.add(command.made.expression);
    this.add(located, command.service, command.operation, objectInput(this.evaluator, command.input), "high");
  }

  private visitValue(located: LocatedCall, value: SdkValue): void {
    const { call, place } = located;
    switch (value.kind) {
      case "client-method":
        return value.client.api === "boto3" ? this.visitBotoMethod(located, value) : this.visitMethod(located, value);
      case "operation-function":
        return this.add(located, value.service, value.operation, this.objectArgument(located, 1), "high");
      case "library":
      case "library-method": {
        const sends =
          value.kind === "library"
            ? value.library.sends
            : (value.library.methods?.[value.name] ?? this.builtCommand(located, value));
        const id = value.kind === "library" ? undefined : value.id;
        for (const one of libraryCalls(this.evaluator, located, sends ?? "", id)) this.addLibraryCall(located, one);
        return;
      }
      case "signer":
        for (const command of this.commandsIn(located, 1)) this.addCommand(located, command);
        return;
      case "upload-constructor": {
        const [first] = call.arguments;
        const input = first && { expression: parameterOf(first.value), place };
        return this.add(located, "s3", "PutObject", objectInput(this.evaluator, input), "high");
      }
      case "boto-operation-method":
        return this.add(located, value.service, value.operation, keywordInput(this.evaluator, call, place), "high");
      case "boto-resource-method":
        return this.visitResourceMethod(located, value);
      case "boto-object-method":
        return this.visitObjectMethod(located, value);
      default:
        return;
    }
  }

  /** `entity.build(PutItemCommand)` */
  private builtCommand(
    { call, place }: LocatedCall,
    { name, library }: Extract<SdkValue, { kind: "library-method" }>,
  ): string | undefined {
    const [command] = call.arguments;
    if (name !== "build" || !command) return undefined;
    const names = importedNames(this.evaluator, { expression: command.value, place });
    return names.flatMap((one) => library.builds?.[one] ?? []).join(" ") || undefined;
  }

  private addLibraryCall(located: LocatedCall, { service, operation, resources, ...extras }: LibraryCall): void {
    this.push(located, service, operation, resources, "high", extras);
  }

  private visitMethod(
    located: LocatedCall,
    { name, client, bound }: Extract<SdkValue, { kind: "client-method" }>,
  ): void {
    const { service } = client;
    const own = (position: number) => {
      const given = this.objectArgument(located, position);
      return bound ? withBound(given, objectInput(this.evaluator, bound)) : given;
    };
    if (client.api === "v3") return; // Only `send`.
    if (client.api === "v2-document" || client.api === "v3-document") {
      const operation = documentOperation(name);
      if (operation !== undefined) this.add(located, service, operation, own(0), "high");
      return;
    }
    const special = JAVASCRIPT_SPECIAL[`${service}.${name}`];
    if (special) return this.add(located, service, special.operation, own(0), "high");
    if (name === "getSignedUrl" || name === "getSignedUrlPromise" || name === "makeRequest" || name === "waitFor") {
      const first = this.textArgument(located, 0);
      const operation =
        first === undefined
          ? undefined
          : name === "waitFor"
            ? waiterOperation(service, first)
            : javaScriptOperation(first);
      if (operation !== undefined) this.add(located, service, operation, own(1), "high");
      return;
    }
    const operation = javaScriptOperation(name);
    if (operation !== undefined) this.add(located, service, operation, own(0), "high");
  }

  private visitBotoMethod(located: LocatedCall, { name, client }: Extract<SdkValue, { kind: "client-method" }>): void {
    const { call, place } = located;
    const { service } = client;
    if (name === "generate_presigned_url") {
      const named = call.arguments.find((one) => one.name === "ClientMethod");
      const method = named ? textOf(this.evaluator, named.value, place) : this.textArgument(located, 0);
      const operation = method === undefined ? undefined : botoOperation(method);
      const given = call.arguments.find((one) => one.name === "Params") ?? call.arguments.filter((one) => !one.name)[1];
      const input = objectInput(this.evaluator, given && { expression: given.value, place });
      if (operation !== undefined) this.add(located, service, operation, input, "high");
      return;
    }
    const special = BOTO_SPECIAL[`${service}.${name}`];
    const operation = special?.operation ?? botoOperation(name);
    if (operation === undefined) return;
    this.add(located, service, operation, keywordInput(this.evaluator, call, place, special?.positions), "high");
  }

  private visitResourceMethod(located: LocatedCall, value: Extract<SdkValue, { kind: "boto-resource-method" }>): void {
    const { call, place } = located;
    const key = `${value.service}.${value.name}`;
    const factory = RESOURCE_FACTORIES[key];
    const operation = factory?.operation ?? rootOperation(value.service, value.name);
    if (operation === undefined) return;
    const positions = factory ? { [factory.argument]: 0 } : {};
    this.add(located, value.service, operation, keywordInput(this.evaluator, call, place, positions), "high");
  }

  private visitObjectMethod(located: LocatedCall, value: Extract<SdkValue, { kind: "boto-object-method" }>): void {
    const type = resourceType(`${value.service}.${value.type}`);
    const operations = type && Object.hasOwn(type.actions, value.name) ? type.actions[value.name] : undefined;
    if (!type || operations === undefined) return;
    const { id } = value;
    const at = id?.place.index === located.place.index ? id.expression.at : located.call.at;
    const found = id && oneOf(valuesOf(this.evaluator, this.evaluator.evaluate(id.expression, id.place), at), at);
    const resources = [found ?? unresolved("it is not named here", at)];
    const input = keywordInput(this.evaluator, located.call, located.place, type.positions?.[value.name]);
    for (const operation of operations.split(" ")) {
      const extras = extrasOf(this.evaluator, value.service, operation, input, located.call.at);
      const isListing = value.type.startsWith(`${operation}*`) && id === undefined;
      this.push(located, value.service, operation, isListing ? [] : resources, "high", extras);
    }
  }

  private add(
    located: LocatedCall,
    service: string,
    operation: string,
    input: CallInput,
    confidence: Confidence,
  ): void {
    const { at } = located.call;
    const extras = extrasOf(this.evaluator, service, operation, input, at);
    for (const { variant, resources } of variantsOf(this.evaluator, service, operation, input, at)) {
      const own = variant === undefined ? extras : { ...extras, variant };
      this.push(located, service, operation, resources, confidence, own);
    }
  }

  private push(
    { call, place }: LocatedCall,
    service: string,
    operation: string,
    resources: readonly CodeValue[],
    confidence: Confidence,
    extras: CallExtras,
  ): void {
    const { functionIndex } = place;
    const isForeign = isForeignCall(this.evaluator.evaluate(call.callee, place));
    const own = { functionIndex, at: call.callee.at, callAt: call.at, confidence, ...(isForeign && { isForeign }) };
    const fields = this.fieldsOf({ call, place });
    const common = { service, operation, ...own, ...extras, ...(fields.length > 0 && { fields }) };
    const key = (one: SdkCall) =>
      JSON.stringify([
        one.service,
        one.operation,
        one.variant,
        one.given,
        one.resource && { ...one.resource, at: undefined },
      ]);
    const known = new Set<string>();
    for (let at = this.found.length - 1; at >= 0; at--) {
      const one = this.found[at];
      if (one?.callAt !== call.at) break; // Calls are visited one after the other.
      known.add(key(one));
    }
    for (const resource of resources.length > 0 ? resources : [undefined]) {
      const one = { ...common, resource };
      if (known.has(key(one))) continue;
      known.add(key(one));
      this.found.push(one);
    }
  }

  private fieldsOf(located: LocatedCall): readonly DataField[] {
    let fields = this.fields.get(located.call);
    if (!fields) this.fields.set(located.call, (fields = fieldsOf(this.evaluator, located)));
    return fields;
  }

  private objectArgument({ call, place }: LocatedCall, position: number): CallInput {
    const given = call.arguments[position];
    return objectInput(this.evaluator, given && { expression: given.value, place });
  }

  private textArgument({ call, place }: LocatedCall, position: number): string | undefined {
    const given = call.arguments[position];
    return given && textOf(this.evaluator, given.value, place);
  }
}

const REFERRED: ReadonlySet<SdkValue["kind"]> = new Set(["client-method", "boto-object-method"]);

/** The called function is in the workspace, or gives back what it is given: there the call itself is seen. */
function isPassedOn(evaluator: Evaluator, { callee }: LocatedCall["call"], place: Place): boolean {
  return evaluator
    .evaluate(callee, place)
    .some(
      (value) =>
        value.kind === "sdk" ||
        (value.kind === "expression" && value.expression.kind === "function") ||
        (value.kind === "import" && value.path.at(-1) === "promisify"),
    );
}

/** The client of the method was given credentials. */
function isForeignCall(callee: readonly AbstractValue[]): true | undefined {
  const clients = callee.flatMap((one) =>
    one.kind === "sdk" && one.value.kind === "client-method" ? [one.value.client] : [],
  );
  return clients.length > 0 && clients.every((client) => client.isForeign) ? true : undefined;
}

/** `new Upload({ client, params: { Bucket } })`. */
function parameterOf(options: Expression): Expression {
  if (options.kind !== "object") return options;
  return options.properties.find((one) => one.key === "params")?.value ?? options;
}

function compareSpans(a: Span, b: Span): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || a[3] - b[3];
}
