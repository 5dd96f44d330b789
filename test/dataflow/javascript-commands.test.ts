import { describe } from "vitest";
import { taintTable } from "./taint-table.ts";

const inHandler = (body: string, head = 'const cp = require("child_process");') => `
${head}
exports.handler = async (event) => {
${body}
};`;

describe("commands in JavaScript", () => {
  taintTable(
    { language: "js", triggers: ["api"] },
    {
      "template in execSync": inHandler(`
  const url = event.queryStringParameters.url;
  cp.execSync(\`curl \${url}\`);
  //          ^^^^^^^^^^^^^ os-command event high queryStringParameters.url`),
      "destructured import, concatenation": inHandler(
        `
  exec("ls " + event.body);
  //   ^^^^^^^^^^^^^^^^^^ os-command event high body`,
        'const { exec } = require("child_process");',
      ),
      "import with the node: prefix": inHandler(
        `
  run(event.pathParameters.id);
  //  ^^^^^^^^^^^^^^^^^^^^^^^ os-command event high pathParameters.id`,
        'import { exec as run } from "node:child_process";',
      ),
      "default import": inHandler(
        `
  cp.exec(event.headers.cmd);
  //      ^^^^^^^^^^^^^^^^^ os-command event high headers.cmd`,
        'import cp from "child_process";',
      ),
      "require in place, promisified": inHandler(
        `
  await run(JSON.parse(event.body).cmd);
  //        ^^^^^^^^^^^^^^^^^^^^^^^^^^ os-command event high body.cmd`,
        'const run = require("util").promisify(require("child_process").exec);',
      ),
      "a program that reads code from an option, and one that starts a shell": inHandler(`
  cp.execFile("/opt/bin/gnuplot", ["-e", \`set title "\${event.body}"\`]);
  //                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ os-command event high body
  cp.spawn("timeout", ["30", "bash", "-c", "sum " + event.headers.file]);
  //                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^ os-command event high headers.file`),
      "a program that starts another one without a shell": inHandler(
        '  cp.spawn("timeout", ["30", "convert", "-c", event.body]);',
      ),
      "arguments of execFile are no command": inHandler(
        '  cp.execFileSync("convert", [event.queryStringParameters.name]);',
      ),
      "arguments of spawn are no command": inHandler(
        '  cp.spawn("convert", ["-size", event.body.size], { cwd: "/tmp" });',
      ),
      "spawn with a shell": inHandler(`
  cp.spawn("convert", [event.body.size], { shell: true });
  //                   ^^^^^^^^^^^^^^^ os-command event high body.size`),
      "spawn without a shell by option": inHandler('  cp.spawn("convert", [event.body.size], { shell: false });'),
      "spawn of a shell with -c": inHandler(`
  cp.spawn("/bin/sh", ["-c", event.body.cmd]);
  //                         ^^^^^^^^^^^^^^ os-command event high body.cmd`),
      "spawn of a shell script with an argument": inHandler('  cp.spawn("/bin/sh", ["run.sh", event.body.cmd]);'),
      "tainted program": inHandler(`
  cp.spawn(event.body.tool, ["-v"]);
  //       ^^^^^^^^^^^^^^^ os-command event high body.tool`),
      "constant command": inHandler('  const n = event.body.n; cp.exec("ls -la"); return n;'),
      "a number is harmless": inHandler(
        "  cp.exec(`head -n ${parseInt(event.body.n, 10)} x`); cp.exec(`head -n ${Number(event.body.n)}`);",
      ),
      "arithmetic is harmless": inHandler("  cp.exec(`head -n ${event.body.n * 2}`);"),
      "the request context is not the client's": inHandler(
        "  cp.exec(`log ${event.requestContext.requestId} ${event.requestContext.authorizer.claims.sub}`);",
      ),
      "the context is no source": `
const cp = require("child_process");
exports.handler = async (event, context) => { cp.exec("x " + context.awsRequestId); };`,
      "overwritten before use": inHandler('  let c = event.body; c = "ls"; cp.exec(c);'),
      "tainted on one branch": inHandler(`
  let c = "ls";
  if (event.isFull) c = event.body;
  cp.exec(c);
  //      ^ os-command event high body`),
      "cleaned on both branches": inHandler(
        '  let c = event.body; if (event.x) { c = "a"; } else { c = "b"; } cp.exec(c);',
      ),
      "through fields of an object": inHandler(`
  const o = { a: event.body, b: "safe" };
  cp.exec(o.b);
  cp.exec(o.a);
  //      ^^^ os-command event high body`),
      "through an alias of an object": inHandler(`
  const o = {};
  const p = o;
  p.cmd = event.body;
  cp.exec(o.cmd);
  //      ^^^^^ os-command event high body`),
      "through spread and rest": inHandler(`
  const { safe, ...rest } = { safe: "a", ...{ cmd: event.body } };
  cp.exec(safe);
  cp.exec(rest.cmd);
  //      ^^^^^^^^ os-command event high body`),
      "destructured with default": inHandler(`
  const { queryStringParameters: { file = "a" } = {} } = event;
  cp.exec(file);
  //      ^^^^ os-command event high queryStringParameters.file`),
      "in a loop over records": inHandler(`
  for (const part of event.body.split(",")) {
    cp.exec("rm " + part.trim());
    //      ^^^^^^^^^^^^^^^^^^^ os-command event high body
  }`),
      "collected in a loop, used after it": inHandler(`
  const all = [];
  for (const x of JSON.parse(event.body).files) all.push(x);
  cp.exec("tar " + all.join(" "));
  //      ^^^^^^^^^^^^^^^^^^^^^^ os-command event high body.files.*`),
      "carried round a loop": inHandler(`
  let a = "", b = "";
  for (let i = 0; i < 3; i++) {
    cp.exec(b);
    //      ^ os-command event high body
    b = a;
    a = event.body;
  }`),
      "map and filter": inHandler(`
  const list = event.multiValueQueryStringParameters.f.map((f) => "-f " + f).filter(Boolean);
  cp.exec("x " + list.join(" "));
  //      ^^^^^^^^^^^^^^^^^^^^^ os-command event high multiValueQueryStringParameters.f.*`),
      forEach: inHandler(`
  event.body.list.forEach((x) => cp.exec(x));
  //                                     ^ os-command event high body.list.*`),
      reduce: inHandler(`
  const s = event.body.list.reduce((all, x) => all + " " + x, "");
  cp.exec(s);
  //      ^ os-command event high body.list.*`),
      "base64 and URL decoding": inHandler(`
  const text = decodeURIComponent(Buffer.from(event.body, "base64").toString("utf8"));
  cp.exec(text);
  //      ^^^^ os-command event high body`),
      "then and await": inHandler(`
  await Promise.resolve(event.body).then((b) => b.trim()).then((c) => cp.exec(c));
  //                                                                          ^ os-command event high body`),
      "new Promise": inHandler(`
  const c = await new Promise((resolve) => setTimeout(() => resolve(event.body), 10));
  cp.exec(c);
  //      ^ os-command event high body`),
      "Promise.all": inHandler(`
  const [a] = await Promise.all([Promise.resolve(event.body)]);
  cp.exec(a);
  //      ^ os-command event high body`),
      "through a Map": inHandler(`
  const m = new Map();
  m.set("k", event.body);
  cp.exec(m.get("k"));
  //      ^^^^^^^^^^ os-command event high body`),
      "a length is harmless": inHandler('  cp.exec("x " + event.body.length);'),
      "an unknown library passes on with doubt": inHandler(
        `
  cp.exec(lib.render(event.body));
  //      ^^^^^^^^^^^^^^^^^^^^^^ os-command event medium body`,
        'const cp = require("child_process"); const lib = require("some-lib");',
      ),
      "assigned in try, used in catch": inHandler(`
  let c = "";
  try { c = event.body; JSON.parse(c); return; } catch (e) { cp.exec(c); }
  //                                                                 ^ os-command event high body`),
      "dead branch": inHandler("  if (false) { cp.exec(event.body); }"),
      "shadowed by an inner const": inHandler(
        '  let c = "ls"; if (event.x) { const c = event.body; console.log(c); } cp.exec(c);',
      ),
      "switch falls through": inHandler(`
  let c = "";
  switch (event.body.kind) { case "a": c = event.body.x; case "b": cp.exec(c); break; default: cp.exec("x"); }
  //                                                                       ^ os-command event high body.x`),
      "optional chaining": inHandler(`
  cp.exec(event?.body?.cmd);
  //      ^^^^^^^^^^^^^^^^ os-command event high body.cmd`),
      "shelljs and execa": inHandler(
        `
  sh.exec(event.body);
  //      ^^^^^^^^^^ os-command event high body
  await execaCommand(event.body);
  //                 ^^^^^^^^^^ os-command event high body
  await execa("ls", [event.body]);`,
        'const sh = require("shelljs"); import { execa, execaCommand } from "execa";',
      ),
    },
  );
});
