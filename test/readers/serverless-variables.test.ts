import { describe, expect, it } from "vitest";
import { covered, read, show } from "./describe.ts";

/** What `functions.f.environment.V` is, and what it covers. */
function evaluate(
  variable: string,
  more = "",
  files: Readonly<Record<string, string>> = {},
): { readonly shown: string; readonly text: string; readonly reasons: readonly string[] } {
  const text = `service: shop
provider: { name: aws }
${more}
functions:
  f:
    handler: a.b
    environment:
      V: ${variable}
`;
  const { fragment, problems } = read(text, "app/serverless.yml", files);
  const environment = fragment?.nodes.find((node) => node.name === "f")?.properties["environment"];
  const value = environment?.kind === "map" ? environment.entries[0]?.value : undefined;
  return {
    shown: show(value),
    text: value?.at.file === "app/serverless.yml" ? covered(text, value.at) : (value?.at.file ?? ""),
    reasons: [...problems.map((problem) => problem.code), ...(fragment?.unresolved ?? []).map(({ reason }) => reason)],
  };
}

describe("variables", () => {
  const custom = "custom: { a: { b: deep, list: [x, y] }, n: 3, ref: '${self:custom.a.b}', key: b }";
  it.each([
    ["${self:custom.a.b}", '"deep"'],
    ["${self:custom.a.list.1}", '"y"'],
    ["${self:custom.n}", "3"],
    ["${self:custom.ref}", '"deep"'],
    ["${self:custom.a.${self:custom.key}}", '"deep"'],
    ["${self:custom.missing, 'other'}", '"other" (no value for self:custom.missing)'],
    ["${self:custom.missing, self:custom.a.b}", '"deep" (no value for self:custom.missing)'],
    ["${self:custom.missing, ${self:custom.a.b}}", '"deep" (no value for self:custom.missing)'],
    ["pre-${self:custom.a.b}-post", '"pre-deep-post"'],
    ["${opt:stage, 'prod'}", '"prod" (no value for opt:stage)'],
    ["${opt:stage}", '"dev" (no --stage option)'],
    ["${sls:stage}", '"dev" (default stage)'],
    ["${self:provider.stage}", '"dev" (default stage)'],
    ["${self:service}", '"shop"'],
    ["${env:SECRET, 'none'}", '"none" (no value for env:SECRET)'],
    ["${ssm:/shop/key}", "ssm /shop/key"],
    ["${ssm:/shop/key~true}", "ssm /shop/key"],
    ["${ssm:/aws/reference/secretsmanager/db}", "secretsmanager db"],
    ["${cf:other-stack.TableName}", 'export "other-stack.TableName"'],
    ["${cf(eu-west-1):other.Out}", 'export "other.Out"'],
    ["${aws:accountId}", "AWS::AccountId"],
    ["${strToBool(true)}", "true"],
    ['!Sub "${AWS::Region}-${self:custom.n}"', 'join(AWS::Region, "-3")'],
    ['!Sub "${Table}"', "#Table"],
    ["!Ref FLambdaFunction", "#f"],
  ])("%s", (variable, expected) => {
    const { shown, text, reasons } = evaluate(variable, custom);
    expect(shown).toBe(expected);
    expect(text).toBe(variable);
    expect(reasons).toEqual([]);
  });

  const files = {
    "app/config.dev.yml": "db: { host: h }\nlist: [1, 2]\n",
    "app/data.json": '{ "key": "value" }',
    "app/text.txt": "content\n",
    "app/code.js": "module.exports = { name: 'shop', make: () => 'made', later: load() };\n",
    "app/made.js": "module.exports = async () => ({ size: 3 });\n",
  };
  it.each([
    ["${file(./config.dev.yml):db.host}", '"h"'],
    ["${file(config.${opt:stage, 'dev'}.yml):db.host}", '"h"'],
    ["${file(./data.json):key}", '"value"'],
    ["${file(./text.txt)}", '"content"'],
    ["${file(./code.js):name}", '"shop"'],
    ["${file(./made.js):size}", "3"],
    ["${file(./code.js):none, 'x'}", '"x" (no value for file:none)'],
    ["${file(./config.dev.yml):none, 'x'}", '"x" (no value for file:none)'],
    ["${file(./absent.yml):a, 'x'}", '"x" (no value for file:a)'],
  ])("%s", (variable, expected) => {
    expect(evaluate(variable, "", files)).toEqual({ shown: expected, text: variable, reasons: [] });
  });

  it("that code computes are not known", () => {
    expect(evaluate("${file(./code.js):later}", "", files)).toEqual({
      shown: "unknown(load is computed by code, which is not executed)",
      text: "${file(./code.js):later}",
      reasons: ["dynamic-value"],
    });
  });

  it("lead to the file where a map is written", () => {
    const { shown, text } = evaluate("${file(./config.dev.yml):db}", "", files);
    expect([shown, text]).toEqual(['{host: "h"}', "app/config.dev.yml"]);
  });

  it.each([
    ["${env:SECRET}", "unknown-variable"],
    ["${opt:color}", "unknown-variable"],
    ["${nowhere:x}", "unknown-variable"],
    ["${file(./code.js):x}", "missing-file"],
    ["${file(./absent.yml):a}", "missing-file"],
    ["${self:custom.loop}", "cyclic-reference"],
  ])("%s is not known: %s", (variable, reason) => {
    const { shown, text, reasons } = evaluate(variable, "custom: { loop: '${self:custom.loop}' }");
    expect(shown).toMatch(/^unknown\(/);
    expect(text).toBe(variable);
    expect(reasons).toContain(reason);
  });

  it("of a stage come from params", () => {
    const params = "params: { default: { size: 1 }, dev: { size: 2 } }";
    expect(evaluate("${param:size}", params).shown).toBe("2 (stage dev)");
  });
});
