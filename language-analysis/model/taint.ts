// What the data-flow stage hands to the rules.
import type { Confidence, NodeId, Trigger } from "./app-map.ts";
import type { Message } from "./message.ts";
import type { SourceRange } from "./range.ts";

/** Who can choose the data. */
export type Trust = (typeof TRUSTS)[number];

/** Most open first. */
export const TRUSTS = ["internet", "authenticated", "partner", "internal"] as const;

export interface TaintSource {
  /**
   * `event`: data of the trigger's event; `stored`: content read from a store or channel that others fill (an object, a queue's
   * messages); `error`: a caught exception or its text; `environment`: the process environment as a whole.
   */
  readonly kind: "event" | "stored" | "error" | "environment" | "secret";
  /** Trigger that delivers it; absent for a handler whose trigger is not known. */
  readonly trigger?: Trigger;
  readonly trust: Trust;
  /** Access path in the event: `queryStringParameters.url`. */
  readonly path: string;
  /** The function whose event it is, when the data crosses to another one. */
  readonly node?: NodeId;
  readonly at: SourceRange;
}

/** What a tainted value reaches; closed list. New classes come last: protection is kept as one bit each. */
export const SINK_CLASSES = [
  "os-command",
  "code",
  "response",
  "log",
  "sql",
  "nosql",
  "message",
  "deserialization",
  "xml",
  /** Address of an outbound request. */
  "ssrf",
  /** Path of a file, or name of an entry that is unpacked. */
  "path",
  /** Key of an object in a bucket. */
  "object-key",
  "template",
  "html",
  "prompt",
  "redirect",
  /** Text that a regular expression of super-linear cost looks through, or that becomes a regular expression. */
  "regex",
  /** Number of rounds, size, wait or amount of parallel work. */
  "work",
  /** Name of the function, state machine, table or step that comes next; record that is changed with values of the sender's choice. */
  "flow-control",
  /** Says by its name whose record it is that is read or changed. */
  "record",
  /** Key of a record, whosever it is. */
  "lookup",
] as const;

/** What a tainted value reaches. */
export type SinkClass = (typeof SINK_CLASSES)[number];

export interface TaintSink {
  readonly class: SinkClass;
  /** The API as a person writes it: `child_process.execSync`. */
  readonly api: string;
  /** The tainted argument of the call at `callAt`. */
  readonly at: SourceRange;
  /**
   * The whole call: of the API, or of the app's own function that hands a text on to it which was put together before.
   */
  readonly callAt: SourceRange;
  /** In the latter case, the call of the API. */
  readonly innerAt?: SourceRange;
  /** The callee alone. */
  readonly calleeAt: SourceRange;
}

export interface FlowStep {
  readonly at: SourceRange;
  readonly message: Message;
}

export interface TaintPath {
  /** The function in whose invocation it happens. */
  readonly node: NodeId;
  readonly source: TaintSource;
  readonly sink: TaintSink;
  /** From source to sink, both included, in the order data moves. */
  readonly steps: readonly FlowStep[];
  /** Functions, channels and stores that the data passes before it gets to `node`, in order; absent within one function. */
  readonly through?: readonly NodeId[];
  readonly confidence: Confidence;
}
