import { describe, expect, it } from "vitest";
import { covered, read } from "./read.ts";
import { printFunction, printProgram } from "./print-program.ts";

const STATEMENTS: Readonly<Record<string, readonly [code: string, program: string]>> = {
  "const and let": ["const a = 1, b = 'x'; let c;", 'const a = 1\nconst b = "x"\nvariable c = undefined'],
  destructuring: [
    "const { a, b: { c = 2 }, ...d } = e, [f, , g = 3, ...h] = i;",
    "const {a: a, b: {c: c = 2}, ...d} = e\nconst [f, , g = 3, ...h] = i",
  ],
  "destructuring assignment": ["({ a, b: c.d = 4, ...e } = f);", "{a: a, b: c.d = 4, ...e} = f"],
  "function declarations come first": [
    "f(); function f(a, b = 1, ...c) {}",
    "const f = function f(a, b = 1, ...c) {}\nf()",
  ],
  "arrow with expression": ["const f = async (x) => x.y;", "const f = async function f(x) { return x.y }"],
  "function named by its property": [
    "const o = { f: function () {}, g() {} };",
    "const o = {f: function f() {}, g: function g() {}}",
  ],
  getter: ["const o = { get g() { return 2; } };", "const o = {g: function g() { return 2 }()}"],
  "spread and computed key": ["f(...a, { ...b, [c]: d });", "f(...a, {...b, [c]: d})"],
  "optional chaining": ["a?.b?.[0]?.(c)", "a.b.0(c)"],
  template: ["x = `a${b}c`", 'x = template("a", b, "c")'],
  "tagged template": ["sql`select ${a} from b`", 'sql(["select ", " from b"], a)'],
  regex: ["x = /a\\/b/gi", "x = /a\\/b/gi"],
  "await and yield": ["async function* f() { yield* await g() }", "const f = async function f() { yield await g() }"],
  "for with parts": ["for (let i = 0; i < n; i++) go(i);", "variable i = 0\nloop while (i < n) { go(i); i += 1 }"],
  "for of": ["for (const [k, v] of m) go(k);", "loop [k, v] of m { go(k) }"],
  "for await": ["for await (const chunk of stream) go(chunk);", "loop chunk of stream { go(chunk) }"],
  "for in": ["for (const k in o) go(k);", "loop k of o keys { go(k) }"],
  "while and do": ["while (a) b(); do c(); while (d)", "loop while a { b() }\nloop while d { c() }"],
  switch: ["switch (a) { case 1: case 2: b(); break; default: c() }", "switch a [1] {} [2] { b(); break } [] { c() }"],
  labels: ["out: for (;;) { continue out }", "loop { continue }"],
  "try, catch, finally": [
    "try { a() } catch (e) { b(e) } finally { c() }",
    "try { a() } catch ( e) { b(e) } finally { c() }",
  ],
  "catch without binding": ["try { a() } catch { b() }", "try { a() } catch () { b() }"],
  "comma and nested assignment": ["a = b = c, d()", "a = (b := c)\nd()"],
  "assignment as a value": ["if ((m = f())) g(m)", "if (m := f()) { g(m) }"],
  "compound assignment": ["a += b; x = c ||= d", "a += b\nx = (c := (c || d))"],
  "update as a value": ["x = i++", "x = (i := (i + 1))"],
  "unary operators": ["x = !a; delete o.p; y = typeof -b", "x = (! a)\n(delete o.p)\ny = (typeof (- b))"],
  conditional: ["x = a ? b : c ?? d", "x = (a ? b : (c ?? d))"],
  "class with fields": [
    "class A extends B { x = 1; static n = 2; m() { return this.x } }",
    "const A = class A extends B { function constructor(...args) { super(...args); this.x = 1 }; function m() { return this.x } }\nA.n = 2",
  ],
  "class expression": [
    "const A = class { #p; constructor(a) { this.#p = a } }",
    "const A = class A { function constructor(a) { this.#p = a } }",
  ],
  "new, meta": ["new Foo; new a.B(1); import.meta.url", "new Foo()\nnew a.B(1)\nimport.meta.url"],
  "dynamic import": ["const m = await import('./m');", 'const m = await import("./m")'],
  "numbers and keywords": ["f(0x10, 1e3, 10n, null, true)", "f(16, 1000, 10, null, true)"],
  "block and with": ["{ a() } with (o) b()", "a()\no\nb()"],
  throw: ["throw new Error('x' + y)", 'throw new Error(("x" + y))'],
};

