// Query texts of SQL libraries of JavaScript. Values that are handed over apart are no sinks. Sources: README pages and API references of
// mysql, mysql2, pg, pg-promise, mssql, tedious, sqlite3, better-sqlite3, knex, sequelize, typeorm, prisma, drizzle-orm, oracledb.
import type { PatternSink, SinkRow, TextSink } from "./schema.ts";

const effect = "runs it as SQL";
const text = (argument: TextSink["argument"]): Omit<TextSink, "apis"> => ({
  kind: "text",
  class: "sql",
  argument,
  effect,
});

const first = text({ index: 0 });
/** `query(sql, values)` and `query({ sql, values })`. */
const sqlOrOptions = text({ index: 0, properties: ["sql", "text", "query"], orText: true });

/** Of knex, and of mappers that are built on it. */
const RAW_PARTS =
  /\.(raw|whereRaw|havingRaw|orderByRaw|groupByRaw|joinRaw|fromRaw|orWhereRaw|selectRaw|andWhereRaw|orHavingRaw|withRaw|columnRaw)$/;

export const SQL_SINKS: readonly SinkRow[] = [
  { ...first, apis: ["tedious.Request", "sqlstring.raw", "pg-format.string"] },
  { ...text({ index: 1 }), apis: ["msnodesqlv8.query", "msnodesqlv8.queryRaw"] },
  {
    ...text({ index: 0 }),
    apis: [
      "sequelize.literal",
      "sequelize.Sequelize.literal",
      "drizzle-orm.sql.raw",
      "@prisma/client.Prisma.raw",
      "kysely.sql.raw",
      "slonik.sql.unsafe",
      "sql-template-tag.raw",
      "@databases/sql.__dangerous__rawValue",
    ],
  },
];

export const SQL_PATTERNS: readonly PatternSink[] = [
  {
    modules: [
      "mysql",
      "mysql2",
      "mysql2/promise",
      "promise-mysql",
      "serverless-mysql",
      "mariadb",
      "mysql2/promise.js",
      "data-api-client",
    ],
    rest: /\.(query|execute|prepare|batch)$/,
    row: sqlOrOptions,
  },
  {
    modules: [
      "pg",
      "pg-pool",
      "pg-native",
      "serverless-postgres",
      "serverless-pg",
      "@neondatabase/serverless",
      "@vercel/postgres",
      "pg-cursor",
    ],
    rest: /\.(query|querySync|execute|unsafe)$|\.Query$/,
    row: sqlOrOptions,
  },
  {
    modules: ["pg-promise"],
    rest: /\.(query|none|one|oneOrNone|many|manyOrNone|any|result|multi|multiResult|each|map|stream|func|proc)$/,
    row: sqlOrOptions,
  },
  { modules: ["postgres"], rest: /^\(\)\.unsafe$/, row: first },
  { modules: ["mssql", "mssql/msnodesqlv8"], rest: /\.(query|batch|prepare)$/, row: first },
  {
    modules: ["sqlite3", "sqlite", "better-sqlite3", "libsql", "@libsql/client", "node:sqlite", "sqlite-async"],
    // What a prepared statement is run with are its values.
    rest: /\.(run|get|all|each|exec|prepare|execute|batch|query)$/,
    unless: /\.prepare\(\)/,
    row: sqlOrOptions,
  },
  {
    modules: [
      "oracledb",
      "snowflake-sdk",
      "ibm_db",
      "odbc",
      "pg-query-stream",
      "clickhouse",
      "@clickhouse/client",
      "@databricks/sql",
    ],
    rest: /\.(execute|executeMany|query|querySync|command|executeStatement)$/,
    row: text({ index: 0, properties: ["sqlText", "query", "sql"], orText: true }),
  },
  {
    modules: ["knex"],
    rest: RAW_PARTS,
    row: first,
  },
  { modules: ["sequelize", "sequelize-typescript"], rest: /\.(query|literal)$/, row: sqlOrOptions },
  {
    modules: ["typeorm"],
    rest: /\.(query|where|andWhere|orWhere|having|andHaving|orHaving|addSelect|leftJoinAndSelect|innerJoinAndSelect|leftJoin|innerJoin|orderBy|addOrderBy|groupBy|addGroupBy|setQueryText)$/,
    row: first,
  },
  { modules: ["@prisma/client", "prisma"], rest: /\.\$(queryRawUnsafe|executeRawUnsafe)$/, row: first },
  {
    modules: ["@google-cloud/bigquery", "@google-cloud/spanner"],
    rest: /\.(query|createQueryJob|run|runStream|executeSql)$/,
    row: sqlOrOptions,
  },
  {
    modules: ["objection", "mikro-orm", "@mikro-orm/core", "@mikro-orm/knex", "bookshelf"],
    rest: new RegExp(`${RAW_PARTS.source}|\\.execute$`),
    row: first,
  },
];
