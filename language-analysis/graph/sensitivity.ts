// What data the nodes of the map hold: from what users decide, what templates declare, what code hands over, and what names suggest.
import type { AppMap, MapNode, MapSetting, NodeId, NodeKind } from "../model/app-map.ts";
import type { CodeFile } from "../model/code-facts.ts";
import { DATA_KINDS, matchesName, type Configuration, type SensitivityEntry } from "../model/configuration.ts";
import { remembered, type Memo } from "../model/memo.ts";
import { compareRanges, rangeOf, type SourceRange } from "../model/range.ts";
import { EVIDENCE_SOURCES, type DataEvidence, type Sensitivity } from "../model/sensitivity.ts";
import { declaredData, fieldEvidence, type DeclaredData } from "./declared-data.ts";

export interface SensitivityHint {
  /** `medium` when all that speaks for it is a weak word in a name. */
  readonly level: "high" | "medium";
  /** The word that tells, and where: `customer` in `CustomerTable`. */
  readonly word: string;
  readonly foundIn: string;
}

const KINDS: ReadonlySet<NodeKind> = new Set(["store", "channel", "secret", "identity"]);
/** Logs hold what code writes to them, whatever they are called; keys and authorizers hold no data, repositories of images hold code. */
const NO_DATA = new Set(["logs", "kms", "ecr", "authorizer", "cognito-identity", "config", "events-rule", "ses"]);
const RANK = ["high", "medium", "low"];
const MAX_EVIDENCE = 12;

export function holdsData(node: MapNode): boolean {
  return KINDS.has(node.kind) && !NO_DATA.has(node.service);
}

/** The map with `sensitivity`; the same object as the last time when nothing has changed. */
export function withSensitivity(
  map: AppMap,
  code: ReadonlyMap<string, CodeFile>,
  configurations: readonly Configuration[],
  memo?: Memo,
): AppMap {
  const sensitivity = classify(map, code, configurations, memo);
  // Without a list the graph asks the declarations, which must not undo a decision.
  if (sensitivity.length === 0 && configurations.every((one) => one.sensitivity.length === 0)) return map;
  const kept = remembered<{ from?: AppMap; text?: string; to?: AppMap }>(memo, "sensitivity", () => ({}));
  const text = JSON.stringify(sensitivity);
  if (kept.to && kept.from === map && kept.text === text) return kept.to;
  kept.from = map;
  kept.text = text;
  return (kept.to = { ...map, sensitivity });
}

function classify(
  map: AppMap,
  code: ReadonlyMap<string, CodeFile>,
  configurations: readonly Configuration[],
  memo: Memo | undefined,
): readonly Sensitivity[] {
  const settings = settingsByNode(map);
  const observed = observedFields(map, code);
  const known = remembered(memo, "declared data", () => new WeakMap<MapNode, { of: string; data: DeclaredData }>());
  const decisions = [...configurations].filter((one) => one.sensitivity.length > 0).sort(deepestFirst);
  return map.nodes.flatMap((node) => {
    if (!holdsData(node)) return [];
    const decided = decisionFor(node, decisions);
    if (decided) return sensitivityOf(node.id, configurationEvidence(decided));
    const own = settings.get(node.id) ?? [];
    let declared = known.get(node);
    const of = own.map(({ id }) => id).join("\n");
    if (declared?.of !== of || own.length > 0) {
      known.set(node, (declared = { of, data: declaredData(node, own) }));
    }
    const { evidence, isHarmless } = declared.data;
    return sensitivityOf(node.id, isHarmless ? evidence : [...evidence, ...(observed.get(node.id) ?? [])]);
  });
}

/** From its own declaration alone, for a map that nobody has classified. */
export function declaredSensitivity(node: MapNode): Sensitivity | undefined {
  return holdsData(node) ? sensitivityOf(node.id, declaredData(node, []).evidence)[0] : undefined;
}

export function hintOf(sensitivity: Sensitivity | undefined): SensitivityHint | undefined {
  const best = sensitivity && surest(sensitivity.evidence);
  return best && { level: best.confidence === "low" ? "medium" : "high", word: best.word, foundIn: best.foundIn };
}

