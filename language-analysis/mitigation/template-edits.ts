// Puts the parts of an example into a template: what is there stays as it is, what is missing is added where it belongs.
import { addEntry } from "../graph/edits.ts";
import { valueText, type EditValue } from "../graph/edit-text.ts";
import type { TextEdit } from "../model/finding.ts";
import { rangeOf, type Position } from "../model/range.ts";
import type { DataNode, MapEntry, MapNode as TreeMap } from "../model/tree.ts";
import type { MapValue } from "../model/value.ts";
import { parseDocument } from "../syntax/document.ts";
import { editValueOf, snippetParts, type SnippetPart } from "./snippet-parts.ts";

export interface TemplatePlace {
  readonly file: string;
  readonly text: string;
  /** In the declaration that the example is meant for. */
  readonly at: Position;
}

export interface Template {
  readonly file: string;
  readonly root: TreeMap;
  readonly format: "serverless" | "sam" | "cloudformation";
  /** Declared resources; in a Serverless service those of its `resources`. */
  readonly resources: TreeMap | undefined;
  /** The resource or function around the place. */
  readonly target: MapEntry | undefined;
}

/** Undefined when nothing of the example belongs into this template, or all of it is there. */
export function templateEdits(template: Template, snippet: string): readonly TextEdit[] | undefined {
  const example = snippetParts(snippet);
  if (!example || (example.format !== "any" && example.format !== template.format)) return undefined;
  const own = template.target && typeOf(template.target);
  // Of several resources the one like the reader's own is meant.
  const meant = example.parts.filter((part) => part.kind === "resource" && part.type === own);
  const additions = new Additions(template.file);
  for (const part of meant.length > 0 ? meant : example.parts)
    if (!addPart(template, part, additions)) return undefined;
  const edits = additions.edits();
  return edits.length > 0 ? edits : undefined;
}

