// A baseline lists accepted findings by id. Rule and message stand beside it for people who review the file; only ids are read.
import { readFileSync } from "node:fs";
import type { Finding } from "../language-analysis/model/finding.ts";
import { formatMessage } from "../language-analysis/model/message.ts";
import { UsageError } from "./arguments.ts";

export function baselineText(findings: readonly Finding[]): string {
  const listed = findings.map(({ id, rule, at, message }) => ({
    id,
    rule,
    file: at.file,
    message: formatMessage(message),
  }));
  const sorted = listed.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return `${JSON.stringify({ version: 1, findings: sorted }, null, 2)}\n`;
}

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
