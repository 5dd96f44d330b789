import ignore from "ignore";
import type { Configuration } from "../model/configuration.ts";

/** Which files the settings leave out of the analysis, by path. */
export function leftOut(configurations: readonly Configuration[]): (path: string) => boolean {
  const scopes = configurations
    .filter(({ exclude }) => exclude.length > 0)
    .map(({ file, exclude }) => ({ folder: file.slice(0, file.lastIndexOf("/") + 1), rules: ignore().add(exclude) }));
  return (path) =>
    scopes.some(({ folder, rules }) => path.startsWith(folder) && rules.ignores(path.slice(folder.length)));
}
