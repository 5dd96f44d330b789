import type { AnalysisStatus } from "./protocol.ts";

export type NoticeKind = "analysing" | "empty" | "cancelled" | "failed" | "filtered" | undefined;

/** What to say in place of the map; undefined when there is a map to show. */
export function noticeFor(status: AnalysisStatus, nodes: number | undefined, drawn: number): NoticeKind {
  if (nodes === undefined) return status === "failed" || status === "cancelled" ? status : "analysing";
  if (nodes === 0) return status === "analysing" ? "analysing" : "empty";
  return drawn === 0 ? "filtered" : undefined;
}
