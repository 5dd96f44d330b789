// "Insert mitigation snippet": a rule's examples as edits of the file that a finding is about.
import type { MapNode } from "../model/app-map.ts";
import type { Finding, TextEdit } from "../model/finding.ts";
import { formatMessage, type Message } from "../model/message.ts";
import type { RuleInfo, RuleSnippet } from "../model/rule-info.ts";
import { commentEdits, readTemplate, templateEdits } from "./template-edits.ts";

export interface MitigationInsert {
  /** Of the example. */
  readonly title: Message;
  readonly edits: readonly TextEdit[];
}

const CODE: readonly (readonly [RegExp, string])[] = [
  [/\.[cm]?[jt]sx?$/, "javascript"],
  [/\.py$/, "python"],
];
const TEMPLATE = /\.(?:ya?ml|json|template)$/;

/**
 * Examples in the language of the finding's file; for a finding in code that is mended in the template, those for the declaration of
 * its node. `textOf` gives a file's text as it is now.
 */
export function mitigationInserts(
  finding: Finding,
  node: MapNode | undefined,
  rule: RuleInfo,
  textOf: (file: string) => string | undefined,
): readonly MitigationInsert[] {
  const { file } = finding.at;
  const language = CODE.find(([extension]) => extension.test(file))?.[1];
  const inCode = (rule.snippets ?? []).filter((snippet) => snippet.language === language);
  if (inCode.length > 0) return inCode.flatMap((snippet) => inStatement(finding, snippet, textOf(file)) ?? []);
  const isInTemplate = TEMPLATE.test(file);
  const place = isInTemplate ? finding.at : node?.nameAt;
  const text = place && TEMPLATE.test(place.file) ? textOf(place.file) : undefined;
  if (!place || text === undefined) return [];
  const template = readTemplate({ file: place.file, text, at: isInTemplate ? anchorOf(finding, node) : place.start });
  if (!template) return [];
  const snippets = (rule.snippets ?? []).filter((snippet) => snippet.language === "yaml");
  const whole = snippets.flatMap(({ title, text: example }) => {
    const edits = templateEdits(template, example);
    return edits ? [{ title, edits }] : [];
  });
  // A fix says more than comments would.
  if (whole.length > 0 || finding.fixes.length > 0) return whole;
  return snippets.slice(0, 1).flatMap(({ title, text: example }) => {
    const edits = commentEdits(template, formatMessage(title), example);
    return edits ? [{ title, edits }] : [];
  });
}

/** A finding on a default or a policy elsewhere is about the place where it stands, any other about its node. */
function anchorOf({ at }: Finding, node: MapNode | undefined): Finding["at"]["start"] {
  return node?.nameAt.file === at.file && node.at.start.line <= at.start.line && at.end.line <= node.at.end.line
    ? node.nameAt.start
    : at.start;
}

/** What may stand before a statement on its line: JavaScript's declarations begin at the name. */
const DECLARATION = /^(\s*)((?:const|let|var)\s+)?$/;

/** Before the statement, indented as it is. */
function inStatement(
  { at, statementAt }: Finding,
  { title, text: example }: RuleSnippet,
  text: string | undefined,
): MitigationInsert | undefined {
  if (!statementAt || text === undefined) return undefined;
  const code = text.split(/\r\n|\r|\n/);
  const [, indent, keyword = ""] =
    DECLARATION.exec((code[statementAt.line] ?? "").slice(0, statementAt.character)) ?? [];
  // The second name of a declaration stands in the middle of a statement.
  const isContinued = keyword === "" && /,\s*$/.test(code[statementAt.line - 1] ?? "");
  if (indent === undefined || isContinued) return undefined;
  const position = { line: statementAt.line, character: 0 };
  const lines = example.split("\n").map((one) => (one === "" ? "\n" : `${indent}${one}\n`));
  return { title, edits: [{ at: { file: at.file, start: position, end: position }, newText: lines.join("") }] };
}
