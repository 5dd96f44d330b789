// From a value to the node it means. Values are compared by what they come to, not by how they are spelled.
import type { Confidence, NodeId, NodeKind } from "../model/app-map.ts";
import type { FragmentNode } from "../model/fragment.ts";
import type { UnresolvedReason } from "../model/problem.ts";
import type { SourceRange } from "../model/range.ts";
import type { Value } from "../model/value.ts";
import { designationOf } from "./designation.ts";
import type { Elsewhere } from "./elsewhere.ts";
import type { MapIndex, NamedNode } from "./map-index.ts";
import { areAlike, asPattern, hasMark, literalLength, type NameText } from "./name-text.ts";
import { serviceOfKind, serviceShape } from "./services.ts";

export interface Hint {
  readonly kind?: NodeKind;
  /** Node service word. */
  readonly service?: string;
}

/** Where the value stands: nearer declarations win. */
export interface Place {
  readonly group: string;
  readonly at: SourceRange;
}

export interface Target {
  readonly node: NodeId;
  readonly confidence: Confidence;
  readonly reason?: string;
}

export interface NotFound {
  readonly reason: UnresolvedReason;
  readonly text: string;
}

export interface Resolution {
  /** Each node once. */
  readonly targets: readonly Target[];
  /** Ways to read the value that lead nowhere. */
  readonly missing: readonly NotFound[];
}

/** Shortest literal part of a name that is compared with parts that are not known. */
const SHORTEST_LITERAL = 3;
/** Two names with parts that are not known are alike when the shorter literal part is this share of the longer one. */
const LEAST_SHARE = 0.5;

export class Resolver {
  constructor(
    readonly index: MapIndex,
    private readonly elsewhere: Elsewhere,
  ) {}

  resolve(value: Value, hint: Hint, place: Place): Resolution {
    if (value.kind === "list") return merge(value.items.slice(0, 100).map((item) => this.resolve(item, hint, place)));
    if (hint.kind === "secret" && value.kind === "reference" && value.to.by === "stored-value") {
      const node = this.index.storedNode(value.to.service, value.to.name);
      if (node) return { targets: [{ node: node.id, confidence: "high" }], missing: [] };
    }
    return this.resolveTexts(this.index.names.of(value), hint, place);
  }

  resolveTexts(texts: readonly NameText[], hint: Hint, place: Place): Resolution {
    return merge(
      texts.map(({ text, assumed }) => {
        const found = this.find(text, hint, place, assumed);
        if (!("node" in found)) return { targets: [], missing: [found] };
        const isSettled = assumed === undefined || found.confidence === "low" || found.sameAssumption;
        if (isSettled) return { targets: [withoutNote(found)], missing: [] };
        const reason = found.reason ?? assumed;
        return { targets: [{ node: found.node, confidence: "medium", reason }], missing: [] };
      }),
    );
  }

  private find(text: string, hint: Hint, place: Place, assumed: string | undefined): Found | NotFound {
    const { names } = this.index;
    const lead = names.leading(text);
    if (lead?.mark.kind === "node" && /^(?:[/:?.*]|$)/.test(lead.rest)) {
      return { node: lead.mark.node, confidence: "high" };
    }
    const named = designationOf(text);
    if (!named) return { reason: "dynamic-value", text: `${names.display(text)} names no resource` };
    const inner = names.leading(named.name);
    // `function:${Orders}*`: the function and its versions.
    if (inner?.mark.kind === "node" && (inner.rest === "" || inner.rest === "*"))
      return { node: inner.mark.node, confidence: "high" };
    if (named.host !== undefined) {
      return { reason: "external-resource", text: `${names.display(named.host)} is a host outside of the map` };
    }
    const service = named.service ?? hint.service ?? serviceOfKind(hint.kind);
    if (service === "events" && named.name === "default") return this.defaultBus(place);
    const declared = this.findByName({ name: named.name, assumed }, service, hint.kind, place);
    if (declared) return declared;
    return this.findElsewhere(named.name, service, hint, place, named.account);
  }

  private findElsewhere(
    name: string,
    service: string | undefined,
    hint: Hint,
    place: Place,
    account: string | undefined,
  ): Target | NotFound {
    const { names } = this.index;
    const display = names.display(name);
    const lead = names.leading(name);
    const isOneMark = lead?.rest === "";
    if (lead && isOneMark && (lead.mark.kind !== "unknown" || lead.mark.label === undefined)) {
      return { reason: "dynamic-value", text: lead.mark.kind === "unknown" ? lead.mark.reason : `it is ${display}` };
    }
    if (!isOneMark && (literalLength(name) === 0 || /[*?]/.test(name))) {
      return { reason: "dynamic-value", text: `${display} may name several resources` };
    }
    const kind = (service === undefined ? undefined : serviceShape(service)?.kind) ?? hint.kind;
    if (kind === undefined || service === undefined) {
      const reason = lead?.mark.kind === "unknown" && isOneMark ? lead.mark.reason : `no resource is called ${display}`;
      return { reason: "unknown-resource", text: reason };
    }
    const label = isOneMark && lead.mark.kind === "unknown" ? (lead.mark.label ?? display) : display;
    const node = this.elsewhere.node({ kind, service, name: label, account, isExact: !hasMark(name) }, place);
    return { node, confidence: "high" };
  }

