// The shape of the tables: what libraries do with values. A table is data; the code that reads it is in `models/` and `sinks/`.
import type { SinkClass } from "../../model/taint.ts";

export interface ArgumentPlace {
  /** Zero-based position; `receiver` is the object that the method is called on. */
  readonly index: number;
  /** Python keyword that means the same argument. */
  readonly keyword?: string;
}

interface Row {
  /** API paths: `child_process.exec`; `()` stands for a call's result: `vm2.VM().run`. */
  readonly apis: readonly string[];
  /** Completes "reaches X, which ...". */
  readonly effect: string;
  /** Added to the doubt of what arrives. */
  readonly doubt?: 1 | 2;
}

/** The argument's text is interpreted (`text`), or whatever the argument holds gets out (`everything`). */
export interface TextSink extends Row {
  readonly kind: "text" | "everything";
  readonly class: SinkClass;
  readonly argument: ArgumentPlace | "all";
}

/** Starts a program without a shell, unless an option asks for one: arguments alone are not interpreted. */
export interface ProcessSink extends Row {
  readonly kind: "process";
  readonly class: "os-command";
  readonly program: ArgumentPlace;
  /**
   * `separate`: the arguments are a list of their own (`spawn(program, list)`); `joined`: program and arguments are one list, or a text
   * (`subprocess.run`); `rest`: every further argument is one (`create_subprocess_exec`).
   */
  readonly form: "separate" | "joined" | "rest";
}

export type SinkRow = TextSink | ProcessSink;

/** Pattern over API paths, for libraries whose objects have many names. */
export interface PatternSink {
  readonly pattern: RegExp;
  readonly row: Omit<TextSink, "apis">;
}

/**
 * What a function of a library does with tainted arguments: `through` to its result; `same`: the result is its first argument;
 * `none`: nothing harmful comes out (numbers, dates, digests, answers).
 */
export interface FlowRow {
  readonly apis: readonly string[];
  readonly flow: "through" | "same" | "none";
  /** Sink classes that the result can't harm. */
  readonly protects?: readonly SinkClass[];
  /** Protection that is undone: decoding. */
  readonly undoes?: true;
  readonly doubt?: 1 | 2;
  /** Said in the step. */
  readonly note?: string;
}
