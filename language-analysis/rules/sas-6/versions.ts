// Versions in the order of their ecosystem, and which versions a requirement allows.
import { compare as comparePython, satisfies as satisfiesPython, valid as isPythonVersion } from "@renovatebot/pep440";
import semver from "semver";
import type { Advisory, AffectedRange, Ecosystem } from "../../model/dependencies.ts";

/** Negative when `a` is older; undefined when one of them is no version of the ecosystem. */
export function compareVersions(ecosystem: Ecosystem, a: string, b: string): number | undefined {
  switch (ecosystem) {
    case "npm":
    case "Go": {
      const [left, right] = [semver.parse(a, { loose: true }), semver.parse(b, { loose: true })];
      return left && right ? semver.compare(left, right) : undefined;
    }
    case "PyPI":
      return isPythonVersion(a) !== null && isPythonVersion(b) !== null ? comparePython(a, b) : undefined;
    case "Maven":
    case "NuGet":
      return compareParts(a, b);
  }
}

const AFFECTED = new WeakMap<Advisory, Map<string, boolean>>();

/** Remembered: lock files name the same versions again and again, and an advisory is of one ecosystem. */
export function isAffected(ecosystem: Ecosystem, advisory: Advisory, version: string): boolean {
  let versions = AFFECTED.get(advisory);
  if (!versions) AFFECTED.set(advisory, (versions = new Map<string, boolean>()));
  let answer = versions.get(version);
  if (answer === undefined) {
    answer = advisory.ranges.some((range) => isInRange(ecosystem, range, version));
    versions.set(version, answer);
  }
  return answer;
}

function isInRange(ecosystem: Ecosystem, { introduced, fixed, last }: AffectedRange, version: string): boolean {
  const isAtLeast = introduced === "0" || (compareVersions(ecosystem, version, introduced) ?? -1) >= 0;
  if (!isAtLeast) return false;
  if (fixed !== undefined) return (compareVersions(ecosystem, version, fixed) ?? 1) < 0;
  if (last !== undefined) return (compareVersions(ecosystem, version, last) ?? 1) <= 0;
  return true;
}

/**
 * The oldest version that every one of `advisories` calls fixed, at least `version`; undefined when one of them has no fixed version
 * that is newer.
 */
export function fixedVersion(
  ecosystem: Ecosystem,
  advisories: readonly Advisory[],
  version: string,
): string | undefined {
  let best = version;
  // A fixed version of one advisory may lie in a range of another: each round leaves one more range behind.
  for (let round = 0; round < 50; round++) {
    const hit = advisories.flatMap(({ ranges }) => ranges.filter((range) => isInRange(ecosystem, range, best)))[0];
    if (!hit) return best === version ? undefined : best;
    if (hit.fixed === undefined) return undefined;
    best = hit.fixed;
  }
  return undefined;
}

/**
 * The oldest version that `requirement` allows, when that can be told; what is installed without a lock file is the newest one, so a
 * version is only known to be bad when no fixed one is allowed.
 */
export function oldestAllowed(ecosystem: Ecosystem, requirement: string): string | undefined {
  if (ecosystem === "npm") {
    try {
      const oldest = semver.minVersion(requirement, { loose: true })?.version;
      // Any version at all says nothing.
      return oldest === "0.0.0" ? undefined : oldest;
    } catch {
      // Not a range: a tag or something that npm alone understands.
      return undefined;
    }
  }
  if (ecosystem === "PyPI") return /(?:>=|~=|===?|^\^|^~)\s*([\w.]+)/.exec(requirement)?.[1];
  return undefined;
}

/** Undefined when the requirement is in a form that is not understood. */
export function isAllowed(ecosystem: Ecosystem, requirement: string, version: string): boolean | undefined {
  if (ecosystem === "npm") {
    return semver.validRange(requirement, { loose: true }) === null
      ? undefined
      : semver.satisfies(version, requirement, { loose: true });
  }
  if (ecosystem !== "PyPI") return undefined;
  // Poetry writes npm's carets and tildes.
  if (/^[\^~]\d/.test(requirement)) {
    const coerced = semver.coerce(version);
    return coerced === null ? undefined : semver.satisfies(coerced, requirement);
  }
  return requirement === "" ? true : satisfiesPython(version, requirement);
}

/** Same first part (for 0.x the second): what authors promise not to break. */
export function isSameMajor(a: string, b: string): boolean {
  const [left, right] = [semver.coerce(a), semver.coerce(b)];
  if (!left || !right) return false;
  return left.major === right.major && (left.major > 0 || left.minor === right.minor);
}

/** Qualifiers before a release, in their order. Source: maven.apache.org, "Version Order Specification". */
const QUALIFIERS = ["alpha", "a", "beta", "b", "milestone", "m", "rc", "cr", "snapshot"];

function compareParts(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const order = rankOf(left[index]) - rankOf(right[index]);
    if (order !== 0) return order;
    const [one = "", other = ""] = [left[index], right[index]];
    if (!/^\d/.test(one) && one !== other) return one < other ? -1 : 1;
  }
  return 0;
}

function partsOf(version: string): string[] {
  const [release = ""] = version.toLowerCase().split("+");
  return release.match(/\d+|[a-z]+/g) ?? [];
}

/** Numbers above nothing above qualifiers; a missing part counts as zero. */
function rankOf(part: string | undefined): number {
  if (part === undefined || part === "final" || part === "ga" || part === "release") return 0;
  if (/^\d/.test(part)) return Number(part);
  const qualifier = QUALIFIERS.indexOf(part);
  return qualifier >= 0 ? qualifier - QUALIFIERS.length : 0;
}
