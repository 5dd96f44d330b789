import { describe, expect, test } from "vitest";
import type { Expression } from "../../../language-analysis/model/program.ts";
import { piecesOf, splitWords } from "../../../language-analysis/rules/sas-1/command-words.ts";

const literal = (value: string): Expression => ({ kind: "literal", value, at: [0, 0, 0, 0] });
const name = (text: string): Expression => ({ kind: "name", name: text, at: [0, 0, 0, 0] });

/** `convert ${key} out` as a template; words come back joined by bars. */
function words(text: string): string | undefined {
  const parts = text.split(/\$\{(\w+)\}/).map((part, index) => (index % 2 === 0 ? literal(part) : name(part)));
  return splitWords(piecesOf({ kind: "template", parts, at: [0, 0, 0, 0] }))
    ?.map((word) =>
      word
        .map((piece) =>
          piece.kind === "expression" && piece.value.kind === "name"
            ? `<${piece.value.name}>`
            : piece.kind === "text"
              ? piece.text
              : "?",
        )
        .join(""),
    )
    .join("|");
}

describe("words of a command", () => {
  test.each([
    ["convert ${key} out.png", "convert|<key>|out.png"],
    ["tar  czf /tmp/a.tgz ${folder}", "tar|czf|/tmp/a.tgz|<folder>"],
    ['convert "${key}" out', "convert|<key>|out"],
    ["convert 'my file' ${key}", "convert|my file|<key>"],
    ["tool --file=/tmp/${key}.png", "tool|--file=/tmp/<key>.png"],
    ["echo ${a}${b}", "echo|<a><b>"],
    ["echo '' ${a}", "echo||<a>"],
  ])("%s", (command, expected) => {
    expect(words(command)).toBe(expected);
  });

  test.each([
    "cat ${key} | wc -l",
    "ls ${folder}; date",
    "echo ${x} > /tmp/out",
    "echo $HOME ${x}",
    "ls *.png ${x}",
    "echo `date` ${x}",
    'echo "open ${x}',
    'echo "$HOME" ${x}',
    "${program} -v",
    "/opt/${program} -v",
    "LANG=C sort ${x}",
    "cd ${x} && ls",
    "echo a\\ b ${x}",
    "",
  ])("a shell is needed for, or the program is not fixed in: %s", (command) => {
    expect(words(command)).toBeUndefined();
  });
});
