// Configuration that is written as a script (`serverless.ts`, `serverless.js`): read from its syntax tree, never executed.
import { say } from "../../model/message.ts";
import type { Problem } from "../../model/problem.ts";
import type { SourceRange } from "../../model/range.ts";
import { startOfFile } from "../../model/range.ts";
import type { DataNode, DocumentTree, MapEntry } from "../../model/tree.ts";
import { ScriptEvaluator, WORKSPACE } from "./evaluate.ts";
import { exported } from "./links.ts";
import type { ChoiceKnown, Known, KnownEntry, MapKnown, PlainKnown, Site } from "./known.ts";
import { placeholder } from "./known.ts";
import { ScriptProgram } from "./program.ts";
import type { ScriptHost } from "./program.ts";

/** Nodes of one tree, and their nesting: scripts can multiply what they write. */
const MAXIMUM_NODES = 20_000;
const MAXIMUM_NESTING = 150;

export function isScript(path: string): boolean {
  return /\.[cm]?[jt]s$/i.test(path) && !/\.d\.[cm]?ts$/i.test(path);
}

/**
 * The tree of what a script exports. A part that is not known is a text with the placeholder `${script:...}`; a value that
 * depends on what is not known is an `Fn::If`. `folder` is the working directory of the deployment. No root for a script that
 * exports nothing that can be told, and for code nested too deeply for the parser (with a problem).
 */
export function parseScript(file: string, text: string, folder: string, host: ScriptHost): DocumentTree {
  const root = guardStack(() => {
    const program = new ScriptProgram(folder, host);
    const module = program.module(file, text);
    if (!module) return undefined;
    const evaluator = new ScriptEvaluator(program);
    const whole = evaluator.called(exported(evaluator, module));
    const sections = whole.kind === "choice" ? bySection(whole) : whole;
    // `${file(script.js):name}` calls the function `name`.
    const known = sections.kind === "map" ? { ...sections, entries: calledEntries(evaluator, sections) } : sections;
    return new TreeMaker(folder).node(known, file, 0);
  });
  const problems: Problem[] = [];
  if (root === "too deep") {
    const message = say("Not analysed: the code is nested too deeply for the parser.");
    problems.push({
      code: "nesting-limit",
      severity: "information",
      message,
      at: startOfFile(file) satisfies SourceRange,
    });
  }
  return { file, format: "script", root: root === "too deep" ? undefined : root, problems };
}

/** A configuration that may be something else as a whole: each section may be, since a reader tells by them what it reads. */
function bySection(whole: ChoiceKnown): Known {
  const [map, ...more] = whole.options.filter((option) => option.kind === "map");
  if (!map || more.length > 0) return whole;
  const entries = [...map.entries].map(([key, entry]): [string, KnownEntry] => {
    const options = whole.options.map((option) => (option === map ? entry.value : option));
    return [key, { ...entry, value: { ...whole, options } }];
  });
  return { ...map, entries: new Map(entries) };
}

function calledEntries(evaluator: ScriptEvaluator, { entries }: MapKnown): MapKnown["entries"] {
  return new Map([...entries].map(([key, entry]) => [key, { ...entry, value: evaluator.called(entry.value) }]));
}

/** The TypeScript parser has no limit of its own: running out of stack is its answer to input nested some thousand levels. */
function guardStack<T>(run: () => T): T | "too deep" {
  try {
    return run();
  } catch (error) {
    if (error instanceof RangeError) return "too deep";
    throw error;
  }
}

class TreeMaker {
  private made = 0;
  private readonly root: string;

  constructor(folder: string) {
    this.root = folder === "" ? WORKSPACE : `${WORKSPACE}/${folder}`;
  }

  /** `around` is the file of the collection around it. Undefined for what JSON leaves out. */
  node(known: Known, around: string, nesting: number): DataNode | undefined {
    const { site } = known;
    const where = { at: site.at, ...(site.file !== around && { file: site.file }) };
    if (++this.made > MAXIMUM_NODES || nesting > MAXIMUM_NESTING)
      return computed("${script:more than can be read}", where);
    switch (known.kind) {
      case "plain":
        return this.scalar(known, where);
      case "list": {
        const items = known.items.flatMap((item) => this.node(item, site.file, nesting + 1) ?? []);
        return { type: "list", items, ...where };
      }
      case "map": {
        const entries: MapEntry[] = [];
        for (const [key, { keySite, at, value }] of known.entries) {
          const node = this.node(value, keySite.file, nesting + 1);
          if (!node) continue;
          const other = keySite.file !== site.file && { file: keySite.file };
          entries.push({ key, keyAt: keySite.at, value: node, at, ...other });
        }
        return { type: "map", entries, ...where };
      }
      case "choice": {
        const options = known.options.map(
          (option): DataNode =>
            this.node(option, site.file, nesting + 1) ?? { type: "map", entries: [noValue(site)], at: site.at },
        );
        const condition = computed(known.condition, { at: site.at });
        const value: DataNode = { type: "list", items: [condition, ...options], at: site.at };
        return { type: "map", entries: [{ key: "Fn::If", keyAt: site.at, value, at: site.at }], ...where };
      }
      case "unknown":
        return computed(placeholder(known) ?? "", where);
      case "native":
        return computed(`\${script:${known.name}}`, where);
      case "function":
        return undefined;
    }
  }

  private scalar(known: PlainKnown, where: { readonly at: Site["at"]; readonly file?: string }): DataNode | undefined {
    const { value, content } = known;
    if (value === undefined) return undefined;
    if (typeof value !== "string") {
      return { type: "scalar", text: String(value), value, style: "plain", contentAt: content ?? where.at, ...where };
    }
    const text = this.relative(value);
    if (!content) return computed(text, where);
    return { type: "scalar", text, value: text, style: "double-quoted", contentAt: content, ...where };
  }

  /** Paths are seen from the service's folder. */
  private relative(text: string): string {
    if (text === this.root) return ".";
    if (text.startsWith(`${this.root}/`)) return text.slice(this.root.length + 1);
    return text;
  }
}

/** A text that stands nowhere as it is: parts of it have no place of their own. */
function computed(text: string, where: { readonly at: Site["at"]; readonly file?: string }): DataNode {
  const [line, character] = where.at;
  const contentAt = [line, character, line, character] as const;
  return { type: "scalar", text, value: text, style: "double-quoted", contentAt, ...where };
}

function noValue({ at }: Site): MapEntry {
  return { key: "Ref", keyAt: at, value: computed("AWS::NoValue", { at }), at };
}
