import { describe, expect, test } from "vitest";
import { decide } from "../../language-analysis/iam/decision.ts";
import { startOfFile } from "../../language-analysis/model/range.ts";
import type { PolicyStatement } from "../../language-analysis/model/statement.ts";
import { textOf, type Value } from "../../language-analysis/model/value.ts";
import groups from "./decision-cases.json" with { type: "json" };

const at = startOfFile("policy.json");
type Written = string | readonly (string | null)[] | null | undefined;

/** A null in the table stands for a value that could not be resolved. */
function values(written: Written): readonly Value[] {
  if (written === undefined) return [];
  const list = Array.isArray(written) ? (written as readonly (string | null)[]) : [written as string | null];
  return list.map((text) =>
    text === null ? { kind: "unresolved", reason: "computed", at } : { kind: "text", value: text, at },
  );
}

function statement(written: Record<string, unknown>): PolicyStatement {
  const list = (key: string) => values(written[key] as Written);
  return {
    effect: written["Effect"] as "Allow" | "Deny",
    actions: list("Action"),
    notActions: list("NotAction"),
    resources: list("Resource"),
    notResources: list("NotResource"),
    principals: [],
    conditions: written["Condition"] === undefined ? undefined : { kind: "map", entries: [], at },
    at,
    origin: { kind: "implied", reason: "test" },
  };
}

describe.each(groups)("$name", ({ statements, cases }) => {
  test.each(cases)("%s on %s is %s", (action, resource, expected) => {
    const policy = (statements as Record<string, unknown>[]).map(statement);
    const { decision, because } = decide(policy, { action: action ?? "", resource: resource ?? "" }, textOf);
    expect(decision).toBe(expected);
    expect(because.length > 0).toBe(expected !== "not-allowed");
  });
});
