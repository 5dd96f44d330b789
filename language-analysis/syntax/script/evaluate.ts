// What the expressions of a script are, as far as the text tells: literals, names, spreads, imports, calls of simple functions.
import ts from "typescript";
import { apply, call } from "./calls.ts";
import type { FunctionKnown, Known, KnownEntry, Site } from "./known.ts";
import {
  inShort,
  isAbsent,
  MAXIMUM_ITEMS,
  MAXIMUM_TEXT,
  partial,
  placeholder,
  plain,
  seenAt,
  textOf,
  truthOf,
  unknown,
} from "./known.ts";
import { changedName, imported } from "./links.ts";
import { nativeMember, NATIVE_GLOBALS } from "./natives.ts";
import { binary } from "./operators.ts";
import type { ScriptProgram } from "./program.ts";
import type { Binding, Scope } from "./scope.ts";

const MAXIMUM_DEPTH = 120;
const MAXIMUM_STEPS = 40_000;

export class ScriptEvaluator {
  private depth = 0;
  private steps = 0;
  private readonly open = new Set<string>();

  constructor(readonly program: ScriptProgram) {}

  /** Runs unless it is running already: modules may import each other. */
  once<T>(key: string, run: () => T): T | undefined {
    if (this.open.has(key) || this.depth > MAXIMUM_DEPTH) return undefined;
    this.open.add(key);
    this.depth++;
    const result = run();
    this.depth--;
    this.open.delete(key);
    return result;
  }

  /** The working directory of the deployment. */
  get folder(): string {
    return this.program.folder;
  }

  get isExhausted(): boolean {
    return this.depth >= MAXIMUM_DEPTH || this.steps > MAXIMUM_STEPS;
  }

  expression(node: ts.Expression, scope: Scope): Known {
    if (this.depth >= MAXIMUM_DEPTH || ++this.steps > MAXIMUM_STEPS) return this.unknownAt(node, scope);
    this.depth++;
    const value = this.evaluate(node, scope);
    this.depth--;
    return value;
  }

  private evaluate(node: ts.Expression, scope: Scope): Known {
    const site = this.siteOf(node, scope);
    if (ts.isStringLiteralLike(node)) return { ...plain(node.text, site), content: inside(site) };
    if (ts.isNumericLiteral(node)) return plain(Number(node.text), site);
    if (ts.isObjectLiteralExpression(node)) return this.object(node, scope, site);
    if (ts.isArrayLiteralExpression(node)) return this.array(node, scope, site);
    if (ts.isIdentifier(node)) return this.name(node, scope, site);
    if (ts.isTemplateExpression(node)) return this.template(node, scope, site);
    if (ts.isPropertyAccessExpression(node)) {
      return this.member(this.expression(node.expression, scope), node.name.text, site);
    }
    if (ts.isElementAccessExpression(node)) {
      const key = this.expression(node.argumentExpression, scope);
      const isKnown = key.kind === "plain" && !key.isPartial;
      const from = this.expression(node.expression, scope);
      return isKnown ? this.member(from, String(key.value), site) : this.unknownAt(node, scope);
    }
    if (ts.isCallExpression(node)) return call(this, node, scope, site);
    if (ts.isConditionalExpression(node)) {
      const truth = truthOf(this.expression(node.condition, scope));
      if (truth !== undefined) return this.expression(truth ? node.whenTrue : node.whenFalse, scope);
      const options = [node.whenTrue, node.whenFalse].map((option) => this.expression(option, scope));
      return { kind: "choice", condition: this.short(node.condition, scope), options, site };
    }
    if (ts.isBinaryExpression(node)) return binary(this, node, scope, site);
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return { kind: "function", node, scope, site };
    if (ts.isPrefixUnaryExpression(node)) return this.prefix(node, scope, site);
    if (
      ts.isParenthesizedExpression(node) ||
      ts.isAsExpression(node) ||
      ts.isSatisfiesExpression(node) ||
      ts.isNonNullExpression(node) ||
      ts.isTypeAssertionExpression(node) ||
      ts.isAwaitExpression(node)
    ) {
      return this.expression(node.expression, scope);
    }
    switch (node.kind) {
      case ts.SyntaxKind.TrueKeyword:
        return plain(true, site);
      case ts.SyntaxKind.FalseKeyword:
        return plain(false, site);
      case ts.SyntaxKind.NullKeyword:
        return plain(null, site);
      default:
        return this.unknownAt(node, scope);
    }
  }

