// The libraries that the tables know, for the page about data flow.
import { SINK_CLASSES, type SinkClass } from "../../model/taint.ts";
import { JAVASCRIPT_SINK_PATTERNS, JAVASCRIPT_SINKS } from "./javascript-sinks.ts";
import { PYTHON_SINK_PATTERNS, PYTHON_SINKS } from "./python-sinks.ts";

/** A Markdown table: for each class of sinks the modules whose functions interpret or pass on what they get. */
export function libraryListMarkdown(): string {
  const found = new Map<SinkClass, Set<string>>(SINK_CLASSES.map((name) => [name, new Set()]));
  for (const { class: name, apis } of [...JAVASCRIPT_SINKS, ...PYTHON_SINKS]) {
    for (const api of apis) found.get(name)?.add(moduleOf(api));
  }
  for (const { modules, row } of [...JAVASCRIPT_SINK_PATTERNS, ...PYTHON_SINK_PATTERNS]) {
    for (const module of modules) found.get(row.class)?.add(module);
  }
  const rows = [...found].flatMap(([name, modules]) => {
    const list = [...modules].sort().map((module) => `\`${module}\``);
    return list.length > 0 ? `| \`${name}\` | ${list.join(", ")} |` : [];
  });
  return ["| Class | Modules and built-in functions |", "| --- | --- |", ...rows].join("\n");
}

/** `child_process` of `child_process.exec`, `@azure/cosmos` of `@azure/cosmos.CosmosClient()`. */
function moduleOf(api: string): string {
  return /^(?:@[^/]+\/)?[^.(]+/.exec(api)?.[0] ?? api;
}
