// A small result with everything a report can show, texts that try to break out included.
import type { AnalysisResult } from "../../language-analysis/model/analysis-result.ts";
import type { MapEdge, MapNode } from "../../language-analysis/model/app-map.ts";
import type { Finding } from "../../language-analysis/model/finding.ts";
import { say } from "../../language-analysis/model/message.ts";
import { rangeOf, type Span } from "../../language-analysis/model/range.ts";
import type { RuleInfo } from "../../language-analysis/model/rule-info.ts";
import type { ReportInput } from "../../language-analysis/views/report.ts";

export const HOSTILE = `<img src=x onerror="alert(1)"> | \`x\` [a](b) "quoted" \u001B[31m \\ end`;

const FILE = "my app/template.yaml";
const at = (...span: Span) => rangeOf(FILE, span);

export function node(id: string, more: Partial<MapNode> = {}): MapNode {
  const place = { at: at(4, 2, 9, 0), nameAt: at(4, 2, 4, 8) };
  const words = { kind: "function", provider: "aws", service: "lambda", dialect: "sam" } as const;
  return { id, name: id, logicalId: id, type: "", group: FILE, properties: {}, ...words, ...place, ...more };
}

export function edge(from: string, kind: MapEdge["kind"], to: string, more: Partial<MapEdge> = {}): MapEdge {
  const evidence = [{ kind: "declared", at: at(6, 4, 6, 10), label: "Events.Get" }] as const;
  return { id: `${from}|${kind}|${to}`, from, to, kind, evidence, confidence: "high", ...more };
}

const injection: Finding = {
  id: "f1",
  rule: "SAS-1/os-command-injection",
  severity: "critical",
  confidence: "high",
  message: say("The input reaches a shell in {0}.", HOSTILE),
  reasons: [say("A shell runs what it is given."), say("Anyone can call it.")],
  at: rangeOf("my app/src/app.js", [1, 4, 1, 9]),
  related: [{ at: at(6, 4, 6, 10), message: say("The endpoint") }],
  node: "Run",
  steps: [
    { at: rangeOf("my app/src/app.js", [0, 10, 0, 15]), message: say("The event arrives") },
    { at: rangeOf("my app/src/app.js", [1, 4, 1, 9]), message: say("reaches {0}", "execSync") },
  ],
  fixes: [
    {
      title: say("Run without a shell"),
      edits: [
        { at: rangeOf("my app/src/app.js", [1, 4, 1, 9]), newText: "execFileSync" },
        { at: at(7, 0, 7, 0), newText: "      Timeout: 3\n" },
      ],
    },
  ],
};

const wildcard: Finding = {
  ...injection,
  id: "f2",
  rule: "SAS-4/wildcard-action",
  severity: "medium",
  confidence: "low",
  message: say("Run may do everything."),
  at: at(8, 0, 8, 4),
  related: [],
  steps: [],
  fixes: [],
};

const rule = (id: Finding["rule"], title: string): RuleInfo => ({
  id,
  title,
  severity: "high",
  why: "Because.",
  mitigation: "Do the other thing.",
  source: "https://example.com/rule",
  snippets: [{ title: say("Safe"), language: "yaml", text: "a: 1\n" }],
});

/** A finding for each place, all of one cause. */
export const ROUTES: readonly Finding[] = (["high", "low", "high"] as const).map((severity, index) => ({
  ...wildcard,
  id: `route ${index}`,
  rule: "SAS-2/unauthenticated-endpoint",
  severity,
  message: say("Anyone can call route {0}.", index),
  at: at(20 + index, 0, 20 + index, 4),
  fixes: injection.fixes,
  cause: { key: "Api", message: say("Open routes of {0}", HOSTILE) },
}));

export const RESULT: AnalysisResult = {
  revision: 3,
  map: {
    nodes: [
      node("Run", {
        name: HOSTILE,
        properties: {
          runtime: { kind: "text", value: "nodejs22.x", at: at(5, 0, 5, 1) },
          handler: { kind: "text", value: "src/app.handler", at: at(5, 0, 5, 1) },
        },
        handler: {
          file: "my app/src/app.js",
          functionIndex: 0,
          at: rangeOf("my app/src/app.js", [0, 8, 0, 15]),
          confidence: "high",
        },
      }),
      node("Table", { kind: "store", service: "dynamodb", declaredElsewhere: true }),
      node("public", { kind: "public", provider: "any", service: "internet" }),
      node("route", { kind: "endpoint", service: "apigateway", name: "GET /" }),
    ],
    edges: [
      edge("Run", "reads", "Table", {
        actions: ["dynamodb:GetItem", "dynamodb:Query"],
        confidence: "low",
        reason: "a guess",
      }),
      edge("public", "connects", "route"),
      edge("route", "triggers", "Run", { trigger: "api" }),
    ],
    statements: [],
  },
  findings: [wildcard, injection],
  problems: [
    { code: "syntax-error", severity: "error", message: say("Broken {0}", HOSTILE), at: at(2, 1, 2, 3) },
    { code: "rule-failed", severity: "error", message: say("A rule failed"), at: rangeOf("", [0, 0, 0, 0]) },
  ],
  unresolved: [{ reason: "dynamic-value", subject: "role of Run", message: say("It is computed"), at: at(3, 0, 3, 4) }],
  statistics: { files: 3, bytes: 100, templates: 1, modules: 1, cachedFiles: 0 },
};

export const EMPTY: AnalysisResult = {
  ...RESULT,
  map: { nodes: [], edges: [], statements: [] },
  findings: [],
  problems: [],
  unresolved: [],
};

export function reportInput(more: Partial<ReportInput> = {}): ReportInput {
  const rules = [
    rule("SAS-1/os-command-injection", "OS command injection"),
    rule("SAS-4/wildcard-action", "Wildcard action"),
  ];
  return {
    result: RESULT,
    rules: new Map(rules.map((each) => [each.id, each])),
    accepted: new Set(),
    title: "shop & <co>",
    version: "1.2.3",
    ...more,
  };
}
