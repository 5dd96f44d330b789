import { describe } from "vitest";
import { taintTable } from "./taint-table.ts";

const py = (body: string, head = "") => `
import os, subprocess, json
${head}
def handler(event, context):
${body}
`;

describe("commands and code in Python", () => {
  taintTable(
    { language: "py", triggers: ["api"] },
    {
      "concatenation, percent, format, f-string": py(`
    f = event["body"]
    os.system("ls " + f)
    #         ^^^^^^^^^ os-command event high body
    os.system("ls %s" % f)
    #         ^^^^^^^^^^^ os-command event high body
    os.system("ls %s %s" % ("a", f))
    #         ^^^^^^^^^^^^^^^^^^^^^ os-command event high body
    os.system("ls {}".format(f))
    #         ^^^^^^^^^^^^^^^^^ os-command event high body
    os.system("ls {name}".format(name=f))
    #         ^^^^^^^^^^^^^^^^^^^^^^^^^^ os-command event high body
    os.system(f"ls {f}")
    #         ^^^^^^^^^ os-command event high body
    os.system(" ".join(["ls", f]))
    #         ^^^^^^^^^^^^^^^^^^^ os-command event high body`),
      "get with default and JSON": py(`
    body = json.loads(event.get("body", "{}"))
    name = body.get("name") or "x"
    os.popen(name)
    #        ^^^^ os-command event high body.name`),
      "argument list without shell": py('    subprocess.run(["ls", event["body"]], check=True)'),
      "argument list in a variable": py(
        '    args = ["ls"]\n    args.append(event["body"])\n    subprocess.check_output(args)',
      ),
      "argument list with shell": py(`
    subprocess.run(["ls", event["body"]], shell=True)
    #                     ^^^^^^^^^^^^^ os-command event high body`),
      "text with shell": py(`
    subprocess.call("ls " + event["body"], shell=True)
    #               ^^^^^^^^^^^^^^^^^^^^^ os-command event high body`),
      "keyword argument": py(`
    subprocess.Popen(args=event["body"], shell=True)
    #                     ^^^^^^^^^^^^^ os-command event high body`),
      "tainted program": py(`
    subprocess.run([event["body"], "-v"])
    #               ^^^^^^^^^^^^^ os-command event high body`),
      "shell with -c": py(`
    subprocess.run(["bash", "-c", "cat " + event["body"]])
    #                             ^^^^^^^^^^^^^^^^^^^^^^ os-command event high body`),
      "from import with alias": py(
        `
    run(event["body"], shell=True)
    #   ^^^^^^^^^^^^^ os-command event high body`,
        "from subprocess import check_output as run",
      ),
      "import in the function": py(`
    from os import system
    system(event["body"])
    #      ^^^^^^^^^^^^^ os-command event high body`),
      "Python 2": py(
        `
    print "x"
    commands.getoutput(event["body"])
    #                  ^^^^^^^^^^^^^ os-command event high body`,
        "import commands",
      ),
      "eval, exec and import": py(`
    eval(event["body"])
    #    ^^^^^^^^^^^^^ code event high body
    exec(event["body"])
    #    ^^^^^^^^^^^^^ code event high body
    __import__(event["path"])
    #          ^^^^^^^^^^^^^ code event high path`),
      "eval of constants chosen by the event": py(`
    e = "a" if "to" in event else "b"
    more = "" if "x" not in event else " & c"
    eval(e + more)`),
      "literal_eval runs nothing": py('    ast.literal_eval(event["body"])', "import ast"),
      comprehensions: py(`
    names = [n.strip() for n in event["body"].split(",") if n]
    os.system("ls " + " ".join(names))
    #         ^^^^^^^^^^^^^^^^^^^^^^^ os-command event high body
    by = {k: v for k, v in json.loads(event["body"]).items()}
    os.system(by["a"])
    #         ^^^^^^^ os-command event high body.*`),
      "with and for": py(`
    with open("/tmp/x") as f:
        for name in event["body"].splitlines():
            os.system("cat " + name)
            #         ^^^^^^^^^^^^^ os-command event high body`),
      "keyword arguments and star arguments": py(
        `
    run(cmd=event["body"])
    many("x", event["path"])`,
        `
def run(cmd=None, **more):
    os.system(cmd)
    #         ^^^ os-command event high body
def many(*args):
    os.system(args[1])
    #         ^^^^^^^ os-command event high path`,
      ),
      "lambda and map": py(`
    for c in map(lambda n: "rm " + n, event["body"].split()):
        os.system(c)
        #         ^ os-command event high body`),
      "class with state": py(
        `
    runner = Runner(event["body"])
    runner.run()`,
        `
class Base:
    def run(self):
        os.system(self.command)
        #         ^^^^^^^^^^^^ os-command event high body
class Runner(Base):
    def __init__(self, command):
        self.command = command`,
      ),
      "global variable": py(
        `
    global last
    last = event["body"]
    show()`,
        `
last = ""
def show():
    os.system(last)
    #         ^^^^ os-command event high body`,
      ),
      "an error caught": py(
        `
    try:
        json.loads(event["body"])
    except Exception as e:
        return {"statusCode": 500, "body": str(e)}
        #                                  ^^^^^^ response error high`,
      ),
      "traceback in the response": py(
        `
    try:
        work()
    except:
        return {"statusCode": 500, "body": json.dumps({"trace": traceback.format_exc()})}
        #                                                       ^^^^^^^^^^^^^^^^^^^^^^ response error high`,
        "import traceback",
      ),
      "the error's class only": py(
        "    try:\n        work()\n    except Exception as e:\n        return {'body': type(e).__name__}",
      ),
      "the app's own error": py(
        `
    try:
        work()
    except Invalid as e:
        return {"statusCode": 400, "body": str(e)}`,
        "class Invalid(Exception):\n    pass",
      ),
      "the app's own error with the text of another": py(
        `
    try:
        try:
            work()
        except Exception as cause:
            raise Invalid(str(cause))
    except Invalid as e:
        return {"statusCode": 400, "body": str(e)}
        #                                  ^^^^^^ response error high`,
        "class Invalid(Exception):\n    pass",
      ),
      "a library's error with the text of another": py(
        `
    try:
        try:
            work()
        except Exception as cause:
            raise ValueError("failed: " + str(cause))
    except Invalid as e:
        return {"statusCode": 400, "body": e.args[0]}
        #                                  ^^^^^^^^^ response error high`,
        "class Invalid(ValueError):\n    pass",
      ),
      "error is logged": py(
        "    try:\n        work()\n    except Exception as e:\n        print(e)\n        return {'statusCode': 500}",
      ),
      "client error code": py(
        "    try:\n        work()\n    except Exception as e:\n        return {'body': e.response['Error']['Code']}",
      ),
      "response kept in a variable": py(`
    response = {"statusCode": 200}
    try:
        work()
    except Exception as e:
        response["body"] = "failed: " + str(e)
        #                  ^^^^^^^^^^^^^^^^^^^ response error high
    return response`),
    },
  );
});
