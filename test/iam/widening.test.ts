// Widening a policy never takes an allowed action away: more statements that allow, wider patterns, fewer conditions, no boundary.
import fc from "fast-check";
import { expect, test } from "vitest";
import { decide } from "../../language-analysis/iam/decision.ts";
import { startOfFile } from "../../language-analysis/model/range.ts";
import type { PolicyStatement } from "../../language-analysis/model/statement.ts";
import { textOf, type Value } from "../../language-analysis/model/value.ts";

const at = startOfFile("policy.json");
const SEED = 4;

const actionName = fc.constantFrom(
  "s3:GetObject",
  "s3:PutObject",
  "s3:ListBucket",
  "dynamodb:GetItem",
  "dynamodb:Query",
  "iam:PassRole",
);
const resourceName = fc.constantFrom(
  "arn:aws:s3:::photos",
  "arn:aws:s3:::photos/cat.png",
  "arn:aws:dynamodb:eu-west-1:111122223333:table/Orders",
  "arn:aws:iam::111122223333:role/pay",
);
/** The text, or a pattern that covers it. */
const widened = (text: string): fc.Arbitrary<string> =>
  fc.nat(text.length - text.indexOf(":") - 1).map((keep) => `${text.slice(0, text.indexOf(":") + 1 + keep)}*`);
const patternOf = (name: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  name.chain((text) => fc.oneof(fc.constant(text), widened(text), fc.constant("*")));
const values = (texts: readonly string[]): readonly Value[] => texts.map((value) => ({ kind: "text", value, at }));

const statement: fc.Arbitrary<PolicyStatement> = fc
  .record({
    effect: fc.constantFrom("Allow" as const, "Allow" as const, "Allow" as const, "Deny" as const),
    actions: fc.array(patternOf(actionName), { minLength: 1, maxLength: 3 }),
    isNotAction: fc.boolean(),
    resources: fc.array(patternOf(resourceName), { minLength: 1, maxLength: 3 }),
    isNotResource: fc.boolean(),
    isConditional: fc.boolean(),
  })
  .map(({ effect, actions, isNotAction, resources, isNotResource, isConditional }) => ({
    effect,
    actions: isNotAction ? [] : values(actions),
    notActions: isNotAction ? values(actions) : [],
    resources: isNotResource ? [] : values(resources),
    notResources: isNotResource ? values(resources) : [],
    principals: [],
    conditions: isConditional ? { kind: "map", entries: [], at } : undefined,
    at,
    origin: { kind: "implied", reason: "test" },
  }));

const RANK = { denied: 0, "not-allowed": 0, unknown: 1, allowed: 2 } as const;

/** What an allowing statement becomes; lists of what is left out get shorter, all others longer. */
const wider = (one: PolicyStatement, more: PolicyStatement): PolicyStatement => {
  if (one.effect === "Deny") return one;
  return {
    ...one,
    actions: one.actions.length > 0 ? [...one.actions, ...more.actions] : [],
    notActions: one.notActions.slice(0, 1),
    resources: one.resources.length > 0 ? [...one.resources, ...more.resources] : [],
    notResources: one.notResources.slice(0, 1),
    conditions: undefined,
  };
};

test("what is allowed stays allowed", () => {
  const policy = fc.array(statement, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(policy, policy, fc.nat(), actionName, resourceName, (before, more, seed, action, resource) => {
      const index = seed % before.length;
      const chosen = before.map((one, at) => (at === index ? wider(one, more[0] ?? one) : one));
      const after = [...chosen, ...more.filter(({ effect }) => effect === "Allow")];
      const rank = (statements: readonly PolicyStatement[]) =>
        RANK[decide(statements, { action, resource }, textOf).decision];
      expect(rank(after)).toBeGreaterThanOrEqual(rank(before));
    }),
    { seed: SEED, numRuns: 3_000 },
  );
});
