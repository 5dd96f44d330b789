// What AWS says of its actions: access level, resource types, dependent actions. Decoded service by service, when first asked for.
// Source: Service Authorization Reference, by way of `data/actions.json` (`scripts/update-iam-data.mjs`).
import encoded from "./data/actions.json" with { type: "json" };
import { wildcardScope } from "./action.ts";
import { matchesPattern } from "./pattern.ts";

export type ActionLevel = "list" | "read" | "write" | "permissions" | "tagging";

export interface ActionInfo {
  /** `s3:GetObject`, in AWS's own case. */
  readonly name: string;
  readonly level: ActionLevel;
  /** ARN patterns of the resource types it works on; empty when only `Resource: "*"` grants it. */
  readonly resources: readonly string[];
}

interface ServiceInfo {
  /** By name in lower case, without the service. */
  readonly actions: ReadonlyMap<string, ActionInfo>;
  readonly dependents: ReadonlyMap<string, readonly string[]>;
}

const LEVELS: Readonly<Record<string, ActionLevel>> = {
  L: "list",
  R: "read",
  W: "write",
  P: "permissions",
  T: "tagging",
};

const TEXTS: ReadonlyMap<string, string> = new Map(Object.entries(encoded));
const SERVICES = new Map<string, ServiceInfo>();

function serviceInfo(service: string): ServiceInfo | undefined {
  const known = SERVICES.get(service);
  if (known) return known;
  const text = TEXTS.get(service);
  if (text === undefined) return undefined;
  const info = decode(service, text);
  SERVICES.set(service, info);
  return info;
}

function decode(service: string, text: string): ServiceInfo {
  const [types = "", groups = "", dependents = ""] = text.split(";");
  const arns = types === "" ? [] : types.split(" ").map((type) => `arn:*:${type.slice(type.indexOf("=") + 1)}`);
  const actions = new Map<string, ActionInfo>();
  for (const group of groups === "" ? [] : groups.split("|")) {
    const colon = group.indexOf(":");
    const level = LEVELS[group.charAt(0)] ?? "write";
    const numbers = group.slice(1, colon);
    const resources = numbers === "" ? [] : numbers.split(",").map((number) => arns[parseInt(number, 36)] ?? "*");
    for (const name of group.slice(colon + 1).split(" ")) {
      actions.set(name.toLowerCase(), { name: `${service}:${name}`, level, resources });
    }
  }
  const needed = new Map<string, readonly string[]>();
  for (const one of dependents === "" ? [] : dependents.split(" ")) {
    const [name = "", list = ""] = one.split(">");
    needed.set(name.toLowerCase(), list.split(","));
  }
  return { actions, dependents: needed };
}

/** Absent for patterns, for services and actions that the table does not know. Case is ignored. */
export function actionInfo(action: string): ActionInfo | undefined {
  const colon = action.indexOf(":");
  if (colon < 1) return undefined;
  return serviceInfo(action.slice(0, colon).toLowerCase())?.actions.get(action.slice(colon + 1).toLowerCase());
}

/** Other actions that AWS asks for when the action is called, as `iam:PassRole` for `lambda:CreateFunction`. */
export function dependentActions(action: string): readonly string[] {
  const colon = action.indexOf(":");
  if (colon < 1) return [];
  const info = serviceInfo(action.slice(0, colon).toLowerCase());
  return info?.dependents.get(action.slice(colon + 1).toLowerCase()) ?? [];
}

const MOST_PATTERNS = 4_000;
const EXPANDED = new Map<string, readonly ActionInfo[]>();

/**
 * Known actions that the pattern covers, in the table's order; none for `*` services (`*`, `*:*`, `s*:Get`), which are every
 * service's, and for what is no pattern. Remembered by pattern.
 */
export function expandAction(pattern: string): readonly ActionInfo[] {
  const key = pattern.toLowerCase();
  const known = EXPANDED.get(key);
  if (known) return known;
  const found = expand(key);
  if (EXPANDED.size >= MOST_PATTERNS) EXPANDED.clear();
  EXPANDED.set(key, found);
  return found;
}

function expand(pattern: string): readonly ActionInfo[] {
  const colon = pattern.indexOf(":");
  if (colon < 1) return [];
  const actions = serviceInfo(pattern.slice(0, colon))?.actions;
  if (!actions) return [];
  const name = pattern.slice(colon + 1);
  const exact = actions.get(name);
  if (exact) return [exact];
  return [...actions].flatMap(([one, info]) => (matchesPattern(name, one) ? [info] : []));
}

/**
 * Whether a statement can name resources for what the pattern covers: some covered action works on resources. Absent when the
 * table knows no such action.
 */
export function supportsResources(pattern: string): boolean | undefined {
  const covered = expandAction(pattern);
  return covered.length === 0 ? undefined : covered.some(({ resources }) => resources.length > 0);
}

/** Level of one action written out; absent for patterns and for actions that the table does not know. */
export function accessLevel(action: string): ActionLevel | undefined {
  return actionInfo(action)?.level;
}

/** Levels that a pattern reaches, sorted; all of them for what covers every service. */
export function accessLevels(pattern: string): readonly ActionLevel[] {
  if (wildcardScope(pattern) === "everything") return Object.values(LEVELS).sort();
  return [...new Set(expandAction(pattern).map(({ level }) => level))].sort();
}
