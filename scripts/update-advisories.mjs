// node scripts/update-advisories.mjs --date YYYY-MM-DD SOURCE...: writes data/advisories.json from checkouts or unpacked archives of
// advisory databases. A source is a folder with advisories in OSV format (JSON or YAML; osv.dev exports, pypa/advisory-database,
// golang/vulndb), with those of the Node.js security working group (vuln/npm/*.json), a repository file of Retire.js, or
// `data/npm-advisories.json`, which is kept by hand.
// Only facts are kept: id, package, affected versions, score, one line of title. What does not fit the budget is left out, the
// least severe and oldest first; the script says how many.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { load as parseYaml } from "js-yaml";
import semver from "semver";
import { checkout } from "./lib/paths.mjs";

const BUDGET_BYTES = 1_400_000;
const ECOSYSTEMS = new Set(["npm", "PyPI", "Maven", "Go", "NuGet"]);
/** Scores where a database has a word only: the middle of the word's range. Source: first.org/cvss. */
const SCORES = { CRITICAL: 9.5, HIGH: 8, MODERATE: 5.5, MEDIUM: 5.5, LOW: 2.5 };

const { values, positionals } = parseArgs({ options: { date: { type: "string" } }, allowPositionals: true });
if (!/^\d{4}-\d{2}-\d{2}$/.test(values.date ?? "") || positionals.length === 0) {
  console.error("Usage: node scripts/update-advisories.mjs --date YYYY-MM-DD SOURCE...");
  process.exit(2);
}

/** Entries by ecosystem, package and id: two databases may tell of one weakness. */
const entries = new Map();
for (const source of positionals) for (const file of filesOf(source)) readAdvisory(file);
write();

function* filesOf(source) {
  if (statSync(source).isFile()) return void (yield source);
  for (const entry of readdirSync(source, { withFileTypes: true })) {
    const below = path.join(source, entry.name);
    if (entry.isDirectory()) yield* filesOf(below);
    else if (/\.(?:json|ya?ml)$/.test(entry.name)) yield below;
  }
}

function readAdvisory(file) {
  const text = readFileSync(file, "utf8");
  let data;
  try {
    data = file.endsWith(".json") ? JSON.parse(text) : parseYaml(text);
  } catch (error) {
    console.error(`${file} is left out: ${error.message}`);
    return;
  }
  if (Array.isArray(data?.affected)) readOsv(data);
  else if (Array.isArray(data)) readList(data);
  else if (typeof data?.module_name === "string") readWorkingGroup(data);
  else if (Object.values(data ?? {}).some((library) => Array.isArray(library?.vulnerabilities))) readRetire(data);
}

/** Source: ossf.github.io/osv-schema. */
function readOsv(advisory) {
  if (advisory.withdrawn) return;
  for (const { package: affected, ranges = [], versions = [] } of advisory.affected) {
    const ecosystem = affected?.ecosystem?.split(":")[0];
    if (!ECOSYSTEMS.has(ecosystem) || affected.name === "stdlib" || affected.name === "toolchain") continue;
    const found = ranges.filter(({ type }) => type !== "GIT").flatMap(({ events }) => rangesOf(events));
    if (found.length === 0 && versions.length > 0 && versions.length <= 20) {
      found.push(...versions.map((version) => [String(version), null, String(version)]));
    }
    add(ecosystem, affected.name, {
      id: preferredId(advisory.id, advisory.aliases),
      title: advisory.summary ?? firstSentence(advisory.details),
      score: scoreOf(advisory),
      ranges: found,
    });
  }
}

function rangesOf(events) {
  const ranges = [];
  let introduced;
  for (const event of events) {
    if (event.introduced !== undefined) introduced = String(event.introduced);
    if (introduced === undefined) continue;
    if (event.fixed !== undefined) ranges.push([introduced, String(event.fixed)]);
    else if (event.last_affected !== undefined) ranges.push([introduced, null, String(event.last_affected)]);
    else continue;
    introduced = undefined;
  }
  if (introduced !== undefined) ranges.push([introduced, null]);
  return ranges;
}

function readWorkingGroup({ id, module_name: name, cves, title, cvss_score: score, vulnerable_versions: vulnerable }) {
  const ranges = npmRanges(vulnerable ?? "");
  add("npm", name, {
    id: cves?.[0] ?? `NSWG-ECO-${id}`,
    title,
    score: typeof score === "number" ? score : null,
    ranges,
  });
}

/** `data/npm-advisories.json`: what has been collected by hand. */
function readList(list) {
  for (const { package: name, id, title, score, vulnerable } of list) {
    add("npm", name, { id, title, score, ranges: npmRanges(vulnerable) });
  }
}

function readRetire(libraries) {
  for (const [library, { npmname, vulnerabilities }] of Object.entries(libraries)) {
    const name = npmname ?? (/\.|example|check/.test(library) ? undefined : library);
    if (name === undefined) continue;
    for (const { below, atOrAbove, severity, identifiers = {} } of vulnerabilities ?? []) {
      if (below === undefined || !semver.valid(below)) continue;
      const id = identifiers.CVE?.[0] ?? identifiers.githubID;
      if (id === undefined) continue;
      add("npm", name, {
        id,
        title: identifiers.summary ?? "Known weakness",
        score: SCORES[String(severity).toUpperCase()] ?? null,
        ranges: [[atOrAbove ?? "0", below]],
      });
    }
  }
}

