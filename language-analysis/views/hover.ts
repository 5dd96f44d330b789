// What a hover says at a position: what stands there in this app, why it matters, what to do. Plain blocks; a shell renders them.
import { graphOf } from "../graph/app-graph.ts";
import type { AnalysisResult } from "../model/analysis-result.ts";
import type { MapEdge, MapNode, NodeId } from "../model/app-map.ts";
import type { Finding } from "../model/finding.ts";
import { say, type Message } from "../model/message.ts";
import { containsPosition, containsRange, type Position, type SourceRange } from "../model/range.ts";
import type { RuleInfo } from "../model/rule-info.ts";
import type { Value } from "../model/value.ts";
import { severityChange } from "./severity-sentence.ts";
import { blastSentence, type BlastSentence } from "./blast-sentence.ts";
import { shortDataLines } from "./data-view.ts";

export interface HoverContent {
  /** The smallest range that the hover is about. */
  readonly at: SourceRange;
  readonly blocks: readonly HoverBlock[];
}

export type HoverBlock =
  | { readonly kind: "heading"; readonly text: Message }
  | { readonly kind: "text"; readonly text: Message }
  | { readonly kind: "list"; readonly items: readonly HoverLine[] }
  | { readonly kind: "code"; readonly title: Message; readonly language: string; readonly text: string }
  /** What a takeover of the node would reach. */
  | { readonly kind: "sentence"; readonly sentence: BlastSentence }
  | {
      readonly kind: "links";
      /** Documentation of a finding's rule. */
      readonly rule?: Finding["rule"];
      /** On the map. */
      readonly node?: NodeId;
      readonly radius?: NodeId;
      readonly reached?: NodeId;
      /** A finding with the way of its data. */
      readonly path?: Finding["id"];
    };

export interface HoverLine {
  readonly text: Message;
  /** Opened when the line is clicked. */
  readonly at?: SourceRange;
}

/** Long lists are cut here; the rest is counted in a last line. */
const MAX_LINES = 8;
/** Several settings that are missing stand at the name of the resource. */
const MAX_FINDINGS = 6;

/** Undefined where nothing of the app stands. */
export function hoverAt(
  result: AnalysisResult,
  rules: ReadonlyMap<Finding["rule"], RuleInfo>,
  file: string,
  position: Position,
): HoverContent | undefined {
  const isHere = (range: SourceRange | undefined): range is SourceRange =>
    range?.file === file && containsPosition(range, position);
  const byId = new Map(result.map.nodes.map((node) => [node.id, node]));
  const ranges: SourceRange[] = [];
  const blocks: HoverBlock[] = [];

  for (const finding of result.findings.filter(({ at }) => isHere(at)).slice(0, MAX_FINDINGS)) {
    ranges.push(finding.at);
    blocks.push(...findingBlocks(finding, rules.get(finding.rule), file));
  }
  const seen = new Set<NodeId>();
  const describe = (node: MapNode, at: SourceRange): void => {
    if (seen.has(node.id)) return;
    seen.add(node.id);
    ranges.push(at);
    blocks.push(...nodeBlocks(node, result, byId));
  };
  for (const node of result.map.nodes) {
    if (isHere(node.nameAt)) describe(node, node.nameAt);
    else if (isHere(node.handler?.at)) describe(node, node.handler.at);
  }
  const calls: HoverLine[] = [];
  for (const edge of result.map.edges) {
    for (const evidence of edge.evidence) {
      if (evidence.kind !== "observed" || !isHere(evidence.at)) continue;
      const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
      if (!from || !to) continue;
      ranges.push(evidence.at);
      calls.push({ text: edgeSentence(edge, from, to), at: to.nameAt });
    }
  }
  if (calls.length > 0) blocks.push({ kind: "list", items: cut(calls) });
  for (const { id, at } of references(result, file, position)) {
    const node = byId.get(id);
    if (node) describe(node, at);
  }
  const [first, ...rest] = ranges;
  if (!first) return undefined;
  return { at: rest.reduce((inner, range) => (containsRange(inner, range) ? range : inner), first), blocks };
}

function findingBlocks(finding: Finding, rule: RuleInfo | undefined, file: string): HoverBlock[] {
  const blocks: HoverBlock[] = [
    { kind: "heading", text: say("{0} · {1} · {2}", rule?.title ?? finding.rule, finding.severity, finding.rule) },
    // The message itself is not repeated: the editor shows it right above, with the steps.
    { kind: "list", items: finding.reasons.map((text) => ({ text })) },
  ];
  const change = severityChange(finding, rule?.severity);
  if (change) blocks.splice(1, 0, { kind: "text", text: change });
  if (rule) {
    blocks.push({ kind: "text", text: say("What to do: {0}", rule.mitigation) });
    const snippet = chooseSnippet(rule, file);
    if (snippet) blocks.push({ kind: "code", ...snippet });
  }
  if (finding.fixes.length > 0) {
    blocks.push({
      kind: "text",
      text: say("A quick fix is at hand: {0}", finding.fixes.map((fix) => place(fix.title)).join("; ")),
    });
  }
  const path = finding.steps.length > 0 ? { path: finding.id } : {};
  blocks.push({ kind: "links", rule: finding.rule, node: finding.node, ...path });
  return blocks;
}

/** Titles inside another message are shown in English; the quick-fix menu itself is translated. */
function place(message: Message): string {
  return message.template.replace(/\{(\d+)\}/g, (text, index: string) => message.args[Number(index)] ?? text);
}

