import { serverSideRequestForgery } from "../../../language-analysis/rules/sas-1/server-side-request-forgery.ts";
import { ruleTable } from "../rule-table.ts";
import { endpoint } from "./endpoint.ts";

ruleTable(serverSideRequestForgery, {
  "the address is in the query": endpoint(`
exports.handler = async (event) => await fetch(event.queryStringParameters.url);
//                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-1/server-side-request-forgery high`),
  "the host is fixed": endpoint(`
exports.handler = async (event) => await fetch(\`https://api.example.com/orders/\${event.pathParameters.id}\`);`),
  "text that passes through something unknown": endpoint(`
const { tidy } = require("some-library");
exports.handler = async (event) => await fetch(tidy(event.queryStringParameters.url));
//                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-1/server-side-request-forgery medium`),
});
