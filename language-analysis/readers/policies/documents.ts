// Policy documents of every place become statements. Source: IAM User Guide, "IAM JSON policy elements reference".
import type { OwnedStatement } from "../../model/app-map.ts";
import type { SourceRange } from "../../model/range.ts";
import type { ListValue, Value } from "../../model/value.ts";
import type { End, FragmentBuilder } from "../fragment-builder.ts";
import { valueOfJsonText } from "../json-text.ts";
import { dig, elements, entriesOf, word } from "../walk-values.ts";

/** Reads a whole document (`Version`, `Statement`), or a bare list of statements. */
export function addPolicyDocument(
  builder: FragmentBuilder,
  document: Value | undefined,
  owner: End,
  policy: OwnedStatement["policy"],
  inline?: InlinePolicy,
): void {
  for (const option of elements(document)) {
    // A document may also be written as JSON text.
    const read = valueOfJsonText(option, undefined) ?? option;
    const statements = read.kind === "map" && dig(read, "Effect") === undefined ? dig(read, "Statement") : read;
    const bare = document?.kind === "list" ? document : undefined;
    const within = statements?.kind === "list" ? statements : bare;
    for (const statement of elements(statements)) addStatement(builder, statement, owner, policy, within, inline);
  }
}

type InlinePolicy = Extract<OwnedStatement["origin"], { readonly kind: "statement" }>["policy"];

export function addStatement(
  builder: FragmentBuilder,
  statement: Value,
  owner: End,
  policy: OwnedStatement["policy"],
  within?: ListValue,
  inline?: InlinePolicy,
): void {
  const { at } = statement;
  if (statement.kind !== "map") {
    if (statement.kind === "unresolved" || statement.kind === "reference") {
      addUnknownPolicy(builder, statement, owner, policy);
    } else builder.invalid("A policy statement", "a map with Effect, Action and Resource", at);
    return;
  }
  const effect = word(dig(statement, "Effect"));
  if (effect !== undefined && !/^(allow|deny)$/i.test(effect)) {
    builder.invalid("Effect", "Allow or Deny", dig(statement, "Effect")?.at ?? at);
  }
  builder.addStatement(
    {
      // An effect that is not known is taken as Allow: the statement then grants at most too much.
      effect: effect?.toLowerCase() === "deny" ? "Deny" : "Allow",
      actions: elements(dig(statement, "Action")),
      notActions: elements(dig(statement, "NotAction")),
      resources: elements(dig(statement, "Resource")),
      notResources: elements(dig(statement, "NotResource")),
      principals: principalsOf(dig(statement, "Principal")),
      ...present("federated", federatedOf(dig(statement, "Principal"))),
      ...present("notPrincipals", principalsOf(dig(statement, "NotPrincipal"))),
      conditions: dig(statement, "Condition"),
      at,
      origin: {
        kind: "statement",
        value: statement,
        ...(within?.items.includes(statement) && { within }),
        ...(inline && { policy: inline }),
      },
      policy,
    },
    owner,
  );
}

/** `*`, or the values under AWS, Service, Federated and CanonicalUser. */
export function principalsOf(principal: Value | undefined): readonly Value[] {
  return elements(principal).flatMap((item) =>
    item.kind === "map" ? entriesOf(item).flatMap((entry) => elements(entry.value)) : [item],
  );
}

function federatedOf(principal: Value | undefined): readonly Value[] {
  return elements(principal).flatMap((item) => elements(dig(item, "Federated")));
}

function present<K extends string>(key: K, values: readonly Value[]): { readonly [key in K]?: readonly Value[] } {
  return values.length > 0 ? ({ [key]: values } as { readonly [key in K]: readonly Value[] }) : {};
}

/** There is a policy, and only the deployment knows what it says. */
export function addUnknownPolicy(
  builder: FragmentBuilder,
  value: Value,
  owner: End,
  policy: OwnedStatement["policy"],
): void {
  const reason = value.kind === "unresolved" ? value.reason : "the policy is not in the workspace";
  builder.addStatement({ ...EMPTY, at: value.at, origin: { kind: "unknown", reason }, policy }, owner);
}

/** Parts of a statement that stands for a policy of which only the name is known, or not even that. */
export const EMPTY = {
  effect: "Allow",
  actions: [],
  notActions: [],
  resources: [],
  notResources: [],
  principals: [],
  conditions: undefined,
} as const;

/** Something else that is declared implies a grant; `reason` says what. `more` is for policies of resources. */
export function addImpliedStatement(
  builder: FragmentBuilder,
  owner: End,
  reason: string,
  at: SourceRange,
  actions: readonly string[],
  resources: readonly Value[],
  more: Partial<Pick<OwnedStatement, "principals" | "conditions" | "policy">> = {},
): void {
  builder.addStatement(
    {
      ...EMPTY,
      actions: actions.map((value) => ({ kind: "text", value, at })),
      resources,
      at,
      origin: { kind: "implied", reason },
      policy: "identity",
      ...more,
    },
    owner,
  );
}