  private object(node: ts.ObjectLiteralExpression, scope: Scope, site: Site): Known {
    const entries = new Map<string, KnownEntry>();
    for (const property of node.properties) {
      if (ts.isSpreadAssignment(property)) {
        this.spread(this.expression(property.expression, scope), entries);
        continue;
      }
      const key = this.propertyName(property.name, scope);
      if (key === undefined) continue;
      const keySite = this.siteOf(property.name, scope);
      const { at } = this.siteOf(property, scope);
      // A later entry takes the place of an earlier one.
      entries.delete(key);
      if (ts.isPropertyAssignment(property)) {
        entries.set(key, { keySite, at, value: this.expression(property.initializer, scope) });
      } else if (ts.isShorthandPropertyAssignment(property)) {
        // The name stands for key and value: an edit of the value belongs where the name is declared.
        entries.set(key, { keySite, at, value: this.declared(property.name, scope, keySite) });
      } else if (ts.isMethodDeclaration(property)) {
        const value: FunctionKnown = { kind: "function", node: property, scope, site: keySite };
        entries.set(key, { keySite, at, value });
      }
    }
    return { kind: "map", entries, site };
  }

  private spread(value: Known, entries: Map<string, KnownEntry>): void {
    if (value.kind === "map") {
      for (const [key, entry] of value.entries) {
        entries.delete(key);
        entries.set(key, entry);
      }
    } else if (value.kind === "choice") {
      for (const option of value.options) this.spread(option, entries);
    }
  }

