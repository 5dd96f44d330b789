// Services written as scripts: read from the syntax tree, with the ranges of where values are written.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isTemplateCandidate, readTemplate } from "../../language-analysis/readers/index.ts";
import { covered, read, readFragment, show, showEdges, showNodes } from "./describe.ts";
import { NO_HANG } from "../no-hang.ts";

const TYPED = `import type { AWS } from '@serverless/typescript';
import { hello } from '@functions/index';
import provider from './config/provider';

const table = 'orders';

const serverlessConfiguration: AWS = {
  service: 'shop',
  frameworkVersion: '3',
  provider: { ...provider, stage: "\${opt:stage, 'dev'}" },
  functions: { hello },
  resources: {
    Resources: {
      Orders: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: \`\${table}-x\` } },
    },
  },
} as const;

module.exports = serverlessConfiguration;
`;

const FILES = {
  "shop/tsconfig.json": '{ "extends": "./tsconfig.paths.json", "compilerOptions": { "lib": ["ESNext"] } }',
  "shop/tsconfig.paths.json":
    '{ "compilerOptions": { "baseUrl": ".", "paths": { "@functions/*": ["src/functions/*"], "@libs/*": ["src/libs/*"] } } }',
  "shop/src/functions/index.ts": "export { default as hello } from './hello';\n",
  "shop/src/functions/hello/index.ts": `import { handlerPath } from '@libs/handler-path';
export default {
  handler: \`\${handlerPath(__dirname)}/handler.main\`,
  events: [{ http: { method: 'post', path: 'hello', authorizer: 'aws_iam' } }],
};
`,
  "shop/src/libs/handler-path.ts": `export const handlerPath = (context: string) => {
  const [, relative] = context.split(process.cwd());
  return \`\${relative.substring(1).replace(/\\\\/g, '/')}\`;
};
`,
  "shop/config/provider.ts": `const stage = process.env.STAGE || 'test';
export default { name: 'aws', runtime: 'nodejs20.x', environment: { STAGE: stage, REGION: process.env.REGION } } satisfies object;
`,
};

describe("a typed service with functions in folders", () => {
  const fragment = readFragment(TYPED, "shop/serverless.ts", FILES);
  const hello = fragment.nodes.find((node) => node.name === "hello");

  it("has its nodes and edges", () => {
    expect(showNodes(fragment)).toEqual([
      "endpoint/apigateway ApiGatewayRestApi",
      "role/iam IamRoleLambdaExecution",
      "store/dynamodb Orders",
      'endpoint/apigateway POST /hello "iam"',
      "function/lambda hello",
    ]);
    expect(showEdges(fragment, "triggers")).toEqual(["POST /hello -triggers api-> hello"]);
  });

  it("finds the handler beside the file that describes the function", () => {
    const handler = hello?.properties["handler"];
    expect(show(handler)).toBe('"src/functions/hello/handler.main"');
    expect(handler?.at.file).toBe("shop/src/functions/hello/index.ts");
    expect(handler && covered(FILES["shop/src/functions/hello/index.ts"], handler.at)).toBe(
      "`${handlerPath(__dirname)}/handler.main`",
    );
  });

  it("has values of other files where they are written, and environment variables as variables", () => {
    const runtime = hello?.properties["runtime"];
    expect(runtime?.at.file).toBe("shop/config/provider.ts");
    expect(runtime && covered(FILES["shop/config/provider.ts"], runtime.at)).toBe("'nodejs20.x'");
    expect(show(hello?.properties["environment"])).toBe(
      '{STAGE: "test" (no value for env:STAGE), REGION: unknown(environment variable REGION is only known when it is deployed)}',
    );
  });

  it("has names put together, with the place of the whole", () => {
    const name = fragment.nodes.find((node) => node.name === "Orders")?.properties["physicalName"];
    expect([show(name), name && covered(TYPED, name.at)]).toEqual(['"orders-x"', "`${table}-x`"]);
  });

  it("offers no place for insertions", () => {
    expect(fragment.nodes.filter((node) => node.body).length).toBeGreaterThan(0);
    expect(fragment.nodes.every((node) => node.body?.layout === undefined)).toBe(true);
  });

  it("names the files it is made of", () => {
    expect(fragment.includes).toContain("shop/src/functions/hello/index.ts");
  });
});

/** Runtime of the function `f` of a script that exports `body`. */
function runtimeOf(path: string, text: string, files: Readonly<Record<string, string>> = {}): string {
  const { fragment } = read(text, path, files);
  const node = fragment?.nodes.find((candidate) => candidate.name === "f");
  return node ? show(node.properties["runtime"]) : "no function";
}

