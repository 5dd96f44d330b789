// The modules around one, as far as values lead there.
import type { LocatedCall } from "./values.ts";
import type { ModuleIndex } from "./module-index.ts";

/** What the evaluator asks about other modules. */
export interface Workspace {
  /** The module that `from` imports as `module`, and what is left of `path`: in Python its first name may be a submodule. */
  moduleOf(
    from: ModuleIndex,
    module: string,
    path: readonly string[],
  ): { readonly target: ModuleIndex; readonly path: readonly string[] } | undefined;
  /** Calls in modules that import this one by a name of the function; not all of them need to mean it. */
  callers(index: ModuleIndex, name: string): readonly LocatedCall[];
}
