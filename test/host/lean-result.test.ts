import { expect, test } from "vitest";
import { leanResult } from "../../language-analysis/host/lean-result.ts";
import type { MapNode } from "../../language-analysis/model/app-map.ts";
import { startOfFile } from "../../language-analysis/model/range.ts";
import type { MapValue, Value } from "../../language-analysis/model/value.ts";

const at = startOfFile("template.yaml");
const text: Value = { kind: "text", value: "x", at };
const orders: Value = { kind: "reference", to: { by: "logical-id", file: "template.yaml", logicalId: "Orders" }, at };
const map = (entries: Readonly<Record<string, Value>>): MapValue => ({
  kind: "map",
  at,
  entries: Object.entries(entries).map(([key, value]) => ({ key, keyAt: at, value, at })),
});

function lean(body: MapValue): Value | undefined {
  const after = leanNode({ body });
  expect(after?.properties).toEqual({ text });
  return after?.body;
}

function leanNode(more: Partial<MapNode>): MapNode | undefined {
  const names = { id: "a", kind: "function", provider: "aws", service: "lambda", name: "a", logicalId: "a" } as const;
  const node: MapNode = {
    ...names,
    type: "",
    dialect: "sam",
    group: "",
    at,
    nameAt: at,
    properties: { text },
    ...more,
  };
  const statistics = { files: 0, bytes: 0, templates: 0, modules: 0, cachedFiles: 0 };
  const nothing = { findings: [], problems: [], unresolved: [], statistics };
  const { map: after } = leanResult({ revision: 1, map: { nodes: [node], edges: [], statements: [] }, ...nothing });
  return after.nodes[0];
}

test("references stay where they are in the body, everything else goes", () => {
  const body = map({
    Name: text,
    Environment: map({ TABLE: orders, STAGE: text }),
    Events: { kind: "list", at, items: [text, { kind: "join", at, parts: [text, orders] }] },
    Role: { kind: "choice", condition: "IsProd", at, options: [text, orders] },
    Layers: { kind: "list", at, items: [text] },
  });
  expect(lean(body)).toEqual(
    map({
      Environment: map({ TABLE: orders }),
      Events: { kind: "list", at, items: [{ kind: "join", at, parts: [orders] }] },
      Role: { kind: "choice", condition: "IsProd", at, options: [orders] },
    }),
  );
});

test("a body without references goes as a whole", () => {
  expect(lean(map({ Name: text, Tags: { kind: "list", at, items: [] } }))).toBeUndefined();
});

test("the place where fixes write policies stays behind, whatever the body holds", () => {
  const policyPlace = { body: map({ Name: text }), path: ["Policies"], form: "sam" } as const;
  expect(leanNode({ policyPlace })).not.toHaveProperty("policyPlace");
  expect(leanNode({ policyPlace, body: map({ Role: orders }) })).toEqual(leanNode({ body: map({ Role: orders }) }));
});
