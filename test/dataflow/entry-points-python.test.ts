import { describe } from "vitest";
import { appTable } from "./app-table.ts";

describe("entry points and frameworks, Python", () => {
  appTable("py", {
    "powertools rest": `
# api (app.lambda_handler): os-command json_body.cmd
from aws_lambda_powertools.event_handler import APIGatewayRestResolver
import os
app = APIGatewayRestResolver()
@app.post("/run")
def run():
    data = app.current_event.json_body
    os.system(data["cmd"])
    return {}
def lambda_handler(event, context):
    return app.resolve(event, context)`,
    "powertools path param and query": `
# api (app.lambda_handler): os-command name, sql query_string_parameters.q
from aws_lambda_powertools.event_handler.api_gateway import ApiGatewayResolver
from aws_lambda_powertools import Logger, Tracer
import os, sqlite3
app = ApiGatewayResolver()
logger = Logger(); tracer = Tracer()
@app.get("/run/<name>")
@tracer.capture_method
def run(name: str):
    os.system("ls " + name)
    q = app.current_event.get_query_string_value(name="q", default_value="")
    return {}
@app.get("/s")
def search():
    q = app.current_event.query_string_parameters["q"]
    sqlite3.connect("/tmp/db").execute("SELECT * FROM t WHERE q = '%s'" % q)
@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event, context):
    return app.resolve(event, context)`,
    "powertools router other module": `
# api (app.lambda_handler): os-command body.cmd
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
import routes
app = APIGatewayHttpResolver()
app.include_router(routes.router, prefix="/x")
def lambda_handler(event, context):
    return app.resolve(event, context)
# file: routes.py
from aws_lambda_powertools.event_handler.router import Router
import os, json
router = Router()
@router.post("/run")
def run():
    os.system(json.loads(router.current_event.body)["cmd"])`,
    "powertools appsync": `
# appsync (app.lambda_handler): os-command name
from aws_lambda_powertools.event_handler import AppSyncResolver
import os
app = AppSyncResolver()
@app.resolver(type_name="Query", field_name="find")
def find(name: str = ""):
    os.system("find " + name)
def lambda_handler(event, context):
    return app.resolve(event, context)`,
    "powertools event_source sqs": `
# sqs (app.lambda_handler): os-command records.*.body
from aws_lambda_powertools.utilities.data_classes import event_source, SQSEvent
import os
@event_source(data_class=SQSEvent)
def lambda_handler(event: SQSEvent, context):
    for record in event.records:
        os.system(record.body)`,
    "powertools dataclass s3": `
# s3 (app.lambda_handler): os-command records.*.s3.get_object.key
from aws_lambda_powertools.utilities.data_classes import S3Event
import os
def lambda_handler(event, context):
    e = S3Event(event)
    for record in e.records:
        os.system("file " + record.s3.get_object.key)`,
    "powertools apigw proxy event class": `
# api (app.lambda_handler): os-command json_body.cmd
from aws_lambda_powertools.utilities.data_classes import event_source, APIGatewayProxyEvent
import os
@event_source(data_class=APIGatewayProxyEvent)
def lambda_handler(event, context):
    os.system(event.json_body["cmd"])`,
    "powertools batch": `
# sqs (app.lambda_handler): os-command Records.*.body.cmd
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
import json, os
processor = BatchProcessor(event_type=EventType.SQS)
def record_handler(record):
    payload = json.loads(record.body)
    os.system(payload["cmd"])
def lambda_handler(event, context):
    return process_partial_response(event=event, record_handler=record_handler, processor=processor, context=context)`,
    "powertools batch decorator": `
# sqs (app.lambda_handler): os-command Records.*.json_body.cmd
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, batch_processor
import os
processor = BatchProcessor(event_type=EventType.SQS)
def record_handler(record):
    os.system(record.json_body["cmd"])
@batch_processor(record_handler=record_handler, processor=processor)
def lambda_handler(event, context):
    return processor.response()`,
    "powertools parser": `
# api (app.lambda_handler): os-command name
from aws_lambda_powertools.utilities.parser import event_parser, BaseModel
import os
class Order(BaseModel):
    name: str
    amount: int
@event_parser(model=Order)
def lambda_handler(event: Order, context):
    os.system("print " + event.name)
    os.system("print " + str(event.amount))`,
    "powertools parse function": `
# api (app.lambda_handler): os-command body.name
from aws_lambda_powertools.utilities.parser import parse, BaseModel
import os
class Order(BaseModel):
    name: str
def lambda_handler(event, context):
    order = parse(event=event["body"], model=Order)
    os.system("print " + order.name)`,
    "pydantic field": `
# api (app.lambda_handler): os-command body.name
from pydantic import BaseModel
import os, json
class Order(BaseModel):
    name: str
    amount: int
def lambda_handler(event, context):
    order = Order(**json.loads(event["body"]))
    os.system("print " + order.name)
    os.system("print " + str(order.amount))`,
    chalice: `
# api (app.app): os-command json_body.cmd
from chalice import Chalice
import os
app = Chalice(app_name="x")
@app.route("/run", methods=["POST"])
def run():
    os.system(app.current_request.json_body["cmd"])`,
    "flask serverless wsgi": `
# api (app.handler): os-command args.cmd
import serverless_wsgi
from flask import Flask, request
import os
app = Flask(__name__)
@app.route("/run")
def run():
    os.system(request.args.get("cmd"))
    return "ok"
def handler(event, context):
    return serverless_wsgi.handle_request(app, event, context)`,
    "flask awsgi blueprint": `
# api (app.lambda_handler): os-command json.cmd
import awsgi
from flask import Flask
from routes import bp
app = Flask(__name__)
app.register_blueprint(bp)
def lambda_handler(event, context):
    return awsgi.response(app, event, context)
# file: routes.py
from flask import Blueprint, request
import os
bp = Blueprint("x", __name__)
@bp.route("/run", methods=["POST"])
def run():
    os.system(request.json["cmd"])`,
    "flask apig_wsgi add_url_rule + path": `
# api (app.lambda_handler): os-command name
from apig_wsgi import make_lambda_handler
from flask import Flask
import os
def run(name):
    os.system("ls " + name)
    return "x"
app = Flask(__name__)
app.add_url_rule("/run/<name>", view_func=run)
lambda_handler = make_lambda_handler(app)`,
    "fastapi mangum": `
# api (app.handler): os-command name
from fastapi import FastAPI
from mangum import Mangum
import os
app = FastAPI()
@app.get("/run/{name}")
async def run(name: str, count: int = 1):
    os.system("ls " + name)
    os.system("ls %d" % count)
handler = Mangum(app)`,
    "fastapi body model router": `
# api (app.handler): os-command order.name
from fastapi import FastAPI
from mangum import Mangum
from routes import router
app = FastAPI()
app.include_router(router)
handler = Mangum(app, lifespan="off")
# file: routes.py
from fastapi import APIRouter
from pydantic import BaseModel
import os
router = APIRouter()
class Order(BaseModel):
    name: str
    amount: int
@router.post("/run")
def run(order: Order):
    os.system("ls " + order.name)
    os.system("ls " + str(order.amount))`,
    bottle: `
# api (app.handler): os-command query.cmd
from bottle import Bottle, request
from apig_wsgi import make_lambda_handler
import os
app = Bottle()
@app.get("/run")
def run():
    os.system(request.query.cmd)
handler = make_lambda_handler(app)`,
    "bottle module route": `
# api (app.handler): os-command forms.cmd
import bottle, os, awsgi
@bottle.route("/run", method="POST")
def run():
    os.system(bottle.request.forms.get("cmd"))
def handler(event, context):
    return awsgi.response(bottle.default_app(), event, context)`,
    django: `
# api (app.handler): os-command GET.cmd
import serverless_wsgi
from mysite.wsgi import application
import mysite.urls
def handler(event, context):
    return serverless_wsgi.handle_request(application, event, context)
# file: mysite/wsgi.py
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()
# file: mysite/urls.py
from django.urls import path
from . import views
urlpatterns = [path("run/<str:name>", views.run)]
# file: mysite/views.py
import os
from django.http import HttpResponse
def run(request, name):
    os.system(request.GET.get("cmd"))
    return HttpResponse("x")`,
    "class handler instance method": `
# api (app.handler): os-command body.cmd
import json, os
class Handler:
    def __init__(self, runner):
        self.runner = runner
    def handle(self, event, context):
        self.runner(json.loads(event["body"])["cmd"])
handler = Handler(os.system).handle`,
    "class __call__": `
# api (app.handler): os-command body.cmd
import json, os
class Handler:
    def __call__(self, event, context):
        os.system(json.loads(event["body"])["cmd"])
handler = Handler()`,
    "template method": `
# api (app.handler): os-command body.cmd
import json, os
class Base:
    @classmethod
    def get_handler(cls, *args, **kwargs):
        def handler(event, context):
            return cls(*args, **kwargs).handle(event, context)
        return handler
    def handle(self, event, context):
        return self.process(json.loads(event["body"]))
    def process(self, body):
        raise NotImplementedError
class Run(Base):
    def process(self, body):
        os.system(body["cmd"])
handler = Run.get_handler()`,
    "functools wraps decorator": `
# api (app.handler): os-command body.cmd
import functools, json, os
def json_body(fn):
    @functools.wraps(fn)
    def wrapper(event, context, *args, **kwargs):
        return fn(json.loads(event["body"]), context, *args, **kwargs)
    return wrapper
@json_body
def handler(body, context):
    os.system(body["cmd"])`,
    "decorator with arguments other module": `
# api (app.handler): os-command body.cmd
from common import api
import os
@api(auth=False)
def handler(params):
    os.system(params["cmd"])
# file: common.py
import json
def api(auth=True):
    def outer(fn):
        def inner(event, context):
            return {"statusCode": 200, "body": fn(json.loads(event["body"]))}
        return inner
    return outer`,
    partial: `
# api (app.handler): os-command body.cmd
import functools, json, os
def run(runner, event, context):
    runner(json.loads(event["body"])["cmd"])
handler = functools.partial(run, os.system)`,
    "middleware factory powertools": `
# api (app.handler): os-command body.cmd
from aws_lambda_powertools.middleware_factory import lambda_handler_decorator
import json, os
@lambda_handler_decorator
def mw(handler, event, context):
    event["body"] = json.loads(event["body"])
    return handler(event, context)
@mw
def handler(event, context):
    os.system(event["body"]["cmd"])`,
    "dispatch dict": `
# api (app.handler): os-command body.cmd
import json, os
def run(event): os.system(json.loads(event["body"])["cmd"])
def other(event): return 1
ROUTES = {("POST", "/run"): run, ("GET", "/"): other}
def handler(event, context):
    return ROUTES[(event["httpMethod"], event["path"])](event)`,
    "lambda expression": `
# api (app.handler): os-command body.cmd
import json, os
handler = lambda event, context: os.system(json.loads(event["body"])["cmd"])`,
    "async run": `
# api (app.handler): os-command body.cmd
import asyncio, json
async def main(event):
    await asyncio.create_subprocess_shell(json.loads(event["body"])["cmd"])
def handler(event, context):
    return asyncio.get_event_loop().run_until_complete(main(event))`,
    threads: `
# api (app.handler): os-command body.cmd
import json, os
from concurrent.futures import ThreadPoolExecutor
def work(c): os.system(c)
def handler(event, context):
    with ThreadPoolExecutor() as pool:
        pool.submit(work, json.loads(event["body"])["cmd"])`,
    "thread target": `
# api (app.handler): os-command body.cmd
import json, os, threading
def work(c): os.system(c)
def handler(event, context):
    t = threading.Thread(target=work, args=(json.loads(event["body"])["cmd"],))
    t.start()`,
    dataclass: `
# api (app.handler): os-command body.cmd
import json, os
from dataclasses import dataclass
@dataclass
class Job:
    name: str
    cmd: str
def handler(event, context):
    body = json.loads(event["body"])
    job = Job(body["name"], body["cmd"])
    os.system(job.cmd)`,
    property: `
# api (app.handler): os-command body.cmd
import json, os
class Req:
    def __init__(self, event): self.event = event
    @property
    def body(self): return json.loads(self.event["body"])
def handler(event, context):
    os.system(Req(event).body["cmd"])`,
  });
});
