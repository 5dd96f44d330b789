// SAM policy templates that grant kinds of access which no code uses: CRUD where the code only puts.
import type { AppGraph } from "../../graph/app-graph.ts";
import { placeOf } from "../../graph/role-policy.ts";
import { roleUse } from "../../graph/role-use.ts";
import { accessOf, type Access } from "../../iam/access.ts";
import { actionInfo } from "../../iam/service-data.ts";
import { isHousekeeping } from "../../iam/unseen-uses.ts";
import type { OwnedStatement } from "../../model/app-map.ts";
import type { Fix } from "../../model/finding.ts";
import { say } from "../../model/message.ts";
import { textOf } from "../../model/value.ts";
import type { Hit } from "../rule.ts";
import { namesOf } from "./grantees.ts";
import { replacementFixes } from "./narrowing-fixes.ts";

type TemplateOrigin = Extract<OwnedStatement["origin"], { readonly kind: "policy-template" }>;

/**
 * Templates of one family take the same parameters; narrower ones first. Source: AWS SAM, "Policy template list".
 */
const FAMILIES: readonly (readonly { readonly name: string; readonly actions: readonly string[] }[])[] = [
  [
    {
      name: "DynamoDBReadPolicy",
      actions: [
        "dynamodb:GetItem",
        "dynamodb:Scan",
        "dynamodb:Query",
        "dynamodb:BatchGetItem",
        "dynamodb:DescribeTable",
      ],
    },
    { name: "DynamoDBWritePolicy", actions: ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:BatchWriteItem"] },
    { name: "DynamoDBCrudPolicy", actions: [] },
  ],
  [
    {
      name: "S3ReadPolicy",
      actions: [
        "s3:GetObject",
        "s3:ListBucket",
        "s3:GetBucketLocation",
        "s3:GetObjectVersion",
        "s3:GetLifecycleConfiguration",
      ],
    },
    { name: "S3WritePolicy", actions: ["s3:PutObject", "s3:PutObjectAcl", "s3:PutLifecycleConfiguration"] },
    { name: "S3CrudPolicy", actions: [] },
    { name: "S3FullAccessPolicy", actions: [] },
  ],
];

export function* widerTemplates(graph: AppGraph): Iterable<Hit> {
  for (const [first, ...more] of templateUses(graph)) {
    const { origin, owner, at } = first;
    if (origin.kind !== "policy-template") continue;
    const use = roleUse(graph, owner);
    if (!use.isComplete) continue;
    const granted = [first, ...more].flatMap(({ actions }) => actions.flatMap((action) => textOf(action) ?? []));
    const services = new Set(granted.map(serviceOf));
    const used = [...new Set(use.uses.flatMap(({ actions }) => actions))].filter((one) => services.has(serviceOf(one)));
    const relevant = used.filter((one) => granted.includes(one));
    const excess = kindsOf(granted).filter((kind) => !kindsOf(relevant).includes(kind));
    const fit = narrowestFor(origin.name, relevant);
    if (relevant.length === 0 || excess.length === 0 || fit === origin.name) continue;
    const name = namesOf(use.functions);
    yield {
      on: owner,
      at,
      key: `wider ${origin.name}`,
      confidence: "high",
      severity: "low",
      message: say("{0} uses only {1} of what {2} grants.", name, relevant.sort().join(", "), origin.name),
      reasons: [say("Every call that the code can make is known."), say("Not used: {0}.", excess.join(", "))],
      related: use.functions
        .slice(0, 5)
        .map((user) => ({ at: user.nameAt, message: say("{0} gets this permission.", user.name) })),
      fixes: [...narrowerFixes(origin, fit), ...replacementFixes(graph, first)],
    };
  }
}

/** Statements of each use of a template, together. */
function templateUses(graph: AppGraph): Iterable<readonly [OwnedStatement, ...OwnedStatement[]]> {
  const uses = new Map<string, [OwnedStatement, ...OwnedStatement[]]>();
  for (const statement of graph.map.statements) {
    if (statement.origin.kind !== "policy-template") continue;
    const key = `${statement.owner}|${statement.origin.name}|${placeOf(statement.at)}`;
    const known = uses.get(key);
    if (known) known.push(statement);
    else uses.set(key, [statement]);
  }
  return uses.values();
}

function serviceOf(action: string): string {
  return action.slice(0, action.indexOf(":"));
}

/** A batch of writes may delete as well, but what grants it is for writing; what goes along with the work is no kind of its own. */
function kindsOf(actions: readonly string[]): readonly Access[] {
  const kinds = actions.flatMap((action) => {
    const level = actionInfo(action)?.level;
    if (level === undefined || isHousekeeping(action, level)) return [];
    return /:BatchWrite/.test(action) ? "write" : (accessOf(action) ?? []);
  });
  return [...new Set(kinds)];
}

/** The first template of the family that grants all that is used. */
function narrowestFor(name: string, used: readonly string[]): string | undefined {
  const family = FAMILIES.find((one) => one.some((template) => template.name === name));
  return family?.find((template) => used.every((action) => template.actions.includes(action)))?.name;
}

function narrowerFixes({ nameAt, parameters }: TemplateOrigin, fit: string | undefined): readonly Fix[] {
  if (fit === undefined || !nameAt || parameters?.kind !== "map") return [];
  const newText = parameters.layout?.style === "json" ? JSON.stringify(fit) : fit;
  return [{ title: say("Use {0}", fit), edits: [{ at: nameAt, newText }], isPreferred: true }];
}
