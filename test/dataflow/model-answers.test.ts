// What a language model answers, and what evaluates formulas and programs of others.
import { describe } from "vitest";
import { appTable } from "./app-table.ts";

describe("answers of models and evaluators, Python", () => {
  appTable("py", {
    "SQL of a model": `
# api: sql body.q
import json, sqlite3
from openai import OpenAI
openai = OpenAI()
C = sqlite3.connect("/tmp/x")
def handler(event, context):
    q = json.loads(event["body"])["q"]
    reply = openai.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": q}])
    C.execute(reply.choices[0].message.content).fetchall()`,
    "a program of a model on Bedrock": `
# api: code body.q, prompt body.q
import json, boto3
bedrock = boto3.client("bedrock-runtime")
def complete(prompt: str) -> str:
    body = json.dumps({"max_tokens": 300, "messages": [{"role": "user", "content": prompt}]})
    response = bedrock.invoke_model(modelId="m", body=body)
    return json.loads(response["body"].read())["content"][0]["text"]
def handler(event, context):
    exec(complete(f"Write Python that plots: {json.loads(event['body'])['q']}"))`,
    "a command of a model": `
# api: os-command body.q
import json, boto3, subprocess
from anthropic import Anthropic
a = Anthropic()
def handler(event, context):
    m = a.messages.create(model="c", max_tokens=2, messages=[{"role": "user", "content": json.loads(event["body"])["q"]}])
    return subprocess.getoutput(m.content[0].text)`,
    "a chain of LangChain": `
# api: code body.q.content
import json
from langchain_openai import ChatOpenAI
from langchain_core.prompts import ChatPromptTemplate
def handler(event, context):
    chain = ChatPromptTemplate.from_messages([("system", "Write Python."), ("human", "{text}")]) | ChatOpenAI()
    eval(chain.invoke({"text": json.loads(event["body"])["q"]}).content)`,
    "a prompt that nobody writes into": `
# api: none
import json
from openai import OpenAI
def handler(event, context):
    exec(OpenAI().chat.completions.create(model="x", messages=[{"role": "user", "content": "Write code"}]).choices[0].message.content)`,
    formulas: `
# api: code body.f, code body.g, code body.h, code body.i
import json, pandas as pd, sympy
from sympy import sympify
from pandas import DataFrame
def handler(event, context):
    b = json.loads(event["body"])
    F = pd.DataFrame({"a": [1]})
    F.query(b["f"]); F.eval("x = " + b["g"]); pd.read_csv("x.csv").query(b["h"])
    sympify(b["i"])`,
    "shells by name": `
# api: os-command body.x, os-command body.y, os-command body.z
import json, sh, pexpect
from plumbum import local
def handler(event, context):
    b = json.loads(event["body"])
    sh.bash("-c", "pdftk " + b["x"])
    local["sh"]("-c", f"tidy {b['y']}")
    sh.identify(b["x"])
    local["ls"](b["x"])
    pexpect.spawn("/bin/sh", ["-c", f"unrtf {b['z']}"])`,
    "a page that is printed from an address": `
# api: ssrf body.u
import json, pdfkit
def handler(event, context):
    pdfkit.from_url(json.loads(event["body"])["u"], False)`,
    "markup that is printed": `
# api: html body.u
import json
from weasyprint import HTML
def handler(event, context):
    HTML(string=json.loads(event["body"])["u"]).write_pdf()`,
    "a template of a file": `
# sns: html Records.0.Sns.Subject
import boto3, html
from jinja2 import Environment, FileSystemLoader, select_autoescape
e = Environment(loader=FileSystemLoader("templates"), autoescape=select_autoescape())
ses = boto3.client("ses")
def handler(event, context):
    m = event["Records"][0]["Sns"]["Message"]
    body = e.get_template("m.html").render(text=m)
    ses.send_email(Source="x", Destination={}, Message={"Body": {"Html": {"Data": body + html.escape(m)}}})
    ses.send_email(Source="x", Destination={}, Message={"Body": {"Html": {"Data": body + event["Records"][0]["Sns"]["Subject"]}}})`,
    "a redirect by headers": `
# api: redirect query_string_parameters.next
from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response
app = APIGatewayRestResolver()
@app.get("/go")
def go():
    target = app.current_event.query_string_parameters["next"]
    return Response(status_code=302, content_type="text/plain", body="", headers={"Location": target})
def handler(event, context):
    return app.resolve(event, context)`,
  });
});

