import { say } from "../../model/message.ts";
import { defineInjectionRule } from "./injection-hits.ts";
import { lastPartOnly } from "./guards.ts";
import { SNIPPETS } from "./path-traversal-snippets.ts";

export const pathTraversal = defineInjectionRule({
  id: "SAS-1/path-traversal",
  title: "Event data becomes part of a file path",
  severity: "high",
  why: "With `../` in a name the sender reads or overwrites files that were never meant: code, keys, temporary files of other customers.",
  source: "https://owasp.org/www-community/attacks/Path_Traversal",
  mitigation: "Take only the last part of the name, or resolve the path and check that it stays within the folder.",
  snippets: SNIPPETS,
  sinks: ["path", "object-key"],
  reaches: "becomes part of a path",
  fixesOf: lastPartOnly,
  // The key in an event of the bucket itself is the key to open; a key that a caller names is not.
  milder: ({ sink }) =>
    sink.class === "object-key" ? say("In a bucket `../` leads nowhere: the whole key has to be chosen.") : undefined,
  counts: (_context, { sink, source }) =>
    sink.class === "path" || (source.trust !== "internal" && source.trigger !== "s3"),
});
