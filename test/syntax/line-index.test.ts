import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LineIndex } from "../../language-analysis/syntax/line-index.ts";

describe("LineIndex", () => {
  test.each([
    ["LF", "ab\ncd", 3, 1, 0],
    ["CRLF counts once", "ab\r\ncd", 4, 1, 0],
    ["between CR and LF is still the first line", "ab\r\ncd", 3, 0, 3],
    ["CR alone", "ab\rcd", 3, 1, 0],
    ["line separators of JavaScript are no line breaks here", "ab\u2028cd", 3, 0, 3],
    ["a character outside the BMP takes two code units", "😀x", 2, 0, 2],
    ["end of the text", "ab\n", 3, 1, 0],
    ["behind the end", "ab", 9, 0, 2],
    ["before the start", "ab", -3, 0, 0],
  ])("%s", (_name, text, offset, line, character) => {
    expect(new LineIndex(text).positionAt(offset)).toEqual({ line, character });
  });

  test("offsets are moved to the end of their line", () => {
    const lines = new LineIndex("ab\r\ncd\n");
    expect(lines.offsetAt({ line: 0, character: 99 })).toBe(2);
    expect(lines.offsetAt({ line: 9, character: 0 })).toBe(7);
    expect(lines.offsetAt({ line: -1, character: 4 })).toBe(0);
  });

  test("position and offset are inverse, in any order of questions", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "\n", "\r", " ", "é") });
    fc.assert(
      fc.property(text, fc.array(fc.nat(60)), (source, offsets) => {
        const lines = new LineIndex(source);
        for (const offset of offsets.filter((each) => each <= source.length)) {
          const position = lines.positionAt(offset);
          const before = source.slice(0, offset);
          const isInsideBreak = source[offset - 1] === "\r" && source[offset] === "\n";
          expect(position.line).toBe(
            (before.replace(/\r\n/g, "\n").match(/[\r\n]/g) ?? []).length - (isInsideBreak ? 1 : 0),
          );
          if (!isInsideBreak) expect(lines.offsetAt(position)).toBe(offset);
        }
      }),
    );
  });
});
