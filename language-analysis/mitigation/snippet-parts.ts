// A rule's example in YAML, taken apart by where its parts belong in a template of the reader's own.
import { Intrinsic, type EditValue } from "../graph/edit-text.ts";
import type { DataNode, MapNode as TreeMap } from "../model/tree.ts";
import { parseYaml } from "../syntax/yaml.ts";

export type SnippetPart =
  /** A declared resource. */
  | { readonly kind: "resource"; readonly logicalId: string; readonly type: string; readonly properties: TreeMap }
  /** Settings of a function of the Serverless Framework. */
  | { readonly kind: "function"; readonly settings: TreeMap }
  /** A section at the top of the file: `provider`, `custom`, `Globals`. */
  | { readonly kind: "section"; readonly key: string; readonly value: DataNode }
  /** Properties of a resource of one of the types. */
  | { readonly kind: "property"; readonly key: string; readonly value: DataNode; readonly types: RegExp };

export interface SnippetParts {
  /** `any`: resources that stand in every format. */
  readonly format: "serverless" | "sam" | "any";
  readonly parts: readonly SnippetPart[];
}

const SERVERLESS_SECTIONS: ReadonlySet<string> = new Set(["provider", "custom", "plugins"]);

/** Properties that examples show without a resource around them. */
const PROPERTIES: Readonly<Record<string, RegExp | undefined>> = {
  FunctionUrlConfig: /^AWS::Serverless::Function$/,
  Policies: /^AWS::Serverless::Function$/,
  Events: /^AWS::Serverless::Function$/,
  VpcConfig: /^AWS::(?:Serverless|Lambda)::Function$/,
  CorsConfiguration: /^AWS::S3::Bucket$/,
  AssumeRolePolicyDocument: /^AWS::IAM::Role$/,
  PolicyDocument: /^AWS::.*Policy$/,
  MasterUserPassword: /^AWS::(?:RDS|DocDB|Redshift)::/,
};

/** Undefined for an example that is no part of a template: a list, a pipeline, a definition of its own. */
export function snippetParts(text: string): SnippetParts | undefined {
  const { root, problems } = parseYaml("snippet.yaml", text);
  if (root?.type !== "map" || problems.length > 0) return undefined;
  const parts = root.entries.map(({ key, value }) => partsOf(key, value));
  if (parts.some((some) => some.length === 0)) return undefined;
  const all = parts.flat();
  const isServerless = all.some(
    (part) => part.kind === "function" || (part.kind === "section" && part.key !== "Globals"),
  );
  const isSam = all.some(
    (part) =>
      (part.kind === "resource" && part.type.startsWith("AWS::Serverless::")) ||
      (part.kind === "section" && part.key === "Globals"),
  );
  return { format: isServerless ? "serverless" : isSam ? "sam" : "any", parts: all };
}

function partsOf(key: string, value: DataNode): readonly SnippetPart[] {
  if (key === "functions" && value.type === "map") {
    return value.entries.flatMap((entry) =>
      entry.value.type === "map" ? [{ kind: "function", settings: entry.value } as const] : [],
    );
  }
  if (SERVERLESS_SECTIONS.has(key) || key === "Globals") return [{ kind: "section", key, value }];
  if (key === "resources" || key === "Resources")
    return value.type === "map" ? value.entries.flatMap((one) => partsOf(one.key, one.value)) : [];
  const types = PROPERTIES[key];
  if (types) return [{ kind: "property", key, value, types }];
  const type = value.type === "map" ? value.entries.find((entry) => entry.key === "Type")?.value : undefined;
  const properties =
    value.type === "map" ? value.entries.find((entry) => entry.key === "Properties")?.value : undefined;
  return type?.type === "scalar" && type.text.startsWith("AWS::") && properties?.type === "map"
    ? [{ kind: "resource", logicalId: key, type: type.text, properties }]
    : [];
}

/** Undefined for a function that edits can't write in every format. */
export function editValueOf(node: DataNode): EditValue | undefined {
  if (node.tag !== undefined) {
    const name = ["Ref", "GetAtt", "Sub"].find((one) => node.tag === `!${one}`) as Intrinsic["name"] | undefined;
    return name && node.type === "scalar" ? new Intrinsic(name, node.text) : undefined;
  }
  if (node.type === "scalar") return node.value ?? "";
  const values = (node.type === "list" ? node.items : node.entries.map(({ value }) => value)).map(editValueOf);
  if (!values.every((value) => value !== undefined)) return undefined;
  return node.type === "list" ? values : Object.fromEntries(node.entries.map(({ key }, at) => [key, values[at] ?? ""]));
}
