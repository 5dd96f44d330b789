import type { Fix } from "../../model/finding.ts";
import { say } from "../../model/message.ts";
import type { ProgramModule } from "../../model/program.ts";
import type { SinkClass, TaintPath } from "../../model/taint.ts";
import type { Hit, RuleContext } from "../rule.ts";
import { injectionSeverity, sourcePhrase, worstPathPerSink } from "./taint-words.ts";

/** One hit for each sink of `sink` that event data reaches; `reaches` completes the sentence, `fixesOf` makes the edits. */
export function* injectionHits(
  context: RuleContext,
  sink: SinkClass,
  reaches: string,
  fixesOf: (module: ProgramModule, path: TaintPath) => readonly Fix[],
): Iterable<Hit> {
  const paths = context.taintPaths.filter(
    (path) => path.sink.class === sink && (path.source.kind === "event" || path.source.kind === "stored"),
  );
  for (const path of worstPathPerSink(paths)) {
    const node = context.graph.node(path.node);
    if (!node) continue;
    const { template, args } = sourcePhrase(context.graph, path);
    const module = context.code.get(path.sink.callAt.file)?.module;
    const { severity, reasons } = injectionSeverity(context.graph, path, node);
    yield {
      on: path.node,
      at: path.sink.callAt,
      key: path.sink.api,
      confidence: path.confidence,
      message: say(`${template} ${reaches} in {2}: {3}.`, ...args, node.name, path.sink.api),
      severity,
      reasons,
      steps: path.steps,
      related: [{ at: path.source.at, message: say("The data comes from here.") }],
      fixes: module ? fixesOf(module, path) : [],
    };
  }
}
