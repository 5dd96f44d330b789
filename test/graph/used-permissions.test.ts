import { describe, expect, test } from "vitest";
import { AppGraph } from "../../language-analysis/graph/app-graph.ts";
import { usedPermissions } from "../../language-analysis/graph/used-permissions.ts";
import type { FragmentEdge } from "../../language-analysis/model/fragment.ts";
import { at, codeFile, environment, importOf, literal } from "./code.ts";
import { evidence, fragment, lambda, link, SHOP } from "./fragments.ts";
import { node, resource, text } from "./values.ts";

const orders = node(SHOP, "Orders", "store", "dynamodb");
const queue = node(SHOP, "Jobs", "channel", "sqs");
const pay = lambda(SHOP, "Pay", "app.pay", { TABLE: resource(SHOP, "Orders") });
const put = { service: "dynamodb", operation: "PutItem", resource: environment("TABLE") } as const;

function used(file: Parameters<typeof codeFile>, edges: readonly FragmentEdge[] = [], nodes = [pay, orders, queue]) {
  const { map } = link([fragment(SHOP, { nodes, edges })], codeFile(...file));
  return usedPermissions(new AppGraph(map), pay.id);
}

function lines({ uses }: ReturnType<typeof used>, source: "code" | "configuration"): readonly string[] {
  return uses
    .filter((one) => one.source === source)
    .map(({ actions, resource: on, confidence, isOptional }) => {
      const name = on.kind === "node" ? on.node + (on.part ?? "") : on.kind === "named" ? on.name : on.kind;
      return `${actions.join(" ")} on ${name} ${confidence}${isOptional ? " optional" : ""}`;
    });
}

describe("used permissions", () => {
  test("calls with the node they work on", () => {
    const found = used(["shop/app.js", [{ name: "pay", sdk: [put] }]]);
    expect(lines(found, "code")).toEqual([`dynamodb:PutItem on ${SHOP}#Orders high`]);
    expect(found).toMatchObject({ isComplete: true, gaps: [] });
    expect(found.uses[0]).toMatchObject({ label: "DynamoDB.PutItem", at: { file: "shop/app.js" } });
  });

  test("calls that no node stands for, and calls on what is not known", () => {
    const found = used([
      "shop/app.js",
      [
        {
          name: "pay",
          sdk: [
            { service: "sts", operation: "GetCallerIdentity" },
            { service: "iam", operation: "ListUsers" },
            { service: "logs", operation: "PutLogEvents", resource: literal("audit") },
            { ...put, resource: { kind: "unresolved", reason: "it is computed", at: at(1) } },
          ],
        },
      ],
    ]);
    expect(lines(found, "code")).toEqual([
      "dynamodb:PutItem on unknown high",
      "iam:ListUsers on any high",
      "logs:PutLogEvents on audit high",
    ]);
  });

  test("the customer's key of a store is needed with the store", () => {
    const key = node(SHOP, "Key", "secret", "kms");
    const encrypted = { ...queue, properties: { encryption: resource(SHOP, "Key", "Arn") } };
    const send = { service: "sqs", operation: "SendMessage", resource: environment("QUEUE") } as const;
    const sender = lambda(SHOP, "Pay", "app.pay", { QUEUE: resource(SHOP, "Jobs") });
    const found = used(["shop/app.js", [{ name: "pay", sdk: [send] }]], [], [sender, encrypted, key]);
    expect(lines(found, "code")).toEqual([
      `sqs:SendMessage on ${SHOP}#Jobs high`,
      `kms:Decrypt kms:GenerateDataKey on ${SHOP}#Key high`,
    ]);
    const plain = { ...queue, properties: { encryption: text("alias/aws/sqs") } };
    expect(lines(used(["shop/app.js", [{ name: "pay", sdk: [send] }]], [], [sender, plain, key]), "code")).toEqual([
      `sqs:SendMessage on ${SHOP}#Jobs high`,
    ]);
  });

  test("a module that is missing, a client chosen at run time: the list is not complete", () => {
    const found = used(["shop/app.js", [{ name: "pay", sdk: [put] }], { imports: [importOf("./gone", "x", "x")] }]);
    expect(found.isComplete).toBe(false);
    expect(found.gaps).toMatchObject([{ what: "module", at: { file: "shop/app.js" } }]);
  });

  test("a function whose code is not found", () => {
    expect(used(["shop/other.js", [{ name: "pay" }]])).toMatchObject({
      isComplete: false,
      gaps: [{ what: "handler" }],
    });
  });

  test("triggers and logs need permissions of their own", () => {
    const edge: FragmentEdge = {
      from: { node: queue.id },
      to: { node: pay.id },
      kind: "triggers",
      trigger: "sqs",
      evidence,
    };
    expect(lines(used(["shop/app.js", [{ name: "pay" }]], [edge]), "configuration")).toEqual([
      `sqs:DeleteMessage sqs:GetQueueAttributes sqs:ReceiveMessage on ${SHOP}#Jobs high`,
      "logs:CreateLogGroup on /aws/lambda/*Pay* high optional",
      "logs:CreateLogStream logs:PutLogEvents on /aws/lambda/*Pay* high",
    ]);
  });
});
