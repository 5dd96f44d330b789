import { describe, expect, test } from "vitest";
import { formatMessage } from "../../language-analysis/model/message.ts";
import { flowsOf, taintTable } from "./taint-table.ts";

describe("calls within a module", () => {
  taintTable(
    { language: "js", triggers: ["api"] },
    {
      "into a helper": `
const { exec } = require("child_process");
exports.handler = async (event) => { run(event.body, "x"); };
function run(command, other) {
  exec(other);
  exec(command);
  //   ^^^^^^^ os-command event high body
}`,
      "out of a helper": `
const { exec } = require("child_process");
const nameOf = ({ body }) => JSON.parse(body).name;
exports.handler = async (event) => { exec(nameOf(event)); };
//                                        ^^^^^^^^^^^^^ os-command event high body.name`,
      "a helper is judged call by call": `
const { exec } = require("child_process");
const same = (x) => x;
exports.handler = async (event) => { exec(same("ls")); log(same(event.body)); };`,
      "a helper that writes into its argument": `
const { exec } = require("child_process");
const fill = (o, v) => { o.cmd = v; };
exports.handler = async (event) => { const o = {}; fill(o, event.body); exec(o.cmd); };
//                                                                           ^^^^^ os-command event high body`,
      recursion: `
const { exec } = require("child_process");
function last(list) { return list.length > 1 ? last(list.slice(1)) : list[0]; }
exports.handler = async (event) => { exec(last(event.body.list)); };
//                                        ^^^^^^^^^^^^^^^^^^^^^ os-command event high body.list`,
      "mutual recursion ends": `
const { exec } = require("child_process");
const a = (x, n) => (n ? b(x, n - 1) : x);
const b = (x, n) => (n ? a(x, n - 1) : x);
exports.handler = async (event) => { exec(a(event.body, 9)); };
//                                        ^^^^^^^^^^^^^^^^ os-command event high body`,
      "closure over a variable": `
const { exec } = require("child_process");
exports.handler = async (event) => {
  const cmd = event.body;
  const later = () => exec(cmd);
  //                       ^^^ os-command event high body
  later();
};`,
      "callback argument": `
const { exec } = require("child_process");
const withBody = (event, use) => use(event.body);
exports.handler = async (event) => { withBody(event, (b) => exec(b)); };
//                                                               ^ os-command event high body`,
      "class with inheritance": `
const { exec } = require("child_process");
class Base { run() { exec(this.cmd); } }
//                        ^^^^^^^^ os-command event high body
class Tool extends Base { constructor(cmd) { super(); this.cmd = cmd; } }
exports.handler = async (event) => { new Tool(event.body).run(); };`,
      generator: `
const { exec } = require("child_process");
function* parts(text) { for (const one of text.split(",")) yield one; }
exports.handler = async (event) => { for (const one of parts(event.body)) exec(one); };
//                                                                             ^^^ os-command event high body`,
      "a wrapped handler": `
const middy = require("@middy/core");
const { exec } = require("child_process");
const base = async (event) => { exec(event.body); };
//                                   ^^^^^^^^^^ os-command event high body
exports.handler = middy(base);`,
    },
  );
});

describe("calls across modules", () => {
  const shell = (exported: string) => `
const { exec } = require("child_process");
${exported}`;
  taintTable(
    {
      language: "js",
      triggers: ["api"],
      files: {
        "src/lib/run.js": shell(`
function run(c) { exec(c); }
//                     ^ os-command event high body
module.exports = { run };`),
      },
    },
    {
      "object of functions": `const lib = require("./lib/run"); exports.handler = async (event) => lib.run(event.body);`,
    },
  );
  taintTable(
    {
      language: "js",
      triggers: ["api"],
      files: {
        "src/lib/index.js": shell(`
module.exports = (c) => exec(c);
//                           ^ os-command event high body`),
      },
    },
    { "function as the module": `const run = require("./lib"); exports.handler = async (event) => run(event.body);` },
  );
  taintTable(
    {
      language: "ts",
      triggers: ["api"],
      files: {
        "src/run.ts": `
import { exec } from "child_process";
export const run = (c: string) => exec(c);
//                                     ^ os-command event high body
export default class Runner { go(c: string) { exec(c); } }
//                                                 ^ os-command event high path`,
        "src/all.ts": `export * from "./run"; export { default as Runner } from "./run";`,
      },
    },
    {
      "re-exports of ES modules": `import { run, Runner } from "./all"; export const handler = async (event: any) => { run(event.body); new Runner().go(event.path); };`,
    },
  );
  taintTable(
    {
      language: "js",
      triggers: ["api"],
      files: { "src/respond.js": "exports.respond = (status, body) => ({ status, list: [body] });" },
    },
    {
      "a module that one branch has loaded is there in the others": `
import { exec } from "child_process";
import { respond } from "./respond";
export const handler = async (event) => {
  switch (event.httpMethod) {
    case "GET": return respond(200, {});
    case "PUT": return exec(respond(200, event.body).list[0]);
    //                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ os-command event high body
    default: return exec(respond(200, event.body).status);
  }
};`,
    },
  );
  taintTable(
    {
      language: "py",
      triggers: ["api"],
      files: {
        "src/tools/__init__.py": "",
        "src/tools/shell.py": `
import os
def run(c):
    os.system(c)
    #         ^ os-command event high body`,
      },
    },
    {
      "from package import function":
        "from tools.shell import run\ndef handler(event, context):\n    run(event['body'])",
      "from package import module":
        "from tools import shell\ndef handler(event, context):\n    shell.run(event['body'])",
    },
  );
});

describe("steps", () => {
  test("tell the way in the user's words, at exact places", () => {
    const source = `const cp = require("child_process");
exports.handler = async (event) => {
  const url = event.queryStringParameters.url;
  fetchAll(url);
};
function fetchAll(address) {
  cp.execSync("curl " + address);
}`;
    const [path] = flowsOf(source, { language: "js", triggers: ["api"] }).paths;
    const lines = source.split("\n");
    const steps = path?.steps.map(({ at, message }) => {
      return `${lines[at.start.line]?.slice(at.start.character, at.end.character) ?? ""}: ${formatMessage(message)}`;
    });
    expect(steps).toEqual([
      "event.queryStringParameters.url: The event of the api trigger arrives",
      "url: is kept in `url`",
      "address: goes into `fetchAll`",
      "address: is kept in `address`",
      '"curl " + address: becomes part of a text',
      '"curl " + address: reaches `child_process.execSync`, which runs it in a shell',
    ]);
    expect(path?.sink.calleeAt.end.character).toBe("  cp.execSync".length);
  });
});

describe("bounds", () => {
  test("work is bounded and said", () => {
    const calls = Array.from({ length: 30 }, (_, i) => `const f${i} = (x) => [f${i + 1}(x), f${i + 1}(x + "a")];`).join(
      "\n",
    );
    const source = `${calls}\nconst f30 = (x) => x;\nexports.handler = async (event) => f0(event.body);`;
    const { problems } = flowsOf(source, { language: "js", triggers: ["api"], steps: 5000 });
    expect(problems.map(({ code, message }) => `${code} ${formatMessage(message)}`)).toEqual([
      "deadline-exceeded Data flow of Fn is analysed in part only: its code takes more than 5000 steps.",
    ]);
  });
});
