// EventBridge Pipes: source -> enrichment -> target, each an ARN.
import type { Value } from "../../model/value.ts";
import type { Resource, TemplateContext } from "../resource.ts";
import { addTarget } from "../targets.ts";
import { dig, logicalIdsIn, pattern } from "../walk-values.ts";

export function addPipe(resource: Resource, context: TemplateContext): void {
  const { builder } = context;
  const { properties, id, nameAt: at } = resource;
  const label = resource.logicalId;
  const source = dig(properties, "Source");
  const service = source && serviceOf(source, context);
  const filter = dig(properties, "SourceParameters.FilterCriteria");
  const kind = service === "dynamodb" ? "store" : "channel";
  builder.addEdge({
    from: { value: source, kind, ...(service !== undefined && { service }) },
    to: id,
    kind: "connects",
    at,
    label,
    filter,
  });
  const link = { from: id, at, label, trigger: "other", filter, isStep: true } as const;
  addTarget(builder, link, dig(properties, "Enrichment"));
  addTarget(builder, link, dig(properties, "Target"));
  const role = dig(properties, "RoleArn");
  if (role)
    builder.addEdge({
      from: id,
      to: { value: role, kind: "role", service: "iam" },
      kind: "runs-as",
      at: role.at,
      label: "RoleArn",
    });
}

function serviceOf(source: Value, { builder }: TemplateContext): string | undefined {
  for (const logicalId of logicalIdsIn(source)) {
    const node = builder.node(builder.idOf(logicalId));
    if (node) return node.service;
  }
  return /^arn:[^:]*:([a-z0-9-]+):/.exec(pattern(source))?.[1];
}
