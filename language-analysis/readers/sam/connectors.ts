// SAM connectors: `Read` and `Write` between two resources stand for statements in the role of the source.
// Source: AWS SAM Developer Guide, "AWS SAM connector reference".
import type { SourceRange } from "../../model/range.ts";
import type { Value } from "../../model/value.ts";
import type { End, FragmentBuilder } from "../fragment-builder.ts";
import { joinValues, mapOf, referenceValue, textValue } from "../make-values.ts";
import { addImpliedStatement } from "../policies/documents.ts";
import type { Resource, TemplateContext } from "../resource.ts";
import { dig, elements, entriesOf, firstOf, word } from "../walk-values.ts";
import type { Actions, ConnectorGrant } from "./connector-table.ts";
import { CONNECTOR_GRANTS } from "./connector-table.ts";
import { hasImplicitRole, implicitRoleId } from "./roles.ts";
import { lookup } from "../lookup.ts";

/** SAM's own types grant as what they become. */
const TRANSLATED: Readonly<Record<string, string>> = {
  "AWS::Serverless::Function": "AWS::Lambda::Function",
  "AWS::Serverless::SimpleTable": "AWS::DynamoDB::Table",
  "AWS::DynamoDB::GlobalTable": "AWS::DynamoDB::Table",
  "AWS::Serverless::StateMachine": "AWS::StepFunctions::StateMachine",
  "AWS::Serverless::Api": "AWS::ApiGateway::RestApi",
  "AWS::Serverless::HttpApi": "AWS::ApiGatewayV2::Api",
  "AWS::Serverless::GraphQLApi": "AWS::AppSync::GraphQLApi",
};

/** One end of a connector: a resource of the template, or its type with what is known of it. */
export interface ConnectorEnd {
  readonly type: string;
  readonly arn: Value | undefined;
  readonly name: Value | undefined;
  readonly role: End | undefined;
}

/** A connector of its own: `Source`, `Destination`, `Permissions`. */
export function addConnector(resource: Resource, context: TemplateContext): void {
  const source = endOf(dig(resource.properties, "Source"), resource.nameAt, context);
  connect(source, resource.properties, resource.nameAt, context);
}

/** Connectors written inside of their source. */
export function addConnectors(source: Resource, context: TemplateContext): void {
  for (const { value, keyAt } of entriesOf(dig(source.declaration, "Connectors"))) {
    connect(endOfResource(source, keyAt, context), dig(value, "Properties"), keyAt, context);
  }
}

function endOf(end: Value | undefined, at: SourceRange, context: TemplateContext): ConnectorEnd {
  const resource = context.resources.get(word(dig(end, "Id")) ?? "");
  if (resource) return endOfResource(resource, at, context);
  const type = word(dig(end, "Type")) ?? "";
  const role = dig(end, "RoleName");
  const named = context.resources.get(word(role) ?? "")?.id;
  return {
    type: lookup(TRANSLATED, type) ?? type,
    arn: dig(end, "Arn"),
    name: dig(end, "Name"),
    role: named ?? (role && { value: role, kind: "role", service: "iam" }),
  };
}

function endOfResource(resource: Resource, at: SourceRange, context: TemplateContext): ConnectorEnd {
  const { logicalId, type } = resource;
  const to = { by: "logical-id", file: context.builder.file, logicalId } as const;
  return {
    type: lookup(TRANSLATED, type) ?? type,
    arn: referenceValue({ ...to, attribute: "Arn" }, at),
    name: referenceValue({ ...to, attribute: "Name" }, at),
    role: roleOf(resource, context),
  };
}

function connect(source: ConnectorEnd, settings: Value | undefined, at: SourceRange, context: TemplateContext): void {
  const { builder } = context;
  for (const value of elements(dig(settings, "Destination"))) {
    const destination = endOf(value, at, context);
    const isKnown = connectEnds(builder, source, destination, elements(dig(settings, "Permissions")));
    if (!isKnown && source.type !== "" && destination.type !== "") {
      builder.invalid(`A connector from ${source.type} to ${destination.type}`, "between types that SAM connects", at);
    }
  }
}

/** Grants `Read` and `Write` between two ends; false when SAM connects no such types. */
export function connectEnds(
  builder: FragmentBuilder,
  source: ConnectorEnd,
  destination: ConnectorEnd,
  permissions: readonly Value[],
): boolean {
  const grant = lookup(lookup(CONNECTOR_GRANTS, source.type) ?? {}, destination.type);
  if (!grant) return false;
  for (const permission of permissions) {
    const category = word(permission);
    if (category === "Read" || category === "Write") {
      addGrant(builder, grant, grant[category] ?? [], { source, destination, at: permission.at });
    }
  }
  return true;
}

function addGrant(
  builder: FragmentBuilder,
  { to, principal }: ConnectorGrant,
  granted: readonly Actions[],
  { source, destination, at }: { source: ConnectorEnd; destination: ConnectorEnd; at: SourceRange },
): void {
  const end = to === "destination" ? source : destination;
  for (const { service, operations, on = [""], other } of granted) {
    const actions = operations.split(" ").map((operation) => `${service}:${operation}`);
    const named = other === undefined ? on.map((ending) => withEnding(end.arn, ending)) : [otherResource(other, end)];
    const resources = named.flatMap((resource) => resource ?? []);
    if (principal !== undefined) {
      const owner = destination.arn && { value: destination.arn };
      const conditions = source.arn && mapOf({ ArnEquals: mapOf({ "aws:SourceArn": source.arn }, at) }, at);
      const letIn = { principals: [textValue(principal, at)], conditions, policy: "resource" } as const;
      if (owner) addImpliedStatement(builder, owner, "connector", at, actions, resources, letIn);
      continue;
    }
    const owner = to === "source" ? source.role : destination.role;
    if (owner !== undefined) addImpliedStatement(builder, owner, "connector", at, actions, resources);
  }
}

function withEnding(arn: Value | undefined, ending: string): Value | undefined {
  return arn && ending !== "" ? joinValues([arn, textValue(ending, arn.at)], arn.at) : arn;
}

function otherResource(pattern: string, { arn, name }: ConnectorEnd): Value | undefined {
  const [before = "", after] = pattern.split("{name}");
  const place = arn?.at ?? name?.at;
  if (!place) return undefined;
  if (after === undefined) return textValue(before, place);
  return joinValues([textValue(before, place), name ?? textValue("*", place), textValue(after, place)], place);
}

/** Role under the name that each type gives it; a rule has one for each of its targets. */
function roleProperty({ properties }: Resource): Value | undefined {
  return (
    firstOf(properties, "Role", "RoleArn", "ServiceRoleArn") ??
    elements(dig(properties, "Targets")).flatMap((target) => dig(target, "RoleArn") ?? [])[0]
  );
}

function roleOf(source: Resource, { builder }: TemplateContext): End | undefined {
  const role = roleProperty(source);
  if (role) return { value: role, kind: "role", service: "iam" };
  const isSam = source.type === "AWS::Serverless::Function" || source.type === "AWS::Serverless::StateMachine";
  return isSam && hasImplicitRole(source.properties) ? implicitRoleId(builder, source) : undefined;
}