const TYPESCRIPT: Readonly<Record<string, readonly [code: string, program: string]>> = {
  "type wrappers": ["const x = (a as B)!.c satisfies D;", "const x = a.c"],
  enum: ["enum E { A, B = 'b', C = 5, D }", 'const E = {A: 0, B: "b", C: 5, D: 6}'],
  namespace: ["namespace N { export const z = 1; }", "const z = 1\nconst N = {z: z}"],
  "parameter property": [
    "class A { constructor(private db: Db) {} }",
    "const A = class A { function constructor(db) { this.db = db } }",
  ],
  overloads: ["function f(a: string): void; function f(a: any) {}", "const f = function f(a) {}"],
  "ambient declarations": ["declare const x: number; interface I {} type T = I;", ""],
  "this parameter": ["function f(this: X, a) {}", "const f = function f(a) {}"],
};

describe("JavaScript statements and expressions", () => {
  it.each(Object.entries(STATEMENTS))("%s", (_, [code, program]) => {
    expect(printProgram(read(code).module)).toBe(program);
  });
});

describe("TypeScript", () => {
  it.each(Object.entries(TYPESCRIPT))("%s", (_, [code, program]) => {
    expect(printProgram(read(code, "app.ts").module)).toBe(program);
  });

  it("keeps declared types of parameters and variables", () => {
    const { functions } = read("const h: Handler<X> = async (e: APIGatewayProxyEvent) => 1;", "app.ts").module;
    expect(functions[1]?.typeName).toBe("Handler");
    expect(functions[1]?.parameters[0]?.typeName).toBe("APIGatewayProxyEvent");
  });

  it("keeps decorators", () => {
    const { module } = read("@Injectable() class A { @Get('x') m(@Body() b) {} }", "app.ts");
    expect(module.functions[1]?.decorators?.length).toBe(2);
    expect(printProgram(module)).toContain("Injectable()");
  });

  it("keeps the parts of JSX", () => {
    const { module } = read("const x = <Foo a={b} {...c}>text {d} <p>{e}</p></Foo>;", "app.tsx");
    expect(printProgram(module)).toBe("const x = other(Foo, b, c, d, other(e))");
  });
});

describe("imports", () => {
  const table: Readonly<Record<string, readonly [code: string, expected: readonly string[]]>> = {
    default: ["import a from 'm'", ["m default a"]],
    named: ["import { a, b as c } from 'm'", ["m a a", "m b c"]],
    namespace: ["import * as a from 'm'", ["m * a"]],
    "side effect": ["import 'm'", ["m * "]],
    "type only": ["import type { A } from 'm'; import { type B, c } from 'n'", ["n c c"]],
    require: ["const a = require('m')", ["m * a"]],
    "require member": ["const a = require('m').b", ["m b a"]],
    "require destructured": ["const { a, b: c } = require('m')", ["m a a", "m b c"]],
    "require in a call": ["use(require('m'))", ["m * "]],
    "dynamic import": ["const { a } = await import('m')", ["m a a"]],
    "import equals": ["import a = require('m')", ["m * a"]],
  };
  it.each(Object.entries(table))("%s", (_, [code, expected]) => {
    const { imports } = read(code, "app.ts").module;
    expect(imports.map((one) => `${one.module} ${one.imported} ${one.local}`)).toEqual(expected);
  });
});

