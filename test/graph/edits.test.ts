import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyEdits } from "../../language-analysis/graph/apply-edits.ts";
import { getAtt, ref, sub, yamlScalar, type EditValue } from "../../language-analysis/graph/edit-text.ts";
import {
  addListItem,
  addResource,
  removeEntry,
  removeListItem,
  replaceValue,
  setEntry,
  setProperty,
} from "../../language-analysis/graph/edits.ts";
import type { TextEdit } from "../../language-analysis/model/finding.ts";
import { property, type Value } from "../../language-analysis/model/value.ts";
import { parseDocument } from "../../language-analysis/syntax/document.ts";
import { firstNode, readMap, toValue } from "./values.ts";

function apply(text: string, edits: readonly TextEdit[] | undefined): string {
  if (!edits) throw new Error("no edit was offered");
  return applyEdits(text, edits);
}

/** The value as plain data; what an edit must not lose. */
function plain(value: Value | undefined): unknown {
  if (value?.kind === "map") return Object.fromEntries(value.entries.map((entry) => [entry.key, plain(entry.value)]));
  if (value?.kind === "list") return value.items.map(plain);
  return value && "value" in value ? value.value : null;
}

const YAML = "t.yaml";
const JSON_FILE = "t.json";

describe("setEntry", () => {
  const cases: [name: string, file: string, before: string, path: string[], value: EditValue, after: string][] = [
    ["adds after the last entry", YAML, "A: 1\nB: 2\n", ["C"], 3, "A: 1\nB: 2\nC: 3\n"],
    ["adds where the file ends without a line break", YAML, "A: 1", ["B"], true, "A: 1\nB: true"],
    ["keeps a comment with its entry", YAML, "A: 1 # one\n# end\n", ["B"], 2, "A: 1 # one\nB: 2\n# end\n"],
    ["keeps CRLF", YAML, "A: 1\r\nB:\r\n  C: 1\r\n", ["B", "D"], 2, "A: 1\r\nB:\r\n  C: 1\r\n  D: 2\r\n"],
    ["adds maps on the way", YAML, "A: 1\n", ["B", "C"], "x", "A: 1\nB:\n  C: x\n"],
    ["adds into a nested map", YAML, "A:\n    B: 1\nZ: 0\n", ["A", "C"], 2, "A:\n    B: 1\n    C: 2\nZ: 0\n"],
    ["replaces a scalar", YAML, "A: 1 # why\nB: 2\n", ["A"], 5, "A: 5 # why\nB: 2\n"],
    ["replaces a quoted scalar", YAML, 'A: "*"\n', ["A"], "Private", "A: Private\n"],
    ["replaces a block by a scalar", YAML, "A:\n  - 1\n  - 2\nB: 1\n", ["A"], "x", "A: x\nB: 1\n"],
    ["replaces a scalar by a block", YAML, "A: 1\nB: 2\n", ["A"], { C: 1, D: 2 }, "A:\n  C: 1\n  D: 2\nB: 2\n"],
    ["fills a missing value", YAML, "A:\nB: 2\n", ["A"], 1, "A: 1\nB: 2\n"],
    ["fills a missing value by a map", YAML, "A:\nB: 2\n", ["A", "C"], 1, "A:\n  C: 1\nB: 2\n"],
    ["adds to a flow map", YAML, "A: { B: 1 }\n", ["A", "C"], "x", "A: { B: 1, C: x }\n"],
    ["adds to an empty flow map", YAML, "A: {}\n", ["A", "C"], 1, "A: { C: 1 }\n"],
    ["adds a map to a flow map", YAML, "A: {B: 1}\n", ["A", "C"], { D: [1, 2] }, "A: {B: 1, C: { D: [1, 2] }}\n"],
    ["adds behind a block scalar", YAML, "A: |\n  text\n  more\n", ["B"], 1, "A: |\n  text\n  more\nB: 1\n"],
    ["adds a list of maps", YAML, "A: 1\n", ["B"], [{ C: 1, D: 2 }], "A: 1\nB:\n  - C: 1\n    D: 2\n"],
    ["quotes what YAML would read otherwise", YAML, "A: 1\n", ["B"], "on", 'A: 1\nB: "on"\n'],
    ["writes functions short in YAML", YAML, "A: 1\n", ["B"], getAtt("Q", "Arn"), "A: 1\nB: !GetAtt Q.Arn\n"],
    ["adds to a multi-line JSON map", JSON_FILE, '{\n  "A": 1\n}\n', ["B"], 2, '{\n  "A": 1,\n  "B": 2\n}\n'],
    ["adds to a one-line JSON map", JSON_FILE, '{"A": 1}', ["B"], "x", '{"A": 1, "B": "x"}'],
    ["adds to an empty JSON map", JSON_FILE, '{"A": {}}', ["A", "B"], 1, '{"A": { "B": 1 }}'],
    ["replaces a JSON value", JSON_FILE, '{"A": [1, 2], "B": 0}', ["A"], "x", '{"A": "x", "B": 0}'],
    ["writes functions long in JSON", JSON_FILE, '{"A": 1}', ["A"], ref("Q"), '{"A": { "Ref": "Q" }}'],
    [
      "indents what it adds to JSON",
      JSON_FILE,
      '{\n  "A": {\n    "B": 1\n  }\n}',
      ["A", "C"],
      { D: 1, E: ["x"] },
      '{\n  "A": {\n    "B": 1,\n    "C": {\n      "D": 1,\n      "E": ["x"]\n    }\n  }\n}',
    ],
  ];
  test.each(cases)("%s", (_, file, before, path, value, after) => {
    expect(apply(before, setEntry(readMap(file, before), path, value))).toBe(after);
  });
});

