// `.serverless-atlas.yml`: text to settings. What is wrong in it is a problem at its place; the rest of the file still counts.
import { DATA_KINDS, type Configuration, type DataKind, type IgnoreEntry } from "../model/configuration.ts";
import { SEVERITIES } from "../model/finding.ts";
import { say } from "../model/message.ts";
import type { Outcome, Problem } from "../model/problem.ts";
import { rangeOf, type SourceRange, type Span } from "../model/range.ts";
import type { DataNode, MapEntry } from "../model/tree.ts";
import { readTaintModels } from "./taint-models.ts";
import { parseYaml } from "../syntax/yaml.ts";

const RULE_PATTERN = /^(?:\*|SAS-(?:10|[1-9])\/(?:\*|[a-z][a-z0-9-]*))$/;

export function isConfigurationFile(path: string): boolean {
  return /(?:^|\/)\.serverless-atlas\.ya?ml$/.test(path);
}

/** Path of the baseline that the configuration names, relative to the workspace; absent when it names none. */
export interface ReadConfiguration extends Omit<Configuration, "baseline"> {
  readonly baselineFile?: string;
}

export function readConfiguration(file: string, text: string): Outcome<ReadConfiguration> {
  const tree = parseYaml(file, text);
  const reader = new Reader(file, [...tree.problems]);
  const configuration: Writable<ReadConfiguration> = { file, exclude: [], rules: [], ignore: [], sensitivity: [] };
  for (const entry of reader.entriesOf(tree.root, "The configuration")) {
    switch (entry.key) {
      case "version":
        break;
      case "exclude":
        configuration.exclude = reader.textsOf(entry.value, "exclude");
        break;
      case "rules":
        configuration.rules = reader.entriesOf(entry.value, "rules").flatMap((each) => reader.ruleSetting(each));
        break;
      case "ignore":
        configuration.ignore = reader.itemsOf(entry.value, "ignore").flatMap((each) => reader.ignoreEntry(each));
        break;
      case "sensitivity":
        configuration.sensitivity = reader
          .entriesOf(entry.value, "sensitivity")
          .flatMap((each) => reader.sensitivity(each));
        break;
      case "taint":
        configuration.taint = readTaintModels(reader, entry.value);
        break;
      case "baseline": {
        const baseline = reader.textOf(entry.value, "baseline");
        if (baseline !== undefined) configuration.baselineFile = besides(file, baseline);
        break;
      }
      default:
        reader.unknownKey(entry, "exclude, rules, ignore, sensitivity, taint, baseline");
    }
  }
  return { value: configuration, problems: reader.problems };
}

/** Ids in the text of a baseline file as `scan --write-baseline` writes it; problems stand at the configuration. */
export function baselineFindings(text: string): readonly string[] | undefined {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    // The caller reports it where the configuration names the file.
    return undefined;
  }
  const findings: unknown = Array.isArray(data) ? data : (data as { findings?: unknown } | null)?.findings;
  if (!Array.isArray(findings)) return undefined;
  return findings.flatMap((finding: unknown) => {
    const id: unknown = typeof finding === "string" ? finding : (finding as { id?: unknown } | null)?.id;
    return typeof id === "string" ? [id] : [];
  });
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

class Reader {
  readonly file: string;
  readonly problems: Problem[];

  constructor(file: string, problems: Problem[]) {
    this.file = file;
    this.problems = problems;
  }

  entriesOf(node: DataNode | undefined, what: string): readonly MapEntry[] {
    if (!node || isNull(node)) return [];
    if (node.type === "map") return node.entries;
    this.report(node.at, "{0} must be a map of names and values.", what);
    return [];
  }

  itemsOf(node: DataNode, what: string): readonly DataNode[] {
    if (isNull(node)) return [];
    if (node.type === "list") return node.items;
    this.report(node.at, "{0} must be a list.", what);
    return [];
  }

