// SAM connectors: `Read` and `Write` between two resources stand for statements in the role of the source.
// Source: AWS SAM Developer Guide, "AWS SAM connector reference".
import type { SourceRange } from "../../model/range.ts";
import type { Value } from "../../model/value.ts";
import type { End } from "../fragment-builder.ts";
import { referenceValue } from "../make-values.ts";
import { addImpliedStatement } from "../policies/documents.ts";
import type { Resource, TemplateContext } from "../resource.ts";
import { dig, elements, entriesOf, word } from "../walk-values.ts";
import { hasImplicitRole, implicitRoleId } from "./roles.ts";
import { lookup } from "../lookup.ts";

/** Actions by destination type and permission; operations without their service. */
const GRANTS: Readonly<Record<string, { readonly service: string; readonly Read: string; readonly Write: string }>> = {
  "AWS::Lambda::Function": { service: "lambda", Read: "", Write: "InvokeAsync InvokeFunction" },
  "AWS::S3::Bucket": {
    service: "s3",
    Read: "GetObject GetObjectAcl GetObjectLegalHold GetObjectRetention GetObjectTorrent GetObjectVersion GetObjectVersionAcl GetObjectVersionForReplication GetObjectVersionTorrent ListBucket ListBucketMultipartUploads ListBucketVersions ListMultipartUploadParts",
    Write:
      "AbortMultipartUpload DeleteObject DeleteObjectVersion PutObject PutObjectLegalHold PutObjectRetention RestoreObject",
  },
  "AWS::DynamoDB::Table": {
    service: "dynamodb",
    Read: "GetItem Query Scan BatchGetItem ConditionCheckItem PartiQLSelect",
    Write: "PutItem UpdateItem DeleteItem BatchWriteItem PartiQLDelete PartiQLInsert PartiQLUpdate",
  },
  "AWS::SQS::Queue": {
    service: "sqs",
    Read: "ReceiveMessage GetQueueAttributes",
    Write: "DeleteMessage SendMessage ChangeMessageVisibility PurgeQueue",
  },
  "AWS::SNS::Topic": { service: "sns", Read: "", Write: "Publish" },
  "AWS::StepFunctions::StateMachine": {
    service: "states",
    Read: "DescribeStateMachine ListExecutions DescribeExecution DescribeStateMachineForExecution GetExecutionHistory",
    Write: "StartExecution StartSyncExecution StopExecution",
  },
  "AWS::Events::EventBus": { service: "events", Read: "", Write: "PutEvents" },
};

/** SAM's own types grant as what they become. */
const TRANSLATED: Readonly<Record<string, string>> = {
  "AWS::Serverless::Function": "AWS::Lambda::Function",
  "AWS::Serverless::SimpleTable": "AWS::DynamoDB::Table",
  "AWS::DynamoDB::GlobalTable": "AWS::DynamoDB::Table",
  "AWS::Serverless::StateMachine": "AWS::StepFunctions::StateMachine",
};

/** Connectors whose grant goes to the destination: what polls a source has to read it. */
const POLLERS: Readonly<Record<string, { readonly service: string; readonly Read: string; readonly Write: string }>> = {
  "AWS::SQS::Queue": { service: "sqs", Read: "ReceiveMessage GetQueueAttributes", Write: "DeleteMessage" },
  "AWS::DynamoDB::Table": {
    service: "dynamodb",
    Read: "DescribeStream GetRecords GetShardIterator ListStreams",
    Write: "",
  },
};

/** One end of a connector: a resource of the template, or its type with what is known of it. */
interface ConnectorEnd {
  readonly type: string;
  readonly arn: Value | undefined;
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
    role: named ?? (role && { value: role, kind: "role", service: "iam" }),
  };
}

function endOfResource(resource: Resource, at: SourceRange, context: TemplateContext): ConnectorEnd {
  const { logicalId, type } = resource;
  return {
    type: lookup(TRANSLATED, type) ?? type,
    arn: referenceValue({ by: "logical-id", file: context.builder.file, logicalId, attribute: "Arn" }, at),
    role: roleOf(resource, context),
  };
}

function connect(source: ConnectorEnd, settings: Value | undefined, at: SourceRange, context: TemplateContext): void {
  const { builder } = context;
  for (const value of elements(dig(settings, "Destination"))) {
    const destination = endOf(value, at, context);
    const poller = destination.type === "AWS::Lambda::Function" ? lookup(POLLERS, source.type) : undefined;
    const grant = poller ?? lookup(GRANTS, destination.type);
    const owner = poller ? destination.role : source.role;
    const resource = poller ? source.arn : destination.arn;
    if (!grant || owner === undefined) continue;
    for (const permission of elements(dig(settings, "Permissions"))) {
      const category = word(permission);
      if (category !== "Read" && category !== "Write") continue;
      const actions = grant[category].split(" ").filter(Boolean);
      if (actions.length === 0) continue;
      const full = actions.map((operation) => `${grant.service}:${operation}`);
      addImpliedStatement(builder, owner, "connector", permission.at, full, resource ? [resource] : []);
    }
  }
}

function roleOf(source: Resource, { builder }: TemplateContext): End | undefined {
  const role = dig(source.properties, "Role") ?? dig(source.properties, "RoleArn");
  if (role) return { value: role, kind: "role", service: "iam" };
  const isSam = source.type === "AWS::Serverless::Function" || source.type === "AWS::Serverless::StateMachine";
  return isSam && hasImplicitRole(source.properties) ? implicitRoleId(builder, source) : undefined;
}
