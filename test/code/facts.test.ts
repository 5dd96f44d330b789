import { describe, expect, it } from "vitest";
import { covered, facts } from "./read.ts";

describe("handlers of JavaScript and TypeScript", () => {
  const table: Readonly<Record<string, readonly [code: string, expected: readonly string[], path?: string]>> = {
    "exports.handler": ["exports.handler = async (event, context) => 1", ["handler high"]],
    "exports.handler with a callback": ["exports.handler = function (event, context, callback) {}", ["handler high"]],
    "exports.handler with the event alone": ["exports.handler = async (event) => 1", ["handler high"]],
    "exports.handler without parameters": ["exports.handler = async () => 1", ["handler medium"]],
    "module.exports.x": ["module.exports.create = (event, context, callback) => {}", ["create high"]],
    "module.exports = {}": ["const a = (event, context) => 1; module.exports = { a }", ["a high"]],
    "export const": ["export const handler = async (event) => 1", ["handler high"]],
    "export function": ["export async function handler(event) {}", ["handler high"]],
    "event of another name": ["export async function list(event) {}", ["list medium"]],
    "destructured event of a handler": ["exports.handler = async ({ body }) => body", ["handler low"]],
    typed: ["export const run: APIGatewayProxyHandler = async (e) => 1", ["run high"], "a.ts"],
    "typed event": ["export const run = async (e: SQSEvent) => 1", ["run high"], "a.ts"],
    middy: [
      "import middy from '@middy/core'; const f = async (e) => 1; export const run = middy(f).use(x()).use(y())",
      ["run high"],
    ],
    "middy().handler()": [
      "const middy = require('@middy/core'); exports.run = middy().use(x()).handler(async (e) => 1)",
      ["run high"],
    ],
    wrapped: ["exports.handler = wrap(async (event, context) => 1)", ["handler high"]],
    adapter: [
      "const serverless = require('serverless-http'); module.exports.handler = serverless(app)",
      ["handler high"],
    ],
    "streamed response": [
      "export const handler = awslambda.streamifyResponse(async (event, stream, context) => 1)",
      ["handler high"],
    ],
    "part of a library": ["module.exports = { parse(event) { return event.type } }", []],
    "not exported": ["const handler = async (event, context) => 1", []],
    "a helper": ["exports.add = (a, b) => a + b", []],
    "a request handler of another platform": ["exports.hello = (req, res) => res.send(1)", []],
    "a browser's event": ["export const onClick = (event) => { event.preventDefault(); }", []],
    "a component": ["export const handler = (event, context) => 1", [], "App.jsx"],
    "a typed browser event": ["export const run = (e: MouseEvent) => 1", [], "a.ts"],
    "a class": ["exports.handler = class { m(event, context) {} }", []],
  };
  it.each(Object.entries(table))("%s", (_, [code, expected, path]) => {
    expect(facts(code, path).handlers.map((one) => `${one.name} ${one.confidence}`)).toEqual(expected);
  });

  it("point to the function and its name", () => {
    const code = "exports.handler = middy(async (event, context) => 1)";
    const [handler] = facts(code).handlers;
    expect(handler?.functionIndex).toBe(1);
    expect(handler && covered(code, handler.at)).toBe("handler");
  });
});

describe("handlers of Python", () => {
  const table: Readonly<Record<string, readonly [code: string, expected: readonly string[]]>> = {
    lambda_handler: ["def lambda_handler(event, context): pass", ["lambda_handler high"]],
    "any name": ["def create(event, context): pass", ["create high"]],
    "unused context": ["def handler(event, _): pass", ["handler high"]],
    "parameters of other names": ["def lambda_handler(e, c): pass", ["lambda_handler medium"]],
    decorated: ["@logger.inject\ndef handler(event, context): pass", ["handler high"]],
    "context with a default": ["def lambda_handler(event, context=None): pass", ["lambda_handler high"]],
    adapter: ["from mangum import Mangum\nhandler = Mangum(app)", ["handler high"]],
    "a helper that the handler calls": [
      "def handler(event, context): return answer(event, context)\ndef answer(event, context): pass",
      ["handler high"],
    ],
    "a method": ["class A:\n  def handler(self, event, context): pass", []],
    "a nested function": ["def make():\n  def handler(event, context): pass", []],
    "other parameters": ["def save(table, item): pass", []],
    "three parameters": ["def run(event, context, table): pass", []],
  };
  it.each(Object.entries(table))("%s", (_, [code, expected]) => {
    expect(facts(code, "app.py").handlers.map((one) => `${one.name} ${one.confidence}`)).toEqual(expected);
  });
});

