// What views tell about a rule without importing it: every `Rule` is one.
import type { RuleId, Severity } from "./finding.ts";
import type { Message } from "./message.ts";

export interface RuleInfo {
  readonly id: RuleId;
  readonly title: string;
  /** Base severity. */
  readonly severity?: Severity;
  readonly why: string;
  readonly mitigation: string;
  /** Page the facts come from. */
  readonly source: string;
  readonly snippets?: readonly RuleSnippet[];
}

export interface RuleSnippet {
  readonly title: Message;
  /** For the code fence and the editor: `yaml`, `json`, `javascript`, `python`. */
  readonly language: string;
  readonly text: string;
}