/** `<=2.1.1`, `>=1.0.0 <1.2.3 || <0.9` as half-open ranges. */
function npmRanges(text) {
  const range = semver.validRange(text) === null ? undefined : new semver.Range(text);
  return (range?.set ?? []).map((comparators) => {
    const low = comparators.find(({ operator }) => operator === ">=" || operator === ">");
    const high = comparators.find(({ operator }) => operator === "<" || operator === "<=");
    const exact = comparators.find(({ operator, semver: version }) => operator === "" && version?.version);
    if (exact) return [exact.semver.version, null, exact.semver.version];
    const introduced = low?.semver.version ?? "0";
    if (!high) return [introduced, null];
    return high.operator === "<" ? [introduced, high.semver.version] : [introduced, null, high.semver.version];
  });
}

function preferredId(id, aliases = []) {
  return (
    [id, ...aliases].find((each) => each.startsWith("CVE-")) ??
    [id, ...aliases].find((each) => each.startsWith("GHSA-")) ??
    id
  );
}

function scoreOf({ severity, database_specific: specific }) {
  const vector = severity?.find(({ type }) => type === "CVSS_V3")?.score;
  if (vector) return baseScore(vector);
  return SCORES[String(specific?.severity ?? "").toUpperCase()] ?? null;
}

/** CVSS 3.x base score of a vector. Source: first.org/cvss/v3.1/specification-document, section 7.1. */
function baseScore(vector) {
  const metric = Object.fromEntries(vector.split("/").map((part) => part.split(":")));
  const isChanged = metric.S === "C";
  const weight = { N: 0, L: 0.22, H: 0.56 };
  const impactBase = 1 - ["C", "I", "A"].reduce((product, name) => product * (1 - (weight[metric[name]] ?? 0)), 1);
  const impact = isChanged ? 7.52 * (impactBase - 0.029) - 3.25 * (impactBase - 0.02) ** 15 : 6.42 * impactBase;
  const privileges = { N: 0.85, L: isChanged ? 0.68 : 0.62, H: isChanged ? 0.5 : 0.27 }[metric.PR];
  const reach = { N: 0.85, A: 0.62, L: 0.55, P: 0.2 }[metric.AV];
  const exploitability = 8.22 * reach * { L: 0.77, H: 0.44 }[metric.AC] * privileges * { N: 0.85, R: 0.62 }[metric.UI];
  if (!(impact > 0)) return 0;
  const score = Math.min((isChanged ? 1.08 : 1) * (impact + exploitability), 10);
  return Number.isFinite(score) ? Math.ceil(Math.round(score * 100_000) / 10_000) / 10 : null;
}

function firstSentence(text = "") {
  return /^[^\n]*?[.](?=\s|$)|^[^\n]*/.exec(text.trim())?.[0] ?? "";
}

function add(ecosystem, name, { id, title, score, ranges }) {
  if (ranges.length === 0) return;
  const key = ecosystem === "PyPI" ? name.replace(/[-_.]+/g, "-").toLowerCase() : name;
  const short = title
    .replace(/[`*]/g, "")
    .replace(/\s+/g, " ")
    .replace(/^ ?(?:UNSUPP+ORTED WHEN ASSIGNED )*/, "")
    .replace(/^DISPUTED /, "Disputed: ")
    .replace(/[.\s]+$/, "");
  const clean = short.length > 90 ? `${short.slice(0, 87).replace(/\s+\S*$/, "")} ...` : short;
  const packages = mapIn(entries, ecosystem);
  const advisories = mapIn(packages, key);
  const known = advisories.get(id);
  if (!known) advisories.set(id, { id, title: clean || "Known weakness", score, ranges });
  else {
    known.score ??= score;
    const seen = new Set(known.ranges.map(String));
    known.ranges.push(...ranges.filter((range) => !seen.has(String(range))));
  }
}

function mapIn(map, key) {
  let found = map.get(key);
  if (!found) map.set(key, (found = new Map()));
  return found;
}

function write() {
  const all = [...entries].flatMap(([ecosystem, packages]) =>
    [...packages].flatMap(([name, advisories]) =>
      [...advisories.values()].map((each) => ({ ecosystem, name, ...each })),
    ),
  );
  const yearOf = ({ id }) => Number(/-(\d{4})-/.exec(id)?.[1] ?? 2015);
  // The most worth knowing first: severe, then recent.
  all.sort((a, b) => (b.score ?? 5) - (a.score ?? 5) || yearOf(b) - yearOf(a) || (a.id < b.id ? -1 : 1));
  let bytes = 0;
  const kept = all.filter(
    (each) => (bytes += JSON.stringify(rowOf(each)).length + 4) < BUDGET_BYTES - 60 * entries.size,
  );
  const packages = {};
  for (const each of kept.sort((a, b) => (key(a) < key(b) ? -1 : 1))) {
    ((packages[each.ecosystem] ??= {})[each.name] ??= []).push(rowOf(each));
  }
  const file = path.join(checkout, "data", "advisories.json");
  // One package a line: differences can be reviewed.
  const sections = Object.keys(packages)
    .sort()
    .map((ecosystem) => {
      const lines = Object.entries(packages[ecosystem]).map(
        ([name, rows]) => `${JSON.stringify(name)}:${JSON.stringify(rows)}`,
      );
      return `${JSON.stringify(ecosystem)}:{\n${lines.join(",\n")}\n}`;
    });
  writeFileSync(file, `{"date":${JSON.stringify(values.date)},"packages":{\n${sections.join(",\n")}\n}}\n`);
  console.log(`${kept.length} advisories kept, ${all.length - kept.length} left out, ${statSync(file).size} bytes.`);
  for (const [ecosystem, names] of Object.entries(packages))
    console.log(`  ${ecosystem}: ${Object.keys(names).length} packages`);
}

function rowOf({ id, title, score, ranges }) {
  return [id, title, score, ...ranges];
}

function key({ ecosystem, name, id }) {
  return `${ecosystem}\n${name}\n${id}`;
}
