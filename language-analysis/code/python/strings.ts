import type { Expression } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import type { Lowering } from "./lowering.ts";
import { childOf, childOfType, type PythonNode } from "./syntax-tree.ts";

type Literal = Extract<Expression, { kind: "literal" }>;

/** A literal; an f-string with values becomes a template. */
export function lowerString(lowering: Lowering, node: PythonNode, at: Span): Expression {
  const parts = partsOf(lowering, node);
  const texts = parts.filter((part): part is Literal => part.kind === "literal");
  if (texts.length === parts.length) return { kind: "literal", value: texts.map((one) => one.value).join(""), at };
  return { kind: "template", parts, at };
}

/** `"a" "b"` is one string. */
export function lowerConcatenated(lowering: Lowering, node: PythonNode, at: Span): Expression {
  const strings = node.children.map((child) => lowering.expression(child));
  if (strings.every((one): one is Literal => one.kind === "literal")) {
    return { kind: "literal", value: strings.map((one) => one.value).join(""), at };
  }
  return { kind: "template", parts: strings.flatMap((one) => (one.kind === "template" ? one.parts : [one])), at };
}

function partsOf(lowering: Lowering, node: PythonNode): readonly Expression[] {
  const start = childOfType(node, "string_start");
  const prefix = start ? lowering.textOf(start).toLowerCase() : "";
  const isRaw = prefix.includes("r");
  const isFormat = prefix.includes("f");
  return node.children.flatMap((child): Expression[] => {
    if (child.type === "interpolation") return [lowerInterpolation(lowering, child)];
    if (child.type !== "string_content") return [];
    let value = lowering.textOf(child);
    if (isFormat) value = value.replace(/\{\{|\}\}/g, (pair) => pair.charAt(0));
    return [{ kind: "literal", value: isRaw ? value : unescape(value), at: lowering.at(child) }];
  });
}

/** The value; together with what its format takes from variables (`{price:>{width}}`). */
function lowerInterpolation(lowering: Lowering, node: PythonNode): Expression {
  const inner = childOf(node, "expression");
  const at = lowering.at(node);
  const value: Expression = inner ? lowering.expression(inner) : { kind: "other", parts: [], at };
  const format = childOf(node, "format_specifier");
  const widths = (format?.children ?? []).flatMap((child) => childOf(child, "expression") ?? []);
  if (widths.length === 0) return value;
  return { kind: "other", parts: [value, ...widths.map((one) => lowering.expression(one))], at };
}

const SIMPLE: Readonly<Record<string, string>> = {
  "\n": "",
  "\r\n": "",
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** Source: Python language reference, 2.4.1 "Escape sequences". Unknown ones stay as they are. */
function unescape(text: string): string {
  if (!text.includes("\\")) return text;
  const escapes =
    /\\(\r\n|[\s\S](?:(?<=x)[0-9a-fA-F]{2}|(?<=u)[0-9a-fA-F]{4}|(?<=U)[0-9a-fA-F]{8}|(?<=[0-7])[0-7]{0,2})?)/g;
  return text.replace(escapes, (whole, escape: string) => {
    const simple = SIMPLE[escape];
    if (simple !== undefined) return simple;
    if (/^[0-7]+$/.test(escape)) return String.fromCharCode(parseInt(escape, 8));
    if (!/^[xuU][0-9a-fA-F]+$/.test(escape)) return whole;
    const code = parseInt(escape.slice(1), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
