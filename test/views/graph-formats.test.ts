import { describe, expect, test } from "vitest";
import { toDot } from "../../language-analysis/views/dot.ts";
import { toGraphJson } from "../../language-analysis/views/graph-json.ts";
import { toMermaid } from "../../language-analysis/views/mermaid.ts";
import { EMPTY, HOSTILE, RESULT } from "./report-input.ts";

describe("graph JSON", () => {
  test("has one-based lines, and what is absent is absent", () => {
    const { nodes, edges, unresolved } = toGraphJson(RESULT);
    expect(nodes[0]).toEqual({
      id: "Run",
      kind: "function",
      name: HOSTILE,
      provider: "aws",
      service: "lambda",
      logicalId: "Run",
      file: "my app/template.yaml",
      line: 5,
      runtime: "nodejs22.x",
      handler: { text: "src/app.handler", file: "my app/src/app.js", line: 1 },
    });
    expect(nodes[1]).toMatchObject({ declaredElsewhere: true });
    expect(nodes[1]).not.toHaveProperty("handler");
    expect(edges).toEqual([
      {
        from: "Run",
        to: "Table",
        kind: "reads",
        actions: ["dynamodb:GetItem", "dynamodb:Query"],
        evidence: [{ kind: "declared", label: "Events.Get", file: "my app/template.yaml", line: 7 }],
        confidence: "low",
        reason: "a guess",
      },
      expect.not.objectContaining({ trigger: expect.anything() as string }),
      expect.objectContaining({ from: "route", to: "Run", kind: "triggers", trigger: "api" }),
    ]);
    expect(unresolved).toEqual([
      {
        reason: "dynamic-value",
        subject: "role of Run",
        message: "It is computed",
        file: "my app/template.yaml",
        line: 4,
      },
    ]);
  });
});

test("graph JSON says under which condition a resource is made, and lists those that are no nodes", () => {
  const [at] = RESULT.map.nodes.map((node) => node.at);
  if (!at) throw new Error("The map has nodes.");
  const nodes = RESULT.map.nodes.map((node) => ({ ...node, condition: "IsProduction" }));
  const place = { dialect: "cloudformation", group: at.file, at, nameAt: at } as const;
  const setting = { ...place, id: "t#Alarm", type: "AWS::CloudWatch::Alarm", logicalId: "Alarm", configures: ["Run"] };
  const json = toGraphJson({ ...RESULT, map: { ...RESULT.map, nodes, settings: [setting] } });
  expect(json.nodes[0]).toMatchObject({ condition: "IsProduction" });
  expect(json.settings).toEqual([
    {
      id: "t#Alarm",
      type: "AWS::CloudWatch::Alarm",
      logicalId: "Alarm",
      file: at.file,
      line: at.start.line + 1,
      configures: ["Run"],
    },
  ]);
});

describe("kinds in graph JSON", () => {
  const kindsWith = (protocol: string) => {
    const nodes = RESULT.map.nodes.map((node) => {
      const value = { kind: "text", value: protocol, at: node.at } as const;
      return node.kind === "endpoint" ? { ...node, properties: { ...node.properties, protocol: value } } : node;
    });
    return toGraphJson({ ...RESULT, map: { ...RESULT.map, nodes } }).nodes.map(({ kind }) => kind);
  };

  test("an API is told from its routes", () => {
    expect(kindsWith("api")).toContain("api");
    expect(kindsWith("api")).not.toContain("endpoint");
    expect(kindsWith("rest")).toContain("endpoint");
    expect(kindsWith("rest")).not.toContain("api");
  });
});

describe("mermaid", () => {
  test("groups, shapes and labels; names can't break out", () => {
    const text = toMermaid(RESULT);
    expect(text.split("\n")).toEqual([
      "flowchart LR",
      '  n2[("Table")]',
      '  n3((("public")))',
      '  subgraph g1 ["my app/template.yaml"]',
      '    n1(["#60;img src=x onerror=#34;alert#40;1#41;#34;#62; #124; #96;x#96; #91;a#93;#40;b#41; #34;quoted#34; \u001B#91;31m #92; end"])',
      '    n4>"GET /"]',
      "  end",
      '  n1 -- "reads: dynamodb:GetItem +1" --> n2',
      '  n3 -- "connects" --> n4',
      '  n4 -- "triggers: api" --> n1',
      "",
    ]);
  });

  test("an empty map", () => {
    expect(toMermaid(EMPTY)).toBe("flowchart LR\n");
  });
});

describe("dot", () => {
  test("groups are clusters; quotes and backslashes are escaped", () => {
    const text = toDot(RESULT);
    expect(text).toContain('  subgraph cluster_1 {\n    label="my app/template.yaml";');
    expect(text).toContain('label="<img src=x onerror=\\"alert(1)\\"> | `x` [a](b) \\"quoted\\"');
    expect(text).toContain("\\\\ end");
    expect(text).toContain('"route" -> "Run" [label="triggers: api"];');
    expect(toDot(EMPTY)).toBe('digraph serverless {\n  rankdir=LR;\n  node [fontname="Helvetica"];\n}\n');
  });
});
