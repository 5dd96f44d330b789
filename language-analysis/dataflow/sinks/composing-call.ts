// A function of the app that runs whatever text it is given has one call of the API and many callers: the text is wrong where it was put
// together, so the caller's call is told.
import type { SourceRange } from "../../model/range.ts";
import { containsRange, rangeOf } from "../../model/range.ts";
import type { SinkClass } from "../../model/taint.ts";
import type { Label, Trace } from "../domain/label.ts";
import { JOINED_BIT } from "../domain/label.ts";
import type { CallSite, Machine, Running, SinkHit } from "../interpret/machine.ts";
import { deepLabels } from "../interpret/memory.ts";

/** What is put together is the weakness, not what is done with it. */
const COMPOSED: ReadonlySet<SinkClass> = new Set<SinkClass>(["sql", "nosql", "os-command", "code"]);

/** The call whose caller has put the text together; undefined where the function that calls the API has done so itself. */
export function composingCall(
  machine: Machine,
  sinkClass: SinkClass,
  label: Label,
): Pick<SinkHit, "at" | "callAt" | "calleeAt"> | undefined {
  if (!COMPOSED.has(sinkClass) || (label.harmless & JOINED_BIT) === 0) return undefined;
  const composedAt = label.changedAt;
  if (!composedAt) return undefined;
  const entered = enteredSince(label.trace);
  const running = machine.running();
  let found: CallSite | undefined;
  for (const [depth, one] of running.entries()) {
    if (!one.site || isIn(one, composedAt)) break;
    const isGiven = entered.some((at) => isIn(one, at));
    if (!isGiven && !running.slice(depth + 1).some((outer) => isIn(outer, composedAt) && !isIn(outer, placeOf(one))))
      break;
    found = one.site;
  }
  if (!found) return undefined;
  const { file } = found.module;
  const argument = found.arguments.find(({ value }) => carries(machine, machine.lastValue(value), label));
  return {
    at: rangeOf(file, argument?.value.at ?? found.at),
    callAt: rangeOf(file, found.at),
    calleeAt: rangeOf(file, found.callee?.at ?? found.at),
  };
}

/** The parameters that the value went into since it was last changed. */
function enteredSince(trace: Trace): readonly SourceRange[] {
  const entered: SourceRange[] = [];
  let step = trace;
  for (; step.moves && step.before; step = step.before) if (step.moves === "in") entered.push(step.at);
  return entered;
}

function placeOf({ module, body }: Running): SourceRange {
  return rangeOf(module.file, body.at);
}

function isIn(one: Running, at: SourceRange): boolean {
  return containsRange(placeOf(one), at);
}

function carries(machine: Machine, value: ReturnType<Machine["lastValue"]>, { origin }: Label): boolean {
  return value !== undefined && [...deepLabels(machine, value).values()].some((one) => one.origin === origin);
}
