// Other files that a template includes. They are asked for by path and arrive with the next call.
import type { DocumentTree } from "../model/tree.ts";
import type { ReadRequest } from "../model/fragment.ts";
import { parseDocument } from "../syntax/document.ts";
import { LineIndex } from "../syntax/line-index.ts";

/** Files one template may include. */
const MAXIMUM_FILES = 200;

export class Companions {
  /** Files that were asked for, whether they came or not. */
  readonly needs = new Set<string>();
  private readonly glanced = new Set<string>();
  private readonly trees = new Map<string, DocumentTree>();

  private readonly lines = new Map<string, LineIndex>();

  /** `own` is the template itself. */
  constructor(
    private readonly texts: ReadRequest["companions"],
    private readonly own?: Pick<ReadRequest, "path" | "text">,
  ) {}

  /** Lines of a file that was read, the template itself included. */
  lineIndex(path: string): LineIndex | undefined {
    const known = this.lines.get(path);
    if (known) return known;
    const text = path === this.own?.path ? this.own.text : this.texts[path];
    if (typeof text !== "string") return undefined;
    const index = new LineIndex(text);
    this.lines.set(path, index);
    return index;
  }

  /** The text of a file; undefined when it is not there, or not there yet. */
  text(path: string): string | undefined {
    if (this.needs.size < MAXIMUM_FILES) this.needs.add(path);
    return this.texts[path] ?? undefined;
  }

  /** Files that were asked for and came, and are a part of the template then. */
  get found(): readonly string[] {
    const isPart = (path: string): boolean => typeof this.texts[path] === "string" && !this.glanced.has(path);
    return [...this.needs].filter(isPart).sort();
  }

  /** The tree of a file that stays a template of its own. */
  glance(path: string): DocumentTree | undefined {
    if (!this.needs.has(path)) this.glanced.add(path);
    return this.tree(path);
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
