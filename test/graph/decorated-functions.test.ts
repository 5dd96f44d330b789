// Functions that a decorator hands to an object: who uses the object may call them.
import { expect, test } from "vitest";
import { analyseFiles } from "../rules/analyse-files.ts";

const template = (handlers: readonly string[]) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders: { Type: AWS::DynamoDB::Table, Properties: { TableName: orders } }
${handlers
  .map(
    (handler, index) => `
  Fn${index}: { Type: AWS::Serverless::Function, Properties: { Runtime: python3.12, Handler: ${handler}, Policies: [AdministratorAccess] } }`,
  )
  .join("")}`;

const TABLE = 'import boto3\ntable = boto3.resource("dynamodb").Table("orders")\n';

/** Functions that are seen to write to the table. */
function writers(files: Readonly<Record<string, string>>, ...handlers: readonly string[]): readonly string[] {
  const { map } = analyseFiles({ ...files, "template.yaml": template(handlers) }, []).context.graph;
  const edges = map.edges.filter(({ kind, to }) => kind === "writes" && to.endsWith("#Orders"));
  return [...new Set(edges.map(({ from }) => from.slice(from.lastIndexOf("#") + 1)))].sort();
}

const ROUTES = `${TABLE}
from aws_lambda_powertools.event_handler import APIGatewayRestResolver
app = APIGatewayRestResolver()
@app.post("/orders")
def open_order():
    table.put_item(Item={"id": "1"})
`;

test("a route of an object that the handler uses", () => {
  expect(
    writers(
      { "app.py": `${ROUTES}\ndef handler(event, context):\n    return app.resolve(event, context)\n` },
      "app.handler",
    ),
  ).toEqual(["Fn0"]);
});

test("a handler beside it that does not use it", () => {
  expect(writers({ "app.py": `${ROUTES}\ndef handler(event, context):\n    return {}\n` }, "app.handler")).toEqual([]);
});

test("routes of another module, included", () => {
  const files = {
    "routes.py": ROUTES.replace(
      "APIGatewayRestResolver\napp = APIGatewayRestResolver()",
      "Router\napp = Router()",
    ).replace("event_handler import", "event_handler.api_gateway import"),
    "app.py": `
from aws_lambda_powertools.event_handler import APIGatewayRestResolver
import routes
app = APIGatewayRestResolver()
app.include_router(routes.app)
def handler(event, context):
    return app.resolve(event, context)
`,
  };
  expect(writers(files, "app.handler")).toEqual(["Fn0"]);
});

test("routes that register themselves with the application of another module", () => {
  const files = {
    "web.py": "from flask import Flask\nweb = Flask(__name__)\n",
    "views.py": `${TABLE}from web import web\n@web.route("/orders", methods=["POST"])\ndef open_order():\n    table.put_item(Item={"id": "1"})\n`,
    "app.py":
      "import awsgi\nfrom web import web\nimport views\ndef handler(event, context):\n    return awsgi.response(web, event, context)\n",
  };
  expect(writers(files, "app.handler")).toEqual(["Fn0"]);
});

test("what is wrapped is not registered", () => {
  const code = `${TABLE}
from aws_lambda_powertools import Logger
logger = Logger()
@logger.inject_lambda_context
def save(event, context):
    table.put_item(Item={"id": "1"})
@logger.inject_lambda_context
def show(event, context):
    logger.info("shown")
`;
  expect(writers({ "app.py": code }, "app.save", "app.show")).toEqual(["Fn0"]);
});
