import { templateInjection } from "../../../language-analysis/rules/sas-1/template-injection.ts";
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
