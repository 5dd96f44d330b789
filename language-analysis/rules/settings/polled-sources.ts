// Event sources that Lambda polls for a function, whatever dialect they are written in, with their settings in CloudFormation's words.
import type { AppGraph } from "../../graph/app-graph.ts";
import type { MapEdge, MapNode, Trigger } from "../../model/app-map.ts";
import type { SourceRange } from "../../model/range.ts";
import type { MapValue, Value } from "../../model/value.ts";
import { valueAt } from "./read.ts";

export interface PolledSource {
  readonly trigger: Trigger;
  readonly edge: MapEdge;
  readonly source: MapNode;
  /** Looks a setting up by CloudFormation's name: `MaximumRetryAttempts`. */
  readonly setting: (name: string) => Value | undefined;
  /** Where a setting is added: the map, and the name it has there. */
  readonly body: MapValue | undefined;
  readonly spell: (name: string) => string;
  readonly at: SourceRange;
}

export const POLLED: readonly Trigger[] = ["sqs", "kinesis", "dynamodb", "msk", "kafka", "mq", "documentdb"];
export const STREAMS: readonly Trigger[] = ["kinesis", "dynamodb"];

export function polledSourcesOf(graph: AppGraph, node: MapNode): readonly PolledSource[] {
  return graph.triggersOf(node.id).flatMap(({ edge, source }) => {
    const { trigger } = edge;
    if (!trigger || !POLLED.includes(trigger)) return [];
    const [evidence] = edge.evidence;
    const at = evidence?.at ?? node.nameAt;
    const spelled = spellingOf(graph, node, edge);
    return [{ trigger, edge, source, at, ...spelled }];
  });
}

const SERVERLESS: Readonly<Record<string, string>> = {
  MaximumRetryAttempts: "maximumRetryAttempts",
  MaximumRecordAgeInSeconds: "maximumRecordAgeInSeconds",
  BisectBatchOnFunctionError: "bisectBatchOnFunctionError",
  "DestinationConfig.OnFailure.Destination": "destinations.onFailure",
};

function spellingOf(graph: AppGraph, node: MapNode, edge: MapEdge): Pick<PolledSource, "setting" | "body" | "spell"> {
  const label = edge.evidence.find(({ kind }) => kind === "declared")?.label ?? "";
  const mapping = graph
    .settingsOf(node.id, "AWS::Lambda::EventSourceMapping")
    .find(({ logicalId }) => logicalId === label);
  if (mapping) return inCloudFormation(mapping.body);
  if (node.dialect === "serverless") {
    const body = serverlessEvent(node, edge);
    return {
      setting: (name) => valueAt(body, SERVERLESS[name] ?? lowerFirst(name)),
      body,
      spell: (name) => SERVERLESS[name] ?? lowerFirst(name),
    };
  }
  const event = valueAt(node.body, `Events.${label.replace(/^Events\./, "")}.Properties`);
  return inCloudFormation(event?.kind === "map" ? event : undefined);
}

function inCloudFormation(body: MapValue | undefined): Pick<PolledSource, "setting" | "body" | "spell"> {
  return { setting: (name) => valueAt(body, name), body, spell: (name) => name };
}

/** The event of the function's list that stands where the edge was seen. */
function serverlessEvent(node: MapNode, edge: MapEdge): MapValue | undefined {
  const events = valueAt(node.body, "events");
  for (const item of events?.kind === "list" ? events.items : []) {
    const entry = item.kind === "map" ? item.entries[0] : undefined;
    if (!entry || entry.value.kind !== "map") continue;
    const holds = edge.evidence.some(
      ({ at }) => at.file === entry.at.file && at.start.line >= entry.at.start.line && at.end.line <= entry.at.end.line,
    );
    if (holds) return entry.value;
  }
  return undefined;
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** `DestinationConfig.OnFailure` in one of its spellings. */
export function failureDestination(source: PolledSource): Value | undefined {
  return source.setting("DestinationConfig.OnFailure.Destination") ?? source.setting("DestinationConfig.OnFailure");
}
