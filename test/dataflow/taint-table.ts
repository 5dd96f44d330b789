// Code as text with marks: `^^^^ os-command event high` below the exact range of a sink's argument. What is not marked must not be found.
import { expect, test } from "vitest";
import { readCode } from "../../language-analysis/code/index.ts";
import { findTaintPaths } from "../../language-analysis/dataflow/index.ts";
import { AppGraph } from "../../language-analysis/graph/app-graph.ts";
import type { AppMap, MapEdge, MapNode, Trigger } from "../../language-analysis/model/app-map.ts";
import type { TaintModels } from "../../language-analysis/model/configuration.ts";
import type { CodeFile } from "../../language-analysis/model/code-facts.ts";
import { rangeOf } from "../../language-analysis/model/range.ts";
import type { TaintPath } from "../../language-analysis/model/taint.ts";
import type { Problem } from "../../language-analysis/model/problem.ts";
import { grammars } from "../rules/analyse-files.ts";

export interface Setting {
  readonly language: "js" | "ts" | "py";
  /** Absent: nothing triggers the function. */
  readonly triggers?: readonly Trigger[];
  readonly handler?: string;
  readonly authentication?: string;
  readonly classes?: readonly string[];
  /** Further files, by path. */
  readonly files?: Readonly<Record<string, string>>;
  readonly steps?: number;
  readonly models?: TaintModels;
}

export interface Flows {
  readonly paths: readonly TaintPath[];
  readonly problems: readonly Problem[];
}

export function flowsOf(source: string, setting: Setting): Flows {
  const main = `src/app.${setting.language}`;
  const code = new Map<string, CodeFile>();
  for (const [path, text] of Object.entries({ [main]: source, ...setting.files })) {
    const read = readCode(path, text, grammars);
    if (read.value) code.set(path, read.value);
  }
  const graph = new AppGraph(mapOf(main, code, setting));
  const limits = setting.steps === undefined ? undefined : { steps: setting.steps, depth: 24 };
  const { value, problems } = findTaintPaths(graph, code, limits, setting.models);
  return { paths: value, problems };
}

function mapOf(file: string, code: ReadonlyMap<string, CodeFile>, setting: Setting): AppMap {
  const at = rangeOf("template.yaml", [0, 0, 0, 0]);
  const base = {
    provider: "aws",
    service: "lambda",
    type: "",
    dialect: "sam",
    group: "template.yaml",
    at,
    nameAt: at,
  } as const;
  const wanted = setting.handler ?? "handler";
  const facts = code.get(file)?.facts;
  const entry =
    facts?.entryPoints?.find(({ name }) => name === wanted) ?? facts?.handlers.find(({ name }) => name === wanted);
  const handler = entry && {
    file,
    functionIndex: entry.functionIndex,
    at: rangeOf(file, entry.at),
    confidence: "high" as const,
  };
  const fn: MapNode = {
    ...base,
    id: "t#Fn",
    kind: "function",
    name: "Fn",
    logicalId: "Fn",
    properties: {},
    ...(handler && { handler }),
  };
  const nodes: MapNode[] = [
    fn,
    { ...base, id: "public", kind: "public", name: "internet", logicalId: "", properties: {} },
  ];
  const edges: MapEdge[] = [];
  const edge = (from: string, to: string, kind: MapEdge["kind"], trigger?: Trigger): MapEdge => ({
    id: `${from}|${kind}|${to}|${trigger ?? ""}`,
    from,
    to,
    kind,
    ...(trigger && { trigger }),
    evidence: [],
    confidence: "high",
  });
  for (const trigger of setting.triggers ?? []) {
    const isEndpoint = ["api", "url", "appsync", "alb"].includes(trigger);
    const kind = isEndpoint ? "endpoint" : trigger === "schedule" ? "schedule" : "channel";
    const authentication = { kind: "text", value: setting.authentication ?? "none", at } as const;
    nodes.push({
      ...base,
      id: `t#${trigger}`,
      kind,
      name: trigger,
      logicalId: trigger,
      properties: isEndpoint ? { authentication } : {},
    });
    edges.push(edge(`t#${trigger}`, fn.id, "triggers", trigger));
    if (isEndpoint) edges.push(edge("public", `t#${trigger}`, "connects"));
  }
  return { nodes, edges, statements: [] };
}

const MARK = /^\s*(?:\/\/|#)\s*(\^+)\s*(.*)$/;

/** One test a row: exactly the marked flows are found, at exactly those ranges. */
export function taintTable(setting: Setting, rows: Readonly<Record<string, string>>): void {
  const classes = setting.classes ?? ["os-command", "code", "response"];
  for (const [name, text] of Object.entries(rows)) {
    test(name, () => {
      const marked = marksOf(text, `src/app.${setting.language}`);
      const files = setting.files ?? {};
      const more = Object.entries(files).map(([path, source]) => [path, marksOf(source, path)] as const);
      const sources = Object.fromEntries(more.map(([path, { source }]) => [path, source]));
      const { paths } = flowsOf(marked.source, { ...setting, files: sources });
      const found = paths
        .filter(({ sink }) => classes.includes(sink.class))
        .map(({ sink, source, confidence }) => {
          const { start, end } = sink.at;
          return `${sink.at.file}:${start.line}:${start.character}-${end.character} ${sink.class} ${source.kind} ${confidence} ${source.path}`.trim();
        });
      const expected = [...marked.marks, ...more.flatMap(([, { marks }]) => marks)];
      expect(found.sort()).toEqual(expected.sort());
    });
  }
}

function marksOf(text: string, file: string): { readonly source: string; readonly marks: string[] } {
  const lines: string[] = [];
  const marks: string[] = [];
  for (const line of text.split("\n")) {
    const mark = MARK.exec(line);
    if (!mark) {
      lines.push(line);
      continue;
    }
    const start = line.indexOf("^");
    const end = start + (mark[1] ?? "").length;
    marks.push(`${file}:${lines.length - 1}:${start}-${end} ${mark[2] ?? ""}`.trim());
  }
  return { source: lines.join("\n"), marks };
}
