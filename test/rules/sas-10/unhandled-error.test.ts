import { expect, test } from "vitest";
import { byCause } from "../../../language-analysis/views/by-cause.ts";
import { unhandledError } from "../../../language-analysis/rules/sas-10/unhandled-error.ts";
import { analyseFiles } from "../analyse-files.ts";
import { ruleTable } from "../rule-table.ts";

const app = (code: string, caller = "load") => ({
  "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Front:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: front.handler
      Environment: { Variables: { STEP: !Ref Step } }
      Events: { Call: { Type: HttpApi, Properties: { Path: /things, Method: post } } }
  Step:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: step.handler`,
  "front.py": `
import boto3, os
def handler(event, context):
    return boto3.client("lambda").${caller === "load" ? "invoke" : "get_function"}(FunctionName=os.environ["STEP"])`,
  "step.py": code,
});

ruleTable(unhandledError, {
  "a field that may be missing": app(`
def handler(event, context):
    return load(event["orderId"])
    #           ^^^^^^^^^^^^^^^^ SAS-10/unhandled-error medium`),
  "a field that is asked for": app(`
def handler(event, context):
    if "orderId" not in event:
        return None
    return load(event["orderId"])`),
  "all is caught": app(`
def handler(event, context):
    try:
        return load(event["orderId"])
    except Exception:
        return None`),
  "a write that may fail": app(`
import boto3
table = boto3.resource("dynamodb").Table("orders")
def handler(event, context):
    table.put_item(Item=event)
    ${"^".repeat(26)} SAS-10/unhandled-error medium`),
  "a field and a write": app(`
import boto3
table = boto3.resource("dynamodb").Table("orders")
def handler(event, context):
    order = event["order"]
    #       ^^^^^^^^^^^^^^ SAS-10/unhandled-error medium
    table.put_item(Item=order)
    ${"^".repeat(26)} SAS-10/unhandled-error medium`),
  "nobody waits for it": app(
    `
def handler(event, context):
    return load(event["orderId"])`,
    "other",
  ),
  "what it does is not known": app(`
from steps import run
def handler(event, context):
    return run(event)`),
});

test("a field and a write of one handler are one row", () => {
  const files = app(`
import boto3
table = boto3.resource("dynamodb").Table("orders")
def handler(event, context):
    order = event["order"]
    table.put_item(Item=order)`);
  const { findings } = analyseFiles(files, [unhandledError]);
  expect(byCause(findings).map((row) => row.findings.length)).toEqual([2]);
});
