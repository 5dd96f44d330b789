// Findings per app and severity, to see whether high and critical are worth stopping for: node scripts/noise-report.mjs REPORT.json...
// Each argument is what `scan --format json` wrote. An app is the top folder of a workspace with several, or with --depth=N one N
// folders deep; --summary leaves out the rows of the apps.
import { readFileSync } from "node:fs";
import { basename } from "node:path";

const SEVERITIES = ["critical", "high", "medium", "low", "info"];

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

function row(cells) {
  const [name, ...counts] = cells;
  return `${String(name).padEnd(60).slice(0, 60)}${counts.map((cell) => String(cell).padStart(9)).join("")}`;
}

const depth = Number(process.argv.find((word) => word.startsWith("--depth="))?.slice(8) ?? 1);
const isSummary = process.argv.includes("--summary");

for (const path of process.argv.slice(2).filter((word) => !word.startsWith("--"))) {
  const apps = new Map();
  for (const { file, severity, accepted } of JSON.parse(readFileSync(path, "utf8")).findings) {
    if (accepted) continue;
    const app = file.split("/").slice(0, -1).slice(0, depth).join("/") || ".";
    const counts = apps.get(app) ?? Object.fromEntries(SEVERITIES.map((one) => [one, 0]));
    counts[severity] += 1;
    apps.set(app, counts);
  }
  const all = [...apps].sort(([a], [b]) => (a < b ? -1 : 1));
  const of = (severity) => all.map(([, counts]) => counts[severity]);
  const sum = (numbers) => numbers.reduce((total, one) => total + one, 0);
  console.log(`\n${basename(path)}: ${all.length} apps with findings`);
  console.log(row(["app", ...SEVERITIES, "all"]));
  if (!isSummary)
    for (const [app, counts] of all) console.log(row([app, ...Object.values(counts), sum(Object.values(counts))]));
  console.log(row(["total", ...SEVERITIES.map((one) => sum(of(one))), sum(SEVERITIES.flatMap(of))]));
  console.log(
    row(["median", ...SEVERITIES.map((one) => median(of(one))), median(all.map(([, one]) => sum(Object.values(one))))]),
  );
}
