// Manifests and lock files by their names: text to the packages they name. What can't be read is a problem with its place.
import type { DependencyFile } from "../model/dependencies.ts";
import type { Outcome } from "../model/problem.ts";
import { readGoMod, readGoSum } from "./go.ts";
import { readPythonMetadata } from "./installed.ts";
import { readGradle, readGradleLock, readPom } from "./maven.ts";
import { readPackageJson } from "./package-json.ts";
import { readPackageLock } from "./package-lock.ts";
import { readPackagesLock, readProject } from "./nuget.ts";
import { readPnpmLock } from "./pnpm-lock.ts";
import { readPipfile, readPyproject, readRequirements } from "./python-manifests.ts";
import { readPipfileLock, readTomlLock } from "./python-locks.ts";
import { readYarnLock } from "./yarn-lock.ts";

export type DependencyReader = (file: string, text: string) => Outcome<DependencyFile | undefined>;

const READERS: readonly (readonly [name: RegExp, read: DependencyReader])[] = [
  [/^package\.json$/, readPackageJson],
  [/^(?:package-lock|npm-shrinkwrap)\.json$/, readPackageLock],
  [/^yarn\.lock$/, readYarnLock],
  [/^pnpm-lock\.ya?ml$/, readPnpmLock],
  [/^requirements(?:[-_.][\w-]+)*\.(?:txt|in)$/, readRequirements],
  [/^Pipfile$/, readPipfile],
  [/^Pipfile\.lock$/, readPipfileLock],
  [/^pyproject\.toml$/, readPyproject],
  [/^(?:poetry|uv|pdm)\.lock$/, readTomlLock],
  [/^go\.mod$/, readGoMod],
  [/^go\.sum$/, readGoSum],
  [/^pom\.xml$/, readPom],
  [/^build\.gradle(?:\.kts)?$/, readGradle],
  [/^gradle\.lockfile$/, readGradleLock],
  [/\.(?:cs|fs)proj$/, readProject],
  [/^packages\.lock\.json$/, readPackagesLock],
];

/** By their folder too: their names alone could be anything. */
const INSTALLED = /(?:^|\/)[^/]+\.(?:dist-info\/METADATA|egg-info\/PKG-INFO)$/;

export function isDependencyFile(path: string): boolean {
  return readerOf(path) !== undefined;
}

/** Undefined when the file names no packages. */
export function readDependencies(file: string, text: string): Outcome<DependencyFile | undefined> {
  const read = readerOf(file);
  return read ? read(file, text) : { value: undefined, problems: [] };
}

function readerOf(path: string): DependencyReader | undefined {
  if (INSTALLED.test(path)) return readPythonMetadata;
  const name = path.slice(path.lastIndexOf("/") + 1);
  return READERS.find(([pattern]) => pattern.test(name))?.[1];
}
