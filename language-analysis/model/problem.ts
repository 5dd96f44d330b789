import type { Message } from "./message.ts";
import type { SourceRange } from "./range.ts";

/** What kept us from reading something. Closed list; a new one is added here first. */
export type ProblemCode =
  | "syntax-error"
  | "duplicate-key"
  | "alias-limit"
  | "nesting-limit"
  | "file-too-large"
  | "generated-code"
  | "binary-file"
  | "invalid-encoding"
  | "unreadable-file"
  | "unknown-intrinsic"
  | "unsupported-resource"
  | "invalid-value"
  | "cyclic-reference"
  | "missing-target"
  | "missing-handler"
  | "missing-include"
  | "deadline-exceeded"
  | "analysis-crashed"
  | "rule-failed"
  | "invalid-configuration"
  | "invalid-suppression"
  /** A comment or entry that accepts findings, but there are none (any more). */
  | "unused-suppression";

/** Something we could not read, with its place. The rest of the workspace is analysed all the same. */
export interface Problem {
  readonly code: ProblemCode;
  readonly severity: "error" | "warning" | "information";
  readonly message: Message;
  readonly at: SourceRange;
}

export type UnresolvedReason =
  | "parameter-without-default"
  | "dynamic-value"
  | "unknown-variable"
  | "unknown-function"
  | "external-resource"
  | "missing-file"
  | "unsupported-language"
  | "unsupported-type"
  | "unknown-resource"
  | "cycle"
  | "limit";

/** A value we could not know: an answer, shown to the user, never a silent guess. */
export interface Unresolved {
  readonly reason: UnresolvedReason;
  /** What is not known, in the app's names: "handler of CreateOrder". */
  readonly subject: string;
  readonly message: Message;
  readonly at: SourceRange;
}

/** What every stage returns. */
export interface Outcome<T> {
  readonly value: T;
  readonly problems: readonly Problem[];
}