describe("removals", () => {
  const cases: [name: string, file: string, before: string, key: string, after: string][] = [
    ["the first entry", YAML, "A: 1\nB: 2\n", "A", "B: 2\n"],
    ["the last entry with its comment", YAML, "A: 1\nB: 2 # two\n", "B", "A: 1\n"],
    ["an entry of several lines", YAML, "A: 1\nB:\n  C: 1\n  D: 2\nE: 3\n", "B", "A: 1\nE: 3\n"],
    ["an entry at the end of the file", YAML, "A: 1\nB: 2", "B", "A: 1\n"],
    ["a flow entry", YAML, "{ A: 1, B: 2 }", "A", "{ B: 2 }"],
    ["the last flow entry", YAML, "{ A: 1, B: 2 }", "B", "{ A: 1 }"],
    ["the only entry", JSON_FILE, '{ "A": 1 }', "A", "{}"],
    ["a JSON entry", JSON_FILE, '{\n  "A": 1,\n  "B": 2\n}', "B", '{\n  "A": 1\n}'],
  ];
  test.each(cases)("%s", (_, file, before, key, after) => {
    expect(apply(before, removeEntry(readMap(file, before), key))).toBe(after);
  });

  test("a list item goes with its line, the first with its text", () => {
    const before = "L:\n  - a # one\n  - b\n  - c\n";
    const list = property(readMap(YAML, before), "L");
    if (list?.kind !== "list") throw new Error("a list");
    expect(apply(before, list.items[1] && removeListItem(list, list.items[1]))).toBe("L:\n  - a # one\n  - c\n");
    expect(apply(before, list.items[0] && removeListItem(list, list.items[0]))).toBe("L:\n  - b\n  - c\n");
  });

  test("a key that is not there is not removed", () => {
    expect(removeEntry(readMap(YAML, "A: 1\n"), "B")).toBeUndefined();
  });
});

describe("addListItem", () => {
  const cases: [before: string, value: EditValue, after: string][] = [
    ["L:\n  - a\n  - b # two\nM: 1\n", "c", "L:\n  - a\n  - b # two\n  - c\nM: 1\n"],
    ["L:\n- a\nM: 1\n", { B: 1, C: [2] }, "L:\n- a\n- B: 1\n  C:\n    - 2\nM: 1\n"],
    ["L: [a, b]\n", sub("${X}-y"), 'L: [a, b, !Sub "${X}-y"]\n'],
    ["L: []\n", 1, "L: [ 1 ]\n"],
  ];
  test.each(cases)("%j + %j", (before, value, after) => {
    const list = property(readMap(YAML, before), "L");
    if (list?.kind !== "list") throw new Error("a list");
    expect(apply(before, addListItem(list, value))).toBe(after);
  });
});

const SAM = `Resources:
  Pay:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.pay # the handler
  Other:
    Type: AWS::SNS::Topic
`;

