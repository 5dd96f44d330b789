import type { DocumentTree } from "../model/tree.ts";
import { LineIndex } from "./line-index.ts";
import { parseEventsTolerantly } from "./yaml-recovery.ts";
import { YamlTreeBuilder } from "./yaml-tree.ts";

/**
 * The ranged tree of a YAML text; never throws. Aliases and merge keys are expanded: an aliased value keeps the ranges of its
 * definition, so that an edit changes it where it is written, while the entry that uses it ends at the alias.
 * Broken lines are left out with a problem that names them; offsets count a byte order mark as one character.
 */
export function parseYaml(file: string, text: string): DocumentTree {
  const lines = new LineIndex(text);
  const { events, source, problems } = parseEventsTolerantly(file, text, lines);
  const builder = new YamlTreeBuilder(file, source, lines);
  for (const event of events) builder.take(event);
  const [root, ...others] = builder.documents;
  return {
    file,
    format: "yaml",
    root,
    ...(others.length > 0 ? { others } : {}),
    problems: [...problems, ...builder.problems],
  };
}
