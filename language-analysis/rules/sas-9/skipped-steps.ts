// Choices of a workflow that let its input jump over the step that checks it.
// Source: Step Functions Developer Guide, "Choice workflow state".
import type { AppGraph } from "../../graph/app-graph.ts";
import type { MapNode } from "../../model/app-map.ts";
import { say } from "../../model/message.ts";
import { itemsOf, property, textOf, type Value } from "../../model/value.ts";
import type { Hit } from "../rule.ts";
import { valueAt, valuesAt } from "../settings/read.ts";

const CHECKS = /valid|verif|authori[sz]|approv|permission|sanit|fraud/i;

interface State {
  readonly name: string;
  readonly type: string;
  readonly written: Value | undefined;
  /** Names of the states that may come next. */
  readonly next: readonly string[];
}

/** Only choices before the first task: what they look at is the input as whoever starts the workflow has written it. */
export function* skippedSteps(graph: AppGraph, node: MapNode): Iterable<Hit> {
  const states = new Map(itemsOf(node.properties["states"]).map((state) => [nameOf(state), stateOf(state)]));
  const start = textOf(node.properties["startsAt"]);
  if (start === undefined || isOnSchedule(graph, node)) return;
  for (const choice of choicesAtFirst(states, start)) {
    for (const way of valuesAt(choice.written, "Choices.*")) {
      const target = textOf(valueAt(way, "Next"));
      const tested = valueAt(way, "Variable") ?? valueAt(way, "Condition");
      const skipped = target === undefined ? undefined : skippedBy(states, choice, target);
      if (!tested || !skipped || !/^\$\.|\$states\.input/.test(textOf(tested) ?? "")) continue;
      yield {
        on: node.id,
        at: tested.at,
        key: `skips ${skipped}`,
        confidence: "medium",
        severity: "medium",
        message: say("Whoever starts {0} can jump over {1} by what the input says.", node.name, skipped),
        related: [{ at: node.nameAt, message: say("{0} is declared here.", node.name) }],
      };
    }
  }
}

function isOnSchedule(graph: AppGraph, node: MapNode): boolean {
  const starts = graph.triggersOf(node.id);
  const callers = graph.edgesTo(node.id, "invokes");
  return callers.length === 0 && starts.length > 0 && starts.every(({ edge }) => edge.trigger === "schedule");
}

function nameOf(state: Value): string {
  return textOf(property(state, "name")) ?? "";
}

function stateOf(state: Value): State {
  const written = property(state, "written");
  const next = ["Next", "Default", "Choices.*.Next"].flatMap((path) =>
    valuesAt(written, path).flatMap((value) => textOf(value) ?? []),
  );
  return { name: nameOf(state), type: textOf(property(state, "type")) ?? "", written, next };
}

function choicesAtFirst(states: ReadonlyMap<string, State>, start: string): readonly State[] {
  const seen = new Set([start]);
  for (const name of seen) {
    const state = states.get(name);
    if (state?.type === "Choice") for (const next of state.next) seen.add(next);
  }
  return [...seen].flatMap((name) => states.get(name) ?? []).filter(({ type }) => type === "Choice");
}

/** The check that every other way from the choice begins with, and that this way comes out behind. */
function skippedBy(states: ReadonlyMap<string, State>, choice: State, target: string): string | undefined {
  return choice.next.find((name) => {
    const check = states.get(name);
    if (name === target || check?.type !== "Task" || !CHECKS.test(name)) return false;
    return reachedFrom(states, name).has(target) && !reachedFrom(states, target).has(name);
  });
}

function reachedFrom(states: ReadonlyMap<string, State>, start: string): ReadonlySet<string> {
  const seen = new Set([start]);
  for (const name of seen) for (const next of states.get(name)?.next ?? []) seen.add(next);
  return seen;
}
