import { expect, test } from "vitest";
import { AppGraph } from "../../language-analysis/graph/app-graph.ts";
import { edgePermission } from "../../language-analysis/graph/edge-permissions.ts";
import { useGrants } from "../../language-analysis/graph/use-grants.ts";
import type { FragmentEdge } from "../../language-analysis/model/fragment.ts";
import { at, codeFile, environment } from "./code.ts";
import { evidence, fragment, grant, lambda, link, SHOP } from "./fragments.ts";
import { node, resource } from "./values.ts";

const orders = node(SHOP, "Orders", "store", "dynamodb");
const role = node(SHOP, "PayRole", "role", "iam");
const pay = lambda(SHOP, "Pay", "app.pay", { TABLE: resource(SHOP, "Orders") });
const runs: FragmentEdge = { from: { node: pay.id }, to: { node: role.id }, kind: "runs-as", evidence };
const call = (operation: string) => ({ service: "dynamodb", operation, resource: environment("TABLE") }) as const;

function graphOf(granted: readonly string[], calls: readonly ReturnType<typeof call>[]): AppGraph {
  const statements = [grant(role, granted, [resource(SHOP, "Orders", "Arn")])];
  const template = fragment(SHOP, { nodes: [pay, orders, role], edges: [runs], statements });
  return new AppGraph(link([template], codeFile("shop/app.js", [{ name: "pay", sdk: calls }])).map);
}

function permissions(graph: AppGraph, from: string) {
  return graph
    .edgesFrom(from)
    .filter(({ to }) => to === orders.id)
    .map((edge) => edgePermission(graph, edge));
}

test("a grant says what of it is used", () => {
  const graph = graphOf(["dynamodb:PutItem", "dynamodb:Scan", "dynamodb:Delete*"], [call("PutItem")]);
  expect(permissions(graph, role.id)).toEqual([
    {
      status: "both",
      granted: ["dynamodb:Delete*", "dynamodb:PutItem", "dynamodb:Scan"],
      used: ["dynamodb:PutItem"],
      unused: ["dynamodb:Delete*", "dynamodb:Scan"],
      missing: [],
      wildcards: ["dynamodb:Delete*"],
      isComplete: true,
    },
  ]);
});

test("a call says what of it is granted", () => {
  const graph = graphOf(["dynamodb:PutItem"], [call("PutItem"), call("UpdateItem")]);
  const [writes] = permissions(graph, pay.id);
  expect(writes).toMatchObject({ status: "both", granted: ["dynamodb:PutItem"], missing: ["dynamodb:UpdateItem"] });
  const decisions = useGrants(graph, pay.id).filter(({ use }) => use.source === "code");
  expect(decisions.map(({ action, decision }) => `${action} ${decision}`)).toEqual([
    "dynamodb:PutItem granted",
    "dynamodb:UpdateItem missing",
  ]);
});

test("with a call on what is not known nothing is certainly unused", () => {
  const unknown = {
    ...call("GetItem"),
    resource: { kind: "unresolved", reason: "it is computed", at: at(1) },
  } as const;
  const statements = [grant(role, ["dynamodb:*"], [resource(SHOP, "Orders", "Arn")])];
  const template = fragment(SHOP, { nodes: [pay, orders, role], edges: [runs], statements });
  const graph = new AppGraph(link([template], codeFile("shop/app.js", [{ name: "pay", sdk: [unknown] }])).map);
  expect(permissions(graph, role.id)).toMatchObject([{ status: "granted", isComplete: false }]);
});