describe("exports", () => {
  const service = "{ service: 's', provider: { name: 'aws', runtime: 'r' }, functions: { f: { handler: 'a.b' } } }";
  it.each([
    ["serverless.js", `module.exports = ${service};`, '"r"'],
    ["serverless.js", `const config = ${service};\nmodule.exports = config;`, '"r"'],
    ["serverless.js", `'use strict';\nmodule.exports = (async () => { return ${service}; })();`, '"r"'],
    ["serverless.js", `module.exports = async () => (${service});`, '"r"'],
    ["serverless.js", `module.exports = Promise.resolve(${service});`, '"r"'],
    [
      "serverless.js",
      `exports.service = 's';\nexports.provider = { name: 'aws', runtime: 'r' };\nexports.functions = { f: { handler: 'a.b' } };`,
      '"r"',
    ],
    ["serverless.cjs", `module.exports = ${service};`, '"r"'],
    ["serverless.mjs", `export default ${service};`, '"r"'],
    ["serverless.ts", `export default ${service} satisfies object;`, '"r"'],
    ["serverless.ts", `const s = ${service} as const;\nexport = s;`, '"r"'],
    ["serverless.ts", `const s = ${service};\nexport { s as default };`, '"r"'],
    ["api/serverless.backend.ts", `export default <const>${service};`, '"r"'],
    [
      "infra/service.ts",
      `import type { AWS } from "@serverless/typescript";\nexport default ${service} as AWS;`,
      '"r"',
    ],
    ["serverless.js", `const c = ${service};\nc.provider.runtime = 'q';\nmodule.exports = c;`, '"q"'],
  ])("%s %s", (path, text, expected) => {
    expect(runtimeOf(path, text)).toBe(expected);
  });

  it.each([
    ["serverless.js", "module.exports = class Serverless { constructor() { this.service = 1; this.provider = 2; } };"],
    ["serverless.js", "// service provider\nmodule.exports = makeService();"],
    ["lib/service.ts", "export default { service: 's', provider: {} };"],
    ["serverless.test.ts", `export default ${service};`],
    ["serverless.d.ts", `declare const service: string; declare const provider: string;`],
    ["serverless.ts", "export default 'service provider';"],
    ["serverless.ts", "const service = 1, provider = 2;"],
    ["serverless.ts", "service provider {{{{ ((("],
  ])("none: %s %s", (path, text) => {
    expect(read(text, path).fragment).toBeUndefined();
  });

  it("of a file that is being written still have what can be read", () => {
    const text = `export default { service: 's', provider: { name: 'aws' }, functions: { f: { handler: 'a.b', } g: { `;
    expect(readFragment(text, "serverless.ts").nodes.filter((node) => node.kind === "function").length).toBeGreaterThan(
      0,
    );
  });
});

