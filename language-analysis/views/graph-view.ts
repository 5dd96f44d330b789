// What the map draws: plain, JSON-safe, sorted data. The webview computes no facts of its own; it never gets a path to open,
// only ids that the host looks up.
import { graphOf } from "../graph/app-graph.ts";
import type { EdgePermission } from "../graph/edge-permissions.ts";
import { groupBy } from "../model/group-by.ts";
import type { AnalysisResult } from "../model/analysis-result.ts";
import type { Confidence, EdgeKind, NodeId, NodeKind, Provider, Trigger } from "../model/app-map.ts";
import type { DataKind } from "../model/configuration.ts";
import type { RuleId, SasNumber, Severity } from "../model/finding.ts";
import { formatMessage, type Message } from "../model/message.ts";
import type { RuleInfo } from "../model/rule-info.ts";
import { dataLines } from "./data-view.ts";
import { exposureOf, nodeView } from "./graph-view-nodes.ts";
import { findingView, tally } from "./graph-view-findings.ts";
import { edgeView } from "./graph-view-edges.ts";
import type { PermissionState } from "./permission-states.ts";
import { groupViews, overviewOf } from "./graph-view-overview.ts";

export interface GraphView {
  readonly revision: number;
  readonly groups: readonly GroupView[];
  readonly nodes: readonly NodeView[];
  readonly edges: readonly EdgeView[];
  readonly overview: Overview;
  readonly findings: readonly FindingView[];
  /** Texts of the rules that `findings` name. */
  readonly rules: readonly RuleView[];
  readonly unresolved: readonly UnresolvedView[];
  readonly counts: {
    readonly nodesByKind: Readonly<Partial<Record<NodeKind, number>>>;
    readonly findingsBySas: Readonly<Partial<Record<SasNumber, number>>>;
    readonly findingsBySeverity: Readonly<Partial<Record<Severity, number>>>;
    readonly problems: number;
  };
}

/** Risk of a node or group: what border, badge and counter show. */
export interface RiskBadge {
  readonly worst: Severity;
  readonly findings: number;
  /** Sorted, each once. */
  readonly sas: readonly SasNumber[];
}

export interface GroupView {
  readonly id: string;
  /** Short and unique among the groups. */
  readonly label: string;
  /** The template's path or the code folder; empty for what lies outside the workspace. */
  readonly path: string;
  readonly nodes: readonly NodeId[];
  readonly functions: number;
  readonly counts: Readonly<Partial<Record<NodeKind, number>>>;
  readonly risk?: RiskBadge;
  /** Hubs that its nodes have edges with: shown as chips, because the overview leaves their edges out. */
  readonly hubs: readonly NodeId[];
}

export interface DataView {
  readonly kinds: readonly DataKind[];
  readonly confidence: Confidence;
}

/** Who reaches the node from the internet: anyone, whoever signs in, or not known which. Absent: nobody directly. */
export type Exposure = "open" | "authenticated" | "unknown";

export interface NodeView {
  readonly id: NodeId;
  readonly kind: NodeKind;
  readonly provider: Provider;
  readonly service: string;
  readonly label: string;
  /** Second line: runtime, authentication, service. */
  readonly sublabel: string;
  readonly group: string;
  readonly risk?: RiskBadge;
  readonly undeclared?: true;
  readonly declaredElsewhere?: true;
  /** An API as such, whose routes are nodes of their own. */
  readonly isApi?: true;
  readonly exposure?: Exposure;
  /** What sensitive data it holds, most sensitive first. */
  readonly data?: DataView;
  /** `template.yaml:12`, for display only. */
  readonly place?: string;
  /** `src/app.js:3`, for display only. */
  readonly handlerPlace?: string;
  /** Rows of the details panel. */
  readonly facts: readonly { readonly label: string; readonly text: string }[];
}

