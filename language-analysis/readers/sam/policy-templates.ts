// SAM policy templates: a name and parameters that stand for statements.
import type { SourceRange } from "../../model/range.ts";
import type { StatementOrigin } from "../../model/statement.ts";
import type { Value } from "../../model/value.ts";
import type { End, FragmentBuilder } from "../fragment-builder.ts";
import { joinValues, mapOf, referenceValue, textValue, unresolvedValue } from "../make-values.ts";
import { dig } from "../walk-values.ts";
import { POLICY_TEMPLATES } from "./policy-template-table.ts";
import type { GrantRow } from "./policy-template-table.ts";
import { lookup } from "../lookup.ts";

export function isPolicyTemplate(name: string): boolean {
  return lookup(POLICY_TEMPLATES, name) !== undefined;
}

/** `at` is the whole use of the template, `parameters` the map under its name. */
export function addPolicyTemplate(
  builder: FragmentBuilder,
  name: string,
  parameters: Value | undefined,
  owner: End,
  at: SourceRange,
  written: Partial<Extract<StatementOrigin, { readonly kind: "policy-template" }>> = {},
): void {
  for (const row of lookup(POLICY_TEMPLATES, name) ?? []) {
    builder.addStatement(
      {
        effect: "Allow",
        actions: actionsOf(row).map((action) => textValue(action, at)),
        notActions: [],
        resources: [row.on].flat().map((resource) => resourceValue(resource, parameters, at)),
        notResources: [],
        principals: [],
        conditions: row.when && conditionOf(row.when, parameters, at),
        at,
        origin: { ...written, kind: "policy-template", name, ...(parameters && { parameters }) },
        policy: "identity",
      },
      owner,
    );
  }
}

function actionsOf({ allow }: GrantRow): readonly string[] {
  return [allow].flat().flatMap((group) => {
    const [service = "", operations = ""] = group.split(": ");
    return [...new Set(operations.split(" "))].map((operation) => `${service}:${operation}`);
  });
}

function conditionOf(when: NonNullable<GrantRow["when"]>, parameters: Value | undefined, at: SourceRange): Value {
  return mapOf({ [when.operator]: mapOf({ [when.key]: resourceValue(when.value, parameters, at) }, at) }, at);
}

/** Services whose ARNs name no region and no account. */
const GLOBAL_SERVICES = new Set(["s3", "route53"]);

function resourceValue(short: string, parameters: Value | undefined, at: SourceRange): Value {
  if (short === "*") return textValue("*", at);
  const pseudo = (name: string): Value => referenceValue({ by: "pseudo", name }, at);
  const parts: Value[] = [];
  const colon = short.indexOf(":");
  const service = short.slice(0, Math.max(colon, 0));
  if (service !== "") {
    parts.push(textValue("arn:", at), pseudo("AWS::Partition"), textValue(`:${service}:`, at));
    if (GLOBAL_SERVICES.has(service)) parts.push(textValue("::", at));
    else parts.push(pseudo("AWS::Region"), textValue(":", at), pseudo("AWS::AccountId"), textValue(":", at));
  }
  for (const piece of short.slice(colon + 1).split(/(\{\w+\})/)) {
    const name = /^\{(\w+)\}$/.exec(piece)?.[1];
    if (name === undefined) parts.push(textValue(piece, at));
    else parts.push(dig(parameters, name) ?? unresolvedValue(`parameter ${name} of the policy template`, at));
  }
  return joinValues(parts, at);
}
