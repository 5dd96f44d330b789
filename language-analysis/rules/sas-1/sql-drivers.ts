// How drivers and mappers take the values of a query, by the API that runs it. Sources: node-postgres, "Queries"; README pages of mysql, mysql2,
// serverless-mysql, sqlite3, pg-promise, postgres, asyncpg; knex, "Raw"; Sequelize, "Raw Queries"; Prisma, "Raw queries"; drizzle-orm and Kysely, "sql";
// PEP 249 and the documentation of Python's drivers ("paramstyle"); SQLAlchemy, "TextClause.bindparams"; Django, "Performing raw SQL queries".
import type { ProgramModule } from "../../model/program.ts";

export interface Driver {
  /** By the value's place from zero. */
  readonly placeholder: (index: number) => string;
  /**
   * The values are a list behind the text, further arguments, the option `replacements`, bound to the text by their names, or stand in a
   * tagged template.
   */
  readonly form: "list" | "arguments" | "replacements" | "bound" | "tag";
}

const numbered = (sign: string) => (index: number) => `${sign}${index + 1}`;
const same = (sign: string) => () => sign;
const DOLLAR: Driver = { placeholder: numbered("$"), form: "list" };
const QUESTION: Driver = { placeholder: same("?"), form: "list" };
const PERCENT: Driver = { placeholder: same("%s"), form: "list" };
const TAG: Driver = { placeholder: same("\u0000"), form: "tag" };

/** The first that matches counts. */
const DRIVERS: readonly (readonly [api: RegExp, driver: Driver | undefined])[] = [
  [/^(pg|pg-pool|@neondatabase\/serverless|@vercel\/postgres|serverless-postgres)\b.*\.query$/, DOLLAR],
  [/^pg-promise\b.*\.(none|one|oneOrNone|many|manyOrNone|any|query)$/, DOLLAR],
  [/^(mysql|mysql2(\/promise)?|serverless-mysql|promise-mysql)\b.*\.(query|execute)$/, QUESTION],
  [/^(sqlite3|sqlite)\b.*\.(run|get|all|each)$/, QUESTION],
  [/^knex\b.*\.(raw|\w+Raw)$/, QUESTION],
  [/^objection\.Model\.\w+.*\.\w+Raw$/, QUESTION],
  [/^sequelize(-typescript)?\b.*\.query$/, { placeholder: same("?"), form: "replacements" }],
  [/^@prisma\/client\b.*\.\$(query|execute)RawUnsafe$/, TAG],
  [/^(drizzle-orm|kysely)\.sql\.raw$/, TAG],
  [/^postgres\.unsafe$/, TAG],
  [
    /^(psycopg2?|psycopg3|pymysql|MySQLdb|mysql\.connector|pymssql|aiomysql|aiopg|aws_psycopg2|redshift_connector|pg8000|mariadb|snowflake\.connector|django\.db)\b.*\.execute$/,
    PERCENT,
  ],
  [/^(sqlite3|pyodbc|aiosqlite|pypyodbc|apsw|duckdb)\b.*\.execute$/, QUESTION],
  [/^(oracledb|cx_Oracle)\b.*\.execute$/, { placeholder: numbered(":"), form: "list" }],
  [/^asyncpg\b.*\.(execute|fetch|fetchrow|fetchval)$/, { placeholder: numbered("$"), form: "arguments" }],
  [/^sqlalchemy(\.sql(\.expression)?)?\.text$/, { placeholder: numbered(":p"), form: "bound" }],
];

/** Where the API is known by its method alone: by the only database library that the module imports. */
const IMPORTED: readonly (readonly [module: RegExp, driver: Driver])[] = [
  [/^(?:pg|pg-pool|@neondatabase\/serverless|@vercel\/postgres)$/, DOLLAR],
  [/^(?:mysql|mysql2(?:\/promise)?|serverless-mysql|promise-mysql|sqlite3|sqlite)$/, QUESTION],
  [
    /^(psycopg2?|psycopg3|pymysql|MySQLdb|mysql(\.connector)?|pymssql|aiomysql|aiopg|aws_psycopg2|redshift_connector|mariadb)(\.|$)/,
    PERCENT,
  ],
  [/^(pyodbc|aiosqlite|pypyodbc|apsw|duckdb)(\.|$)/, QUESTION],
  [/^sqlite3$/, QUESTION],
];
const OTHERS =
  /^(sqlalchemy|peewee|pony|django|tortoise|asyncpg|oracledb|cx_Oracle|snowflake|pyathena|boto3|aioboto3|records|databases|knex|sequelize|typeorm|drizzle-orm|kysely|@prisma\/client|postgres|pg-promise|mssql|tedious|better-sqlite3|slonik|objection|@aws-sdk|aws-sdk)\b/;

/** Undefined when it is not known for certain. `api` as the path names it, `module` is the one that calls it. */
export function driverFor(api: string, { imports, language }: ProgramModule): Driver | undefined {
  const known = DRIVERS.find(([pattern]) => pattern.test(api));
  if (known) return known[1];
  const isLibrary = imports.some(({ module }) => api.startsWith(`${module.replace(/^\.+/, "")}.`));
  if (isLibrary || imports.some(({ module }) => OTHERS.test(module))) return undefined;
  const rows = IMPORTED.filter(
    ([pattern, driver]) =>
      (driver === PERCENT || language !== "python" || driver === QUESTION) &&
      imports.some(({ module }) => pattern.test(module)),
  );
  const drivers = new Set(rows.map(([, driver]) => driver));
  return drivers.size === 1 ? rows[0]?.[1] : undefined;
}
