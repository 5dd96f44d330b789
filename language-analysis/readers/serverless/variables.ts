// Variables of a service: where `${self:...}`, `${file(...)}` and the others lead, as far as files tell.
import { say } from "../../model/message.ts";
import type { UnresolvedReason } from "../../model/problem.ts";
import type { SourceRange } from "../../model/range.ts";
import { rangeOf } from "../../model/range.ts";
import type { DataNode, ScalarNode } from "../../model/tree.ts";
import type { Value } from "../../model/value.ts";
import { childOf, childText } from "../cloudformation/sections.ts";
import { withDynamicReferences } from "../cloudformation/dynamic-references.ts";
import type { Evaluator } from "../cloudformation/evaluator.ts";
import type { Located } from "../cloudformation/scope.ts";
import { rangeInScalar } from "../cloudformation/substitute.ts";
import type { Companions } from "../companions.ts";
import type { FragmentBuilder } from "../fragment-builder.ts";
import { assume, joinValues, nullValue, placeAt, textValue, unresolvedValue } from "../make-values.ts";
import { companionPath, folderOf } from "../paths.ts";
import { includedScriptTree, isScript } from "./scripts.ts";
import { dig, pattern } from "../walk-values.ts";
import { marksOf, placeholdersIn, sourcesOf } from "./variable-syntax.ts";
import type { Marks, Source } from "./variable-syntax.ts";
import { DEFAULT_REGION, DEFAULT_STAGE } from "./names.ts";
import { VARIABLE_SOURCES } from "./variable-sources.ts";
import { lookup } from "../lookup.ts";

const MAXIMUM_DEPTH = 24;

/** Options that the framework itself has a default for. */
const USUAL_OPTIONS: Readonly<Record<string, string>> = { stage: DEFAULT_STAGE, region: DEFAULT_REGION };

export class Variables {
  /** Set once the evaluator exists: the two need each other. */
  evaluator!: Evaluator;
  private readonly active = new Set<string>();
  private readonly reported = new Set<string>();
  private readonly scripts = new Map<string, DataNode | undefined>();
  private depth = 0;
  private readonly marks: Marks;

  constructor(
    readonly file: string,
    readonly root: DataNode | undefined,
    readonly companions: Companions,
    readonly builder: FragmentBuilder,
  ) {
    this.marks = marksOf(childText(childOf(root, "provider"), "variableSyntax"));
  }

  /** The value of a scalar with variables in it; undefined when it has none. */
  expand(node: ScalarNode, file: string): Value | undefined {
    if (!node.text.includes(this.marks.open)) return undefined;
    const placeholders = placeholdersIn(node.text, this.marks);
    if (placeholders.length === 0) return undefined;
    const at = rangeOf(file, node.at);
    return this.expandText(node.text, at, (start, end) => rangeInScalar(node, file, start, end) ?? at);
  }

  /** The node that a scalar which is one variable stands for; the node itself when it is none or leads to no node. */
  follow(node: DataNode, file: string): Located {
    let current: Located = { node, file: node.file ?? file };
    for (let steps = 0; steps < MAXIMUM_DEPTH; steps++) {
      const next = current.node.type === "scalar" ? this.locate(current.node, current.file) : undefined;
      if (!next) break;
      current = next;
    }
    return current;
  }

  /** Keys of a section before it is evaluated: of a map, or of the maps of a list. */
  keysOf(section: DataNode | undefined): readonly string[] {
    if (!section) return [];
    const { node, file } = this.follow(section, this.file);
    if (node.type === "map") return node.entries.map((entry) => entry.key);
    if (node.type === "scalar") return [];
    return node.items.flatMap((item) => {
      const part = this.follow(item, file).node;
      return part.type === "map" ? part.entries.map((entry) => entry.key) : [];
    });
  }

