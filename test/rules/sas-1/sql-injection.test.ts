import { sqlInjection } from "../../../language-analysis/rules/sas-1/sql-injection.ts";
import { ruleTable } from "../rule-table.ts";
import { endpoint } from "./endpoint.ts";

ruleTable(sqlInjection, {
  "a query with a value in its text": endpoint(`
const pg = require("pg");
const client = new pg.Client();
exports.handler = async (event) => {
  return await client.query(\`SELECT * FROM orders WHERE id = \${event.pathParameters.id}\`);
//             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-1/sql-injection high
};`),
  "a value as a parameter": endpoint(`
const pg = require("pg");
const client = new pg.Client();
exports.handler = async (event) => await client.query("SELECT * FROM orders WHERE id = $1", [event.pathParameters.id]);`),
  "text that passes through something unknown": endpoint(`
const pg = require("pg");
const { clean } = require("some-library");
const client = new pg.Client();
exports.handler = async (event) => {
  return await client.query("SELECT * FROM orders WHERE id = " + clean(event.body));
//             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-1/sql-injection medium
};`),
});
