import { describe } from "vitest";
import { taintTable } from "./taint-table.ts";

describe("code from events in JavaScript", () => {
  taintTable(
    { language: "js", triggers: ["api"] },
    {
      "eval, Function and vm": `
const vm = require("vm");
exports.handler = async (event) => {
  eval(event.body);
  //   ^^^^^^^^^^ code event high body
  new Function("a", event.body)(1);
  //                ^^^^^^^^^^ code event high body
  vm.runInNewContext(event.body, {});
  //                 ^^^^^^^^^^ code event high body
  new vm.Script(event.body).runInThisContext();
  //            ^^^^^^^^^^ code event high body
};`,
      "JSON.parse evaluates nothing": `exports.handler = async (event) => JSON.parse(event.body);`,
      "timers with text and with functions": `
exports.handler = async (event) => {
  setTimeout(event.body, 10);
  //         ^^^^^^^^^^ code event medium body
  setTimeout(() => event.body, 10);
};`,
      "module by name": `
exports.handler = async (event) => {
  require("./plugins/" + event.body);
  //      ^^^^^^^^^^^^^^^^^^^^^^^^^ code event high body
  await import(event.body);
  //           ^^^^^^^^^^ code event high body
  require("./plugins/a");
};`,
      "a method that is called eval": `
exports.handler = async (event) => { const redis = make(); redis.eval("return 1", event.body); };`,
    },
  );
});

describe("routes of Flask", () => {
  taintTable(
    { language: "py", triggers: ["api"], handler: "handler" },
    {
      "request, path variable and answer": `
import subprocess
import serverless_wsgi
from flask import Flask, request, jsonify
app = Flask(__name__)

@app.route("/date")
def date():
    cmd = request.args.get("exec")
    subprocess.Popen(cmd, shell=True)
    #                ^^^ os-command event high args.exec
    try:
        work()
    except Exception as e:
        return jsonify({"error": str(e)}), 500
        #                        ^^^^^^ response error high

@app.route("/run/<name>")
def run(name):
    subprocess.call("run " + name, shell=True)
    #               ^^^^^^^^^^^^^ os-command event high name
    return "ok"

def handler(event, context):
    return serverless_wsgi.handle_request(app, event, context)
`,
    },
  );
});
