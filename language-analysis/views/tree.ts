// The trees of the side bar as plain data: the app by kind or by risk, the findings, what could not be resolved.
import { groupBy } from "../model/group-by.ts";
import type { AnalysisResult } from "../model/analysis-result.ts";
import type { MapNode, NodeId, NodeKind } from "../model/app-map.ts";
import type { Finding, Severity } from "../model/finding.ts";
import { SEVERITIES } from "../model/finding.ts";
import { formatMessage, say, type Message } from "../model/message.ts";
import type { SourceRange } from "../model/range.ts";
import type { Sensitivity } from "../model/sensitivity.ts";
import { byCause, type CauseRow } from "./by-cause.ts";
import { riskScore } from "./risk-score.ts";
import { dataLabel } from "./data-view.ts";
import { sublabel } from "./graph-view-nodes.ts";

export interface TreeItem {
  /** Unique in its tree and the same after every analysis, so that expansion and selection survive. */
  readonly id: string;
  readonly label: Message;
  /** Shown dimmed after the label. */
  readonly description?: string;
  readonly icon: TreeIcon;
  readonly severity?: Severity;
  /** Opened on click. */
  readonly at?: SourceRange;
  readonly node?: NodeId;
  readonly finding?: string;
  /** A finding with at least one fix. */
  readonly isFixable?: true;
  readonly children: readonly TreeItem[];
}

export type TreeIcon = NodeKind | "risk" | "finding" | "unresolved" | "file";

/** Order and headings of the kinds. The internet has no declaration to show, so it is left out. */
const LOG_GROUPS = "Log groups";
const isLogGroup = (node: MapNode): boolean => node.kind === "store" && node.service === "logs";

const KIND_TITLES: readonly (readonly [kind: NodeKind, title: string, isOfKind?: (node: MapNode) => boolean])[] = [
  ["function", "Functions"],
  ["endpoint", "Endpoints"],
  ["workflow", "Workflows"],
  ["schedule", "Schedules"],
  ["channel", "Channels"],
  ["store", "Data stores", (node) => node.kind === "store" && !isLogGroup(node)],
  ["secret", "Secrets"],
  ["identity", "Identities"],
  ["role", "Roles"],
  ["external", "External services"],
  ["store", LOG_GROUPS, isLogGroup],
];

const RISK_TITLES: readonly string[] = [
  "Function event data injection",
  "Broken authentication",
  "Insecure deployment configuration",
  "Over-privileged permissions and roles",
  "Inadequate monitoring and logging",
  "Insecure third-party dependencies",
  "Insecure secrets storage",
  "Denial of service and financial exhaustion",
  "Execution flow manipulation",
  "Improper errors and verbose messages",
];

/** `SAS-4: Over-privileged permissions and roles`, by the number in a rule id. */
export function riskTitle(sas: number): Message {
  return say(`SAS-{0}: ${RISK_TITLES[sas - 1] ?? "Risk"}`, sas);
}

export function sasNumber(rule: Finding["rule"]): number {
  return Number(/^SAS-(\d+)/.exec(rule)?.[1] ?? 0);
}

export function appTree(result: AnalysisResult, by: "kind" | "risk"): readonly TreeItem[] {
  const byNode = groupBy(result.findings, (finding) => finding.node);
  const tree = by === "kind" ? kindItems(result, byNode) : riskItems(result, byNode);
  return [...tree, ...unresolvedItems(result)];
}

/**
 * Findings by severity, most severe first; steps of a data flow are the children of their finding. Findings of one cause are the children
 * of one row, which stands where the most severe of them belongs.
 */
export function findingsTree(result: AnalysisResult): readonly TreeItem[] {
  const titles: Record<Severity, string> = {
    critical: "Critical",
    high: "High",
    medium: "Medium",
    low: "Low",
    info: "Information",
  };
  const rows = byCause(result.findings);
  const open = SEVERITIES.flatMap((severity) => {
    const found = rows.filter(({ findings: [first] }) => first.severity === severity);
    if (found.length === 0) return [];
    const heading: TreeItem = {
      id: `severity:${severity}`,
      label: say(titles[severity]),
      description: String(found.reduce((count, { findings }) => count + findings.length, 0)),
      icon: "risk",
      severity,
      children: found.map(rowItem),
    };
    return [heading];
  });
  return [...open, ...acceptedItems(result)];
}

function rowItem({ cause, findings }: CauseRow): TreeItem {
  const [first] = findings;
  if (!cause) return findingItem(first, "findings");
  return {
    id: `findings/${first.rule}/${first.severity}/${first.cause?.key ?? ""}`,
    label: cause,
    description: `${findings.length} findings  ${first.rule}`,
    icon: "finding",
    severity: first.severity,
    at: first.at,
    children: findings.map((finding) => findingItem(finding, "findings")),
  };
}

/** What somebody has accepted, so that it is out of the way and not out of sight. */
function acceptedItems({ accepted = [] }: AnalysisResult): TreeItem[] {
  if (accepted.length === 0) return [];
  const children = accepted.map(({ finding, by, reason }): TreeItem => {
    const { id, label, description, icon, at } = findingItem(finding, "accepted");
    const why = by === "baseline" ? "baseline" : reason;
    return { id, label, description: `${why}  ${description ?? ""}`, icon, ...(at && { at }), children: [] };
  });
  return [{ id: "accepted", label: say("Accepted"), description: String(accepted.length), icon: "risk", children }];
}

