// Objects and buckets that code itself makes public: an ACL argument in an S3 call.
import type { MapNode } from "../../model/app-map.ts";
import type { CodeFile, SdkCall } from "../../model/code-facts.ts";
import { say } from "../../model/message.ts";
import { rangeOf, type Span } from "../../model/range.ts";
import { functionsRunning } from "../code-owners.ts";
import { oncePerModule } from "../code-search.ts";
import { expressionsOf, spanContains } from "../program-search.ts";
import { blocks } from "../public-access.ts";
import type { Hit, RuleContext } from "../rule.ts";

const PUBLIC = new Map([
  ["public-read", "everybody may read"],
  ["public-read-write", "everybody may read and write"],
  ["authenticated-read", "every AWS account may read"],
]);

export function* publicObjectHits(context: RuleContext): Iterable<Hit> {
  for (const [file, codeFile] of context.code) {
    for (const call of codeFile.facts.sdkCalls.filter(({ service }) => service === "s3")) {
      const acl = aclArgument(codeFile, call);
      const meaning = acl && PUBLIC.get(acl.value);
      const [owner] = functionsRunning(context, file);
      if (!meaning || !owner) continue;
      const bucket = bucketOf(context, owner, file, call);
      if (bucket && (blocks(bucket, "IgnorePublicAcls") || blocks(bucket, "BlockPublicAcls"))) continue;
      yield {
        on: owner.id,
        at: rangeOf(file, acl.at),
        key: `${call.operation} ${acl.value}`,
        confidence: bucket ? "high" : "medium",
        severity: "high",
        message: bucket
          ? say(`{0} stores objects in {1} with the ACL {2}: ${meaning}.`, owner.name, bucket.name, acl.value)
          : say(`{0} stores objects with the ACL {1}: ${meaning}.`, owner.name, acl.value),
        related: bucket ? [{ at: bucket.nameAt, message: say("{0} is declared here.", bucket.name) }] : [],
        fixes: [
          {
            title: say("Keep the object private"),
            edits: [{ at: rangeOf(file, acl.at), newText: '"private"' }],
            isPreferred: true,
          },
        ],
      };
    }
  }
}

interface AclArgument {
  readonly value: string;
  readonly at: Span;
}

/** `ACL: "public-read"` or `ACL="public-read"` anywhere in the call. */
function aclArgument({ module }: CodeFile, call: SdkCall): AclArgument | undefined {
  return publicAcls(module).find(({ at }) => spanContains(call.callAt, at));
}

const publicAcls = oncePerModule((module): readonly AclArgument[] => {
  const found: AclArgument[] = [];
  for (const { expression } of expressionsOf(module)) {
    const given =
      expression.kind === "object"
        ? expression.properties.find(({ key }) => key === "ACL")?.value
        : expression.kind === "call"
          ? expression.arguments.find(({ name }) => name === "ACL")?.value
          : undefined;
    if (given?.kind === "literal" && typeof given.value === "string" && PUBLIC.has(given.value)) {
      found.push({ value: given.value, at: given.at });
    }
  }
  return found;
});

function bucketOf({ graph }: RuleContext, owner: MapNode, file: string, call: SdkCall): MapNode | undefined {
  const edge = graph
    .edgesFrom(owner.id)
    .find(({ evidence }) =>
      evidence.some(
        ({ kind, at }) =>
          kind === "observed" &&
          at.file === file &&
          spanContains(call.callAt, [at.start.line, at.start.character, at.end.line, at.end.character]),
      ),
    );
  const target = edge && graph.node(edge.to);
  return target?.kind === "store" ? target : undefined;
}