  expandText(text: string, at: SourceRange, partAt: (start: number, end: number) => SourceRange): Value {
    if (this.depth >= MAXIMUM_DEPTH) return unresolvedValue("variables are nested too deeply", at);
    this.depth++;
    const parts: Value[] = [];
    let end = 0;
    for (const { start, end: stop, inner } of placeholdersIn(text, this.marks)) {
      parts.push(withDynamicReferences(text.slice(end, start), partAt(end, start)));
      parts.push(this.resolve(sourcesOf(inner, this.marks), partAt(start, stop)));
      end = stop;
    }
    this.depth--;
    const [only] = parts.filter((part) => part.kind !== "text" || part.value !== "");
    // A text that is one variable takes its value whole, with the ranges of where maps and lists are written.
    if (only && parts.length === 2 && text.slice(end) === "" && isCollection(only)) return only;
    if (
      parts.length === 2 &&
      text.slice(end) === "" &&
      parts[1] &&
      parts[0]?.kind === "text" &&
      parts[0].value === ""
    ) {
      return placeAt(parts[1], at);
    }
    parts.push(withDynamicReferences(text.slice(end), partAt(end, text.length)));
    return joinValues(parts, at);
  }

  /** The node at a path such as `custom.tables.0`, following variables on the way. */
  nodeAt(start: Located, path: string): Located | Value | undefined {
    let current: Located | undefined = start;
    const keys = path.split(".").filter((key) => key !== "");
    for (const [index, key] of keys.entries()) {
      const located: Located = this.follow(current.node, current.file);
      const { node } = located;
      if (node.type === "scalar") {
        // The variable leads to a value that is no node: look into the value.
        const value = this.evaluator.evaluate(node, located.file);
        return value.kind === "text" || value.kind === "null" ? undefined : dig(value, keys.slice(index).join("."));
      }
      const child =
        node.type === "map"
          ? node.entries.findLast((entry) => entry.key === key)?.value
          : node.items[Number.parseInt(key, 10)];
      if (!child) return undefined;
      current = { node: child, file: child.file ?? located.file };
    }
    return current;
  }

  /** Evaluates what an address leads to; an address that leads back to itself is a problem. */
  evaluateAddress(address: string, at: SourceRange, find: () => Located | Value | undefined): Value | undefined {
    if (this.active.has(address)) {
      this.evaluator.problem("cyclic-reference", say("{0} refers to itself.", address), at);
      return unresolvedValue(`${address} refers to itself`, at);
    }
    this.active.add(address);
    const found = find();
    const value = found && ("node" in found ? this.evaluator.evaluate(found.node, found.file) : found);
    this.active.delete(address);
    return value;
  }

  /** The text of nested variables inside of an address or of parameters. */
  plain(text: string, at: SourceRange): string {
    return text.includes(this.marks.open) ? pattern(this.expandText(text, at, () => at)) : text;
  }

  unresolved(reason: UnresolvedReason, subject: string, clause: string, at: SourceRange): Value {
    const key = `${subject}:${at.file}:${at.start.line}:${at.start.character}`;
    if (!this.reported.has(key)) {
      this.reported.add(key);
      this.builder.unresolved(reason, subject, say("{0} is not known: {1}.", subject, clause), at);
    }
    return unresolvedValue(clause, at);
  }

  private resolve(sources: readonly Source[], at: SourceRange): Value {
    let assumption: string | undefined;
    for (const [index, source] of sources.entries()) {
      const hasFallback = index < sources.length - 1;
      const value = this.resolveOne(source, at, hasFallback);
      if (value === undefined || (value.kind === "null" && hasFallback)) {
        assumption ??= source.kind === "variable" ? `no value for ${source.type}:${source.address}` : undefined;
        continue;
      }
      const placed = isCollection(value) ? value : placeAt(value, at);
      return assumption === undefined ? placed : assume(placed, assumption);
    }
    return nullValue(at);
  }