describe("entry points", () => {
  it("are all exports that can be called, without those that can't", () => {
    const code =
      "exports.a = (x) => x; exports.b = 1; exports.c = wrap(function named() {}); const f = () => 1; exports.d = f; exports.e = g()";
    expect(facts(code).entryPoints?.map((one) => [one.name, one.functionIndex])).toEqual([
      ["a", 1],
      ["c", 2],
      ["d", 3],
      ["e", 0],
    ]);
  });
});

describe("environment reads", () => {
  const table: Readonly<Record<string, readonly [code: string, expected: readonly string[], path?: string]>> = {
    member: ["f(process.env.A)", ["A process.env.A"]],
    subscript: ["f(process.env['A'])", ["A process.env['A']"]],
    computed: ["f(process.env[x])", ["? process.env[x]"]],
    destructured: ["const { A, B: b = 'x' } = process.env", ["A A", "B b"]],
    alias: ["const env = process.env; f(env.A)", ["A env.A"]],
    import: ["import { env } from 'node:process'; f(env.A)", ["A env.A"]],
    "as a whole": ["f(process.env)", ["? process.env"]],
    "a write is no read": ["process.env.A = 'x'", []],
    "another env": ["f(settings.env.A)", []],
    "os.environ": ["import os\nf(os.environ['A'])", ["A os.environ['A']"], "a.py"],
    "os.environ.get": ["import os\nf(os.environ.get('A', 'x'))", ["A os.environ.get('A', 'x')"], "a.py"],
    "os.getenv": ["import os\nf(os.getenv('A'))", ["A os.getenv('A')"], "a.py"],
    "from os": ["from os import environ as e, getenv\nf(e['A'], getenv('B'))", ["A e['A']", "B getenv('B')"], "a.py"],
    "import as": ["import os as o\nf(o.environ[x])", ["? o.environ[x]"], "a.py"],
    "not the os module": ["f(environ['A'])", [], "a.py"],
  };
  it.each(Object.entries(table))("%s", (_, [code, expected, path]) => {
    const reads = facts(code, path).environmentReads;
    expect(reads.map((one) => `${one.name ?? "?"} ${covered(code, one.at)}`)).toEqual(expected);
  });

  it("name the function they stand in", () => {
    const reads = facts("process.env.A; exports.handler = async (event) => process.env.B").environmentReads;
    expect(reads.map((one) => [one.name, one.functionIndex])).toEqual([
      ["A", 0],
      ["B", 1],
    ]);
  });
});

describe("named literals", () => {
  const table: Readonly<Record<string, readonly [code: string, expected: readonly string[], path?: string]>> = {
    variable: ["const password = 'hunter2hunter2'", ["password=hunter2hunter2"]],
    property: ["f({ apiKey: 'abcdefgh1' })", ["apiKey=abcdefgh1"]],
    "assigned member": ["config.secret = 'abcdefgh1'", ["secret=abcdefgh1"]],
    "default of a parameter": ["function f(token = 'abcdefgh1') {}", ["token=abcdefgh1"]],
    fallback: ["const key = process.env.KEY || 'abcdefgh1'", ["key=abcdefgh1"]],
    comparison: ["if (password === 'abcdefgh1') {}", ["password=abcdefgh1"]],
    argument: ["f('abcdefgh1')", ["=abcdefgh1"]],
    keyword: ["f(password='abcdefgh1')", ["password=abcdefgh1"], "a.py"],
    "part of a template": ["const url = `https://user:pw@host/${x}`", ["=https://user:pw@host/"]],
    "short, named as a password": ["const password = 'short'", ["password=short"]],
    "short, named otherwise": ["const colour = 'short'", []],
    "module names": ["require('@scope/some-module'); import('./another-module')", []],
  };
  it.each(Object.entries(table))("%s", (_, [code, expected, path]) => {
    expect(facts(code, path).literals.map((one) => `${one.name}=${one.value}`)).toEqual(expected);
  });

  it("cover their quotes", () => {
    const code = "const password = 'hunter2hunter2'";
    const [literal] = facts(code).literals;
    expect(literal?.at).toEqual([0, 17, 0, 33]);
  });
});
