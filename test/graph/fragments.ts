// Fragments by hand and what the linker makes of them, for its tests.
import { linkMap, type LinkOutput } from "../../language-analysis/graph/link.ts";
import type { MapNode } from "../../language-analysis/model/app-map.ts";
import type { CodeFile } from "../../language-analysis/model/code-facts.ts";
import type { Fragment, FragmentEdge, FragmentStatement } from "../../language-analysis/model/fragment.ts";
import { rangeOf } from "../../language-analysis/model/range.ts";
import type { Value } from "../../language-analysis/model/value.ts";
import { mapOf, node, text } from "./values.ts";

export const SHOP = "shop/template.yaml";

export function fragment(file: string, more: Partial<Fragment>): Fragment {
  return {
    file,
    dialect: "sam",
    title: file,
    nodes: [],
    edges: [],
    statements: [],
    outputs: [],
    unresolved: [],
    ...more,
  };
}

export const named = (base: MapNode, physicalName: Value): MapNode => ({
  ...base,
  properties: { ...base.properties, physicalName },
});

export function lambda(
  file: string,
  name: string,
  handler: string,
  variables: Readonly<Record<string, Value>> = {},
): MapNode {
  return {
    ...node(file, name, "function"),
    properties: {
      runtime: text("nodejs20.x"),
      handler: text(handler, rangeOf(file, [7, 0, 7, 9])),
      environment: mapOf(variables),
    },
  };
}

export const evidence = { kind: "declared", at: rangeOf(SHOP, [3, 0, 3, 5]), label: "Events.X" } as const;

export function link(fragments: readonly Fragment[], ...code: readonly CodeFile[]): LinkOutput {
  const files = new Set([...fragments.map((one) => one.file), ...code.map((one) => one.module.file)]);
  return linkMap({ fragments, code: new Map(code.map((one) => [one.module.file, one])), files });
}

/** `from -kind-> to confidence`, ids shortened to what follows the `#`. */
export function drawn({ map }: LinkOutput): readonly string[] {
  const short = (id: string) => id.slice(id.indexOf("#") + 1);
  return map.edges.map((edge) => `${short(edge.from)} -${edge.kind}-> ${short(edge.to)} ${edge.confidence}`);
}

/** A trigger whose source is `value`, in the shop's template beside the nodes given. */
export function triggeredBy(value: Value, nodes: readonly MapNode[], others: readonly Fragment[] = []): LinkOutput {
  const edge: FragmentEdge = {
    from: { value, kind: "channel", service: "sqs" },
    to: { node: `${SHOP}#Mail` },
    kind: "triggers",
    trigger: "sqs",
    evidence,
  };
  const shop = fragment(SHOP, { nodes: [node(SHOP, "Mail", "workflow", "states"), ...nodes], edges: [edge] });
  return link([shop, ...others]);
}

export function grant(role: MapNode, actions: readonly string[], resources: readonly Value[]): FragmentStatement {
  return {
    owner: { node: role.id },
    policy: "identity",
    effect: "Allow",
    actions: actions.map((action) => text(action)),
    notActions: [],
    resources,
    notResources: [],
    principals: [],
    conditions: undefined,
    at: rangeOf(SHOP, [30, 0, 31, 0]),
    origin: { kind: "policy-template", name: "DynamoDBCrudPolicy" },
  };
}