  /**
   * Declared by no one; readers make the node of a stack whose rules listen to it. A stack without such rules means that of the
   * stack nearest to it; where several are equally near, nothing tells which of them belong to its app.
   */
  private defaultBus(place: Place): Found {
    const listening = this.index.calledExactly("events", "default");
    const wanted = { name: "default", assumed: undefined };
    const nearest = listening.length > 0 ? this.nearest(listening, wanted, place, "high") : undefined;
    if (nearest && nearest.confidence !== "low") return nearest;
    const name = "default event bus";
    const node = this.elsewhere.node(
      { kind: "channel", service: "events", name, isExact: true, physical: "default" },
      place,
    );
    return { node, confidence: "high" };
  }

  /** The node of that physical name, the nearest one to `place`; several equally near ones make the answer uncertain. */
  private findByName(
    wanted: Wanted,
    service: string | undefined,
    kind: NodeKind | undefined,
    place: Place,
  ): Found | undefined {
    const { name } = wanted;
    const { index } = this;
    const isWanted = ({ node }: NamedNode) => service !== undefined || kind === undefined || node.kind === kind;
    const same =
      service === undefined
        ? index.named(undefined).filter((one) => isWanted(one) && (one.text === name || one.text === `/${name}`))
        : [...index.calledExactly(service, name), ...index.calledExactly(service, `/${name}`)];
    if (same.length > 0) return this.nearest(same, wanted, place, "high");
    const pattern = asPattern(name);
    const candidates = index.named(service).filter(isWanted);
    if (!hasMark(name) && !candidates.some(({ text }) => hasMark(text))) return undefined;
    if (literalLength(name) < SHORTEST_LITERAL) return undefined;
    const alike = candidates.filter(
      ({ text, pattern: other }) =>
        (hasMark(text) || hasMark(name)) &&
        isComparable(literalLength(text), literalLength(name)) &&
        areAlike(other, pattern),
    );
    const twins = alike.filter((one) => one.pattern === pattern);
    if (twins.length > 0) return this.nearest(twins, wanted, place, "medium");
    return alike.length > 0 ? this.nearest(alike, wanted, place, "low") : undefined;
  }

  private nearest(found: readonly NamedNode[], { name, assumed: own }: Wanted, place: Place, best: Confidence): Found {
    const distance = ({ node }: NamedNode) => distanceOf(node, place.group);
    const least = Math.min(...found.map(distance));
    const near = found.filter((one) => distance(one) === least);
    const ids = [...new Set(near.map(({ node }) => node.id))].sort();
    const display = this.index.names.display(name);
    const [id = ""] = ids;
    if (ids.length > 1) {
      return { node: id, confidence: "low", reason: `${ids.length} resources are called ${display}` };
    }
    const assumed = near.find(({ node }) => node.id === id)?.assumed;
    const isSameStack = least === 0;
    if (best === "high" && isSameStack && assumed === own)
      return { node: id, confidence: "high", sameAssumption: true };
    if (best === "high" && isSameStack && assumed === undefined) return { node: id, confidence: "high" };
    const reason =
      best === "high" && isSameStack
        ? (assumed ?? "")
        : best === "high"
          ? `found by the name ${display} in another template`
          : `the name ${display} fits`;
    return { node: id, confidence: best === "high" ? "medium" : best, reason };
  }
}

interface Wanted {
  readonly name: string;
  readonly assumed: string | undefined;
}

interface Found extends Target {
  /** The declared name rests on the very assumption that the reference rests on: whatever the value is, they are equal. */
  readonly sameAssumption?: true;
}

function withoutNote({ node, confidence, reason }: Found): Target {
  return { node, confidence, ...(reason === undefined ? {} : { reason }) };
}

function isComparable(a: number, b: number): boolean {
  return Math.min(a, b) >= SHORTEST_LITERAL && Math.min(a, b) >= LEAST_SHARE * Math.max(a, b);
}

/** 0 in the same stack, then by how many folders lie between. */
function distanceOf(node: FragmentNode, group: string): number {
  if (node.group === group) return 0;
  const a = node.group.split("/").slice(0, -1);
  const b = group.split("/").slice(0, -1);
  let common = 0;
  while (common < a.length && common < b.length && a[common] === b[common]) common++;
  return 1 + a.length + b.length - 2 * common;
}

function merge(all: readonly Resolution[]): Resolution {
  const targets = new Map<NodeId, Target>();
  for (const target of all.flatMap((one) => one.targets))
    if (!targets.has(target.node)) targets.set(target.node, target);
  return { targets: [...targets.values()], missing: all.flatMap((one) => one.missing) };
}
