// What the tables say of libraries, on one small handler for each family. `//! sql` or `#! sql` behind a line says that a sink of this
// class is reached there; whatever has no mark must be silent.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { SinkClass } from "../../language-analysis/model/taint.ts";
import { analyseFiles } from "../rules/analyse-files.ts";

const SILENT: ReadonlySet<SinkClass> = new Set([
  "response",
  "log",
  "work",
  "regex",
  "flow-control",
  "lookup",
  "record",
  "object-key",
]);

const template = (runtime: string): string => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Probe:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: ${runtime}
      Handler: app.handler
      FunctionUrlConfig: { AuthType: NONE }
`;

function marksOf(text: string): string[] {
  return text.split("\n").flatMap((line, index) => {
    const [, sinkClass] = /(?:\/\/|#)! ([\w-]+)$/.exec(line) ?? [];
    return sinkClass === undefined ? [] : [`${index + 1} ${sinkClass}`];
  });
}

describe.each([
  ["javascript", "nodejs22.x"],
  ["python", "python3.13"],
])("libraries of %s", (language, runtime) => {
  const folder = new URL(`../fixtures/libraries/${language}/`, import.meta.url);
  test.each(readdirSync(folder).sort())("%s", (name) => {
    const text = readFileSync(new URL(name, folder), "utf8");
    const file = `app${name.slice(name.lastIndexOf("."))}`;
    const { context } = analyseFiles({ "template.yaml": template(runtime), [file]: text }, []);
    const found = context.taintPaths
      .filter(({ sink, source }) => !SILENT.has(sink.class) && source.kind === "event")
      .map(({ sink }) => `${sink.callAt.start.line + 1} ${sink.class}`);
    expect([...new Set(found)].sort()).toEqual(marksOf(text).sort());
  });
});
