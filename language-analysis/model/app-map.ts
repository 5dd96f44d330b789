// The app map: the one model that everything after reading works on.
import type { SourceRange } from "./range.ts";
import type { Sensitivity } from "./sensitivity.ts";
import type { PolicyStatement } from "./statement.ts";
import type { FunctionUsage } from "./usage.ts";
import type { MapValue, Value } from "./value.ts";

export type NodeId = string;

/** Closed list; see docs/map-model.md for what belongs to each. */
export const NODE_KINDS = [
  "function",
  "workflow",
  "endpoint",
  "schedule",
  "channel",
  "store",
  "secret",
  "identity",
  "role",
  "external",
  "public",
] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

export const EDGE_KINDS = [
  "triggers",
  "invokes",
  "reads",
  "writes",
  "publishes",
  "runs-as",
  "may",
  "trusts",
  "authenticates",
  "connects",
] as const;
export type EdgeKind = (typeof EDGE_KINDS)[number];

export const TRIGGERS = [
  "api",
  "s3",
  "sns",
  "sqs",
  "dynamodb",
  "kinesis",
  "schedule",
  "event",
  "logs",
  "iot",
  "alexa",
  "cognito",
  "msk",
  "kafka",
  "mq",
  "documentdb",
  "url",
  "appsync",
  "alb",
  "cloudfront",
  /** A request authorizer asked by an API before it lets a request through. */
  "authorizer",
  /** E-mail receipt rule. */
  "ses",
  /** Any other service that invokes the function; the evidence's label names it. */
  "other",
] as const;
export type Trigger = (typeof TRIGGERS)[number];

export type Provider = "aws" | "azure" | "google" | "ibm" | "any";
export type Confidence = "high" | "medium" | "low";

/** The template language a declaration is written in: decides how an edit spells a property. */
export type Dialect = "sam" | "cloudformation" | "serverless" | "code" | "none";

/**
 * A node as a reader or the linker declares it.
 * `properties` holds normalised, effective properties (names in `properties.ts`; SAM Globals and Serverless provider defaults
 * applied, their ranges then point to the default). `body` is the map in which the resource's own properties are written.
 */
export interface MapNode {
  /** `file#logicalId`, from file path and logical id only, so that it survives edits elsewhere. */
  readonly id: NodeId;
  readonly kind: NodeKind;
  readonly provider: Provider;
  /** Lower-case service word: `lambda`, `dynamodb`, `s3`, `sqs`, `sns`, `kinesis`, `events`, `states`, `apigateway`, `iam`, `cognito`, ... */
  readonly service: string;
  /** What a person calls it: logical id, function key, `GET /orders`. */
  readonly name: string;
  readonly logicalId: string;
  /** Type as written in the template (`AWS::S3::Bucket`, `AWS::Serverless::Function`); empty when there is none. */
  readonly type: string;
  readonly dialect: Dialect;
  /** Stack or service the node belongs to: the template file's path, or the code file's folder for undeclared functions. */
  readonly group: string;
  /** The whole declaration. */
  readonly at: SourceRange;
  /** The name in the declaration: where hovers and diagnostics of the whole resource go. */
  readonly nameAt: SourceRange;
  readonly properties: Readonly<Record<string, Value>>;
  readonly body?: MapValue;
  /** The resource's properties with SAM Globals applied, where that differs from `body`; not for functions. */
  readonly effective?: Value;
  /** Condition under which the template creates it. */
  readonly condition?: string;
  /** Referred to, but declared outside the workspace. */
  readonly declaredElsewhere?: true;
  /** A handler found in code that no template declares. */
  readonly undeclared?: true;
  /** Parts of its template are broken: what uses it may stand there. */
  readonly inBrokenTemplate?: true;
  /** Function nodes without `handler`: where the code is that we do not analyse; a file's begin, or code in the template. */
  readonly source?: SourceRange;
  /**
   * Roles: where their policies are written; absent when that can't be edited. A declared role has it in its `body`.
   * Functions of a Serverless service with a shared role: where statements of their own can be written.
   */
  readonly policyPlace?: PolicyPlace;
  /** Function nodes: where the handler is in code; absent when it was not found (an `Unresolved` says why). */
  readonly handler?: HandlerLocation;
}

