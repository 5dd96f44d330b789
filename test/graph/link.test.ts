import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Fragment, FragmentEdge, FragmentStatement } from "../../language-analysis/model/fragment.ts";
import { rangeOf } from "../../language-analysis/model/range.ts";
import type { Value } from "../../language-analysis/model/value.ts";
import { at, codeFile } from "./code.ts";
import { evidence, fragment, grant, link } from "./fragments.ts";
import { mapOf, node } from "./values.ts";

describe("any input", () => {
  const name = fc.constantFrom("A", "B", "C");
  const file = fc.constantFrom("a/t.yaml", "b/t.yaml", "t.yaml");
  const place = file.map((one) => rangeOf(one, [1, 0, 1, 4]));
  const { value } = fc.letrec<{ value: Value }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.record({
        kind: fc.constant("text" as const),
        value: fc.oneof(fc.string(), name, fc.constantFrom("arn:aws:sqs:::A", "https://x", "arn:", "*")),
        at: place,
      }),
      fc.record({ kind: fc.constant("null" as const), at: place }),
      fc.record({ kind: fc.constant("unresolved" as const), reason: fc.constant("why"), at: place }),
      fc.record({
        kind: fc.constant("reference" as const),
        to: fc.oneof(
          fc.record({ by: fc.constant("logical-id" as const), file, logicalId: name }),
          fc.record({ by: fc.constant("parameter" as const), file, name }),
          fc.record({ by: fc.constant("export" as const), name: tie("value") }),
          fc.record({ by: fc.constant("stack-output" as const), file, logicalId: name, output: name }),
          fc.record({ by: fc.constant("stored-value" as const), service: fc.constant("ssm" as const), name }),
          fc.record({ by: fc.constant("pseudo" as const), name: fc.constantFrom("AWS::Region", "AWS::StackName") }),
        ),
        at: place,
      }),
      fc.record({ kind: fc.constant("join" as const), parts: fc.array(tie("value"), { maxLength: 3 }), at: place }),
      fc.record({
        kind: fc.constant("choice" as const),
        condition: name,
        options: fc.array(tie("value"), { maxLength: 3 }),
        at: place,
      }),
      fc.record({ kind: fc.constant("list" as const), items: fc.array(tie("value"), { maxLength: 3 }), at: place }),
    ),
  }));
  const fragments = fc
    .uniqueArray(
      fc.record({
        file,
        ids: fc.uniqueArray(name),
        service: fc.constantFrom("sqs", "dynamodb", "lambda"),
        physicalName: value,
        ends: fc.array(fc.tuple(value, value), { maxLength: 4 }),
        exported: value,
      }),
      { selector: (one) => one.file, maxLength: 3 },
    )
    .map((drafts) =>
      drafts.map(({ file, ids, service, physicalName, ends, exported }): Fragment =>
        fragment(file, {
          nodes: ids.map((id) => ({
            ...node(file, id, service === "lambda" ? "function" : "store", service),
            properties: {
              physicalName,
              secretValue: physicalName,
              handler: exported,
              role: exported,
              codeUri: physicalName,
              environment: physicalName,
            },
          })),
          edges: ends.map(([from, to]): FragmentEdge => ({
            from: { value: from, service: "sqs", kind: "channel" },
            to: { value: to },
            kind: "publishes",
            evidence,
          })),
          statements: ends.map(([owner, target]): FragmentStatement => ({
            ...grant(node(file, "A", "role"), ["*"], [target, owner]),
            owner: { value: owner },
            principals: [owner],
            policy: "trust",
          })),
          outputs: [{ name: "A", exportName: exported, value: physicalName }],
          stacks: [{ logicalId: "A", template: file, parameters: mapOf({ A: exported, B: physicalName }) }],
        }),
      ),
    );

  test("never crashes, ends are nodes, and order does not matter", () => {
    const code = ["a/x.js", "b/x.js"].map((one) =>
      codeFile(one, [{ name: "A" }], { handlers: [{ name: "A", functionIndex: 1, at: at(1), confidence: "high" }] }),
    );
    fc.assert(
      fc.property(fragments, (drafts) => {
        const output = link(drafts, ...code);
        const ids = new Set(output.map.nodes.map((one) => one.id));
        expect(ids.size).toBe(output.map.nodes.length);
        expect(output.map.edges.every((edge) => ids.has(edge.from) && ids.has(edge.to))).toBe(true);
        const turned = link([...drafts].reverse(), ...[...code].reverse());
        expect(JSON.stringify(turned)).toBe(JSON.stringify(output));
      }),
      { numRuns: 400 },
    );
  });
});
