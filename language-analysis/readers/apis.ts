// APIs as nodes: what an API's routes have in common.
import type { Value } from "../model/value.ts";
import { textValue } from "./make-values.ts";
import type { Resource, TemplateContext } from "./resource.ts";
import { dig, elements, firstOf, logicalIdsIn, pattern, word } from "./walk-values.ts";

/** True when only callers inside of a VPC reach the API. */
export function isPrivateApi(properties: Value | undefined): boolean {
  const configuration = dig(properties, "EndpointConfiguration");
  const types = firstOf(configuration, "Types", "Type") ?? configuration;
  return elements(types).some((type) => word(type)?.toUpperCase() === "PRIVATE");
}

/** The id of the API that a value names; one that is declared elsewhere gets a node here. */
export function addApi({ builder }: TemplateContext, value: Value | undefined, by: Resource): string {
  for (const logicalId of logicalIdsIn(value)) {
    const id = builder.idOf(logicalId);
    if (builder.node(id)) return id;
  }
  // Where SAM is given an API's name as text, the ARN that it makes has the name in place of the API's id.
  const named = /:execute-api:[^:]*:[^:]*:([A-Za-z0-9]+)/.exec(pattern(value))?.[1];
  const own = named === undefined ? undefined : builder.node(builder.idOf(named));
  if (own?.kind === "endpoint") return own.id;
  return builder.addMadeNode({
    key: `${by.logicalId} API`,
    kind: "endpoint",
    service: "apigateway",
    name: `API of ${by.logicalId}`,
    logicalId: by.logicalId,
    at: value?.at ?? by.nameAt,
    properties: { protocol: textValue("api", by.nameAt) },
    declaredElsewhere: true,
  });
}
