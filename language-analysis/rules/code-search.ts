// What rules about code that is no data flow share: findings of one module made once, and who on the map runs the place.
import { Modules } from "../graph/modules.ts";
import { Programs } from "../graph/reach.ts";
import type { MapNode } from "../model/app-map.ts";
import type { RelatedRange } from "../model/finding.ts";
import { oncePer } from "../model/memo.ts";
import { say } from "../model/message.ts";
import type { ProgramModule } from "../model/program.ts";
import type { Span } from "../model/range.ts";
import { functionsRunning } from "./code-owners.ts";
import type { RuleContext } from "./rule.ts";

/** Credentials and short cuts there are made up, and nothing of it is deployed. */
const TEST_FILE =
  /(^|\/)(tests?|__tests__|__mocks__|specs?|mocks?|fixtures|e2e)\/|[._](test|spec|mock)\.\w+$|(^|\/)(test_\w+|conftest)\.py$|_tests?\.(py|go)$/i;

export function isTestFile(file: string): boolean {
  return TEST_FILE.test(file);
}

/** `find`, whose answer must follow from the module alone, asked once for each module. */
export function oncePerModule<T>(find: (module: ProgramModule) => T): (module: ProgramModule) => T {
  return oncePer(find);
}

export interface CodePlace {
  readonly at: Span;
  /** Index of the function in which it stands. */
  readonly functionIndex: number;
}

export interface ReachedPlace<T> {
  readonly place: T;
  readonly file: string;
  readonly module: ProgramModule;
  /** Functions of the map in which the place can run, never empty. */
  readonly owners: readonly [MapNode, ...MapNode[]];
}

/** Places in code that some function of the map can run, file by file. */
export function* reachedPlaces<T extends CodePlace>(
  context: RuleContext,
  find: (module: ProgramModule) => readonly T[],
): Iterable<ReachedPlace<T>> {
  for (const [file, { module }] of context.code) {
    if (isTestFile(file)) continue;
    for (const place of find(module)) {
      const [first, ...others] = functionsReaching(context, file, place.functionIndex);
      if (first) yield { place, file, module, owners: [first, ...others] };
    }
  }
}

const PROGRAMS = new WeakMap<RuleContext, Programs>();

function programsOf(context: RuleContext): Programs {
  let programs = PROGRAMS.get(context);
  if (!programs) {
    const { code, memo, modules = new Modules(code, memo) } = context;
    PROGRAMS.set(context, (programs = new Programs(modules, memo)));
  }
  return programs;
}

/** Functions of the map whose handler can come to run this function of `file`; for a module's top level, those that load it. */
export function functionsReaching(context: RuleContext, file: string, functionIndex: number): readonly MapNode[] {
  const runners = functionsRunning(context, file);
  if (functionIndex === 0) return runners;
  return runners.filter(({ handler }) => {
    if (!handler) return false;
    // A library makes the handler from what the module holds: all of it may run.
    if (handler.functionIndex === 0) return true;
    if (handler.file === file && handler.functionIndex === functionIndex) return true;
    return programsOf(context).reachedFrom(handler.file, handler.functionIndex).get(file)?.has(functionIndex) === true;
  });
}

/** Files and indexes of the functions that `node` can run. */
export function codeOf(context: RuleContext, node: MapNode): ReadonlyMap<string, ReadonlySet<number>> {
  const { handler } = node;
  return handler ? programsOf(context).reachedFrom(handler.file, handler.functionIndex) : new Map();
}

/** The same for code that begins with this function. */
export function reachOf(
  context: RuleContext,
  file: string,
  functionIndex: number,
): ReadonlyMap<string, ReadonlySet<number>> {
  return programsOf(context).reachedFrom(file, functionIndex);
}

/** The other functions that run the same code, for a finding that is drawn on the first. */
export function alsoRunBy([, ...others]: readonly MapNode[]): readonly RelatedRange[] {
  return others.slice(0, 3).map((node) => ({ at: node.nameAt, message: say("{0} runs this code, too.", node.name) }));
}
