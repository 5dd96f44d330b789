// A role of its own for a function that runs as a shared one, as its template language has it.
import type { MapNode } from "../model/app-map.ts";
import type { TextEdit } from "../model/finding.ts";
import { property, textOf } from "../model/value.ts";
import type { AppGraph } from "./app-graph.ts";
import { addResource, removeEntry, setEntry } from "./edits.ts";
import { entryText, getAtt, sub, type EditValue } from "./edit-text.ts";
import type { PolicyPart } from "./narrowed-statement.ts";
import { inlinePolicies, samPolicies, statementOf } from "./policy-edits.ts";

/** Undefined when the language has no such way, or the template does not write the role where the function is. */
export function ownRoleEdits(
  graph: AppGraph,
  user: MapNode,
  parts: readonly PolicyPart[],
): readonly TextEdit[] | undefined {
  const { body, type, policyPlace } = user;
  if (policyPlace) return setEntry(policyPlace.body, policyPlace.path, parts.map(statementOf));
  const role = body?.entries.find(({ key }) => key === "Role");
  if (!body?.layout || !role) return undefined;
  if (type === "AWS::Serverless::Function") {
    if (property(body, "Policies")) return undefined;
    if (parts.length === 0) return removeEntry(body, "Role");
    const { at, keyAt } = role;
    return [{ at, newText: entryText("Policies", samPolicies(parts), body.layout.style, keyAt.start.character) }];
  }
  return type === "AWS::Lambda::Function" ? declaredRoleEdits(graph, user, parts) : undefined;
}

function declaredRoleEdits(
  graph: AppGraph,
  user: MapNode,
  parts: readonly PolicyPart[],
): readonly TextEdit[] | undefined {
  const { body, logicalId, group, condition } = user;
  const name = `${logicalId}Role`;
  const isTaken = graph.node(`${group}#${name}`) ?? graph.settings().some(({ id }) => id === `${group}#${name}`);
  if (!body || isTaken || condition !== undefined) return undefined;
  const named = setEntry(body, ["Role"], getAtt(name, "Arn"));
  const declared = addResource(user, name, "AWS::IAM::Role", {
    AssumeRolePolicyDocument: {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
    },
    ManagedPolicyArns: executionPolicies(user),
    ...(parts.length > 0 && { Policies: inlinePolicies(parts) }),
  });
  return named && declared && [...named, ...declared];
}

/** Source: AWS Lambda Developer Guide, "AWS managed policies for AWS Lambda". */
function executionPolicies({ properties }: MapNode): readonly EditValue[] {
  const policies = ["service-role/AWSLambdaBasicExecutionRole"];
  if (properties["vpc"]) policies.push("service-role/AWSLambdaVPCAccessExecutionRole");
  if (textOf(properties["tracing"]) === "Active") policies.push("AWSXRayDaemonWriteAccess");
  return policies.map((policy) => sub(`arn:\${AWS::Partition}:iam::aws:policy/${policy}`));
}
