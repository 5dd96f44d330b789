import { sensitiveDataLogged } from "../../../language-analysis/rules/sas-10/sensitive-data-logged.ts";
import { javaScriptApp, pythonApp } from "../code-app.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";
import { endpoint } from "../sas-1/endpoint.ts";

ruleTable(sensitiveDataLogged, {
  "the whole event of a request": endpoint(`
exports.handler = async (event) => {
  console.log("event", JSON.stringify(event));
//                                    ^^^^^ SAS-10/sensitive-data-logged high
};`),
  "a token": endpoint(`
exports.handler = async (event) => {
  console.log(event.headers.Authorization);
//            ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-10/sensitive-data-logged high
};`),
  "claims of a token": endpoint(`
const jwt = require("jsonwebtoken");
exports.handler = async (event) => {
  const { email } = jwt.verify(event.headers.Authorization, process.env.KEY);
  console.log("order of", email);
};`),
  "a path parameter of a Chalice route": {
    "app.py": `
from chalice import Chalice
app = Chalice(app_name="shop")
@app.route("/orders/{order}")
def show(order):
    print("order {}".format(order))
@app.route("/sessions/{token}")
def session(token):
    print(token)
#         ^^^^^ SAS-10/sensitive-data-logged high
`,
  },
  "credentials that are made or looked up": javaScriptApp(
    `
const jwt = require("jsonwebtoken");
exports.handler = async (event) => {
  const user = await findUser(event.id);
  const token = jwt.sign({ sub: user.id }, await key());
  console.log(\`issued \${token} to \${user.id}\`);
  //                    ^^^^^ SAS-10/sensitive-data-logged medium
  logger.info("sent", { user: user.id, code: user.resetCode });
  //                                         ^^^^^^^^^^^^^^ SAS-10/sensitive-data-logged medium
};`,
    "schedule",
  ),
  "what only sounds like a credential": javaScriptApp(
    `
const jwt = require("jsonwebtoken");
exports.handler = async (event) => {
  const token = jwt.verify(event.text, await key());
  const secret = mask(await read());
  const hasPassword = Boolean(event.password);
  console.log(token, secret, hasPassword, event.nextToken, event.secretName, event.passwordHash, event.token.length, event.statusCode);
  console.log(event.token ? "with a token" : "without", event.executionToken);
};`,
    "schedule",
  ),
  "a body of which a password is read": endpoint(`
const { check } = require("./accounts");
exports.handler = async (event) => {
  const body = JSON.parse(event.body);
  console.log("sign-in", body);
//                       ^^^^ SAS-10/sensitive-data-logged high
  return check(body.user, body.password);
};`),
  "a body of which nothing sensitive is read": endpoint(`
exports.handler = async (event) => {
  const { city } = JSON.parse(event.body);
  console.log("search", event.body);
  return city;
};`),
  "a logger that is told to write every event": pythonApp(`
from aws_lambda_powertools import Logger
logger = Logger()
@logger.inject_lambda_context(log_event=True)
#                                       ^^^^ SAS-10/sensitive-data-logged high
def handler(event, context):
    return {"statusCode": 200}
`),
  "a logger that is told so for a schedule": pythonApp(
    `
from aws_lambda_powertools import Logger
logger = Logger()
@logger.inject_lambda_context(log_event=True)
def handler(event, context):
    return {}
`,
    "schedule",
  ),
  "fields of a structured log": pythonApp(`
import json, structlog
log = structlog.get_logger()
def handler(event, context):
    card = json.loads(event["body"])["card"]
    log.info("charging", order=card["order"], cvv=card.get("cvv"), exc_info=event["body"])
    #                                             ^^^^^^^^^^^^^^^ SAS-10/sensitive-data-logged high
    log.info("charged", order=card["order"])
`),
  "the second of two parts": pythonApp(`
import logging
def handler(event, context):
    logging.info("call of %s with %s", event["path"], event["headers"])
    #                                                 ^^^^^^^^^^^^^^^^ SAS-10/sensitive-data-logged high
`),
  "parts under names that stand in a list": pythonApp(`
import logging
def handler(event, context):
    found = {}
    for wanted in [{"name": "pathParameters"}, {"name": "queryStringParameters"}]:
        found.update(event.get(wanted["name"]))
    logging.info("order %s", found["order"])
`),
  "an identifier": endpoint(`
exports.handler = async (event) => {
  console.log("order", event.requestContext.requestId, event.pathParameters.id);
};`),
  "what a library makes of it is not known": endpoint(`
const { tidy } = require("some-library");
exports.handler = async (event) => {
  console.log(tidy(event));
//            ^^^^^^^^^^^ SAS-10/sensitive-data-logged medium
};`),
  "the event of a bucket that callers get a link to": {
    "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Uploads: { Type: AWS::S3::Bucket }
  Link:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: link.handler
      Environment: { Variables: { UPLOADS: !Ref Uploads } }
      Policies: [{ S3CrudPolicy: { BucketName: !Ref Uploads } }]
      FunctionUrlConfig: { AuthType: NONE }
  Uploaded:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: uploaded.handler
      Events: { Put: { Type: S3, Properties: { Bucket: !Ref Uploads, Events: "s3:ObjectCreated:*" } } }`,
    "link.py": `
import boto3, os
def handler(event, context):
    key = event["queryStringParameters"]["name"]
    url = boto3.client("s3").generate_presigned_url("put_object", Params={"Bucket": os.environ["UPLOADS"], "Key": key})
    return {"statusCode": 200, "body": url}`,
    "uploaded.py": `
def handler(event, context):
    print(event)`,
  },
});

fixTable(sensitiveDataLogged, {
  "the identifier of the request": {
    files: javaScriptApp(`exports.handler = async (event) => {
  console.log("event", JSON.stringify(event));
};
`),
    after: {
      "app.js": `exports.handler = async (event) => {
  console.log("event", JSON.stringify(event.requestContext?.requestId));
};
`,
    },
  },
  "in an object under its own name": {
    files: javaScriptApp(`exports.handler = async (event) => {
  console.log("asked", { event });
};
`),
    after: {
      "app.js": `exports.handler = async (event) => {
  console.log("asked", { event: event.requestContext?.requestId });
};
`,
    },
  },
  "that of the context, where it is taken": {
    files: javaScriptApp(`exports.handler = async (event, context) => {
  console.log(event);
};
`),
    after: {
      "app.js": `exports.handler = async (event, context) => {
  console.log(context.awsRequestId);
};
`,
    },
  },
  "a token": {
    files: javaScriptApp(`exports.handler = async (event) => {
  console.log(event.headers.Authorization);
};
`),
    after: {
      "app.js": `exports.handler = async (event) => {
  console.log("[removed]");
};
`,
    },
  },
  Python: {
    files: pythonApp(`def handler(event, context):
    print(f"got {event}")
`),
    after: {
      "app.py": `def handler(event, context):
    print(f"got {context.aws_request_id}")
`,
    },
  },
});
