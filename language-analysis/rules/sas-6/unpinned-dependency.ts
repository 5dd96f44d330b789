import type { Dependency, DependencyFile } from "../../model/dependencies.ts";
import type { Fix } from "../../model/finding.ts";
import { say } from "../../model/message.ts";
import { rangeOf } from "../../model/range.ts";
import { defineRule, type Hit } from "../rule.ts";
import { bundlesOf, functionFor, functionNames, type Bundle } from "./bundles.ts";

/** Any version at all. */
const ANY = /^(?:\*|x|latest|next|>=\s*0(?:\.0)*|)$/i;
const MAX_RELATED = 20;

export const unpinnedDependency = defineRule({
  id: "SAS-6/unpinned-dependency",
  title: "Dependency whose version is not fixed",
  severity: "medium",
  why: "Without a fixed version each deployment takes whatever is published at that moment, also a version that was taken over an hour ago.",
  source: "https://docs.npmjs.com/cli/configuring-npm/package-lock-json",
  mitigation: "Commit a lock file and install from it (npm ci, pip install --require-hashes), and name exact versions.",
  snippets: [
    { title: say("npm: write and use a lock file"), language: "sh", text: "npm install --package-lock-only\nnpm ci" },
    {
      title: say("pip: exact versions with hashes"),
      language: "sh",
      text: "pip-compile --generate-hashes requirements.in",
    },
  ],
  scope: "workspace",
  *check(context) {
    for (const bundle of bundlesOf(context)) {
      const { manifest, lock, deployed } = bundle;
      const direct = manifest.packages.filter(({ name }) => deployed.has(name));
      const moving = direct.filter(isFromElsewhere);
      for (const entry of moving) yield elsewhereHit(bundle, entry);
      // A go.mod names exact versions; builds of Maven and Gradle too, unless a range is written.
      if (lock || manifest.ecosystem === "Go") continue;
      const loose = direct.filter((entry) => entry.version === undefined && !entry.source && isLoose(manifest, entry));
      if (loose.length > 0) yield looseHit(bundle, loose);
    }
  },
});

function isLoose({ ecosystem }: DependencyFile, { requirement = "" }: Dependency): boolean {
  // A property, a parent or a bill of materials names the version: Maven builds nothing without one.
  return !/^\$\{/.test(requirement) && !(ecosystem === "Maven" && requirement === "");
}

/** A branch or a page instead of a release; a commit is as good as a version. */
function isFromElsewhere({ source, requirement = "" }: Dependency): boolean {
  if (source === "git") return !/[#@][0-9a-f]{7,40}$|[#@]v?\d+\.\d+/i.test(requirement);
  return source === "url" && !/\d+\.\d+/.test(requirement);
}

function elsewhereHit(bundle: Bundle, entry: Dependency): Hit {
  return {
    on: functionFor(bundle, entry.name),
    at: rangeOf(bundle.manifest.file, entry.at),
    key: `${bundle.manifest.file}\n${entry.name}`,
    confidence: "high",
    message: say("{0} comes from {1} without a fixed version.", entry.name, entry.requirement ?? ""),
    reasons: [say("Whoever can change that place changes what {0} runs.", functionNames(bundle.functions))],
  };
}

function looseHit(bundle: Bundle, loose: readonly Dependency[]): Hit {
  const { manifest } = bundle;
  const [first] = loose;
  const any = loose.filter(({ requirement = "" }) => ANY.test(requirement.trim()));
  const names = loose.slice(0, 3).map(({ name }) => name);
  const more = loose.length - names.length;
  return {
    on: functionFor(bundle),
    at: rangeOf(manifest.file, first?.at ?? [0, 0, 0, 0]),
    key: `${manifest.file}\nloose`,
    confidence: manifest.ecosystem === "Maven" || manifest.ecosystem === "NuGet" ? "low" : "high",
    severity: any.length > 0 ? "medium" : "low",
    message: say(
      "There is no lock file, so the versions of {0}{1} may change with each deployment of {2}.",
      names.join(", "),
      more > 0 ? ` and ${more} more` : "",
      functionNames(bundle.functions),
    ),
    reasons: any.length > 0 ? [say("Any version of {0} is accepted.", any.map(({ name }) => name).join(", "))] : [],
    related: loose.slice(1, MAX_RELATED).map(({ at, name, requirement }) => ({
      at: rangeOf(manifest.file, at),
      message: requirement ? say("{0} {1}", name, requirement) : say("{0} in any version", name),
    })),
    fixes: pins(bundle, loose),
  };
}

/** npm: what a caret or tilde begins with is an exact version that has been seen to work. */
function pins({ manifest }: Bundle, loose: readonly Dependency[]): readonly Fix[] {
  const edits = loose.flatMap(({ requirement = "", requirementAt }) => {
    const exact = /^(?:[\^~]|~=\s*|>=\s*)(\d+\.\d+(?:\.\d+)?[\w.-]*)$/.exec(requirement)?.[1];
    if (exact === undefined || !requirementAt) return [];
    return [
      { at: rangeOf(manifest.file, requirementAt), newText: manifest.ecosystem === "PyPI" ? `==${exact}` : exact },
    ];
  });
  // Half of them fixed would leave the finding where it is.
  return edits.length === loose.length ? [{ title: say("Fix the versions that are named"), edits }] : [];
}
