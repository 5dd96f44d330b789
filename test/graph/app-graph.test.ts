import { describe, expect, test } from "vitest";
import { AppGraph } from "../../language-analysis/graph/app-graph.ts";
import { mayDo } from "../../language-analysis/graph/role-powers.ts";
import type { EdgeKind, MapEdge, MapNode, NodeKind, OwnedStatement } from "../../language-analysis/model/app-map.ts";
import { rangeOf } from "../../language-analysis/model/range.ts";
import type { Value } from "../../language-analysis/model/value.ts";
import { evidence } from "./fragments.ts";
import { node as nodeOf, text } from "./values.ts";

const at = rangeOf("t.yaml", [1, 0, 2, 0]);

function node(id: string, kind: NodeKind, service: string, properties: Readonly<Record<string, Value>> = {}): MapNode {
  return { ...nodeOf("t.yaml", id, kind, service), id, properties };
}

function graph(
  nodes: readonly MapNode[],
  edges: readonly string[],
  statements: readonly OwnedStatement[] = [],
): AppGraph {
  const drawn = edges.map((line): MapEdge => {
    const [from = "", kind = "", to = ""] = line.split(" ");
    const id = `${from}|${kind}|${to}`;
    return { id, from, to, kind: kind as EdgeKind, evidence: [{ ...evidence, at }], confidence: "high" };
  });
  return new AppGraph({ nodes, edges: drawn, statements });
}

describe("websocket routes", () => {
  const web = node("web", "public", "internet");
  const chat = node("chat", "function", "lambda");
  const route = (name: string, authentication: string): MapNode =>
    node(name, "endpoint", "apigateway", {
      protocol: text("websocket"),
      path: text(name),
      api: text("Chat"),
      authentication: text(authentication),
    });
  const edges = ["web connects $connect", "web connects $default", "$default triggers chat"];
  const doors = (connect: string) => {
    const app = graph([web, chat, route("$connect", connect), route("$default", "none")], edges);
    const [door] = app.publicEndpointsOf("chat");
    return { authenticated: door?.authenticated, isAttacked: app.attackPathTo("chat") !== undefined };
  };

  test("are as open as the route that connects", () => {
    expect(doors("lambda")).toEqual({ authenticated: true, isAttacked: false });
    expect(doors("none")).toEqual({ authenticated: false, isAttacked: true });
  });
});

describe("attack paths", () => {
  const web = node("web", "public", "internet");
  const open = node("open", "endpoint", "apigateway", { authentication: text("none") });
  const guarded = node("guarded", "endpoint", "apigateway", { authentication: text("iam") });
  const unclear = node("unclear", "endpoint", "apigateway", {
    authentication: { kind: "unresolved", reason: "a parameter", at },
  });
  const pay = node("pay", "function", "lambda");
  const queue = node("queue", "channel", "sqs");
  const mail = node("mail", "function", "lambda");
  const table = node("table", "store", "dynamodb");
  const all = [web, open, guarded, unclear, pay, queue, mail, table];
  const behind = ["pay publishes queue", "queue triggers mail", "mail writes table"];

  test("lead over channels to the store, in order", () => {
    const path = graph(all, ["web connects open", "open triggers pay", ...behind]).attackPathTo("table");
    expect(path?.nodes.map((one) => one.id)).toEqual(["web", "open", "pay", "queue", "mail", "table"]);
    expect(path?.edges).toHaveLength(5);
  });

  test.each(["guarded", "unclear"])("do not pass an endpoint that is %s", (door) => {
    const drawn = graph(all, [`web connects ${door}`, `${door} triggers pay`, ...behind]);
    expect(drawn.attackPathTo("pay")).toBeUndefined();
  });

  test("do not follow permissions or identities", () => {
    const role = node("role", "role", "iam");
    const drawn = graph(
      [...all, role],
      ["web connects open", "open triggers pay", "pay runs-as role", "role may table"],
    );
    expect(drawn.attackPathTo("table")).toBeUndefined();
    expect(drawn.attackPathTo("pay")?.nodes).toHaveLength(3);
  });

  test("end in a circle", () => {
    const drawn = graph(all, ["web connects open", "open triggers pay", "pay invokes mail", "mail invokes pay"]);
    expect(drawn.attackPathTo("mail")?.nodes).toHaveLength(4);
    expect(drawn.attackPathTo("table")).toBeUndefined();
  });
});

test.each([
  ["CustomerTable", undefined, "high", "customer"],
  ["Data", "shop-user_uploads", "high", "user"],
  ["Receipts", undefined, "medium", "receipts"],
  ["Userland", undefined, undefined, undefined],
  ["Cache", undefined, undefined, undefined],
])("sensitivity of %s (%s) is %s", (name, physical, level, word) => {
  const table = node(name, "store", "dynamodb", physical === undefined ? {} : { physicalName: text(physical) });
  const hint = graph([table], []).sensitivityOf(name);
  expect([hint?.level, hint?.word]).toEqual([level, word]);
});

describe("granted actions", () => {
  const role = node("role", "role", "iam");
  const table = node("table", "store", "dynamodb");
  const statement = (line: number, effect: "Allow" | "Deny", actions: string[], resource: string): OwnedStatement => ({
    owner: "role",
    policy: "identity",
    effect,
    actions: actions.map((action) => text(action)),
    notActions: [],
    resources: [text(resource)],
    notResources: [],
    principals: [],
    conditions: undefined,
    at: rangeOf("t.yaml", [line, 0, line + 1, 0]),
    origin: { kind: "implied", reason: "test" },
  });
  const onTable = statement(1, "Allow", ["dynamodb:Get*", "s3:GetObject"], "arn:aws:dynamodb:::table/x");
  const onAll = statement(5, "Allow", ["dynamodb:PutItem"], "*");
  const other = statement(9, "Allow", ["dynamodb:DeleteItem"], "arn:aws:dynamodb:::table/y");
  const drawn = graph(
    [role, table],
    ["role may table"],
    [onTable, onAll, other, statement(12, "Deny", ["dynamodb:*"], "*")],
  );

  test("come from statements on the node and on everything, of its service only", () => {
    const granted = drawn.grantedOn("role", "table");
    expect(granted.actions).toEqual(["dynamodb:Get*", "dynamodb:PutItem"]);
    expect(granted.statements).toEqual([onTable, onAll]);
    expect([mayDo(granted, "dynamodb:GetItem"), mayDo(granted, "dynamodb:DeleteItem")]).toEqual([true, false]);
  });

  test("a role without declaration is implicit", () => {
    const made = { ...role, id: "made", dialect: "none" } as const;
    const away = { ...made, id: "away", declaredElsewhere: true } as const;
    const roles = graph([role, made, away], []);
    expect(["role", "made", "away"].map((id) => roles.isImplicitRole(id))).toEqual([false, true, false]);
  });
});
