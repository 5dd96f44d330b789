// Turns a ranged tree into values: scalars by their type, intrinsic functions by the table in `intrinsics.ts`.
import { say } from "../../model/message.ts";
import type { Message } from "../../model/message.ts";
import type { Problem, ProblemCode } from "../../model/problem.ts";
import { rangeOf } from "../../model/range.ts";
import type { SourceRange } from "../../model/range.ts";
import type { DataNode, MapNode, ScalarNode } from "../../model/tree.ts";
import type { Value, ValueEntry } from "../../model/value.ts";
import { nullValue, unresolvedValue } from "../make-values.ts";
import { word } from "../walk-values.ts";
import { withDynamicReferences } from "./dynamic-references.ts";
import { TRANSFORM, withIncludes } from "./include.ts";
import { INTRINSICS } from "./intrinsics.ts";
import { expandForEach, FOR_EACH } from "./for-each.ts";
import type { Located, TemplateScope } from "./scope.ts";

/** Nesting of values; deeper input is cut off as unresolved. */
const MAXIMUM_DEPTH = 200;
/** Values made for one template; a template that expands to more is cut off. */
const MAXIMUM_VALUES = 500_000;

export class Evaluator {
  readonly problems: Problem[] = [];
  private cache = new WeakMap<DataNode, Value>();
  private readonly sources = new WeakMap<Value, Located>();
  private depth = 0;
  private made = 0;
  private isCutOff = false;

  constructor(readonly scope: TemplateScope) {}

  /** `around` is the file that the node was read from, or the collection around it: a template's own, or one that it includes. */
  evaluate(node: DataNode, around: string): Value {
    const known = this.cache.get(node);
    if (known) return known;
    const file = node.file ?? around;
    const at = rangeOf(file, node.at);
    if (this.depth >= MAXIMUM_DEPTH || this.made >= MAXIMUM_VALUES) return this.cutOff(at);
    this.depth++;
    this.made++;
    const value = this.evaluateFresh(node, file, at);
    this.depth--;
    if (isLongText(value)) this.sources.set(value, { node, file });
    this.cache.set(node, value);
    return value;
  }

  /** The node that a text of several lines was made of. */
  sourceOf(value: Value): Located | undefined {
    return this.sources.get(value);
  }

  /** Evaluates with a loop variable in place; what depends on it must not be taken from the cache. */
  withVariable<T>(name: string, value: Value, run: () => T): T {
    const { cache } = this;
    const previous = this.scope.variables.get(name);
    this.cache = new WeakMap();
    this.scope.variables.set(name, value);
    const result = run();
    if (previous) this.scope.variables.set(name, previous);
    else this.scope.variables.delete(name);
    this.cache = cache;
    return result;
  }

  problem(code: ProblemCode, message: Message, at: SourceRange): void {
    this.problems.push({ code, severity: "warning", message, at });
  }

  private evaluateFresh(node: DataNode, file: string, at: SourceRange): Value {
    const { tag } = node;
    if (tag?.startsWith("!") && !tag.startsWith("!!") && tag.length > 1) {
      return this.callIntrinsic(intrinsicOfTag(tag), withoutTag(node), file, at);
    }
    switch (node.type) {
      case "scalar":
        return this.scalar(node, file, at);
      case "list":
        return {
          kind: "list",
          items: node.items.map((item) => this.evaluate(item, file)),
          ...(node.layout && { layout: node.layout }),
          at,
        };
      case "map":
        return this.map(node, file, at);
    }
  }

  private scalar(node: ScalarNode, file: string, at: SourceRange): Value {
    const { value } = node;
    switch (typeof value) {
      case "number":
        return { kind: "number", value, at };
      case "boolean":
        return { kind: "boolean", value, at };
      case "string":
        return this.scope.expandText?.(node, file) ?? withDynamicReferences(this.withItems(value), at);
      default:
        return nullValue(at);
    }
  }

  /** Plain text within Fn::ForEach: `${Variable}` is the item, `&{Variable}` its letters and digits. */
  private withItems(text: string): string {
    if (this.scope.variables.size === 0 || !/[$&]\{/.test(text)) return text;
    let result = text;
    for (const [name, value] of this.scope.variables) {
      const item = word(value) ?? "";
      result = result.replaceAll(`\${${name}}`, item).replaceAll(`&{${name}}`, item.replace(/\W/g, ""));
    }
    return result;
  }

  private map(node: MapNode, file: string, at: SourceRange): Value {
    const [only, ...others] = node.entries;
    if (only && others.length === 0 && isIntrinsicKey(only.key)) {
      return this.callIntrinsic(only.key, only.value, file, at);
    }
    const entries: ValueEntry[] = [];
    for (const entry of withIncludes(node, file, this.scope.companions).entries) {
      if (entry.key.startsWith(FOR_EACH)) {
        entries.push(...expandForEach(this, entry, file));
        continue;
      }
      const where = entry.file ?? file;
      entries.push({
        key: this.withItems(entry.key),
        keyAt: rangeOf(where, entry.keyAt),
        // A macro among other entries: an include has given way to what it includes.
        value:
          entry.key === TRANSFORM
            ? this.callIntrinsic(TRANSFORM, entry.value, where, rangeOf(where, entry.at))
            : this.evaluate(entry.value, where),
        at: rangeOf(where, entry.at),
      });
    }
    return { kind: "map", entries, ...(node.layout && { layout: node.layout }), at };
  }

  private callIntrinsic(name: string, argument: DataNode, file: string, at: SourceRange): Value {
    const intrinsic = INTRINSICS.get(name);
    if (intrinsic) return intrinsic({ evaluator: this, argument, file, at });
    this.problem("unknown-intrinsic", say("{0} is not an intrinsic function that is known here.", name), at);
    return unresolvedValue(`${name} is not known`, at);
  }

  private cutOff(at: SourceRange): Value {
    if (!this.isCutOff) {
      this.isCutOff = true;
      this.problem("nesting-limit", say("The template expands to more than can be read; the rest is left out."), at);
    }
    return unresolvedValue("the template expands to more than can be read", at);
  }
}

function isLongText(value: Value): boolean {
  const { start, end } = value.at;
  return value.kind === "join" || (value.kind === "text" && (end.line > start.line || value.value.length > 10));
}

/** `!GetAtt` is `Fn::GetAtt`; `!Ref` and `!Condition` have no prefix. */
function intrinsicOfTag(tag: string): string {
  const name = tag.slice(1);
  return name === "Ref" || name === "Condition" ? name : `Fn::${name}`;
}

function isIntrinsicKey(key: string): boolean {
  return key === "Ref" || (key.startsWith("Fn::") && !key.startsWith(FOR_EACH));
}

/** The node as an argument: the value without its tag, so that its range is the content alone. */
function withoutTag(node: DataNode): DataNode {
  switch (node.type) {
    case "scalar": {
      const { text, style, contentAt } = node;
      return { type: "scalar", text, value: text, style, at: contentAt, contentAt };
    }
    case "list":
      return { type: "list", items: node.items, at: node.at, ...(node.layout && { layout: node.layout }) };
    case "map":
      return { type: "map", entries: node.entries, at: node.at, ...(node.layout && { layout: node.layout }) };
  }
}