  private propertyName(name: ts.PropertyName, scope: Scope): string | undefined {
    if (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)) return name.text;
    if (!ts.isComputedPropertyName(name)) return undefined;
    const value = this.expression(name.expression, scope);
    return value.kind === "plain" && value.value !== undefined ? String(value.value) : undefined;
  }

  private array(node: ts.ArrayLiteralExpression, scope: Scope, site: Site): Known {
    const items: Known[] = [];
    for (const element of node.elements) {
      if (!ts.isSpreadElement(element)) {
        if (!ts.isOmittedExpression(element)) items.push(this.expression(element, scope));
        continue;
      }
      const inner = this.expression(element.expression, scope);
      for (const option of inner.kind === "choice" ? inner.options : [inner]) {
        if (option.kind === "list") items.push(...option.items);
        else items.push(option);
      }
      if (items.length > MAXIMUM_ITEMS) break;
    }
    return { kind: "list", items: items.slice(0, MAXIMUM_ITEMS), site };
  }

  private name(node: ts.Identifier, scope: Scope, site: Site): Known {
    const { text } = node;
    const holder = scope.holderOf(text);
    if (holder) {
      const value = holder.valueOf(text, (binding) => this.bound(binding, holder));
      return value ? seenAt(changedName(this, text, holder, value), site) : this.unknownAt(node, scope);
    }
    if (text === "undefined") return plain(undefined, site);
    const folder = this.absolute(scope.module.path.slice(0, Math.max(scope.module.path.lastIndexOf("/"), 0)));
    if (text === "__dirname") return plain(folder, site);
    if (text === "__filename") return plain(this.absolute(scope.module.path), site);
    return NATIVE_GLOBALS.has(text) ? { kind: "native", name: text, site } : this.unknownAt(node, scope);
  }

  /** As `name`, but the place is where the name is declared. */
  private declared(node: ts.Identifier, scope: Scope, site: Site): Known {
    const holder = scope.holderOf(node.text);
    const value = holder?.valueOf(node.text, (binding) => this.bound(binding, holder));
    return holder && value ? changedName(this, node.text, holder, value) : unknown(inShort(node.text), site);
  }

  bound(binding: Binding, scope: Scope): Known {
    switch (binding.kind) {
      case "known":
        return binding.value;
      case "expression":
        return this.expression(binding.node, scope);
      case "local": {
        const holder = scope.holderOf(binding.name);
        const site = this.siteOf(binding.at, scope);
        const value = holder?.valueOf(binding.name, (inner) => this.bound(inner, holder));
        return holder && value ? changedName(this, binding.name, holder, value) : unknown(binding.name, site);
      }
      case "function":
        return { kind: "function", node: binding.node, scope, site: this.siteOf(binding.node, scope) };
      case "part": {
        const site = this.siteOf(binding.of, scope);
        const value = this.member(this.expression(binding.of, scope), binding.key, site);
        return isAbsent(value) && binding.fallback ? this.expression(binding.fallback, scope) : value;
      }
      case "import":
        return imported(this, binding.from, binding.name, scope.module, this.siteOf(binding.at, scope));
      case "enum":
        return this.members(binding.node, scope);
      case "changing":
        return this.unknownAt(binding.at, scope);
    }
  }

  /** Members of an enum: what is set, or the number after the one before. */
  private members({ members, name }: ts.EnumDeclaration, scope: Scope): Known {
    const entries = new Map<string, KnownEntry>();
    let next: number | undefined = 0;
    for (const member of members) {
      if (!ts.isIdentifier(member.name) && !ts.isStringLiteral(member.name)) continue;
      const site = this.siteOf(member, scope);
      const value: Known = member.initializer
        ? this.expression(member.initializer, scope)
        : next === undefined
          ? this.unknownAt(member, scope)
          : plain(next, site);
      next = value.kind === "plain" && typeof value.value === "number" ? value.value + 1 : undefined;
      const keySite = this.siteOf(member.name, scope);
      entries.set(member.name.text, { keySite, at: site.at, value });
    }
    return { kind: "map", entries, site: this.siteOf(name, scope) };
  }

  private template(node: ts.TemplateExpression, scope: Scope, site: Site): Known {
    let text = node.head.text;
    let isPartial = false;
    for (const { expression, literal } of node.templateSpans) {
      const value = this.expression(expression, scope);
      isPartial ||= value.kind !== "plain" || value.isPartial === true;
      text += (placeholder(value) ?? `\${script:${this.short(expression, scope)}}`) + literal.text;
      if (text.length > MAXIMUM_TEXT) break;
    }
    if (text.length > MAXIMUM_TEXT) return this.unknownAt(node, scope);
    return isPartial ? partial(text, site) : plain(text, site);
  }

  private prefix(node: ts.PrefixUnaryExpression, scope: Scope, site: Site): Known {
    const value = this.expression(node.operand, scope);
    const truth = truthOf(value);
    if (node.operator === ts.SyntaxKind.ExclamationToken && truth !== undefined) return plain(!truth, site);
    if (node.operator === ts.SyntaxKind.MinusToken && value.kind === "plain" && typeof value.value === "number")
      return plain(-value.value, site);
    return this.unknownAt(node, scope);
  }

  member(from: Known, key: string, site: Site): Known {
    switch (from.kind) {
      case "map": {
        const entry = from.entries.get(key);
        return entry ? seenAt(entry.value, site) : plain(undefined, site);
      }
      case "list":
        if (key === "length") return plain(from.items.length, site);
        return /^\d+$/.test(key)
          ? seenAt(from.items[Number(key)] ?? plain(undefined, site), site)
          : unknown(inShort(key), site);
      case "native":
        return nativeMember(from, key, site);
      case "choice":
        return { ...from, options: from.options.map((option) => this.member(option, key, site)), site };
      case "plain": {
        const text = textOf(from);
        return key === "length" && text !== undefined ? plain(text.length, site) : unknown(inShort(key), site);
      }
      case "function":
        return unknown(inShort(key), site);
      case "unknown":
        return unknown(inShort(`${from.what}.${key}`), site);
    }
  }

  /** Called by whoever asks for the configuration: some files export a function that gives it. */
  called(known: Known): Known {
    return known.kind === "function"
      ? (apply(this, known, [frameworkArgument(known.site)], known.site) ?? known)
      : known;
  }

  absolute(path: string): string {
    return path === "" ? WORKSPACE : `${WORKSPACE}/${path}`;
  }

  siteOf(node: ts.Node, { module }: Scope): Site {
    return this.program.site(module.path, node.getStart(module.source), node.end);
  }

  short(node: ts.Node, { module }: Scope): string {
    return inShort(node.getText(module.source).slice(0, 200));
  }

  unknownAt(node: ts.Node, scope: Scope): Known {
    return unknown(this.short(node, scope), this.siteOf(node, scope));
  }
}

/** What the framework gives to a function of a configuration file. Source: its documentation, "Javascript properties". */
function frameworkArgument(site: Site): Known {
  const value: Known = { kind: "native", name: "resolveVariable", site };
  return { kind: "map", entries: new Map([["resolveVariable", { keySite: site, at: site.at, value }]]), site };
}

/** Stands for where the workspace is on the machine that deploys it. */
export const WORKSPACE = "/workspace-root";

function inside({ at: [line, character, endLine, endCharacter] }: Site): [number, number, number, number] {
  return [line, character + 1, endLine, endCharacter - 1];
}