  textsOf(node: DataNode, what: string): readonly string[] {
    return this.itemsOf(node, what).flatMap((item) => this.textOf(item, what) ?? []);
  }

  textOf(node: DataNode, what: string): string | undefined {
    if (node.type === "scalar" && node.text !== "") return node.text;
    this.report(node.at, "{0} must be text.", what);
    return undefined;
  }

  ruleSetting(entry: MapEntry): Configuration["rules"] {
    // YAML 1.1 habits: `off` is a word here, `false` means the same.
    const word = entry.value.type === "scalar" ? entry.value.text.toLowerCase() : "";
    const severity = word === "false" || word === "off" ? "off" : SEVERITIES.find((each) => each === word);
    if (!this.isRule(entry.key, entry.keyAt)) return [];
    if (severity === undefined) {
      this.report(entry.value.at, "{0} must be off or a severity: {1}.", entry.key, SEVERITIES.join(", "));
      return [];
    }
    return [{ rule: entry.key, severity, at: this.range(entry.at) }];
  }

  ignoreEntry(node: DataNode): readonly IgnoreEntry[] {
    const found: Record<string, string> = {};
    let ruleAt: Span = node.at;
    for (const entry of this.entriesOf(node, "An entry of ignore")) {
      if (!["rule", "path", "resource", "finding", "reason"].includes(entry.key)) {
        this.unknownKey(entry, "rule, path, resource, finding, reason");
        continue;
      }
      const text = this.textOf(entry.value, entry.key);
      if (text !== undefined) found[entry.key] = text;
      if (entry.key === "rule") ruleAt = entry.value.at;
    }
    const { rule = "*", path, resource, finding, reason } = found;
    if (!this.isRule(rule, ruleAt)) return [];
    if (rule === "*" && path === undefined && resource === undefined && finding === undefined) {
      this.report(node.at, "This entry would accept every finding. Name a rule, path, resource or finding.");
      return [];
    }
    if (reason === undefined || reason.trim() === "") {
      this.report(node.at, "This entry accepts nothing because it gives no reason.");
      return [];
    }
    const conditions = {
      ...(path === undefined ? {} : { path }),
      ...(resource === undefined ? {} : { resource }),
      ...(finding === undefined ? {} : { finding }),
    };
    return [{ rule, ...conditions, reason: reason.trim(), at: this.range(node.at) }];
  }

  sensitivity({ key, value, at }: MapEntry): Configuration["sensitivity"] {
    const words = value.type === "scalar" ? [value] : this.itemsOf(value, key);
    const data = words.flatMap((node): DataKind[] => {
      const word = node.type === "scalar" ? node.text.toLowerCase() : "";
      if (word === "none") return [];
      const kind = DATA_KINDS.find((each) => each === word);
      if (kind === undefined) this.report(node.at, "The data must be none or some of {0}.", DATA_KINDS.join(", "));
      return kind === undefined ? [] : [kind];
    });
    return [{ resource: key, data, at: this.range(at) }];
  }

  unknownKey(entry: MapEntry, allowed: string): void {
    this.report(entry.keyAt, "There is no setting {0} here. The settings are {1}.", entry.key, allowed);
  }

  private isRule(pattern: string, at: Span): boolean {
    if (RULE_PATTERN.test(pattern)) return true;
    this.report(at, "{0} is no rule. Write SAS-n/name, SAS-n/* or *.", pattern);
    return false;
  }

  report(at: Span, template: string, ...args: string[]): void {
    const message = say(template, ...args);
    this.problems.push({ code: "invalid-configuration", severity: "warning", message, at: this.range(at) });
  }

  private range(at: Span): SourceRange {
    return rangeOf(this.file, at);
  }
}

function isNull(node: DataNode): boolean {
  return node.type === "scalar" && node.value === null;
}

/** `relative` seen from the folder of `file`. */
function besides(file: string, relative: string): string {
  const parts = file.split("/").slice(0, -1);
  for (const part of relative.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}
