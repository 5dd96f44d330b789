// Query texts of SQL libraries of Python. Parameters that are handed over apart are no sinks. Sources: PEP 249; documentation of psycopg, PyMySQL,
// MySQL Connector/Python, sqlite3, pyodbc, pymssql, asyncpg, aiomysql, aiopg, SQLAlchemy, Django, peewee, records, pandas, awswrangler.
import type { PatternSink, SinkRow, TextSink } from "./schema.ts";

const effect = "runs it as SQL";
const text = (argument: TextSink["argument"]): Omit<TextSink, "apis"> => ({
  kind: "text",
  class: "sql",
  argument,
  effect,
});
const first = text({ index: 0, keyword: "sql" });

export const PYTHON_SQL: readonly SinkRow[] = [
  { ...first, apis: ["pandas.read_sql", "pandas.read_sql_query", "polars.read_database", "pandas.io.sql.read_sql"] },
  { ...first, apis: ["awswrangler.athena.read_sql_query", "awswrangler.athena.start_query_execution"] },
  {
    ...text({ index: 0, keyword: "text" }),
    apis: ["sqlalchemy.text", "sqlalchemy.sql.text", "sqlalchemy.sql.expression.text"],
  },
  {
    ...text({ index: 0 }),
    apis: [
      "sqlalchemy.literal_column",
      "sqlalchemy.sql.literal_column",
      "django.db.models.expressions.RawSQL",
      "peewee.SQL",
      "peewee.RawQuery",
      "psycopg2.sql.SQL",
      "psycopg.sql.SQL",
      "psycopg2.extensions.AsIs",
    ],
  },
];

const DB_API = [
  "psycopg2",
  "psycopg",
  "psycopg3",
  "psycopg2cffi",
  "aws_psycopg2",
  "pymysql",
  "MySQLdb",
  "mysql",
  "sqlite3",
  "pysqlite2",
  "pymssql",
  "pyodbc",
  "pypyodbc",
  "cx_Oracle",
  "oracledb",
  "redshift_connector",
  "snowflake",
  "pyathena",
  "duckdb",
  "pg8000",
  "pgdb",
  "ibm_db",
  "ibm_db_dbi",
  "mariadb",
  "aiomysql",
  "aiopg",
  "aiosqlite",
  "databases",
  "trino",
  "prestodb",
  "clickhouse_driver",
  "apsw",
  "phoenixdb",
  "jaydebeapi",
  "turbodbc",
];

export const PYTHON_SQL_PATTERNS: readonly PatternSink[] = [
  {
    modules: DB_API,
    rest: /\.(execute|executemany|executescript|execute_async|callproc|run|query|copy_expert|mogrify|sql|fetch_all|fetch_one|fetch_val|iterate|execute_iter)$/,
    row: text({ index: 0, keyword: "query" }),
  },
  {
    modules: ["asyncpg"],
    rest: /\.(execute|executemany|fetch|fetchrow|fetchval|prepare|cursor)$/,
    row: text({ index: 0, keyword: "query" }),
  },
  {
    modules: ["sqlalchemy", "flask_sqlalchemy", "sqlmodel", "records", "dataset", "pony", "web"],
    rest: /\.(execute|exec_driver_sql|scalar|scalars|query|query_file|raw|from_statement|select_by_sql|exec|stream)$/,
    row: text({ index: 0, keyword: "statement" }),
  },
  {
    modules: ["pony"],
    rest: /\.Database\(\)\.(select|get|exists|execute)$/,
    row: text({ index: 0, keyword: "sql" }),
  },
  {
    modules: ["django"],
    rest: /\.(connection(s\[\])?\.cursor\(\)\.(execute|executemany)|objects\.(raw|extra))$/,
    row: text({ index: 0 }),
  },
  ...["where", "select", "tables", "order_by"].map((keyword): PatternSink => ({
    modules: ["django"],
    rest: /\.objects\.(\w+\(\)\.)*extra$/,
    row: text({ index: 9, keyword }),
  })),
  {
    modules: ["peewee"],
    rest: /\.(raw|execute_sql)$/,
    row: text({ index: 0 }),
  },
  {
    modules: ["google"],
    rest: /\.cloud\.(bigquery|spanner).*\.(query|execute_sql|execute_update|query_and_wait)$/,
    row: text({ index: 0 }),
  },
];

/** Methods that take a query text, whatever has them: they count where the text around the value reads like SQL. */
export const QUERY_METHODS: ReadonlySet<string> = new Set(
  "execute executemany executescript execute_sql exec_driver_sql raw query fetch fetchrow fetchval fetch_all fetch_one fetchAll fetchOne run all get each select run_query runQuery execute_query executeQuery query_db db_query sql_query run_sql exec_sql queryRaw queryAsync read_sql read_sql_query".split(
    " ",
  ),
);
