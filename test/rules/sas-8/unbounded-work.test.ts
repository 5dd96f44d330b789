import { unboundedWork } from "../../../language-analysis/rules/sas-8/unbounded-work.ts";
import { ruleTable } from "../rule-table.ts";
import { endpoint } from "../sas-1/endpoint.ts";

ruleTable(unboundedWork, {
  "rounds of a loop": endpoint(`
exports.handler = async (event) => {
  const { pages } = JSON.parse(event.body);
  for (let page = 0; page < pages; page++) await read(page);
//                   ^^^^^^^^^^^^ SAS-8/unbounded-work high
};`),
  "a number as the length of a buffer": endpoint(`
exports.handler = async (event) => {
  return Buffer.alloc(Number(event.body));
//       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-8/unbounded-work high
};`),
  "an upper limit": endpoint(`
exports.handler = async (event) => {
  const pages = Math.min(Number(event.body), 20);
  for (let page = 0; page < pages; page++) await read(page);
};`),
  "a comparison with a constant": endpoint(`
exports.handler = async (event) => {
  const pages = Number(event.body);
  if (pages > 20) return { statusCode: 400 };
  for (let page = 0; page < pages; page++) await read(page);
};`),
  "a number that passes through something unknown": endpoint(`
const { tidy } = require("some-library");
exports.handler = async (event) => {
  await new Promise((resolve) => setTimeout(resolve, tidy(event.body)));
//                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-8/unbounded-work medium
};`),
});