export interface EdgeView {
  readonly id: string;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly kind: EdgeKind;
  readonly trigger?: Trigger;
  readonly label: string;
  readonly confidence: Confidence;
  /** Why the confidence is not high. */
  readonly reason?: string;
  /** Granted by a policy, but neither declared nor seen in code: drawn with the IAM overlay only. */
  readonly isPermissionOnly: boolean;
  /** Sorted actions; at most the first 12. */
  readonly actions: readonly string[];
  readonly actionCount: number;
  /** Granted against used; absent for edges that say nothing about permissions. */
  readonly permission?: PermissionView;
  readonly evidence: readonly EvidenceView[];
}

/** Lists hold at most the first 12. */
export interface PermissionView extends EdgePermission {
  /** What the line shows at a glance. */
  readonly state: PermissionState;
  /** Granted by a wildcard: of actions that change something, or of resources. */
  readonly isWildcard?: true;
}

export interface EvidenceView {
  readonly kind: "declared" | "granted" | "observed";
  readonly label: string;
  readonly place: string;
}

export interface Overview {
  /** True above 150 nodes: then the map opens with collapsed groups. */
  readonly isRecommended: boolean;
  /** Nodes with edges to more than a quarter of the groups, and to 12 at least. */
  readonly hubs: readonly NodeId[];
  /** Edges between groups, merged, without those of hubs and without permissions. */
  readonly edges: readonly OverviewEdge[];
}

export interface OverviewEdge {
  readonly id: string;
  /** Group ids. */
  readonly from: string;
  readonly to: string;
  /** How many edges it stands for. */
  readonly count: number;
  readonly kinds: readonly EdgeKind[];
}

export interface FindingView {
  readonly id: string;
  readonly node: NodeId;
  readonly edge?: string;
  readonly rule: RuleId;
  readonly sas: SasNumber;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly message: string;
  readonly reasons: readonly string[];
  readonly place: string;
  readonly steps: readonly { readonly text: string; readonly place: string }[];
  /** Titles of its fixes; an index is what the webview sends back. */
  readonly fixes: readonly string[];
}

export interface RuleView {
  readonly id: RuleId;
  readonly title: string;
  readonly why: string;
  readonly mitigation: string;
  /** Address of the documentation page. */
  readonly source: string;
  readonly snippets: readonly { readonly title: string; readonly language: string; readonly text: string }[];
}

export interface UnresolvedView {
  readonly subject: string;
  readonly message: string;
  readonly place: string;
}

export interface GraphViewOptions {
  /** Texts of the rules; a rule that is not given shows its id. */
  readonly rules?: readonly RuleInfo[];
  /** Translates a message; English when absent. */
  readonly format?: (message: Message) => string;
}

export function toGraphView(result: AnalysisResult, options: GraphViewOptions = {}): GraphView {
  const format = options.format ?? formatMessage;
  const graph = graphOf(result.map);
  const findings = result.findings.map((finding) => findingView(finding, format));
  const findingsByNode = groupBy(findings, (finding) => finding.node);
  const nodes = result.map.nodes.map((node) =>
    nodeView(node, findingsByNode.get(node.id) ?? [], exposureOf(graph, node), {
      sensitivity: graph.dataOf(node.id),
      lines: dataLines(graph, node.id).map(({ text }) => format(text)),
    }),
  );
  const edges = result.map.edges.map((edge) => edgeView(graph, edge));
  const overview = overviewOf(nodes, edges);
  const used = new Set(findings.map((finding) => finding.rule));
  return {
    revision: result.revision,
    groups: groupViews(nodes, edges, findingsByNode, overview.hubs),
    nodes,
    edges,
    overview,
    findings,
    rules: (options.rules ?? [])
      .filter((rule) => used.has(rule.id))
      .map(({ id, title, why, mitigation, source, snippets }) => ({
        id,
        title,
        why,
        mitigation,
        source,
        snippets: (snippets ?? []).map((snippet) => ({ ...snippet, title: format(snippet.title) })),
      })),
    unresolved: result.unresolved.map(({ subject, message, at }) => ({
      subject,
      message: format(message),
      place: `${at.file}:${at.start.line + 1}`,
    })),
    counts: {
      nodesByKind: tally(nodes.map((node) => node.kind)),
      findingsBySas: tally(findings.map((finding) => finding.sas)),
      findingsBySeverity: tally(findings.map((finding) => finding.severity)),
      problems: result.problems.length,
    },
  };
}