describe("answers of models and evaluators, TypeScript", () => {
  appTable("ts", {
    "tools of a model": `
// api: sql body.q, os-command body.q, code body.q
import OpenAI from "openai"; import vm from "node:vm"; import { exec } from "child_process";
import { ExecuteStatementCommand, RDSDataClient } from "@aws-sdk/client-rds-data";
const rds = new RDSDataClient({}); const openai = new OpenAI();
async function query(sql: string) { const r = await rds.send(new ExecuteStatementCommand({ resourceArn: "x", secretArn: "y", sql, formatRecordsAs: "JSON" })); return r; }
export async function dispatch(call: any): Promise<unknown> {
  const input = JSON.parse(call.arguments);
  switch (call.name) { case "query": return query(input.sql); case "calc": return vm.runInNewContext(input.expression); case "c": return exec(\`u \${input.from}\`); default: return {}; }
}
async function withTools(question: string) {
  const completion = await openai.chat.completions.create({ model: "gpt-4o", messages: [{ role: "system", content: "S" }, { role: "user", content: question }], tools: [] });
  const message = completion.choices[0].message;
  return Promise.all((message.tool_calls ?? []).map((call) => dispatch(call.function)));
}
export const handler = async (event: any) => { const { q } = JSON.parse(event.body); const [a] = await Promise.all([withTools(q)]); return a; };`,
    Converse: `
// api: code body.q
import { BedrockRuntimeClient, ConverseCommand } from "@aws-sdk/client-bedrock-runtime";
const bedrock = new BedrockRuntimeClient({});
export const handler = async (event: any) => { const { q } = JSON.parse(event.body);
  const { output } = await bedrock.send(new ConverseCommand({ modelId: "m", messages: [{ role: "user", content: [{ text: q }] }] }));
  return eval(output!.message!.content![0].text!); };`,
    generateText: `
// api: code body.q
import { generateText } from "ai"; import { openai } from "@ai-sdk/openai";
export const handler = async (event: any) => { const { q } = JSON.parse(event.body);
  const { text } = await generateText({ model: openai("gpt-4o"), prompt: q });
  return new Function(text)(); };`,
    formulas: `
// api: code body.a, code body.b, code body.c
import { create, all, evaluate } from "mathjs"; import { Parser } from "expr-eval"; import jsonata from "jsonata"; import jsonLogic from "json-logic-js";
const math = create(all, {});
export const handler = async (event: any) => { const b = JSON.parse(event.body);
  Parser.evaluate(b.a, {}); evaluate(b.b); math.evaluate(b.c); await jsonata(b.a).evaluate({}); jsonLogic.apply(b.a, {}); };`,
    "instances and other names": `
// api: ssrf body.u, os-command body.c, deserialization body.y
import got from "got"; import crossSpawn from "cross-spawn"; import yaml, { DEFAULT_FULL_SCHEMA } from "js-yaml";
const client = got.extend({ retry: { limit: 0 } });
export const handler = async (event: any) => { const b = JSON.parse(event.body);
  await client(b.u).json(); crossSpawn.sync("sh", ["-c", "wc " + b.c]); yaml.load(b.y, { schema: DEFAULT_FULL_SCHEMA }); };`,
    "instructions for generateText": `
// api: prompt body.persona
import { generateText } from "ai"; import { bedrock } from "@ai-sdk/amazon-bedrock";
export const handler = async (event: any) => { const { persona, q } = JSON.parse(event.body); const { text } = await generateText({ model: bedrock("x"), system: "You act as " + persona, prompt: q }); return { statusCode: 200, body: text }; };`,
    "an agent of Bedrock": `
// api: os-command body.q
import { BedrockAgentRuntimeClient, InvokeAgentCommand } from "@aws-sdk/client-bedrock-agent-runtime"; import { execSync } from "child_process";
const c = new BedrockAgentRuntimeClient({});
export const handler = async (event: any) => { const { q } = JSON.parse(event.body); const r = await c.send(new InvokeAgentCommand({ agentId: "a", agentAliasId: "b", sessionId: "s", inputText: q })); let out = ""; for await (const e of r.completion!) out += new TextDecoder().decode(e.chunk!.bytes); execSync(out); };`,
  });
});
