// One fix case in all template formats. It is written as CloudFormation in YAML; the same resources stand in a SAM template, in the
// resources of a Serverless service, and as JSON. Resources only: functions and events look different in each format.
import { Intrinsic, valueText, type EditValue } from "../../language-analysis/graph/edit-text.ts";
import type { DataNode } from "../../language-analysis/model/tree.ts";
import { parseYaml } from "../../language-analysis/syntax/yaml.ts";
import type { Files } from "./analyse-files.ts";
import type { FixCase } from "./fix-table.ts";

const YAML: Readonly<Record<string, readonly [file: string, write: (template: string) => string]>> = {
  "CloudFormation YAML": ["template.yaml", (template) => template],
  SAM: ["template.yaml", (template) => `Transform: AWS::Serverless-2016-10-31\n${template}`],
  "Serverless Framework": [
    "serverless.yml",
    (template) => `service: shop\nprovider:\n  name: aws\nresources:\n${template.replace(/^(?=.)/gm, "  ")}`,
  ],
};

interface Templates {
  readonly before: string;
  readonly after: string;
  readonly title?: string;
}

/** `before` and `after` are templates that begin with `Resources:`; `others` (code) stands beside them unchanged. */
export function everyFormat(name: string, templates: Templates, others: Files = {}): Record<string, FixCase> {
  return casesOf(name, Object.keys(YAML), templates, others);
}

/** YAML and JSON of CloudFormation alone, for what SAM and the Serverless Framework declare in ways of their own. */
export function cloudFormationFormats(name: string, templates: Templates, others: Files = {}): Record<string, FixCase> {
  return casesOf(name, ["CloudFormation YAML"], templates, others);
}

function casesOf(
  name: string,
  yaml: readonly string[],
  { before, after, title }: Templates,
  others: Files,
): Record<string, FixCase> {
  const row = (format: string, file: string, texts: readonly [string, string]): [string, FixCase] => [
    `${name}, ${format}`,
    {
      files: { [file]: texts[0], ...others },
      after: { [file]: texts[1] },
      ...(title === undefined ? {} : { title }),
    },
  ];
  return Object.fromEntries([
    ...Object.entries(YAML)
      .filter(([format]) => yaml.includes(format))
      .map(([format, [file, write]]) => row(format, file, [write(before), write(after)])),
    row("CloudFormation JSON", "template.json", jsonTexts(before, after)),
  ]);
}

function jsonTexts(before: string, after: string): readonly [string, string] {
  const [old, fixed] = [jsonOf(before), jsonOf(after)];
  return [`${JSON.stringify(old, null, 2)}\n`, `${changedText(old, fixed, 0)}\n`];
}

/** What was there keeps its lines; what is new is written as edits write it. */
function changedText(old: Json, fixed: Json, indent: number): string {
  const isOther = withIntrinsics(fixed) instanceof Intrinsic && JSON.stringify(old) !== JSON.stringify(fixed);
  if (isOther || typeof old !== "object" || typeof fixed !== "object" || Array.isArray(old) !== Array.isArray(fixed)) {
    // What takes the place of a value stands on its line.
    return valueText(withIntrinsics(fixed), "json", 0).replace(/\n */g, " ");
  }
  const inner = " ".repeat(indent + 2);
  const parts = Object.entries(fixed).map(([key, value]) => {
    const text = key in old ? changedText((old as Record<string, Json>)[key] ?? "", value, indent + 2) : undefined;
    const written = text ?? valueText(withIntrinsics(value), "json", indent + 2);
    return Array.isArray(fixed) ? `${inner}${written}` : `${inner}${JSON.stringify(key)}: ${written}`;
  });
  const [open, close] = Array.isArray(fixed) ? "[]" : "{}";
  return parts.length === 0 ? `${open}${close}` : `${open}\n${parts.join(",\n")}\n${" ".repeat(indent)}${close}`;
}

/** Functions as edits hold them, which write them on one line. */
function withIntrinsics(value: Json): EditValue {
  if (typeof value !== "object") return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map(withIntrinsics);
  const entries = Object.entries(value);
  const [[key = "", argument] = []] = entries;
  const name = (["Ref", "GetAtt", "Sub"] as const).find((one) => key === one || key === `Fn::${one}`);
  const text = Array.isArray(argument) ? argument.join(".") : argument;
  if (name && entries.length === 1 && typeof text === "string") return new Intrinsic(name, text);
  return Object.fromEntries(entries.map(([one, inner]) => [one, withIntrinsics(inner)]));
}

type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

function jsonOf(template: string): Json {
  const { root } = parseYaml("template.yaml", template);
  return root ? (plain(root) as Json) : "";
}

function plain(node: DataNode): unknown {
  const value = untagged(node);
  if (node.tag === undefined) return value;
  const name = node.tag.slice(1);
  if (name === "Ref") return { Ref: value };
  return { [`Fn::${name}`]: name === "GetAtt" ? String(value).split(".") : value };
}

function untagged(node: DataNode): unknown {
  switch (node.type) {
    case "scalar":
      return node.value;
    case "list":
      return node.items.map(plain);
    case "map":
      return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]));
  }
}