/** What to name as the reason: the surest, and of these the most telling source. */
export function surest(evidence: readonly DataEvidence[]): DataEvidence | undefined {
  return [...evidence].sort(
    (a, b) =>
      RANK.indexOf(a.confidence) - RANK.indexOf(b.confidence) ||
      EVIDENCE_SOURCES.indexOf(a.by) - EVIDENCE_SOURCES.indexOf(b.by),
  )[0];
}

/** A list, to be put into one: empty when there is no evidence. */
function sensitivityOf(node: NodeId, all: readonly DataEvidence[]): readonly Sensitivity[] {
  const unique = new Map(all.map((one) => [`${one.data}|${one.by}|${one.foundIn}`, one]));
  const evidence = [...unique.values()].sort(compareEvidence).slice(0, MAX_EVIDENCE);
  const best = surest(evidence);
  if (!best) return [];
  const data = DATA_KINDS.filter((kind) => evidence.some((one) => one.data === kind));
  return [{ node, data, confidence: best.confidence, evidence }];
}

function compareEvidence(a: DataEvidence, b: DataEvidence): number {
  return (
    RANK.indexOf(a.confidence) - RANK.indexOf(b.confidence) ||
    DATA_KINDS.indexOf(a.data) - DATA_KINDS.indexOf(b.data) ||
    EVIDENCE_SOURCES.indexOf(a.by) - EVIDENCE_SOURCES.indexOf(b.by) ||
    compareRanges(a.at, b.at) ||
    (a.foundIn < b.foundIn ? -1 : a.foundIn > b.foundIn ? 1 : 0)
  );
}

function settingsByNode(map: AppMap): ReadonlyMap<NodeId, readonly MapSetting[]> {
  const found = new Map<NodeId, MapSetting[]>();
  for (const setting of map.settings ?? []) {
    if (setting.type !== "AWS::Glue::Table" && setting.type !== "AWS::Athena::NamedQuery") continue;
    for (const node of setting.configures) found.set(node, [...(found.get(node) ?? []), setting]);
  }
  return found;
}

/** Fields that calls hand over, by the node that they work on: an edge's evidence stands where the call stands. */
function observedFields(
  map: AppMap,
  code: ReadonlyMap<string, CodeFile>,
): ReadonlyMap<NodeId, readonly DataEvidence[]> {
  const byPlace = new Map<string, DataEvidence[]>();
  for (const [file, { facts }] of code) {
    for (const { fields, callAt } of facts.sdkCalls) {
      if (!fields) continue;
      const key = placeOf(rangeOf(file, callAt));
      const evidence = fields.flatMap(({ name, at }) => fieldEvidence(name, "code", rangeOf(file, at)));
      byPlace.set(key, [...(byPlace.get(key) ?? []), ...evidence]);
    }
  }
  const found = new Map<NodeId, DataEvidence[]>();
  if (byPlace.size === 0) return found;
  for (const { kind, to, evidence } of map.edges) {
    if (kind !== "reads" && kind !== "writes" && kind !== "publishes") continue;
    for (const { kind: by, at } of evidence) {
      const fields = by === "observed" ? byPlace.get(placeOf(at)) : undefined;
      if (fields) found.set(to, [...(found.get(to) ?? []), ...fields]);
    }
  }
  return found;
}

function placeOf({ file, start, end }: SourceRange): string {
  return `${file}:${start.line}:${start.character}:${end.line}:${end.character}`;
}

function decisionFor(node: MapNode, deepest: readonly Configuration[]): SensitivityEntry | undefined {
  for (const { file, sensitivity } of deepest) {
    const folder = file.slice(0, file.lastIndexOf("/") + 1);
    if (!node.at.file.startsWith(folder)) continue;
    const matching = sensitivity.filter(({ resource }) => matchesName(resource, node.name));
    // The more exact name wins.
    const [best] = [...matching].sort(
      (a, b) => b.resource.replace("*", "").length - a.resource.replace("*", "").length,
    );
    if (best) return best;
  }
  return undefined;
}

function configurationEvidence({ resource, data, at }: SensitivityEntry): readonly DataEvidence[] {
  return data.map((kind) => ({
    data: kind,
    by: "configuration",
    word: kind,
    foundIn: resource,
    at,
    confidence: "high",
  }));
}

function deepestFirst(a: Configuration, b: Configuration): number {
  return b.file.split("/").length - a.file.split("/").length || (a.file < b.file ? -1 : 1);
}
