// What data a store, channel, secret or user pool holds, and what says so.
import type { Confidence, NodeId } from "./app-map.ts";
import type { DataKind } from "./configuration.ts";
import type { SourceRange } from "./range.ts";

/** Most trustworthy first: what users decide, what templates declare, what code writes and reads, what names suggest. */
export const EVIDENCE_SOURCES = ["configuration", "tag", "type", "schema", "code", "name"] as const;
export type EvidenceSource = (typeof EVIDENCE_SOURCES)[number];

export interface DataEvidence {
  readonly data: DataKind;
  readonly by: EvidenceSource;
  /** The word that tells, in lower case: `customer`, `card number`; for types the service. */
  readonly word: string;
  /** The name, field or tag that holds it: `CustomersTable`, `cardNumber`, `data-classification: pii`. */
  readonly foundIn: string;
  readonly at: SourceRange;
  readonly confidence: Confidence;
}

export interface Sensitivity {
  readonly node: NodeId;
  /** Most sensitive first; never empty. */
  readonly data: readonly DataKind[];
  /** That of the surest evidence. */
  readonly confidence: Confidence;
  /** Sorted: by kind of data, then by how much it can be trusted. */
  readonly evidence: readonly DataEvidence[];
}