describe("expressions", () => {
  const files = {
    "lib/names.js": "exports.runtime = 'named';\nexports.make = (x) => `${x}-made`;\n",
    "lib/all.ts": "export * from './more';\nexport const a = 'a';\n",
    "lib/more.ts": "export const b = 'b';\nexport enum Kind { Named = 'enumerated' }\nexport default 'more';\n",
    "lib/data.json": '{ "runtime": "from-json" }',
    "lib/loop.ts": "import { y } from './loop2';\nexport const x = y;\n",
    "lib/loop2.ts": "import { x } from './loop';\nexport const y = x;\n",
  };
  it.each([
    ["'a' + 1", "", '"a1"'],
    ["`a${1}b`", "", '"a1b"'],
    ["cond ? 'a' : 'b'", "const cond = true;", '"a"'],
    ["cond ? 'a' : 'b'", "const cond = 'x' === 'y';", '"b"'],
    ["process.env.CI ? 'a' : 'b'", "", 'process.env.CI ? "a" : "b"'],
    ["missing ?? 'b'", "const missing = undefined;", '"b"'],
    ["process.env.R ?? 'b'", "", '"b" (no value for env:R)'],
    ["['x', 'y'].join('-')", "", '"x-y"'],
    ["'a/b/c'.split('/').pop()", "", '"c"'],
    ["'a_b'.replace(/_/g, '-').toUpperCase()", "", '"A-B"'],
    ["'abc'.substring(1)", "", '"bc"'],
    ["pick({ kind: 'k' })", "const pick = ({ kind, n = 2 }) => kind + n;", '"k2"'],
    ["pick(1)", "function pick(x) { if (x === 1) { return 'one'; } else return 'more'; }", '"one"'],
    ["Kind.A + Kind.B + Kind.C", "enum Kind { A = 'x', B = 2, C }", '"x23"'],
    ["Kind.Named", "import { Kind } from './lib/more';", '"enumerated"'],
    ["list.join('+')", "const list = ['a'];\nlist.push('b', ...['c']);", '"a+b+c"'],
    ["o.list[1]", "const o = { list: ['a'] };\no.list.push('b');", '"b"'],
    ["list[0]", "const list = load();\nlist.push('b');", "unknown(list.0 is computed by code, which is not executed)"],
    ["['a', 'b'].find((x) => x !== 'a')", "", '"b"'],
    ["Object.assign({}, { a: 'x' }, { a: 'y' }).a", "", '"y"'],
    ["['a'].concat(['b']).join('-')", "", '"a-b"'],
    ["({ ['k' + 1]: 'computed' }).k1", "", '"computed"'],
    ["Object.keys({ a: 1, b: 2 }).map((k) => k + k).join(',')", "", '"aa,bb"'],
    ["({ ...{ a: 'x' }, b: 'y' }).a", "", '"x"'],
    ["list[1]", "const list = [...['p'], 'q'];", '"q"'],
    ["a", "const { a } = { a: 'inner' };", '"inner"'],
    ["names.runtime", "import * as names from './lib/names';", '"named"'],
    ["runtime", "import { runtime } from './lib/names.js';", '"named"'],
    ["make('it')", "const { make } = require('./lib/names');", '"it-made"'],
    ["b", "import { b } from './lib/all';", '"b"'],
    ["more", "import more from './lib/more';", '"more"'],
    ["data.runtime", "import data from './lib/data.json';", '"from-json"'],
    ["path.join('src', 'x')", "import path from 'path';", '"src/x"'],
    ["path.join(__dirname, 'src', 'x')", "import * as path from 'node:path';", '"src/x"'],
    ["lookup()", "", "unknown(lookup is computed by code, which is not executed)"],
    ["`${lookup()}-x`", "", 'join(unknown(lookup is computed by code, which is not executed), "-x")'],
    ["value", "let value = 'a';\nvalue = 'b';", "unknown(value is computed by code, which is not executed)"],
    ["pick()[1]", "const pick = () => { const o = ['a']; o.push('b'); return o; };", '"b"'],
    ["pick().k", "const pick = () => { const o = {}; o.k = 'set'; return o; };", '"set"'],
    ["pick().a.b", "function pick() { const o = {}; o.a = {}; o.a['b'] = 'deep'; return o; }", '"deep"'],
    [
      "pick().y",
      "const pick = () => { const o = {}; for (const k of ['x', 'y']) { o[k] = k + k; } return o; };",
      '"yy"',
    ],
    [
      "pick().y",
      "const pick = () => { const o = {}; ['x', 'y'].forEach((k, n) => (o[k] = k + n)); return o; };",
      '"y1"',
    ],
    [
      "pick().b",
      "const pick = () => { const o = {}; Object.entries({ a: 'p', b: 'q' }).forEach(([k, v]) => { if (v === 'q') { o[k] = v; } }); return o; };",
      '"q"',
    ],
    [
      "pick()",
      "const pick = () => { const o = { k: 'before' }; const c = { ...o }; o.k = 'after'; return c.k + o.k; };",
      '"beforeafter"',
    ],
    ["o.k", "const o = {};\nObject.assign(o, { k: 'assigned' });", '"assigned"'],
    ["o.b.r", "const o = {};\nfor (const k of ['a', 'b']) { o[k] = { r: k }; }", '"b"'],
    ["o.b.r", "const o = { b: {} }, p = {};\n['a', 'b'].forEach((k) => { p[k] = k; o.b.r = k; });", '"b"'],
    ["o[key]", "const o = {}, key = 'k';\no[key] = 'computed';", '"computed"'],
    ["o.b", "const o = {}, l = [];\nfor (const k of ['a', 'b']) { l.push(k); o[k] = k; }", '"b"'],
    ["x", "import { x } from './lib/loop';", "unknown(x is computed by code, which is not executed)"],
    ["f(1)", "const f = (n) => f(n + 1);", "unknown(f n 1 is computed by code, which is not executed)"],
    [
      "other",
      "import other from 'some-package';",
      "unknown(default of some-package is computed by code, which is not executed)",
    ],
    [
      "pick()",
      "const pick = () => { const o = []; o.push(load()); while (o.length < 3) o.push(1); return o; };",
      "unknown(pick is computed by code, which is not executed)",
    ],
  ])("%s with %s", (expression, before, expected) => {
    const text = `${before}
export default { service: 's', provider: { name: 'aws' }, functions: { f: { handler: 'a.b', runtime: ${expression} } } };`;
    expect(runtimeOf("serverless.ts", text, files)).toBe(expected);
  });

  it("that name a value stand for it where they are used; a short form where it is declared", () => {
    const text = `const runtime = 'r1';
export default { service: 's', provider: { name: 'aws' }, functions: { f: { handler: 'a.b', runtime }, g: { handler: 'c.d', runtime: runtime } } };`;
    const { nodes } = readFragment(text, "serverless.ts");
    const lines = ["f", "g"].map((name) => {
      const runtime = nodes.find((node) => node.name === name)?.properties["runtime"];
      return runtime && `${runtime.at.start.line}: ${covered(text, runtime.at)}`;
    });
    expect(lines).toEqual(["0: 'r1'", "1: runtime"]);
  });

  it("that are not known are listed once, with their place", () => {
    const text = `export default { service: 's', provider: { name: 'aws' }, functions: { f: { handler: load('x') }, g: build() } };`;
    const { unresolved } = readFragment(text, "serverless.ts");
    expect(unresolved.map(({ subject, at }) => [subject, covered(text, at)])).toContainEqual(["load x", "load('x')"]);
    expect(unresolved.map(({ subject }) => subject)).toContain("build");
  });
});

