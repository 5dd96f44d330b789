import { addEntry } from "../../graph/edits.ts";
import type { MapNode } from "../../model/app-map.ts";
import type { Fix, TextEdit } from "../../model/finding.ts";
import { say } from "../../model/message.ts";
import { itemsOf, property, textOf, type MapValue, type Value } from "../../model/value.ts";
import { defineRule, type Hit } from "../rule.ts";
import { SNIPPETS } from "./workflow-without-error-handling-snippets.ts";

export const workflowWithoutErrorHandling = defineRule({
  id: "SAS-9/workflow-without-error-handling",
  title: "Workflow that stops at the first error",
  severity: "medium",
  why: "A task that neither retries nor catches ends the whole execution: what came before stays done, what should follow never happens, and a task that waits for an answer may wait for a year.",
  source: "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html",
  mitigation:
    "Retry transient errors, catch the rest with a state that undoes or reports, and give tasks that wait a timeout.",
  snippets: SNIPPETS,
  *check({ graph }) {
    for (const node of graph.nodes("workflow")) {
      const tasks = itemsOf(node.properties["states"]).filter((state) => textOf(property(state, "type")) === "Task");
      yield* unhandledHits(node, tasks);
      for (const task of tasks) yield* waitingHits(node, task);
    }
  },
});

function* unhandledHits(node: MapNode, tasks: readonly Value[]): Iterable<Hit> {
  const unhandled = tasks.filter((task) => !property(task, "retry") && !property(task, "catch"));
  const [first] = unhandled;
  if (!first) return;
  const names = unhandled.map(nameOf);
  const fixes = retryFixes(node, names);
  yield {
    on: node.id,
    at: placeOf(first),
    key: "error handling",
    confidence: "high",
    // Of a single task nothing is left half done.
    severity: tasks.length > 1 ? "medium" : "low",
    message:
      unhandled.length === 1
        ? say("The task {0} of {1} neither retries nor catches errors.", names[0] ?? "", node.name)
        : say("{0} tasks of {1} neither retry nor catch errors.", unhandled.length, node.name),
    related: unhandled
      .slice(1, 6)
      .map((task) => ({ at: placeOf(task), message: say("{0} neither retries nor catches.", nameOf(task)) })),
    fixes,
  };
}

/** A callback or an activity is waited for until the execution itself ends. */
function* waitingHits(node: MapNode, task: Value): Iterable<Hit> {
  const resource = textOf(property(task, "resource")) ?? "";
  if (!/\.waitForTaskToken$|:activity:/.test(resource) || property(task, "timeout") || property(task, "heartbeat"))
    return;
  yield {
    on: node.id,
    at: placeOf(task),
    key: `timeout ${nameOf(task)}`,
    confidence: "high",
    severity: "low",
    message: say("The task {0} of {1} waits for an answer without a timeout.", nameOf(task), node.name),
  };
}

function nameOf(task: Value): string {
  return textOf(property(task, "name")) ?? "";
}

function placeOf(task: Value): Hit["at"] {
  return property(task, "resource")?.at ?? task.at;
}

const RETRY = [
  { ErrorEquals: ["States.TaskFailed", "States.Timeout"], IntervalSeconds: 2, MaxAttempts: 3, BackoffRate: 2 },
];

/** All tasks get a retry, when all of them are written in the template itself. */
function retryFixes(node: MapNode, names: readonly string[]): Fix[] {
  const definition = node.properties["definition"];
  const states = definition?.kind === "map" ? property(definition, "States") : undefined;
  const edits: TextEdit[] = [];
  for (const name of names) {
    const state = property(states, name);
    const added = state?.kind === "map" && state.at.file === node.at.file ? addRetry(state) : undefined;
    if (!added) return [];
    edits.push(...added);
  }
  return [{ title: say("Retry failed tasks of {0}", node.name), edits }];
}

function addRetry(state: MapValue): readonly TextEdit[] | undefined {
  return addEntry(state, "Retry", RETRY);
}
