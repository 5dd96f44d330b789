import { describe, expect, test } from "vitest";
import type { MapNode } from "../../language-analysis/model/app-map.ts";
import type { Fragment, FragmentEdge } from "../../language-analysis/model/fragment.ts";
import type { Value } from "../../language-analysis/model/value.ts";
import { drawn, evidence, fragment, link, named, triggeredBy, SHOP } from "./fragments.ts";
import { joined, mapOf, node, pseudo, refer, resource, text } from "./values.ts";

describe("references by value", () => {
  const jobs = node(SHOP, "Jobs", "channel", "sqs");
  const own = named(jobs, text("jobs"));
  const arn = (name: Value | string) =>
    joined("arn:aws:sqs:", pseudo("AWS::Region"), ":", pseudo("AWS::AccountId"), ":", name);
  const far = (file: string, name: Value) =>
    fragment(file, { nodes: [named(node(file, "Far", "channel", "sqs"), name)] });

  const cases: [name: string, value: Value, nodes: MapNode[], others: Fragment[], expected: string][] = [
    ["an attribute", resource(SHOP, "Jobs", "Arn"), [jobs], [], "Jobs -triggers-> Mail high"],
    ["an ARN around a reference", arn(resource(SHOP, "Jobs", "QueueName")), [jobs], [], "Jobs -triggers-> Mail high"],
    ["an ARN with the name", arn("jobs"), [own], [], "Jobs -triggers-> Mail high"],
    ["a URL", text("https://sqs.eu-west-1.amazonaws.com/111122223333/jobs"), [own], [], "Jobs -triggers-> Mail high"],
    ["the bare name", text("jobs"), [own], [], "Jobs -triggers-> Mail high"],
    [
      "a name built alike",
      joined("jobs-", refer({ by: "parameter", file: SHOP, name: "Stage" })),
      [named(jobs, joined("jobs-", refer({ by: "parameter", file: SHOP, name: "Stage" })))],
      [],
      "Jobs -triggers-> Mail high",
    ],
    [
      "a name of another stack",
      text("jobs"),
      [],
      [far("mail/template.yaml", text("jobs"))],
      "Far -triggers-> Mail medium",
    ],
    [
      "the own stack's before another's",
      text("jobs"),
      [own],
      [far("shop/b.yaml", text("jobs"))],
      "Jobs -triggers-> Mail high",
    ],
    [
      "the nearer folder's before a farther one's",
      text("jobs"),
      [],
      [far("a/b/c.yaml", text("jobs")), { ...far("shop/z.yaml", text("jobs")), title: "near" }],
      "Far -triggers-> Mail medium",
    ],
    [
      "equally near ones: uncertain",
      text("jobs"),
      [],
      [far("a/x.yaml", text("jobs")), far("b/x.yaml", text("jobs"))],
      "Far -triggers-> Mail low",
    ],
    [
      "a name of another account",
      text("arn:aws:sqs:eu-west-1:111122223333:old"),
      [],
      [],
      "elsewhere:sqs:111122223333:old -triggers-> Mail high",
    ],
    [
      "an import that no one exports",
      refer({ by: "export", name: text("bus-queue") }),
      [],
      [],
      "elsewhere:sqs:bus-queue -triggers-> Mail high",
    ],
    [
      "an import",
      refer({ by: "export", name: text("queue") }),
      [],
      [
        {
          ...far("b.yaml", text("x")),
          outputs: [{ name: "Q", exportName: text("queue"), value: resource("b.yaml", "Far", "Arn") }],
        },
      ],
      "Far -triggers-> Mail high",
    ],
    [
      "a default",
      { ...text("jobs"), assumed: "default of parameter Queue" },
      [own],
      [],
      "Jobs -triggers-> Mail medium",
    ],
  ];
  test.each(cases)("%s", (_, value, nodes, others, expected) => {
    expect(drawn(triggeredBy(value, nodes, others))).toEqual([expected]);
  });

  const bus = (file: string) =>
    fragment(file, { nodes: [named(node(file, "default event bus", "channel", "events"), text("default"))] });

  test.each<[string, readonly string[], string]>([
    ["of the stack itself", [SHOP, "mail/template.yaml"], `${SHOP}#default event bus`],
    ["of the only other stack with rules", ["mail/template.yaml"], "mail/template.yaml#default event bus"],
    ["of the nearest stack", ["a/b/c.yaml", "shop/z.yaml"], "shop/z.yaml#default event bus"],
    [
      "of none of several that are equally near",
      ["a/x.yaml", "b/x.yaml"],
      `${SHOP}#elsewhere:events:default event bus`,
    ],
    ["of none at all", [], `${SHOP}#elsewhere:events:default event bus`],
  ])("the default bus is that %s", (_, files, expected) => {
    const value = text("arn:aws:events:eu-west-1:111122223333:event-bus/default");
    const own = files.includes(SHOP) ? bus(SHOP).nodes : [];
    const others = files.filter((file) => file !== SHOP).map(bus);
    expect(triggeredBy(value, own, others).map.edges.map(({ from }) => from)).toEqual([expected]);
  });

  test("the nearer of two is meant", () => {
    const near = far("shop/z.yaml", text("jobs"));
    const { map } = triggeredBy(text("jobs"), [], [far("a/b/c.yaml", text("jobs")), near]);
    expect(map.edges[0]?.from).toBe("shop/z.yaml#Far");
  });

  test("a name derived from another resource's name is not that resource", () => {
    const { map, unresolved } = triggeredBy(joined(resource(SHOP, "Orders"), "-dlq"), [
      node(SHOP, "Orders", "store", "dynamodb"),
    ]);
    expect(map.edges.map((edge) => edge.from)).toEqual([`${SHOP}#elsewhere:sqs:\${Orders}-dlq`]);
    expect(unresolved).toEqual([]);
  });

  test("outputs and parameters of nested stacks are followed", () => {
    const child = "shop/queues.yaml";
    const stacks = [{ logicalId: "Queues", template: child, parameters: mapOf({ Name: text("jobs") }) }];
    const nested = fragment(child, {
      nodes: [named(node(child, "Q", "channel", "sqs"), refer({ by: "parameter", file: child, name: "Name" }))],
      outputs: [{ name: "Arn", value: resource(child, "Q", "Arn") }],
    });
    const byOutput = refer({ by: "stack-output", file: SHOP, logicalId: "Queues", output: "Arn" });
    const parent = (value: Value) => {
      const edges: FragmentEdge[] = [
        { from: { value, kind: "channel", service: "sqs" }, to: { node: `${SHOP}#Mail` }, kind: "triggers", evidence },
      ];
      return fragment(SHOP, { nodes: [node(SHOP, "Mail", "workflow", "states")], edges, stacks });
    };
    expect(drawn(link([parent(byOutput), nested]))).toEqual(["Q -triggers-> Mail high"]);
    expect(drawn(link([parent(text("jobs")), nested]))).toEqual(["Q -triggers-> Mail medium"]);
  });

  test.each([
    ["is followed when one file ends with its path", "shared/queues.yaml", [], ["Q -triggers-> Mail high"]],
    ["is not chosen among several", "shared/queues.yaml", ["b/shared/queues.yaml"], []],
    ["needs a folder in its path", "queues.yaml", [], []],
  ])("a nested template whose path holds only after a build %s", (_, template, others, expected) => {
    const files = ["a/shared/queues.yaml", ...others].map((file) =>
      fragment(file, {
        nodes: [node(file, "Q", "channel", "sqs")],
        outputs: [{ name: "Arn", value: resource(file, "Q", "Arn") }],
      }),
    );
    const value = refer({ by: "stack-output", file: SHOP, logicalId: "Queues", output: "Arn" });
    const parent = fragment(SHOP, {
      nodes: [node(SHOP, "Mail", "workflow", "states")],
      edges: [{ from: { value, kind: "channel" }, to: { node: `${SHOP}#Mail` }, kind: "triggers", evidence }],
      stacks: [{ logicalId: "Queues", template }],
    });
    expect(drawn(link([parent, ...files]))).toEqual(expected);
  });

  test.each<[string, string, readonly string[], "ssm" | undefined, boolean]>([
    ["the only one that its last words fit", "JobsQueueArn", ["/shop/jobs-queue/arn"], "ssm", true],
    ["none of two that fit", "JobsQueueArn", ["/shop/jobs-queue/arn", "/mail/jobs/queue/arn"], "ssm", false],
    ["none that only its last word fits", "Arn", ["/shop/jobs-queue/arn"], "ssm", false],
    ["none when it is not read from the store", "JobsQueueArn", ["/shop/jobs-queue/arn"], undefined, false],
  ])("a parameter from the parameter store means %s", (_, name, paths, storedIn, isFound) => {
    const file = "platform/template.yaml";
    const stored = paths.map((path, index) => {
      const one = named(node(file, `Stored${index}`, "secret", "ssm"), text(path));
      return { ...one, properties: { ...one.properties, secretValue: resource(file, "Q", "Arn") } };
    });
    const platform = fragment(file, { nodes: [node(file, "Q", "channel", "sqs"), ...stored] });
    const value = refer({ by: "parameter", file: SHOP, name, ...(storedIn && { storedIn }) });
    const { map } = triggeredBy(value, [], [platform]);
    expect(map.edges.map(({ from, confidence }) => [from, confidence])).toEqual(
      isFound ? [[`${file}#Q`, "medium"]] : [[`${SHOP}#elsewhere:sqs:${name}`, "high"]],
    );
  });

  test.each<[string, Value]>([
    ["unknown", { kind: "unresolved", reason: "it is computed", at: evidence.at }],
    ["a wildcard", text("*")],
    ["a sentence", text("not a name")],
  ])("%s is reported, not guessed", (_, value) => {
    const { map, unresolved } = triggeredBy(value, [own]);
    expect(map.edges).toEqual([]);
    expect(unresolved).toHaveLength(1);
  });

  test("references in a circle end", () => {
    const loop = refer({ by: "export", name: text("a") });
    const circle = fragment("b.yaml", { outputs: [{ name: "A", exportName: text("a"), value: loop }] });
    expect(drawn(triggeredBy(loop, [], [circle])).length).toBeLessThanOrEqual(1);
    const inName = refer({ by: "export", name: joined("x", loop) });
    const twisted = fragment("c.yaml", { outputs: [{ name: "A", exportName: inName, value: inName }] });
    expect(drawn(triggeredBy(inName, [], [circle, twisted])).length).toBeLessThanOrEqual(1);
  });
});
