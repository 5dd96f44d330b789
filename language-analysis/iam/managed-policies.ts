// Statements of AWS's own managed policies. Source: AWS Managed Policy Reference Guide, by way of `data/managed-policies.json`
// (`scripts/update-iam-data.mjs`, which says how they are encoded and which are left out).
import encoded from "./data/managed-policies.json" with { type: "json" };
import type { SourceRange } from "../model/range.ts";
import type { PolicyStatement } from "../model/statement.ts";
import type { TextValue, Value } from "../model/value.ts";

const TEXTS: ReadonlyMap<string, string> = new Map(Object.entries(encoded));

interface Decoded {
  readonly effect: "Allow" | "Deny";
  readonly isNotAction: boolean;
  readonly actions: readonly string[];
  readonly isNotResource: boolean;
  readonly resources: readonly string[];
  readonly isConditional: boolean;
}

const DECODED = new Map<string, readonly Decoded[]>();

/** The policy's statements, all of them written at `at`; undefined for a policy that the table does not hold. */
export function managedPolicyStatements(name: string, at: SourceRange): readonly PolicyStatement[] | undefined {
  const policy = decodedPolicy(name);
  return policy?.map((one) => {
    const values = (texts: readonly string[]): readonly Value[] =>
      texts.map((value): TextValue => ({ kind: "text", value, at }));
    return {
      effect: one.effect,
      actions: one.isNotAction ? [] : values(one.actions),
      notActions: one.isNotAction ? values(one.actions) : [],
      resources: one.isNotResource ? [] : values(one.resources),
      notResources: one.isNotResource ? values(one.resources) : [],
      principals: [],
      conditions: one.isConditional
        ? { kind: "unresolved", reason: "a condition of the managed policy", at }
        : undefined,
      at,
      origin: { kind: "managed-policy", name },
    };
  });
}

export function isKnownManagedPolicy(name: string): boolean {
  return TEXTS.has(name);
}

/** Action patterns that the policy allows on `*`; empty for one that the table does not hold. */
export function managedPolicyActions(name: string): readonly string[] {
  return (decodedPolicy(name) ?? []).flatMap(({ effect, isNotAction, actions }) =>
    effect === "Allow" ? (isNotAction ? ["*"] : actions) : [],
  );
}

function decodedPolicy(name: string): readonly Decoded[] | undefined {
  const known = DECODED.get(name);
  if (known) return known;
  const text = TEXTS.get(name);
  if (text === undefined) return undefined;
  const policy = text.split(";").map(decode);
  DECODED.set(name, policy);
  return policy;
}

function decode(text: string): Decoded {
  const [head = "", resources = "", condition] = text.split("|");
  const isNotAction = head.charAt(1) === "!";
  const isNotResource = resources.startsWith("!");
  const actions = head
    .slice(isNotAction ? 2 : 1)
    .split(" ")
    .flatMap((group) => {
      const colon = group.indexOf(":");
      if (colon < 0) return [group];
      const names = group.slice(colon + 1).split(",");
      return names.map((name) => `${group.slice(0, colon)}:${name}`);
    });
  const written = isNotResource ? resources.slice(1) : resources;
  return {
    effect: head.startsWith("D") ? "Deny" : "Allow",
    isNotAction,
    actions,
    isNotResource,
    resources: written === "" ? ["*"] : written.split(" "),
    isConditional: condition !== undefined,
  };
}
