// Other files that a template includes. They are asked for by path and arrive with the next call.
import type { DocumentTree } from "../model/tree.ts";
import type { ReadRequest } from "../model/fragment.ts";
import { parseDocument } from "../syntax/document.ts";

/** Files one template may include. */
const MAXIMUM_FILES = 200;

export class Companions {
  /** Files that were asked for, whether they came or not. */
  readonly needs = new Set<string>();
  private readonly trees = new Map<string, DocumentTree>();

  constructor(private readonly texts: ReadRequest["companions"]) {}

  /** The text of a file; undefined when it is not there, or not there yet. */
  text(path: string): string | undefined {
    if (this.needs.size < MAXIMUM_FILES) this.needs.add(path);
    return this.texts[path] ?? undefined;
  }

  /** Files that were asked for and came. */
  get found(): readonly string[] {
    return [...this.needs].filter((path) => typeof this.texts[path] === "string").sort();
  }

  /** True when the host answered that there is no such file. */
  isMissing(path: string): boolean {
    return this.texts[path] === null;
  }

  /** The tree of a file, the same one at every call. */
  tree(path: string): DocumentTree | undefined {
    const known = this.trees.get(path);
    if (known) return known;
    const text = this.text(path);
    if (text === undefined) return undefined;
    const tree = parseDocument(path, text);
    this.trees.set(path, tree);
    return tree;
  }
}
