// Runs every rule over one app map and makes findings of their hits.
import type { Confidence } from "../model/app-map.ts";
import { SEVERITIES, type Finding } from "../model/finding.ts";
import { formatMessage, say } from "../model/message.ts";
import { groupBy } from "../model/group-by.ts";
import { remembered, type Memo } from "../model/memo.ts";
import type { MapPart } from "../graph/map-parts.ts";
import type { Outcome, Problem } from "../model/problem.ts";
import { compareRanges, startOfFile } from "../model/range.ts";
import type { TaintPath } from "../model/taint.ts";
import { alsoRunBy } from "./code-search.ts";
import { fingerprint } from "./fingerprint.ts";
import { RULES } from "./index.ts";
import type { Hit, Rule, RuleContext } from "./rule.ts";

/** Findings of all rules by place, then severity. A rule that throws becomes one problem; the others still run. */
export function judge(context: RuleContext, rules: readonly Rule[] = RULES): Outcome<readonly Finding[]> {
  const findings: Finding[] = [];
  const problems: Problem[] = [];
  for (const rule of rules) {
    try {
      findings.push(...findingsOf(rule, oncePerPlace(context, rule, [...rule.check(context)])));
    } catch (error) {
      problems.push({
        code: "rule-failed",
        severity: "error",
        message: say("Rule {0} failed, so its findings are missing: {1}", rule.id, reasonOf(error)),
        at: startOfFile(""),
      });
    }
  }
  return { value: findings.sort(compareFindings), problems };
}

const CONFIDENCES: readonly Confidence[] = ["high", "medium", "low"];

interface Judged extends Outcome<readonly Finding[]> {
  readonly today: string | undefined;
}

/**
 * Rules about the whole workspace once, the others for each part of the map. With a memo a part that is the same object as before is
 * passed over.
 */
export function judgeParts(
  whole: RuleContext,
  parts: ReadonlyMap<MapPart, Outcome<readonly TaintPath[]>>,
  memo: Memo | undefined,
  rules: readonly Rule[] = RULES,
): Outcome<readonly Finding[]> {
  const { today } = whole;
  const local = rules.filter(({ scope }) => scope !== "workspace");
  const known = remembered(memo, "judged parts", () => new WeakMap<MapPart, Judged>());
  const outcomes: Outcome<readonly Finding[]>[] = [
    judge(
      whole,
      rules.filter(({ scope }) => scope === "workspace"),
    ),
  ];
  for (const [part, { value: taintPaths }] of parts) {
    let judged = known.get(part);
    if (judged?.today !== today || !judged) {
      const { graph, modules } = part;
      const context = { graph, taintPaths, code: modules.code, modules };
      judged = { ...judge({ ...context, ...(today !== undefined && { today }), ...(memo && { memo }) }, local), today };
      known.set(part, judged);
    }
    outcomes.push(judged);
  }
  return {
    value: outcomes.flatMap(({ value }) => value).sort(compareFindings),
    problems: outcomes.flatMap(({ problems }) => problems),
  };
}

/**
 * Of paths that end at one place of code that functions share, the one that matters most: it is one weakness, mended once. The others
 * are named beside it.
 */
function oncePerPlace({ graph }: RuleContext, rule: Rule, hits: readonly Hit[]): readonly Hit[] {
  const rank = (hit: Hit): number =>
    SEVERITIES.indexOf(hit.severity ?? rule.severity) * 10 + CONFIDENCES.indexOf(hit.confidence);
  const isPath = ({ steps = [] }: Hit): boolean => steps.length > 0;
  const shared = groupBy(hits.filter(isPath), ({ at: { file, start, end }, key }) =>
    [file, start.line, start.character, end.line, end.character, key].join("|"),
  );
  const worst = [...shared.values()].map((all): Hit => {
    const sorted = [...all].sort((a, b) => rank(a) - rank(b) || compareHits(a, b));
    const [first = all[0]] = sorted;
    const owners = [...new Set(sorted.map(({ on }) => on))].flatMap((id) => graph.node(id) ?? []);
    return { ...first, related: [...(first.related ?? []), ...alsoRunBy(owners)] };
  });
  return [...hits.filter((hit) => !isPath(hit)), ...worst];
}

function findingsOf(rule: Rule, hits: readonly Hit[]): Finding[] {
  const seen = new Set<string>();
  const ordinals = new Map<string, number>();
  return [...hits].sort(compareHits).flatMap((hit) => {
    const { start, end } = hit.at;
    const place = [hit.at.file, start.line, start.character, end.line, end.character, formatMessage(hit.message)].join(
      "|",
    );
    if (seen.has(place)) return [];
    seen.add(place);
    const logicalPlace = [rule.id, hit.on, hit.key].join("\n");
    const ordinal = ordinals.get(logicalPlace) ?? 0;
    ordinals.set(logicalPlace, ordinal + 1);
    return [
      {
        id: fingerprint(`${logicalPlace}\n${ordinal}`),
        rule: rule.id,
        severity: hit.severity ?? rule.severity,
        confidence: hit.confidence,
        message: hit.message,
        reasons: [say(rule.why), ...(hit.reasons ?? [])],
        at: hit.at,
        related: hit.related ?? [],
        node: hit.on,
        ...(hit.edge === undefined ? {} : { edge: hit.edge }),
        steps: hit.steps ?? [],
        fixes: hit.fixes ?? [],
        ...(hit.cause && { cause: hit.cause }),
      },
    ];
  });
}

function compareHits(a: Hit, b: Hit): number {
  return compareRanges(a.at, b.at) || compareTexts(a.on, b.on) || compareTexts(a.key, b.key);
}

function compareFindings(a: Finding, b: Finding): number {
  return (
    compareRanges(a.at, b.at) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    compareTexts(a.rule, b.rule) ||
    compareTexts(a.id, b.id)
  );
}

function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
