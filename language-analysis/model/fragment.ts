// What a reader makes of one template. Everything that needs another file is left to the linker as a `Value`.
import type {
  Confidence,
  Delivery,
  Dialect,
  EdgeKind,
  Evidence,
  MapNode,
  MapSetting,
  NodeKind,
  Trigger,
} from "./app-map.ts";
import type { InlineCode } from "./inline-code.ts";
import type { Problem, Unresolved } from "./problem.ts";
import type { PolicyStatement } from "./statement.ts";
import type { MapValue, Value } from "./value.ts";

export interface Fragment {
  readonly file: string;
  readonly dialect: Dialect;
  /** Stack or service name for display. */
  readonly title: string;
  readonly nodes: readonly FragmentNode[];
  readonly edges: readonly FragmentEdge[];
  readonly statements: readonly FragmentStatement[];
  /** Resources that are no node. */
  readonly settings?: readonly FragmentSetting[];
  /** `Outputs` with an `Export`, and plain outputs (`exportName` absent) for nested stacks. */
  readonly outputs: readonly { readonly name: string; readonly exportName?: Value; readonly value: Value }[];
  readonly unresolved: readonly Unresolved[];
  /** Nested stacks whose template is a file of the workspace: lets outputs and parameters be followed across templates. */
  readonly stacks?: readonly NestedStack[];
  /** Code of functions that stands in the template. */
  readonly inlineCode?: readonly InlineCode[];
  /** Files that became a part of this one (`${file(...)}`, definitions): a fragment of their own would say the same twice. */
  readonly includes?: readonly string[];
}

export interface NestedStack {
  /** As in `stack-output` references of this fragment. */
  readonly logicalId: string;
  /** Workspace path of the nested template, or how it ends when the path holds only after a build; of an uploaded one its name. */
  readonly template: string;
  /** The template is named by its address in a bucket. */
  readonly isUploaded?: true;
  /** Values that the parent gives to the nested template's parameters. */
  readonly parameters?: MapValue;
}

export type FragmentNode = Omit<MapNode, "handler">;

export type SettingSubject = Extract<EdgeEnd, { readonly value: Value }>;

export interface FragmentSetting extends Omit<MapSetting, "configures"> {
  /** What it is set up for; what is no node is left out by the linker. */
  readonly subjects: readonly SettingSubject[];
}

/** One end of an edge: a node of this fragment by its id, the internet, or a value that the linker resolves to a node. */
export type EdgeEnd =
  | { readonly node: string }
  | { readonly public: true }
  | {
      readonly value: Value;
      /** What the value must be, when the place where it stands tells: an SQS ARN in an SQS event is a queue. */
      readonly kind?: NodeKind;
      readonly service?: string;
    };

export interface FragmentEdge {
  readonly from: EdgeEnd;
  readonly to: EdgeEnd;
  readonly kind: EdgeKind;
  readonly trigger?: Trigger;
  readonly actions?: readonly string[];
  readonly evidence: Evidence;
  readonly confidence?: Confidence;
  readonly reason?: string;
  /** Event filter as written (S3 prefix/suffix, filter policy, event pattern), for flows across the edge. */
  readonly filter?: Value;
  readonly delivery?: Delivery;
}

export interface FragmentStatement extends PolicyStatement {
  /** The role that is granted (`identity`, `trust`) or the resource that grants (`resource`). */
  readonly owner: EdgeEnd;
  readonly policy: "identity" | "resource" | "trust" | "boundary" | "service-control";
}

export interface ReadRequest {
  readonly path: string;
  readonly text: string;
  /** Texts of other files that an earlier call for the same file asked for in `needs`; null when there is no such file. */
  readonly companions: Readonly<Record<string, string | null>>;
}

/** A pure function of the request. `needs` names files that it would have read; the host calls again with their texts. */
export interface ReadResponse {
  readonly fragment: Fragment | undefined;
  readonly problems: readonly Problem[];
  readonly needs: readonly string[];
}
