// The variable syntax of the Serverless Framework: `${source:address, fallback}`, nested, with parameters in brackets.
// Source: Serverless Framework documentation, "Variables".

export type Source =
  | { readonly kind: "variable"; readonly type: string; readonly parameters: string; readonly address: string }
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  /** A nested `${...}` as a whole. */
  | { readonly kind: "nested"; readonly text: string };

export interface Placeholder {
  readonly start: number;
  readonly end: number;
  /** The text between the braces. */
  readonly inner: string;
}

/** `${AWS::Region}`, `${Resource}` and `${Resource.Arn}` belong to Fn::Sub; a variable has a source with colon or brackets. */
const VARIABLE_START = /^\s*(?!AWS::)(?:[A-Za-z][\w.-]*\s*(?:\(|:(?!:))|\$\{)/;

/** What begins and ends a variable: `provider.variableSyntax` may set others (to version 2). */
export interface Marks {
  readonly open: string;
  readonly close: string;
}

const USUAL: Marks = { open: "${", close: "}" };

/** The marks of a regular expression such as `\\${{([~:a-zA-Z0-9]+?)}}`: what stands before and after its group. */
export function marksOf(syntax: string | undefined): Marks {
  const found = /^([^([]+)\(.*\)([^)]+)$/s.exec(syntax ?? "");
  const [open, close] = [found?.[1], found?.[2]].map((part) => part?.replaceAll("\\", ""));
  return open !== undefined && close !== undefined && open !== "" && close !== "" ? { open, close } : USUAL;
}

/** The outermost variables of a text, in order. Unbalanced braces end the search. */
export function placeholdersIn(text: string, marks: Marks = USUAL): readonly Placeholder[] {
  const { open, close } = marks;
  const found: Placeholder[] = [];
  let from = 0;
  for (;;) {
    const start = text.indexOf(open, from);
    if (start < 0) return found;
    const end = closingMark(text, start + open.length, marks);
    if (end < 0) return found;
    const inner = text.slice(start + open.length, end);
    if (VARIABLE_START.test(inner) || inner.trimStart().startsWith(open)) {
      found.push({ start, end: end + close.length, inner });
      from = end + close.length;
    } else {
      from = start + open.length;
    }
  }
}

function closingMark(text: string, from: number, { open, close }: Marks): number {
  let depth = 1;
  for (let index = from; index < text.length; index++) {
    if (text.startsWith(open, index)) {
      depth++;
      index += open.length - 1;
    } else if (text.startsWith(close, index)) {
      if (--depth === 0) return index;
      index += close.length - 1;
    }
  }
  return -1;
}

/** The sources of one variable, in the order they are tried. */
export function sourcesOf(inner: string, marks: Marks = USUAL): readonly Source[] {
  return splitTopLevel(inner).map((part) => toSource(part, marks));
}

function splitTopLevel(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = "";
  let from = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? "";
    if (quote !== "") {
      if (character === quote) quote = "";
    } else if (character === '"' || character === "'") quote = character;
    else if (character === "{" || character === "(") depth++;
    else if (character === "}" || character === ")") depth--;
    else if (character === "," && depth === 0) {
      parts.push(text.slice(from, index));
      from = index + 1;
    }
  }
  parts.push(text.slice(from));
  return parts.map((part) => part.trim());
}

function toSource(text: string, marks: Marks): Source {
  const quoted = /^(["'])(.*)\1$/s.exec(text);
  if (quoted) return { kind: "literal", value: quoted[2] ?? "" };
  const { open, close } = marks;
  if (text.startsWith(open) && closingMark(text, open.length, marks) === text.length - close.length)
    return { kind: "nested", text };
  if (text === "true" || text === "false") return { kind: "literal", value: text === "true" };
  if (text === "null" || text === "") return { kind: "literal", value: null };
  if (/^-?\d+(\.\d+)?$/.test(text)) return { kind: "literal", value: Number(text) };
  const head = /^([A-Za-z][\w.-]*)\s*/.exec(text);
  const type = head?.[1];
  if (head && type !== undefined) {
    const rest = text.slice(head[0].length);
    if (rest.startsWith(":")) return { kind: "variable", type, parameters: "", address: rest.slice(1).trim() };
    const close = rest.startsWith("(") ? closingBracket(rest) : -1;
    if (close > 0) {
      const address = rest.slice(close + 1).replace(/^\s*:?\s*/, "");
      return { kind: "variable", type, parameters: rest.slice(1, close).trim(), address: address.trim() };
    }
  }
  return { kind: "literal", value: text };
}

function closingBracket(text: string): number {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    if (text[index] === "(") depth++;
    else if (text[index] === ")" && --depth === 0) return index;
  }
  return -1;
}
