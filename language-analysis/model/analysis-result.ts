import type { AppMap } from "./app-map.ts";
import type { Finding } from "./finding.ts";
import type { SourceRange } from "./range.ts";
import type { Problem, Unresolved } from "./problem.ts";

/** Everything the shells show. Plain data, sorted, structured-clone safe. */
export interface AnalysisResult {
  /** Counts up with every analysis of a session; a view drops what is older than what it shows. */
  readonly revision: number;
  readonly map: AppMap;
  readonly findings: readonly Finding[];
  /** Findings that somebody has accepted: by a comment, in the configuration or in its baseline. Not among `findings`. */
  readonly accepted?: readonly AcceptedFinding[];
  readonly problems: readonly Problem[];
  readonly unresolved: readonly Unresolved[];
  readonly statistics: AnalysisStatistics;
}

export interface AcceptedFinding {
  readonly finding: Finding;
  readonly by: "comment" | "configuration" | "baseline";
  readonly reason: string;
  /** The comment or the entry; absent for a baseline. */
  readonly at?: SourceRange;
}

export interface AnalysisStatistics {
  readonly files: number;
  readonly bytes: number;
  readonly templates: number;
  readonly modules: number;
  /** Files taken from the cache without reading them again. */
  readonly cachedFiles: number;
}

/** One workspace file as the pipeline sees it: `path` as in `SourceRange.file`. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}
