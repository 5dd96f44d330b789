// Who may use a resource by its own policy: everybody, a service of AWS on whosever behalf, or principals the owner names.
import type { AppGraph } from "../graph/app-graph.ts";
import { matchesAction } from "../iam/action.ts";
import type { MapNode, OwnedStatement } from "../model/app-map.ts";
import { textOf, type Value } from "../model/value.ts";
import { isNarrowed, isPubliclyWritable } from "./public-access.ts";

/** Actions with which data gets into a channel, by its service. */
const SEND_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  sqs: ["sqs:SendMessage"],
  sns: ["sns:Publish"],
  kinesis: ["kinesis:PutRecord", "kinesis:PutRecords"],
  events: ["events:PutEvents"],
  firehose: ["firehose:PutRecord"],
};

/** Statements of the channel's policy that let everybody put something in. */
export function openSendStatements(graph: AppGraph, channel: MapNode): readonly OwnedStatement[] {
  const wanted = SEND_ACTIONS[channel.service] ?? [];
  return graph
    .statementsOf(channel.id, "resource")
    .filter(
      (statement) =>
        statement.effect === "Allow" && isForEverybody(statement) && wanted.some((action) => covers(statement, action)),
    );
}

export function isForEverybody({ principals, conditions }: OwnedStatement): boolean {
  return principals.some((principal) => isEverybody(principal)) && !isNarrowed(conditions);
}

export function isEverybody(principal: Value): boolean {
  return textOf(principal) === "*" || /^arn:aws[\w-]*:iam::\*:/.test(textOf(principal) ?? "");
}

function covers({ actions, notActions }: OwnedStatement, action: string): boolean {
  if (actions.length > 0) return actions.some((pattern) => matchesAction(textOf(pattern) ?? "", action));
  return notActions.length > 0 && !notActions.some((pattern) => matchesAction(textOf(pattern) ?? "", action));
}

/** Anyone can put objects, messages or records into the source. */
export function isOpenToWrite(graph: AppGraph, source: MapNode): boolean {
  if (source.kind === "store") return isPubliclyWritable(graph, source);
  return source.kind === "channel" && openSendStatements(graph, source).length > 0;
}
