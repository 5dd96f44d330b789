import { SEVERITIES, type Fix } from "../../model/finding.ts";
import { say, type Message } from "../../model/message.ts";
import type { ProgramModule } from "../../model/program.ts";
import type { SinkClass, TaintPath } from "../../model/taint.ts";
import { fixesAt, oncePerPath } from "../path-fixes.ts";
import { defineRule, type Hit, type Rule, type RuleContext } from "../rule.ts";
import { shift } from "../severity.ts";
import { injectionSeverity, sourcePhrase, worstPathPerSink } from "./taint-words.ts";

type FixesOf = (module: ProgramModule, path: TaintPath) => readonly Fix[];

export interface InjectionRule extends Omit<Rule, "check"> {
  readonly sinks: readonly SinkClass[];
  /** Completes the sentence that begins with the source: "becomes part of a SQL query". */
  readonly reaches: string;
  readonly fixesOf?: FixesOf;
  /** Where the text is put together in `module` and handed to a function of the app, which calls the API in `inner`. */
  readonly callerFixesOf?: (module: ProgramModule, path: TaintPath, inner: ProgramModule) => readonly Fix[];
  /** Where the other edits do not fit: those that need more than the module. */
  readonly contextFixesOf?: (context: RuleContext, module: ProgramModule, path: TaintPath) => readonly Fix[];
  /** Absent: every path to the sinks. */
  readonly counts?: (context: RuleContext, path: TaintPath) => boolean;
  /** Why a path is one step less severe than others of the rule; undefined when it is not. */
  readonly milder?: (path: TaintPath) => Message | undefined;
}

/** A rule that reports every sink of its classes that event data reaches. */
export function defineInjectionRule({
  sinks,
  reaches,
  fixesOf,
  callerFixesOf,
  contextFixesOf,
  counts,
  milder,
  ...rule
}: InjectionRule): Rule {
  const fixes = fixesOf && oncePerPath(fixesOf);
  return defineRule({
    ...rule,
    *check(context) {
      const base = SEVERITIES.indexOf(rule.severity);
      for (const { path, ...hit } of injectionHits(context, sinks, reaches, fixes ?? (() => []), counts)) {
        const reason = milder?.(path);
        const isOpen = contextFixesOf && hit.fixes?.length === 0;
        yield {
          ...hit,
          ...(isOpen && { fixes: fixesAt(context.code, path, (module) => contextFixesOf(context, module, path)) }),
          ...(callerFixesOf && path.sink.innerAt && { fixes: callerFixes(context, path, callerFixesOf) }),
          severity: shift(hit.severity ?? "critical", -base - (reason ? 1 : 0)),
          reasons: [...(hit.reasons ?? []), ...(reason ? [reason] : [])],
        };
      }
    },
  });
}

function callerFixes(
  { code }: RuleContext,
  path: TaintPath,
  fixesOf: NonNullable<InjectionRule["callerFixesOf"]>,
): readonly Fix[] {
  const module = code.get(path.sink.callAt.file)?.module;
  const inner = path.sink.innerAt && code.get(path.sink.innerAt.file)?.module;
  return module && inner ? fixesOf(module, path, inner) : [];
}

/** One hit for each sink of `sinks` that event data reaches; `reaches` completes the sentence, `fixesOf` makes the edits. */
export function* injectionHits(
  context: RuleContext,
  sinks: SinkClass | readonly SinkClass[],
  reaches: string,
  fixesOf: FixesOf,
  counts: (context: RuleContext, path: TaintPath) => boolean = () => true,
): Iterable<Hit & { readonly path: TaintPath }> {
  const wanted: readonly SinkClass[] = typeof sinks === "string" ? [sinks] : sinks;
  const paths = context.taintPaths.filter(
    (path) =>
      wanted.includes(path.sink.class) &&
      (path.source.kind === "event" || path.source.kind === "stored") &&
      counts(context, path),
  );
  for (const path of worstPathPerSink(paths)) {
    const node = context.graph.node(path.node);
    if (!node) continue;
    const { template, args } = sourcePhrase(context.graph, path);
    const { severity, reasons } = injectionSeverity(context.graph, path, node);
    yield {
      path,
      on: path.node,
      at: path.sink.callAt,
      key: path.sink.api,
      confidence: path.confidence,
      message: say(`${template} ${reaches} in {2}: {3}.`, ...args, node.name, path.sink.api),
      severity,
      reasons,
      steps: path.steps,
      related: [{ at: path.source.at, message: say("The data comes from here.") }],
      fixes: fixesAt(context.code, path, fixesOf),
    };
  }
}
