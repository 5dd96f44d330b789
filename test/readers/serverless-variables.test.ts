import { describe, expect, it } from "vitest";
import { covered, read, readFragment, show } from "./describe.ts";

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
    ["${strToBool(${env:DEBUG, 'false'})}", "false"],
    ["${strToBool(0)}", "false"],
    ["${self:custom.${opt:kind, 'n'}}", "3"],
    ["${self:custom.a.list}", '["x", "y"]'],
    ["${self:custom.missing, null}", "null (no value for self:custom.missing)"],
    ["${env:PORT, 80}", "80 (no value for env:PORT)"],
    ["${env:FLAG, false}", "false (no value for env:FLAG)"],
    ["${env:A, env:B, 'c'}", '"c" (no value for env:A)'],
    ["${env:A, ''}", '"" (no value for env:A)'],
    ['${env:A, "a, b"}', '"a, b" (no value for env:A)'],
    ["${self:service}-${sls:stage}-${opt:region}", '"shop-dev-us-east-1" (default stage)'],
    ["${aws:region}", "AWS::Region"],
    ["${aws:ssm:/shop/key}", "ssm /shop/key"],
    ["${ssm(eu-west-1):/shop/key}", "ssm /shop/key"],
    ["${ssm(raw):/shop/${sls:stage}/key}", "ssm /shop/dev/key"],
    ["${ssm:/aws/reference/secretsmanager/db~true.password}", "secretsmanager db.password"],
    ["${cf.eu-west-1:other.Out}", 'export "other.Out"'],
    ["${output:billing.queueUrl}", 'export "billing.queueUrl"'],
    ["${state:app.billing.queueUrl}", 'export "app.billing.queueUrl"'],
    ["${s3:bucket/key, 'x'}", '"x" (no value for s3:bucket/key)'],
    ["${git:branch, 'main'}", '"main" (no value for git:branch)'],
    ["${param:absent, 'x'}", '"x" (no value for param:absent)'],
    ['!Sub "${AWS::Region}-${self:custom.n}"', 'join(AWS::Region, "-3")'],
    ['!Sub "${Table}"', "#Table"],
    ["!Ref FLambdaFunction", "#f"],
  ])("%s", (variable, expected) => {
    const { shown, text, reasons } = evaluate(variable, custom);
    expect(shown).toBe(expected);
    // A list or map stays where it is written.
    expect(text).toBe(expected.startsWith("[") ? "[x, y]" : variable);
    expect(reasons).toEqual([]);
  });

  const files = {
    "app/config.dev.yml": "db: { host: h }\nlist: [1, 2]\n",
    "app/data.json": '{ "key": "value" }',
    "app/text.txt": "content\n",
    "app/code.js": "module.exports = { name: 'shop', make: () => 'made', later: load() };\n",
    "app/calls.js":
      "module.exports.sized = () => ({ size: 4 });\nmodule.exports.asked = async ({ resolveVariable }) => { const s = await resolveVariable('sls:stage'); return { table: `orders-${s}` }; };\n",
    "app/typed.ts": "import { n } from './names';\nexport const table = { name: `${n}-table` } as const;\n",
    "app/names.ts": "export const n = 'orders';\n",
    "app/other.yml": "a: ${file(./config.dev.yml):db.host}\n",
    "shared/up.yml": "v: up\n",
    "app/made.js": "module.exports = async () => ({ size: 3 });\n",
  };
  it.each([
    ["${file(./config.dev.yml):db.host}", '"h"'],
    ["${file(config.${opt:stage, 'dev'}.yml):db.host}", '"h"'],
    ["${file(./data.json):key}", '"value"'],
    ["${file(./text.txt)}", '"content"'],
    ["${file(./code.js):name}", '"shop"'],
    ["${file(./made.js):size}", "3"],
    ["${file(./calls.js):sized.size}", "4"],
    ["${file(./calls.js):asked.table}", '"orders-dev" (default stage)'],
    ["${file(./typed.ts):table.name}", '"orders-table"'],
    ["${file(./other.yml):a}", '"h"'],
    ["${file(../shared/up.yml):v}", '"up"'],
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
    ["${git:sha1}", "unknown-variable"],
    ["${s3:bucket/key}", "unknown-variable"],
    ["${sls:instanceId}", "unknown-variable"],
    ["${strToBool(maybe)}", "unknown-variable"],
    ["${param:absent}", "unknown-variable"],
    ["${self:custom.missing}", "unknown-variable"],
    ["${file(./code.js):x}", "missing-file"],
    ["${file(./absent.yml):a}", "missing-file"],
    ["${self:custom.loop}", "cyclic-reference"],
  ])("%s is not known: %s", (variable, reason) => {
    const { shown, text, reasons } = evaluate(variable, "custom: { loop: '${self:custom.loop}' }");
    expect(shown).toMatch(/^unknown\(/);
    expect(text).toBe(variable);
    expect(reasons).toContain(reason);
  });

  it.each([
    ["params: { default: { size: 1 }, dev: { size: 2 } }", "2 (stage dev)"],
    ["params: { default: { size: 1 }, prod: { size: 2 } }", "1 (stage dev)"],
    ["stages: { default: { params: { size: 1 } }, dev: { params: { size: 2 } } }", "2 (stage dev)"],
    ["stages: { default: { params: { size: 1 } } }", "1 (stage dev)"],
  ])("of a stage come from %s", (params, expected) => {
    expect(evaluate("${param:size}", params).shown).toBe(expected);
  });

  it.each([
    ["'\\\\${{([ ~:a-zA-Z0-9.]+?)}}'", "${{self:custom.a}}-${{self:custom.${{self:custom.k}}}}", '"x-x"'],
    ["'%{([ ~:a-zA-Z0-9.]+?)}'", "'%{self:custom.a}-${self:custom.a}'", '"x-${self:custom.a}"'],
    ["nonsense", "${self:custom.a}", '"x"'],
  ])("have the marks of variableSyntax %s", (syntax, variable, expected) => {
    const text = `service: shop
custom: { a: x, k: a }
provider:
  name: aws
  variableSyntax: ${syntax}
functions: { f: { handler: a.b, description: "" } }
`.replace('""', () => (variable.startsWith("'") ? variable : `"${variable}"`));
    const { nodes } = readFragment(text, "serverless.yml");
    expect(show(nodes.find(({ name }) => name === "f")?.properties["description"])).toBe(expected);
  });

  it.each(["!Ref '${env:NAME}'", "!GetAtt '${opt:name}.Arn'", "{ Fn::GetAtt: ['${env:NAME}', Arn] }"])(
    "without a value in %s are no mistake",
    (call) => {
      const { shown, reasons } = evaluate(call);
      expect([shown.startsWith("unknown("), reasons]).toEqual([true, ["unknown-variable"]]);
    },
  );

  it("of many levels and long cycles end", () => {
    const nested = `${"${self:custom.".repeat(60)}a${"}".repeat(60)}`;
    expect(evaluate(nested).shown).toMatch(/^unknown\(/);
    const cycle = Array.from({ length: 60 }, (_, n) => `v${n}: '\${self:custom.v${(n + 1) % 60}}'`).join(", ");
    expect(evaluate("${self:custom.v0}", `custom: { ${cycle} }`).shown).toMatch(/^unknown\(/);
  });

  describe("of services that are deployed together", () => {
    const compose = {
      "serverless-compose.yml":
        "services:\n  shop: { path: app, params: { queue: '${billing.QueueUrl}', mode: fast } }\n  billing: { path: billing }\n",
      "billing/serverless.yml":
        "service: billing\nprovider: { name: aws, stage: test }\nresources: { Resources: { Q: { Type: 'AWS::SQS::Queue' } }, Outputs: { QueueUrl: { Value: !Ref Q } } }\n",
    };
    it.each([
      ["${param:queue}", 'export "billing-test.QueueUrl"'],
      ["${param:mode}", '"fast"'],
      ["${param:other, 'none'}", '"none" (no value for param:other)'],
    ])("%s", (variable, expected) => {
      expect(evaluate(variable, "", compose).shown).toBe(expected);
    });

    it("name the outputs of the other service's stack", () => {
      const { outputs } = readFragment(compose["billing/serverless.yml"], "billing/serverless.yml");
      expect(outputs.map(({ name, exportName, value }) => [name, show(exportName), show(value)])).toEqual([
        ["QueueUrl", '"billing-test.QueueUrl"', "#Q"],
      ]);
      const text =
        "service: shop\nprovider: { name: aws }\nfunctions: { f: { handler: a.b, description: '${param:queue}' } }\n";
      expect(readFragment(text, "app/serverless.yml", compose).includes).toBeUndefined();
    });
  });
});
