import { clientControlledFlow } from "../../../language-analysis/rules/sas-9/client-controlled-flow.ts";
import { ruleTable } from "../rule-table.ts";
import { endpoint } from "../sas-1/endpoint.ts";

ruleTable(clientControlledFlow, {
  "the name of the invoked function": endpoint(`
const AWS = require("aws-sdk");
const lambda = new AWS.Lambda();
exports.handler = async (event) => {
  const { step } = JSON.parse(event.body);
  await lambda.invoke({ FunctionName: step, Payload: "{}" }).promise();
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-9/client-controlled-flow high
};`),
  "the name comes from a list": endpoint(`
const AWS = require("aws-sdk");
const lambda = new AWS.Lambda();
const STEPS = { order: "order-function", refund: "refund-function" };
exports.handler = async (event) => {
  const { step } = JSON.parse(event.body);
  await lambda.invoke({ FunctionName: STEPS[step], Payload: "{}" }).promise();
};`),
  "a method that is called by its name": endpoint(`
const actions = { order, refund };
exports.handler = async (event) => {
  const { action } = JSON.parse(event.body);
  return await actions[action]();
//             ^^^^^^^^^^^^^^^^^ SAS-9/client-controlled-flow medium
};`),
});