function kindItems(result: AnalysisResult, byNode: ReadonlyMap<NodeId, readonly Finding[]>): TreeItem[] {
  const data = dataByNode(result);
  return KIND_TITLES.flatMap(([kind, title, isOfKind]) => {
    const nodes = result.map.nodes.filter((node) => isOfKind?.(node) ?? node.kind === kind);
    if (nodes.length === 0) return [];
    const id = `kind:${title === LOG_GROUPS ? "logs" : kind}`;
    return [
      {
        id,
        label: say(title),
        description: String(nodes.length),
        icon: kind,
        children: inNameOrder(nodes).map((node) => nodeItem(node, byNode.get(node.id) ?? [], id, data.get(node.id))),
      },
    ];
  });
}

function riskItems(result: AnalysisResult, byNode: ReadonlyMap<NodeId, readonly Finding[]>): TreeItem[] {
  const data = dataByNode(result);
  return RISK_TITLES.map((_, index): TreeItem => {
    const sas = index + 1;
    const nodes = result.map.nodes.flatMap((node) => {
      const findings = (byNode.get(node.id) ?? []).filter((finding) => sasNumber(finding.rule) === sas);
      return findings.length > 0 ? [{ node, findings }] : [];
    });
    const all = result.findings.filter((finding) => sasNumber(finding.rule) === sas);
    const onMap = new Set(nodes.map(({ node }) => node.id));
    // Code that no function runs has findings too; they stand under their heading without a node.
    const elsewhere = all.filter((finding) => !onMap.has(finding.node));
    const worst = worstSeverity(all);
    return {
      id: `risk:${sas}`,
      label: riskTitle(sas),
      description: String(all.length),
      icon: "risk",
      ...(worst && { severity: worst }),
      children: [
        ...nodes.map(({ node, findings }) => nodeItem(node, findings, `risk:${sas}`, data.get(node.id))),
        ...elsewhere.map((finding) => findingItem(finding, `risk:${sas}`)),
      ],
    };
  });
}

function dataByNode({ map }: AnalysisResult): ReadonlyMap<NodeId, Sensitivity> {
  return new Map((map.sensitivity ?? []).map((one) => [one.node, one]));
}

function nodeItem(node: MapNode, findings: readonly Finding[], parent: string, data?: Sensitivity): TreeItem {
  const worst = worstSeverity(findings);
  return {
    id: `${parent}/${node.id}`,
    label: say("{0}", node.name),
    description: nodeDescription(node, findings, data),
    icon: node.kind,
    ...(worst && { severity: worst }),
    ...(hasSource(node) && { at: node.nameAt }),
    node: node.id,
    children: findings.map((finding) => findingItem(finding, `${parent}/${node.id}`)),
  };
}

/** Nodes such as the internet or something declared elsewhere stand at no place of their own. */
function hasSource(node: MapNode): boolean {
  return node.nameAt.file !== "" && node.kind !== "public" && !node.declaredElsewhere;
}

function nodeDescription(node: MapNode, findings: readonly Finding[], data: Sensitivity | undefined): string {
  const parts = [sublabel(node)];
  if (data) parts.push(`${dataLabel(data)} data`);
  if (node.declaredElsewhere) parts.push("declared elsewhere");
  if (node.undeclared) parts.push("not in a template");
  const count = findings.length;
  if (count > 0) parts.push(`${count} finding${count === 1 ? "" : "s"}`, `risk ${riskScore(findings)}`);
  return parts.filter((part) => part !== "").join(" · ");
}

function findingItem(finding: Finding, parent: string): TreeItem {
  const id = `${parent}/${finding.id}`;
  return {
    id,
    label: finding.message,
    description: `${finding.rule}  ${finding.at.file}:${finding.at.start.line + 1}`,
    icon: "finding",
    severity: finding.severity,
    at: finding.at,
    node: finding.node,
    finding: finding.id,
    ...(finding.fixes.length > 0 && { isFixable: true as const }),
    children: finding.steps.map((step, index) => ({
      id: `${id}/step:${index}`,
      label: say(
        `{0}. ${step.message.template.replace(/\{(\d+)\}/g, (_, n: string) => `{${Number(n) + 1}}`)}`,
        index + 1,
        ...step.message.args,
      ),
      description: `${step.at.file}:${step.at.start.line + 1}`,
      icon: "file",
      at: step.at,
      children: [],
    })),
  };
}

function unresolvedItems(result: AnalysisResult): TreeItem[] {
  if (result.unresolved.length === 0) return [];
  const seen = new Map<string, number>();
  return [
    {
      id: "unresolved",
      label: say("Not resolved"),
      description: String(result.unresolved.length),
      icon: "unresolved",
      children: result.unresolved.map((entry) => {
        const key = `${entry.at.file}|${entry.subject}|${formatMessage(entry.message)}`;
        const ordinal = seen.get(key) ?? 0;
        seen.set(key, ordinal + 1);
        return {
          id: `unresolved/${key}/${ordinal}`,
          label: entry.message,
          description: `${entry.at.file}:${entry.at.start.line + 1}`,
          icon: "unresolved",
          at: entry.at,
          children: [],
        };
      }),
    },
  ];
}

export function worstSeverity(findings: readonly Finding[]): Severity | undefined {
  return SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity));
}

function inNameOrder(nodes: readonly MapNode[]): MapNode[] {
  return [...nodes].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1));
}
