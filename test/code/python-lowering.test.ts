import { describe, expect, it } from "vitest";
import { printProgram } from "./print-program.ts";
import { covered, read } from "./read.ts";

const python = (text: string) => read(text, "app.py").module;

const TABLE: Readonly<Record<string, readonly [code: string, program: string]>> = {
  "first assignment declares": ["x = 1\nx = 2", "variable x = 1\nx = 2"],
  "chained and tuple assignment": ["a = b = c\nd, (e, *f) = g", "variable a = (b := c)\nvariable [d, [e, ...f]] = g"],
  "augmented assignment": ["x += 1", "x += 1"],
  "annotated assignment": ["x: int = 1\ny: str", "variable x = 1"],
  "function of every parameter kind": [
    "def f(a, b: int, c=1, d: X = 2, *args, e, **kw): return a",
    "variable f = function f(a, b, c = 1, d = 2, ...args, e, **kw) { return a }",
  ],
  "async function": ["async def f():\n  await g()", "variable f = async function f() { await g() }"],
  lambda: ["lambda x, *y: x", "function (x, ...y) { return x }"],
  "calls with stars and keywords": ["f(a, *b, c=1, **d)", "f(a, ...b, c=1, **d)"],
  subscripts: ['x["k"][0][i]', "x.k.0[i]"],
  "negative index and slice": ["x[-1]\nx[1:2]", "x[(- 1)]\nx[other(1, 2)]"],
  "f-string": ['f"a{b!r:>{w}}c\\n{{x}}"', 'template("a", other(b, w), "c\\n{x}")'],
  "adjacent strings": ["'a' \"b\" f'{c}'", 'template("a", "b", c)'],
  "escapes and raw strings": ["['\\x41\\u0042\\101\\\\', r'\\n', b'x']", '["ABA\\\\", "\\\\n", "x"]'],
  "percent and format": ['"%s" % a\n"{}".format(b)', '("%s" % a)\n"{}".format(b)'],
  "boolean operators": ["a and b or not c", "((a && b) || (! c))"],
  comparisons: ["a < b <= c\na is not b\nc not in d", "((a < b) && (b <= c))\n(a !== b)\n(! (c in d))"],
  conditional: ["a if b else c", "(b ? a : c)"],
  walrus: ["if (n := f()): g(n)", "if (n := f()) { g(n) }"],
  "lists, sets, tuples, dictionaries": [
    "[1, *a]\n{1}\n(1,)\n{'k': 1, **b, c: d}",
    "[1, ...a]\n[1]\n[1]\n{k: 1, ...b, [c]: d}",
  ],
  comprehensions: [
    "[a for b in c if d for e in f]\n{k: v for k, v in x}\ng(y for y in z)",
    "<a for b of c for e of f if d>\n<k, v for [k, v] of x>\ng(<y for y of z>)",
  ],
  "if, elif, else": ["if a: b\nelif c: d\nelse: e", "if a { b } else { if c { d } else { e } }"],
  "for with else": ["for i, j in x:\n  y\nelse:\n  z", "loop [i, j] of x { y }\nz"],
  while: ["while a:\n  break", "loop while a { break }"],
  "try in all its parts": [
    "try:\n  a\nexcept (A, B) as e:\n  b\nexcept:\n  c\nelse:\n  d\nfinally:\n  g",
    "try { a; d } catch (A, B e) { b } catch () { c } finally { g }",
  ],
  with: ["with open(x) as f, y:\n  f.read()", "variable f = open(x)\ny\nf.read()"],
  match: [
    'match x:\n  case {"a": v} if v: f(v)\n  case [1, 2] | "s": g\n  case _: h',
    'switch x [v] { variable v = x.a; f(v) } [1, 2, "s"] { g } [] { h }',
  ],
  "global and nonlocal": [
    "t = None\ndef f():\n  global t\n  t = g()",
    "variable t = null\nvariable f = function f() { t = g() }",
  ],
  "delete and assert": ["del x, y['k']\nassert a, b", "(delete x)\n(delete y.k)\nif a {} else { throw b }"],
  raise: ["raise E(x) from y\nraise", "throw E(x)\nthrow"],
  class: [
    "class A(B):\n  n = 1\n  def m(self): return self.n",
    "variable A = class A extends B { function m(self) { return self.n } }\nA.n = 1",
  ],
  yield: ["def f():\n  yield a\n  yield from b", "variable f = function f() { yield a; yield b }"],
  "Python 2 print": ['print "a", b\nprint >>f, x', 'print("a", b)\nprint(x, file=f)'],
  "Python 2 except": ["try:\n  a\nexcept E, e:\n  b", "try { a } catch (E e) { b }"],
  "Python 2 exec": ["exec code in ns", "exec(code, ns)"],
  "Python 2 backticks": ["f(`a` + `b.c`, '`x`', \"it's `y`\") # ` one", 'f((a + b.c), "`x`", "it\'s `y`")'],
  "Python 2 numbers": ["[017, 10L]", "[15, 10]"],
};

