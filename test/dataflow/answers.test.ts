// What an invoked function answers goes on in the caller; what a step of a workflow answers goes on in the steps after it.
import { describe, expect, test } from "vitest";
import { analyseFiles, type Files } from "../rules/analyse-files.ts";

function flows(files: Files): readonly string[] {
  const { taintPaths } = analyseFiles(files, []).context;
  const found = taintPaths.filter(({ sink }) => sink.class === "os-command");
  return found.map(({ node, source, through = [] }) => [nameOf(node), source.path, ...through.map(nameOf)].join(" "));
}

function nameOf(id: string): string {
  return id.slice(id.lastIndexOf("#") + 1);
}

const template = (language: "js" | "py", resources = "", eventOf = "Caller"): string => `
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Runtime: ${language === "js" ? "nodejs22.x" : "python3.12"}, CodeUri: src } }
Resources:
  Caller:
    Type: AWS::Serverless::Function
    Properties:
      Handler: caller.handler
      Environment: { Variables: { CALLEE: !Ref Callee } }
      Policies: [{ LambdaInvokePolicy: { FunctionName: !Ref Callee } }]
${eventOf === "Caller" ? "      Events: { Api: { Type: Api, Properties: { Path: /, Method: post } } }" : ""}
  Callee:
    Type: AWS::Serverless::Function
    Properties:
      Handler: callee.handler
${eventOf === "Callee" ? "      Events: { Api: { Type: Api, Properties: { Path: /, Method: post } } }" : ""}
${resources}`;

const CALLER = `
import { LambdaClient, InvokeCommand } from "@aws-sdk/client-lambda";
import { exec } from "node:child_process";
const lambda = new LambdaClient({});
export const handler = async (event) => {
  const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: process.env.CALLEE, Payload: JSON.stringify({ name: JSON.parse(event.body).name }) }));
  const answer = JSON.parse(Buffer.from(Payload).toString());
  exec("run " + answer.tool);
};`;

describe("answers", () => {
  test("of an invoked function go on in the caller", () => {
    const callee = `export const handler = async ({ name }) => ({ tool: "tool-" + name, version: 1 });`;
    const found = flows({ "template.yaml": template("js"), "src/caller.mjs": CALLER, "src/callee.mjs": callee });
    expect(found).toEqual(["Caller body.name Caller Callee Callee"]);
  });

  test("other fields and constants do not", () => {
    const callee = `export const handler = async ({ name }) => ({ tool: "tool", name });`;
    expect(flows({ "template.yaml": template("js"), "src/caller.mjs": CALLER, "src/callee.mjs": callee })).toEqual([]);
  });

  test("given to a callback, read by Python", () => {
    const caller = `
import boto3, json, os
client = boto3.client("lambda")
def handler(event, context):
    response = client.invoke(FunctionName=os.environ["CALLEE"], InvocationType="RequestResponse", Payload=json.dumps({"name": event["body"]}))
    answer = json.loads(response["Payload"].read())
    os.system("run " + answer["tool"])
`;
    const callee = `
def handler(event, context):
    result = {"tool": event["name"].strip()}
    return result
`;
    const found = flows({ "template.yaml": template("py"), "src/caller.py": caller, "src/callee.py": callee });
    expect(found).toEqual(["Caller body Caller Callee Callee"]);
  });

  test("of a step go on in the next one", () => {
    const machine = `
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
      Policies: [{ LambdaInvokePolicy: { FunctionName: !Ref Second } }]
      Definition:
        StartAt: A
        States:
          A: { Type: Task, Resource: !GetAtt First.Arn, ResultPath: $.found, Next: B }
          B: { Type: Task, Resource: !GetAtt Second.Arn, End: true }
  First:
    Type: AWS::Serverless::Function
    Properties: { Handler: first.handler }
  Second:
    Type: AWS::Serverless::Function
    Properties: { Handler: second.handler }
  Uploads: { Type: AWS::S3::Bucket }
  Reader:
    Type: AWS::Serverless::Function
    Properties:
      Handler: reader.handler
      Environment: { Variables: { FLOW: !Ref Flow } }
      Policies: [{ StepFunctionsExecutionPolicy: { StateMachineName: !GetAtt Flow.Name } }]
      Events: { Api: { Type: Api, Properties: { Path: /start, Method: post } } }
`;
    const found = flows({
      "template.yaml": template("py", machine, "none"),
      "src/caller.py": "def handler(event, context):\n    return 1\n",
      "src/callee.py": "def handler(event, context):\n    return 1\n",
      "src/reader.py": `
import boto3, json, os
def handler(event, context):
    boto3.client("stepfunctions").start_execution(stateMachineArn=os.environ["FLOW"], input=json.dumps({"name": event["body"]}))
`,
      "src/first.py": `def handler(event, context):\n    return {"tool": "t-" + event["name"]}\n`,
      "src/second.py": `import os\ndef handler(event, context):\n    os.system(event["found"]["tool"])\n`,
    });
    expect(found.map((flow) => flow.split(" ").slice(0, 2).join(" "))).toEqual(["Second body"]);
  });
});
