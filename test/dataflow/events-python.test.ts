import { describe } from "vitest";
import { appTable } from "./app-table.ts";

describe("data that arrives by every trigger, Python", () => {
  appTable("py", {
    "powertools data classes of a topic": `
# sns (app.handler): os-command records.*.sns.message
import os
def handler(event, context):
    for record in event.records:
        os.system(record.sns.message)
        os.system(record.sns.topic_arn)`,
    "powertools data classes of a stream": `
# kinesis (app.handler): os-command records.*.kinesis.data_as_json.cmd
import os
def handler(event, context):
    for record in event.records:
        os.system(record.kinesis.data_as_json()["cmd"])`,
    "powertools data classes of a bus": `
# event (app.handler): os-command detail.cmd
import os
def handler(event, context):
    os.system(event.detail["cmd"])
    os.system(event.detail_type)`,
    "what was downloaded is loaded by its path": `
# s3 (app.handler): deserialization, os-command, path *
import boto3, joblib, os, pandas, zipfile
s3 = boto3.client("s3")
def unpack(archive, folder):
    with zipfile.ZipFile(archive) as z:
        for name in z.namelist():
            with open(folder + "/" + name, "wb") as out:
                out.write(z.read(name))
def handler(event, context):
    record = event["Records"][0]["s3"]
    s3.download_file(record["bucket"]["name"], record["object"]["key"], "/tmp/upload")
    joblib.load("/tmp/upload")
    for row in pandas.read_csv("/tmp/upload").to_dict("records"):
        os.system("echo " + row["name"])
    unpack("/tmp/upload", "/tmp/out")`,
    "a file of the package is loaded by its path": `
# s3 (app.handler): none
import boto3, joblib, os
s3 = boto3.client("s3")
MODEL = joblib.load("/opt/model.joblib")
def handler(event, context):
    record = event["Records"][0]["s3"]
    s3.download_file(record["bucket"]["name"], record["object"]["key"], "/tmp/upload")
    joblib.load("/opt/other.joblib")
    os.remove("/tmp/upload")`,
    "s3 get parse exec": `
# s3 (app.handler): object-key Records.0.s3.object.key, os-command Body
import boto3, json, os
s3 = boto3.client("s3")
def handler(event, context):
    bucket = event["Records"][0]["s3"]["bucket"]["name"]
    key = event["Records"][0]["s3"]["object"]["key"]
    obj = s3.get_object(Bucket=bucket, Key=key)
    conf = json.loads(obj["Body"].read().decode("utf-8"))
    os.system("%s --run" % conf["tool"])`,
    "s3 download file": `
# s3 (app.handler): code
import boto3, urllib
from urllib.parse import unquote_plus
s3 = boto3.resource("s3")
def handler(event, context):
    for record in event["Records"]:
        key = unquote_plus(record["s3"]["object"]["key"])
        s3.Bucket(record["s3"]["bucket"]["name"]).download_file(key, "/tmp/in.py")
        with open("/tmp/in.py") as f:
            exec(f.read())`,
    "an object of a resource tells its key": `
# s3 (app.handler): path Records.0.s3.object.key
import boto3, os
from urllib.parse import unquote_plus
def object_of(event):
    record = event["Records"][0]["s3"]
    return boto3.resource("s3").Object(record["bucket"]["name"], unquote_plus(record["object"]["key"]))
def handler(event, context):
    found = object_of(event)
    found.download_file(os.path.join("/tmp", found.bucket_name, found.key))`,
    "s3 csv sql": `
# s3 (app.handler): object-key Records.*.s3.object.key, sql Body
import boto3, csv, io, pymysql
s3 = boto3.client("s3")
conn = pymysql.connect(host="h")
def handler(event, context):
    for r in event["Records"]:
        body = s3.get_object(Bucket=r["s3"]["bucket"]["name"], Key=r["s3"]["object"]["key"])["Body"].read().decode()
        reader = csv.DictReader(io.StringIO(body))
        with conn.cursor() as cur:
            for row in reader:
                cur.execute("INSERT INTO t (name) VALUES ('{}')".format(row["name"]))`,
    "dynamodb stream S": `
# dynamodb (app.handler): os-command Records.*.dynamodb.NewImage.cmd.S
import subprocess
def handler(event, context):
    for record in event["Records"]:
        image = record["dynamodb"].get("NewImage", {})
        if not image: continue
        subprocess.check_output("echo {0}".format(image["cmd"]["S"]), shell=True)`,
    "dynamodb deserializer": `
# dynamodb (app.handler): os-command Records.*.dynamodb.NewImage.*
from boto3.dynamodb.types import TypeDeserializer
import os
d = TypeDeserializer()
def handler(event, context):
    for record in event["Records"]:
        item = {k: d.deserialize(v) for k, v in record["dynamodb"]["NewImage"].items()}
        os.popen("run " + item["cmd"])`,
    "sns s3 nested event": `
# sns (app.handler): os-command Records.*.Sns.Message.Records.*.s3.object.key
import json, os
def handler(event, context):
    for r in event["Records"]:
        inner = json.loads(r["Sns"]["Message"])
        for s in inner["Records"]:
            os.system("process " + s["s3"]["object"]["key"])`,
    "sqs message attributes": `
# sqs (app.handler): os-command Records.*.messageAttributes.cmd.stringValue
import os
def handler(event, context):
    [os.system(r["messageAttributes"]["cmd"]["stringValue"]) for r in event["Records"]]`,
    "kinesis base64": `
# kinesis (app.handler): deserialization Records.*.kinesis.data
import base64, pickle
def handler(event, context):
    for record in event["Records"]:
        pickle.loads(base64.b64decode(record["kinesis"]["data"]))`,
    "iot topic payload": `
# iot (app.handler): os-command command
import os
def handler(event, context):
    os.system("./actuate " + event["command"])`,
    "cognito username": `
# cognito (app.handler): sql userName
import psycopg2
def handler(event, context):
    cur = psycopg2.connect("").cursor()
    cur.execute("INSERT INTO users VALUES ('" + event["userName"] + "')")
    return event`,
    "ask sdk class": `
# alexa (app.handler): os-command request.intent.slots.City.value
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_core.dispatch_components import AbstractRequestHandler
import os
class CityHandler(AbstractRequestHandler):
    def can_handle(self, handler_input): return True
    def handle(self, handler_input):
        os.system("weather " + handler_input.request_envelope.request.intent.slots["City"].value)
sb = SkillBuilder()
sb.add_request_handler(CityHandler())
handler = sb.lambda_handler()`,
    "lex v2": `
# direct (app.handler): os-command sessionState.intent.slots.City.value.interpretedValue
import os
def handler(event, context):
    slots = event["sessionState"]["intent"]["slots"]
    os.system("w " + slots["City"]["value"]["interpretedValue"])`,
    "ses from": `
# ses (app.handler): os-command Records.0.ses.mail.source
import os
def handler(event, context):
    os.system("log " + event["Records"][0]["ses"]["mail"]["source"])`,
    alb: `
# alb (app.handler): os-command queryStringParameters.host
import os
def handler(event, context):
    os.system("ping " + event["queryStringParameters"].get("host", "localhost"))`,
    "appsync field switch": `
# appsync (app.handler): sql arguments.id
import pymysql
def get_post(args):
    cur = pymysql.connect().cursor()
    cur.execute(f"SELECT * FROM posts WHERE id = {args['id']}")
    return cur.fetchone()
resolvers = {"getPost": get_post}
def handler(event, context):
    return resolvers[event["info"]["fieldName"]](event["arguments"])`,
    "msk records items": `
# msk (app.handler): os-command records.*.*.value
import base64, os
def handler(event, context):
    for partition, messages in event["records"].items():
        for m in messages:
            os.system(base64.b64decode(m["value"]).decode())`,
    "mq rabbit": `
# mq (app.handler): os-command rmqMessagesByQueue.*.*.data
import base64, os
def handler(event, context):
    for q in event["rmqMessagesByQueue"]:
        for m in event["rmqMessagesByQueue"][q]:
            os.system(base64.b64decode(m["data"]).decode("utf-8"))`,
    "logs gz": `
# logs (app.handler): os-command awslogs.data.logEvents.*.message
import base64, gzip, json, os
def handler(event, context):
    data = json.loads(gzip.decompress(base64.b64decode(event["awslogs"]["data"])))
    for e in data["logEvents"]:
        os.system("grep " + e["message"])`,
    "logs gz old": `
# logs (app.handler): os-command awslogs.data
import json, os, gzip
from StringIO import StringIO
def handler(event, context):
    raw = event["awslogs"]["data"].decode("base64")
    data = gzip.GzipFile(fileobj=StringIO(raw)).read()
    for e in json.loads(data)["logEvents"]:
        os.system("grep " + e["message"])`,
    "config invokingEvent": `
# config (app.handler): os-command invokingEvent.configurationItem.resourceName
import json, os
def handler(event, context):
    item = json.loads(event["invokingEvent"])["configurationItem"]
    os.system("check " + item["resourceName"])`,
    "an object that is downloaded into memory": `
# s3 (app.handler): os-command , deserialization
import io, os, boto3, yaml
s3 = boto3.client("s3")
bucket = boto3.resource("s3").Bucket("shop-uploads")
def handler(event, context):
    found = event["Records"][0]["s3"]
    text = io.BytesIO()
    s3.download_fileobj(found["bucket"]["name"], found["object"]["key"], text)
    os.system("run " + text.getvalue().decode())
    plan = io.BytesIO()
    bucket.Object(found["object"]["key"]).download_fileobj(plan)
    plan.seek(0)
    yaml.load(plan, Loader=yaml.Loader)`,
    "memory that nothing is downloaded into": `
# s3 (app.handler): none
import io, os, boto3
s3 = boto3.client("s3")
def handler(event, context):
    found = event["Records"][0]["s3"]
    first, second = io.BytesIO(), io.BytesIO()
    s3.download_fileobj(found["bucket"]["name"], found["object"]["key"], first)
    second.write(b"ls")
    os.system(second.getvalue().decode())`,
    "messages that a parser unwraps": `
# sns (app.handler): os-command host
import os
from aws_lambda_powertools.utilities.parser import BaseModel, envelopes, event_parser
class Alert(BaseModel):
    host: str
    count: int
@event_parser(model=Alert, envelope=envelopes.SnsEnvelope)
def handler(event: list[Alert], context):
    for alert in event:
        os.system("ping " + alert.host)`,
    "a detail that a parser unwraps": `
# event (app.handler): os-command host
import os
from aws_lambda_powertools.utilities.parser import BaseModel, event_parser
from aws_lambda_powertools.utilities.parser.envelopes import EventBridgeEnvelope
class Alert(BaseModel):
    host: str
    count: int
@event_parser(model=Alert, envelope=EventBridgeEnvelope)
def handler(event: Alert, context):
    os.system("ping " + event.host)
    os.system("count %d" % event.count)`,
    "what an unknown envelope holds": `
# event (app.handler): os-command host
import os
from aws_lambda_powertools.utilities.parser import BaseModel, event_parser
from ours import OurEnvelope
class Alert(BaseModel):
    host: str
@event_parser(model=Alert, envelope=OurEnvelope)
def handler(event: Alert, context):
    os.system("ping " + event.host)`,
    "apigw old style all": `
# api (app.handler): os-command pathParameters.id, sql queryStringParameters.q, ssrf body.url
import json, os, sqlite3, urllib2
def handler(event, context):
    params = event.get("queryStringParameters") or {}
    q = params.get("q", "")
    db = sqlite3.connect(":memory:")
    db.cursor().execute("select * from t where n like '%%%s%%'" % q)
    os.popen("ls %(id)s" % {"id": event["pathParameters"]["id"]})
    url = json.loads(event["body"] or "{}").get("url")
    urllib2.urlopen(url)`,
  });
});
