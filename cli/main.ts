// Entry of `serverless-atlas`: runs one command and sets the exit code.
import path from "node:path";
import { askOsv, keepAdvisories, workspacePackages } from "../language-analysis/host/osv-refresh.ts";
import { AnalysisSession } from "../language-analysis/host/session.ts";
import type { AnalysisResult } from "../language-analysis/model/analysis-result.ts";
import type { Finding } from "../language-analysis/model/finding.ts";
import type { RuleInfo } from "../language-analysis/model/rule-info.ts";
import { RULES } from "../language-analysis/rules/index.ts";
import { baselineText, toAccept } from "../language-analysis/views/baseline-text.ts";
import { toDot } from "../language-analysis/views/dot.ts";
import { toFindingsJson } from "../language-analysis/views/findings-json.ts";
import { toGraphJson } from "../language-analysis/views/graph-json.ts";
import { toHtmlReport } from "../language-analysis/views/html-report.ts";
import { toMarkdownReport } from "../language-analysis/views/markdown-report.ts";
import { toMermaid } from "../language-analysis/views/mermaid.ts";
import { hasNoApp, isAtLeast, openFindings, type ReportInput } from "../language-analysis/views/report.ts";
import { policiesOf, toPolicyJson, toPolicyYaml } from "../language-analysis/views/policy-text.ts";
import { toStatisticsText } from "../language-analysis/views/statistics-text.ts";
import { toSarif } from "../language-analysis/views/sarif.ts";
import { noAppText, toTextReport } from "../language-analysis/views/text-report.ts";
import {
  UsageError,
  parseCommand,
  type AdvisoriesCommand,
  type GraphCommand,
  type PolicyCommand,
  type ScanCommand,
} from "./arguments.ts";
import { readBaseline } from "./baseline.ts";
import { helpText } from "./help.ts";
import { Progress, write } from "./output.ts";
import { cacheFolder, refreshedAdvisoriesFile, rootsOf } from "./places.ts";

/** Set by the build. */
declare const ATLAS_VERSION: string;

const EXIT = { clean: 0, findings: 1, usage: 2 } as const;

run(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const isExpected = error instanceof UsageError;
    const text = isExpected ? error.message : `The analysis failed, nothing was written. ${stackOf(error)}`;
    process.stderr.write(`serverless-atlas: ${text}\n`);
    process.exitCode = EXIT.usage;
  },
);

async function run(args: readonly string[]): Promise<number> {
  const command = parseCommand(args);
  switch (command.name) {
    case "help":
      await write(helpText(command.of), undefined);
      return EXIT.clean;
    case "version":
      await write(`${ATLAS_VERSION}\n`, undefined);
      return EXIT.clean;
    case "scan":
      return scan(command);
    case "graph":
      return graph(command);
    case "policy":
      return policy(command);
    case "advisories":
      return advisories(command);
  }
}

async function scan(command: ScanCommand): Promise<number> {
  const accepted = command.baseline === undefined ? new Set<string>() : readBaseline(command.baseline);
  return withResult(command, async (result, title) => {
    const rules = new Map<Finding["rule"], RuleInfo>(RULES.map((rule) => [rule.id, rule]));
    const input: ReportInput = { result, rules, accepted, title, version: ATLAS_VERSION };
    await write(report(input, command), command.output);
    if (command.output !== undefined && hasNoApp(result)) process.stderr.write(`${noAppText(input)}\n`);
    if (command.writeBaseline !== undefined) {
      await write(baselineText(toAccept(result)), command.writeBaseline);
      return EXIT.clean;
    }
    const { failOn } = command;
    if (failOn === "never") return EXIT.clean;
    return openFindings(input).some(({ severity }) => isAtLeast(severity, failOn)) ? EXIT.findings : EXIT.clean;
  });
}

function report(input: ReportInput, { format, output, baseline }: ScanCommand): string {
  switch (format) {
    case "text":
      return toTextReport(input, { color: output === undefined && process.stdout.isTTY && !process.env["NO_COLOR"] });
    case "json":
      return `${JSON.stringify(toFindingsJson(input), null, 2)}\n`;
    case "sarif":
      return `${JSON.stringify(toSarif(input, { hasBaseline: baseline !== undefined }), null, 2)}\n`;
    case "markdown":
      return toMarkdownReport(input);
    case "html":
      return toHtmlReport(input);
  }
}

async function graph(command: GraphCommand): Promise<number> {
  return withResult(command, async (result, title) => {
    await write(drawing(result, command), command.output);
    if (hasNoApp(result)) {
      const input = { result, title, rules: new Map(), accepted: new Set<string>(), version: ATLAS_VERSION };
      process.stderr.write(`${noAppText(input)}\n`);
    }
    return EXIT.clean;
  });
}

async function policy(command: PolicyCommand): Promise<number> {
  return withResult(command, async ({ map }) => {
    const policies = policiesOf(map, command.function);
    if (policies.length === 0 && command.function !== undefined) {
      throw new UsageError(`There is no function "${command.function}" on the map.`);
    }
    await write(command.format === "json" ? toPolicyJson(policies) : toPolicyYaml(policies), command.output);
    return EXIT.clean;
  });
}

async function advisories({ folders }: AdvisoriesCommand): Promise<number> {
  const packages = await workspacePackages(rootsOf(folders));
  if (packages.length === 0) {
    // An empty answer would take the place of the one before.
    await write("No lock file or manifest names a package with its version.\n", undefined);
    return EXIT.clean;
  }
  const today = new Date().toISOString().slice(0, 10);
  keepAdvisories(refreshedAdvisoriesFile(), await askOsv(packages, { today }));
  await write(`The advisories for ${packages.length} package versions are those of ${today}.\n`, undefined);
  return EXIT.clean;
}

function drawing(result: AnalysisResult, { format, isStatistics }: GraphCommand): string {
  if (isStatistics) return toStatisticsText(result);
  switch (format) {
    case "json":
      return `${JSON.stringify(toGraphJson(result), null, 2)}\n`;
    case "mermaid":
      return toMermaid(result);
    case "dot":
      return toDot(result);
  }
}

/** Analyses the folders, hands over the result, and only then spends time on the cache. */
async function withResult(
  { folders, useCache }: ScanCommand | GraphCommand | PolicyCommand,
  use: (result: AnalysisResult, title: string) => Promise<number>,
): Promise<number> {
  const roots = rootsOf(folders);
  const workerPath = path.join(__dirname, "file-worker.cjs");
  const advisoriesPath = path.join(__dirname, "advisories.json");
  const session = new AnalysisSession({
    cacheDirectory: useCache ? cacheFolder() : undefined,
    workerPath,
    grammarFolder: path.join(__dirname, "grammars"),
    advisoriesPath,
    refreshedAdvisoriesPath: useCache ? refreshedAdvisoriesFile() : undefined,
    enginePaths: [workerPath, __filename, advisoriesPath],
  });
  const progress = new Progress();
  try {
    const result = await session.analyze({ roots, onProgress: (done, total) => progress.show(done, total) });
    progress.clear();
    const code = await use(result, roots.map((root) => root.name).join(", "));
    await session.persist();
    return code;
  } finally {
    await session.dispose();
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
