// What a function needs of IAM: by the calls that its code can make, and by how it is configured.
import type { Confidence, NodeId } from "./app-map.ts";
import type { Message } from "./message.ts";
import type { SourceRange } from "./range.ts";

/** The code's part, one entry a call and resource; sorted by range. */
export interface FunctionUsage {
  readonly node: NodeId;
  readonly uses: readonly UsedPermission[];
  /** Why the code may need more than `uses` says; empty when every SDK call that can run is known, with its actions. */
  readonly gaps: readonly UsageGap[];
}

export interface UsedPermission {
  /** IAM actions, sorted; all of them are needed on `resource`. */
  readonly actions: readonly string[];
  readonly resource: UsedResource;
  /** `code`: a call; `configuration`: a trigger, a VPC, a log group, a destination. */
  readonly source: "code" | "configuration";
  /** What is seen there, short: `DynamoDB.PutItem`, `SQS event source`. */
  readonly label: string;
  readonly at: SourceRange;
  /** Of actions and resource together. */
  readonly confidence: Confidence;
  /** Why the confidence is not high. */
  readonly reason?: string;
  /** The call is made with credentials that are not the role's (given to the client): the role may not need it. */
  readonly isForeign?: true;
  /** The call fails only when the action is needed: `kms:Decrypt` for a parameter that may be encrypted. */
  readonly isOptional?: true;
}

export type UsedResource =
  /** `part`: the path behind the resource's ARN when only a part is touched: `index/ByStatus`, `stream/*`. */
  | { readonly kind: "node"; readonly node: NodeId; readonly part?: string }
  /** No node stands for it: its name as code has it, unknown parts written as `*`; an ARN when code has one. */
  | { readonly kind: "named"; readonly service: string; readonly name: string }
  /** The actions take no resource, or the call is about the account as a whole. */
  | { readonly kind: "any" }
  | { readonly kind: "unknown"; readonly reason: string };

/** Something that may need permissions which are not in the list. */
export interface UsageGap {
  readonly what: "service" | "operation" | "module" | "library" | "handler" | "limit";
  readonly message: Message;
  readonly at: SourceRange;
}
