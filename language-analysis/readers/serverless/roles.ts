// Execution roles of a service: one shared by its functions, one per function by plugin, or a role declared apart.
import type { SourceRange } from "../../model/range.ts";
import type { Value } from "../../model/value.ts";
import { joinValues, referenceValue, textValue } from "../make-values.ts";
import { addImpliedStatement, addPolicyDocument } from "../policies/documents.ts";
import { addManagedPolicies, addManagedPolicyName } from "../policies/managed.ts";
import { dig, elements, entriesOf, firstOf, isTrue, word } from "../walk-values.ts";
import { streamService } from "./events/streams.ts";
import { defaultName, upperFirst } from "./names.ts";
import type { Service, ServiceFunction } from "./service.ts";

export const SHARED_ROLE = "IamRoleLambdaExecution";
const PER_FUNCTION = "serverless-iam-roles-per-function";

export function wireRoles(service: Service): void {
  const users = [...service.functions.values()].filter((owner) => wireFunctionRole(service, owner));
  if (users.length > 0) addSharedRole(service, users);
}

/** Gives true when the function uses the shared role. */
function wireFunctionRole(service: Service, owner: ServiceFunction): boolean {
  const { builder, provider } = service;
  const { id, value, nameAt } = owner;
  const own = firstOf(value, "iamRoleStatements", "iam.role.statements");
  const role = dig(value, "role") ?? declaredRole(provider);
  if (own && !dig(value, "role")) {
    addFunctionRole(service, owner, own);
    return false;
  }
  if (role) {
    const to = { value: roleReference(service, role), kind: "role" as const, service: "iam" };
    builder.addEdge({ from: id, to, kind: "runs-as", at: role.at, label: "role" });
    return false;
  }
  const at = sharedRoleAt(service) ?? nameAt;
  builder.addEdge({ from: id, to: builder.idOf(SHARED_ROLE), kind: "runs-as", at, label: "provider" });
  return true;
}

/** A role that the provider names instead of having one made. */
function declaredRole(provider: Value | undefined): Value | undefined {
  const role = dig(provider, "iam.role");
  return dig(provider, "role") ?? (role && role.kind !== "map" ? role : undefined);
}

/** A text may be the logical id of a role in `resources`. */
function roleReference({ context, builder }: Service, role: Value): Value {
  const name = word(role);
  if (name === undefined || !context.resources.has(name)) return role;
  return referenceValue({ by: "logical-id", file: builder.file, logicalId: name }, role.at);
}

function sharedStatements(provider: Value | undefined): Value | undefined {
  return firstOf(provider, "iam.role.statements", "iamRoleStatements");
}

function sharedRoleAt({ provider }: Service): SourceRange | undefined {
  const iam = dig(provider, "iam.role") ?? dig(provider, "iamRoleStatements");
  return iam?.at;
}

function addRoleNode(service: Service, logicalId: string, at: SourceRange, nameAt: SourceRange, name?: Value): string {
  const { builder } = service;
  const id = builder.idOf(logicalId);
  builder.addNode({
    id,
    kind: "role",
    provider: "aws",
    service: "iam",
    name: logicalId,
    logicalId,
    type: "",
    dialect: "none",
    group: builder.file,
    at,
    nameAt,
    properties: name ? { physicalName: name } : {},
  });
  builder.addStatement(
    {
      effect: "Allow",
      actions: [textValue("sts:AssumeRole", nameAt)],
      notActions: [],
      resources: [],
      notResources: [],
      principals: [textValue("lambda.amazonaws.com", nameAt)],
      conditions: undefined,
      at: nameAt,
      origin: { kind: "implied", reason: "Lambda runs the functions" },
      policy: "trust",
    },
    id,
  );
  return id;
}

function addSharedRole(service: Service, users: readonly ServiceFunction[]): void {
  const { builder, provider, providerAt, context } = service;
  const role = dig(provider, "iam.role");
  const at = sharedRoleAt(service) ?? providerAt;
  const id = addRoleNode(service, SHARED_ROLE, at, at, dig(role, "name"));
  addPolicyDocument(builder, sharedStatements(provider), id, "identity");
  const managed = firstOf(provider, "iam.role.managedPolicies", "iamManagedPolicies");
  addManagedPolicies(builder, managed, id, context.ownPolicies);
  for (const owner of users) addImplied(service, owner, id);
  if (dig(provider, "vpc")) addManagedPolicyName(builder, "AWSLambdaVPCAccessExecutionRole", id, at);
}

function addFunctionRole(service: Service, owner: ServiceFunction, statements: Value): void {
  const { builder, provider, context } = service;
  const { key, value, nameAt, at } = owner;
  const logicalId = `${upperFirst(key)}Role`;
  const id = addRoleNode(service, logicalId, at, nameAt, dig(value, "iamRoleStatementsName"));
  builder.addEdge({ from: owner.id, to: id, kind: "runs-as", at: statements.at, label: "iamRoleStatements" });
  addPolicyDocument(builder, statements, id, "identity");
  const inherit = dig(value, "iamRoleStatementsInherit") ?? service.section(`custom.${PER_FUNCTION}.defaultInherit`);
  if (isTrue(inherit)) addPolicyDocument(builder, sharedStatements(provider), id, "identity");
  const managed = firstOf(value, "iamManagedPolicies", "iam.role.managedPolicies");
  addManagedPolicies(builder, managed, id, context.ownPolicies);
  addImplied(service, owner, id);
}

/** Grants that the framework adds for events that are polled. Source: its documentation of each event. */
const POLLED: Readonly<Record<string, readonly string[]>> = {
  sqs: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
  dynamodb: ["dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream", "dynamodb:ListStreams"],
  kinesis: [
    "kinesis:GetRecords",
    "kinesis:GetShardIterator",
    "kinesis:DescribeStreamSummary",
    "kinesis:ListShards",
    "kinesis:ListStreams",
  ],
};

function addImplied(service: Service, { key, value, nameAt }: ServiceFunction, role: string): void {
  const { builder } = service;
  const logs = ["logs:CreateLogStream", "logs:CreateLogGroup", "logs:TagResource", "logs:PutLogEvents"];
  addImpliedStatement(builder, role, "the function's log group", nameAt, logs, [logGroupOf(service, key, nameAt)]);
  for (const event of elements(dig(value, "events"))) {
    for (const { key, value: settings, at } of entriesOf(event)) {
      if (key !== "sqs" && key !== "stream") continue;
      const arn = settings.kind === "map" ? dig(settings, "arn") : settings;
      const actions = POLLED[key === "sqs" ? "sqs" : streamService(settings)];
      if (actions && arn) addImpliedStatement(builder, role, `events.${key}`, at, actions, [arn]);
    }
  }
  const onError = dig(value, "onError");
  if (onError) addImpliedStatement(builder, role, "onError", onError.at, ["sns:Publish"], [onError]);
}

/** ARN of `/aws/lambda/service-stage-function`, as the framework names log groups. */
function logGroupOf(service: Service, key: string, at: SourceRange): Value {
  const pseudo = (name: string): Value => referenceValue({ by: "pseudo", name }, at);
  const own = dig(service.functions.get(key)?.value, "name") ?? defaultName(service, key, at);
  return joinValues(
    [
      textValue("arn:", at),
      pseudo("AWS::Partition"),
      textValue(":logs:", at),
      pseudo("AWS::Region"),
      textValue(":", at),
      pseudo("AWS::AccountId"),
      textValue(":log-group:/aws/lambda/", at),
      own,
      textValue(":*", at),
    ],
    at,
  );
}
