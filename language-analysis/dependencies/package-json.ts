// package.json: what an npm package asks for.
import type { Dependency, DependencyFile, DependencyScope } from "../model/dependencies.ts";
import type { Outcome } from "../model/problem.ts";
import type { DataNode } from "../model/tree.ts";
import { parseJson } from "../syntax/json.ts";

const SECTIONS: Readonly<Record<string, DependencyScope>> = {
  dependencies: "runtime",
  devDependencies: "development",
  optionalDependencies: "optional",
  peerDependencies: "peer",
};

export function readPackageJson(file: string, text: string): Outcome<DependencyFile | undefined> {
  const { root, problems } = parseJson(file, text);
  if (root?.type !== "map") return { value: undefined, problems };
  const packages: Dependency[] = [];
  let mentions = "";
  for (const { key, value } of root.entries) {
    if (key === "scripts") mentions = textOf(value);
    const scope = SECTIONS[key];
    if (scope === undefined || value.type !== "map") continue;
    for (const entry of value.entries) {
      if (entry.value.type !== "scalar") continue;
      const [startLine, startCharacter, endLine, endCharacter] = entry.value.at;
      packages.push({
        name: entry.key,
        scope,
        ...requirementOf(entry.value.text),
        at: entry.at,
        requirementAt: [startLine, startCharacter + 1, endLine, endCharacter - 1],
      });
    }
  }
  return {
    value: { file, ecosystem: "npm", role: "manifest", packages, ...(mentions === "" ? {} : { mentions }) },
    problems,
  };
}

/** Source: docs.npmjs.com, "package.json", dependencies. */
function requirementOf(requirement: string): Pick<Dependency, "requirement" | "version" | "source"> {
  if (/^(?:git[+:@]|github:|gitlab:|bitbucket:|gist:)|\.git(?:#|$)/.test(requirement))
    return { requirement, source: "git" };
  if (/^[\w.-]+\/[\w.-]+(?:#.*)?$/.test(requirement)) return { requirement, source: "git" };
  if (/^https?:/.test(requirement)) return { requirement, source: "url" };
  if (/^(?:file|link|portal):|^\.{0,2}\//.test(requirement)) return { requirement, source: "file" };
  if (/^(?:workspace|catalog):/.test(requirement)) return { requirement, source: "workspace" };
  const exact = /^[=v]*(\d+\.\d+\.\d+(?:[-+][\w.+-]+)?)$/.exec(requirement.trim())?.[1];
  return { requirement, ...(exact === undefined ? {} : { version: exact }) };
}

function textOf(node: DataNode): string {
  if (node.type === "scalar") return node.text;
  const inner = node.type === "map" ? node.entries.map(({ value }) => value) : node.items;
  return inner.map(textOf).join("\n");
}
