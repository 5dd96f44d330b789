import type { AppGraph } from "../../graph/app-graph.ts";
import { escalationsOf } from "../../graph/escalations.ts";
import { patternTexts } from "../../graph/value-pattern.ts";
import { statementUses } from "../../graph/statement-uses.ts";
import { accessOf } from "../../iam/access.ts";
import { serviceOf, wildcardScope } from "../../iam/action.ts";
import { matchesPattern } from "../../iam/pattern.ts";
import { parseArn } from "../../iam/resource.ts";
import { isScoping, resourceBreadth, type ResourceBreadth } from "../../iam/breadth.ts";
import type { ActionLevel } from "../../iam/service-data.ts";
import type { OwnedStatement } from "../../model/app-map.ts";
import type { Severity } from "../../model/finding.ts";
import { say, type Message } from "../../model/message.ts";
import { property, textOf, type Value } from "../../model/value.ts";
import { defineRule } from "../rule.ts";
import { granteesOfText, relatedUsers, weighGrantees } from "./grantees.ts";
import { narrowingFixes, whyNotNarrowed } from "./narrowing-fixes.ts";
import { bindable, leavesOpen } from "./open-resources.ts";
import { SNIPPETS } from "./least-privilege-snippets.ts";
import { breadthOf, TELEMETRY } from "./wildcard-breadth.ts";

export const wildcardResource = defineRule({
  id: "SAS-4/wildcard-resource",
  title: "Actions granted on every resource",
  severity: "medium",
  why: "Whoever takes over the function reaches every resource of the account that these actions work on, those of other apps included.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html",
  mitigation: "Name the resources that the function works on; keep the asterisk for actions that know no resources.",
  snippets: SNIPPETS,
  *check({ graph }) {
    for (const statement of graph.map.statements) {
      const { origin } = statement;
      if (statement.effect !== "Allow" || statement.policy !== "identity") continue;
      if (origin.kind !== "statement" && origin.kind !== "policy-template") continue;
      const [exception] = statement.notResources;
      const wide = statement.resources.flatMap((at) => widthOf(at) ?? []).filter((one) => isWritten(statement, one));
      if (wide.length === 0 && !exception) continue;
      const actions = boundActions(graph, statement).filter(
        ({ service }) => exception !== undefined || wide.some((one) => isAbout(one, service)),
      );
      const grantees = actions.length > 0 ? granteesOfText(graph, statement) : undefined;
      if (!grantees) continue;
      const keys = conditionKeys(statement.conditions);
      if (isScoping(keys)) continue;
      const weighed = weighGrantees(graph, severityOf(actions), grantees);
      for (const { at: written, breadth } of exception ? [{ at: exception, breadth: undefined }] : wide.slice(0, 1)) {
        const at = placeOf(statement, written);
        const fixes = narrowingFixes(graph, statement, (parts) => !parts.some((part) => leavesOpen(statement, part)));
        yield {
          on: statement.owner,
          at: at.at,
          key: `${exception ? "NotResource" : "Resource"} ${nameOf(statement)}`,
          confidence: keys.length > 0 || at.assumed !== undefined ? "medium" : "high",
          severity: weighed.severity,
          message: messageOf(grantees.name, breadth),
          reasons: [
            say("Resources can be named for {0}.", actions.map(({ pattern }) => pattern).join(", ")),
            ...(keys.length > 0 ? [say("It holds only under the condition on {0}.", keys.join(", "))] : []),
            ...weighed.reasons,
            ...(fixes.length === 0 ? whyNotNarrowed(graph, statement) : []),
          ],
          related: relatedUsers(grantees),
          fixes,
        };
      }
    }
  },
});

interface BoundAction {
  readonly pattern: string;
  readonly level: ActionLevel;
  readonly service: string;
  /** It does something to what the resource holds, not only looks at how it is set up. */
  readonly isHarmful: boolean;
}

interface Wide {
  readonly at: Value;
  readonly breadth: ResourceBreadth;
}

/** A policy template that knows no resources is none of the template's doing; one whose parameter is `*` is. */
function isWritten({ origin }: OwnedStatement, { at, breadth }: Wide): boolean {
  return origin.kind !== "policy-template" || (breadth === "type" && at.kind !== "text");
}

/** For policy templates the parameter that holds the asterisk. */
function placeOf({ origin }: OwnedStatement, at: Value): Value {
  const parameters = origin.kind === "policy-template" ? origin.parameters : undefined;
  if (parameters?.kind !== "map") return at;
  return parameters.entries.find(({ value }) => /^[*/]+$/.test(textOf(value) ?? ""))?.value ?? at;
}

