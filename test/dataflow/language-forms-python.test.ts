// Each form of the language in which data moves on.
import { describe } from "vitest";
import { appTable } from "./app-table.ts";

describe("data moves on, Python", () => {
  appTable("py", {
    "attributes from a dictionary": `
# api: os-command body.*
import json, os
class Job(object):
    def __init__(self, body):
        self.__dict__.update(json.loads(body))
def handler(event, context):
    os.system(Job(event["body"]).cmd)`,
    "decorator that registers a class": `
# api: os-command body
import os
ACTIONS = {}
def action(name):
    def register(cls):
        ACTIONS[name] = cls
        return cls
    return register
@action("run")
class Run:
    def handle(self, event):
        os.system(event["body"])
def handler(event, context):
    return ACTIONS[event["headers"]["action"]]().handle(event)`,
    generator: `
# api: os-command body.a
import os, json
def parts(b):
    yield "x"
    yield b["a"]
def handler(event, context):
    for p in parts(json.loads(event["body"])):
        os.system(p)`,
    "yield from next": `
# api: os-command body.a
import os, json
def inner(b):
    yield b["a"]
def outer(b):
    yield from inner(b)
def handler(event, context):
    os.system(next(outer(json.loads(event["body"]))))`,
    "module state global": `
# api: os-command body.a
import os, json
current = None
def put(x):
    global current
    current = x
def run():
    os.system(current)
def handler(event, context):
    put(json.loads(event["body"])["a"])
    run()`,
    "nonlocal closure": `
# api: os-command body.a
import os, json
def handler(event, context):
    cmd = "ls"
    def put():
        nonlocal cmd
        cmd = json.loads(event["body"])["a"]
    put()
    os.system(cmd)`,
    "percent format": `
# api: os-command body.a, os-command body.b, os-command body.c, os-command body.d
import os, json
def handler(event, context):
    b = json.loads(event["body"])
    os.system("x %s" % b["a"])
    os.system("x %(y)s" % {"y": b["b"]})
    os.system("x {0}".format(b["c"]))
    os.system("x {y}".format(**{"y": b["d"]}))`,
    "format_map template join": `
# api: os-command body, os-command body.b, os-command body.c
import os, json
from string import Template
def handler(event, context):
    b = json.loads(event["body"])
    os.system("x {a}".format_map(b))
    os.system(Template("x $y").substitute(y=b["b"]))
    os.system(" ".join(["ls", b["c"]]))`,
    comprehension: `
# api: os-command body.list.*, os-command body.map.*
import os, json
def handler(event, context):
    b = json.loads(event["body"])
    [os.system(x) for x in b["list"] if x]
    d = {k: v for k, v in b["map"].items()}
    for v in d.values():
        os.system(v)`,
    "star args": `
# api: os-command body.a, os-command body.b
import os, json
def run(*args, **kw):
    os.system(" ".join(args))
    os.system(kw["y"])
def handler(event, context):
    b = json.loads(event["body"])
    run(*["ls", b["a"]], **{"y": b["b"]})`,
    "lambda map filter": `
# api: os-command body.list.*
import os, json
def handler(event, context):
    list(map(lambda x: os.system(x), filter(None, json.loads(event["body"])["list"])))`,
    "with as": `
# api: os-command body
import os
def handler(event, context):
    with open("/tmp/x", "w") as f:
        f.write(event["body"])
    with open("/tmp/x") as f:
        os.system(f.read())`,
    "try except else finally": `
# api: os-command body.a
import os, json
def handler(event, context):
    cmd = "ls"
    try:
        cmd = json.loads(event["body"])["a"]
    except ValueError:
        pass
    else:
        cmd = cmd.strip()
    finally:
        os.system(cmd)`,
    "exception carries data": `
# api: os-command body.a
import os, json
def handler(event, context):
    try:
        raise ValueError(json.loads(event["body"])["a"])
    except ValueError as e:
        os.system(str(e))`,
    "async gather": `
# api: os-command body.a
import os, json, asyncio
async def one(b):
    return b["a"]
async def main(event):
    a, = await asyncio.gather(one(json.loads(event["body"])))
    os.system(a)
def handler(event, context):
    return asyncio.run(main(event))`,
    "asyncio shell loop": `
# api: os-command body
import asyncio
async def main(event):
    await asyncio.create_subprocess_shell(event["body"])
def handler(event, context):
    asyncio.get_event_loop().run_until_complete(main(event))`,
    decorator: `
# api: os-command body.a
import os, json, functools
def parsed(fn):
    @functools.wraps(fn)
    def inner(event, context):
        return fn(json.loads(event["body"]), context)
    return inner
@parsed
def handler(body, context):
    os.system(body["a"])`,
    "class property dataclass": `
# api: os-command body.a
import os, json
from dataclasses import dataclass
@dataclass
class Job:
    a: str
    @property
    def cmd(self):
        return "x " + self.a
    @classmethod
    def of(cls, b):
        return cls(**b)
def handler(event, context):
    os.system(Job.of(json.loads(event["body"])).cmd)`,
    namedtuple: `
# api: os-command body.a.a
import os, json
from collections import namedtuple
Job = namedtuple("Job", ["a", "b"])
def handler(event, context):
    j = Job(json.loads(event["body"])["a"], 1)
    os.system(j.a)`,
    "walrus unpack": `
# api: os-command body.a
import os, json
def handler(event, context):
    if (b := json.loads(event["body"])):
        a, *others = b["a"], *b["rest"]
        os.system(a)`,
    "zip enumerate sorted": `
# api: os-command body.list.*
import os, json
def handler(event, context):
    for i, (x, y) in enumerate(zip(json.loads(event["body"])["list"], [1, 2])):
        os.system(x)`,
    "flask mangum": `
# api (app.handler): os-command args.q
import os, awsgi
from flask import Flask, request
app = Flask(__name__)
@app.route("/x")
def x():
    os.system(request.args.get("q"))
    return "x"
def handler(event, context):
    return awsgi.response(app, event, context)`,
    "flask serverless wsgi json": `
# api (app.handler): os-command json.q, os-command name
import os, serverless_wsgi
from flask import Flask, request
app = Flask(__name__)
@app.route("/x/<name>", methods=["POST"])
def x(name):
    os.system(request.json["q"])
    os.system(name)
    return "x"
def handler(event, context):
    return serverless_wsgi.handle_request(app, event, context)`,
    "fastapi mangum": `
# api (app.handler): os-command q, os-command item.name
import os
from fastapi import FastAPI
from mangum import Mangum
from pydantic import BaseModel
app = FastAPI()
class Item(BaseModel):
    name: str
    n: int
@app.post("/x")
def x(q: str, item: Item, limit: int = 5):
    os.system(q)
    os.system(item.name)
    os.system("x %s" % item.n)
    os.system("x %s" % limit)
handler = Mangum(app)`,
    "isinstance int check": `
# api: none
import os, json
def handler(event, context):
    b = json.loads(event["body"])
    if not isinstance(b["a"], int):
        raise ValueError
    os.system("x %s" % b["a"])
    if b["c"] in ("ls", "df"):
        os.system(b["c"])`,
    "re fullmatch": `
# api: os-command body.b
import os, json, re
def handler(event, context):
    b = json.loads(event["body"])
    if re.fullmatch(r"[a-z]+", b["a"]):
        os.system(b["a"])
    if re.search(r"[a-z]+", b["b"]):
        os.system(b["b"])`,
    "environ set get": `
# api: os-command body.a
import os, json
def handler(event, context):
    os.environ["X"] = json.loads(event["body"])["a"]
    os.system(os.environ["X"])`,
    contextmanager: `
# api: os-command body.a
import os, json
from contextlib import contextmanager
@contextmanager
def job(b):
    yield b["a"]
def handler(event, context):
    with job(json.loads(event["body"])) as a:
        os.system(a)`,
    match: `
# api: os-command body.a
import os, json
def handler(event, context):
    match json.loads(event["body"]):
        case {"a": a}:
            os.system(a)`,
    "thread pool": `
# api: os-command body.a, os-command body.b
import os, json, threading
from concurrent.futures import ThreadPoolExecutor
def handler(event, context):
    b = json.loads(event["body"])
    with ThreadPoolExecutor() as p:
        p.submit(os.system, b["a"])
    threading.Thread(target=os.system, args=(b["b"],)).start()`,
    "getattr setattr dict update": `
# api: os-command body.a, os-command body.b
import os, json
class O: pass
def handler(event, context):
    b = json.loads(event["body"])
    o = O()
    setattr(o, "x", b["a"])
    os.system(getattr(o, "x"))
    d = {}
    d.update(y=b["b"])
    os.system(d["y"])`,
    "methods by name": `
# api: code body.f, os-command body.f, flow-control body.action
import json, os
class Steps:
    def __init__(self, f):
        self.f = f
    def run_code(self):
        return eval(self.f)
    def run_shell(self):
        return os.system(self.f)
    def other(self):
        return exec("1")
class Tools:
    def go(self, f):
        return eval(f)
def handler(event, context):
    b = json.loads(event["body"])
    for name in ("run_code", "other"):
        getattr(Steps(b["f"]), name)()
    getattr(Steps(b["f"]), "run_" + event["stage"])()
    getattr(Tools(), b["action"])("1")`,
    "a table of functions": `
# api: flow-control body.module
import json, operator, tools
TABLE = {"add": operator.add}
def handler(event, context):
    b = json.loads(event["body"])
    TABLE[b["op"]](1, 2)
    b["tools"][b["module"]]()
# file: tools.py
x = 1`,
  });
});
