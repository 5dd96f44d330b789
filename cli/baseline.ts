// The baseline that a command line names, read for one run.
import { readFileSync } from "node:fs";
import { UsageError } from "./arguments.ts";

/** Ids of the accepted findings. A list of ids alone is read too. */
export function readBaseline(file: string): Set<string> {
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new UsageError(`The baseline ${file} can't be read: ${(error as Error).message}.`);
  }
  const findings: unknown = Array.isArray(data) ? data : (data as { findings?: unknown } | null)?.findings;
  if (!Array.isArray(findings)) throw new UsageError(`${file} is no baseline: it has no list of findings.`);
  return new Set(
    findings.map((finding: unknown) => {
      const id: unknown = typeof finding === "string" ? finding : (finding as { id?: unknown } | null)?.id;
      if (typeof id !== "string") throw new UsageError(`${file} is no baseline: a finding in it has no id.`);
      return id;
    }),
  );
}
