// What users say of their own libraries in `.serverless-atlas.yml`.
import { expect, test } from "vitest";
import { readConfiguration } from "../../language-analysis/configuration/read-configuration.ts";
import { formatMessage } from "../../language-analysis/model/message.ts";
import { flowsOf } from "./taint-table.ts";

const read = (text: string) => readConfiguration(".serverless-atlas.yml", text);

const CODE = `
import acme_db, acme_crm, acme_text, os
def handler(event, context):
    acme_db.connect().run("x", event["body"])
    acme_db.connect().run(event["body"], "x")
    acme_db.connect().run("x", acme_text.clean(event["body"]))
    os.system(acme_text.clean(event["body"]))
    os.system(acme_crm.client().read()["name"])
`;

test("models of the configuration count", () => {
  const { value, problems } = read(`
taint:
  sources: [{ api: acme_crm.client().read, trust: partner }]
  sinks: [{ api: acme_db.connect().run, class: sql, argument: 1 }]
  sanitizers: [{ api: acme_text.clean, protects: [sql] }]
`);
  expect(problems).toEqual([]);
  const { paths } = flowsOf(CODE, { language: "py", triggers: ["api"], ...(value.taint && { models: value.taint }) });
  const found = paths.map(({ sink, source }) => `${sink.callAt.start.line} ${sink.class} ${source.trust}`);
  expect(found.sort()).toEqual(["3 sql internet", "6 os-command internet", "7 os-command partner"]);
});

test("without them nothing is known of the libraries", () => {
  const { paths } = flowsOf(CODE, { language: "py", triggers: ["api"] });
  expect(paths.some(({ sink }) => sink.class === "sql")).toBe(false);
});

test("what is written wrongly is told, the rest counts", () => {
  const { value, problems } = read(`
taint:
  sinks:
    - { api: a.b, class: sequel }
    - { class: sql }
    - { api: a.c, class: sql, place: 1 }
  others: []
`);
  expect(value.taint?.sinks).toEqual([{ api: "a.c", class: "sql", argument: 0 }]);
  expect(
    problems.map(({ at, message }) => `${at.start.line} ${formatMessage(message).split(" ").slice(0, 5).join(" ")}`),
  ).toEqual([
    "3 The class must be one",
    "4 This entry names no api.",
    "5 There is no setting place",
    "6 There is no setting others",
  ]);
});
