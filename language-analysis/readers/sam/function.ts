// AWS::Serverless::Function.
import type { Value } from "../../model/value.ts";
import { FUNCTION_PROPERTIES, urlAuthentication } from "../cloudformation/types/compute.ts";
import { addEndpoint } from "../endpoints.ts";
import type { EdgeDraft, ValueEnd } from "../fragment-builder.ts";
import { addInlineCode } from "../inline-code.ts";
import { addImpliedStatement } from "../policies/documents.ts";
import type { PropertySource, Resource, ResourceSpec, TemplateContext } from "../resource.ts";
import { addTarget } from "../targets.ts";
import { alternatives, dig, entriesOf, firstOf, word } from "../walk-values.ts";
import { addEventGrants } from "./event-grants.ts";
import { addEvents } from "./events.ts";
import { addMadeChannel, mayBeMade } from "./made-channels.ts";
import { addImpliedManagedPolicy, hasImplicitRole, wireRole } from "./roles.ts";
import { lookup } from "../lookup.ts";

const PROPERTIES: Readonly<Record<string, PropertySource>> = {
  ...FUNCTION_PROPERTIES,
  codeUri: (properties) => alternatives(dig(properties, "CodeUri")).find((uri) => uri.kind !== "map"),
  codeKey: "CodeUri.Key",
  inlineCode: "InlineCode",
  imageUri: (properties, resource) =>
    dig(properties, "ImageUri") ?? firstOf(resource.declaration, "Metadata.DockerContext", "Metadata.Dockerfile"),
  tracing: "Tracing",
  asynchronous: "EventInvokeConfig",
  deadLetter: "DeadLetterQueue.TargetArn",
  provisionedConcurrency: "ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions",
  maximumRetryAttempts: "EventInvokeConfig.MaximumRetryAttempts",
  maximumEventAgeSeconds: "EventInvokeConfig.MaximumEventAgeInSeconds",
  onFailure: "EventInvokeConfig.DestinationConfig.OnFailure.Destination",
  onSuccess: "EventInvokeConfig.DestinationConfig.OnSuccess.Destination",
  buildMethod: (_, resource) => dig(resource.declaration, "Metadata.BuildMethod"),
};

/** `globals` is read when resources are wired, so the spec is made for one template. */
export const SAM_FUNCTION: ResourceSpec = {
  kind: "function",
  service: "lambda",
  properties: PROPERTIES,
};

export function wireFunction(resource: Resource, globals: Value | undefined, context: TemplateContext): void {
  addInlineCode(resource, context, dig(resource.properties, "InlineCode"));
  wireRole(resource, context, "lambda.amazonaws.com");
  addEvents(resource, globals, context);
  addImpliedPolicies(resource, context);
  addFunctionUrl(resource, context);
  addDestinations(resource, context);
  addDeploymentHooks(resource, context);
}

/** Functions that CodeDeploy calls before and after it shifts the traffic to a new version. */
function addDeploymentHooks({ logicalId, properties, condition }: Resource, { builder }: TemplateContext): void {
  const preference = dig(properties, "DeploymentPreference");
  const hooks = entriesOf(dig(preference, "Hooks"));
  if (!preference || hooks.length === 0) return;
  const { file, nodeDialect: dialect } = builder;
  const id = builder.idOf(`${logicalId} deployment`);
  builder.addNode({
    id,
    kind: "external",
    provider: "aws",
    service: "codedeploy",
    name: `deployment of ${logicalId}`,
    logicalId: `${logicalId} deployment`,
    type: "",
    dialect,
    group: file,
    at: preference.at,
    nameAt: preference.at,
    properties: {},
    ...(condition !== undefined && { condition }),
  });
  for (const { key: label, value } of hooks) {
    const to = { value, kind: "function" as const, service: "lambda" };
    builder.addEdge({ from: id, to, kind: "invokes", at: value.at, label });
  }
}

/** What SAM grants besides Policies. Source: SAM translator, generated IAM role. */
function addImpliedPolicies(resource: Resource, context: TemplateContext): void {
  const { builder } = context;
  const { properties, nameAt } = resource;
  if (!hasImplicitRole(properties)) return;
  addImpliedManagedPolicy(builder, resource, "AWSLambdaBasicExecutionRole", nameAt);
  const tracing = dig(properties, "Tracing");
  if (word(tracing) === "Active") {
    addImpliedManagedPolicy(builder, resource, "AWSXRayDaemonWriteAccess", tracing?.at ?? nameAt);
  }
  const vpc = dig(properties, "VpcConfig");
  if (vpc) addImpliedManagedPolicy(builder, resource, "AWSLambdaVPCAccessExecutionRole", vpc.at);
  addEventGrants(resource, context);
  addDeadLetterGrant(resource, builder);
}