export interface PolicyPlace {
  /** What the list holds: SAM's policies (templates, documents, names), or statements. */
  readonly form: "sam" | "statements";
  readonly body: MapValue;
  /** Keys from `body` to the list; not all of them need be there. */
  readonly path: readonly string[];
}

export interface HandlerLocation {
  readonly file: string;
  /** Index into the module's `functions`. */
  readonly functionIndex: number;
  /** The handler's name in code. */
  readonly at: SourceRange;
  /** The whole function. */
  readonly bodyAt?: SourceRange;
  readonly confidence: Confidence;
  /** What the platform loads: the module, and the name that it exports. */
  readonly exported?: { readonly file: string; readonly name: string };
  /** A framework calls it: a route with the parts of its path, an event handler with an object of its own for the event. */
  readonly framework?: "chalice-route" | "chalice-event";
}

export interface MapEdge {
  /** `from|kind|to` plus `|trigger` for trigger edges: parallel evidence is merged into one edge. */
  readonly id: string;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly kind: EdgeKind;
  readonly trigger?: Trigger;
  /** IAM actions, sorted; on `may` edges the granted ones, on `reads`/`writes`/... the ones the calls need. */
  readonly actions?: readonly string[];
  readonly evidence: readonly Evidence[];
  readonly confidence: Confidence;
  /** Why the confidence is not high. */
  readonly reason?: string;
  /** Event filter as written (S3 prefix and suffix, filter policy, event pattern); absent when any of the declarations has none. */
  readonly filter?: Value;
  /** In place of `filter` when declarations differ: what one of them lets through starts it. */
  readonly filters?: readonly Value[];
  /** How events are handed over, on `triggers` edges; absent when parallel declarations differ. */
  readonly delivery?: Delivery;
}

/** Each lets events through; none when all events pass. */
export function filtersOf({ filter, filters }: MapEdge): readonly Value[] {
  return filters ?? (filter ? [filter] : []);
}

/** Settings of an event source mapping, a subscription, a rule's target: names in `DELIVERY_SETTINGS`. */
export interface Delivery {
  readonly settings: Readonly<Record<string, Value>>;
  /** The map in which they are written, for a fix; absent for events in short form (`- sqs: arn`). */
  readonly body?: MapValue;
  /** How `body` spells them. */
  readonly dialect: Dialect;
}

export interface Evidence {
  /** Infrastructure says so; a policy allows it; a call in code does it. */
  readonly kind: "declared" | "granted" | "observed";
  readonly at: SourceRange;
  /** What is seen there, short: `DynamoDB.put`, `S3ReadPolicy`, `Events.Upload`. */
  readonly label: string;
}

/**
 * A policy statement on the map: `owner` is the role that is granted, or for resource policies the resource that grants. A service
 * control policy of an organization holds for whole accounts: its owner is the policy itself, which is no node.
 */
export interface OwnedStatement extends PolicyStatement {
  readonly owner: NodeId;
  /** `boundary`: the most that the owner may do, whatever its identity policies allow. */
  readonly policy: "identity" | "resource" | "trust" | "boundary" | "service-control";
}

/**
 * A declared resource that is no node: it sets something up for nodes (an alarm, a stage, a bucket policy, a security group, a trail),
 * or no table knows its type.
 */
export interface MapSetting extends Pick<
  MapNode,
  "id" | "type" | "logicalId" | "dialect" | "group" | "at" | "nameAt" | "body" | "condition"
> {
  /** Nodes that it is set up for, as far as they are known: what it names, or what names it. Sorted. */
  readonly configures: readonly NodeId[];
}

/** Nodes sorted by id, edges by id, statements by range: byte-equal for the same input in any order. */
export interface AppMap {
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
  readonly statements: readonly OwnedStatement[];
  /** Sorted by id. Absent means none. */
  readonly settings?: readonly MapSetting[];
  /** What the code of functions needs of IAM, sorted by node; ask `graph/used-permissions.ts`. */
  readonly usage?: readonly FunctionUsage[];
  /** What data nodes hold, as far as anything tells; sorted by node. A node that is not listed holds nothing known to be sensitive. */
  readonly sensitivity?: readonly Sensitivity[];
}
