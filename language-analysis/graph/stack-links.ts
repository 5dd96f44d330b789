// What one template adds to the map beside its nodes, step by step: declared edges, roles, owned statements, trust, permissions.
import type { MapEdge, NodeId, OwnedStatement, Trigger } from "../model/app-map.ts";
import type { EdgeEnd, Fragment, FragmentEdge } from "../model/fragment.ts";
import { say } from "../model/message.ts";
import type { SourceRange } from "../model/range.ts";
import { textOf } from "../model/value.ts";
import type { MapDraft } from "./map-draft.ts";
import { addPermissionEdges } from "./permissions.ts";
import type { Resolution, Resolver, Target } from "./resolver.ts";

/** The trigger word by the service of an event source that Lambda polls. */
const POLLED: ReadonlyMap<string, Trigger> = new Map([
  ["dynamodb", "dynamodb"],
  ["sqs", "sqs"],
  ["kinesis", "kinesis"],
  ["msk", "msk"],
  ["mq", "mq"],
  ["docdb", "documentdb"],
]);

export class StackLinks {
  constructor(
    private readonly resolver: Resolver,
    private readonly draft: MapDraft,
  ) {}

  addDeclared({ edges, file }: Fragment): void {
    for (const edge of edges) this.addEdge(edge, file);
  }

  private addEdge(edge: FragmentEdge, group: string): void {
    const { at, label } = edge.evidence;
    const from = this.end(edge.from, group, at);
    const to = this.end(edge.to, group, at);
    for (const { missing } of [from, to]) {
      for (const { reason, text } of missing) {
        const message = say("The other end of {0} is not known: {1}.", label, text);
        this.draft.unresolved.push({ reason, subject: label, message, at });
      }
    }
    for (const start of from.targets) {
      for (const end of to.targets) {
        const { kind, trigger, actions, filter, delivery } = edge;
        const doubt =
          [start, end].find(({ confidence }) => confidence === "low") ?? (start.reason === undefined ? end : start);
        // What a mapping polls is known only here when another template hands it in.
        const polled = trigger === "other" ? POLLED.get(this.draft.node(start.node)?.service ?? "") : undefined;
        const isDeclaredSure = polled !== undefined || edge.confidence === undefined || edge.confidence === "high";
        const confidence = isDeclaredSure ? doubt.confidence : (edge.confidence ?? "high");
        const reason = isDeclaredSure ? doubt.reason : edge.reason;
        this.draft.edges.add({
          from: start.node,
          to: end.node,
          kind,
          ...(trigger && { trigger: polled ?? trigger }),
          ...(actions && { actions }),
          evidence: edge.evidence,
          confidence,
          ...(reason !== undefined && { reason }),
          ...(filter && { filter }),
          ...(delivery && { delivery }),
        });
      }
    }
  }

  private end(end: EdgeEnd, group: string, at: SourceRange): Resolution {
    if ("public" in end) return certain(this.draft.elsewhere.internet());
    if ("node" in end) return this.draft.nodes.has(end.node) ? certain(end.node) : { targets: [], missing: [] };
    const { value, kind, service } = end;
    const hint = { ...(kind && { kind }), ...(service !== undefined && { service }) };
    return this.resolver.resolve(value, hint, { group, at: value.at.file === "" ? at : value.at });
  }

  /** Functions whose reader names a role without drawing the edge; `drawn` are those that have one. */
  addRoles({ nodes }: Fragment, drawn: ReadonlySet<NodeId>): void {
    for (const node of nodes) {
      const { id } = node;
      const role = node.properties["role"];
      if (!role || drawn.has(id) || (node.kind !== "function" && node.kind !== "workflow")) continue;
      // Of two declarations with one id the first counts.
      if (this.resolver.index.nodes.get(id) !== node) continue;
      const { targets } = this.resolver.resolve(
        role,
        { kind: "role", service: "iam" },
        { group: node.group, at: role.at },
      );
      for (const target of targets) this.addTarget(id, target, "runs-as", role.at, "Role");
    }
  }

  private addTarget(from: NodeId, target: Target, kind: MapEdge["kind"], at: SourceRange, label: string): void {
    const { node, confidence, reason } = target;
    const evidence = { kind: "declared", at, label } as const;
    this.draft.edges.add({ from, to: node, kind, evidence, confidence, ...(reason !== undefined && { reason }) });
  }

  ownedStatements({ statements, file }: Fragment): readonly OwnedStatement[] {
    return statements.flatMap((statement) => {
      if (statement.policy === "service-control" && "node" in statement.owner) {
        return [{ ...statement, owner: statement.owner.node }];
      }
      const { targets } = this.end(statement.owner, file, statement.at);
      return targets.map(({ node }) => ({ ...statement, owner: node }));
    });
  }

  addTrust(statements: readonly OwnedStatement[]): void {
    const { names } = this.resolver.index;
    for (const { owner, policy, effect, principals, at } of statements) {
      if (policy !== "trust" || effect !== "Allow") continue;
      for (const principal of principals) {
        const group = this.draft.node(owner)?.group ?? "";
        if (textOf(principal) === "*") {
          const internet = this.draft.elsewhere.internet();
          this.addTarget(owner, { node: internet, confidence: "high" }, "trusts", at, "Principal");
          continue;
        }
        // Accounts and host names of services are no nodes: only ARNs and references lead to one.
        const texts = names
          .of(principal)
          .filter((one) => one.text.startsWith("arn:") || names.leading(one.text)?.mark.kind === "node");
        const { targets } = this.resolver.resolveTexts(texts, {}, { group, at: principal.at });
        for (const target of targets) this.addTarget(owner, target, "trusts", at, "Principal");
      }
    }
  }

  addPermissions(statements: readonly OwnedStatement[]): void {
    addPermissionEdges(statements, this.resolver, (id) => this.draft.node(id), this.draft.edges);
  }
}

function certain(node: NodeId): Resolution {
  return { targets: [{ node, confidence: "high" }], missing: [] };
}
