// The command line as data. Everything that is wrong with it is a `UsageError` with a sentence for the user.
import { parseArgs, type ParseArgsConfig } from "node:util";
import { SEVERITIES, type Severity } from "../language-analysis/model/finding.ts";

export const SCAN_FORMATS = ["text", "json", "sarif", "markdown", "html"] as const;
export const GRAPH_FORMATS = ["json", "mermaid", "dot"] as const;
export const POLICY_FORMATS = ["yaml", "json"] as const;
export type PolicyFormat = (typeof POLICY_FORMATS)[number];
export type ScanFormat = (typeof SCAN_FORMATS)[number];
export type GraphFormat = (typeof GRAPH_FORMATS)[number];

export type Command =
  | { readonly name: "help"; readonly of?: "scan" | "graph" | "policy" | "advisories" }
  | { readonly name: "version" }
  | ScanCommand
  | GraphCommand
  | PolicyCommand
  | AdvisoriesCommand;

interface CommonOptions {
  readonly folders: readonly string[];
  /** Absent: standard output. */
  readonly output: string | undefined;
  readonly useCache: boolean;
}

export interface ScanCommand extends CommonOptions {
  readonly name: "scan";
  readonly format: ScanFormat;
  /** Findings of this severity and above make the exit code 1. */
  readonly failOn: Severity | "never";
  readonly baseline: string | undefined;
  readonly writeBaseline: string | undefined;
}

export interface GraphCommand extends CommonOptions {
  readonly name: "graph";
  readonly format: GraphFormat;
  /** Instead of the map: how much of the templates and of the code was understood. */
  readonly isStatistics: boolean;
}

export interface PolicyCommand extends CommonOptions {
  readonly name: "policy";
  readonly format: PolicyFormat;
  /** Name of one function; absent: all of them. */
  readonly function: string | undefined;
}

/** Asks OSV about the packages of the folders; later scans count what it has answered. */
export interface AdvisoriesCommand {
  readonly name: "advisories";
  readonly folders: readonly string[];
}

/** The user asked for something that can't be done: exit code 2, and the message is all they need. */
export class UsageError extends Error {}

const COMMON = {
  output: { type: "string", short: "o" },
  format: { type: "string", short: "f" },
  "no-cache": { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const satisfies ParseArgsConfig["options"];

const SCAN = {
  ...COMMON,
  "fail-on": { type: "string" },
  baseline: { type: "string" },
  "write-baseline": { type: "string" },
} as const satisfies ParseArgsConfig["options"];

const GRAPH = { ...COMMON, stats: { type: "boolean" } } as const satisfies ParseArgsConfig["options"];

const POLICY = { ...COMMON, function: { type: "string" } } as const satisfies ParseArgsConfig["options"];

export function parseCommand(args: readonly string[]): Command {
  const [name, ...rest] = args;
  switch (name) {
    case undefined:
    case "help":
    case "--help":
    case "-h":
      return { name: "help" };
    case "--version":
    case "-v":
      return { name: "version" };
    case "scan":
      return parseScan(rest);
    case "graph":
      return parseGraph(rest);
    case "policy":
      return parsePolicy(rest);
    case "advisories":
      return parseAdvisories(rest);
    default:
      throw new UsageError(
        `There is no command "${name}". The commands are scan, graph, policy and advisories; see --help.`,
      );
  }
}

function parseScan(args: readonly string[]): Command {
  const { values, positionals } = parsed(() => parseArgs({ args: [...args], options: SCAN, allowPositionals: true }));
  if (values.help) return { name: "help", of: "scan" };
  return {
    name: "scan",
    folders: positionals.length > 0 ? positionals : ["."],
    format: oneOf("--format", values.format ?? "text", SCAN_FORMATS),
    output: values.output,
    useCache: !values["no-cache"],
    failOn: oneOf("--fail-on", values["fail-on"] ?? "info", [...SEVERITIES, "never"] as const),
    baseline: values.baseline,
    writeBaseline: values["write-baseline"],
  };
}

function parseGraph(args: readonly string[]): Command {
  const { values, positionals } = parsed(() => parseArgs({ args: [...args], options: GRAPH, allowPositionals: true }));
  if (values.help) return { name: "help", of: "graph" };
  if (values.stats && values.format !== undefined) {
    throw new UsageError("--stats is text and takes no --format; see --help.");
  }
  return {
    name: "graph",
    folders: positionals.length > 0 ? positionals : ["."],
    format: oneOf("--format", values.format ?? "json", GRAPH_FORMATS),
    isStatistics: values.stats ?? false,
    output: values.output,
    useCache: !values["no-cache"],
  };
}

function parsePolicy(args: readonly string[]): Command {
  const { values, positionals } = parsed(() => parseArgs({ args: [...args], options: POLICY, allowPositionals: true }));
  if (values.help) return { name: "help", of: "policy" };
  return {
    name: "policy",
    folders: positionals.length > 0 ? positionals : ["."],
    format: oneOf("--format", values.format ?? "yaml", POLICY_FORMATS),
    function: values.function,
    output: values.output,
    useCache: !values["no-cache"],
  };
}

function parseAdvisories(args: readonly string[]): Command {
  const { values, positionals } = parsed(() =>
    parseArgs({ args: [...args], options: { help: COMMON.help }, allowPositionals: true }),
  );
  if (values.help) return { name: "help", of: "advisories" };
  const [verb, ...folders] = positionals;
  if (verb !== "refresh") throw new UsageError("The command is advisories refresh [DIR...]; see --help.");
  return { name: "advisories", folders: folders.length > 0 ? folders : ["."] };
}

function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    // node:util reports wrong arguments by throwing; its sentence names the argument.
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code?.startsWith("ERR_PARSE_ARGS")) throw error;
    throw new UsageError(`${message.replace(/\.?$/, ".")} See --help.`);
  }
}

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value);
  if (found === undefined) throw new UsageError(`${option} must be one of ${allowed.join(", ")}; it is "${value}".`);
  return found;
}
