// What the map needs from code, taken from the IR of one module at a time.
import type { Confidence, Trigger } from "./app-map.ts";
import type { InlineEdit } from "./inline-code.ts";
import type { ProgramModule } from "./program.ts";
import type { Span } from "./range.ts";

export interface CodeFacts {
  readonly file: string;
  /** Functions whose shape is unmistakably a serverless handler. */
  readonly handlers: readonly HandlerShape[];
  readonly environmentReads: readonly EnvironmentRead[];
  readonly sdkCalls: readonly SdkCall[];
  /** Uses of an SDK of which it is not known what they call: the list above may be short by these. */
  readonly openSdkUses?: readonly OpenSdkUse[];
  /** Functions that a framework deploys as the code declares them. */
  readonly codeFunctions?: readonly CodeFunction[];
  /** String literals worth a look for secrets: at least 8 characters, with the name they are bound to. */
  readonly literals: readonly NamedLiteral[];
  /** Every export that can be called, found through variables and wrappers: what a template's handler name points to. */
  readonly entryPoints?: readonly EntryPoint[];
  /** What this module offers to others and takes from them; lets `code/join-modules.ts` pass over modules that have nothing to join. */
  readonly links?: ModuleLinks;
}

export interface EntryPoint {
  /** Exported name; Python: top-level name. */
  readonly name: string;
  /** The function inside all wrappers; 0 when what is exported is made by a library (`serverless(app)`, `Mangum(app)`). */
  readonly functionIndex: number;
  /** The name where it is defined. */
  readonly at: Span;
}

export interface ModuleLinks {
  /** Names of exports that hold an SDK client, a table or queue object, a function that makes one, or a function or class that calls the SDK with its parameters. */
  readonly offers: readonly string[];
  /** Imports from modules of the workspace whose value takes part in an SDK call. */
  readonly takes: readonly { readonly module: string; readonly name: string }[];
}

/** Everything that one code file contributes; structured-clone safe. */
export interface CodeFile {
  readonly module: ProgramModule;
  readonly facts: CodeFacts;
  /** Code that is written in a template: how it can be edited there. The module's ranges are places in the template. */
  readonly inline?: InlineEdit;
}

export interface HandlerShape {
  /** Exported or top-level name. */
  readonly name: string;
  readonly functionIndex: number;
  readonly at: Span;
  readonly confidence: Confidence;
}

export interface CodeFunction {
  readonly name: string;
  readonly functionIndex: number;
  /** Its name. */
  readonly at: Span;
  readonly triggers: readonly CodeTrigger[];
}

export interface CodeTrigger {
  readonly trigger: Trigger;
  /** The decorator. */
  readonly at: Span;
  readonly route?: {
    readonly path: string;
    readonly methods: readonly string[];
    readonly authentication: "none" | "api-key" | "authorizer";
  };
  /** What sends the events, and its service word. */
  readonly service?: string;
  readonly resource?: CodeValue;
}

export interface EnvironmentRead {
  /** Undefined when the name is computed. */
  readonly name: string | undefined;
  readonly functionIndex: number;
  readonly at: Span;
}

export interface SdkCall {
  /** As the node's `service`: `s3`, `dynamodb`, `sqs`, `lambda`, ... */
  readonly service: string;
  /** API operation in PascalCase as in the service's API reference: `PutObject`, `Query`. */
  readonly operation: string;
  /** The argument that names the resource (Bucket, TableName, QueueUrl, TopicArn, FunctionName, ...); absent when the call has none. */
  readonly resource: CodeValue | undefined;
  /** Index of the function the call stands in. */
  readonly functionIndex: number;
  /** The call's callee: `s3.putObject`. */
  readonly at: Span;
  readonly callAt: Span;
  readonly confidence: Confidence;
  /** Which form of the operation it is, when that decides what it needs: `Put` in a transaction, `SELECT` of a statement. */
  readonly variant?: string;
  /** Arguments given that change what the call needs, with their text; `*` when that is not constant. */
  readonly given?: Readonly<Record<string, string>>;
  /** The client was given credentials: whoever they belong to is asked for permission, not the function's role. */
  readonly isForeign?: true;
  /** A library may send it: only the app's settings for the library would tell. */
  readonly isOptional?: true;
  /** Further resources that the call works on. */
  readonly also?: readonly AlsoTouched[];
  /** Fields of sensitive data that it hands over or asks for, by their names; each once. */
  readonly fields?: readonly DataField[];
}

export interface DataField {
  /** As written: `email`, `card_number`. */
  readonly name: string;
  readonly at: Span;
}

/** In place of a service: a function, channel or workflow that a schedule or rule starts, which the call makes. */
export const SCHEDULED_TARGET = "scheduled";

export interface AlsoTouched {
  /** Path of the argument that names it: `CopySource`, `Image.S3Object.Bucket`. */
  readonly argument: string;
  /** As the node's `service`, or `SCHEDULED_TARGET`. */
  readonly service: string;
  readonly resource: CodeValue;
}

export interface OpenSdkUse {
  /** What is not known: the client's service, the operation, or what a function outside of the workspace does with the client. */
  readonly what: "service" | "operation" | "library";
  /** Open only when the code has no known call of this service. */
  readonly unlessCalled?: string;
  /** A clause that completes "not known: ...". */
  readonly reason: string;
  readonly functionIndex: number;
  readonly at: Span;
}

/** A value as code has it, as far as one module tells. */
export type CodeValue =
  | { readonly kind: "text"; readonly value: string; readonly at: Span }
  /** `process.env.NAME`, `os.environ["NAME"]`; `fallback` is the text used when it is unset. */
  | { readonly kind: "environment"; readonly name: string; readonly fallback?: string; readonly at: Span }
  | { readonly kind: "join"; readonly parts: readonly CodeValue[]; readonly at: Span }
  /** A variable imported from another module of the workspace; the linker follows it. */
  | { readonly kind: "imported"; readonly module: string; readonly name: string; readonly at: Span }
  /** Part of the event, by path: `Records.0.s3.bucket.name`. */
  | { readonly kind: "event"; readonly path: string; readonly at: Span }
  /** One of several, which one is not known before it runs: branches, a `switch`, an object indexed by a computed key. */
  | { readonly kind: "choice"; readonly options: readonly CodeValue[]; readonly at: Span }
  | { readonly kind: "unresolved"; readonly reason: string; readonly at: Span };

export interface NamedLiteral {
  readonly value: string;
  /** Variable, property, parameter or keyword it is given to; empty when there is none. */
  readonly name: string;
  /** Quotes included. */
  readonly at: Span;
}
