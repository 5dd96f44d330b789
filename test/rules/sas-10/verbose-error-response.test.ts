import { verboseErrorResponse } from "../../../language-analysis/rules/sas-10/verbose-error-response.ts";
import type { Files } from "../analyse-files.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";

const app = (runtime: string): string => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: ${runtime}
      Handler: orders.handler
      Events:
        Get:
          Type: Api
          Properties:
            Path: /orders
            Method: get`;

const javascript = (code: string): Files => ({ "template.yaml": app("nodejs20.x"), "orders.js": code });
const python = (code: string): Files => ({ "template.yaml": app("python3.12"), "orders.py": code });

ruleTable(verboseErrorResponse, {
  "handlers of errors that a framework calls": python(`
from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response
app = APIGatewayRestResolver()
class Refused(Exception):
    pass
@app.get("/orders")
def orders():
    return load()
@app.exception_handler(ValueError)
def invalid(error: ValueError):
    return Response(status_code=400, content_type="text/plain", body=repr(error))
    #                                                                ^^^^^^^^^^^ SAS-10/verbose-error-response high
@app.exception_handler(Refused)
def refused(error: Refused):
    return Response(status_code=403, content_type="text/plain", body=str(error))
@app.exception_handler(KeyError)
def missing(error: KeyError):
    print(error)
    return Response(status_code=400, content_type="text/plain", body="a field is missing")
def handler(event, context):
    return app.resolve(event, context)`),
  "a Chalice route answers only for itself": {
    "app.py": `
from chalice import Chalice, ChaliceViewError
app = Chalice(app_name="shop")
def failed(error):
    return ChaliceViewError("failed: %s" % error)
@app.route("/orders")
def orders():
    try:
        return load()
    except Exception as error:
        raise ChaliceViewError("failed: %s" % error)
#                              ^^^^^^^^^^^^^^^^^^^^ SAS-10/verbose-error-response high
@app.route("/health")
def health():
    return {}
`,
  },
  "the text of an exception": javascript(`
exports.handler = async (event) => {
  try {
    return { statusCode: 200, body: await read(event.path) };
  } catch (error) {
    return { statusCode: 500, body: error.message };
    //                              ^^^^^^^^^^^^^ SAS-10/verbose-error-response high
  }
};`),
  "the environment": javascript(`