describe("setProperty speaks the node's dialect", () => {
  test("SAM", () => {
    const edits = setProperty(firstNode(YAML, SAM, "function"), "reservedConcurrency", 10);
    expect(apply(SAM, edits)).toBe(SAM.replace("handler\n", "handler\n      ReservedConcurrentExecutions: 10\n"));
  });

  test("CloudFormation in JSON", () => {
    const before = `{
  "Resources": {
    "Photos": {
      "Type": "AWS::S3::Bucket",
      "Properties": {
        "AccessControl": "PublicRead"
      }
    }
  }
}`;
    const bucket = firstNode(JSON_FILE, before, "store", "cloudformation");
    expect(apply(before, setProperty(bucket, "accessControl", "Private"))).toBe(
      before.replace("PublicRead", "Private"),
    );
    const blocked = apply(
      before,
      setProperty(bucket, "publicAccessBlock", { BlockPublicAcls: true, IgnorePublicAcls: true }),
    );
    expect(JSON.parse(blocked)).toMatchObject({
      Resources: { Photos: { Properties: { PublicAccessBlockConfiguration: { BlockPublicAcls: true } } } },
    });
  });

  test("Serverless Framework", () => {
    const before = "functions:\n  pay:\n    handler: app.pay\n    timeout: 900\n";
    const pay = firstNode("serverless.yml", before, "function", "serverless");
    expect(apply(before, setProperty(pay, "timeoutSeconds", 20))).toBe(before.replace("900", "20"));
    expect(apply(before, setProperty(pay, "tracing", "Active"))).toBe(`${before.trimEnd()}\n    tracing: true\n`);
  });

  test("what the dialect can't say, or no template declares, has no edit", () => {
    const pay = firstNode(YAML, SAM, "function");
    expect(setProperty(pay, "physicalName", "x")).toBeUndefined();
    expect(setProperty({ ...pay, dialect: "code", type: "" }, "timeoutSeconds", 3)).toBeUndefined();
  });
});

describe("addResource", () => {
  test("goes behind the declaration, before the next one", () => {
    const edits = addResource(firstNode(YAML, SAM, "function"), "Dlq", "AWS::SQS::Queue", {
      KmsMasterKeyId: "alias/x",
    });
    expect(apply(SAM, edits)).toBe(
      SAM.replace(
        "handler\n",
        "handler\n\n  Dlq:\n    Type: AWS::SQS::Queue\n    Properties:\n      KmsMasterKeyId: alias/x\n",
      ),
    );
  });

  test("in JSON with a comma", () => {
    const before =
      '{\n  "Resources": {\n    "A": {\n      "Type": "AWS::SQS::Queue",\n      "Properties": {\n        "X": 1\n      }\n    }\n  }\n}';
    const after = apply(before, addResource(firstNode(JSON_FILE, before, "channel"), "B", "AWS::SQS::Queue", {}));
    expect(JSON.parse(after)).toMatchObject({ Resources: { A: {}, B: { Type: "AWS::SQS::Queue" } } });
  });
});

test("replaceValue writes on one line in the file's style", () => {
  const before = "A: !Ref X\nB: 1\n";
  const value = property(readMap(YAML, before), "A");
  expect(apply(before, value && replaceValue(value.at, { AWS: ["x", "*"] }))).toBe('A: { AWS: [x, "*"] }\nB: 1\n');
});

test.each([
  "*",
  "true",
  "No",
  "1",
  "1e3",
  "",
  " a",
  "a: b",
  "a #b",
  "- a",
  "~",
  "null",
  "!x",
  "&x",
  "@x",
  "%x",
  "{a}",
  "a:",
  "'a",
])("%j is read back as the same text", (text) => {
  for (const written of [`A: ${yamlScalar(text)}\n`, `A: { B: ${yamlScalar(text, "yaml-flow")} }\n`]) {
    const map = readMap(YAML, written);
    const value = property(map, "A");
    expect(plain(value?.kind === "map" ? property(value, "B") : value)).toBe(text);
  }
});

describe("for any template", () => {
  const key = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,5}$/);
  const leaf: fc.Arbitrary<EditValue> = fc.oneof(fc.string(), fc.integer(), fc.boolean());
  const { value } = fc.letrec<{ value: EditValue }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      leaf,
      fc.array(tie("value"), { minLength: 1, maxLength: 3 }),
      fc.dictionary(key, tie("value"), { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
    ),
  }));
  const map = fc.dictionary(key, value, { minKeys: 1, maxKeys: 4, noNullPrototype: true });

  test.each([
    [
      "YAML",
      YAML,
      (content: Record<string, EditValue>) => apply("Z: 0\n", setEntry(readMap(YAML, "Z: 0\n"), ["Y"], content)),
    ],
    ["JSON", JSON_FILE, (content: Record<string, EditValue>) => JSON.stringify({ Z: 0, Y: content }, null, 2)],
  ])("%s: an entry that was set is there, all else as before, and nothing is broken", (_, file, write) => {
    fc.assert(
      fc.property(map, key, value, (content, added, wanted) => {
        const before = write(content);
        expect(plain(readMap(file, before))).toEqual({ Z: 0, Y: content });
        const after = apply(before, setEntry(readMap(file, before), ["Y", added], wanted));
        const { root, problems } = parseDocument(file, after);
        expect(problems).toEqual([]);
        expect(plain(root && toValue(file, root))).toEqual({ Z: 0, Y: { ...content, [added]: wanted } });
      }),
      { numRuns: 200 },
    );
  });
});
