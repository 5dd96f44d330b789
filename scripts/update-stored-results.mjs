// npm run update-stored-results: writes what is made from the sources and kept in the repository. Review the difference.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import * as prettier from "prettier";
import { checkout } from "./lib/paths.mjs";

const START = "<!-- rules:start -->";
const END = "<!-- rules:end -->";

/** Exports of a TypeScript entry given as text, bundled in memory. */
async function load(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: checkout, loader: "ts" },
    bundle: true,
    format: "esm",
    platform: "node",
    write: false,
    logLevel: "error",
  });
  const source = Buffer.from(outputFiles[0].contents).toString("base64");
  return import(`data:text/javascript;base64,${source}`);
}

async function updateRuleList() {
  const { RULES, ruleListMarkdown } = await load(`
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

await updateRuleList();
