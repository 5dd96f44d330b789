// Each driver takes values in its own way; where no parameter can stand, or the driver is not known, there is no edit.
import { sqlInjection } from "../../../language-analysis/rules/sas-1/sql-injection.ts";
import type { FixCase } from "../fix-table.ts";
import { javaScriptApp, pythonApp } from "../code-app.ts";
import { fixTable } from "../fix-table.ts";

const script = (head: string, before: string, after?: string): FixCase => {
  const text = (line: string) =>
    `${head}\nexports.handler = async (event) => {\n  const { name, id } = event.queryStringParameters;\n  return ${line};\n};\n`;
  return { files: javaScriptApp(text(before)), ...(after !== undefined && { after: { "app.js": text(after) } }) };
};
const python = (head: string, before: string, after?: string): FixCase => {
  const text = (line: string) =>
    `${head}\n\n\ndef handler(event, context):\n    name = event["queryStringParameters"]["name"]\n    return ${line}\n`;
  return { files: pythonApp(text(before)), ...(after !== undefined && { after: { "app.py": text(after) } }) };
};

const pg = `const { Pool } = require("pg");\nconst pool = new Pool();`;
const mysql = `const mysql = require("mysql2");\nconst pool = mysql.createPool({});`;
const knex = `const knex = require("knex")({ client: "pg" });`;
const sequelize = `const { Sequelize } = require("sequelize");\nconst db = new Sequelize("x");`;
const prisma = `const { PrismaClient } = require("@prisma/client");\nconst db = new PrismaClient();`;
const drizzle = `const { drizzle } = require("drizzle-orm/node-postgres");\nconst { sql } = require("drizzle-orm");\nconst { Pool } = require("pg");\nconst db = drizzle(new Pool());`;
const postgres = `const sql = require("postgres")("x");`;

fixTable(sqlInjection, {
  "a pattern keeps its percent signs": script(
    pg,
    "pool.query(`SELECT * FROM a WHERE name LIKE '%${name}%'`)",
    'pool.query("SELECT * FROM a WHERE name LIKE $1", [`%${name}%`])',
  ),
  "a pattern in a sum": script(
    mysql,
    `pool.query("SELECT * FROM a WHERE name LIKE '" + name + "%' AND id = " + id)`,
    'pool.query("SELECT * FROM a WHERE name LIKE ? AND id = ?", [`${name}%`, id])',
  ),
  "none for what may be a whole list": script(mysql, "pool.query(`SELECT * FROM a WHERE id IN (${id})`)"),
  "none for a column behind a comma": script(pg, "pool.query(`SELECT * FROM a ORDER BY id, ${name}`)"),
  "none for an argument of a function": script(pg, "pool.query(`SELECT SUM(${name}) FROM a`)"),
  "none for a condition": script(pg, "pool.query(`SELECT * FROM a WHERE id = 1 AND ${name}`)"),
  "none for a limit": script(mysql, "pool.query(`SELECT * FROM a LIMIT ${id}`)"),
  "two values of a list": script(
    mysql,
    "pool.query(`INSERT INTO a (x, y) VALUES ('${name}', ${id})`)",
    'pool.query("INSERT INTO a (x, y) VALUES (?, ?)", [name, id])',
  ),
  "bindings of knex": script(
    knex,
    "knex.raw(`SELECT * FROM a WHERE name = '${name}'`)",
    'knex.raw("SELECT * FROM a WHERE name = ?", [name])',
  ),
  "replacements of Sequelize": script(
    sequelize,
    "db.query(`SELECT * FROM a WHERE name = '${name}'`)",
    'db.query("SELECT * FROM a WHERE name = ?", { replacements: [name] })',
  ),
  "replacements beside other options": script(
    sequelize,
    "db.query(`SELECT * FROM a WHERE name = '${name}'`, { raw: true })",
    'db.query("SELECT * FROM a WHERE name = ?", { replacements: [name], raw: true })',
  ),
  "a template of Prisma": script(
    prisma,
    "db.$queryRawUnsafe(`SELECT * FROM a WHERE name = '${name}' AND id = ${id}`)",
    "db.$queryRaw`SELECT * FROM a WHERE name = ${name} AND id = ${id}`",
  ),
  "a template of drizzle": script(
    drizzle,
    `db.execute(sql.raw("SELECT * FROM a WHERE name = '" + name + "'"))`,
    "db.execute(sql`SELECT * FROM a WHERE name = ${name}`)",
  ),
  "a template of postgres.js": script(
    postgres,
    "sql.unsafe(`SELECT * FROM a WHERE name LIKE '%${name}%'`)",
    "sql`SELECT * FROM a WHERE name LIKE ${`%${name}%`}`",
  ),
  "none for a table in a template": script(drizzle, "db.execute(sql.raw(`SELECT * FROM ${name}`))"),
});

const alchemy = `from sqlalchemy import create_engine, text\n\nengine = create_engine("x")`;

fixTable(sqlInjection, {
  "values bound to a text of SQLAlchemy": python(
    alchemy,
    `engine.connect().execute(text(f"SELECT * FROM a WHERE name = '{name}'")).all()`,
    `engine.connect().execute(text("SELECT * FROM a WHERE name = :p1").bindparams(p1=name)).all()`,
  ),
  "further arguments of asyncpg": python(
    `import asyncpg`,
    `asyncpg.connect("x").fetch("SELECT * FROM a WHERE name = '" + name + "'")`,
    `asyncpg.connect("x").fetch("SELECT * FROM a WHERE name = $1", name)`,
  ),
  "places of Oracle": python(
    `import oracledb`,
    `oracledb.connect().cursor().execute("SELECT * FROM a WHERE name = '{}'".format(name))`,
    `oracledb.connect().cursor().execute("SELECT * FROM a WHERE name = :1", (name,))`,
  ),
  "a pattern in Python": python(
    `import psycopg2`,
    `psycopg2.connect("").cursor().execute(f"SELECT * FROM a WHERE name ILIKE '%{name}%'")`,
    `psycopg2.connect("").cursor().execute("SELECT * FROM a WHERE name ILIKE %s", (f"%{name}%",))`,
  ),
  "a cursor of Django": python(
    `from django.db import connection`,
    `connection.cursor().execute("SELECT * FROM a WHERE name = '%s'" % name)`,
    `connection.cursor().execute("SELECT * FROM a WHERE name = %s", (name,))`,
  ),
  "none for a mapper that takes them otherwise, whatever else is imported": python(
    `import pymssql\nfrom pony.orm import Database\n\ndb = Database()`,
    `db.select("SELECT name FROM a WHERE name = '" + name + "'")`,
  ),
  "none for a script, which takes no values": python(
    `import sqlite3`,
    `sqlite3.connect("x").executescript("DELETE FROM a WHERE name = '%s'" % name)`,
  ),
});
