// What the parts of a map are judged to have is what the whole map is judged to have.
import { expect, test } from "vitest";
import { findPartFlows } from "../../language-analysis/dataflow/index.ts";
import { partsOf } from "../../language-analysis/graph/map-parts.ts";
import { Modules } from "../../language-analysis/graph/modules.ts";
import { judge, judgeParts } from "../../language-analysis/rules/run.ts";
import { analyseFiles } from "./analyse-files.ts";
import { readFixture } from "./read-fixture.ts";

const FIXTURES = ["bad-input", "cross-function", "online-shop", "seed-examples", "two-folders"];

const files = FIXTURES.flatMap((name) =>
  Object.entries(readFixture(name)).map(([file, text]) => [`${name}/${file}`, text] as const),
);
// No function runs it, and it is reported all the same.
const unused = 'const jwt = require("jsonwebtoken");\njwt.verify(read(), null, { algorithms: ["none"] });\n';
const { context, findings } = analyseFiles({ ...Object.fromEntries(files), "lib/unused.js": unused });
const parts = partsOf(context.graph.map, new Modules(context.code));
const flows = findPartFlows(parts, undefined);

test("all fixtures together have the same findings, part by part", () => {
  expect(findings.length).toBeGreaterThan(50);
  expect(findings.map(({ at }) => at.file)).toContain("lib/unused.js");
  expect(parts.length).toBeGreaterThan(5);
  expect(judgeParts(context, flows, undefined)).toEqual(judge(context));
});

test("every node, edge and statement is in one part; only the internet is in several", () => {
  const { map } = context.graph;
  const ids = parts.flatMap(({ graph }) => graph.nodes()).filter(({ kind }) => kind !== "public");
  expect(ids.map(({ id }) => id).sort()).toEqual(
    map.nodes.flatMap(({ id, kind }) => (kind === "public" ? [] : [id])).sort(),
  );
  expect(parts.flatMap(({ graph }) => graph.map.edges).length).toBe(map.edges.length);
  expect(parts.flatMap(({ graph }) => graph.map.statements).length).toBe(map.statements.length);
  expect(parts.flatMap(({ graph }) => graph.settings()).length).toBe(context.graph.settings().length);
});
