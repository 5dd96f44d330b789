// What users have decided about findings is applied after judging: severities changed, rules switched off, findings accepted.
import ignore from "ignore";
import type { AcceptedFinding } from "../model/analysis-result.ts";
import type { MapNode, NodeId } from "../model/app-map.ts";
import {
  matchesName,
  matchesRule,
  type Configuration,
  type IgnoreEntry,
  type Suppression,
} from "../model/configuration.ts";
import type { Finding } from "../model/finding.ts";
import { say } from "../model/message.ts";
import type { Problem } from "../model/problem.ts";
import { containsRange, spanOf, type SourceRange } from "../model/range.ts";

import { RULES } from "./index.ts";

export interface Decisions {
  readonly configurations: readonly Configuration[];
  readonly suppressions: readonly Suppression[];
}

export interface Decided {
  readonly findings: readonly Finding[];
  readonly accepted: readonly AcceptedFinding[];
  readonly problems: readonly Problem[];
}

/** Keeps the order of `findings`. A rule that is off leaves no trace; what is accepted is kept with its reason. */
export function decide(
  findings: readonly Finding[],
  { configurations, suppressions }: Decisions,
  nodes: ReadonlyMap<NodeId, MapNode>,
): Decided {
  if (configurations.length === 0 && suppressions.length === 0) return { findings, accepted: [], problems: [] };
  // The deepest folder first: it is asked first.
  const scopes = configurations
    .map((configuration) => new Scope(configuration))
    .sort((a, b) => b.folder.length - a.folder.length || compareTexts(a.folder, b.folder));
  const comments = suppressions.map((suppression) => new Comment(suppression, nodes));
  const kept: Finding[] = [];
  const accepted: AcceptedFinding[] = [];

  for (const finding of findings) {
    const own = scopes.filter((scope) => scope.covers(finding.at.file));
    const severity = first(own, (scope) => scope.severityFor(finding)) ?? finding.severity;
    // A comment is asked even when the rule is off: it is not unused then.
    const comment = comments.filter((each) => each.speaksOf(finding))[0];
    if (severity === "off") continue;
    const decided = severity === finding.severity ? finding : withSeverity(finding, severity);
    const name = nodes.get(finding.node)?.name ?? "";
    const entry = comment ? undefined : first(own, (scope) => scope.entryFor(finding, name));
    const baseline = comment || entry ? undefined : own.find((scope) => scope.accepts(finding));
    if (comment) {
      accepted.push({
        finding: decided,
        by: "comment",
        reason: comment.suppression.reason,
        at: comment.suppression.at,
      });
    } else if (entry) {
      accepted.push({ finding: decided, by: "configuration", reason: entry.reason, at: entry.at });
    } else if (baseline) {
      accepted.push({ finding: decided, by: "baseline", reason: "Accepted by the baseline." });
    } else {
      kept.push(decided);
    }
  }
  const unused = [
    ...comments.filter(({ isUsed }) => !isUsed).map(({ suppression }) => suppression.at),
    ...scopes.flatMap((scope) => scope.unusedEntries()),
  ];
  return { findings: kept, accepted, problems: [...unused.map(unusedProblem), ...unknownRules(configurations)] };
}

class Scope {
  readonly folder: string;
  private readonly configuration: Configuration;
  private readonly baseline: ReadonlySet<string>;
  private readonly used = new Set<IgnoreEntry>();
  private readonly paths = new Map<IgnoreEntry, ReturnType<typeof ignore>>();

  constructor(configuration: Configuration) {
    this.configuration = configuration;
    this.folder = configuration.file.includes("/")
      ? configuration.file.slice(0, configuration.file.lastIndexOf("/") + 1)
      : "";
    this.baseline = new Set(configuration.baseline?.findings);
    for (const entry of configuration.ignore) {
      if (entry.path !== undefined) this.paths.set(entry, ignore().add(entry.path));
    }
  }

  covers(file: string): boolean {
    return file.startsWith(this.folder);
  }

  /** The setting that names the rule itself wins over one for several rules. */
  severityFor({ rule }: Finding): Configuration["rules"][number]["severity"] | undefined {
    const matching = this.configuration.rules.filter((setting) => matchesRule(setting.rule, rule));
    return matching.sort((a, b) => b.rule.length - a.rule.length)[0]?.severity;
  }

  entryFor(finding: Finding, name: string): IgnoreEntry | undefined {
    const below = finding.at.file.slice(this.folder.length);
    const entry = this.configuration.ignore.find(
      (each) =>
        matchesRule(each.rule, finding.rule) &&
        (each.finding === undefined || each.finding === finding.id) &&
        (each.resource === undefined || matchesName(each.resource, name)) &&
        (this.paths.get(each)?.ignores(below) ?? true),
    );
    if (entry) this.used.add(entry);
    return entry;
  }

  accepts(finding: Finding): boolean {
    return this.baseline.has(finding.id);
  }

  unusedEntries(): readonly SourceRange[] {
    return this.configuration.ignore.filter((entry) => !this.used.has(entry)).map(({ at }) => at);
  }
}

class Comment {
  readonly suppression: Suppression;
  isUsed = false;
  /** In JSON: the resource that the string stands in. */
  private readonly resource: MapNode | undefined;

  constructor(suppression: Suppression, nodes: ReadonlyMap<NodeId, MapNode>) {
    this.suppression = suppression;
    if (suppression.lines) return;
    const around = [...nodes.values()].filter((node) => containsRange(node.at, suppression.at));
    this.resource = around.sort((a, b) => sizeOf(a) - sizeOf(b))[0];
  }

  speaksOf(finding: Finding): boolean {
    const { rules, lines, at } = this.suppression;
    if (finding.at.file !== at.file || !rules.some((rule) => matchesRule(rule, finding.rule))) return false;
    const line = finding.at.start.line;
    const isHere = lines
      ? line >= lines[0] && line <= lines[1]
      : this.resource !== undefined && containsRange(this.resource.at, finding.at);
    if (isHere) this.isUsed = true;
    return isHere;
  }
}

function sizeOf({ at }: MapNode): number {
  const [startLine, startCharacter, endLine, endCharacter] = spanOf(at);
  return (endLine - startLine) * 10_000 + endCharacter - startCharacter;
}

function withSeverity(finding: Finding, severity: Finding["severity"]): Finding {
  return { ...finding, severity, reasons: [...finding.reasons, say("The configuration sets this severity.")] };
}

/** Settings that name no rule there is, which are misspelt more often than meant. */
function unknownRules(configurations: readonly Configuration[]): readonly Problem[] {
  return configurations.flatMap(({ rules }) =>
    rules
      .filter(({ rule }) => !RULES.some(({ id }) => matchesRule(rule, id)))
      .map(({ rule, at }) => ({
        code: "invalid-value" as const,
        severity: "warning" as const,
        message: say("There is no rule {0}.", rule),
        at,
      })),
  );
}

function unusedProblem(at: SourceRange): Problem {
  return {
    code: "unused-suppression",
    severity: "information",
    message: say("This accepts a finding that does not exist. Remove it."),
    at,
  };
}

function first<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
