// What a rule is. A rule sees the joined graph and the data flow; it knows no template format and reads no file.
import type { AppGraph } from "../graph/app-graph.ts";
import type { Modules } from "../graph/modules.ts";
import type { Confidence, NodeId } from "../model/app-map.ts";
import type { CodeFile } from "../model/code-facts.ts";
import type { AdvisoryDatabase, DependencyFile } from "../model/dependencies.ts";
import type { Cause, Fix, RelatedRange, RuleId, Severity } from "../model/finding.ts";
import type { Memo } from "../model/memo.ts";
import type { Message } from "../model/message.ts";
import type { SourceRange } from "../model/range.ts";
import type { SecretText } from "../model/secret-text.ts";
import type { FlowStep, TaintPath } from "../model/taint.ts";

export interface RuleContext {
  readonly graph: AppGraph;
  readonly taintPaths: readonly TaintPath[];
  /** By file path, for rules about code that are not data flow. */
  readonly code: ReadonlyMap<string, CodeFile>;
  /** Manifests and lock files, by file. */
  readonly dependencies?: readonly DependencyFile[];
  /** Credentials in files that are read as text only, by file and line. */
  readonly secrets?: readonly SecretText[];
  /** What is known about versions; absent where nobody asks. */
  readonly advisories?: AdvisoryDatabase;
  /** The code with what its imports mean; absent: to be made of `code`. */
  readonly modules?: Modules;
  /** The day of the analysis, `YYYY-MM-DD`; absent: the day of the facts that rules hold. */
  readonly today?: string;
  /** What earlier analyses of the workspace have left; only a way to be quicker. */
  readonly memo?: Memo;
}

/** A rule's result before the runner adds id, base severity and sorted order. */
export interface Hit {
  readonly on: NodeId;
  readonly at: SourceRange;
  readonly confidence: Confidence;
  readonly message: Message;
  /** Absent: the rule's base severity. */
  readonly severity?: Severity;
  /** Why this severity here; the runner puts the rule's `why` first. */
  readonly reasons?: readonly Message[];
  readonly related?: readonly RelatedRange[];
  readonly steps?: readonly FlowStep[];
  readonly edge?: string;
  readonly fixes?: readonly Fix[];
  readonly cause?: Cause;
  /** Tells two hits of one rule on one node apart in the fingerprint: the action, the property, the sink's API. */
  readonly key: string;
}

export interface Snippet {
  readonly title: Message;
  /** For the code fence and the editor: `yaml`, `json`, `javascript`, `python`. */
  readonly language: string;
  readonly text: string;
}

export interface Rule {
  readonly id: RuleId;
  readonly title: string;
  readonly severity: Severity;
  /** One or two sentences: why it matters. Also states a known gap of the rule. */
  readonly why: string;
  /** Page the facts come from. */
  readonly source: string;
  /** What to do, as an imperative sentence. */
  readonly mitigation: string;
  /** Secure examples, by dialect or language. */
  readonly snippets: readonly Snippet[];
  /**
   * `workspace`: one look at everything, packages and texts included. Other rules are asked about each part of the map that has nothing
   * to do with the rest (see `graph/map-parts.ts`), again only when something in it has changed.
   */
  readonly scope?: "workspace";
  check(context: RuleContext): Iterable<Hit>;
}

export function defineRule(rule: Rule): Rule {
  return rule;
}