exports.handler = async () => ({ statusCode: 200, body: JSON.stringify(process.env) });
//                                                                     ^^^^^^^^^^^ SAS-10/verbose-error-response high`),
  "an error that fails the invocation is hidden by the API": javascript(`
exports.handler = (event, context, callback) => {
  read(event.path, (error, body) => {
    if (error) return callback(error);
    callback(null, { statusCode: 200, body });
  });
};`),
  "what calls the function is not known": {
    "orders.js": `
exports.handler = async (event) => {
  try {
    return { statusCode: 200, body: await read(event.path) };
  } catch (error) {
    return { statusCode: 500, body: error.message };
    //                              ^^^^^^^^^^^^^ SAS-10/verbose-error-response medium
  }
};`,
  },
  "what a queue starts answers nobody": {
    "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Jobs:
    Type: AWS::SQS::Queue
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs20.x
      Handler: orders.handler
      Events:
        Job:
          Type: SQS
          Properties:
            Queue: !GetAtt Jobs.Arn`,
    "orders.js": `
exports.handler = async (event) => {
  try {
    return await work(event);
  } catch (error) {
    return { statusCode: 500, body: error.message };
  }
};`,
  },
  "the error goes to the log": javascript(`
exports.handler = async (event) => {
  try {
    return { statusCode: 200, body: await read(event.path) };
  } catch (error) {
    console.error(error);
    return { statusCode: 500, body: "Internal server error" };
  }
};`),
  "a code that is made to be shown": javascript(`
exports.handler = async (event) => {
  try {
    return { statusCode: 200, body: await read(event.path) };
  } catch (error) {
    return { statusCode: error.statusCode, body: "Not possible" };
  }
};`),
  "Python logs it": python(`
import logging


def handler(event, context):
    try:
        return {"statusCode": 200, "body": read(event["path"])}
    except Exception:
        logging.exception("The order could not be read.")
        return {"statusCode": 500, "body": "Internal server error"}`),
  "what another function gives is sent on": javascript(`
const { LambdaClient, InvokeCommand } = require("@aws-sdk/client-lambda");
const lambda = new LambdaClient({});
exports.handler = async () => {
  const answer = await lambda.send(new InvokeCommand({ FunctionName: "prices" }));
  return { statusCode: 200, body: Buffer.from(answer.Payload).toString() };
//                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-10/verbose-error-response medium
};`),
  "a field of what another function gives": javascript(`
const { LambdaClient, InvokeCommand } = require("@aws-sdk/client-lambda");
const lambda = new LambdaClient({});
exports.handler = async () => {
  const answer = await lambda.send(new InvokeCommand({ FunctionName: "prices" }));
  return { statusCode: 200, body: JSON.parse(Buffer.from(answer.Payload).toString()).price };
};`),
  "the failure of another function is asked for": javascript(`
const { LambdaClient, InvokeCommand } = require("@aws-sdk/client-lambda");
const lambda = new LambdaClient({});
exports.handler = async () => {
  const answer = await lambda.send(new InvokeCommand({ FunctionName: "prices" }));
  if (answer.FunctionError) return { statusCode: 502 };
  return { statusCode: 200, body: Buffer.from(answer.Payload).toString() };
};`),
  "an error object as the answer has no fields": javascript(`
exports.handler = async () => {
  try {
    return { statusCode: 200, body: await load() };
  } catch (error) {
    return new Error(error);
  }
};`),
});

fixTable(verboseErrorResponse, {
  "the stack": {
    files: javascript(`exports.handler = async (event) => {
  try {
    return { statusCode: 200, body: await read(event.path) };
  } catch (error) {
    return { statusCode: 500, body: error.stack };
  }
};
`),
    after: {
      "orders.js": `exports.handler = async (event) => {
  try {
    return { statusCode: 200, body: await read(event.path) };
  } catch (error) {
    console.error(error);
    return { statusCode: 500, body: "Internal server error" };
  }
};
`,
    },
  },
  "the text of an answer that a function puts together": {
    files: javascript(`exports.handler = async (event) => {
  try {
    return { statusCode: 200, body: await read(event.path) };
  } catch (error) {
    console.error(error);
    return answer(500, "Reading failed: " + error.message, { path: event.path });
  }
};
const answer = (statusCode, message) => ({ statusCode, body: JSON.stringify({ message }) });
`),
    after: {
      "orders.js": `exports.handler = async (event) => {
  try {
    return { statusCode: 200, body: await read(event.path) };
  } catch (error) {
    console.error(error);
    return answer(500, "Internal server error", { path: event.path });
  }
};
const answer = (statusCode, message) => ({ statusCode, body: JSON.stringify({ message }) });
`,
    },
  },
  "a field under the name of the error": {
    files: javascript(`exports.handler = async (event) => {
  try {
    return { statusCode: 200, body: await read(event.path) };
  } catch (error) {
    console.error(error);
    return { statusCode: 500, body: JSON.stringify({ error }) };
  }
};
`),
    after: {
      "orders.js": `exports.handler = async (event) => {
  try {
    return { statusCode: 200, body: await read(event.path) };
  } catch (error) {
    console.error(error);
    return { statusCode: 500, body: JSON.stringify({ error: "Internal server error" }) };
  }
};
`,
    },
  },
  "a field of the answer, with the error logged already": {
    files: javascript(`exports.handler = async (event) => {
	try {
		return { statusCode: 200, body: await read(event.path) };
	} catch (error) {
		console.error("Reading failed", error);
		return { statusCode: 500, body: JSON.stringify({ ok: false, message: error.message }) };
	}
};
`),
    after: {
      "orders.js": `exports.handler = async (event) => {
	try {
		return { statusCode: 200, body: await read(event.path) };
	} catch (error) {
		console.error("Reading failed", error);
		return { statusCode: 500, body: JSON.stringify({ ok: false, message: "Internal server error" }) };
	}
};
`,
    },
  },
  "the whole error": {
    files: javascript(`exports.handler = async (event) => {
  try {
    return { statusCode: 200, body: await read(event.path) };
  } catch (error) {
    return { statusCode: 500, body: JSON.stringify(error) };
  }
};
`),
    after: {
      "orders.js": `exports.handler = async (event) => {
  try {
    return { statusCode: 200, body: await read(event.path) };
  } catch (error) {
    console.error(error);
    return { statusCode: 500, body: JSON.stringify({ message: "Internal server error" }) };
  }
};
`,
    },
  },
  "an exception's text in Python": {
    files: python(`import logging


def handler(event, context):
    try:
        return {"statusCode": 200, "body": read(event["path"])}
    except Exception as error:
        return {"statusCode": 500, "body": str(error)}
`),
    after: {
      "orders.py": `import logging


def handler(event, context):
    try:
        return {"statusCode": 200, "body": read(event["path"])}
    except Exception as error:
        logging.exception("The request failed.")
        return {"statusCode": 500, "body": "Internal server error"}
`,
    },
  },
  "a traceback in Python": {
    files: python(`import traceback


def handler(event, context):
    try:
        return {"statusCode": 200, "body": read(event["path"])}
    except Exception:
        return {"statusCode": 500, "body": traceback.format_exc()}
`),
    after: {
      "orders.py": `import traceback


def handler(event, context):
    try:
        return {"statusCode": 200, "body": read(event["path"])}
    except Exception:
        return {"statusCode": 500, "body": "Internal server error"}
`,
    },
  },
});
