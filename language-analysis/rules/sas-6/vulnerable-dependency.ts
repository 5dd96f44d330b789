import type { Advisory, AdvisoryDatabase, Dependency, DependencyFile, Ecosystem } from "../../model/dependencies.ts";
import type { Confidence } from "../../model/app-map.ts";
import type { Fix, Severity } from "../../model/finding.ts";
import { say } from "../../model/message.ts";
import { rangeOf } from "../../model/range.ts";
import { defineRule, type Hit, type RuleContext } from "../rule.ts";
import { exposureOf, shift } from "../severity.ts";
import { declaredIn, deployedBundles, functionFor, functionNames, type Bundle } from "./bundles.ts";
import { fixedVersion, isAffected, isAllowed, isSameMajor, oldestAllowed } from "./versions.ts";

/** Source: first.org/cvss, "Qualitative Severity Rating Scale". */
const SCALE: readonly (readonly [score: number, severity: Severity])[] = [
  [9, "critical"],
  [7, "high"],
  [4, "medium"],
  [0.1, "low"],
];
/** Places listed beside a finding; a reader looks at few. */
const MAX_RELATED = 20;

interface Weakness {
  readonly name: string;
  readonly version: string;
  /** Most severe first. */
  readonly advisories: readonly Advisory[];
  readonly entry: Dependency;
  readonly file: string;
  readonly confidence: Confidence;
  /** The manifest names it. */
  readonly declared: Dependency | undefined;
}

export const vulnerableDependency = defineRule({
  id: "SAS-6/vulnerable-dependency",
  title: "Package with a known vulnerability",
  severity: "high",
  why: "Attackers know published vulnerabilities too, and each function carries its own copy of the package. The advisories come with this tool, or are asked for by a command; the code is not checked for the vulnerable call itself.",
  source: "https://ossf.github.io/osv-schema/",
  mitigation: "Upgrade to a version that is not affected, or remove the package when it is not needed.",
  snippets: [
    { title: say("npm: upgrade one package and its lock file"), language: "sh", text: "npm install lodash@^4.17.21" },
    { title: say("pip: the version in requirements.txt"), language: "text", text: "PyYAML==6.0.2" },
  ],
  scope: "workspace",
  *check(context) {
    const { advisories } = context;
    if (!advisories) return;
    for (const bundle of deployedBundles(context)) {
      const weaknesses = weaknessesOf(bundle, advisories);
      for (const weakness of weaknesses)
        if (weakness.declared) yield directHit(context, bundle, weakness, advisories.date);
      const transitive = weaknesses.filter(({ declared }) => !declared);
      if (transitive.length > 0) yield transitiveHit(bundle, transitive, advisories.date);
    }
  },
});

interface Known extends Pick<Bundle, "lock" | "deployed"> {
  readonly database: AdvisoryDatabase;
  readonly weaknesses: readonly Weakness[];
}

const KNOWN = new WeakMap<DependencyFile, Known>();

/** The same as before as long as the same packages are deployed. */
function weaknessesOf(bundle: Bundle, database: AdvisoryDatabase): readonly Weakness[] {
  const { manifest, lock, deployed } = bundle;
  const before = KNOWN.get(manifest);
  if (before?.database === database && before.lock === lock && isSameSet(before.deployed, deployed))
    return before.weaknesses;
  const weaknesses = findWeaknesses(bundle, database);
  KNOWN.set(manifest, { database, lock, deployed, weaknesses });
  return weaknesses;
}

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((one) => b.has(one));
}

function findWeaknesses(bundle: Bundle, database: AdvisoryDatabase): readonly Weakness[] {
  const { manifest, lock, deployed } = bundle;
  const known = database.advisories[manifest.ecosystem] ?? {};
  const found: Weakness[] = [];
  const seen = new Set<string>();
  const add = (entry: Dependency, file: string, version: string, confidence: Confidence, all: readonly Advisory[]) => {
    const key = `${entry.name}@${version}`;
    if (all.length === 0 || seen.has(key)) return;
    seen.add(key);
    const sorted = [...all].sort((a, b) => (b.score ?? 5) - (a.score ?? 5) || (a.id < b.id ? -1 : 1));
    const declared = declaredIn(bundle, entry.name);
    found.push({ name: entry.name, version, advisories: sorted, entry, file, confidence, declared });
  };
  for (const entry of lock?.packages ?? []) {
    const { name, version, scope } = entry;
    if (version === undefined || scope === "development" || !deployed.has(name) || !Object.hasOwn(known, name))
      continue;
    const hits = (known[name] ?? []).filter((advisory) => isAffected(manifest.ecosystem, advisory, version));
    add(entry, lock?.file ?? manifest.file, version, "high", hits);
  }
  const locked = new Set(lock?.packages.map(({ name }) => name));
  for (const entry of manifest.packages) {
    const { name } = entry;
    if (locked.has(name) || !deployed.has(name) || !Object.hasOwn(known, name)) continue;
    const version = entry.version ?? oldestAllowed(manifest.ecosystem, entry.requirement ?? "");
    if (version === undefined) continue;
    const hits = (known[name] ?? []).filter(
      (advisory) =>
        isAffected(manifest.ecosystem, advisory, version) &&
        (entry.version !== undefined || !allowsFixed(manifest.ecosystem, advisory, entry.requirement ?? "", version)),
    );
    add(entry, manifest.file, version, entry.version === undefined ? "medium" : "high", hits);
  }
  return found;
}

