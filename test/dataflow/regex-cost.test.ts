import { describe, expect, test } from "vitest";
import { isSuperLinear } from "../../language-analysis/dataflow/models/regex-cost.ts";
import { appTable } from "./app-table.ts";

test.each([
  "^(a+)+$",
  "^([a-z]+)+-\\d+$",
  "(\\w+\\s?)*$",
  "^(\\d+)*x",
  "([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*@x",
  "(a|a)*b",
  "(\\w|\\d)+$",
  "(.*,)*x",
  "^(?:(?:a*)b?)+$",
  "(x+x+)+y",
  "^(([a-z])+.)+[A-Z]([a-z])+$",
])("%s takes exponential time", (source) => expect(isSuperLinear(source)).toBe(true));

test.each([
  "^[a-z]+$",
  "^([a-z]+-)*[a-z]+$",
  "^(\\d{3})+$",
  "^(foo|bar)+$",
  "^\\w+@\\w+\\.\\w+$",
  "(a+)(b+)",
  "^([a-z]+\\.)+com$",
  "^(\\d+,)*\\d+$",
  "(?:a{1,3})+",
  "(ab)+",
  "^#([0-9a-f]{3}){1,2}$",
  "(a+)+(?{x})",
])("%s does not", (source) => expect(isSuperLinear(source)).toBe(false));

describe("every function and method of Python that looks through a text", () => {
  appTable("py", {
    functions: `
# api (app.handler): regex body.a, regex body.b, regex body.c, regex body.d
import json, re
def handler(event, context):
    body = json.loads(event["body"])
    re.search(r"^(a+)+$", body["a"])
    re.findall(r"(a+)+$", body["b"])
    re.sub(r"(a+)+$", body["x"], body["c"])
    re.split(r"(a+)+$", body["d"])
    re.findall(r"a+$", body["e"])`,
    methods: `
# api (app.handler): regex body.a, regex body.b, regex body.c
import json, re
SLOW = re.compile(r"^(a+)+$")
def handler(event, context):
    body = json.loads(event["body"])
    SLOW.fullmatch(body["a"])
    SLOW.finditer(body["b"])
    SLOW.sub(body["x"], body["c"])
    re.compile(r"^a+$").fullmatch(body["d"])`,
  });
});
