import { openRedirect } from "../../../language-analysis/rules/sas-1/open-redirect.ts";
import { ruleTable } from "../rule-table.ts";
import { endpoint } from "./endpoint.ts";

ruleTable(openRedirect, {
  "the target is in the query": endpoint(`
exports.handler = async (event) => {
  const Location = event.queryStringParameters.next;
  return { statusCode: 302, headers: { Location } };
//                                     ^^^^^^^^ SAS-1/open-redirect high
};`),
  "a path of the app": endpoint(`
exports.handler = async (event) => {
  return { statusCode: 302, headers: { Location: \`/orders/\${event.pathParameters.id}\` } };
};`),
  "text that passes through something unknown": endpoint(`
const { clean } = require("some-library");
exports.handler = async (event) => {
  const Location = clean(event.queryStringParameters.next);
  return { statusCode: 302, headers: { Location } };
//                                     ^^^^^^^^ SAS-1/open-redirect medium
};`),
});
