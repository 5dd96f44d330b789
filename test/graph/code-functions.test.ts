// Functions that code declares, and requests to the app's own API: nodes and edges that no template shows as such.
import { describe, expect, test } from "vitest";
import { analyseFiles } from "../rules/analyse-files.ts";

const edgesOf = (files: Readonly<Record<string, string>>): readonly string[] =>
  analyseFiles(files)
    .context.graph.map.edges.filter(({ kind }) => ["triggers", "connects", "writes", "publishes"].includes(kind))
    .map(({ from, kind, to, trigger }) => [nameOf(from), kind, nameOf(to), trigger].filter(Boolean).join(" "));

const nameOf = (id: string): string => id.slice(id.indexOf("#") + 1);

const CHALICE = `
import os
import boto3
from chalice import Chalice, BadRequestError

app = Chalice(app_name="notes")
BUCKET = os.environ["BUCKET"]

@app.route("/notes/{name}", methods=["POST"])
def add(name):
    text = app.current_request.json_body["text"]
    try:
        boto3.client("s3").put_object(Bucket=BUCKET, Key="in/note.txt", Body=text)
    except Exception as error:
        raise BadRequestError(str(error))
    os.system("touch " + name)
    return {"added": True}

@app.on_s3_event(bucket=BUCKET, events=["s3:ObjectCreated:*"], prefix="in/")
def read(event):
    content = boto3.client("s3").get_object(Bucket=event.bucket, Key=event.key)["Body"].read()
    eval(boto3.client("s3").get_object(Bucket=BUCKET, Key=event.key)["Body"].read())

@app.schedule("rate(1 hour)")
def clean(event):
    pass
`;

describe("a Chalice app", () => {
  const files = { "notes/app.py": CHALICE };

  test("its routes and event handlers are functions with triggers", () => {
    expect(edgesOf(files)).toEqual([
      "elsewhere:s3:BUCKET triggers read s3",
      "internet connects POST /notes/{name}",
      "POST /notes/{name} triggers add api",
      "add writes elsewhere:s3:BUCKET",
      "clean schedule triggers clean schedule",
    ]);
  });

  test("path parameters, the current request and errors flow", () => {
    const found = analyseFiles(files).context.taintPaths.map(
      ({ node, sink, source }) => `${nameOf(node)} ${sink.class} ${source.kind} ${source.trust}`,
    );
    expect(found).toContain("add os-command event internet");
    expect(found).toContain("add response error internal");
    expect(found).toContain("read code event internet");
  });
});

test("a request to a route of the app's own API goes to its endpoint", () => {
  const template = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Api: { Type: AWS::Serverless::Api, Properties: { StageName: live } }
  Bill:
    Type: AWS::Serverless::Function
    Properties:
      Handler: bill.handler
      Runtime: python3.12
      Environment: { Variables: { PAY: !Sub "https://\${Api}.execute-api.\${AWS::Region}.amazonaws.com/live/pay" } }
  Pay:
    Type: AWS::Serverless::Function
    Properties:
      Handler: pay.handler
      Runtime: python3.12
      Events:
        Post: { Type: Api, Properties: { Path: /pay, Method: post, RestApiId: !Ref Api } }
        Other: { Type: Api, Properties: { Path: /other, Method: post, RestApiId: !Ref Api } }
`;
  const bill = 'import os, requests\ndef handler(event, context):\n    requests.post(os.environ["PAY"], json=event)\n';
  const pay = "def handler(event, context):\n    return {}\n";
  const edges = edgesOf({ "template.yaml": template, "bill.py": bill, "pay.py": pay });
  expect(edges.filter((edge) => edge.startsWith("Bill"))).toEqual(["Bill connects Api POST /pay"]);
});
