// The texts that users see, as they stand in the sources: what a translation has to say. Sources: `vscode.l10n.t`, the engine's
// `say`, the texts of the map's page, and what rules tell about themselves.
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { loadSources } from "./load-sources.mjs";
import { checkout } from "./paths.mjs";

const PROPERTIES = new Set(["title", "label", "tooltip", "placeHolder", "prompt", "detail", "description", "message"]);
const SHOWING = /^show(?:Information|Warning|Error)Message$|^createTreeView$/;

/** English by English, sorted: `bundle.l10n.json`. */
export async function localizedStrings() {
  const found = new Set();
  for (const file of sourcesIn("extension")) for (const text of argumentsOf(file, isL10nCall)) found.add(text);
  for (const file of sourcesIn("language-analysis")) for (const text of argumentsOf(file, isSay)) found.add(text);
  const { RULES, STRINGS } = await loadSources(`
    export { RULES } from "./language-analysis/rules/index.ts";
    export { STRINGS } from "./webview/strings.ts";
  `);
  for (const { why, snippets } of RULES)
    for (const text of [why, ...snippets.map(({ title }) => title.template)]) found.add(text);
  for (const text of Object.values(STRINGS)) found.add(text);
  return Object.fromEntries([...found].sort().map((text) => [text, text]));
}

/** Places in the extension where a text is shown as it stands, `file:line: text`. */
export function rawStrings() {
  const raw = [];
  for (const file of sourcesIn("extension")) {
    const source = parse(file);
    const visit = (node) => {
      const text = shownText(node);
      if (text !== undefined && /[A-Za-z]{3}.* |^[A-Z][a-z]+$/.test(text)) {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
        raw.push(`${path.relative(checkout, file)}:${line + 1}: ${text}`);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return raw;
}

function shownText(node) {
  if (ts.isPropertyAssignment(node) && PROPERTIES.has(node.name.getText())) return literal(node.initializer);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    return ts.isPropertyAccessExpression(node.left) && PROPERTIES.has(node.left.name.text)
      ? literal(node.right)
      : undefined;
  }
  if (ts.isNewExpression(node) && /CodeAction$|TreeItem$/.test(node.expression.getText()))
    return literal(node.arguments?.[0]);
  if (!ts.isCallExpression(node)) return undefined;
  const name = ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : "";
  return SHOWING.test(name) && name !== "createTreeView" ? literal(node.arguments[0]) : undefined;
}

function* argumentsOf(file, isWanted) {
  const source = parse(file);
  const found = [];
  const visit = (node) => {
    if (ts.isCallExpression(node) && isWanted(node)) {
      const [first] = node.arguments;
      const texts = first && ts.isConditionalExpression(first) ? [first.whenTrue, first.whenFalse] : [first];
      for (const one of texts) if (literal(one) !== undefined) found.push(literal(one));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  yield* found;
}

function isL10nCall({ expression }) {
  return expression.getText() === "vscode.l10n.t";
}

function isSay({ expression }) {
  return ts.isIdentifier(expression) && expression.text === "say";
}

function literal(node) {
  return node && ts.isStringLiteralLike(node) && node.text.trim() !== "" ? node.text : undefined;
}

function parse(file) {
  return ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
}

function* sourcesIn(folder) {
  const names = readdirSync(path.join(checkout, folder), { recursive: true });
  for (const name of names.sort()) if (name.endsWith(".ts")) yield path.join(checkout, folder, name);
}
