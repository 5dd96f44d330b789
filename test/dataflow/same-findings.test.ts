// Whoever renames variables, adds code that does nothing, splits a function or moves a part of it elsewhere has the findings that he
// had before. The programs are the cases of the tables of data flow and of the rules that stand on it, those without findings included.
import { readdirSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { formatMessage } from "../../language-analysis/model/message.ts";
import { RULES } from "../../language-analysis/rules/index.ts";
import { analyseFiles, grammars, type Files } from "../rules/analyse-files.ts";
import { filesOf, readMarks, type Case } from "../rules/rule-table.ts";
import type { FixCase } from "../rules/fix-table.ts";
import { javaScriptRewritings } from "./rewriting/javascript.ts";
import { pythonRewritings } from "./rewriting/python.ts";
import { RENAMED, type Rewriting } from "./rewriting/rewrite.ts";
import { smallApp } from "./small-app.ts";
import type { Setting } from "./taint-table.ts";

/** Rules whose findings are flows of data. */
const OF_FLOWS = new Set([
  "unbounded-work",
  "regex-denial-of-service",
  "secret-in-log",
  "client-controlled-flow",
  "verbose-error-response",
  "sensitive-data-logged",
]);
const rules = RULES.filter(({ id }) => id.startsWith("SAS-1/") || OF_FLOWS.has(id.slice(id.indexOf("/") + 1)));

const collected = vi.hoisted(() => ({
  rows: [] as { name: string; language: "js" | "ts" | "py"; text: string }[],
  cases: [] as { name: string; given: unknown }[],
}));

vi.mock("./app-table.ts", () => ({
  appTable: (language: "js" | "ts" | "py", rows: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(rows)) collected.rows.push({ name, language, text });
    hasCases(rows);
  },
}));
vi.mock("./taint-table.ts", async (original) => ({
  ...(await original<object>()),
  taintTable: ({ language, triggers, handler, files }: Setting, rows: Readonly<Record<string, string>>) => {
    hasCases(rows);
    if (files || triggers?.length !== 1) return;
    const head = `${language === "py" ? "#" : "//"} ${triggers[0]} (app.${handler ?? "handler"}): none\n`;
    for (const [name, text] of Object.entries(rows)) {
      collected.rows.push({ name, language, text: head + text.replace(/^\s*(?:\/\/|#)\s*\^+.*\n?/gm, "") });
    }
  },
}));
vi.mock("../rules/rule-table.ts", async (original) => ({
  ...(await original<object>()),
  ruleTable: ({ id }: { id: string }, cases: object) => {
    for (const [name, given] of Object.entries(cases)) collected.cases.push({ name: `${id} ${name}`, given });
  },
}));
vi.mock("../rules/fix-table.ts", async (original) => ({
  ...(await original<object>()),
  fixTable: ({ id }: { id: string }, cases: Readonly<Record<string, FixCase>>) => {
    for (const [name, { files }] of Object.entries(cases))
      collected.cases.push({ name: `${id} ${name}`, given: files });
  },
}));

/** Suites of tables alone need a test here, too. */
function hasCases(rows: object): void {
  test("has cases", () => expect(Object.keys(rows)).not.toHaveLength(0));
}

const folder = new URL("../", import.meta.url);
for (const inner of ["dataflow", "rules/sas-1", "rules/sas-7", "rules/sas-8", "rules/sas-9", "rules/sas-10"]) {
  for (const file of readdirSync(new URL(inner, folder)).filter((name) => name.endsWith(".test.ts"))) {
    if (file !== "same-findings.test.ts") await import(/* @vite-ignore */ new URL(`${inner}/${file}`, folder).href);
  }
}

interface Program {
  readonly name: string;
  readonly files: Files;
}

function programs(): readonly Program[] {
  const small = collected.rows.map(({ name, language, text }) => ({
    name: `${language} ${name}`,
    files: smallApp(language, text).files,
  }));
  const ofRules = collected.cases.map(({ name, given }) => ({ name, files: readMarks(filesOf(given as Case)).files }));
  return [...small, ...ofRules].filter(({ files }) => Object.keys(files).some((path) => isCode(path)));
}

function isCode(path: string): boolean {
  return /\.(js|mjs|ts|py)$/.test(path);
}

/** Findings of SAS-1 and flows of the other rules, which also look at single calls as they are written. */
function findingsOf(files: Files): readonly string[] {
  const renamed = new RegExp(`(\\w)${RENAMED}\\b`, "g");
  return analyseFiles(files, rules)
    .findings.filter(({ rule, steps }) => rule.startsWith("SAS-1/") || steps.length > 0)
    .map(({ rule, severity, confidence, node, message }) => {
      return `${rule} ${severity} ${confidence} on ${node}: ${formatMessage(message)}`.replace(renamed, "$1");
    })
    .sort();
}

function* rewritingsOf({ files }: Program): Generator<Rewriting> {
  for (const path of Object.keys(files).filter(isCode)) {
    if (path.endsWith(".py")) yield* pythonRewritings(files, path, grammars.python!);
    else yield* javaScriptRewritings(files, path);
  }
}

/** What is known by the name of a variable alone is lost with the name. */
const KNOWN_BY_NAME: ReadonlySet<string> = new Set([
  // A function that nobody knows calls back with `err`.
  "js callback with an error and with a response",
  // No template says what is a handler: a parameter `event` does.
  "SAS-10/verbose-error-response what calls the function is not known",
  "SAS-7/secret-in-log a key that is written into the source",
]);

/** Rewritings of each program that are tried; by itself one of a part of the programs, since all of them take minutes. */
const TRIED = Number(process.env["REWRITINGS"] ?? 0);

/** The rule looks at what the handler itself reads, as it is written there. */
const AS_WRITTEN: ReadonlySet<string> = new Set([
  "SAS-10/sensitive-data-logged an event of which the handler reads a password",
]);

const TIME = { timeout: 600_000 };
const LANGUAGES = { JavaScript: /\.m?js$/, TypeScript: /\.ts$/, Python: /\.py$/ };
const kinds = new Set<string>();

test.each(Object.entries(LANGUAGES))(
  "rewritten programs have the findings that they had: %s",
  TIME,
  (_language, ending) => {
    for (const program of programs()) {
      if (!Object.keys(program.files).some((path) => ending.test(path))) continue;
      const isNamed = KNOWN_BY_NAME.has(program.name);
      if (AS_WRITTEN.has(program.name)) continue;
      const rewritings = [...rewritingsOf(program)].filter(({ kind }) => kind !== "rename" || !isNamed);
      const some = chosen(rewritings, program.name);
      const before = some.length > 0 ? findingsOf(program.files) : [];
      for (const { kind, files } of some) {
        kinds.add(kind);
        const changed = Object.keys(files).filter((path) => files[path] !== program.files[path]);
        const shown = changed.map((path) => `${path}\n${files[path]}`).join("\n");
        expect(findingsOf(files), `${program.name}: ${kind}\n${shown}`).toEqual(before);
      }
    }
  },
);

/** Rewritings that lie far apart, so that their kinds differ; the same for the same name. */
function chosen(rewritings: readonly Rewriting[], name: string): readonly Rewriting[] {
  const start = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 0);
  if (TRIED === 0 && !name.startsWith("SAS-") && start % 4 > 0) return [];
  const count = Math.min(Math.max(TRIED, 1), rewritings.length);
  const places = Array.from({ length: count }, (_, index) => Math.floor(start + (index * rewritings.length) / count));
  return places.flatMap((place) => rewritings[place % rewritings.length] ?? []);
}

test("every kind of rewriting has been tried, on programs of every rule", () => {
  expect([...kinds].sort()).toEqual(
    [
      "another module",
      "arrow or function",
      "helper arrow",
      "helper async",
      "helper by name",
      "helper function",
      "helper lambda",
      "idle statements",
      "method",
      "rename",
      "static method",
      "two functions",
      "variable",
    ].sort(),
  );
  const all = programs();
  const missing = rules.filter(({ id }) => !all.some(({ name }) => name.startsWith(id)));
  expect(missing.map(({ id }) => id)).toEqual([]);
});