const LANGUAGE_BY_EXTENSION: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\.(ya?ml|template)$/, ["yaml"]],
  [/\.json$/, ["json", "yaml"]],
  [/\.[cm]?[jt]sx?$/, ["javascript", "typescript"]],
  [/\.py$/, ["python"]],
];

/** The first snippet in the language of the file; none when there is none in it. */
function chooseSnippet(rule: RuleInfo, file: string): { title: Message; language: string; text: string } | undefined {
  const languages = LANGUAGE_BY_EXTENSION.find(([extension]) => extension.test(file))?.[1] ?? [];
  const snippets = rule.snippets ?? [];
  for (const language of languages) {
    const found = snippets.find((snippet) => snippet.language === language);
    if (found) return found;
  }
  return undefined;
}

function nodeBlocks(node: MapNode, result: AnalysisResult, byId: ReadonlyMap<NodeId, MapNode>): HoverBlock[] {
  const findings = result.findings.filter((finding) => finding.node === node.id);
  const lines: HoverLine[] = [];
  const from = (edge: MapEdge): MapNode | undefined => byId.get(edge.from);
  for (const edge of result.map.edges) {
    if (edge.to === node.id) {
      const source = from(edge);
      if (source && source.kind !== "role") lines.push({ text: incomingSentence(edge, source), at: source.nameAt });
    } else if (edge.from === node.id) {
      const target = byId.get(edge.to);
      if (target) lines.push({ text: outgoingSentence(edge, target), at: target.nameAt });
    }
  }
  const blocks: HoverBlock[] = [{ kind: "heading", text: nodeTitle(node) }];
  const data = shortDataLines(graphOf(result.map), node.id);
  if (data.length > 0) blocks.push({ kind: "list", items: data });
  if (lines.length > 0) blocks.push({ kind: "list", items: cut(lines) });
  if (findings.length > 0) {
    blocks.push({
      kind: "list",
      items: cut(
        findings.map(({ severity, message, at }) => ({ text: say("{0}: {1}", severity, place(message)), at })),
      ),
    });
  }
  const isRunner = node.kind === "function" || node.kind === "workflow";
  const sentence = isRunner ? blastSentence(graphOf(result.map), node.id) : undefined;
  if (sentence) blocks.push({ kind: "sentence", sentence });
  blocks.push({
    kind: "links",
    node: node.id,
    ...(sentence ? { radius: node.id } : {}),
    ...(node.kind === "store" || node.kind === "secret" ? { reached: node.id } : {}),
  });
  return blocks;
}

function nodeTitle(node: MapNode): Message {
  if (node.undeclared)
    return say("{0} · {1} ({2}), found in code only: no template declares it", node.name, node.kind, node.service);
  if (node.declaredElsewhere)
    return say("{0} · {1} ({2}), declared outside this workspace", node.name, node.kind, node.service);
  return say("{0} · {1} ({2})", node.name, node.kind, node.service);
}

function incomingSentence(edge: MapEdge, source: MapNode): Message {
  switch (edge.kind) {
    case "triggers":
      return say("triggered by {0}", source.name);
    case "connects":
      return source.kind === "public" ? say("reachable from the internet") : say("connected from {0}", source.name);
    case "runs-as":
      return say("the role of {0}", source.name);
    default:
      return say("{0} {1} it{2}", source.name, edge.kind, actionsOf(edge));
  }
}

function outgoingSentence(edge: MapEdge, target: MapNode): Message {
  return edge.kind === "runs-as"
    ? say("runs as {0}", target.name)
    : say("{0} {1}{2}", edge.kind, target.name, actionsOf(edge));
}

function edgeSentence(edge: MapEdge, from: MapNode, to: MapNode): Message {
  return say("{0} {1} {2}{3}", from.name, edge.kind, to.name, actionsOf(edge));
}

function actionsOf(edge: MapEdge): string {
  const actions = edge.actions ?? [];
  if (actions.length === 0) return "";
  const shown = actions.slice(0, 4).join(", ");
  return ` (${shown}${actions.length > 4 ? ", …" : ""})`;
}

function cut(lines: readonly HoverLine[]): HoverLine[] {
  if (lines.length <= MAX_LINES) return [...lines];
  return [...lines.slice(0, MAX_LINES), { text: say("and {0} more", lines.length - MAX_LINES) }];
}

/** References (`!Ref Orders`) in properties of the file's nodes that stand at the position. */
function references(result: AnalysisResult, file: string, position: Position): { id: NodeId; at: SourceRange }[] {
  const found: { id: NodeId; at: SourceRange }[] = [];
  const visit = (value: Value): void => {
    if (value.at.file !== file || !containsPosition(value.at, position)) return;
    if (value.kind === "reference" && value.to.by === "logical-id") {
      found.push({ id: `${value.to.file}#${value.to.logicalId}`, at: value.at });
    } else if (value.kind === "list") value.items.forEach(visit);
    else if (value.kind === "map") value.entries.forEach((entry) => visit(entry.value));
    else if (value.kind === "join") value.parts.forEach(visit);
    else if (value.kind === "choice") value.options.forEach(visit);
  };
  for (const node of result.map.nodes) {
    if (node.at.file !== file) continue;
    for (const value of Object.values(node.properties)) visit(value);
    if (node.body) visit(node.body);
  }
  for (const statement of result.map.statements) {
    if (statement.at.file !== file) continue;
    [...statement.resources, ...statement.notResources].forEach(visit);
  }
  return found;
}
