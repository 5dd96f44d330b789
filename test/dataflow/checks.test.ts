import { describe } from "vitest";
import { taintTable } from "./taint-table.ts";

const js = (body: string, head = "") => `
const cp = require("child_process");
${head}
exports.handler = async (event) => {
  const x = event.queryStringParameters.x;
${body}
};`;

const hit = `
  cp.exec(x);
  //      ^ os-command event high queryStringParameters.x`;

const py = (body: string, head = "") => `
import os, re, shlex
${head}
def handler(event, context):
    x = event["queryStringParameters"]["x"]
${body}
`;

const pyHit = `
    os.system(x)
    #         ^ os-command event high queryStringParameters.x`;

describe("checks that end a flow in JavaScript", () => {
  taintTable(
    { language: "js", triggers: ["api"] },
    {
      "allow-list": js('  if (["a", "b"].includes(x)) { cp.exec(x); }'),
      "allow-list with early return": js(
        "  if (!ALLOWED.includes(x)) return { statusCode: 400 };\n  cp.exec(`run ${x}`);",
        'const ALLOWED = ["a", "b"];',
      ),
      "allow-list with early throw": js(
        '  if (ALLOWED.indexOf(x) === -1) throw new Error("no");\n  cp.exec(x);',
        'const ALLOWED = ["a", "b"];',
      ),
      "a set": js("  if (ALLOWED.has(x)) cp.exec(x);", 'const ALLOWED = new Set(["a"]);'),
      "a position is no answer": js(`  if (["a", "b"].indexOf(x)) {${hit}\n  }`),
      "the other branch stays open": js(`  if (["a"].includes(x)) return;${hit}`),
      "after the check": js(`  if (["a"].includes(x)) { console.log("known"); }${hit}`),
      "a list that the client sends": js(`  if (event.body.allowed.includes(x)) {${hit}\n  }`),
      "part of the text is checked": js(`  if (["jpg"].includes(x.split(".").pop())) {${hit}\n  }`),
      "text includes is no check": js(`  if (x.includes("safe")) {${hit}\n  }`),
      "equal to a constant": js('  if (x === "a") cp.exec(x);'),
      "not equal with return": js('  if (x !== "a") return;\n  cp.exec(x);'),
      "unequal to a constant": js(`  if (x !== "a") {${hit}\n  }`),
      truthy: js(`  if (x) {${hit}\n  }`),
      "switch over constants": js('  switch (x) { case "a": case "b": cp.exec(x); break; default: cp.exec("none"); }'),
      "switch default": js(`  switch (x) { case "a": break; default:${hit}\n  }`),
      "anchored pattern": js("  if (!/^[a-z0-9_-]+$/i.test(x)) return;\n  cp.exec(x);"),
      "pattern in a constant": js("  if (NAME.test(x)) cp.exec(x);", "const NAME = /^\\w{1,20}$/;"),
      "pattern without end": js(`  if (/^[a-z]+/.test(x)) {${hit}\n  }`),
      "pattern with wildcard": js(`  if (/^.+$/.test(x)) {${hit}\n  }`),
      "pattern with shell characters": js(`  if (/^[a-z;]+$/.test(x)) {${hit}\n  }`),
      "pattern with alternatives outside the anchors": js(`  if (/^a|b$/.test(x)) {${hit}\n  }`),
      "pattern over lines": js(`  if (/^[a-z]+$/m.test(x)) {${hit}\n  }`),
      "match against a pattern": js("  if (x.match(/^[a-z]+$/) === null) return;\n  cp.exec(x);"),
      "characters removed": js('  cp.exec(x.replace(/[^a-zA-Z0-9]/g, ""));'),
      "characters removed once only": js(`
  cp.exec(x.replace(/[^a-z]/, ""));
  //      ^^^^^^^^^^^^^^^^^^^^^^^ os-command event high queryStringParameters.x`),
      "some characters removed": js(`
  cp.exec(x.replace(/;/g, ""));
  //      ^^^^^^^^^^^^^^^^^^^ os-command event high queryStringParameters.x`),
      "type is number": js('  if (typeof x === "number") cp.exec(x);'),
      "type is string": js(`  if (typeof x === "string") {${hit}\n  }`),
      "lookup in a table": js("  cp.exec(COMMANDS[x]);", 'const COMMANDS = { a: "ls", b: "df" };'),
      "check in a helper": js(
        "  if (!isName(x)) return;\n  cp.exec(x);",
        "function isName(s) { return /^[a-z]+$/.test(s); }",
      ),
      "check in a helper with branches": js(
        "  if (isName(x)) { cp.exec(x); }",
        'const isName = (s) => { if (typeof s !== "string") return false; if (!/^[a-z]+$/.test(s)) { return false; } return true; };',
      ),
      "check in a helper that throws": js(
        "  assertName(x);\n  cp.exec(x);",
        'function assertName(s) { if (!/^[a-z]+$/.test(s)) throw new Error("bad"); }',
      ),
      "a helper that always agrees": js(`  if (!isSafe(x)) return;${hit}`, "function isSafe(s) { return true; }"),
      "and of two checks": js("  if (x && /^[a-z]+$/.test(x)) cp.exec(x);"),
      "or of two checks": js('  if (x === "a" || x === "b") cp.exec(x);'),
      "or with a check that proves nothing": js(`  if (x === "a" || event.force) {${hit}\n  }`),
      "kept in a variable": js('  const ok = ["a"].includes(x);\n  if (ok) cp.exec(x);'),
      conditional: js('  cp.exec(["a"].includes(x) ? x : "a");'),
      "quoted for a shell": js("  cp.exec(`cat ${quote([x])}`);", 'const { quote } = require("shell-quote");'),
      "quoting is no protection for code": js(
        `
  eval(quote([x]));
  //   ^^^^^^^^^^ code event high queryStringParameters.x`,
        'const { quote } = require("shell-quote");',
      ),
      "quoted inside quotes": js(
        `
  cp.exec(\`cat '\${quote([x])}'\`);
  //      ^^^^^^^^^^^^^^^^^^^^^ os-command event high queryStringParameters.x`,
        'const { quote } = require("shell-quote");',
      ),
      "percent-encoding keeps quotes": js(`
  cp.exec("curl " + encodeURIComponent(x));
  //      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ os-command event low queryStringParameters.x`),
      "find in a list": js('  const c = ["ls", "df"].find((one) => one === x);\n  cp.exec(c);'),
      "filter of the input": js(
        '  const list = event.body.list.filter((one) => /^[a-z]+$/.test(one));\n  cp.exec(list.join(" "));',
      ),
      "a uuid check": js("  if (!validate(x)) return;\n  cp.exec(x);", 'import { validate } from "uuid";'),
    },
  );
});