const SEND: Readonly<Record<string, string>> = {
  SQS: "sqs:SendMessage",
  SNS: "sns:Publish",
  Lambda: "lambda:InvokeFunction",
  EventBridge: "events:PutEvents",
  S3Bucket: "s3:PutObject",
};

function addDeadLetterGrant({ properties, nameAt, logicalId }: Resource, builder: TemplateContext["builder"]): void {
  const owner = builder.idOf(`${logicalId}Role`);
  const letter = dig(properties, "DeadLetterQueue");
  const action = lookup(SEND, word(dig(letter, "Type")));
  const target = dig(letter, "TargetArn");
  if (action !== undefined && target) {
    addImpliedStatement(builder, owner, "DeadLetterQueue", letter?.at ?? nameAt, [action], [target]);
  }
  for (const outcome of ["OnSuccess", "OnFailure"]) {
    const destination = dig(properties, `EventInvokeConfig.DestinationConfig.${outcome}`);
    const grant = lookup(SEND, word(dig(destination, "Type")));
    const arn = dig(destination, "Destination");
    if (grant !== undefined && arn) {
      addImpliedStatement(builder, owner, outcome, destination?.at ?? nameAt, [grant], [arn]);
    }
  }
}

function addFunctionUrl(resource: Resource, { builder }: TemplateContext): void {
  const configuration = dig(resource.properties, "FunctionUrlConfig");
  for (const settings of alternatives(configuration)) {
    if (settings.kind !== "map") continue;
    const id = addEndpoint(builder, {
      key: `${resource.logicalId}Url`,
      name: `${resource.logicalId} URL`,
      logicalId: `${resource.logicalId}Url`,
      type: "",
      at: settings.at,
      nameAt: settings.at,
      protocol: "function-url",
      access: { authentication: urlAuthentication(dig(settings, "AuthType"), { nameAt: settings.at }) },
      isPublic: true,
      properties: { cors: dig(settings, "Cors") },
      body: settings,
      condition: resource.condition,
    });
    const label = "FunctionUrlConfig";
    builder.addEdge({ from: id, to: resource.id, kind: "triggers", trigger: "url", at: settings.at, label });
  }
}

/** What `Type` of a destination or dead-letter queue says, for targets that are declared elsewhere. */
const TARGETS: Readonly<Record<string, Pick<EdgeDraft, "kind"> & { readonly to: Omit<ValueEnd, "value"> }>> = {
  SQS: { kind: "publishes", to: { kind: "channel", service: "sqs" } },
  SNS: { kind: "publishes", to: { kind: "channel", service: "sns" } },
  EventBridge: { kind: "publishes", to: { kind: "channel", service: "events" } },
  S3Bucket: { kind: "writes", to: { kind: "store", service: "s3" } },
  Lambda: { kind: "invokes", to: { kind: "function", service: "lambda" } },
};

function addDestinations(resource: Resource, { builder }: TemplateContext): void {
  const { properties, id: from } = resource;
  const add = (label: string, destination: Value | undefined, value: Value | undefined): void => {
    if (!value) return;
    const known = lookup(TARGETS, word(dig(destination, "Type")));
    const { at } = value;
    if (known) builder.addEdge({ from, at, label, kind: known.kind, to: { value, ...known.to } });
    else addTarget(builder, { from, at, label, trigger: "other", isStep: true }, value);
  };
  const letter = dig(properties, "DeadLetterQueue");
  add("DeadLetterQueue", letter, dig(letter, "TargetArn"));
  for (const outcome of ["OnSuccess", "OnFailure"]) {
    const destination = dig(properties, `EventInvokeConfig.DestinationConfig.${outcome}`);
    const target = dig(destination, "Destination");
    add(outcome, destination, target);
    const kind = word(dig(destination, "Type"));
    if (destination && mayBeMade(target) && (kind === "SQS" || kind === "SNS")) {
      const key = `${resource.logicalId}EventInvokeConfig${outcome}${kind === "SQS" ? "Queue" : "Topic"}`;
      const to = addMadeChannel(builder, key, kind === "SQS" ? "sqs" : "sns", destination.at);
      builder.addEdge({ from, to, kind: "publishes", at: destination.at, label: outcome });
    }
  }
}
