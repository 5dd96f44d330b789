// Whether a function may do at all what its code calls: without the permission the call fails and no data moves.
import type { AppGraph } from "../../graph/app-graph.ts";
import { operationShape } from "../../graph/operations.ts";
import { mayDo } from "../../graph/role-powers.ts";
import { matchesAction } from "../../iam/action.ts";
import { matchesActions } from "../../iam/decision.ts";
import type { MapNode, OwnedStatement } from "../../model/app-map.ts";
import { textOf, type Value } from "../../model/value.ts";

/** True when the roles of `user` are known and none of them allows `operation` on `target`. */
export function isForbidden(
  graph: AppGraph,
  user: MapNode,
  call: { readonly service: string; readonly operation: string },
  target: MapNode,
): boolean {
  // What is scheduled is started by a role of its own, some time later.
  if (SCHEDULING.test(call.operation)) return false;
  const roles = graph.rolesOf(user.id);
  if (roles.length === 0 || roles.some((role) => role.declaredElsewhere)) return false;
  const { actions } = operationShape(call);
  return roles.every((role) => {
    const statements = graph.statementsOf(role.id, "identity");
    if (statements.some((one) => isOpaque(one, target.service))) return false;
    const granted = graph.grantedOn(role.id, target.id);
    if (!actions.some((action) => mayDo(granted, action))) {
      // A resource that could not be resolved may be this one.
      return !statements.some((one) => isUnsure(one) && actions.some((action) => matchesActions(one, action) !== "no"));
    }
    return actions.every((action) => statements.some((one) => deniesAll(one, action)));
  });
}

const SCHEDULING = /^(CreateSchedule|UpdateSchedule|PutTargets)$/i;

/** What it grants is not known: a managed policy by name alone, `NotAction`, actions that are not literal. */
function isOpaque({ effect, origin, actions, notActions }: OwnedStatement, service: string): boolean {
  if (effect !== "Allow") return false;
  if (origin.kind === "managed-policy" && actions.length === 0) return mayMean(origin.name, service);
  return notActions.length > 0 || actions.some((action) => textOf(action) === undefined);
}

const SERVICE_NAMES: Readonly<Record<string, RegExp>> = {
  s3: /S3/,
  dynamodb: /DynamoDB/i,
  sqs: /SQS|SimpleQueue/,
  sns: /SNS|SimpleNotification/,
  kinesis: /Kinesis/,
  lambda: /Lambda_?FullAccess|LambdaRole|LambdaInvocation|LambdaExecute|LambdaDynamoDB/,
  states: /StepFunctions|States/,
  events: /EventBridge|CloudWatchEvents/,
};
const BROAD = /^(Administrator|PowerUser|ReadOnly|DataScientist|Database)|FullAccess$/;
const NARROW =
  /^(AWSLambda(BasicExecution|VPCAccess|ENIManagement)|AWSXRay|CloudWatchLogs|AmazonAPIGatewayPushToCloudWatch)/;

/** A managed policy named after another service grants nothing here. */
function mayMean(name: string, service: string): boolean {
  if (NARROW.test(name)) return false;
  const own = SERVICE_NAMES[service];
  if (!own || own.test(name)) return true;
  const isOther = Object.entries(SERVICE_NAMES).some(([word, pattern]) => word !== service && pattern.test(name));
  return !isOther && BROAD.test(name) ? true : !isOther && !/^(AWS|Amazon|Cloud)/.test(name);
}

/** The resources are not all known, so that one of them may be the target. */
function isUnsure({ effect, resources, notResources }: OwnedStatement): boolean {
  return effect === "Allow" && (notResources.length > 0 || resources.some((one) => hasUnknownPart(one)));
}

const EVERYWHERE = /^AWS::(Region|AccountId|Partition|URLSuffix)$/;

function hasUnknownPart(value: Value, depth = 0): boolean {
  switch (value.kind) {
    case "unresolved":
    case "choice":
      return true;
    case "join":
      return depth > 6 || value.parts.some((part) => hasUnknownPart(part, depth + 1));
    case "reference":
      return value.to.by === "pseudo" ? !EVERYWHERE.test(value.to.name) : value.to.by !== "logical-id";
    default:
      return false;
  }
}

function deniesAll({ effect, actions, resources, conditions }: OwnedStatement, action: string): boolean {
  if (effect !== "Deny" || conditions !== undefined) return false;
  return (
    actions.some((one) => matchesAction(textOf(one) ?? "", action)) && resources.some((one) => textOf(one) === "*")
  );
}
