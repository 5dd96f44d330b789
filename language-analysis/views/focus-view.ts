// What the map's focus shows: a blast radius, who reaches something, the way of a finding's data. Paths of places; the ranges
// stay with the host.
import type { AppGraph } from "../graph/app-graph.ts";
import { blastRadius, whoReaches, type BlastEntry, type BlastStep } from "../graph/blast-radius.ts";
import type { Access } from "../iam/access.ts";
import type { Confidence, NodeId } from "../model/app-map.ts";
import type { Finding } from "../model/finding.ts";
import { say, type Message } from "../model/message.ts";
import type { SourceRange } from "../model/range.ts";
import { blastSentence, sentenceText } from "./blast-sentence.ts";
import { flowSteps } from "./flow-steps.ts";
import { placeText } from "./graph-view-findings.ts";

export type FocusKind = "radius" | "reach" | "flow";
export type { Access };

/** `id`: of a node, for `flow` of a finding. */
export interface FocusRequest {
  readonly kind: FocusKind;
  readonly id: string;
}

export interface FocusView {
  readonly kind: FocusKind;
  readonly id: string;
  /** The node that is taken over, that is reached, or at which the finding is. */
  readonly node: NodeId;
  readonly title: string;
  readonly text: string;
  /** What is reached, or who reaches; of a flow the one way. */
  readonly entries: readonly FocusEntry[];
  /** Entries that are left out because there are too many. */
  readonly left: number;
}

export interface FocusEntry {
  /** Where the path leads; of `reach` where it starts. */
  readonly node: NodeId;
  readonly access: readonly Access[];
  readonly actions: readonly string[];
  readonly how?: BlastEntry["how"];
  readonly confidence: Confidence;
  readonly path: readonly FocusStep[];
}

/** Within one node `from` and `to` are the same. */
export interface FocusStep {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly text: string;
  readonly place: string;
}

export interface Focus {
  readonly view: FocusView;
  /** By entry and step. */
  readonly places: readonly (readonly SourceRange[])[];
}

const MOST_ENTRIES = 200;
const MOST_ACTIONS = 12;

type Format = (message: Message) => string;

/** Undefined for what is not there any more. */
export function focusOf(
  graph: AppGraph,
  findings: readonly Finding[],
  { kind, id }: FocusRequest,
  format: Format,
): Focus | undefined {
  if (kind === "flow") {
    const finding = findings.find((one) => one.id === id);
    return finding && flowFocus(graph, finding, format);
  }
  const node = graph.node(id);
  if (!node) return undefined;
  if (kind === "radius") {
    const sentence = blastSentence(graph, id);
    const text = sentence
      ? sentenceText(sentence, format)
      : format(say("Nothing on the map is reached when {0} is compromised.", node.name));
    const { entries } = blastRadius(graph, id);
    return focus(graph, kind, id, format(say("Blast radius of {0}", node.name)), text, entries.map(entryOf), format);
  }
  const reachers = whoReaches(graph, id);
  const text =
    reachers.length === 0
      ? say("No function or workflow reaches {0}.", node.name)
      : reachers.length === 1
        ? say("One function or workflow reaches {0} when it is compromised.", node.name)
        : say("{0} functions and workflows reach {1} when one of them is compromised.", reachers.length, node.name);
  const entries = reachers.map((reacher) => ({ ...entryOf(reacher.entry), node: reacher.node }));
  return focus(graph, kind, id, format(say("Who can reach {0}", node.name)), format(text), entries, format);
}

type Entry = Omit<FocusEntry, "path"> & { readonly path: readonly BlastStep[] };

function entryOf({ node, access, actions, how, confidence, path }: BlastEntry): Entry {
  return { node, access, actions: actions.slice(0, MOST_ACTIONS), how, confidence, path };
}

function focus(
  graph: AppGraph,
  kind: FocusKind,
  id: NodeId,
  title: string,
  text: string,
  entries: readonly Entry[],
  format: Format,
): Focus {
  const shown = entries.slice(0, MOST_ENTRIES);
  const stepView = (step: BlastStep): FocusStep => ({
    from: step.from,
    to: step.to,
    text: format(stepText(graph, step)),
    place: placeText(step.at),
  });
  return {
    view: {
      kind,
      id,
      node: id,
      title,
      text,
      entries: shown.map((entry) => ({ ...entry, path: entry.path.map(stepView) })),
      left: entries.length - shown.length,
    },
    places: shown.map(({ path }) => path.map(({ at }) => at)),
  };
}

function stepText(graph: AppGraph, { from, to, by, label }: BlastStep): Message {
  const name = (id: NodeId) => graph.node(id)?.name ?? id;
  switch (by) {
    case "role":
      return say("{0} runs as {1}", name(from), name(to));
    case "grant": {
      const [, action, more] = /^(\S+) \+(\d+)$/.exec(label) ?? [];
      if (action === undefined || more === undefined) return say("{0} may {1} on {2}", name(from), label, name(to));
      return say("{0} may {1} and {2} more actions on {3}", name(from), action, more, name(to));
    }
    case "trigger":
      return say("What arrives at {0} starts {1}", name(from), name(to));
    case "call":
      return say("The code of {0} calls {1} on {2}", name(from), label, name(to));
    case "takeover":
      return say("{0} can take over {1}: {2}", name(from), name(to), label);
  }
}

function flowFocus(graph: AppGraph, finding: Finding, format: Format): Focus | undefined {
  const steps = flowSteps(graph, finding);
  if (steps.length === 0) return undefined;
  return {
    view: {
      kind: "flow",
      id: finding.id,
      node: finding.node,
      title: format(say("The way of the data")),
      text: format(finding.message),
      entries: [
        {
          node: finding.node,
          access: [],
          actions: [],
          confidence: finding.confidence,
          path: steps.map(({ from, to, message, at }) => ({ from, to, text: format(message), place: placeText(at) })),
        },
      ],
      left: 0,
    },
    places: [steps.map(({ at }) => at)],
  };
}
