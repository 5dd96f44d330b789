import { regexDenialOfService } from "../../../language-analysis/rules/sas-8/regex-denial-of-service.ts";
import { javaScriptApp, pythonApp } from "../code-app.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";
import { endpoint } from "../sas-1/endpoint.ts";

ruleTable(regexDenialOfService, {
  "a repeated group with a repetition": endpoint(`
exports.handler = async (event) => {
  return /^([a-z]+)+-\\d+$/.test(event.body);
//       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-8/regex-denial-of-service high
};`),
  "one way to match": endpoint(`
exports.handler = async (event) => {
  return /^[a-z]+-\\d+$/.test(event.body);
};`),
  "input as an expression": endpoint(`
exports.handler = async (event) => {
  return new RegExp(event.body).test("text");
//       ^^^^^^^^^^^^^^^^^^^^^^ SAS-8/regex-denial-of-service high
};`),
  "text that passes through something unknown": endpoint(`
const { tidy } = require("some-library");
exports.handler = async (event) => {
  return tidy(event.body).match(/(\\w+\\s?)*$/);
//       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-8/regex-denial-of-service medium
};`),
});

fixTable(regexDenialOfService, {
  "input as a text": {
    files: javaScriptApp(`exports.handler = async (event) => {
  const { term } = event.queryStringParameters;
  return new RegExp(term, "i").test("text");
};
`),
    after: {
      "app.js": `exports.handler = async (event) => {
  const { term } = event.queryStringParameters;
  return new RegExp(String(term).replace(/[.*+?^\${}()|[\\]\\\\]/g, "\\\\$&"), "i").test("text");
};
`,
    },
  },
  "none for an expression of the code": {
    files: javaScriptApp(`exports.handler = async (event) => {
  return /^([a-z]+)+-\\d+$/.test(event.body);
};
`),
  },
  Python: {
    files: pythonApp(`import re


def handler(event, context):
    return bool(re.search(event["body"], "text"))
`),
    after: {
      "app.py": `import re


def handler(event, context):
    return bool(re.search(re.escape(str(event["body"])), "text"))
`,
    },
  },
});
