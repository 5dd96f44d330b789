import { sensitiveDataLogged } from "../../../language-analysis/rules/sas-10/sensitive-data-logged.ts";
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
});
