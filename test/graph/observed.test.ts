import { describe, expect, test } from "vitest";
import type { MapNode } from "../../language-analysis/model/app-map.ts";
import type { CodeFile } from "../../language-analysis/model/code-facts.ts";
import type { FragmentEdge } from "../../language-analysis/model/fragment.ts";
import { at, codeFile, environment, importOf, literal } from "./code.ts";
import type { FunctionDraft } from "./code.ts";
import { drawn, evidence, fragment, grant, lambda, link, named, SHOP } from "./fragments.ts";
import { node, resource, text } from "./values.ts";

describe("observed calls", () => {
  const orders = node(SHOP, "Orders", "store", "dynamodb");
  const variables = { TABLE: resource(SHOP, "Orders") };
  const pay = lambda(SHOP, "Pay", "app.pay", variables);
  const put = (value = environment("TABLE")) => ({ service: "dynamodb", operation: "PutItem", resource: value });
  const observe = (
    functions: readonly FunctionDraft[],
    nodes: readonly MapNode[] = [pay, orders],
    ...more: CodeFile[]
  ) =>
    link(
      [fragment(SHOP, { nodes })],
      codeFile("shop/app.js", functions, {
        imports: [importOf("./db", "save", "save"), importOf("./all", "*", "all")],
      }),
      ...more,
    );

  test("environment -> template -> table, with the IAM action and the place", () => {
    const { map } = observe([{ name: "pay", sdk: [put()] }]);
    expect(map.edges).toMatchObject([
      {
        from: `${SHOP}#Pay`,
        to: `${SHOP}#Orders`,
        kind: "writes",
        actions: ["dynamodb:PutItem"],
        confidence: "high",
        evidence: [{ kind: "observed", label: "DynamoDB.PutItem", at: { file: "shop/app.js" } }],
      },
    ]);
  });

  test.each([
    ["GetItem", "reads"],
    ["Query", "reads"],
    ["UpdateItem", "writes"],
  ])("%s %s", (operation, kind) => {
    const { map } = observe([{ name: "pay", sdk: [{ ...put(), operation }] }]);
    expect(map.edges.map((edge) => edge.kind)).toEqual([kind]);
  });

  test("only what the handler can reach counts, across modules", () => {
    const db = codeFile("shop/db.js", [
      { name: "save", sdk: [put()] },
      { name: "unused", sdk: [{ service: "s3", operation: "PutObject", resource: literal("b") }] },
    ]);
    const all = codeFile("shop/all.js", [
      { name: "one", sdk: [put()] },
      { name: "two", sdk: [{ service: "sqs", operation: "SendMessage", resource: literal("q") }] },
    ]);
    expect(drawn(observe([{ name: "pay", calls: ["save"] }], undefined, db))).toEqual(["Pay -writes-> Orders high"]);
    expect(drawn(observe([{ name: "pay", calls: ["all.one"] }], undefined, all))).toEqual([
      "Pay -writes-> Orders high",
    ]);
    expect(drawn(observe([{ name: "pay" }, { name: "other", sdk: [put()] }]))).toEqual([]);
  });

  test("a name in code means the node of that physical name, or one declared elsewhere", () => {
    const known = named(orders, text("orders"));
    expect(drawn(observe([{ name: "pay", sdk: [put(literal("orders"))] }], [pay, known]))).toEqual([
      "Pay -writes-> Orders high",
    ]);
    expect(drawn(observe([{ name: "pay", sdk: [put(literal("legacy"))] }]))).toEqual([
      "Pay -writes-> elsewhere:dynamodb:legacy high",
    ]);
  });

  test("the bucket of the event is the one that triggers", () => {
    const uploads = node(SHOP, "Uploads", "store", "s3");
    const edge: FragmentEdge = {
      from: { node: uploads.id },
      to: { node: pay.id },
      kind: "triggers",
      trigger: "s3",
      evidence,
    };
    const get = {
      service: "s3",
      operation: "GetObject",
      resource: { kind: "event", path: "Records.0.s3.bucket.name", at: at(1) },
    } as const;
    const output = link(
      [fragment(SHOP, { nodes: [pay, uploads], edges: [edge] })],
      codeFile("shop/app.js", [{ name: "pay", sdk: [get] }]),
    );
    expect(drawn(output)).toEqual(["Pay -reads-> Uploads medium", "Uploads -triggers-> Pay high"]);
  });

  test("an unknown resource is reported; the only one the role may use is a low guess", () => {
    const unknown = { ...put({ kind: "unresolved", reason: "it is computed", at: at(1) }) };
    const code = codeFile("shop/app.js", [{ name: "pay", sdk: [unknown] }]);
    const without = link([fragment(SHOP, { nodes: [pay, orders] })], code);
    expect([drawn(without), without.unresolved.map((one) => one.at.file)]).toEqual([[], ["shop/app.js"]]);
    const role = node(SHOP, "PayRole", "role", "iam");
    const runs: FragmentEdge = { from: { node: pay.id }, to: { node: role.id }, kind: "runs-as", evidence };
    const granted = link(
      [
        fragment(SHOP, {
          nodes: [pay, orders, role],
          edges: [runs],
          statements: [grant(role, ["dynamodb:*"], [resource(SHOP, "Orders", "Arn")])],
        }),
      ],
      code,
    );
    expect(drawn(granted)).toContain("Pay -writes-> Orders low");
    const reads = link(
      [
        fragment(SHOP, {
          nodes: [pay, orders, role],
          edges: [runs],
          statements: [grant(role, ["dynamodb:GetItem"], [resource(SHOP, "Orders", "Arn")])],
        }),
      ],
      code,
    );
    expect(drawn(reads)).not.toContain("Pay -writes-> Orders low");
  });

  test("mail and SMS go to a third party", () => {
    const output = observe([
      {
        name: "pay",
        sdk: [
          { service: "ses", operation: "SendEmail" },
          { service: "sns", operation: "Publish" },
        ],
      },
    ]);
    expect(drawn(output)).toEqual(["Pay -connects-> external:ses high", "Pay -connects-> external:sms medium"]);
  });
});
