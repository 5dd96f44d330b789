// Top levels and exports of the workspace's modules; everything else is a library, known by its path.
import type { ProgramExport, ProgramModule } from "../../model/program.ts";
import { EMPTY_OBJECT } from "../domain/heap.ts";
import { NO_LABELS } from "../domain/label.ts";
import type { Value } from "../domain/value.ts";
import { callable, library, reference, UNKNOWN } from "../domain/value.ts";
import { canonicalApi } from "../tables/api-names.ts";
import type { Interpreter } from "./interpreter.ts";
import { readProperty } from "./memory.ts";

const MODULE_LIMIT = 200;

/** Runs the module's top level once on each way; the frame that holds its names. */
export function loadModule(machine: Interpreter, file: string): number | undefined {
  const known = machine.loaded.get(file);
  // What another branch has loaded is not there in this one's state.
  if (known && machine.state.get(known.frame)) return known.frame;
  const module = machine.program.module(file);
  const top = module?.functions[0];
  if (!module || !top || machine.loaded.size >= MODULE_LIMIT) return undefined;
  const frame = machine.objectId(`module frame ${file}`);
  const exportsObject = machine.objectId(`exports ${file}`);
  const moduleObject = machine.objectId(`module object ${file}`);
  machine.loaded.set(file, { frame, exportsObject, moduleObject });
  const slots = new Map<string, { value: Value }>();
  if (module.language !== "python") {
    machine.state.set(exportsObject, EMPTY_OBJECT);
    machine.state.set(moduleObject, {
      ...EMPTY_OBJECT,
      slots: new Map([["exports", { value: reference(exportsObject) }]]),
    });
    slots.set("exports", { value: reference(exportsObject) });
    slots.set("module", { value: reference(moduleObject) });
  }
  machine.state.set(frame, { shape: "frame", slots, labels: NO_LABELS });
  const isPython = module.language === "python";
  // In JavaScript what is imported runs first; in Python a package's own names may be needed by its submodules.
  if (!isPython) loadImports(machine, module);
  machine.atTopLevel(module, frame, () => machine.execute(top.body));
  if (isPython) loadImports(machine, module);
  return frame;
}

/** Modules that are imported for what they do: in Python any may be (`from . import routes`). */
function loadImports(machine: Interpreter, module: ProgramModule): void {
  for (const one of module.imports) {
    if (module.language !== "python" && one.local !== "") continue;
    const file = machine.program.resolve(module, one.module);
    if (file !== undefined) loadModule(machine, file);
    const inner =
      module.language === "python" && one.imported !== "*"
        ? machine.program.resolve(module, `${one.module}.${one.imported}`.replace(/^(\.+)\./, "$1"))
        : undefined;
    if (inner !== undefined) loadModule(machine, inner);
  }
}

export function requireModule(machine: Interpreter, file: string): Value {
  loadModule(machine, file);
  const loaded = machine.loaded.get(file);
  if (!loaded) return UNKNOWN;
  const exported = machine.state.get(loaded.moduleObject)?.slots.get("exports")?.value;
  const isReplaced =
    exported !== undefined && !(exported.refs.length === 1 && exported.refs[0] === loaded.exportsObject);
  return isReplaced ? exported : callable({ kind: "module", key: `m:${file}`, file });
}

export function moduleExport(machine: Interpreter, file: string, name: string, depth = 0): Value | undefined {
  const frame = loadModule(machine, file);
  const module = machine.program.module(file);
  const loaded = machine.loaded.get(file);
  if (frame === undefined || !module || !loaded || depth > 8) return undefined;
  if (module.language === "python") {
    return (
      machine.state.get(frame)?.slots.get(name)?.value ??
      importedName(machine, module, name) ??
      submodule(machine, file, name)
    );
  }
  const common = machine.state.get(loaded.moduleObject)?.slots.get("exports")?.value;
  if (common && machine.state.get(common.refs[0] ?? -1)?.slots.has(name)) return readProperty(machine, common, name);
  const own = module.exports.find((one) => one.name === name);
  const value = own && exportedValue(machine, module, own, frame, depth);
  if (value) return value;
  if (name === "default" && common) return common;
  for (const one of module.exports) {
    if (one.name !== "*" || one.from === undefined) continue;
    const from = machine.program.resolve(module, one.from);
    const found = from ? moduleExport(machine, from, name, depth + 1) : library(canonicalApi(`${one.from}.${name}`));
    if (found) return found;
  }
  return undefined;
}

function exportedValue(
  machine: Interpreter,
  module: ProgramModule,
  one: ProgramExport,
  frame: number,
  depth: number,
): Value | undefined {
  if (one.value.kind !== "name") return machine.lastValue(one.value);
  if (one.from !== undefined) {
    const from = machine.program.resolve(module, one.from);
    if (one.value.name === "*") return from ? requireModule(machine, from) : library(canonicalApi(one.from));
    return from
      ? moduleExport(machine, from, one.value.name, depth + 1)
      : library(canonicalApi(`${one.from}.${one.value.name}`));
  }
  return machine.state.get(frame)?.slots.get(one.value.name)?.value ?? importedName(machine, module, one.value.name);
}

function submodule(machine: Interpreter, file: string, name: string): Value | undefined {
  const module = machine.program.module(file);
  const inner = module && machine.program.resolve(module, `.${name}`);
  return inner ? requireModule(machine, inner) : undefined;
}

/** The value of a name that an import binds. */
export function importedName(machine: Interpreter, module: ProgramModule, name: string): Value | undefined {
  const one = machine.program.importOf(module, name);
  if (one) {
    const file = machine.program.resolve(module, one.module);
    if (one.imported === "*") {
      if (file) return requireModule(machine, file);
      const isPackage = module.language === "python" && one.module.startsWith(`${name}.`);
      return library(canonicalApi(isPackage ? name : one.module));
    }
    if (file) return moduleExport(machine, file, one.imported) ?? UNKNOWN;
    const inner = machine.program.resolve(module, `${one.module}.${one.imported}`.replace(/^(\.+)\./, "$1"));
    if (module.language === "python" && inner) return requireModule(machine, inner);
    return library(canonicalApi(one.imported === "default" ? one.module : `${one.module}.${one.imported}`));
  }
  for (const star of machine.program.starImports(module)) {
    const file = machine.program.resolve(module, star.module);
    const found = file ? moduleExport(machine, file, name) : undefined;
    if (found) return found;
  }
  return undefined;
}

export function importedModule(machine: Interpreter, module: ProgramModule, specifier: string): Value {
  const file = machine.program.resolve(module, specifier);
  return file ? requireModule(machine, file) : library(canonicalApi(specifier));
}
