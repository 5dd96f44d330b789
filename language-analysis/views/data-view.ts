// What a person wants to know of the data behind a node: what it is, what says so, which functions touch it, who gets to them.
import { dataReach } from "../graph/data-reach.ts";
import type { AppGraph } from "../graph/app-graph.ts";
import type { NodeId } from "../model/app-map.ts";
import { formatMessage, say, type Message } from "../model/message.ts";
import type { SourceRange } from "../model/range.ts";
import type { DataEvidence, Sensitivity } from "../model/sensitivity.ts";

export interface DataLine {
  readonly text: Message;
  readonly at?: SourceRange;
}

const MOST_NAMES = 6;

/** `personal, payment (low)`: for a description. */
export function dataLabel({ data, confidence }: Sensitivity): string {
  return confidence === "low" ? `maybe ${data.join(", ")}` : data.join(", ");
}

/** Empty for nodes that hold no data known to be sensitive. */
export function dataLines(graph: AppGraph, id: NodeId): readonly DataLine[] {
  const sensitivity = graph.dataOf(id);
  if (!sensitivity) return [];
  const { functions, doors } = dataReach(graph, id);
  const open = doors.filter(({ authenticated }) => authenticated === false).map(({ endpoint }) => endpoint.name);
  const others = doors.filter(({ authenticated }) => authenticated !== false).map(({ endpoint }) => endpoint.name);
  return [
    { text: say("holds data: {0}", dataLabel(sensitivity)) },
    ...sensitivity.evidence.slice(0, 3).map((one) => ({ text: evidenceText(one), at: one.at })),
    ...(functions.length > 0
      ? [{ text: say("functions that touch it: {0}", names(functions.map(({ name }) => name))) }]
      : []),
    ...(open.length > 0 ? [{ text: say("open to anyone through: {0}", names(open)) }] : []),
    ...(others.length > 0
      ? [{ text: say("reached by signed-in or unknown callers through: {0}", names(others)) }]
      : []),
  ];
}

/** What data, the surest evidence, and whether anyone gets to it. */
export function shortDataLines(graph: AppGraph, id: NodeId): readonly DataLine[] {
  const sensitivity = graph.dataOf(id);
  const [best] = sensitivity?.evidence ?? [];
  if (!sensitivity || !best) return [];
  const open = dataReach(graph, id).doors.find(({ authenticated }) => authenticated === false);
  return [
    { text: say("holds data: {0} ({1})", dataLabel(sensitivity), formatMessage(evidenceText(best))), at: best.at },
    ...(open ? [{ text: say("open to anyone through: {0}", open.endpoint.name), at: open.endpoint.nameAt }] : []),
  ];
}

export function evidenceText({ data, by, word, foundIn }: DataEvidence): Message {
  switch (by) {
    case "configuration":
      return say("{0}: the configuration says so", data);
    case "tag":
      return say("{0}: its tag {1}", data, foundIn);
    case "type":
      return say("{0}: its type {1}", data, foundIn);
    case "schema":
      return say("{0}: the field {1} of its schema", data, foundIn);
    case "code":
      return say("{0}: the field {1} that code hands over", data, foundIn);
    case "name":
      return say('{0}: the word "{1}" in {2}', data, word, foundIn.trim());
  }
}

function names(all: readonly string[]): string {
  const shown = all.slice(0, MOST_NAMES).join(", ");
  return all.length > MOST_NAMES ? `${shown} (+${all.length - MOST_NAMES})` : shown;
}
