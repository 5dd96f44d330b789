// Inline code of functions (ZipFile, InlineCode) with a map of its lines back to the template.
import type { InlineCode, InlineEdit, InlinePart } from "../model/inline-code.ts";
import { inlinePath } from "../model/inline-code.ts";
import { rangeOf } from "../model/range.ts";
import type { DataNode, ScalarNode } from "../model/tree.ts";
import type { Value } from "../model/value.ts";
import type { LineIndex } from "../syntax/line-index.ts";
import type { Resource, TemplateContext } from "./resource.ts";
import { alternatives, dig, word } from "./walk-values.ts";

/** Hands the function's code on, when it is in a language that has inline code and stands in the template as text. */
export function addInlineCode(resource: Resource, context: TemplateContext, value: Value | undefined): void {
  for (const option of [value, ...alternatives(value)]) {
    const source = option && context.sourceOf(option);
    if (!source) continue;
    const read = textOfNode(source.node, context.companions.lineIndex(source.file));
    if (!read || read.text.trim() === "") continue;
    const extension = extensionOf(word(dig(resource.properties, "Runtime")), read.text);
    if (extension === undefined) return;
    context.builder.addInlineCode({
      path: inlinePath(source.file, resource.logicalId, extension),
      text: read.text,
      lines: read.lines,
      at: rangeOf(source.file, source.node.at),
      edit: read.edit,
    });
    return;
  }
}

