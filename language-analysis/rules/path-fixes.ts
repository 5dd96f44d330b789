// Edits for a taint path are looked for in the whole module of its sink: once for each path, which stays the same object from one
// analysis to the next as long as no code on it has changed.
import type { CodeFile } from "../model/code-facts.ts";
import type { Fix } from "../model/finding.ts";
import type { ProgramModule } from "../model/program.ts";
import type { TaintPath } from "../model/taint.ts";

/** `find`, whose answer must follow from its two arguments alone, asked once for each pair. */
export function oncePerPath<T>(
  find: (module: ProgramModule, path: TaintPath) => T,
): (module: ProgramModule, path: TaintPath) => T {
  const known = new WeakMap<TaintPath, { readonly module: ProgramModule; readonly found: T }>();
  return (module, path) => {
    const before = known.get(path);
    if (before?.module === module) return before.found;
    const found = find(module, path);
    known.set(path, { module, found });
    return found;
  };
}

/** Fixes in the module of the sink; none where its code is not known, or where the call is one of the app's own functions. */
export function fixesAt(
  code: ReadonlyMap<string, CodeFile>,
  path: TaintPath,
  fixesOf: (module: ProgramModule, path: TaintPath) => readonly Fix[],
): readonly Fix[] {
  const module = path.sink.innerAt ? undefined : code.get(path.sink.at.file)?.module;
  return module ? fixesOf(module, path) : [];
}
