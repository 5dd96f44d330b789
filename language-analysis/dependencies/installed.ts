// Packages that lie installed beside the code: pip leaves a folder of metadata for each of them.
// Source: packaging.python.org, "Recording installed projects" and "Core metadata specifications".
import type { DependencyFile } from "../model/dependencies.ts";
import type { Outcome } from "../model/problem.ts";
import { linesOf, spanIn } from "./lock-lines.ts";
import { normalizedName } from "./python-manifests.ts";

/** The headers stand before the first empty line; the description after it may say anything. */
export function readPythonMetadata(file: string, text: string): Outcome<DependencyFile | undefined> {
  const lines = linesOf(text);
  const end = lines.findIndex((line) => line.trim() === "");
  const header = (key: string) => {
    const found = lines.findIndex((line, number) => (end < 0 || number < end) && line.startsWith(`${key}: `));
    const value = lines[found]?.slice(key.length + 2).trim();
    return value === undefined || value === "" ? undefined : { value, line: found };
  };
  const name = header("Name");
  const version = header("Version");
  if (!name || !version) return { value: undefined, problems: [] };
  const at = spanIn(lines, version.line, version.value);
  const packages = [
    { name: normalizedName(name.value), scope: "runtime", version: version.value, requirement: version.value, at },
  ] as const;
  return { value: { file, ecosystem: "PyPI", role: "installed", packages }, problems: [] };
}
