// Flow collections and quoted texts whose continuation lines are not indented deeper than their key:
//     Resource: [
//       !GetAtt Queue.Arn
//     ]
// YAML forbids it, js-yaml 5 rejects it ("deficient indentation"); PyYAML, SnakeYAML and so CloudFormation accept it, and real
// templates are full of it. Taking the line breaks out makes it one line; offsets stay.
import type { LineIndex } from "./line-index.ts";

export const TOO_LITTLE_INDENTATION = "deficient indentation";

export interface JoinedLines {
  readonly text: string;
  /** Last line that was joined to the one before. */
  readonly lastLine: number;
  /** The brackets match: taken without trying what else could be wrong. A quote alone may as well belong to another text. */
  readonly isCertain: boolean;
}

/** The text with the lines from `line` to the end of the flow collection or quoted text around it joined: one answer per guess. */
export function* joinFlowLines(text: string, lines: LineIndex, line: number): Generator<JoinedLines> {
  const start = lines.startOfLine(line);
  const bracket = endOfCollection(text, start);
  for (const end of [bracket, endOfSingleQuoted(text, start), endOfDoubleQuoted(text, start)]) {
    if (end === undefined) continue;
    const lastLine = lines.lineAt(end);
    const isCertain = end === bracket;
    if (isCertain) yield { text: join(text, lines, line, lastLine, true), lastLine, isCertain };
    yield { text: join(text, lines, line, lastLine, false), lastLine, isCertain };
  }
}

function join(text: string, lines: LineIndex, first: number, last: number, withoutComments: boolean): string {
  const top = Math.max(first - 1, 0);
  let joined = text.slice(0, lines.startOfLine(top));
  for (let line = top; line < last; line++) {
    const content = text.slice(lines.startOfLine(line), lines.endOfLine(line));
    const comment = withoutComments ? commentStart(content) : content.length;
    joined += content.slice(0, comment);
    joined += " ".repeat(lines.startOfLine(line + 1) - lines.startOfLine(line) - comment);
  }
  joined += text.slice(lines.startOfLine(last), lines.endOfLine(last));
  // js-yaml counts a tab anywhere in the line as indentation.
  const start = lines.startOfLine(top);
  return text.slice(0, start) + joined.slice(start).replaceAll("\t", " ") + text.slice(joined.length);
}

/** Column of the comment on a line of a flow collection; its length when there is none. */
function commentStart(line: string): number {
  let quote = "";
  for (let at = 0; at < line.length; at++) {
    const char = line.charAt(at);
    if (quote) {
      if (char === quote) quote = "";
      else if (char === "\\" && quote === '"') at++;
    } else if (char === '"' || char === "'") {
      quote = char;
    } else if (char === "#" && (at === 0 || /\s/.test(line.charAt(at - 1)))) {
      return at;
    }
  }
  return line.length;
}

/** Offset of the bracket that closes what is open at `from`. */
function endOfCollection(text: string, from: number): number | undefined {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === "[" || char === "{") depth++;
    else if (char === "]" || char === "}") {
      if (--depth === 0) return at;
    } else if ((char === '"' || char === "'") && /[\s,:[{]/.test(text.charAt(at - 1))) {
      const end = char === '"' ? endOfDoubleQuoted(text, at + 1) : endOfSingleQuoted(text, at + 1);
      if (end === undefined) return undefined;
      at = end;
    } else if (char === "#" && /\s/.test(text.charAt(at - 1))) {
      while (at + 1 < text.length && !/[\r\n]/.test(text.charAt(at + 1))) at++;
    }
  }
  return undefined;
}

function endOfSingleQuoted(text: string, from: number): number | undefined {
  for (let at = text.indexOf("'", from); at !== -1; at = text.indexOf("'", at + 2)) {
    if (text[at + 1] !== "'") return at;
  }
  return undefined;
}

function endOfDoubleQuoted(text: string, from: number): number | undefined {
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === "\\") at++;
    else if (char === '"') return at;
  }
  return undefined;
}