describe("bounds", () => {
  const wrap = (value: string, before = ""): string =>
    `${before}\nexport default { service: 's', provider: { name: 'aws' }, custom: ${value}, functions: { f: { handler: 'a.b' } } };`;
  const doubling = (step: (a: string) => string, start: string): string =>
    Array.from({ length: 60 }, (_, n) => `const v${n + 1} = ${step(`v${n}`)};`).reduce(
      (all, line) => `${all}\n${line}`,
      `const v0 = ${start};`,
    );
  it.each([
    [
      "text that doubles",
      wrap(
        "v60",
        doubling((a) => `${a} + ${a}`, "'ab'"),
      ),
    ],
    [
      "templates that double",
      wrap(
        "v60",
        doubling((a) => `\`\${${a}}\${${a}}\``, "'ab'"),
      ),
    ],
    [
      "lists that double",
      wrap(
        "v60",
        doubling((a) => `[${a}, ${a}]`, "[1]"),
      ),
    ],
    [
      "spread lists that double",
      wrap(
        "v60",
        doubling((a) => `[...${a}, ...${a}]`, "[1]"),
      ),
    ],
    [
      "concatenated lists",
      wrap(
        "v60",
        doubling((a) => `${a}.concat(${a})`, "[1]"),
      ),
    ],
    [
      "maps that double",
      wrap(
        "v60",
        doubling((a) => `{ a: ${a}, b: ${a} }`, "{}"),
      ),
    ],
    [
      "calls that double",
      wrap(
        "f60(1)",
        doubling((a) => `(x) => ${a.replace("v", "f")}(x) + ${a.replace("v", "f")}(x)`, "(x) => x").replaceAll(
          "const v",
          "const f",
        ),
      ),
    ],
    ["endless recursion", wrap("f(1)", "const f = (x) => [f(x), f(x)];")],
    ["deep brackets", wrap(`${"[".repeat(5_000)}${"]".repeat(5_000)}`)],
    ["deep calls", wrap(`${"f(".repeat(2_000)}${")".repeat(2_000)}`)],
    ["long sums", wrap(Array.from({ length: 3_000 }, () => "'a'").join(" + "))],
    ["slow patterns", wrap("'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'.replace(/(a+)+$/, 'b')")],
    ["a name of itself", wrap("a", "const a = a;")],
    ["prototype names", wrap("({}).__proto__.constructor('x')")],
  ])("%s", (_, text) => {
    const start = performance.now();
    readTemplate({ path: "serverless.ts", text, companions: {} });
    expect(performance.now() - start).toBeLessThan(NO_HANG);
  });

  it("any text is read without an exception", () => {
    const pieces = TYPED.split(/(?=[ ,{}()[\]`'$.:;])/);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(pieces.length - 1), fc.nat(pieces.length - 1)), { maxLength: 5 }),
        (swaps) => {
          const mutated = [...pieces];
          for (const [a, b] of swaps) mutated[a] = pieces[b] ?? "";
          const { fragment } = readTemplate({ path: "shop/serverless.ts", text: mutated.join(""), companions: FILES });
          for (const node of fragment?.nodes ?? []) expect(node.at.start.line).toBeLessThanOrEqual(node.at.end.line);
        },
      ),
      { numRuns: 100, seed: 3 },
    );
  });
});

describe("candidates", () => {
  it.each([
    ["serverless.ts", "const service = provider", true],
    ["a/serverless.mjs", "service: provider", true],
    ["serverless.ts", "nothing", false],
    ["src/handler.ts", "const service = provider;", false],
    ["src/config.ts", 'import type { AWS } from "@serverless/typescript";', true],
  ])("%s %s: %s", (path, text, expected) => {
    expect(isTemplateCandidate(path, text)).toBe(expected);
  });
});
