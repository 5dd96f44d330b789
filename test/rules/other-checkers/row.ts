// One row of the tables beside this file: a resource that other checkers report, and one that they accept.
import type { RuleId } from "../../../language-analysis/model/finding.ts";

export type Properties = Readonly<Record<string, unknown>>;

export interface Row {
  /** Identifiers of Checkov, and of cfn_nag with the prefix `NAG_`. */
  readonly checks: string;
  /** The rule of ours that answers them. */
  readonly rule: RuleId;
  readonly type: string;
  readonly fails: readonly Properties[];
  readonly passes: readonly Properties[];
  /** Further resources of the template, by logical id. */
  readonly beside?: Readonly<Record<string, { readonly Type: string; readonly Properties?: Properties }>>;
}

export const KEY = { Ref: "Key" };
export const IS_PRODUCTION = (value: unknown, otherwise: unknown = { Ref: "AWS::NoValue" }): unknown => ({
  "Fn::If": ["IsProduction", value, otherwise],
});

/** The resource as `Thing` in a template with the parameter `Key` and the condition `IsProduction`. */
export function templateOf({ type, beside }: Row, properties: Properties): string {
  return JSON.stringify(
    {
      AWSTemplateFormatVersion: "2010-09-09",
      ...(type.startsWith("AWS::Serverless") && { Transform: "AWS::Serverless-2016-10-31" }),
      Parameters: { Key: { Type: "String" }, Password: { Type: "String", NoEcho: true }, Stage: { Type: "String" } },
      Conditions: { IsProduction: { "Fn::Equals": [{ Ref: "Stage" }, "prod"] } },
      Resources: { Thing: { Type: type, Properties: properties }, ...beside },
    },
    undefined,
    2,
  );
}
