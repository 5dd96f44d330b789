// What SAM adds to CloudFormation: defaults from Globals, implicit APIs and roles, events.
import type { Value } from "../../model/value.ts";
import { apiSettings } from "../cloudformation/api-stages.ts";
import { addEndpoint } from "../endpoints.ts";
import { withDefaults } from "../merge-values.ts";
import type { Resource, TemplateContext } from "../resource.ts";
import { dig, entriesOf, word } from "../walk-values.ts";
import { addSamAuthorizers, IMPLICIT_APIS } from "./api-model.ts";
import { addConnectors } from "./connectors.ts";
import { addImplicitRole } from "./roles.ts";
import { SAM_WIRING } from "./types.ts";
import { lookup } from "../lookup.ts";

/** Section of Globals for each type. */
const GLOBALS_OF: Readonly<Record<string, string>> = {
  "AWS::Serverless::Function": "Function",
  "AWS::Serverless::Api": "Api",
  "AWS::Serverless::HttpApi": "HttpApi",
  "AWS::Serverless::WebSocketApi": "WebSocketApi",
  "AWS::Serverless::SimpleTable": "SimpleTable",
  "AWS::Serverless::StateMachine": "StateMachine",
  "AWS::Serverless::LayerVersion": "LayerVersion",
};

export function samDefaults(globals: Value | undefined, type: string, body: Value | undefined): Value | undefined {
  const section = lookup(GLOBALS_OF, type);
  return section === undefined ? body : withDefaults(dig(globals, section), body);
}

/** Names that SAM makes itself: the implicit APIs, and everything that begins with the name of a SAM resource. */
export function isGeneratedBySam(name: string, resourceTypes: ReadonlyMap<string, string>): boolean {
  if (/^Serverless(Rest|Http)Api/.test(name)) return true;
  for (const [logicalId, type] of resourceTypes) {
    if (type.startsWith("AWS::Serverless::") && name.startsWith(logicalId)) return true;
  }
  return false;
}

/** Nodes that no resource declares; runs after the nodes of the resources and before anything is linked. */
export function addSamExtras(context: TemplateContext, globals: Value | undefined): void {
  for (const resource of context.resources.values()) {
    if (lookup(SAM_WIRING, resource.type)) addImplicitRole(context.builder, resource);
  }
  for (const section of ["Api", "HttpApi"] as const) addImplicitApi(context, globals, section);
}

/** Links that need Globals. */
export function wireSam(context: TemplateContext, globals: Value | undefined): void {
  for (const resource of context.resources.values()) {
    lookup(SAM_WIRING, resource.type)?.(resource, globals, context);
    addConnectors(resource, context);
  }
}

/** The API that SAM makes when an event names none: a node without declaration, shown at the first event that needs it. */
function addImplicitApi(
  context: TemplateContext,
  globals: Value | undefined,
  section: keyof typeof IMPLICIT_APIS,
): void {
  const logicalId = IMPLICIT_APIS[section];
  if (context.resources.has(logicalId)) return;
  const event = firstEvent(context.resources.values(), section);
  if (!event) return;
  addSamAuthorizers(context.builder, "", dig(globals, section));
  addEndpoint(context.builder, {
    key: logicalId,
    name: logicalId,
    logicalId,
    type: "",
    dialect: "none",
    at: event.at,
    nameAt: event.keyAt,
    protocol: "api",
    isPublic: false,
    properties: {
      cors: dig(globals, `${section}.${section === "Api" ? "Cors" : "CorsConfiguration"}`),
      ...apiSettings(context, {
        logicalId,
        type: `AWS::Serverless::${section}`,
        properties: dig(globals, section),
      }),
    },
  });
}

function firstEvent(
  resources: Iterable<Resource>,
  section: keyof typeof IMPLICIT_APIS,
): ReturnType<typeof entriesOf>[number] | undefined {
  const property = section === "Api" ? "RestApiId" : "ApiId";
  for (const resource of resources) {
    if (!lookup(SAM_WIRING, resource.type)) continue;
    for (const event of entriesOf(dig(resource.properties, "Events"))) {
      if (word(dig(event.value, "Type")) === section && !dig(event.value, `Properties.${property}`)) return event;
    }
  }
  return undefined;
}
