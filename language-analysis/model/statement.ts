import type { SourceRange } from "./range.ts";
import type { ListValue, Value } from "./value.ts";

/** One IAM policy statement of any format, every part with its range. Source: IAM User Guide, "IAM JSON policy elements reference". */
export interface PolicyStatement {
  readonly effect: "Allow" | "Deny";
  /** Text values such as `s3:GetObject`, `s3:*`; unresolved values are kept as they are. */
  readonly actions: readonly Value[];
  readonly notActions: readonly Value[];
  readonly resources: readonly Value[];
  readonly notResources: readonly Value[];
  /** Only in resource and trust policies. A text value (`*`, an account, an ARN, a service host name) for each principal. */
  readonly principals: readonly Value[];
  /** Those of `principals` that stand under Federated: identity providers. */
  readonly federated?: readonly Value[];
  /** Values of NotPrincipal: with Allow everybody but them. */
  readonly notPrincipals?: readonly Value[];
  readonly conditions: Value | undefined;
  /** The whole statement, or the policy template or managed policy reference that stands for it. */
  readonly at: SourceRange;
  readonly origin: StatementOrigin;
}

export type StatementOrigin =
  /** Written out in the workspace: can be edited in place. `value` is the statement as written. */
  | {
      readonly kind: "statement";
      readonly value: Value;
      /** The list that it is an item of, when it is one. */
      readonly within?: ListValue;
      /** The inline policy whose document it stands in, and the list of policies that this is an item of. */
      readonly policy?: { readonly value: Value; readonly within: ListValue };
    }
  /** SAM policy template; `name` such as `S3ReadPolicy`. */
  | {
      readonly kind: "policy-template";
      readonly name: string;
      readonly nameAt?: SourceRange;
      readonly parameters?: Value;
      /** The use of the template (a map of one entry), and the list of policies that it is an item of. */
      readonly value?: Value;
      readonly within?: ListValue;
    }
  /** AWS managed policy by name, such as `AmazonS3FullAccess`; `graph/role-policy.ts` knows its statements. */
  | {
      readonly kind: "managed-policy";
      readonly name: string;
      /** The policy as written, and the list that it is an item of; absent when something else implies it. */
      readonly value?: Value;
      readonly within?: ListValue;
    }
  /** A policy whose statements the workspace does not tell: a parameter, an import, a customer's own policy by ARN. No actions. */
  | { readonly kind: "unknown"; readonly reason: string }
  /** Follows from something else that is declared (SAM connector, event source mapping, tracing); `reason` says from what. */
  | { readonly kind: "implied"; readonly reason: string };
