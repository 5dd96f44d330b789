// What every intrinsic function gets, and what they share.
import { say } from "../../model/message.ts";
import type { SourceRange } from "../../model/range.ts";
import type { DataNode } from "../../model/tree.ts";
import type { Value } from "../../model/value.ts";
import { unresolvedValue } from "../make-values.ts";
import type { Evaluator } from "./evaluator.ts";

export interface IntrinsicCall {
  readonly evaluator: Evaluator;
  /** The argument as written, without a tag. */
  readonly argument: DataNode;
  readonly file: string;
  /** The whole call. */
  readonly at: SourceRange;
}

export type Intrinsic = (call: IntrinsicCall) => Value;

/** The arguments of a call that takes a list; a single value counts as the only argument. */
export function argumentsOf({ argument }: IntrinsicCall): readonly DataNode[] {
  return argument.type === "list" ? argument.items : [argument];
}

/** The call can't be read: a problem, and an unresolved value. `message` is a clause without full stop. */
export function misused(call: IntrinsicCall, message: string): Value {
  call.evaluator.problem("invalid-value", say("{0}.", message), call.at);
  return unresolvedValue(message, call.at);
}
