import { say } from "../../model/message.ts";
import { rangeOf } from "../../model/range.ts";
import { defineRule } from "../rule.ts";
import { bundlesOf, functionFor, functionNames } from "./bundles.ts";

export const installScript = defineRule({
  id: "SAS-6/install-script",
  title: "Dependency that runs a script when it is installed",
  severity: "info",
  why: "A script of a package runs with the rights of whoever builds, before any test: the usual way in for a package that was taken over.",
  source: "https://docs.npmjs.com/cli/using-npm/scripts#best-practices",
  mitigation: "Install with --ignore-scripts and allow the few packages that need theirs.",
  snippets: [{ title: say(".npmrc"), language: "ini", text: "ignore-scripts=true" }],
  scope: "workspace",
  *check(context) {
    for (const bundle of bundlesOf(context)) {
      const { lock, deployed, functions } = bundle;
      const found = (lock?.packages ?? []).filter(
        ({ name, scope, hasInstallScript }) => hasInstallScript && scope !== "development" && deployed.has(name),
      );
      const [first] = found;
      if (!lock || !first) continue;
      const names = [...new Set(found.map(({ name }) => name))];
      yield {
        on: functionFor(bundle),
        at: rangeOf(lock.file, first.at),
        key: `${lock.file}\n${bundle.manifest.file}`,
        confidence: "high",
        message: say(
          "{0} of the packages of {1} run a script when they are installed: {2}.",
          names.length,
          functionNames(functions),
          names.slice(0, 5).join(", ") + (names.length > 5 ? ", ..." : ""),
        ),
        related: found.slice(1, 20).map(({ name, at }) => ({ at: rangeOf(lock.file, at), message: say("{0}", name) })),
      };
    }
  },
});
