// Collects what a reader finds in one template and puts it in the order that all results have.
import type { Confidence, Delivery, Dialect, EdgeKind, Evidence, Trigger } from "../model/app-map.ts";
import type {
  EdgeEnd,
  Fragment,
  FragmentEdge,
  FragmentNode,
  FragmentSetting,
  FragmentStatement,
  NestedStack,
} from "../model/fragment.ts";
import type { InlineCode } from "../model/inline-code.ts";
import { say } from "../model/message.ts";
import type { Message } from "../model/message.ts";
import type { Problem, ProblemCode, Unresolved, UnresolvedReason } from "../model/problem.ts";
import { compareRanges } from "../model/range.ts";
import type { SourceRange } from "../model/range.ts";
import type { Value } from "../model/value.ts";
import { elements, unknownIn } from "./walk-values.ts";

/** One end as readers write it: a node's id (or `PUBLIC`), or a value with what it must be. */
export type End = string | ValueEnd;

export interface ValueEnd {
  readonly value: Value | undefined;
  readonly kind?: FragmentNode["kind"];
  readonly service?: string;
}

export interface EdgeDraft {
  readonly from: End;
  readonly to: End;
  readonly kind: EdgeKind;
  readonly at: SourceRange;
  readonly label: string;
  readonly trigger?: Trigger;
  readonly actions?: readonly string[];
  readonly evidence?: Evidence["kind"];
  readonly confidence?: Confidence;
  readonly reason?: string;
  readonly filter?: Value | undefined;
  readonly delivery?: Delivery | undefined;
}

/** What is known of a node that no resource declares. */
export type MadeNode = Pick<FragmentNode, "kind" | "service" | "at"> &
  Partial<Omit<FragmentNode, "id" | "dialect" | "group">> & {
    /** Tells it from the other nodes of the template. */
    readonly key: string;
  };

/** End that stands for the internet. */
export const PUBLIC = "public";

export class FragmentBuilder {
  readonly problems: Problem[] = [];
  private readonly nodes = new Map<string, FragmentNode>();
  private readonly edges: FragmentEdge[] = [];
  private readonly statements: FragmentStatement[] = [];
  private readonly unresolvedList: Unresolved[] = [];
  private readonly stacks: NestedStack[] = [];
  private readonly inlineCode = new Map<string, InlineCode>();
  private readonly settings = new Map<string, FragmentSetting>();
  private readonly outputs: Fragment["outputs"][number][] = [];

  /** How what is being read now is written: CloudFormation inside of a Serverless service is CloudFormation. */
  nodeDialect: Dialect;

  constructor(
    readonly file: string,
    readonly dialect: Dialect,
  ) {
    this.nodeDialect = dialect;
  }

  idOf(logicalId: string): string {
    return `${this.file}#${logicalId}`;
  }

  /** The first declaration of an id stays. */
  addNode(node: FragmentNode): void {
    if (!this.nodes.has(node.id)) this.nodes.set(node.id, node);
  }

  /** A node that no resource declares: a framework makes it, or it lives elsewhere. Gives its id; the first of an id stays. */
  addMadeNode({ key, ...node }: MadeNode): string {
    const id = this.idOf(key);
    const logicalId = node.logicalId ?? key;
    const defaults = {
      provider: "aws",
      name: logicalId,
      logicalId,
      type: "",
      nameAt: node.at,
      properties: {},
    } as const;
    this.addNode({ ...defaults, ...node, id, dialect: "none", group: this.file });
    return id;
  }

  /** Adds properties that the node does not have yet. */
  extendNode(id: string, properties: Readonly<Record<string, Value | undefined>>): void {
    const node = this.nodes.get(id);
    if (!node) return;
    const added = Object.entries(properties).filter(([name, value]) => value && !node.properties[name]);
    if (added.length > 0) {
      this.nodes.set(id, { ...node, properties: { ...node.properties, ...(Object.fromEntries(added) as object) } });
    }
  }

  node(id: string): FragmentNode | undefined {
    return this.nodes.get(id);
  }

  allNodes(): Iterable<FragmentNode> {
    return this.nodes.values();
  }

  /** An end whose value is a choice or a list makes one edge for each of it; an end without value makes none. */
  addEdge(draft: EdgeDraft): void {
    for (const from of this.ends(draft.from)) {
      for (const to of this.ends(draft.to)) {
        const { kind, trigger, actions, confidence, reason, filter, delivery } = draft;
        this.edges.push({
          from,
          to,
          kind,
          evidence: { kind: draft.evidence ?? "declared", at: draft.at, label: draft.label },
          ...(trigger && kind === "triggers" && { trigger }),
          ...(actions && { actions }),
          ...(confidence && { confidence }),
          ...(reason !== undefined && { reason }),
          ...(filter && { filter }),
          ...(delivery && { delivery }),
        });
      }
    }
  }

  addStatement(statement: Omit<FragmentStatement, "owner">, owner: End): void {
    for (const end of this.ends(owner)) this.statements.push({ ...statement, owner: end });
  }

