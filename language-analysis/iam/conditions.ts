// Condition blocks, flattened. Source: IAM User Guide, "IAM JSON policy elements: Condition operators".
import { itemsOf, type Value } from "../model/value.ts";

export interface ConditionTest {
  /** As written: `StringLike`, `ForAnyValue:StringEqualsIfExists`. */
  readonly operator: string;
  /** In lower case. */
  readonly key: string;
  readonly values: readonly Value[];
}

/** Undefined when the block, or an operator of it, is not known here. */
export function conditionTests(conditions: Value | undefined): readonly ConditionTest[] | undefined {
  if (conditions === undefined || conditions.kind === "null") return [];
  if (conditions.kind !== "map") return undefined;
  const tests: ConditionTest[] = [];
  for (const { key: operator, value } of conditions.entries) {
    if (value.kind !== "map") return undefined;
    for (const one of value.entries) tests.push({ operator, key: one.key.toLowerCase(), values: itemsOf(one.value) });
  }
  return tests;
}

/** The operator asks for one of the values; `Not...`, `Null` and numeric comparisons do not, `...IfExists` lets a missing key pass. */
export function requiresValue({ operator }: ConditionTest): boolean {
  return /^(?:ForAnyValue:)?(?:String(?:Equals|Like|EqualsIgnoreCase)|Arn(?:Equals|Like)|Bool|IpAddress)$/i.test(
    operator,
  );
}
