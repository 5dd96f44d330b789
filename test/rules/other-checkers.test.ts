// Other checkers' ideas of a weakness, judged as they judge them. Where we differ on purpose: docs/decisions/0004-other-checkers.md.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { RULES } from "../../language-analysis/rules/index.ts";
import { analyseFiles, type Files } from "./analyse-files.ts";
import { CHANNEL_ROWS } from "./other-checkers/channels.ts";
import { ENDPOINT_ROWS } from "./other-checkers/endpoints.ts";
import { FRONT_DOOR_ROWS } from "./other-checkers/front-doors.ts";
import { FUNCTION_ROWS } from "./other-checkers/functions.ts";
import { JOB_ROWS } from "./other-checkers/jobs-and-images.ts";
import { NETWORK_ROWS } from "./other-checkers/networks.ts";
import { POLICY_ROWS } from "./other-checkers/policies.ts";
import { templateOf, type Properties, type Row } from "./other-checkers/row.ts";
import { SECRET_ROWS } from "./other-checkers/secrets.ts";
import { SERVICE_ROWS } from "./other-checkers/services.ts";
import { STORE_ROWS } from "./other-checkers/stores.ts";

const ROWS = [
  ...STORE_ROWS,
  ...CHANNEL_ROWS,
  ...ENDPOINT_ROWS,
  ...FRONT_DOOR_ROWS,
  ...FUNCTION_ROWS,
  ...JOB_ROWS,
  ...POLICY_ROWS,
  ...NETWORK_ROWS,
  ...SECRET_ROWS,
];

describe("judges as other checkers do", () => {
  test.each(ROWS.map((row) => [`${row.checks}: ${row.type}`, row] as const))("%s", (_, row) => {
    const isReported = (properties: Properties): boolean =>
      reports(row, { "template.json": templateOf(row, properties) });
    expect(row.fails.filter((properties) => !isReported(properties))).toEqual([]);
    expect(row.passes.filter(isReported)).toEqual([]);
  });

  test.each(SERVICE_ROWS.map((row) => [row.checks, row] as const))("%s: serverless.yml", (_, row) => {
    const isReported = (text: string): boolean => reports(row, { "serverless.yml": text });
    expect(row.fails.filter((text) => !isReported(text))).toEqual([]);
    expect(row.passes.filter(isReported)).toEqual([]);
  });
});

test("docs/other-checkers.md names each check beside the rule that answers it", () => {
  const lines = readFileSync(new URL("../../docs/other-checkers.md", import.meta.url), "utf8").split("\n");
  for (const { rule, checks } of [...ROWS, ...SERVICE_ROWS]) {
    const listed = lines.find((line) => line.includes(`[${rule}]`))?.match(/\b(?:CKV2?_AWS|NAG)_\w+/g) ?? [];
    expect(listed, rule).toEqual(expect.arrayContaining(checks.split(" ")));
  }
});

function reports({ rule }: Pick<Row, "rule">, files: Files): boolean {
  const rules = RULES.filter(({ id }) => id === rule);
  return analyseFiles(files, rules).findings.length > 0;
}
