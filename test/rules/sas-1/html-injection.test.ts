import { htmlInjection } from "../../../language-analysis/rules/sas-1/html-injection.ts";
import { javaScriptApp, pythonApp } from "../code-app.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";
import { endpoint } from "./endpoint.ts";

ruleTable(htmlInjection, {
  "a name on a page": endpoint(`
exports.handler = async (event) => {
  const name = event.queryStringParameters.name;
  return { statusCode: 200, headers: { "Content-Type": "text/html" }, body: \`<p>\${name}</p>\` };
//                                                                          ^^^^^^^^^^^^^^^^ SAS-1/html-injection high
};`),
  "a name in JSON": endpoint(`
exports.handler = async (event) => {
  const { name } = event.queryStringParameters;
  return { statusCode: 200, headers: { "Content-Type": "application/json" }, body: JSON.stringify({ name }) };
};`),
  "an escaped name": endpoint(`
const escapeHtml = require("escape-html");
exports.handler = async (event) => {
  const name = escapeHtml(event.queryStringParameters.name);
  return { statusCode: 200, headers: { "Content-Type": "text/html" }, body: \`<p>\${name}</p>\` };
};`),
  "text that passes through something unknown": endpoint(`
const { clean } = require("some-library");
exports.handler = async (event) => {
  const headers = { "Content-Type": "text/html" };
  return { statusCode: 200, headers, body: clean(event.body) };
//                                         ^^^^^^^^^^^^^^^^^ SAS-1/html-injection medium
};`),
});

fixTable(htmlInjection, {
  "in a template": {
    files: javaScriptApp(`exports.handler = async (event) => {
  const { name } = event.queryStringParameters;
  return { statusCode: 200, headers: { "Content-Type": "text/html" }, body: \`<p>\${name}</p>\` };
};
`),
    after: {
      "app.js": `exports.handler = async (event) => {
  const { name } = event.queryStringParameters;
  return { statusCode: 200, headers: { "Content-Type": "text/html" }, body: \`<p>\${String(name).replace(/[&<>"']/g, (c) => \`&#\${c.charCodeAt(0)};\`)}</p>\` };
};
`,
    },
  },
  "a page that a call has put together": {
    files: javaScriptApp(`const { page } = require("some-library");
exports.handler = async (event) => {
  return { statusCode: 200, headers: { "Content-Type": "text/html" }, body: page(event.queryStringParameters.name) };
};
`),
  },
  "a value that is formatted into a text": {
    files: pythonApp(`import json


def handler(event, context):
    name = event["queryStringParameters"]["name"]
    body = '''
    <p>{}, {}</p>
    '''.format(name, "hello")
    return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": body}
`),
    after: {
      "app.py": `import html
import json


def handler(event, context):
    name = event["queryStringParameters"]["name"]
    body = '''
    <p>{}, {}</p>
    '''.format(html.escape(str(name)), "hello")
    return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": body}
`,
    },
  },
  "a value behind a percent sign": {
    files: pythonApp(`import json


def handler(event, context):
    name = event["queryStringParameters"]["name"]
    body = "<p>%s</p>" % name
    return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": body}
`),
    after: {
      "app.py": `import html
import json


def handler(event, context):
    name = event["queryStringParameters"]["name"]
    body = "<p>%s</p>" % html.escape(str(name))
    return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": body}
`,
    },
  },
  Python: {
    files: pythonApp(`import json


def handler(event, context):
    name = event["queryStringParameters"]["name"]
    body = f"<p>{name}</p>"
    return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": body}
`),
    after: {
      "app.py": `import html
import json


def handler(event, context):
    name = event["queryStringParameters"]["name"]
    body = f"<p>{html.escape(str(name))}</p>"
    return {"statusCode": 200, "headers": {"Content-Type": "text/html"}, "body": body}
`,
    },
  },
});
