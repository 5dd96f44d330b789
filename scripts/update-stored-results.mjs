// npm run update-stored-results: writes what is made from the sources and kept in the repository. Review the difference.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as prettier from "prettier";
import { localizedStrings } from "./lib/l10n-strings.mjs";
import { loadSources } from "./lib/load-sources.mjs";
import { checkout } from "./lib/paths.mjs";

async function updateTables() {
  const { RULES, ruleListMarkdown, libraryListMarkdown } = await loadSources(`
    export { RULES } from "./language-analysis/rules/index.ts";
    export { ruleListMarkdown } from "./language-analysis/rules/rule-list.ts";
    export { libraryListMarkdown } from "./language-analysis/dataflow/tables/library-list.ts";
  `);
  await updateTable("README.md", "rules", ruleListMarkdown(RULES));
  await updateTable("docs/data-flow.md", "libraries", libraryListMarkdown());
}

/** Puts the table between the marks `<!-- name:start -->` and `<!-- name:end -->` of a page. */
async function updateTable(page, name, table) {
  const file = path.join(checkout, page);
  const text = readFileSync(file, "utf8");
  const [startMark, endMark] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`];
  const [start, end] = [text.indexOf(startMark), text.indexOf(endMark)];
  if (start < 0 || end < start) throw new Error(`${page} has no ${startMark} ... ${endMark}.`);
  const updated = `${text.slice(0, start + startMark.length)}\n\n${table}\n\n${text.slice(end)}`;
  const options = await prettier.resolveConfig(file);
  const formatted = await prettier.format(updated, { ...options, filepath: file });
  if (formatted === text) return console.log(`${page} is up to date.`);
  writeFileSync(file, formatted);
  console.log(`Updated the table of ${name} in ${page}.`);
}

/** What translators start from: `l10n/bundle.l10n.<language>.json` has the same keys. */
async function updateStrings() {
  const file = path.join(checkout, "l10n", "bundle.l10n.json");
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(await localizedStrings(), null, 2)}\n`);
  console.log("Wrote l10n/bundle.l10n.json.");
}

await updateTables();
await updateStrings();