/** A fresh installation takes the newest version that is allowed, so it gets a fixed one when there is one. */
function allowsFixed(ecosystem: Ecosystem, advisory: Advisory, requirement: string, version: string): boolean {
  const fixed = fixedVersion(ecosystem, [advisory], version);
  return fixed !== undefined && isAllowed(ecosystem, requirement, fixed) !== false;
}

function directHit(context: RuleContext, bundle: Bundle, weakness: Weakness, date: string): Hit {
  const { name, version, advisories, declared, confidence } = weakness;
  const [worst] = advisories;
  const imports = bundle.imports.get(name) ?? [];
  const user = imports[0]?.node;
  const base = severityOf(worst);
  const exposure = user && exposureOf(context.graph, user);
  const at = rangeOf(bundle.manifest.file, declared?.at ?? weakness.entry.at);
  return {
    on: functionFor(bundle, name),
    at,
    key: `${bundle.manifest.file}\n${name}`,
    confidence,
    // Without an import the package is only carried along.
    severity: user ? base : shift(base, -1),
    message: say(
      "{0} {1}, packaged with {2}, has a known vulnerability: {3} ({4}){5}.",
      name,
      // Without a lock file the newest that is allowed is installed, and none of them is mended.
      weakness.entry.version === undefined ? (weakness.entry.requirement ?? version) : version,
      functionNames(imports.length > 0 ? imports.map(({ node }) => node) : bundle.functions),
      worst?.title ?? "",
      worst?.id ?? "",
      advisories.length > 1 ? `, and ${advisories.length - 1} more` : "",
    ),
    reasons: [
      worst?.score === undefined
        ? say("The advisory has no score.")
        : say("The worst advisory has a CVSS score of {0}.", worst.score.toFixed(1)),
      user ? say("{0} imports it.", user.name) : say("No import of it was found in code that a function reaches."),
      ...(exposure ? [exposure.reason] : []),
      say("The advisories are those of {0}.", date),
    ],
    related: imports
      .slice(0, MAX_RELATED)
      .map(({ node, at: importAt }) => ({ at: importAt, message: say("{0} imports {1}.", node.name, name) })),
    fixes: declared ? upgrade(bundle, weakness, declared) : [],
  };
}

function transitiveHit(bundle: Bundle, weaknesses: readonly Weakness[], date: string): Hit {
  const sorted = [...weaknesses].sort(
    (a, b) => (b.advisories[0]?.score ?? 5) - (a.advisories[0]?.score ?? 5) || (a.name < b.name ? -1 : 1),
  );
  const worst = sorted[0] as Weakness;
  const names = [...new Set(sorted.map(({ name }) => name))];
  const more = names.length - 3;
  return {
    on: functionFor(bundle),
    at: rangeOf(worst.file, worst.entry.at),
    key: `${bundle.manifest.file}\ntransitive`,
    confidence: "high",
    // Nobody calls them directly.
    severity: shift(severityOf(worst.advisories[0]), -1),
    message: say(
      "Packages that others bring along to {0} have known vulnerabilities: {1}{2}.",
      functionNames(bundle.functions),
      names.slice(0, 3).join(", "),
      more > 0 ? ` and ${more} more` : "",
    ),
    reasons: [
      say("The worst is {0} {1}: {2}.", worst.name, worst.version, worst.advisories[0]?.title ?? ""),
      say("The advisories are those of {0}.", date),
    ],
    related: sorted.slice(0, MAX_RELATED).map(({ name, version, advisories, file, entry }) => ({
      at: rangeOf(file, entry.at),
      message: say("{0} {1}: {2} ({3})", name, version, advisories[0]?.title ?? "", advisories[0]?.id ?? ""),
    })),
  };
}

export function severityOf(advisory: Advisory | undefined): Severity {
  const { score } = advisory ?? {};
  if (score === undefined) return "medium";
  return SCALE.find(([least]) => score >= least)?.[1] ?? "info";
}

/** The manifest's requirement in its own manner; a new major version is said to be one. */
function upgrade({ manifest }: Bundle, { name, version, advisories }: Weakness, declared: Dependency): readonly Fix[] {
  const fixed = fixedVersion(manifest.ecosystem, advisories, version);
  if (fixed === undefined || !declared.requirementAt || declared.source !== undefined) return [];
  const requirement = declared.requirement ?? "";
  const before = /^\s*(\^|~=?|>=|===?|v)?/.exec(requirement)?.[1] ?? "";
  if (/[|,\s*<]/.test(requirement.trim())) return [];
  const newText = `${before}${before === "v" ? fixed.replace(/^v/, "") : fixed}`;
  const isBig = !isSameMajor(version, fixed);
  return [
    {
      title: isBig
        ? say("Require {0} {1} (a new major version: read its release notes)", name, newText)
        : say("Require {0} {1}", name, newText),
      edits: [{ at: rangeOf(manifest.file, declared.requirementAt), newText }],
      ...(isBig ? {} : { isPreferred: true as const }),
    },
  ];
}
