import { sqlInjection } from "../../../language-analysis/rules/sas-1/sql-injection.ts";
import { fixTable } from "../fix-table.ts";

const app = (driver: string, query: string) => ({
  "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Find:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.12
      Events: { Find: { Type: HttpApi, Properties: { Path: /find, Method: get } } }
`,
  "app.py": code(driver, query),
});

const code = (driver: string, query: string): string => `import ${driver}

def handler(event, context):
    name = event["queryStringParameters"]["name"]
    cursor = ${driver}.connect("").cursor()
    ${query}
    return {"rows": len(cursor.fetchall())}
`;

const fixed = (driver: string, before: string, after: string) => ({
  files: app(driver, before),
  after: { "app.py": code(driver, after) },
});

fixTable(sqlInjection, {
  "percent format": fixed(
    "pymysql",
    `cursor.execute("SELECT * FROM t WHERE name = '%s'" % name)`,
    `cursor.execute("SELECT * FROM t WHERE name = %s", (name,))`,
  ),
  "f-string, another driver": fixed(
    "sqlite3",
    `cursor.execute(f"SELECT * FROM t WHERE name = '{name}' AND open = 1")`,
    `cursor.execute("SELECT * FROM t WHERE name = ? AND open = 1", (name,))`,
  ),
  sum: fixed(
    "psycopg2",
    `cursor.execute("SELECT * FROM t WHERE name = '" + name + "'")`,
    `cursor.execute("SELECT * FROM t WHERE name = %s", (name,))`,
  ),
  "format with two values": fixed(
    "psycopg2",
    `cursor.execute("INSERT INTO t (a, b) VALUES ({}, {})".format(name, name))`,
    `cursor.execute("INSERT INTO t (a, b) VALUES (%s, %s)", (name, name,))`,
  ),
  "text in a variable": fixed(
    "pymysql",
    `sql = "DELETE FROM t WHERE name = '{}'".format(name)
    cursor.execute(sql)`,
    `sql = "DELETE FROM t WHERE name = %s"
    cursor.execute(sql, (name,))`,
  ),
  "the name of a table is no value": { files: app("pymysql", `cursor.execute("SELECT * FROM " + name)`) },
  "part of a pattern": fixed(
    "pymysql",
    `cursor.execute(f"SELECT * FROM t WHERE name LIKE '%{name}%'")`,
    `cursor.execute("SELECT * FROM t WHERE name LIKE %s", (f"%{name}%",))`,
  ),
});