/** The example as comments at the end of the declaration, where it can't be put in as it is. Undefined where there is no place for comments. */
export function commentEdits(template: Template, title: string, snippet: string): readonly TextEdit[] | undefined {
  const value = template.target?.value;
  const body = (value && mapIn(value, "Properties")) ?? value;
  if (body?.type !== "map" || body.layout?.style !== "yaml-block" || body.layout.isEmpty) return undefined;
  const [line, character] = body.layout.insertAt;
  const indent = " ".repeat(body.layout.indent);
  const lines = [`${title}:`, ...snippet.split("\n")].map((one) => `\n${indent}${`# ${one}`.trimEnd()}`);
  const position = { line, character };
  return [{ at: { file: template.file, start: position, end: position }, newText: lines.join("") }];
}

/** Undefined when the text can't be read as a template. */
export function readTemplate({ file, text, at }: TemplatePlace): Template | undefined {
  const { root, problems } = parseDocument(file, text);
  if (root?.type !== "map" || problems.some(({ severity }) => severity === "error")) return undefined;
  const isServerless = root.entries.some(({ key }) => key === "service");
  const isSam = JSON.stringify(entryOf(root, "Transform")?.value ?? "").includes("AWS::Serverless-");
  const outer = isServerless ? mapIn(root, "resources") : root;
  const resources = outer && mapIn(outer, "Resources");
  const functions = isServerless ? mapIn(root, "functions") : undefined;
  const declared = [...(resources?.entries ?? []), ...(functions?.entries ?? [])];
  return {
    file,
    root,
    format: isServerless ? "serverless" : isSam ? "sam" : "cloudformation",
    resources,
    target: declared.find((entry) => isWithin(entry, at)),
  };
}

function isWithin({ at: [line, character, endLine, endCharacter] }: MapEntry, at: Position): boolean {
  const isAfterStart = at.line > line || (at.line === line && at.character >= character);
  return isAfterStart && (at.line < endLine || (at.line === endLine && at.character <= endCharacter));
}

/** False when the part has no place here. */
function addPart(template: Template, part: SnippetPart, additions: Additions): boolean {
  const { root, resources, target, format } = template;
  switch (part.kind) {
    case "section":
      return merge(additions, root, part.key, part.value);
    case "function":
      return target !== undefined && typeOf(target) === undefined && target.value.type === "map"
        ? mergeAll(additions, target.value, part.settings, ["handler"])
        : false;
    case "property": {
      const properties =
        target && part.types.test(typeOf(target) ?? "") ? mapIn(target.value, "Properties") : undefined;
      return properties !== undefined && merge(additions, properties, part.key, part.value);
    }
    case "resource": {
      const own = target && (typeOf(target) ?? "AWS::Serverless::Function");
      // The same thing in the words of another format: neither its properties belong here, nor is a second one wanted.
      if (own !== undefined && own !== part.type && familyOf(own) === familyOf(part.type)) return false;
      const alike = own === part.type ? target : onlyOfType(resources, part.type);
      if (alike) return merge(additions, alike.value, "Properties", part.properties);
      const value = editValueOf(part.properties);
      if (value === undefined) return false;
      const declaration = { Type: part.type, Properties: value };
      if (resources) return additions.add(resources, freeName(resources, part.logicalId), declaration);
      return (
        format === "serverless" && additions.add(root, "resources", { Resources: { [part.logicalId]: declaration } })
      );
    }
  }
}

/** What a SAM resource type is made into. Source: AWS SAM Developer Guide, "Generated CloudFormation resources". */
const MADE_OF: Readonly<Record<string, string | undefined>> = {
  "AWS::Serverless::Function": "AWS::Lambda::Function",
  "AWS::Serverless::Api": "AWS::ApiGateway::RestApi",
  "AWS::Serverless::HttpApi": "AWS::ApiGatewayV2::Api",
  "AWS::Serverless::SimpleTable": "AWS::DynamoDB::Table",
  "AWS::Serverless::StateMachine": "AWS::StepFunctions::StateMachine",
  "AWS::Serverless::LayerVersion": "AWS::Lambda::LayerVersion",
};

function familyOf(type: string): string {
  return MADE_OF[type] ?? type;
}

function onlyOfType(resources: TreeMap | undefined, type: string): MapEntry | undefined {
  const alike = (resources?.entries ?? []).filter((entry) => typeOf(entry) === type);
  return alike.length === 1 ? alike[0] : undefined;
}

function freeName({ entries }: TreeMap, wanted: string): string {
  const taken = new Set(entries.map(({ key }) => key));
  for (let number = 2, name = wanted; ; number++) {
    if (!taken.has(name)) return name;
    name = `${wanted}${number}`;
  }
}

function merge(additions: Additions, into: DataNode, key: string, value: DataNode): boolean {
  if (into.type !== "map") return false;
  const known = entryOf(into, key)?.value;
  if (known) return known.type === "map" && value.type === "map" ? mergeAll(additions, known, value) : true;
  const written = editValueOf(value);
  return written !== undefined && additions.add(into, key, written);
}

function mergeAll(additions: Additions, into: TreeMap, from: TreeMap, but: readonly string[] = []): boolean {
  return from.entries.every(({ key, value }) => but.includes(key) || merge(additions, into, key, value));
}

/** What is added to each map, so that one edit adds all of it. */
class Additions {
  private readonly byMap = new Map<TreeMap, [key: string, value: EditValue][]>();

  constructor(private readonly file: string) {}

  add(map: TreeMap, key: string, value: EditValue): boolean {
    if (!map.layout) return false;
    const known = this.byMap.get(map);
    if (known) known.push([key, value]);
    else this.byMap.set(map, [[key, value]]);
    return true;
  }

  edits(): readonly TextEdit[] {
    return [...this.byMap].flatMap(([map, entries]) => {
      const at = rangeOf(this.file, map.at);
      const style = map.layout?.style ?? "json";
      if (map.layout?.isEmpty) return [{ at, newText: valueText(Object.fromEntries(entries), style, map.at[1]) }];
      const value: MapValue = { kind: "map", at, entries: [], ...(map.layout && { layout: map.layout }) };
      const [first, ...others] = entries.flatMap(([key, one]) => addEntry(value, key, one) ?? []);
      return first ? [{ at: first.at, newText: [first, ...others].map(({ newText }) => newText).join("") }] : [];
    });
  }
}

function typeOf({ value }: MapEntry): string | undefined {
  const type = value.type === "map" ? entryOf(value, "Type")?.value : undefined;
  return type?.type === "scalar" ? type.text : undefined;
}

function entryOf({ entries }: TreeMap, key: string): MapEntry | undefined {
  return entries.find((entry) => entry.key === key);
}

function mapIn(node: DataNode, key: string): TreeMap | undefined {
  const value = node.type === "map" ? entryOf(node, key)?.value : undefined;
  return value?.type === "map" ? value : undefined;
}
