// The notices of exactly those packages whose files are in dist/: taken from esbuild's metafiles and the list of copies.
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { checkout } from "./paths.mjs";

const IAM_DATA = "language-analysis/iam/data";

/** @param {Iterable<string>} files paths relative to the checkout */
export async function thirdPartyNotices(files) {
  const folders = new Set([...files].map(packageFolder).filter((folder) => folder !== undefined));
  const sections = [];
  for (const folder of [...folders].sort()) sections.push(await notice(folder));
  // Data that a script took over from packages lies in the checkout itself, beside its notice.
  if ([...files].some((file) => file.startsWith(`${IAM_DATA}/`)))
    sections.push(await readFile(path.join(checkout, IAM_DATA, "NOTICE.txt"), "utf8"));
  const head = "Serverless Atlas contains the following third-party software, under the licences given here.\n";
  return [head, ...sections].join(`\n${"=".repeat(100)}\n\n`);
}

function packageFolder(file) {
  const parts = file.split("/");
  const at = parts.lastIndexOf("node_modules");
  if (at === -1) return undefined;
  const length = parts[at + 1]?.startsWith("@") ? 3 : 2;
  return parts.slice(0, at + length).join("/");
}

async function notice(folder) {
  const directory = path.join(checkout, folder);
  const { name, version, license, repository, homepage } = JSON.parse(
    await readFile(path.join(directory, "package.json"), "utf8"),
  );
  const source = typeof repository === "string" ? repository : (repository?.url ?? homepage ?? "");
  const names = (await readdir(directory)).filter((each) =>
    /^(licen[cs]e|copying|notice|thirdpartynotice)/i.test(each),
  );
  const texts = [];
  for (const each of names.sort()) texts.push((await readFile(path.join(directory, each), "utf8")).trim());
  if (texts.length === 0) throw new Error(`${name} has no licence file; its notice can't be written.`);
  return [`${name} ${version}`, `Licence: ${license}`, `Source: ${source}`, "", ...texts, ""].join("\n");
}
