// Other checkers' ideas of a weakness, judged as they judge them. Where we differ on purpose: docs/decisions/0004-other-checkers.md.
import { describe, expect, test } from "vitest";
import { RULES } from "../../language-analysis/rules/index.ts";
import { analyseFiles } from "./analyse-files.ts";
import { CHANNEL_ROWS } from "./other-checkers/channels.ts";
import { ENDPOINT_ROWS } from "./other-checkers/endpoints.ts";
import { FRONT_DOOR_ROWS } from "./other-checkers/front-doors.ts";
import { JOB_ROWS } from "./other-checkers/jobs-and-images.ts";
import { NETWORK_ROWS } from "./other-checkers/networks.ts";
import { POLICY_ROWS } from "./other-checkers/policies.ts";
import { templateOf, type Properties, type Row } from "./other-checkers/row.ts";
import { SECRET_ROWS } from "./other-checkers/secrets.ts";
import { STORE_ROWS } from "./other-checkers/stores.ts";

const ROWS = [...STORE_ROWS, ...CHANNEL_ROWS, ...ENDPOINT_ROWS, ...FRONT_DOOR_ROWS, ...JOB_ROWS, ...POLICY_ROWS, ...NETWORK_ROWS, ...SECRET_ROWS];

describe("judges as other checkers do", () => {
  test.each(ROWS.map((row) => [`${row.checks}: ${row.type}`, row] as const))("%s", (_, row) => {
    expect(row.fails.filter((properties) => !reports(row, properties))).toEqual([]);
    expect(row.passes.filter((properties) => reports(row, properties))).toEqual([]);
  });
});

function reports(row: Row, properties: Properties): boolean {
  const rules = RULES.filter(({ id }) => id === row.rule);
  return analyseFiles({ "template.json": templateOf(row, properties) }, rules).findings.length > 0;
}
