import { diskExhaustion } from "../../../language-analysis/rules/sas-8/disk-exhaustion.ts";
import { pythonApp } from "../code-app.ts";
import { ruleTable } from "../rule-table.ts";

ruleTable(diskExhaustion, {
  "a file of any size": pythonApp(`
import boto3
s3 = boto3.client("s3")
def handler(event, context):
    s3.download_file("uploads", event["key"], "/tmp/upload")
    ${"^".repeat(56)} SAS-8/disk-exhaustion medium`),
  "a file whose size is asked for": pythonApp(`
import boto3
s3 = boto3.client("s3")
def handler(event, context):
    if s3.head_object(Bucket="uploads", Key=event["key"])["ContentLength"] < 1000:
        s3.download_file("uploads", event["key"], "/tmp/upload")`),
  "a file of the app's own": pythonApp(`
import boto3
s3 = boto3.client("s3")
def handler(event, context):
    s3.download_file("models", "model.bin", "/tmp/model.bin")`),
  "a file of the app's own, whose key is put together": pythonApp(`
import boto3
MODEL = "model.bin"
s3 = boto3.client("s3")
def handler(event, context):
    s3.download_file(Bucket="models", Key=f"current/{MODEL}", Filename=f"/tmp/{MODEL}")`),
  "not known: a place that is not known": pythonApp(`
import boto3
from places import place
s3 = boto3.client("s3")
def handler(event, context):
    s3.download_file("uploads", event["key"], place())`),
  "started by a schedule": pythonApp(
    `
import boto3
s3 = boto3.client("s3")
def handler(event, context):
    s3.download_file("uploads", event["key"], "/tmp/upload")`,
    "schedule",
  ),
});