  addOutput(output: Fragment["outputs"][number]): void {
    this.outputs.push(output);
  }

  /** The first declaration of an id stays. */
  addSetting(setting: FragmentSetting): void {
    if (!this.settings.has(setting.id)) this.settings.set(setting.id, setting);
  }

  addInlineCode(code: InlineCode): void {
    if (!this.inlineCode.has(code.path)) this.inlineCode.set(code.path, code);
  }

  addStack(stack: NestedStack): void {
    this.stacks.push(stack);
  }

  unresolved(reason: UnresolvedReason, subject: string, message: Message, at: SourceRange): void {
    this.unresolvedList.push({ reason, subject, message, at });
  }

  problem(code: ProblemCode, severity: Problem["severity"], message: Message, at: SourceRange): void {
    this.problems.push({ code, severity, message, at });
  }

  /** A value of the wrong form; the rest of the template is read all the same. */
  invalid(what: string, expected: string, at: SourceRange): void {
    this.problem("invalid-value", "warning", say("{0} should be {1}.", what, expected), at);
  }

  /** Logical ids of this template's functions to which an edge with one of the triggers leads. */
  triggeredBy(...triggers: readonly Trigger[]): ReadonlySet<string> {
    const found = new Set<string>();
    for (const { to, trigger } of this.edges) {
      if (!trigger || !triggers.includes(trigger)) continue;
      if ("node" in to) found.add(this.nodes.get(to.node)?.logicalId ?? "");
      else if ("value" in to && to.value.kind === "reference" && to.value.to.by === "logical-id") {
        found.add(to.value.to.logicalId);
      }
    }
    return found;
  }

  private ends(end: End): readonly EdgeEnd[] {
    if (end === PUBLIC) return [{ public: true }];
    if (typeof end === "string") return [{ node: end }];
    const { kind, service } = end;
    return elements(end.value).map((value) => ({
      value,
      ...(kind && { kind }),
      ...(service !== undefined && { service }),
    }));
  }

  /** Lists what properties of nodes hold that is not known, unless something at the place is listed already. */
  private listUnknownValues(): void {
    // There the variables themselves are listed.
    if (this.dialect === "serverless") return;
    const listed = new Set(this.unresolvedList.map(({ at }) => placeKey(at)));
    for (const { name, properties } of this.nodes.values()) {
      for (const [property, value] of Object.entries(properties)) {
        // How callers are authenticated is judged by the reader and read by rules; it is not a value that is written.
        if (property === "authentication") continue;
        for (const { reason, at } of unknownIn(value)) {
          if (listed.has(placeKey(at))) continue;
          listed.add(placeKey(at));
          const message = say("A value of {0} is not known ({1}): {2}.", name, property, reason);
          this.unresolved("dynamic-value", `${property} of ${name}`, message, at);
        }
      }
    }
  }

  build(title: string): Fragment {
    this.listUnknownValues();
    const settle = (end: EdgeEnd): EdgeEnd => {
      const id = "value" in end ? this.referredNode(end.value) : undefined;
      return id === undefined ? end : { node: id };
    };
    const edges = this.edges.map((edge) => ({ ...edge, from: settle(edge.from), to: settle(edge.to) }));
    const statements = this.statements.map((statement) => ({ ...statement, owner: settle(statement.owner) }));
    return {
      file: this.file,
      dialect: this.dialect,
      title,
      nodes: [...this.nodes.values()].sort((a, b) => compareText(a.id, b.id)),
      edges: edges.sort(
        (a, b) =>
          compareRanges(a.evidence.at, b.evidence.at) ||
          compareText(a.kind, b.kind) ||
          compareText(endKey(a.from), endKey(b.from)) ||
          compareText(endKey(a.to), endKey(b.to)),
      ),
      statements: statements.sort((a, b) => compareRanges(a.at, b.at) || compareText(endKey(a.owner), endKey(b.owner))),
      ...(this.settings.size > 0 && {
        settings: [...this.settings.values()].sort((a, b) => compareText(a.id, b.id)),
      }),
      outputs: this.outputs,
      ...(this.stacks.length > 0 && { stacks: this.stacks }),
      ...(this.inlineCode.size > 0 && {
        inlineCode: [...this.inlineCode.values()].sort((a, b) => compareText(a.path, b.path)),
      }),
      unresolved: this.unresolvedList.sort((a, b) => compareRanges(a.at, b.at) || compareText(a.subject, b.subject)),
    };
  }

  /** The id of this fragment's node that the value points to, unless it points to something inside of a nested stack. */
  private referredNode(value: Value): string | undefined {
    if (value.kind !== "reference" || value.to.by !== "logical-id" || value.to.file !== this.file) return undefined;
    const id = this.idOf(value.to.logicalId);
    return this.nodes.has(id) ? id : undefined;
  }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function placeKey({ file, start }: SourceRange): string {
  return `${file}:${start.line}`;
}

function endKey(end: EdgeEnd): string {
  if ("node" in end) return end.node;
  if ("public" in end) return "";
  const { at } = end.value;
  return `${at.file}:${at.start.line}:${at.start.character}`;
}
