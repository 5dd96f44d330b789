// pom.xml and Gradle builds, line by line: coordinates with a written version. Versions from parents and catalogues stay unknown.
import type { Dependency, DependencyFile } from "../model/dependencies.ts";
import type { Outcome } from "../model/problem.ts";
import type { Span } from "../model/range.ts";
import { LineIndex } from "../syntax/line-index.ts";
import { linesOf } from "./lock-lines.ts";

const EXACT = /^\d[\w.-]*$/;
/** Versions for dependencies that name none; nothing in it is packaged by itself. */
const MANAGEMENT = /<dependencyManagement>[\s\S]*?<\/dependencyManagement>/;

export function readPom(file: string, text: string): Outcome<DependencyFile | undefined> {
  const lines = new LineIndex(text);
  const spanOf = (start: number, end: number): Span => {
    const [from, to] = [lines.positionAt(start), lines.positionAt(end)];
    return [from.line, from.character, to.line, to.character];
  };
  const properties = new Map<string, string>();
  const written = /<properties>([\s\S]*?)<\/properties>/.exec(text)?.[1] ?? "";
  for (const [, name = "", value = ""] of written.matchAll(/<([\w.-]+)>([^<]*)</g)) properties.set(name, value.trim());
  const block = MANAGEMENT.exec(text);
  const isManagement = (index: number): boolean =>
    block !== null && index > block.index && index < block.index + block[0].length;
  const managed = new Map<string, string>();
  const packages: Dependency[] = [];
  for (const { 0: whole, 1: body = "", index } of text.matchAll(/<dependency>([\s\S]*?)<\/dependency>/g)) {
    const part = (name: string) => new RegExp(`<${name}>\\s*([^<]*?)\\s*</${name}>`).exec(body);
    const [group, artifact, written, scope] = ["groupId", "artifactId", "version", "scope"].map(part);
    if (group?.[1] === undefined || artifact?.[1] === undefined) continue;
    const requirement = written?.[1] ?? "";
    const name = `${group[1]}:${artifact[1]}`;
    const property = /^\$\{([\w.-]+)\}$/.exec(requirement)?.[1];
    const version = property === undefined ? requirement : (properties.get(property) ?? "");
    if (isManagement(index)) {
      managed.set(name, version);
      continue;
    }
    const bodyStart = index + "<dependency>".length;
    const at = bodyStart + (written?.index ?? 0) + (written?.[0].indexOf(requirement) ?? 0);
    packages.push({
      name,
      scope: scope?.[1] === "test" || scope?.[1] === "provided" ? "development" : "runtime",
      requirement,
      ...(EXACT.test(version) ? { version } : {}),
      at: spanOf(index, index + whole.length),
      ...(written && property === undefined ? { requirementAt: spanOf(at, at + requirement.length) } : {}),
    });
  }
  const resolved = packages.map((one): Dependency => {
    const version = one.requirement === "" ? (managed.get(one.name) ?? "") : "";
    return EXACT.test(version) ? { ...one, version } : one;
  });
  return { value: { file, ecosystem: "Maven", role: "manifest", packages: resolved }, problems: [] };
}

export function readGradle(file: string, text: string): Outcome<DependencyFile | undefined> {
  const packages = linesOf(text).flatMap((line, number): Dependency[] => {
    const found = /^\s*(\w+)[\s(]+["']([\w.-]+):([\w.-]+):([^"'$:@]+)["']/.exec(line);
    const [, configuration = "", group, artifact, requirement] = found ?? [];
    if (group === undefined || artifact === undefined || requirement === undefined) return [];
    const start = line.indexOf(group);
    const version = start + group.length + artifact.length + 2;
    return [
      {
        name: `${group}:${artifact}`,
        scope: /test|compileOnly|annotationProcessor/i.test(configuration) ? "development" : "runtime",
        requirement,
        ...(/^\d[\w.-]*$/.test(requirement) ? { version: requirement } : {}),
        at: [number, start, number, version + requirement.length],
        requirementAt: [number, version, number, version + requirement.length],
      },
    ];
  });
  return { value: { file, ecosystem: "Maven", role: "manifest", packages }, problems: [] };
}

/** `group:artifact:version=configurations`. Source: docs.gradle.org, "Locking versions". */
export function readGradleLock(file: string, text: string): Outcome<DependencyFile | undefined> {
  const packages = linesOf(text).flatMap((line, number): Dependency[] => {
    const [, name, version, configurations = ""] = /^([^#\s:=]+:[^:=]+):([^=]+)=(.*)$/.exec(line) ?? [];
    if (name === undefined || version === undefined) return [];
    const isRuntime = configurations.includes("runtimeClasspath");
    return [{ name, scope: isRuntime ? "runtime" : "development", version, at: [number, 0, number, name.length] }];
  });
  return { value: { file, ecosystem: "Maven", role: "lock", packages }, problems: [] };
}