/** Where the runtime is not known, by the look of the code. */
function extensionOf(runtime: string | undefined, text: string): string | undefined {
  if (runtime !== undefined) return /^node/i.test(runtime) ? ".js" : /^python/i.test(runtime) ? ".py" : undefined;
  if (/^(?:import \w+\s*$|from [\w.]+ import |def \w+\()/m.test(text)) return ".py";
  return /\bexports\.|\brequire\(|=>|\bfunction\b|^export /m.test(text) ? ".js" : undefined;
}

type InlineText = Pick<InlineCode, "text" | "lines" | "edit">;

/** The source text of the node as the code will be, intrinsics kept as they are written. */
function textOfNode(node: DataNode, index: LineIndex | undefined): InlineText | undefined {
  const call = intrinsicOf(node);
  if (call?.name === "Fn::Join") return joinedText(call.argument, index);
  const isSubstituted = call?.name === "Fn::Sub";
  const argument = !call ? node : isSubstituted ? firstItem(call.argument) : undefined;
  if (argument?.type !== "scalar" || (call === undefined && argument.tag !== undefined)) return undefined;
  const parts = partsOfScalar(argument, index);
  const isPossible = argument.style === "literal" && argument.indent !== undefined;
  const edit = { isPossible, indent: argument.indent ?? 0, isSubstituted };
  const made = new Draft();
  made.add(argument.text, parts);
  return { ...(isSubstituted ? made.withoutEscapes() : made).done(), edit };
}

const NO_EDIT: InlineEdit = { isPossible: false, indent: 0, isSubstituted: false };

/** `Fn::Join` of lines or of pieces; what is no text in it stands as `${Name}`, which fits into the quotes around it. */
function joinedText(argument: DataNode, index: LineIndex | undefined): InlineText | undefined {
  if (argument.type !== "list") return undefined;
  const [separator, list] = argument.items;
  if (separator?.type !== "scalar" || list?.type !== "list") return undefined;
  const made = new Draft();
  list.items.forEach((item, position) => {
    if (position > 0) made.add(separator.text, fixedAt(item));
    const call = intrinsicOf(item);
    const inner = call?.name === "Fn::Sub" ? firstItem(call.argument) : call ? undefined : item;
    if (inner?.type === "scalar") made.add(inner.text, partsOfScalar(inner, index));
    else made.add(`\${${nameIn(call?.argument)}}`, fixedAt(item));
  });
  return { ...made.done(), edit: NO_EDIT };
}

interface Call {
  readonly name: string;
  readonly argument: DataNode;
}

function intrinsicOf(node: DataNode): Call | undefined {
  const { tag } = node;
  if (tag !== undefined && /^![A-Z]/.test(tag)) {
    return { name: tag === "!Ref" ? "Ref" : `Fn::${tag.slice(1)}`, argument: untagged(node) };
  }
  const [only, ...rest] = node.type === "map" ? node.entries : [];
  if (!only || rest.length > 0 || !/^(?:Ref|Fn::.+)$/.test(only.key)) return undefined;
  return { name: only.key, argument: only.value };
}

function untagged<N extends DataNode>({ tag: _, ...node }: N): DataNode {
  return node as unknown as DataNode;
}

function firstItem(node: DataNode): DataNode | undefined {
  return node.type === "list" ? node.items[0] : node;
}

function nameIn(node: DataNode | undefined): string {
  return node?.type === "scalar" ? node.text : node?.type === "list" ? node.items.map(nameIn).join(".") : "value";
}

/** Where each line of a text stands; a function so that long texts without a map cost nothing. */
type Parts = readonly (readonly InlinePart[])[];

/** Every line at the place of the node: all that can be said of folded and unknown text. */
function fixedAt({ at: [line, column] }: DataNode): Parts {
  return [[[0, line, column]]];
}

function partsOfScalar(node: ScalarNode, index: LineIndex | undefined): Parts {
  const { text, style, contentAt, indent } = node;
  const [line, column, endLine, endColumn] = contentAt;
  if (style === "literal" && indent !== undefined) {
    return text.split("\n").map((_, number): InlinePart[] => [[0, line + number, indent]]);
  }
  if (line === endLine && endColumn - column === text.length && !text.includes("\n")) return [[[0, line, column]]];
  return (line === endLine && style !== "folded" && index && escapedParts(node, index)) || fixedAt(node);
}

/** Lengths of escapes in quotes that stand for one character. */
const ESCAPES: Readonly<Record<string, number>> = { u: 6, x: 4, U: 10 };

/** A quoted text on one line, escape by escape; undefined when the count does not come out even. */
function escapedParts(
  { text, style, contentAt: [line, column, , endColumn] }: ScalarNode,
  index: LineIndex,
): Parts | undefined {
  const start = index.startOfLine(line);
  const written = index.text.slice(start + column, start + endColumn);
  const lines: InlinePart[][] = [[[0, line, column]]];
  let from = 0;
  let lineStart = 0;
  for (let at = 0; at < text.length; at++) {
    const escape = style === "double-quoted" && written[from] === "\\" ? (ESCAPES[written[from + 1] ?? ""] ?? 2) : 1;
    const length = style === "single-quoted" && written.startsWith("''", from) ? 2 : escape;
    if (length === 1 && written[from] !== text[at]) return undefined;
    from += length;
    const part = (textColumn: number): InlinePart => [textColumn, line, column + from];
    if (text[at] === "\n") {
      lineStart = at + 1;
      lines.push([part(0)]);
    } else if (length > 1) lines.at(-1)?.push(part(at + 1 - lineStart));
  }
  return from === written.length ? lines : undefined;
}

/** Text put together from parts, line by line. */
class Draft {
  private text = "";
  private readonly lines: InlinePart[][] = [[]];
  private column = 0;

  add(text: string, parts: Parts): void {
    text.split("\n").forEach((line, number) => {
      if (number > 0) {
        this.lines.push([]);
        this.column = 0;
        this.text += "\n";
      }
      const known = parts[number] ?? parts.at(-1)?.slice(0, 1) ?? [];
      for (const [column, ...place] of known) this.lines.at(-1)?.push([this.column + column, ...place]);
      this.column += line.length;
      this.text += line;
    });
  }

  /** `${!Name}` of Fn::Sub is `${Name}` in the code. */
  withoutEscapes(): Draft {
    const made = new Draft();
    this.text.split("\n").forEach((line, number) => {
      if (number > 0) made.add("\n", [[], []]);
      const parts = this.lines[number] ?? [];
      let from = 0;
      for (const { index } of line.matchAll(/\$\{!/g)) {
        made.add(line.slice(from, index + 2), [partsFrom(parts, from)]);
        from = index + 3;
      }
      made.add(line.slice(from), [partsFrom(parts, from)]);
    });
    return made;
  }

  done(): Pick<InlineCode, "text" | "lines"> {
    return { text: this.text, lines: this.lines };
  }
}

/** The parts of a line from a column on, counted from there. */
function partsFrom(parts: readonly InlinePart[], from: number): InlinePart[] {
  const first = parts.findLast(([column]) => column <= from);
  const later = parts
    .filter(([column]) => column > from)
    .map(([column, ...place]): InlinePart => [column - from, ...place]);
  return first ? [[0, first[1], first[2] + from - first[0]], ...later] : later;
}
