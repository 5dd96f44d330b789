// Every row of every table is exercised: a program is made of it, and what the row says must happen.
import { describe, expect, test } from "vitest";
import { AWS_SINKS } from "../../language-analysis/dataflow/tables/aws-sinks.ts";
import {
  JAVASCRIPT_SINK_PATTERNS,
  JAVASCRIPT_SINKS,
} from "../../language-analysis/dataflow/tables/javascript-sinks.ts";
import { PYTHON_SINK_PATTERNS, PYTHON_SINKS } from "../../language-analysis/dataflow/tables/python-sinks.ts";
import { CONVERSIONS } from "../../language-analysis/dataflow/tables/conversions.ts";
import { EVENT_SHAPES } from "../../language-analysis/dataflow/tables/event-shapes.ts";
import { VALIDATORS } from "../../language-analysis/dataflow/tables/validators.ts";
import type { Trigger } from "../../language-analysis/model/app-map.ts";
import type { SinkClass } from "../../language-analysis/model/taint.ts";
import type { FlowRow, PatternSink, SinkRow } from "../../language-analysis/dataflow/tables/schema.ts";
import { awsProbesOf, examplesOf, expressionOf, probeOf, probesOf, programOf, type Probe } from "./table-programs.ts";
import { flowsOf } from "./taint-table.ts";

/** Names of libraries and functions of Python in tables that both languages share. */
const PYTHON =
  /^(builtins|importlib|runpy|imp|code|numexpr|re|time|asyncio|traceback|json\.(loads|load|dumps)|pprint|jsonpickle|logging|loguru|structlog|aws_lambda_powertools)\b/;

const AT_ONCE = 60;

/** Probes whose API does not tell of a flow. */
function silent(language: "js" | "py", probes: readonly Probe[]): readonly string[] {
  const missed: string[] = [];
  for (let start = 0; start < probes.length; start += AT_ONCE) {
    const some = probes.slice(start, start + AT_ONCE);
    const { text, firstLine } = programOf(language, some);
    const { paths } = flowsOf(text, { language, triggers: ["api"] });
    some.forEach((probe, index) => {
      const line = firstLine + index;
      const isFound = paths.some(({ sink }) => sink.class === probe.class && sink.callAt.start.line === line);
      if (!isFound) missed.push(`${probe.api} (${probe.class}): ${probe.statement}`);
    });
  }
  return missed;
}

function patternProbes(language: "js" | "py", { modules, rest, row }: PatternSink): readonly Probe[] {
  const examples = examplesOf(rest);
  return modules.flatMap((module) =>
    // What is not said to be the beginning is a method of some object of the library.
    examples.map((example) =>
      probeOf(language, `${module}${rest.source.startsWith("^") ? "" : ".x()"}${example}`, row),
    ),
  );
}

function isFor(language: "js" | "py", api: string): boolean {
  return PYTHON.test(api) === (language === "py");
}

describe("sinks fire", () => {
  const rows: readonly (readonly ["js" | "py", readonly SinkRow[], readonly PatternSink[]])[] = [
    ["js", JAVASCRIPT_SINKS, JAVASCRIPT_SINK_PATTERNS],
    ["py", PYTHON_SINKS, PYTHON_SINK_PATTERNS],
  ];

  test("every row names an API", () => {
    for (const [, sinks] of rows) expect(sinks.filter(({ apis }) => apis.length === 0)).toEqual([]);
  });

  test.each(rows)("%s: functions of libraries", (language, sinks) => {
    const probes = sinks.flatMap((row) => probesOf(language, row));
    const shared = language === "py" ? JAVASCRIPT_SINKS.flatMap((row) => probesOf("py", row)) : [];
    const asked = [...probes, ...shared].filter(({ api }) => sinks !== JAVASCRIPT_SINKS || isFor("js", api));
    expect(
      silent(language, [...asked.filter(({ api }) => !shared.some((one) => one.api === api) || isFor("py", api))]),
    ).toEqual([]);
  });

  test.each(rows)("%s: methods of libraries", (language, _sinks, patterns) => {
    const probes = patterns.flatMap((pattern) => patternProbes(language, pattern));
    expect(
      silent(
        language,
        probes.filter(({ api }) => language === "py" || isFor("js", api)),
      ),
    ).toEqual([]);
  });

  test.each(["js", "py"] as const)("%s: operations of AWS", (language) => {
    expect(
      silent(
        language,
        AWS_SINKS.flatMap((row) => awsProbesOf(language, row)),
      ),
    ).toEqual([]);
  });
});

