import { describe } from "vitest";
import { appTable } from "./app-table.ts";

describe("checks and conversions end what they really protect, Python", () => {
  appTable("py", {
    "last part of a path": `
# s3: none
import os
from pathlib import Path
def handler(event, context):
    name = event["Records"][0]["s3"]["object"]["key"]
    open("/tmp/" + name.split("/")[-1])
    open("/tmp/" + name.rsplit("/", 1)[1])
    open(os.path.join("/tmp", os.path.split(name)[-1]))
    open(Path("/tmp") / Path(name).name)`,
    "parts of a path put together again": `
# s3: path Records.0.s3.object.key
import os
def handler(event, context):
    name = event["Records"][0]["s3"]["object"]["key"]
    open("/data/" + "/".join(name.split("/")[1:]))
    open(os.path.join("/data", *name.split("/")))
    open("/tmp/" + name.split("/", 1)[1])
    open("/tmp/" + name.rsplit("/", 1)[0])`,

    int: `
# api (app.handler): none
import json, os
def handler(event, context):
    n = int(json.loads(event["body"])["n"])
    os.system("head -n %d" % n)
    os.system("head -n " + str(n))`,
    "percent d": `
# api (app.handler): os-command body.b
import json, os
def handler(event, context):
    body = json.loads(event["body"])
    os.system("head -n %d" % body["a"])
    os.system("head -n %s" % body["b"])`,
    fullmatch: `
# api (app.handler): none
import json, os, re
def handler(event, context):
    n = json.loads(event["body"])["n"]
    if not re.fullmatch(r"[a-z0-9_-]+", n):
        raise ValueError("bad")
    os.system("ls " + n)`,
    "match dollar": `
# api (app.handler): none
import json, os, re
PATTERN = re.compile(r"^[a-z0-9]+$")
def handler(event, context):
    n = json.loads(event["body"])["n"]
    if PATTERN.match(n) is None:
        return {"statusCode": 400}
    os.system("ls " + n)`,
    "match no dollar": `
# api (app.handler): os-command body.n
import json, os, re
def handler(event, context):
    n = json.loads(event["body"])["n"]
    if re.match(r"[a-z0-9]+", n):
        os.system("ls " + n)`,
    search: `
# api (app.handler): os-command body.n
import json, os, re
def handler(event, context):
    n = json.loads(event["body"])["n"]
    if re.search("[a-z]", n):
        os.system("ls " + n)`,
    "group of anchored match": `
# api (app.handler): none
import json, os, re
def handler(event, context):
    m = re.match(r"^(\\w+)-(\\d+)$", json.loads(event["body"])["n"])
    if m:
        os.system("ls " + m.group(1))`,
    "in tuple": `
# api (app.handler): none
import json, os
def handler(event, context):
    n = json.loads(event["body"])["n"]
    if n not in ("a", "b"):
        return
    os.system("ls " + n)`,
    "in string constant": `
# api (app.handler): none
import json, os
ALLOWED = {"a", "b"}
def handler(event, context):
    n = json.loads(event["body"])["n"]
    assert n in ALLOWED
    os.system("ls " + n)`,
    "dict get": `
# api (app.handler): none
import json, os
CMDS = {"a": "ls", "b": "df"}
def handler(event, context):
    n = json.loads(event["body"])["n"]
    os.system(CMDS[n]); os.system(CMDS.get(n, "true"))
    if n in CMDS: os.system("run " + n)
    if n in CMDS.keys(): os.system("run " + n)`,
    enum: `
# api (app.handler): none
import json, os
from enum import Enum
class Kind(Enum):
    A = "a"
    B = "b"
def handler(event, context):
    k = Kind(json.loads(event["body"])["n"])
    os.system("run " + k.value)`,
    "match statement": `
# api (app.handler): none
import json, os
def handler(event, context):
    n = json.loads(event["body"])["n"]
    match n:
        case "a" | "b":
            os.system("run " + n)
        case _:
            return`,
    "isdigit isalnum": `
# api (app.handler): none
import json, os
def handler(event, context):
    n = json.loads(event["body"])["n"]
    if not n.isalnum():
        return
    os.system("run " + n)`,
    isinstance: `
# api (app.handler): none
import json, os
def handler(event, context):
    n = json.loads(event["body"])["n"]
    if not isinstance(n, int):
        raise TypeError()
    os.system("run " + str(n))`,
    "try int": `
# api (app.handler): none
import json, os
def handler(event, context):
    n = json.loads(event["body"])["n"]
    try:
        n = int(n)
    except ValueError:
        return {"statusCode": 400}
    os.system("run %s" % n)`,
    uuid: `
# api (app.handler): none
import json, os, uuid
def handler(event, context):
    n = str(uuid.UUID(json.loads(event["body"])["n"]))
    os.system("run " + n)`,
    jsonschema: `
# api (app.handler): os-command body.name
import json, os
from jsonschema import validate
SCHEMA = {"type": "object", "properties": {"name": {"type": "string"}, "n": {"type": "integer"}, "k": {"enum": ["a"]}, "p": {"type": "string", "pattern": "^[a-z]+$"}}}
def handler(event, context):
    body = json.loads(event["body"])
    validate(instance=body, schema=SCHEMA)
    os.system("a " + body["name"])
    os.system("b %s" % body["n"])
    os.system("c " + body["k"])
    os.system("d " + body["p"])`,
    "jsonschema on what a base class has put together, shared from far away": `
# api (api/search/app.handler): os-command body.*
# file: api/search/app.py
import os
from jsonschema import validate
from elasticsearch import Elasticsearch
from lambda_base import LambdaBase
class Search(LambdaBase):
    def check(self):
        validate(self.params, {"type": "object", "properties": {"word": {"type": "string"}}})
    def run(self):
        Elasticsearch([]).search(index="a", body={"query": {"match": {"title": self.params["word"]}}})
        os.system("find " + self.params["word"])
def handler(event, context):
    return Search(event).main()
# file: common/lambda_base.py
import json
class LambdaBase:
    def __init__(self, event):
        self.event = event
        self.params = {}
    def main(self):
        self.params.update(json.loads(self.event["body"]))
        self.check()
        return self.run()`,
    "powertools validate": `
# api (app.handler): os-command body.name
import json, os
from aws_lambda_powertools.utilities.validation import validate
SCHEMA = {"type": "object", "properties": {"name": {"type": "string"}, "n": {"type": "integer"}}}
def handler(event, context):
    body = json.loads(event["body"])
    validate(event=body, schema=SCHEMA)
    os.system("a " + body["name"])
    os.system("b %s" % body["n"])`,
    marshmallow: `
# api (app.handler): os-command body.name
import json, os
from marshmallow import Schema, fields
class OrderSchema(Schema):
    name = fields.Str(required=True)
    n = fields.Int()
    u = fields.UUID()
def handler(event, context):
    data = OrderSchema().load(json.loads(event["body"]))
    os.system("a " + data["name"])
    os.system("b %s" % data["n"])
    os.system("c %s" % data["u"])`,
    cerberus: `
# api (app.handler): os-command body.name
import json, os
from cerberus import Validator
v = Validator({"name": {"type": "string"}, "n": {"type": "integer"}, "k": {"type": "string", "allowed": ["a"]}, "p": {"type": "string", "regex": "^[a-z]+$"}})
def handler(event, context):
    body = json.loads(event["body"])
    if not v.validate(body):
        return {"statusCode": 400}
    os.system("a " + body["name"])
    os.system("b %s" % body["n"])
    os.system("c " + body["k"])
    os.system("d " + body["p"])`,
    "pydantic constrained": `
# api (app.handler): os-command body.name
import json, os
from enum import Enum
from typing import Literal, Optional, List
from uuid import UUID
from pydantic import BaseModel, Field
class Kind(str, Enum):
    A = "a"
class Order(BaseModel):
    name: str
    n: int
    k: Kind
    u: Optional[UUID] = None
    l: Literal["x", "y"]
    f: str = Field(pattern=r"^[a-z]+$")
def handler(event, context):
    o = Order.model_validate_json(event["body"])
    os.system("a " + o.name)
    os.system("b %s" % o.n)
    os.system("c " + o.k)
    os.system("d %s" % o.u)
    os.system("e " + o.l)
    os.system("g " + o.f)`,
    "field pattern of a model that code makes": `
# api (app.handler): os-command body.name
import json, os
from pydantic import BaseModel, Field
class Order(BaseModel):
    name: str
    code: str = Field(pattern=r"^[a-z]+$")
def handler(event, context):
    body = json.loads(event["body"])
    o = Order(name=body["name"], code=body["code"])
    os.system("a " + o.name)
    os.system("b " + o.code)
    os.system("c " + Order(**body).code)`,
    "shlex quote not sql": `
# api (app.handler): sql body.n
import json, os, shlex, sqlite3
def handler(event, context):
    n = shlex.quote(json.loads(event["body"])["n"])
    os.system("ls " + n)
    sqlite3.connect("x").execute("SELECT * FROM t WHERE n = " + n)`,
    secure_filename: `
# api (app.handler): none
import json
from werkzeug.utils import secure_filename
def handler(event, context):
    open("/tmp/" + secure_filename(json.loads(event["body"])["n"]))`,
    "commonpath / realpath startswith": `
# api (app.handler): none
import json, os
ROOT = "/data/"
def handler(event, context):
    p = os.path.realpath(os.path.join(ROOT, json.loads(event["body"])["n"]))
    if not p.startswith(ROOT):
        raise ValueError()
    open(p)`,
    "urlparse netloc allow list": `
# api (app.handler): none
import json, requests
from urllib.parse import urlparse
def handler(event, context):
    url = json.loads(event["body"])["url"]
    if urlparse(url).netloc not in ["a.example.com"]:
        return
    requests.get(url)`,
    "urlparse scheme only": `
# api (app.handler): ssrf body.url
import json, requests
from urllib.parse import urlparse
def handler(event, context):
    url = json.loads(event["body"])["url"]
    if urlparse(url).scheme not in ["https"]:
        return
    requests.get(url)`,
    "format spec int": `
# api (app.handler): none
import json, os
def handler(event, context):
    os.system(f"head -n {int(json.loads(event['body'])['n'])}")`,
    "limit number": `
# api (app.handler): work body.n
import json
def handler(event, context):
    for i in range(int(json.loads(event["body"])["n"])):
        print(i)`,
    "limit min": `
# api (app.handler): none
import json
def handler(event, context):
    n = min(int(json.loads(event["body"])["n"]), 100)
    for i in range(n):
        print(i)`,
    "targets without a host": `
# api: none
from urllib.parse import urlsplit
def handler(event, context):
    target = event["queryStringParameters"].get("next", "/")
    parts = urlsplit(target)
    if parts.netloc or parts.scheme:
        target = "/"
    return {"statusCode": 302, "headers": {"Location": target}}`,
    "targets with any scheme": `
# api: redirect queryStringParameters.next
from urllib.parse import urlsplit
def handler(event, context):
    target = event["queryStringParameters"].get("next", "/")
    if urlsplit(target).netloc:
        return {"statusCode": 302, "headers": {"Location": target}}`,
  });
});
