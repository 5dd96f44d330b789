import type { AppGraph } from "../../graph/app-graph.ts";
import type { MapNode } from "../../model/app-map.ts";
import { say, type Message } from "../../model/message.ts";
import { rangeOf } from "../../model/range.ts";
import { property, type Value } from "../../model/value.ts";
import { alsoRunBy, reachedPlaces } from "../code-search.ts";
import { defineRule } from "../rule.ts";
import { isOpenToWrite } from "../resource-access.ts";
import { SNIPPETS } from "./disk-exhaustion-snippets.ts";
import { temporaryFilesOf } from "./temporary-files.ts";

/** Source: Lambda Developer Guide, "Configure ephemeral storage". */
const DEFAULT_MEGABYTES = 512;

export const diskExhaustion = defineRule({
  id: "SAS-8/disk-exhaustion",
  title: "File of any size written to the function's disk",
  severity: "low",
  why: "The disk of an instance is small and is kept from one invocation to the next: one large upload, or many that nobody deletes, makes every later invocation fail.",
  source: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-ephemeral-storage.html",
  mitigation:
    "Ask for the size before the download, refuse what is too large, stream where you can, and delete the file when you are done.",
  snippets: SNIPPETS,
  *check(context) {
    for (const { place, file, owners } of reachedPlaces(context, temporaryFilesOf)) {
      const owner = owners.find((node) => senderOf(context.graph, node) !== undefined);
      const sender = owner && senderOf(context.graph, owner);
      if (!owner || !sender) continue;
      yield {
        on: owner.id,
        at: rangeOf(file, place.at),
        key: place.api,
        confidence: "medium",
        message: say("{0} writes a file to its disk without asking for its size first.", owner.name),
        reasons: [sender, say("Its disk has {0} MB.", diskOf(owner))],
        related: alsoRunBy(owners),
      };
    }
  },
});

/** Whoever decides on the file; none when only the app itself is known to write it. */
function senderOf(graph: AppGraph, node: MapNode): Message | undefined {
  const [door] = graph.publicEndpointsOf(node.id);
  if (door) return say("Callers of {0} decide on it.", door.endpoint.name);
  const bucket = graph.triggersOf(node.id).find(({ edge }) => edge.trigger === "s3")?.source;
  if (!bucket) return undefined;
  return isOpenToWrite(graph, bucket)
    ? say("Anyone may upload to {0}.", bucket.name)
    : say("Whoever uploads to {0} decides on it.", bucket.name);
}

function diskOf({ body }: MapNode): number {
  const size: Value | undefined =
    property(property(body, "EphemeralStorage"), "Size") ?? property(body, "ephemeralStorageSize");
  return size?.kind === "number" ? size.value : DEFAULT_MEGABYTES;
}
