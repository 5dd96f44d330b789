// Texts that are put together in one function and run in another: each caller is told where it puts them together, and gets its own fix.
import { expect, test } from "vitest";
import { sqlInjection } from "../../../language-analysis/rules/sas-1/sql-injection.ts";
import { analyseFiles, type Files } from "../analyse-files.ts";
import { javaScriptApp, pythonApp } from "../code-app.ts";
import { fixTable } from "../fix-table.ts";

const database = `const pg = require("pg");
const pool = new pg.Pool();
exports.fetchAll = async (text, values = []) => (await pool.query(text, values)).rows;
exports.run = (text) => pool.query({ text });
`;
const places = (files: Files): readonly string[] =>
  analyseFiles(files, [sqlInjection]).findings.map(({ at }) => `${at.file}:${at.start.line + 1}`);

test("each caller of one function that runs queries", () => {
  const app = javaScriptApp(`const db = require("./db");
exports.handler = async ({ queryStringParameters: q }) => {
  await db.fetchAll("SELECT * FROM a WHERE id = $1", [q.id]);
  await db.fetchAll(\`SELECT * FROM a WHERE name = '\${q.name}'\`);
  const sql = ["SELECT * FROM b", "WHERE name = '" + q.other + "'"].join(" ");
  await db.run(sql);
};
`);
  expect(places({ ...app, "db.js": database })).toEqual(["app.js:4", "app.js:6"]);
});

test("the function that runs it where it is handed on as it came, or put together there", () => {
  const app = javaScriptApp(`const db = require("./db");
exports.handler = async ({ queryStringParameters: q }) => {
  await db.run(q.sql);
  await db.find(q.name);
  await db.within((client) => client.query("DELETE FROM a WHERE id = " + q.id));
};
`);
  const more = `exports.find = (name) => {
  return pool.query("SELECT * FROM a WHERE name = '" + name + "'");
};
exports.within = async (work) => work(await pool.connect());
`;
  expect(places({ ...app, "db.js": database + more })).toEqual(["app.js:5", "db.js:4", "db.js:6"]);
});

test("methods that inherit the one that runs queries, and a text made by a builder", () => {
  const app = pythonApp(`from store import Orders


def handler(event, context):
    orders = Orders()
    orders.named(event["queryStringParameters"]["name"])
    orders.sorted_by(event["queryStringParameters"]["order"])
`);
  const store = `import psycopg2
from query import Query


class Base:
    def select(self, sql, args=None):
        with psycopg2.connect("") as connection, connection.cursor() as cursor:
            cursor.execute(sql, args)
            return cursor.fetchall()


class Orders(Base):
    def named(self, name):
        return self.select("SELECT * FROM orders WHERE name = '{}'".format(name))

    def sorted_by(self, order):
        query = Query("orders").order(order)
        return self.select(query.text)
`;
  const query = `class Query:
    def __init__(self, table):
        self.table = table
        self.by = "id"

    def order(self, by):
        self.by = by
        return self

    @property
    def text(self):
        return f"SELECT * FROM {self.table} ORDER BY {self.by}"
`;
  expect(places({ ...app, "store.py": store, "query.py": query })).toEqual(["store.py:14", "store.py:18"]);
});

fixTable(sqlInjection, {
  "values for a function that hands them on": {
    files: {
      ...javaScriptApp(`const db = require("./db");
exports.handler = async (event) => db.fetchAll("SELECT * FROM a WHERE id = '" + event.pathParameters.id + "'");
`),
      "db.js": database,
    },
    after: {
      "app.js": `const db = require("./db");
exports.handler = async (event) => db.fetchAll("SELECT * FROM a WHERE id = $1", [event.pathParameters.id]);
`,
    },
  },
  "none where the function takes no values": {
    files: {
      ...javaScriptApp(`const db = require("./db");
exports.handler = async (event) => db.run("SELECT * FROM a WHERE id = '" + event.pathParameters.id + "'");
`),
      "db.js": database,
    },
  },
  "values for a method of a class in Python": {
    files: {
      ...pythonApp(`from store import Store

store = Store()


def handler(event, context):
    name = event["queryStringParameters"]["name"]
    return store.select(f"SELECT * FROM a WHERE name = '{name}'")
`),
      "store.py": `import pymysql


class Store:
    def select(self, sql, args=None):
        with pymysql.connect().cursor() as cursor:
            cursor.execute(sql, args or ())
            return cursor.fetchall()
`,
    },
    after: {
      "app.py": `from store import Store

store = Store()


def handler(event, context):
    name = event["queryStringParameters"]["name"]
    return store.select("SELECT * FROM a WHERE name = %s", (name,))
`,
    },
  },
});
