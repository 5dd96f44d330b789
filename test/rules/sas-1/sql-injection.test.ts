import { sqlInjection } from "../../../language-analysis/rules/sas-1/sql-injection.ts";
import { javaScriptApp, pythonApp } from "../code-app.ts";
import { fixTable } from "../fix-table.ts";
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

fixTable(sqlInjection, {
  "values of an f-string": {
    files: pythonApp(`import psycopg2

connection = psycopg2.connect("")


def handler(event, context):
    cursor = connection.cursor()
    name = event["queryStringParameters"]["name"]
    cursor.execute(f"SELECT * FROM orders WHERE name = '{name}'")
    return cursor.fetchall()
`),
    after: {
      "app.py": `import psycopg2

connection = psycopg2.connect("")


def handler(event, context):
    cursor = connection.cursor()
    name = event["queryStringParameters"]["name"]
    cursor.execute("SELECT * FROM orders WHERE name = %s", (name,))
    return cursor.fetchall()
`,
    },
  },
  "values of a template, PostgreSQL": {
    files: javaScriptApp(`const pg = require("pg");
const client = new pg.Client();
exports.handler = async (event) => {
  const { id } = event.pathParameters;
  return await client.query(\`SELECT * FROM orders WHERE id = \${id} AND state = '\${event.queryStringParameters.state}'\`);
};
`),
    after: {
      "app.js": `const pg = require("pg");
const client = new pg.Client();
exports.handler = async (event) => {
  const { id } = event.pathParameters;
  return await client.query("SELECT * FROM orders WHERE id = $1 AND state = $2", [id, event.queryStringParameters.state]);
};
`,
    },
  },
  "values of a concatenation, MySQL": {
    files: javaScriptApp(`const mysql = require("mysql2/promise");
exports.handler = async (event) => {
  const connection = await mysql.createConnection(process.env.URL);
  return await connection.query("SELECT * FROM orders WHERE id = '" + event.pathParameters.id + "'");
};
`),
    after: {
      "app.js": `const mysql = require("mysql2/promise");
exports.handler = async (event) => {
  const connection = await mysql.createConnection(process.env.URL);
  return await connection.query("SELECT * FROM orders WHERE id = ?", [event.pathParameters.id]);
};
`,
    },
  },
  "none for a table of the caller": {
    files: javaScriptApp(`const pg = require("pg");
const client = new pg.Client();
exports.handler = async (event) => {
  return await client.query("SELECT * FROM " + event.pathParameters.table);
};
`),
  },
});
