// Where on the map each step of a finding's data flow happens: within a function, or along a line.
import type { AppGraph } from "../graph/app-graph.ts";
import type { MapEdge, NodeId } from "../model/app-map.ts";
import type { Finding } from "../model/finding.ts";
import { say, type Message } from "../model/message.ts";
import { containsRange, type SourceRange } from "../model/range.ts";

export interface PlacedStep {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly message: Message;
  readonly at: SourceRange;
}

/** Steps in their order; before them how the event gets from the internet to the first function, when it does. */
export function flowSteps(graph: AppGraph, { steps, node }: Finding): readonly PlacedStep[] {
  if (steps.length === 0) return [];
  const crossings = steps.map(({ at }) => crossingsAt(graph, at));
  const placed: PlacedStep[] = [];
  // From the end, where the function is known: a step before a crossing is in the function that the crossing leaves.
  let current = node;
  for (let index = steps.length - 1; index >= 0; index--) {
    const step = steps[index];
    if (!step) continue;
    const crossing = crossings[index]?.find(({ to, from }) => to === current && from !== current);
    placed.unshift({ from: crossing?.from ?? current, to: current, ...step });
    if (crossing) current = crossing.from;
  }
  return [...arrival(graph, current), ...placed];
}

/** Lines of the map that have their evidence at the place. */
function crossingsAt(graph: AppGraph, at: SourceRange): readonly MapEdge[] {
  return (evidenceByFile(graph).get(at.file) ?? [])
    .filter((one) => containsRange(one.at, at) || containsRange(at, one.at))
    .map(({ edge }) => edge);
}

interface Seen {
  readonly edge: MapEdge;
  readonly at: SourceRange;
}

const EVIDENCE = new WeakMap<AppGraph, ReadonlyMap<string, readonly Seen[]>>();

function evidenceByFile(graph: AppGraph): ReadonlyMap<string, readonly Seen[]> {
  const known = EVIDENCE.get(graph);
  if (known) return known;
  const byFile = new Map<string, Seen[]>();
  for (const edge of graph.map.edges) {
    if (edge.kind === "may" || edge.kind === "runs-as" || edge.kind === "trusts") continue;
    for (const { at } of edge.evidence) {
      const list = byFile.get(at.file);
      if (list) list.push({ edge, at });
      else byFile.set(at.file, [{ edge, at }]);
    }
  }
  EVIDENCE.set(graph, byFile);
  return byFile;
}

/** Along the shortest way from the internet, else along the only trigger. */
function arrival(graph: AppGraph, first: NodeId): readonly PlacedStep[] {
  const path = graph.attackPathTo(first)?.edges ?? [];
  const [only, second] = graph.triggersOf(first);
  const edges = path.length > 0 ? path : only && !second ? [only.edge] : [];
  return edges.flatMap((edge) => {
    const evidence = edge.evidence[0];
    const [from, to] = [graph.node(edge.from), graph.node(edge.to)];
    if (!evidence || !from || !to) return [];
    const message =
      from.kind === "public"
        ? say("Anyone on the internet reaches {0}", to.name)
        : say("{0} starts {1}", from.name, to.name);
    return [{ from: edge.from, to: edge.to, message, at: evidence.at }];
  });
}
