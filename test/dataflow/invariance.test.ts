// What a flow does not depend on: names of variables, code that never runs, code beside it.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { flowsOf } from "./taint-table.ts";

const JAVASCRIPT = (names: readonly string[], dead: string) => `
const ${names[0]} = require("child_process");
const ${names[5]} = (${names[6]}) => ${names[6]}.trim();
exports.handler = async (event) => {
  ${dead}
  const { ${names[1]} } = { ${names[1]}: JSON.parse(event.body).tool };
  let ${names[2]} = "ls";
  for (const ${names[3]} of event.body.split(" ")) {
    if (${names[3]} === "a") { ${names[2]} += " " + ${names[3]}; }
    ${dead}
  }
  ${names[0]}.exec(${names[2]});
  ${names[0]}.exec(${names[5]}(${names[1]}));
  try { await work(${names[1]}); } catch (${names[4]}) { return { statusCode: 500, body: ${names[4]}.message }; }
};`;

const PYTHON = (names: readonly string[], dead: string) => `
import os as ${names[0]}
def ${names[1]}(${names[2]}):
    return ${names[2]}.strip()
def handler(event, context):
    ${dead}
    ${names[3]} = [${names[4]} for ${names[4]} in event["body"].split()]
    if ${names[3]}[0] not in ("a", "b"):
        ${names[0]}.system(${names[1]}(${names[3]}[0]))
    ${names[0]}.system("ls " + str(int(${names[3]}[1])))
    try:
        ${names[5]} = 1
    except Exception as ${names[6]}:
        return {"body": str(${names[6]})}
`;

const DEAD_JAVASCRIPT = [
  "",
  "if (false) { eval(event.body); }",
  "const unused = event.headers;",
  "let n = 0; n += 1;",
  "(() => 1)();",
];
const DEAD_PYTHON = ["pass", "if False:\n        eval(event['body'])", "unused = event['headers']", "n = 0"];

/** Seven different names that are no words of the languages. */
const names = fc
  .uniqueArray(fc.stringMatching(/^[a-z]{2,6}$/), { minLength: 7, maxLength: 7 })
  .map((all) => all.map((name) => `${name}_v`));

function summary(source: string, language: "js" | "py"): readonly string[] {
  const { paths } = flowsOf(source, { language, triggers: ["api"] });
  return paths.map(({ sink, source: from, confidence }) => `${sink.class} ${from.kind} ${from.path} ${confidence}`);
}

describe("flows stay the same", () => {
  test("whatever variables are called and whatever never runs, JavaScript", () => {
    const plain = summary(JAVASCRIPT(["a", "b", "c", "d", "e", "f", "g"], ""), "js");
    expect(plain).toEqual(["os-command event body.tool high", "response error message high"]);
    fc.assert(
      fc.property(names, fc.constantFrom(...DEAD_JAVASCRIPT), (chosen, dead) => {
        expect(summary(JAVASCRIPT(chosen, dead), "js")).toEqual(plain);
      }),
      { numRuns: 40 },
    );
  });

  test("whatever variables are called and whatever never runs, Python", () => {
    const plain = summary(PYTHON(["a", "b", "c", "d", "e", "f", "g"], "pass"), "py");
    expect(plain).toEqual(["os-command event body high", "response error  high"]);
    fc.assert(
      fc.property(names, fc.constantFrom(...DEAD_PYTHON), (chosen, dead) => {
        expect(summary(PYTHON(chosen, dead), "py")).toEqual(plain);
      }),
      { numRuns: 40 },
    );
  });

  test("twice the same answer", () => {
    const source = JAVASCRIPT(["a", "b", "c", "d", "e", "f", "g"], "");
    expect(flowsOf(source, { language: "js", triggers: ["api"] })).toEqual(
      flowsOf(source, { language: "js", triggers: ["api"] }),
    );
  });
});
