import type { MapNode } from "../../model/app-map.ts";
import type { RuleContext } from "../rule.ts";

const ADMINISTRATION = /admin|back-?office|internal|manage/i;

/** Made for those who work on the records of others. */
export function isAdministration({ graph }: RuleContext, node: MapNode): boolean {
  return (
    ADMINISTRATION.test(node.name) || graph.triggersOf(node.id).some(({ source }) => ADMINISTRATION.test(source.name))
  );
}
