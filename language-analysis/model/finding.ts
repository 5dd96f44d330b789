import type { Confidence, NodeId } from "./app-map.ts";
import type { Message } from "./message.ts";
import type { Position, SourceRange } from "./range.ts";
import type { FlowStep } from "./taint.ts";

/** Most severe first. */
export const SEVERITIES = ["critical", "high", "medium", "low", "info"] as const;
export type Severity = (typeof SEVERITIES)[number];

export type SasNumber = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;
export type RuleId = `SAS-${SasNumber}/${string}`;

/** How bad (`severity`) and how sure (`confidence`) are told apart. */
export interface Finding {
  /** Stable fingerprint of rule and logical place, not of line numbers: baselines and suppressions use it. */
  readonly id: string;
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly message: Message;
  /** Why the severity is what it is, each reason a sentence; never empty. */
  readonly reasons: readonly Message[];
  readonly at: SourceRange;
  /** In code: the start of the statement that it stands in, before which lines can be put. */
  readonly statementAt?: Position;
  readonly related: readonly RelatedRange[];
  /** The node it is drawn on. */
  readonly node: NodeId;
  readonly edge?: string;
  readonly steps: readonly FlowStep[];
  readonly fixes: readonly Fix[];
  readonly cause?: Cause;
}

/** What findings of one rule at several places have in common; lists show those with one key as one row. */
export interface Cause {
  readonly key: string;
  /** As a heading, without a full stop. */
  readonly message: Message;
}

export interface RelatedRange {
  readonly at: SourceRange;
  readonly message: Message;
}

/** Text edits on the workspace that make the finding go away. Edits do not overlap. */
export interface Fix {
  readonly title: Message;
  readonly edits: readonly TextEdit[];
  /** The first fix of a finding that is safe without thought is preferred (one keystroke applies it). */
  readonly isPreferred?: true;
}

export interface TextEdit {
  readonly at: SourceRange;
  readonly newText: string;
}
