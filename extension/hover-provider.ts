import * as vscode from "vscode";
import type { AnalysisResult } from "../language-analysis/model/analysis-result.ts";
import type { Finding } from "../language-analysis/model/finding.ts";
import type { RuleInfo } from "../language-analysis/model/rule-info.ts";
import { hoverAt, type HoverBlock, type HoverLine } from "../language-analysis/views/hover.ts";
import { sentenceText } from "../language-analysis/views/blast-sentence.ts";
import { localize } from "./localize.ts";
import { editorRange, enginePath } from "./workspace-paths.ts";

/** The commands that a hover's links may run; nothing else is enabled in its Markdown. */
const LINK_COMMANDS = [
  "serverlessAtlas.openRange",
  "serverlessAtlas.openRuleDocumentation",
  "serverlessAtlas.showOnMap",
  "serverlessAtlas.showBlastRadius",
  "serverlessAtlas.showReachers",
  "serverlessAtlas.showPath",
];

export class HoverProvider implements vscode.HoverProvider {
  constructor(
    private readonly currentResult: () => AnalysisResult | undefined,
    private readonly rules: ReadonlyMap<Finding["rule"], RuleInfo>,
  ) {}

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const result = this.currentResult();
    const path = enginePath(document.uri);
    if (!result || path === undefined) return undefined;
    const content = hoverAt(result, this.rules, path, position);
    return content && new vscode.Hover(render(content.blocks), editorRange(content.at));
  }
}

function render(blocks: readonly HoverBlock[]): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  markdown.isTrusted = { enabledCommands: LINK_COMMANDS };
  markdown.supportThemeIcons = true;
  blocks.forEach((block, index) => {
    switch (block.kind) {
      case "heading":
        if (index > 0) markdown.appendMarkdown("\n\n---\n\n");
        markdown.appendMarkdown(`**${plain(localize(block.text))}**\n\n`);
        break;
      case "text":
        markdown.appendMarkdown(`${plain(localize(block.text))}\n\n`);
        break;
      case "sentence":
        markdown.appendMarkdown(`${plain(sentenceText(block.sentence, localize))}\n\n`);
        break;
      case "list":
        for (const line of block.items) appendLine(markdown, line);
        markdown.appendMarkdown("\n");
        break;
      case "code":
        markdown.appendMarkdown(`${plain(localize(block.title))}\n`);
        markdown.appendCodeblock(block.text, block.language);
        break;
      case "links":
        markdown.appendMarkdown(linksOf(block).join(" &nbsp;·&nbsp; "));
        break;
    }
  });
  return markdown;
}

function appendLine(markdown: vscode.MarkdownString, { text, at }: HoverLine): void {
  markdown.appendMarkdown(`- ${plain(localize(text))}`);
  if (at && at.file !== "") {
    markdown.appendMarkdown(` [$(go-to-file)](${commandLink("serverlessAtlas.openRange", at)})`);
  }
  markdown.appendMarkdown("\n");
}

/** Text as Markdown that shows it as it is. The editor's own escape makes every space a no-break space: no line would wrap. */
function plain(text: string): string {
  return new vscode.MarkdownString("", true).appendText(text).value.replaceAll("&nbsp;", " ");
}

function linksOf(block: Extract<HoverBlock, { kind: "links" }>): string[] {
  const links: string[] = [];
  if (block.rule !== undefined) {
    links.push(
      `[${vscode.l10n.t("Documentation")}](${commandLink("serverlessAtlas.openRuleDocumentation", block.rule)})`,
    );
  }
  if (block.node !== undefined) {
    links.push(`[${vscode.l10n.t("Show on map")}](${commandLink("serverlessAtlas.showOnMap", block.node)})`);
  }
  if (block.radius !== undefined) {
    links.push(`[${vscode.l10n.t("Blast radius")}](${commandLink("serverlessAtlas.showBlastRadius", block.radius)})`);
  }
  if (block.reached !== undefined) {
    links.push(
      `[${vscode.l10n.t("Who can reach this")}](${commandLink("serverlessAtlas.showReachers", block.reached)})`,
    );
  }
  if (block.path !== undefined) {
    links.push(`[${vscode.l10n.t("Show path on map")}](${commandLink("serverlessAtlas.showPath", block.path)})`);
  }
  return links;
}

/** Parentheses would end the Markdown link early, and encodeURIComponent leaves them as they are. */
function commandLink(command: string, argument: unknown): string {
  const encoded = encodeURIComponent(JSON.stringify([argument])).replace(
    /[()]/g,
    (c) => `%${c.charCodeAt(0).toString(16)}`,
  );
  return `command:${command}?${encoded}`;
}
