// The blast radius in one sentence: `If Checkout is compromised: reads 3 stores, writes 2 resources, ...`.
import type { AppGraph } from "../graph/app-graph.ts";
import { blastRadius, type BlastRadius } from "../graph/blast-radius.ts";
import { serviceShape } from "../graph/services.ts";
import { ACCESSES, type Access } from "../iam/access.ts";
import type { NodeId } from "../model/app-map.ts";
import { formatMessage, say, type Message } from "../model/message.ts";

export interface BlastSentence {
  readonly lead: Message;
  /** Joined by commas. Never empty. */
  readonly clauses: readonly Message[];
}

/** Absent when nothing is reached. */
export function blastSentence(graph: AppGraph, id: NodeId): BlastSentence | undefined {
  const node = graph.node(id);
  const radius = blastRadius(graph, id);
  const clauses = [
    ...ACCESSES.flatMap((access) => countClause(graph, radius, access) ?? []),
    ...everywhereClauses(radius),
  ];
  return node && clauses.length > 0 ? { lead: say("If {0} is compromised:", node.name), clauses } : undefined;
}

export function sentenceText({ lead, clauses }: BlastSentence, format = formatMessage): string {
  return `${format(lead)} ${clauses.map(format).join(", ")}.`;
}

/** The function whose takeover reaches most, by weight of what it may do there; absent when none reaches anything. */
export function worstBlast(graph: AppGraph): BlastSentence | undefined {
  let worst: { readonly id: NodeId; readonly weight: number } | undefined;
  for (const { id } of graph.nodes("function")) {
    const weight = weightOf(blastRadius(graph, id));
    if (weight > 0 && (!worst || weight > worst.weight)) worst = { id, weight };
  }
  return worst && blastSentence(graph, worst.id);
}

const WEIGHTS: Record<Access, number> = { read: 2, write: 2, delete: 2, invoke: 1, decrypt: 3, administer: 5 };

function weightOf({ entries, everywhere }: BlastRadius): number {
  const own = entries.flatMap(({ access, how }) => access.map((one) => WEIGHTS[one] * (how === "granted" ? 2 : 1)));
  const wide = everywhere.reduce((sum, { service }) => sum + (service === "*" ? 100 : 4), 0);
  return own.reduce((sum, one) => sum + one, wide);
}

const ONE: Record<Access, { readonly store: string; readonly other: string }> = {
  read: { store: "reads 1 store", other: "reads 1 resource" },
  write: { store: "writes 1 store", other: "writes 1 resource" },
  delete: { store: "deletes in 1 store", other: "deletes in 1 resource" },
  invoke: { store: "invokes 1 function", other: "invokes 1 resource" },
  decrypt: { store: "decrypts 1 secret", other: "decrypts 1 resource" },
  administer: { store: "administers 1 resource", other: "administers 1 resource" },
};
const MANY: Record<Access, { readonly store: string; readonly other: string }> = {
  read: { store: "reads {0} stores", other: "reads {0} resources" },
  write: { store: "writes {0} stores", other: "writes {0} resources" },
  delete: { store: "deletes in {0} stores", other: "deletes in {0} resources" },
  invoke: { store: "invokes {0} functions", other: "invokes {0} resources" },
  decrypt: { store: "decrypts {0} secrets", other: "decrypts {0} resources" },
  administer: { store: "administers {0} resources", other: "administers {0} resources" },
};
/** The kind that the special word is for. */
const KINDS: Record<Access, string> = {
  read: "store",
  write: "store",
  delete: "store",
  invoke: "function",
  decrypt: "secret",
  administer: "",
};

function countClause(graph: AppGraph, { entries }: BlastRadius, access: Access): Message | undefined {
  const reached = entries.filter((entry) => entry.access.includes(access));
  if (reached.length === 0) return undefined;
  const isOfKind = reached.every(({ node }) => graph.node(node)?.kind === KINDS[access]);
  const words = (reached.length === 1 ? ONE : MANY)[access];
  return say(isOfKind ? words.store : words.other, ...(reached.length === 1 ? [] : [reached.length]));
}

/** Services that a sentence names. */
const MOST_SERVICES = 6;

function everywhereClauses({ everywhere }: BlastRadius): readonly Message[] {
  if (everywhere.some(({ service }) => service === "*")) return [say("may do anything in the account")];
  // First what holds power or data: identities, and services that are on maps.
  const isWeighty = (service: string) => service === "iam" || service === "sts" || serviceShape(service) !== undefined;
  const all = everywhere.map(({ service }) => service);
  const services = [...all.filter(isWeighty), ...all.filter((service) => !isWeighty(service))];
  if (services.length === 0) return [];
  const more = services.length - MOST_SERVICES;
  return more < 2
    ? [say("has permissions on every resource of {0} in the account", services.join(", "))]
    : [
        say(
          "has permissions on every resource of {0} and {1} more services in the account",
          services.slice(0, MOST_SERVICES).join(", "),
          more,
        ),
      ];
}
