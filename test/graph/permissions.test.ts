import { describe, expect, test } from "vitest";
import type { FragmentEdge } from "../../language-analysis/model/fragment.ts";
import type { Value } from "../../language-analysis/model/value.ts";
import { codeFile, environment } from "./code.ts";
import { drawn, evidence, fragment, grant, lambda, link, named, SHOP } from "./fragments.ts";
import { joined, node, pseudo, resource, text } from "./values.ts";

describe("permissions", () => {
  const role = node(SHOP, "Role", "role", "iam");
  const orders = named(node(SHOP, "Orders", "store", "dynamodb"), text("shop-orders"));
  const users = named(node(SHOP, "Users", "store", "dynamodb"), text("shop-users"));
  const uploads = node(SHOP, "Uploads", "store", "s3");
  const may = (actions: readonly string[], ...resources: Value[]) =>
    link([fragment(SHOP, { nodes: [role, orders, users, uploads], statements: [grant(role, actions, resources)] })]);
  const table = (name: Value | string) => joined("arn:aws:dynamodb:", pseudo("AWS::Region"), ":*:table/", name);

  const cases: [name: string, actions: string[], resource: Value, expected: string[]][] = [
    ["an attribute", ["dynamodb:PutItem"], resource(SHOP, "Orders", "Arn"), ["Role -may-> Orders high"]],
    ["an ARN with a reference", ["dynamodb:*"], table(resource(SHOP, "Orders")), ["Role -may-> Orders high"]],
    [
      "an index of a table",
      ["dynamodb:Query"],
      joined(resource(SHOP, "Orders", "Arn"), "/index/*"),
      ["Role -may-> Orders high"],
    ],
    [
      "objects of a bucket",
      ["s3:GetObject"],
      joined("arn:aws:s3:::", resource(SHOP, "Uploads"), "/*"),
      ["Role -may-> Uploads high"],
    ],
    ["a name pattern", ["dynamodb:GetItem"], table("shop-o*"), ["Role -may-> Orders medium"]],
    ["all of a service", ["dynamodb:GetItem"], table("*"), ["Role -may-> Orders medium", "Role -may-> Users medium"]],
    [
      "a generated name",
      ["s3:GetObject"],
      joined("arn:aws:s3:::", pseudo("AWS::StackName"), "-Uploads-*"),
      ["Role -may-> Uploads medium"],
    ],
    [
      "a pattern that fits any name a little",
      ["dynamodb:GetItem"],
      table(joined("*-carts-", pseudo("AWS::StackName"))),
      [],
    ],
    ["everything", ["dynamodb:GetItem"], text("*"), []],
    ["actions of another service", ["sqs:SendMessage"], resource(SHOP, "Orders", "Arn"), []],
    ["all actions", ["*"], resource(SHOP, "Orders", "Arn"), ["Role -may-> Orders high"]],
  ];
  test.each(cases)("%s", (_, actions, value, expected) => {
    expect(drawn(may(actions, value))).toEqual(expected);
  });

  test("granted and observed meet on the edge of the call", () => {
    const pay = lambda(SHOP, "Pay", "app.pay", { TABLE: resource(SHOP, "Orders") });
    const runs: FragmentEdge = { from: { node: pay.id }, to: { node: role.id }, kind: "runs-as", evidence };
    const call = { service: "dynamodb", operation: "PutItem", resource: environment("TABLE") };
    const { map } = link(
      [
        fragment(SHOP, {
          nodes: [pay, role, orders],
          edges: [runs],
          statements: [grant(role, ["dynamodb:Put*"], [resource(SHOP, "Orders", "Arn")])],
        }),
      ],
      codeFile("shop/app.js", [{ name: "pay", sdk: [call] }]),
    );
    const writes = map.edges.find((edge) => edge.kind === "writes");
    expect(writes?.evidence.map((one) => one.kind)).toEqual(["observed", "granted"]);
    expect(writes?.confidence).toBe("high");
  });
});
