// Stores and channels that anyone may put something into, as their own settings or what fills them say.
import type { AppGraph } from "../../graph/app-graph.ts";
import type { MapNode } from "../../model/app-map.ts";
import { property, textOf } from "../../model/value.ts";

const READS = /:(Get|List|Describe|Head)/i;

export function isOpenToAnyone(graph: AppGraph, node: MapNode): boolean {
  // A rule for incoming mail stores what anybody writes.
  if (graph.edgesTo(node.id, "writes").some(({ from }) => graph.node(from)?.service === "ses")) return true;
  const block = node.properties["publicAccessBlock"];
  const blocks = (setting: string): boolean => {
    const value = property(block, setting);
    return value?.kind === "boolean" && value.value;
  };
  const acl = textOf(node.properties["accessControl"]);
  if (acl === "PublicReadWrite" && !blocks("IgnorePublicAcls") && !blocks("BlockPublicAcls")) return true;
  if (blocks("RestrictPublicBuckets") || blocks("BlockPublicPolicy")) return false;
  return graph.statementsOf(node.id, "resource").some(({ effect, principals, conditions, actions }) => {
    const isForAll = effect === "Allow" && principals.some((one) => textOf(one) === "*") && conditions === undefined;
    return isForAll && !(actions.length > 0 && actions.every((one) => READS.test(textOf(one) ?? "")));
  });
}