  /** Undefined when the source has no value and the next one is to be tried. */
  private resolveOne(source: Source, at: SourceRange, hasFallback: boolean): Value | undefined {
    switch (source.kind) {
      case "literal":
        return literalValue(source.value, at);
      case "nested": {
        const value = this.expandText(source.text, at, () => at);
        return value.kind === "unresolved" && hasFallback ? undefined : value;
      }
      case "variable": {
        if (source.type === "script") {
          const clause = `${source.address} is computed by code, which is not executed`;
          return hasFallback ? undefined : this.unresolved("dynamic-value", source.address, clause, at);
        }
        const subject = `\${${source.type}${source.parameters === "" ? "" : `(${source.parameters})`}:${source.address}}`;
        // Version 1 names a region so: `${cf.eu-west-1:stack.Output}`.
        const read = VARIABLE_SOURCES.get(source.type.replace(/^(cf|ssm|s3)\..*$/, "$1"));
        if (!read) {
          return hasFallback ? undefined : this.unresolved("unknown-variable", subject, "its source is not known", at);
        }
        const result = read({
          variables: this,
          address: this.plain(source.address, at),
          parameters: this.plain(source.parameters, at),
          at,
          hasFallback,
        });
        if (typeof result !== "string") return result;
        const usual = source.type === "opt" ? lookup(USUAL_OPTIONS, source.address) : undefined;
        if (usual !== undefined && !hasFallback) return assume(textValue(usual, at), `no --${source.address} option`);
        return hasFallback ? undefined : this.unresolved("unknown-variable", subject, result, at);
      }
    }
  }

  private locate(node: ScalarNode, file: string): Located | undefined {
    const [only, ...others] = placeholdersIn(node.text, this.marks);
    const isWhole = only && node.text.trim().length === only.end - only.start;
    if (!isWhole || others.length > 0 || node.tag !== undefined) return undefined;
    const at = rangeOf(file, node.at);
    for (const source of sourcesOf(only.inner, this.marks)) {
      if (source.kind !== "variable") return undefined;
      const address = this.plain(source.address, at);
      const start = this.startOf(source.type, this.plain(source.parameters, at));
      if (!start) {
        if (source.type === "self" || source.type === "file") continue;
        return undefined;
      }
      const key = `follow ${start.file} ${address}`;
      if (this.active.has(key)) return undefined;
      this.active.add(key);
      const found = this.nodeAt(start, address);
      this.active.delete(key);
      if (found && "node" in found) return found;
      if (found) return undefined;
    }
    return undefined;
  }

  /** The tree that `self` or `file(...)` addresses. */
  startOf(type: string, parameters: string): Located | undefined {
    if (type === "self") return this.root && { node: this.root, file: this.file };
    if (type !== "file") return undefined;
    const path = this.pathOf(parameters);
    if (path === undefined) return undefined;
    const root = isScript(path)
      ? this.scriptRoot(path)
      : /\.(ya?ml|json)$/i.test(path)
        ? this.companions.tree(path)?.root
        : undefined;
    return root && { node: root, file: root.file ?? path };
  }

  private scriptRoot(path: string): DataNode | undefined {
    if (!this.scripts.has(path)) {
      this.scripts.set(path, includedScriptTree(path, folderOf(this.file), this.companions)?.root);
    }
    return this.scripts.get(path);
  }

  /** A path in `file(...)` is seen from the service's folder, wherever the variable stands. */
  pathOf(relative: string): string | undefined {
    return companionPath(this.file, relative.replace(/^["']|["']$/g, ""));
  }
}

function isCollection(value: Value): boolean {
  return value.kind === "map" || value.kind === "list";
}

function literalValue(value: string | number | boolean | null, at: SourceRange): Value {
  switch (typeof value) {
    case "string":
      return textValue(value, at);
    case "number":
      return { kind: "number", value, at };
    case "boolean":
      return { kind: "boolean", value, at };
    default:
      return nullValue(at);
  }
}
