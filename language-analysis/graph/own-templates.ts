import type { Fragment } from "../model/fragment.ts";

/**
 * The fragments that stand for themselves. A file of resources that a service includes became a part of that service: as a
 * template of its own it would put each resource on the map twice. A service that another one only takes a value from stays.
 */
export function ownTemplates(fragments: readonly Fragment[]): readonly Fragment[] {
  const includedBy = new Map<string, Set<string>>();
  for (const { file, includes } of fragments) {
    for (const included of includes ?? []) {
      const files = includedBy.get(included);
      if (files) files.add(file);
      else includedBy.set(included, new Set([file]));
    }
  }
  return fragments.filter(({ file, dialect, includes }) => {
    if (dialect !== "cloudformation") return true;
    // Two files that include each other both stay: neither is the whole.
    return ![...(includedBy.get(file) ?? [])].some((other) => other !== file && !includes?.includes(other));
  });
}
