// npm run new-rule SAS-n/kebab-name: creates the rule, its test and its page, and adds it to the list of rules.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = process.env["NEW_RULE_ROOT"] ?? join(dirname(fileURLToPath(import.meta.url)), "..");
const ID = /^SAS-(10|[1-9])\/([a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/;

/** Sources of the three new files, by path. */
function filesOf(id) {
  const [, number, name] = ID.exec(id);
  const variable = name.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
  const folder = `sas-${number}`;
  return {
    variable,
    folder,
    name,
    rule: `language-analysis/rules/${folder}/${name}.ts`,
    test: `test/rules/${folder}/${name}.test.ts`,
    page: `docs/rules/SAS-${number}/${name}.md`,
  };
}

function ruleText(id, { variable }) {
  return `import { say } from "../../model/message.ts";
import { defineRule } from "../rule.ts";

export const ${variable} = defineRule({
  id: "${id}",
  title: "",
  severity: "medium",
  why: "",
  source: "https://",
  mitigation: "",
  snippets: [{ title: say("AWS SAM"), language: "yaml", text: "" }],
  *check({ graph }) {
    for (const node of graph.nodes("function")) {
      if (node.properties["example"] === undefined) continue;
      yield { on: node.id, at: node.nameAt, key: "example", confidence: "high", message: say("{0} ...", node.name) };
    }
  },
});
`;
}

function testText(id, { variable, folder, name }) {
  return `import { ${variable} } from "../../../language-analysis/rules/${folder}/${name}.ts";
import { ruleTable } from "../rule-table.ts";

// Marks (\`# ^^^^ ${id} high\`) name the exact range below which they stand. Every rule has a hit, a near miss and an unresolved case.
ruleTable(${variable}, {});
`;
}

function pageText(id) {
  return `# ${id}: title

**Base severity: medium** · Source: [title](https://)

## Why

## Bad

## Good

## Mitigation

## How it is detected

## Limits
`;
}

/** The list of rules with one more, in the order of the catalogue within its risk: at the end. */
function withRule(index, { variable, folder, name }) {
  const imports = index.split("\n").filter((line) => line.startsWith("import { "));
  const order = (line) => Number(/sas-(\d+)\//.exec(line)?.[1] ?? 0);
  const line = `import { ${variable} } from "./${folder}/${name}.ts";`;
  const next = imports.find((other) => order(other) > order(line));
  const withImport = next
    ? index.replace(next, `${line}\n${next}`)
    : index.replace(imports.at(-1), `${imports.at(-1)}\n${line}`);
  const nextVariable = next && /\{ (\w+) \}/.exec(next)[1];
  return nextVariable
    ? withImport.replace(`  ${nextVariable},\n`, `  ${variable},\n  ${nextVariable},\n`)
    : withImport.replace("\n];", `\n  ${variable},\n];`);
}

function refuse(sentence) {
  console.error(sentence);
  process.exit(2);
}

const [id, ...others] = process.argv.slice(2);
if (id === undefined || others.length > 0) refuse("Usage: npm run new-rule SAS-n/kebab-name");
if (!ID.test(id)) {
  refuse(
    `"${id}" is no rule id: write SAS-1 to SAS-10, a slash and a name in lower case with hyphens, like SAS-2/weak-user-pool.`,
  );
}
const files = filesOf(id);
const ruleFolder = join(root, "language-analysis/rules", files.folder);
const known = existsSync(ruleFolder) ? readdirSync(ruleFolder) : [];
const taken = [files.rule, files.test, files.page].find((path) => existsSync(join(root, path)));
if (taken !== undefined || known.includes(`${files.name}.ts`)) {
  refuse(`The rule ${id} exists already: ${taken ?? files.rule}.`);
}
const indexPath = join(root, "language-analysis/rules/index.ts");
const index = readFileSync(indexPath, "utf8");
const write = (path, text) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  console.log(`Wrote ${path}`);
};
write(files.rule, ruleText(id, files));
write(files.test, testText(id, files));
write(files.page, pageText(id));
writeFileSync(indexPath, withRule(index, files));
console.log("Added it to language-analysis/rules/index.ts");
console.log("Next: fill in the rule, its cases and its page; then npm run update-stored-results.");