describe("exports", () => {
  const table: Readonly<Record<string, readonly [code: string, expected: readonly string[]]>> = {
    "exports.x": ["exports.a = b", ["a"]],
    "module.exports.x": ["module.exports.a = b", ["a"]],
    "module.exports object": ["module.exports = { a, b: c, d() {} }", ["default", "a", "b", "d"]],
    "module.exports spread": ["module.exports = { ...require('./m') }", ["default", "* ./m"]],
    "exports as a value": ["exports.a = exports.b = c", ["b", "a"]],
    "export const": ["export const a = 1, { b, c: d } = e", ["a", "b", "d"]],
    "export function": ["export function a() {}", ["a"]],
    "export default": ["export default function () {}", ["default"]],
    "export list": ["export { a, b as c }", ["a", "c"]],
    "export from": [
      "export { a as b } from './m'; export * from './n'; export * as o from './o'",
      ["b ./m", "* ./n", "o ./o"],
    ],
    "export type": ["export type { A } from './m'", []],
    "not an export": ["other.exports = 1; exported.a = 2", []],
  };
  it.each(Object.entries(table))("%s", (_, [code, expected]) => {
    const { exports } = read(code, "app.ts").module;
    expect(exports.map((one) => [one.name, one.from].filter(Boolean).join(" "))).toEqual(expected);
  });
});

describe("spans", () => {
  const code = "const c = 1;\nexports.handler = async (event) => {\n  s3.putObject({ Bucket: `a${b}` });\n};\n";
  const { module } = read(code);

  it("covers a call, its callee's property and its parentheses", () => {
    const [statement] = module.functions[1]?.body ?? [];
    const call = statement?.kind === "expression" ? statement.value : undefined;
    if (call?.kind !== "call" || call.callee.kind !== "member") throw new Error("no call");
    expect(call.at).toEqual([2, 2, 2, 35]);
    expect(call.argumentsAt).toEqual([2, 14, 2, 35]);
    expect(call.callee.at).toEqual([2, 2, 2, 14]);
    expect(call.callee.propertyAt).toEqual([2, 5, 2, 14]);
  });

  it("covers a function and the name it is given", () => {
    const one = module.functions[1];
    expect(one?.at).toEqual([1, 18, 3, 1]);
    expect(one?.nameAt).toEqual([1, 8, 1, 15]);
    expect(module.exports[0]?.at).toEqual([1, 8, 1, 15]);
  });

  it("counts UTF-16 units and Windows line breaks", () => {
    const text = "x = '😀';\r\ny = 2;";
    const [first, second] = read(text).module.functions[0]?.body ?? [];
    expect(first?.at).toEqual([0, 0, 0, 9]);
    expect(second?.at).toEqual([1, 0, 1, 6]);
    const value = first?.kind === "assign" ? first.value.at : undefined;
    expect(value && covered("x = '😀';", value)).toBe("'😀'");
  });

  it("covers the parts of a template without its marks", () => {
    const [statement] = read("x = `ab${c}de`").module.functions[0]?.body ?? [];
    const parts = statement?.kind === "assign" && statement.value.kind === "template" ? statement.value.parts : [];
    expect(parts.map((one) => one.at)).toEqual([
      [0, 5, 0, 7],
      [0, 9, 0, 10],
      [0, 11, 0, 13],
    ]);
  });
});

describe("functions", () => {
  it("stand in source order with their parents", () => {
    const { functions } = read(
      "function a() { return () => 1 }\nclass B { m() {} }\nconst c = function named() {}",
    ).module;
    expect(functions.map((one) => [one.index, one.name, one.parent])).toEqual([
      [0, "", undefined],
      [1, "a", 0],
      [2, "", 1],
      [3, "m", 0],
      [4, "named", 0],
    ]);
  });

  it("of a broken file are kept", () => {
    const { module } = read("exports.a = () => {\n  f(\n};\nfunction b() { return 1 }");
    expect(module.problems[0]?.code).toBe("syntax-error");
    expect(module.functions.map((one) => one.name)).toContain("b");
    expect(
      printFunction(
        module,
        module.functions.findIndex((one) => one.name === "b"),
      ),
    ).toBe("function b() { return 1 }");
  });
});