const IS_PYTHON_ROW =
  /^(builtins|json|base64|urllib|urlparse|cgi|os|gzip|zlib\.(decompress|crc32)|bz2|lzma|io|csv|xmltodict|yaml\.safe_load|textwrap|html\.|ast|string|re\.|email|binascii|codecs|flask|fastapi|django|sqlalchemy|psycopg|peewee|copy|functools|asyncio|typing|hashlib|hmac|datetime|time|bson|decimal|fractions|ipaddress|math|random|secrets|statistics|calendar|bcrypt\.hashpw|dateutil|mimetypes|imghdr|traceback|shlex|pipes|requests|six|xml|markupsafe|bleach|nh3|pymysql|MySQLdb|mysql\.connector|sqlparse|chalice|aws_lambda_powertools|boto3|dynamodb_json|pathlib|ntpath|posixpath|werkzeug|pathvalidate)\b/;

/** `sink(convert(event data))` for each function, with the classes that reach the sink. */
function throughRow(language: "js" | "py", row: FlowRow): readonly string[] {
  const sinks = {
    js: [
      ["os-command", "cp.exec"],
      ["sql", "pg.Client().query"],
      ["path", "fs.readFileSync"],
    ],
    py: [
      ["os-command", "os.system"],
      ["sql", 'psycopg2.connect("").cursor().execute'],
      ["path", "open"],
    ],
  }[language];
  const head =
    language === "js"
      ? ['const cp = require("child_process");', 'const pg = require("pg");', 'const fs = require("fs");']
      : ["import psycopg2"];
  const wrong: string[] = [];
  for (const api of row.apis.map((one) => one.replace(/\.\*$/, ".anything"))) {
    if ((IS_PYTHON_ROW.test(api) && !/^[\w.]*[-/@]/.test(api)) !== (language === "py")) continue;
    const { expression, imports } = expressionOf(language, api.replace(/\(\)$/, ""));
    const call = api.endsWith("()") ? `${expression}(0)` : expression;
    const statements = sinks.map(([sinkClass, sink]) => ({
      api,
      class: sinkClass as SinkClass,
      statement: language === "js" ? `${sink}(${call}(data.x))` : `${sink}(${call}(data["x"]))`,
      imports: [...head, ...imports],
    }));
    const { text, firstLine } = programOf(language, statements);
    const { paths } = flowsOf(text, { language, triggers: ["api"] });
    statements.forEach((probe, index) => {
      const isFound = paths.some(
        ({ sink: { class: sinkClass, callAt } }) =>
          sinkClass === probe.class && callAt.start.line === firstLine + index && callAt.start.character <= 4,
      );
      const isExpected = (row.flow === "through" || row.flow === "same") && !row.protects?.includes(probe.class);
      if (isFound !== isExpected) wrong.push(`${probe.statement}: ${isFound ? "found" : "not found"}`);
    });
  }
  return wrong;
}

describe("conversions do what their rows say", () => {
  test.each(["js", "py"] as const)("%s", (language) => {
    expect(CONVERSIONS.flatMap((row) => throughRow(language, row))).toEqual([]);
  });

  test("validators prove what they are asked about", () => {
    const wrong = [...VALIDATORS].filter((api) => {
      const { expression, imports } = expressionOf("js", api);
      const text = `const cp = require("child_process");\n${imports.join("\n")}\nexports.handler = async (event) => { const { x } = JSON.parse(event.body); if (${expression}(x)) cp.exec(x); cp.exec("a " + x); };`;
      const { paths } = flowsOf(text, { language: "js", triggers: ["api"] });
      return paths.filter(({ sink }) => sink.class === "os-command").length !== 1;
    });
    expect(wrong).toEqual([]);
  });
});

describe("parts of events", () => {
  const rows = Object.entries(EVENT_SHAPES).flatMap(([trigger, shape]) =>
    shape === "none" ? [] : [[trigger as Trigger, shape] as const],
  );
  const access = (path: string): string =>
    path.split(".").reduce((text, name) => (name === "*" ? `${text}[0]` : `${text}[${JSON.stringify(name)}]`), "event");
  test.each(rows)("%s: what the sender chooses flows, what the platform fills in does not", (trigger, shape) => {
    const chosen = shape.chosen ?? ["anything"];
    const given = (shape.given ?? []).filter((path) => !path.endsWith("*"));
    const lines = [...chosen, ...given].map((path) => `  cp.exec(${access(path)});`);
    const text = ['const cp = require("child_process");', "exports.handler = async (event) => {", ...lines, "};"].join(
      "\n",
    );
    const { paths } = flowsOf(text, { language: "js", triggers: [trigger] });
    const found = paths.filter(({ sink }) => sink.class === "os-command").map(({ sink }) => sink.callAt.start.line - 2);
    expect(found).toEqual(chosen.map((_path, index) => index));
  });
});
