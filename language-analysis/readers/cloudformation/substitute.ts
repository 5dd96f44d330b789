// Fn::Sub: text with `${Name}`, `${Name.Attribute}`, `${!Literal}` and names from its own map.
import { rangeOf } from "../../model/range.ts";
import type { SourceRange } from "../../model/range.ts";
import type { DataNode, ScalarNode } from "../../model/tree.ts";
import type { Value } from "../../model/value.ts";
import { assume, joinValues, placeAt, textValue } from "../make-values.ts";
import { withDynamicReferences } from "./dynamic-references.ts";
import { argumentsOf, misused } from "./intrinsic-call.ts";
import type { IntrinsicCall } from "./intrinsic-call.ts";
import { attributeValue, refValue } from "./references.ts";

const PLACEHOLDER = /\$\{(!?)([^{}$]*)\}/g;

export function substitute(call: IntrinsicCall): Value {
  const { evaluator, file, at } = call;
  const [textNode, mapNode] = argumentsOf(call);
  if (!textNode) return misused(call, "Fn::Sub needs a text");
  // The names of a loop are put in here as all others are, so that each keeps its place in the text.
  const isPlain = textNode.type === "scalar" && textNode.tag === undefined && !evaluator.scope.expandText;
  const template = isPlain ? textValue(textNode.text, rangeOf(file, textNode.at)) : evaluator.evaluate(textNode, file);
  const variables = new Map<string, DataNode>();
  if (mapNode?.type === "map") for (const entry of mapNode.entries) variables.set(entry.key, entry.value);

  const expand = (text: string, partAt: (start: number, end: number) => SourceRange): Value => {
    const parts: Value[] = [];
    let end = 0;
    for (const match of text.matchAll(PLACEHOLDER)) {
      const [whole, isLiteral, inner = ""] = match;
      const name = inner.trim();
      const start = match.index;
      parts.push(withDynamicReferences(text.slice(end, start), partAt(end, start)));
      end = start + whole.length;
      const where = partAt(start, end);
      if (isLiteral === "!") {
        parts.push(textValue(`\${${inner}}`, where));
        continue;
      }
      const own = variables.get(name);
      if (own) parts.push(placeAt(evaluator.evaluate(own, file), where));
      else if (name === "") parts.push(textValue(whole, where));
      else parts.push(nameValue(call, name, where));
    }
    parts.push(withDynamicReferences(text.slice(end), partAt(end, text.length)));
    const joined = joinValues(parts, at);
    // A name that is put in may be a part of a dynamic reference.
    if (joined.kind !== "text" || parts.length === 1) return joined;
    const read = withDynamicReferences(joined.value, at);
    if (read.kind === "text") return joined;
    return joined.assumed === undefined ? read : assume(read, joined.assumed);
  };

  if (template.kind === "text") {
    const whole = textNode.type === "scalar" ? textNode : undefined;
    return expand(template.value, (start, end) => (whole && rangeInScalar(whole, file, start, end)) ?? at);
  }
  if (template.kind === "join") {
    // Text of another syntax was expanded first (Serverless variables inside of Fn::Sub).
    return joinValues(
      template.parts.map((part) => (part.kind === "text" ? expand(part.value, () => at) : part)),
      at,
    );
  }
  return placeAt(template, at);
}

function nameValue({ evaluator }: IntrinsicCall, name: string, at: SourceRange): Value {
  const dot = name.indexOf(".");
  if (dot <= 0 || name.startsWith("AWS::")) return refValue(evaluator, name, at);
  return attributeValue(evaluator, name.slice(0, dot), name.slice(dot + 1), at);
}

/**
 * Where characters `start` to `end` of a scalar's text stand in the file. Known for text on one line that is written as it reads;
 * undefined for folded, escaped and multi-line text.
 */
export function rangeInScalar(node: ScalarNode, file: string, start: number, end: number): SourceRange | undefined {
  const [line, column, endLine, endColumn] = node.contentAt;
  if (line !== endLine || endColumn - column !== node.text.length) return undefined;
  return rangeOf(file, [line, column + start, line, column + end]);
}