/** `arn:aws:ec2:*:*:*` does not open what is done to secrets. */
function isAbout({ at, breadth }: Wide, service: string): boolean {
  if (breadth === "everything" || service === "*") return true;
  return patternTexts(at).some((text) => matchesPattern(parseArn(text)?.service ?? "*", arnService(service)));
}

/** Actions of these services are on ARNs of another name. */
function arnService(service: string): string {
  return service === "kafka-cluster" ? "kafka" : service;
}

function widthOf(at: Value): Wide | undefined {
  const breadths = patternTexts(at).map(resourceBreadth);
  if (breadths.length === 0 || breadths.includes(undefined)) return undefined;
  return { at, breadth: breadths.includes("everything") ? "everything" : "type" };
}

/** Has a rule of its own. */
const INVOKING = /^lambda:Invoke(?:Function|Async)?$/i;

/**
 * Actions of the statement for which resources can be named. `*` is left to the rule about wildcard actions, and what opens a way to
 * more permissions to the rule about that.
 */
function boundActions(graph: AppGraph, statement: OwnedStatement): readonly BoundAction[] {
  const leads = new Set(escalationsOf(graph, statement.owner).flatMap(({ hops }) => hops[0]?.value ?? []));
  return statement.actions.flatMap((value) => {
    const pattern = textOf(value);
    if (pattern === undefined || leads.has(value)) return [];
    // With everything granted it is the wildcard in the action that counts, unless NotResource says that somebody thought of resources.
    if (wildcardScope(pattern) === "everything")
      return statement.notResources.length > 0
        ? [{ pattern, level: "permissions" as const, service: "*", isHarmful: true }]
        : [];
    // The rule about wildcard actions says what there is to say of logs and metrics.
    if (TELEMETRY.has(serviceOf(pattern)) && breadthOf(pattern)) return [];
    const covered = bindable(pattern).filter(
      ({ name }) => !INVOKING.test(name) && !textsPhones(graph, statement, name),
    );
    const level = worst(covered.map((one) => one.level));
    const isHarmful = covered.some(({ name }) => accessOf(name) !== undefined);
    return level ? [{ pattern, level, service: serviceOf(pattern), isHarmful }] : [];
  });
}

/** A message to a phone number goes to no topic: only `*` allows it. */
function textsPhones(graph: AppGraph, { at }: OwnedStatement, action: string): boolean {
  if (action !== "sns:Publish") return false;
  return statementUses(graph, at).uses.some((one) => one.action === action && one.use.resource.kind === "any");
}

const BY_WEIGHT: readonly ActionLevel[] = ["permissions", "write", "tagging", "read", "list"];

function worst(levels: readonly ActionLevel[]): ActionLevel | undefined {
  return BY_WEIGHT.find((level) => levels.includes(level));
}

/** Services that hold data or secrets, carry messages, or run something: what is done there to a foreign resource does harm. */
const HARMFUL =
  /^(?:s3|dynamodb|secretsmanager|ssm|kms|rds|rds-data|redshift|redshift-data|sqs|sns|events|kinesis|firehose|athena|glue|es|aoss|lakeformation|cognito-idp|cognito-identity|codecommit|codebuild|codepipeline|ecr|ecs|eks|ec2|lambda|states|cloudformation|iam|sts|organizations|sso|logs|route53|apigateway|execute-api|iot|timestream|elasticfilesystem|backup|elasticache|sagemaker|acm|acm-pca|batch|ssm-guiconnect|transfer|wafv2)$/;

function severityOf(actions: readonly BoundAction[]): Severity {
  const harmful = actions.filter(({ service, isHarmful }) => isHarmful && HARMFUL.test(service));
  return harmful.some(({ level }) => level !== "list" && level !== "tagging") ? "medium" : "low";
}

/** Says no action: naming fewer of them leaves the weakness what it is. */
function messageOf(who: string, breadth: ResourceBreadth | undefined): Message {
  switch (breadth) {
    case "everything":
      return say("{0} may use these actions on every resource of the account.", who);
    case "type":
      return say("{0} may use these actions on every resource of this type in the account.", who);
    case undefined:
      return say("{0} may use these actions on every resource but those that NotResource names.", who);
  }
}

/** Keys of all operators of a Condition block. */
export function conditionKeys(conditions: Value | undefined): readonly string[] {
  if (conditions?.kind !== "map") return conditions ? ["?"] : [];
  return conditions.entries.flatMap(({ key }) => {
    const operator = property(conditions, key);
    return operator?.kind === "map" ? operator.entries.map((entry) => entry.key) : [];
  });
}

/** Tells statements of one role apart, also when one of them goes or is written anew. */
function nameOf({ origin }: OwnedStatement): string {
  if (origin.kind === "policy-template") return origin.name;
  return origin.kind === "statement" ? (textOf(property(origin.value, "Sid")) ?? "") : "";
}
