import type { CodeFacts } from "../model/code-facts.ts";
import type { ProgramModule } from "../model/program.ts";
import { findEnvironmentReads } from "./environment-reads.ts";
import { Evaluator } from "./evaluator.ts";
import { findChaliceFunctions } from "./python/chalice.ts";
import { findEntryPoints, findHandlers } from "./handlers.ts";
import { findLiterals } from "./literals.ts";
import { ModuleIndex } from "./module-index.ts";
import { findModuleLinks } from "./module-links.ts";
import { findOpenUses } from "./open-uses.ts";
import { findSdkCalls } from "./sdk-calls.ts";

/** What the map needs from one module, as far as the module alone tells. */
export function readFacts(module: ProgramModule): CodeFacts {
  const index = new ModuleIndex(module);
  const entryPoints = findEntryPoints(index);
  const handlers = findHandlers(index, entryPoints);
  const handlerIndexes = new Set(handlers.map((one) => one.functionIndex));
  const evaluator = new Evaluator(() => handlerIndexes);
  const sdkCalls = findSdkCalls(evaluator, index);
  const openSdkUses = findOpenUses(evaluator, index);
  const codeFunctions = module.language === "python" ? findChaliceFunctions(evaluator, index) : [];
  return {
    file: module.file,
    handlers,
    environmentReads: findEnvironmentReads(module),
    sdkCalls,
    ...(openSdkUses.length > 0 && { openSdkUses }),
    ...(codeFunctions.length > 0 && { codeFunctions }),
    literals: findLiterals(module),
    entryPoints,
    links: findModuleLinks(evaluator, index, sdkCalls),
  };
}
