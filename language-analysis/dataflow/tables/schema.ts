// The shape of the tables: what libraries do with values. A table is data, one file for a library family; the code that reads it is in
// `models/` and `sinks/`. API paths are written as a program spells them from the import on: `child_process.exec`; `()` stands for a
// call's result (`vm2.VM().run`), and `new` makes no difference.
import type { SinkClass } from "../../model/taint.ts";

export interface ArgumentPlace {
  /** Zero-based position. */
  readonly index: number;
  /** Python keyword that means the same argument. */
  readonly keyword?: string;
  /** The named properties of the object that stands there (`{ url }`), each on its own; absent: the argument as a whole. */
  readonly properties?: readonly string[];
  /** With `properties`: a text in place of the object counts too (`request(url)` and `request({ url })`). */
  readonly orText?: true;
}

/** Counts only parts of the event that the app should decide itself, by their names: `decisions` are a price, a role; `identities` a user id. */
export type Choice = "decisions" | "identities";

interface Row {
  readonly apis: readonly string[];
  /** Completes "reaches X, which ...". */
  readonly effect: string;
  /** Added to the doubt of what arrives. */
  readonly doubt?: 1 | 2;
  /** The row counts only when an argument says so: the property or keyword `option` of any argument. */
  readonly when?: OptionTest;
  /** The row does not count where this option is given, whatever it is: it chooses what is harmless. */
  readonly unlessGiven?: string;
  /** A text there is the path of a file, which is read: what was written to it counts. */
  readonly reads?: true;
}

/** `equals`: it is one of these texts or values; `unless`: it is none of them, or absent. Not known counts, with doubt. */
export type OptionTest =
  | { readonly option: string; readonly equals: readonly (string | number | boolean)[] }
  | { readonly option: string; readonly unless: readonly (string | number | boolean)[] };

/**
 * `text`: the argument's text is interpreted. `value`: an object that the sender shapes does harm there or anywhere within, a plain text
 * does not. `whole`: the same for the argument itself, whose single parts may come from outside.
 * `shape`: as `whole`, where a text would be read as an object, too. `everything`: whatever the argument holds, however deep, gets out.
 */
export interface TextSink extends Row {
  readonly kind: "text" | "value" | "whole" | "shape" | "everything";
  readonly class: SinkClass;
  readonly argument: ArgumentPlace | "all" | "receiver";
  /** What stands under these names is compared as it is: `{ $eq: value }`. */
  readonly literalUnder?: ReadonlySet<string>;
  /** Counts only what was put together with other text: instructions and input in one prompt. */
  readonly joined?: true;
  readonly only?: Choice;
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

/** Pattern over API paths, for libraries whose objects have many names: `mysql.createPool().getConnection().query`. */
export interface PatternSink {
  /** What the path begins with, up to the first dot or parenthesis. */
  readonly modules: readonly string[];
  /** Matches the rest of the path: `/\.query$/`. */
  readonly rest: RegExp;
  /** What matches this in the rest does not count. */
  readonly unless?: RegExp;
  readonly row: Omit<TextSink, "apis">;
}

/**
 * Parameters of operations of AWS, the same for every SDK: `sql` of RDS Data `ExecuteStatement`. Services and operations are written
 * small and without punctuation: `rdsdata`, `executestatement`.
 */
export interface AwsSink {
  /** Absent: any service that has the operation. */
  readonly services?: readonly string[];
  readonly operations: readonly string[];
  /** Names of parameters; `a.b` for one within another, `*` for the items of a list. */
  readonly parameters: readonly string[];
  /** Where the first of them stands when it is given by position (helpers of boto3). */
  readonly position?: number;
  readonly kind: TextSink["kind"];
  readonly class: SinkClass;
  readonly joined?: true;
  readonly only?: Choice;
  /** Counts only where the objects around it are written in code. */
  readonly isWritten?: true;
  readonly effect: string;
  readonly doubt?: 1 | 2;
}

/**
 * What a function of a library does with tainted arguments: `through` to its result; `same`: the result is its first argument;
 * `number`: the result is a number, which harms only as an amount of work; `none`: nothing harmful comes out (numbers, dates, digests, answers).
 */
export interface FlowRow {
  readonly apis: readonly string[];
  readonly flow: "through" | "same" | "none" | "number";
  /** Sink classes that the result can't harm. */
  readonly protects?: readonly SinkClass[];
  /** All protection is undone: decoding, parsing. */
  readonly undoes?: true;
  /** The result is a text, whatever went in. */
  readonly makesText?: true;
  /** A text comes out as it went in: what is proven of either holds for both. */
  readonly keepsText?: true;
  /** The result is a path without `..`: a check of its beginning proves where it leads. */
  readonly resolves?: true;
  /** The result has methods of its own. */
  readonly isObject?: true;
  readonly doubt?: 1 | 2;
  /** Said in the step. */
  readonly note?: string;
}