describe("Python statements and expressions", () => {
  it.each(Object.entries(TABLE))("%s", (_, [code, program]) => {
    expect(printProgram(python(code))).toBe(program);
  });

  it("keeps decorators of functions", () => {
    const { functions } = python("@a.b('c')\n@d\ndef f(): pass");
    expect(functions[1]?.decorators?.map((one) => one.kind)).toEqual(["call", "name"]);
  });
});

describe("Python imports", () => {
  const table: Readonly<Record<string, readonly [code: string, expected: readonly string[]]>> = {
    plain: ["import os", ["os * os"]],
    "with a submodule": ["import a.b", ["a * a", "a.b * "]],
    alias: ["import a.b as c", ["a.b * c"]],
    from: ["from a.b import c, d as e", ["a.b c c", "a.b d e"]],
    relative: ["from .x import y as z\nfrom .. import w", [".x y z", ".. w w"]],
    star: ["from a import *", ["a * *"]],
  };
  it.each(Object.entries(table))("%s", (_, [code, expected]) => {
    expect(python(code).imports.map((one) => `${one.module} ${one.imported} ${one.local}`)).toEqual(expected);
  });
});

it("exports every name of the top level once, at its first place", () => {
  const text = "import os\nfrom m import a\nif x:\n  b = 1\nelse:\n  b = 2\ndef c(): d = 1\nclass E: f = 1";
  const { exports } = python(text);
  expect(exports.map((one) => [one.name, one.from, covered(text, one.at)])).toEqual([
    ["a", "m", "a"],
    ["b", undefined, "b"],
    ["c", undefined, "c"],
    ["E", undefined, "E"],
  ]);
  expect(exports[1]?.at).toEqual([3, 2, 3, 3]);
});

describe("Python spans", () => {
  it("covers a call, its property and its parentheses behind characters outside the basic plane", () => {
    const text = "x = '😀'; t.put_item(\n  Item=y)";
    const [, statement] = python(text).functions[0]?.body ?? [];
    const call = statement?.kind === "expression" ? statement.value : undefined;
    if (call?.kind !== "call" || call.callee.kind !== "member") throw new Error("no call");
    expect(call.at).toEqual([0, 10, 1, 9]);
    expect(call.callee.propertyAt).toEqual([0, 12, 0, 20]);
    expect(call.argumentsAt).toEqual([0, 20, 1, 9]);
  });

  it("covers a definition without its decorators", () => {
    const one = python("@x\ndef lambda_handler(event, context):\n  pass").functions[1];
    expect(one?.at).toEqual([1, 0, 2, 6]);
    expect(one?.nameAt).toEqual([1, 4, 1, 18]);
  });
});

it("reads on behind a syntax error and says where it is", () => {
  const module = python("def a(:\n  pass\ndef lambda_handler(event, context):\n  return 1\n");
  expect(module.problems[0]).toMatchObject({ code: "syntax-error", at: { start: { line: 0 } } });
  expect(module.functions.map((one) => one.name)).toContain("lambda_handler");
});
