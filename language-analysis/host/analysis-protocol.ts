// Between the extension host and the analysis worker. Structured-clone safe; each request is answered once.
import type { AnalysisResult } from "../model/analysis-result.ts";
import type { WorkspaceRoot } from "./workspace-files.ts";

export interface AnalysisWorkerData {
  readonly cacheDirectory: string | undefined;
  readonly refreshedAdvisoriesPath: string | undefined;
  readonly fileDeadlineMs: number | undefined;
}

export type ToAnalysisWorker =
  | {
      readonly type: "analyze";
      readonly request: number;
      readonly roots: readonly WorkspaceRoot[];
      readonly overlays: ReadonlyMap<string, string>;
      readonly isDiskAsBefore: boolean;
    }
  | { readonly type: "cancel"; readonly request: number };

export type FromAnalysisWorker =
  | { readonly type: "progress"; readonly request: number; readonly done: number; readonly total: number }
  | { readonly type: "result"; readonly request: number; readonly result: AnalysisResult }
  | { readonly type: "cancelled"; readonly request: number }
  | { readonly type: "failed"; readonly request: number; readonly reason: string };
