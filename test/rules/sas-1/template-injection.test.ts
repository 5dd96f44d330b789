import { templateInjection } from "../../../language-analysis/rules/sas-1/template-injection.ts";
import { javaScriptApp, pythonApp } from "../code-app.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";
import { endpoint } from "./endpoint.ts";

ruleTable(templateInjection, {
  "a name in the template": endpoint(`
const ejs = require("ejs");
exports.handler = async (event) => ejs.render("<p>" + event.body + "</p>");
//                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-1/template-injection high`),
  "a name in the context": endpoint(`
const ejs = require("ejs");
exports.handler = async (event) => ejs.render("<p><%= name %></p>", { name: event.body });`),
  "text that passes through something unknown": endpoint(`
const ejs = require("ejs");
const { clean } = require("some-library");
exports.handler = async (event) => ejs.render(clean(event.body));
//                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-1/template-injection medium`),
});

fixTable(templateInjection, {
  "a value becomes context": {
    files: javaScriptApp(`const ejs = require("ejs");
exports.handler = async (event) => {
  return ejs.render("<p>" + event.queryStringParameters.name + "</p>");
};
`),
    after: {
      "app.js": `const ejs = require("ejs");
exports.handler = async (event) => {
  return ejs.render("<p><%= name %></p>", { name: event.queryStringParameters.name });
};
`,
    },
  },
  "none for a template that is chosen as a whole": {
    files: javaScriptApp(`const ejs = require("ejs");
exports.handler = async (event) => {
  return ejs.render(event.body);
};
`),
  },
  Python: {
    files: pythonApp(`from flask import render_template_string


def handler(event, context):
    name = event["queryStringParameters"]["name"]
    return render_template_string(f"<p>Hello {name}</p>")
`),
    after: {
      "app.py": `from flask import render_template_string


def handler(event, context):
    name = event["queryStringParameters"]["name"]
    return render_template_string("<p>Hello {{ name }}</p>", name=name)
`,
    },
  },
});
