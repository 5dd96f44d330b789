import { describe, expect, test } from "vitest";
import { AppGraph } from "../../language-analysis/graph/app-graph.ts";
import { say } from "../../language-analysis/model/message.ts";
import { rangeOf } from "../../language-analysis/model/range.ts";
import { fingerprint } from "../../language-analysis/rules/fingerprint.ts";
import { defineRule, type Hit, type Rule, type RuleContext } from "../../language-analysis/rules/rule.ts";
import { judge } from "../../language-analysis/rules/run.ts";

const context: RuleContext = {
  graph: new AppGraph({ nodes: [], edges: [], statements: [] }),
  taintPaths: [],
  code: new Map(),
};

const hit = (line: number, change: Partial<Hit> = {}): Hit => ({
  on: "template.yaml#Orders",
  at: rangeOf("template.yaml", [line, 4, line, 9]),
  confidence: "high",
  message: say("Line {0}", line),
  key: "action",
  ...change,
});

const ruleWith = (id: Rule["id"], check: () => Iterable<Hit>): Rule =>
  defineRule({
    id,
    title: "T",
    severity: "medium",
    why: "Why.",
    source: "https://x/",
    mitigation: "Do.",
    snippets: [],
    check,
  });

const ids = (hits: readonly Hit[]): string[] =>
  judge(context, [ruleWith("SAS-3/a", () => hits)]).value.map(({ id }) => id);

describe("judge", () => {
  test("gives the base severity and the rule's reason first", () => {
    const rule = ruleWith("SAS-3/a", () => [hit(1, { reasons: [say("More.")] }), hit(2, { severity: "low" })]);
    const { value } = judge(context, [rule]);
    expect(value.map(({ severity }) => severity)).toEqual(["medium", "low"]);
    expect(value[0]?.reasons).toEqual([say("Why."), say("More.")]);
  });

  test("of paths to one place of code that functions share, the worst is told", () => {
    const steps = [{ at: rangeOf("a.py", [0, 0, 0, 1]), message: say("Here") }];
    const { value } = judge(context, [
      ruleWith("SAS-1/a", () => [
        hit(1, { on: "t#A", steps, severity: "low", message: say("A") }),
        hit(1, { on: "t#B", steps, severity: "high", message: say("B") }),
        hit(1, { on: "t#C", message: say("no path") }),
        hit(1, { on: "t#D", steps, key: "other", message: say("another sink") }),
        hit(2, { on: "t#A", steps }),
      ]),
    ]);
    expect(value.map(({ node }) => node).sort()).toEqual(["t#A", "t#B", "t#C", "t#D"]);
  });

  test("a rule that throws is one problem; its neighbours run", () => {
    const broken = ruleWith("SAS-3/broken", function* () {
      yield hit(1);
      throw new Error("no such table");
    });
    const { value, problems } = judge(context, [broken, ruleWith("SAS-4/whole", () => [hit(2)])]);
    expect(value.map(({ rule }) => rule)).toEqual(["SAS-4/whole"]);
    expect(problems.map(({ code, message }) => [code, message.args])).toEqual([
      ["rule-failed", ["SAS-3/broken", "no such table"]],
    ]);
  });

  test("sorts by place, then severity, whatever the order of rules and hits", () => {
    const a = ruleWith("SAS-3/a", () => [hit(5), hit(1)]);
    const b = ruleWith("SAS-4/b", () => [hit(5, { severity: "critical" })]);
    const rules = (list: readonly Rule[]) =>
      judge(context, list).value.map(({ rule, at }) => `${rule} ${at.start.line}`);
    expect(rules([a, b])).toEqual(["SAS-3/a 1", "SAS-4/b 5", "SAS-3/a 5"]);
    expect(rules([b, a])).toEqual(rules([a, b]));
  });

  test("says the same thing at the same place once", () => {
    expect(ids([hit(1), hit(1)])).toHaveLength(1);
    expect(ids([hit(1), hit(1, { message: say("Another thing") })])).toHaveLength(2);
  });
});

describe("fingerprints", () => {
  test("outlive moved lines and tell repetitions apart", () => {
    const [first, second] = ids([hit(1), hit(7)]);
    expect(first).not.toBe(second);
    expect(ids([hit(101), hit(207)])).toEqual([first, second]);
  });

  test("differ by rule, node and key", () => {
    const all = [
      ...ids([hit(1)]),
      ...ids([hit(1, { on: "template.yaml#Items" })]),
      ...ids([hit(1, { key: "resource" })]),
      ...judge(context, [ruleWith("SAS-4/a", () => [hit(1)])]).value.map(({ id }) => id),
    ];
    expect(new Set(all).size).toBe(4);
  });

  test("are sixteen hexadecimal digits and never change", () => {
    expect(fingerprint("")).toBe("811c9dc501000193");
    expect(fingerprint("SAS-3/a")).toMatch(/^[0-9a-f]{16}$/);
    expect(fingerprint("é")).not.toBe(fingerprint("e"));
  });
});
