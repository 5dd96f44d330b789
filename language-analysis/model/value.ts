// What a template says about a property once intrinsics and variables are evaluated as far as one file allows.
import type { SourceRange } from "./range.ts";
import type { Layout } from "./tree.ts";

export type Value =
  | TextValue
  | NumberValue
  | BooleanValue
  | NullValue
  | ListValue
  | MapValue
  | ReferenceValue
  | JoinValue
  | ChoiceValue
  | UnresolvedValue;

interface ValueBase {
  /** Where the value is written, tag and quotes included (`!Ref Name`, not `Name`). */
  readonly at: SourceRange;
  /** Set when the value holds only by assumption, with the reason: "default of parameter Stage". Lowers confidence. */
  readonly assumed?: string;
  /** The value is the default of this parameter: a template that nests this one may give another. */
  readonly parameter?: Extract<Reference, { readonly by: "parameter" }>;
  /** Text that is put together, with the default of a parameter in it: its parts, each with what it stands for. */
  readonly pieces?: readonly Value[];
}

export interface TextValue extends ValueBase {
  readonly kind: "text";
  readonly value: string;
}
export interface NumberValue extends ValueBase {
  readonly kind: "number";
  readonly value: number;
}
export interface BooleanValue extends ValueBase {
  readonly kind: "boolean";
  readonly value: boolean;
}
/** A written null, or `AWS::NoValue`. */
export interface NullValue extends ValueBase {
  readonly kind: "null";
}
export interface ListValue extends ValueBase {
  readonly kind: "list";
  readonly items: readonly Value[];
  readonly layout?: Layout;
}
export interface MapValue extends ValueBase {
  readonly kind: "map";
  readonly entries: readonly ValueEntry[];
  readonly layout?: Layout;
}
export interface ValueEntry {
  readonly key: string;
  readonly keyAt: SourceRange;
  readonly value: Value;
  /** From the key's start to the value's end: what a removal takes out. */
  readonly at: SourceRange;
}
/** Points to something declared: a resource, an attribute of it, a parameter, a pseudo parameter, an export. */
export interface ReferenceValue extends ValueBase {
  readonly kind: "reference";
  readonly to: Reference;
}
/** Text put together from parts, some of them references: `Fn::Sub`, `Fn::Join`, `${self:...}-x`. */
export interface JoinValue extends ValueBase {
  readonly kind: "join";
  readonly parts: readonly Value[];
}
/** `Fn::If` and the like: one of the options, which one is not known here. */
export interface ChoiceValue extends ValueBase {
  readonly kind: "choice";
  readonly condition: string;
  readonly options: readonly Value[];
}
export interface UnresolvedValue extends ValueBase {
  readonly kind: "unresolved";
  /** A clause that completes "not known: ...". */
  readonly reason: string;
}

export type Reference =
  /** A resource of the template `file`; `attribute` as in Fn::GetAtt (`Arn`, `StreamArn`), absent for Ref. */
  | { readonly by: "logical-id"; readonly file: string; readonly logicalId: string; readonly attribute?: string }
  /**
   * A template parameter without default; `storedIn` when deployment reads its value from the parameter store, `isEchoed` when it is
   * named as a secret and everybody who may describe the stack is shown its value (no `NoEcho`).
   */
  | {
      readonly by: "parameter";
      readonly file: string;
      readonly name: string;
      readonly storedIn?: "ssm";
      readonly isEchoed?: true;
    }
  /** `AWS::Region`, `AWS::AccountId`, ... kept symbolic. */
  | { readonly by: "pseudo"; readonly name: string }
  /** Fn::ImportValue or `${cf:...}` style; the name may itself hold references. */
  | { readonly by: "export"; readonly name: Value }
  /** `AWS::CloudFormation::Stack` output, by the logical id of the nested stack. */
  | { readonly by: "stack-output"; readonly file: string; readonly logicalId: string; readonly output: string }
  /** `{{resolve:secretsmanager:...}}`, `${ssm:...}`: a value kept elsewhere. */
  | { readonly by: "stored-value"; readonly service: "ssm" | "secretsmanager"; readonly name: string };

export function isMap(value: Value | undefined): value is MapValue {
  return value?.kind === "map";
}

export function isList(value: Value | undefined): value is ListValue {
  return value?.kind === "list";
}

/** The entry's value; absent when `value` is no map, the key is missing or written as null. */
export function property(value: Value | undefined, key: string): Value | undefined {
  if (value?.kind !== "map") return undefined;
  const found = value.entries.find((entry) => entry.key === key)?.value;
  return found?.kind === "null" ? undefined : found;
}

/** The text of a text value; absent for every other kind (numbers and booleans included). */
export function textOf(value: Value | undefined): string | undefined {
  return value?.kind === "text" ? value.value : undefined;
}

/** Text, number or boolean as text; absent for every other kind. */
export function plainText(value: Value | undefined): string | undefined {
  switch (value?.kind) {
    case "text":
      return value.value;
    case "number":
    case "boolean":
      return String(value.value);
    default:
      return undefined;
  }
}

/** Items of a list; a single value counts as a list of one (policies allow both); absent values are an empty list. */
export function itemsOf(value: Value | undefined): readonly Value[] {
  if (value === undefined || value.kind === "null") return [];
  return value.kind === "list" ? value.items : [value];
}
