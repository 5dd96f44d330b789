// npm run update-stored-results: writes what is made from the sources and kept in the repository. Review the difference.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as prettier from "prettier";
import { localizedStrings } from "./lib/l10n-strings.mjs";
import { loadSources } from "./lib/load-sources.mjs";
import { checkout } from "./lib/paths.mjs";

const START = "<!-- rules:start -->";
const END = "<!-- rules:end -->";

async function updateRuleList() {
  const { RULES, ruleListMarkdown } = await loadSources(`
    export { RULES } from "./language-analysis/rules/index.ts";
    export { ruleListMarkdown } from "./language-analysis/rules/rule-list.ts";
  `);
  const file = path.join(checkout, "README.md");
  const text = readFileSync(file, "utf8");
  const [start, end] = [text.indexOf(START), text.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`README.md has no ${START} ... ${END}.`);
  const updated = `${text.slice(0, start + START.length)}\n\n${ruleListMarkdown(RULES)}\n\n${text.slice(end)}`;
  const options = await prettier.resolveConfig(file);
  const formatted = await prettier.format(updated, { ...options, filepath: file });
  if (formatted === text) return console.log("README.md is up to date.");
  writeFileSync(file, formatted);
  console.log("Updated the rule table of README.md.");
}

/** What translators start from: `l10n/bundle.l10n.<language>.json` has the same keys. */
async function updateStrings() {
  const file = path.join(checkout, "l10n", "bundle.l10n.json");
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(await localizedStrings(), null, 2)}\n`);
  console.log("Wrote l10n/bundle.l10n.json.");
}

await updateRuleList();
await updateStrings();
