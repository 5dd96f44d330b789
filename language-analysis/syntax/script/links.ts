// What names stand for across the files of a script: imports, exports, and assignments that come later.
import ts from "typescript";
import type { ScriptEvaluator } from "./evaluate.ts";
import type { Known, KnownEntry, Site } from "./known.ts";
import { inShort, MAXIMUM_ITEMS, unknown } from "./known.ts";
import { nativeMember, NATIVE_MODULES } from "./natives.ts";
import { Scope } from "./scope.ts";
import type { ScriptModule } from "./scope.ts";
import { changedRoots } from "./changes.ts";
import { performAll } from "./statements.ts";
import { afterUnperformed } from "./unperformed.ts";

/** What a file exports as a whole: `module.exports`, else the default export, else all named ones. */
export function exported(evaluator: ScriptEvaluator, module: ScriptModule): Known {
  const { whole, scope, exports } = module;
  if (whole) return changed(evaluator, module, evaluator.expression(whole, scope), whole);
  return exports.has("default") ? exportOf(evaluator, module, "default", undefined) : namespace(evaluator, module);
}

function namespace(evaluator: ScriptEvaluator, module: ScriptModule): Known {
  const entries = new Map<string, KnownEntry>();
  const site = evaluator.program.site(module.path, 0, 0);
  for (const from of module.exportsAll) {
    const path = evaluator.program.resolve(module.path, from);
    const other = path === undefined ? undefined : evaluator.program.module(path);
    const all = other && evaluator.once(other.path, () => namespace(evaluator, other));
    if (all?.kind === "map") for (const [name, entry] of all.entries) if (name !== "default") entries.set(name, entry);
  }
  for (const [name, binding] of module.exports) {
    const keySite = "at" in binding ? evaluator.siteOf(binding.at, module.scope) : site;
    entries.set(name, { keySite, at: keySite.at, value: exportOf(evaluator, module, name, undefined) });
  }
  return { kind: "map", entries, site };
}

function exportOf(evaluator: ScriptEvaluator, module: ScriptModule, name: string, use: Site | undefined): Known {
  const site = use ?? evaluator.program.site(module.path, 0, 0);
  const value = evaluator.once(`${module.path}#${name}`, (): Known => {
    const binding = module.exports.get(name);
    if (binding) return evaluator.bound(binding, module.scope);
    if (module.whole) {
      const whole = exported(evaluator, module);
      return name === "default" || name === "*" ? whole : evaluator.member(whole, name, site);
    }
    for (const from of module.exportsAll) {
      const path = evaluator.program.resolve(module.path, from);
      const other = path === undefined ? undefined : evaluator.program.module(path);
      const found = other && exportOf(evaluator, other, name, use);
      if (found && found.kind !== "unknown") return found;
    }
    return name === "default" && module.exports.size > 0 ? namespace(evaluator, module) : unknown(name, site);
  });
  return value ?? unknown(name, site);
}

/** Later assignments to members of a name at the top of its module. */
export function changedName(evaluator: ScriptEvaluator, name: string, holder: Scope, value: Known): Known {
  const { module } = holder;
  if (holder !== module.scope || module.changes.length === 0) return value;
  return evaluator.once(`${module.path}?${name}`, () => applyChanges(evaluator, module, name, value)) ?? value;
}

function changed(evaluator: ScriptEvaluator, module: ScriptModule, value: Known, node: ts.Expression): Known {
  if (ts.isIdentifier(node)) return value;
  const entries = new Map<string, KnownEntry>(value.kind === "map" ? value.entries : []);
  if (value.kind !== "map" || module.exports.size === 0) return value;
  for (const [name, binding] of module.exports) {
    const keySite = "at" in binding ? evaluator.siteOf(binding.at, module.scope) : value.site;
    entries.set(name, { keySite, at: keySite.at, value: evaluator.bound(binding, module.scope) });
  }
  return { ...value, entries };
}

function applyChanges(evaluator: ScriptEvaluator, module: ScriptModule, root: string, start: Known): Known {
  let value = start;
  for (const change of module.changes) {
    if (change.root !== root) continue;
    if (change.run) {
      value = withStatement(evaluator, module, root, value, change.run);
      continue;
    }
    const set = (known: Known | undefined, index: number): Known => {
      const step = change.path[index];
      if (!step && change.value) return evaluator.expression(change.value, module.scope);
      if (known?.kind === "choice") return { ...known, options: known.options.map((option) => set(option, index)) };
      if (!step) return withAdded(evaluator, module, known, change.added ?? []) ?? unknown(root, value.site);
      const keySite = evaluator.siteOf(step.node, module.scope);
      if (known && known.kind !== "map") return known;
      const entries = new Map<string, KnownEntry>(known?.entries);
      const inner = set(entries.get(step.key)?.value, index + 1);
      entries.set(step.key, { keySite, at: keySite.at, value: inner });
      return { kind: "map", entries, site: known?.site ?? keySite };
    };
    value = set(value, 0);
  }
  return value;
}

/** Runs a statement of the module on the one name; what it does to others, which are as declared, is asked for when they are. */
function withStatement(
  evaluator: ScriptEvaluator,
  module: ScriptModule,
  root: string,
  value: Known,
  statement: ts.Statement,
): Known {
  const scope = new Scope(module, module.scope);
  for (const name of changedRoots(statement)) {
    const declared = (): Known | undefined =>
      module.scope.valueOf(name, (binding) => evaluator.bound(binding, module.scope));
    const before = name === root ? value : declared();
    scope.replace(name, before ?? { kind: "map", entries: new Map(), site: value.site });
  }
  const isDone = performAll(evaluator, [statement], scope, new Set());
  const after = scope.valueOf(root, (binding) => evaluator.bound(binding, scope)) ?? value;
  return isDone ? after : afterUnperformed(evaluator, statement, root, after, module.scope);
}

function withAdded(
  evaluator: ScriptEvaluator,
  { scope }: ScriptModule,
  list: Known | undefined,
  added: readonly ts.Expression[],
): Known | undefined {
  if (list?.kind !== "list") return undefined;
  const items = added.flatMap((node) => {
    if (!ts.isSpreadElement(node)) return [evaluator.expression(node, scope)];
    const inner = evaluator.expression(node.expression, scope);
    return inner.kind === "list" ? inner.items : [inner];
  });
  return { ...list, items: [...list.items, ...items].slice(0, MAXIMUM_ITEMS) };
}

export function imported(
  evaluator: ScriptEvaluator,
  from: string,
  name: string,
  module: ScriptModule,
  site: Site,
): Known {
  const native = from.replace(/^node:/, "");
  if (NATIVE_MODULES.has(native)) {
    const known: Known = { kind: "native", name: native, site };
    return name === "*" || name === "default" ? known : nativeMember(known, name, site);
  }
  const path = evaluator.program.resolve(module.path, from);
  if (path === undefined) return unknown(inShort(`${name} of ${from}`), site);
  if (/\.(json|ya?ml)$/.test(path)) {
    const data = evaluator.program.data(path) ?? unknown(inShort(path), site);
    return name === "*" || name === "default" ? data : evaluator.member(data, name, site);
  }
  const other = evaluator.program.module(path);
  if (!other) return unknown(inShort(path), site);
  if (name === "*")
    return other.whole
      ? exported(evaluator, other)
      : (evaluator.once(`${path}*`, () => namespace(evaluator, other)) ?? unknown(path, site));
  return exportOf(evaluator, other, name, site);
}
