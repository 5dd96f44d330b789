import { codeInjection } from "../../../language-analysis/rules/sas-1/code-injection.ts";
import type { Files } from "../analyse-files.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";

const app = (runtime: string): string => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Quote:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: ${runtime}
      Handler: quote.handler
      FunctionUrlConfig:
        AuthType: NONE`;

const javascript = (code: string): Files => ({ "template.yaml": app("nodejs20.x"), "quote.js": code });
const python = (code: string): Files => ({ "template.yaml": app("python3.12"), "quote.py": code });

ruleTable(codeInjection, {
  "eval of the body": javascript(`
exports.handler = async (event) => {
  return { statusCode: 200, body: String(eval(event.body)) };
  //                                     ^^^^^^^^^^^^^^^^ SAS-1/code-injection high
};`),
  "JSON.parse reads data": javascript(`
exports.handler = async (event) => {
  return { statusCode: 200, body: String(JSON.parse(event.body).price) };
};`),
  "text that passes through something unknown": javascript(`
const { tidy } = require("some-library");
exports.handler = async (event) => {
  return eval(tidy(event.body));
  //     ^^^^^^^^^^^^^^^^^^^^^^ SAS-1/code-injection medium
};`),
  "code that nobody outside chooses": javascript(`
exports.handler = async (event) => {
  console.log(event.path);
  return { statusCode: 200, body: String(eval("1 + 1")) };
};`),
  "Python's literal_eval reads literals": python(`
import ast


def handler(event, context):
    return {"statusCode": 200, "body": str(ast.literal_eval(event["body"]))}`),
  "Python's eval": python(`
def handler(event, context):
    return {"statusCode": 200, "body": str(eval(event["body"]))}
    #                                      ^^^^^^^^^^^^^^^^^^^ SAS-1/code-injection high`),
});

fixTable(codeInjection, {
  "eval at the top level": {
    files: javascript(
      `exports.handler = async (event) => ({ statusCode: 200, body: String((0, eval)(event.body).price) });\n`,
    ),
    after: {
      "quote.js": `exports.handler = async (event) => ({ statusCode: 200, body: String((0, JSON.parse)(event.body).price) });\n`,
    },
  },
  "eval becomes JSON.parse": {
    files: javascript(
      `exports.handler = async (event) => ({ statusCode: 200, body: String(eval("(" + event.body + ")").price) });\n`,
    ),
    after: {
      "quote.js": `exports.handler = async (event) => ({ statusCode: 200, body: String(JSON.parse(event.body).price) });\n`,
    },
  },
  "eval becomes ast.literal_eval": {
    files: python(`import json


def handler(event, context):
    return {"statusCode": 200, "body": json.dumps(eval(event["body"]))}
`),
    after: {
      "quote.py": `import ast
import json


def handler(event, context):
    return {"statusCode": 200, "body": json.dumps(ast.literal_eval(event["body"]))}
`,
    },
  },
  "code that is run for what it does": {
    files: javascript(`exports.handler = async (event) => {
  eval(event.body);
  return { statusCode: 200 };
};
`),
  },
  "code that is put together": {
    files: javascript(
      `exports.handler = async (event) => ({ statusCode: 200, body: String(eval("2 * " + event.body)) });\n`,
    ),
  },
});