describe("checks that end a flow in Python", () => {
  taintTable(
    { language: "py", triggers: ["api"] },
    {
      "in a list": py('    if x in ("a", "b"):\n        os.system(x)'),
      "not in with return": py(
        '    if x not in ALLOWED:\n        return {}\n    os.system("run " + x)',
        'ALLOWED = {"a", "b"}',
      ),
      "key of a dictionary": py("    if x in COMMANDS:\n        os.system(COMMANDS[x])", 'COMMANDS = {"a": "ls"}'),
      "get of a dictionary": py('    os.system(COMMANDS.get(x, "ls"))', 'COMMANDS = {"a": "ls"}'),
      "a constant in the input": py(
        `    if "a" in x:${pyHit.replaceAll("\n    ", "\n        ").replaceAll("        #", "        #")}`,
      ),
      fullmatch: py('    if not re.fullmatch(r"[a-z0-9]+", x):\n        raise ValueError("no")\n    os.system(x)'),
      "match with end": py('    if re.match(r"^[\\w-]+$", x):\n        os.system(x)'),
      "match without end": py(`    if not re.match(r"[a-z]+", x):\n        return${pyHit}`),
      "compiled pattern": py(
        "    if NAME.match(x) is None:\n        return\n    os.system(x)",
        'NAME = re.compile(r"^[a-z]+$")',
      ),
      isalnum: py("    if x.isalnum():\n        os.system(x)"),
      "isinstance of int": py("    if isinstance(x, int):\n        os.system(x)"),
      "isinstance of str": py(`    assert isinstance(x, str)${pyHit}`),
      "int and float": py('    os.system("a %d" % int(x))\n    os.system(f"b {float(x)}")'),
      quoted: py(
        '    os.system("cat " + shlex.quote(x))\n    os.system("cat {}".format(shlex.quote(x)))\n    os.system(f"cat {shlex.quote(x)}")',
      ),
      "characters removed": py('    os.system(re.sub(r"[^a-z0-9]", "", x))'),
      "one character replaced": py(`
    os.system(x.replace(";", ""))
    #         ^^^^^^^^^^^^^^^^^^ os-command event high queryStringParameters.x`),
      uuid: py("    os.system(str(uuid.UUID(x)))", "import uuid"),
      "match statement": py('    match x:\n        case "a" | "b":\n            os.system(x)'),
      "match with capture": py(`
    match x:
        case "a":
            os.system("a")
        case other:
            os.system(other)
            #         ^^^^^ os-command event high queryStringParameters.x`),
    },
  );
});
