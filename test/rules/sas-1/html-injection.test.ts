import { htmlInjection } from "../../../language-analysis/rules/sas-1/html-injection.ts";
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
