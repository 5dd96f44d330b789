// Which folders and files are left out: those that builds and package managers make, and what .gitignore files say.
import { readFileSync } from "node:fs";
import path from "node:path";
import ignore, { type Ignore } from "ignore";

/** Made by tools, never written by the app's authors. Synthesised templates (`cdk.out`) are left out until a reader for them exists. */
const SKIPPED_FOLDERS = new Set([
  ...[".git", ".hg", ".svn", ".vscode-test", ".idea", ".cache", ".nyc_output", "coverage", "tmp"],
  ...["node_modules", "bower_components", "jspm_packages", "vendor", ".yarn", ".pnpm-store"],
  ...["dist", "build", "out", ".build", ".esbuild", ".webpack", ".next", ".nuxt", ".output", ".turbo"],
  ...[".aws-sam", ".aws-composer", ".serverless", ".serverless_plugins", ".sst", "cdk.out", ".terraform", ".amplify"],
  ...["__pycache__", "venv", ".venv", "env", ".env", "site-packages", ".tox", ".mypy_cache", ".pytest_cache", ".eggs"],
]);

/** Locked versions: large, and no app is declared in them. */
const SKIPPED_FILES = new Set(["package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "composer.lock"]);

export function isSkippedFolder(name: string): boolean {
  return SKIPPED_FOLDERS.has(name);
}

/** Packages that authors check in beside their code. */
export function isVendorFolder(name: string): boolean {
  return name === "vendor";
}

/** What pip leaves of each package that it installs. */
export function isPackageRecord(name: string): boolean {
  return /\.(?:dist|egg)-info$/.test(name);
}

export function isSkippedFile(name: string): boolean {
  return SKIPPED_FILES.has(name) || /\.min\.[cm]?js$/i.test(name);
}

/** Compiled .gitignore texts: kept from one discovery to the next, and shared by folders with the same text. */
export type CompiledIgnoreFiles = Map<string, Ignore>;

/** The .gitignore files from a root down to one folder; deeper ones win, as in git. */
export class IgnoreRules {
  private readonly own: Ignore;
  /** Length of the folder's path with its separator. */
  private readonly prefix: number;
  private readonly parent: IgnoreRules | undefined;

  private constructor(folder: string, own: Ignore, parent: IgnoreRules | undefined) {
    this.own = own;
    this.prefix = folder.endsWith(path.sep) ? folder.length : folder.length + 1;
    this.parent = parent;
  }

  /** The rules inside `folder`, which has a .gitignore; those of `parent` when that can't be read. */
  static inside(
    folder: string,
    parent: IgnoreRules | undefined,
    compiled: CompiledIgnoreFiles,
  ): IgnoreRules | undefined {
    const text = readIgnoreFile(path.join(folder, ".gitignore"));
    if (text === undefined) return parent;
    let own = compiled.get(text);
    if (!own) {
      own = ignore().add(text);
      compiled.set(text, own);
    }
    return new IgnoreRules(folder, own, parent);
  }

  /** `absolute` lies in the folder of these rules. */
  isIgnored(absolute: string, isFolder: boolean): boolean {
    const below = absolute.slice(this.prefix);
    const relative = path.sep === "/" ? below : below.replaceAll(path.sep, "/");
    const answer = this.own.test(isFolder ? `${relative}/` : relative);
    if (answer.ignored) return true;
    if (answer.unignored) return false;
    return this.parent?.isIgnored(absolute, isFolder) ?? false;
  }
}

function readIgnoreFile(absolute: string): string | undefined {
  try {
    return readFileSync(absolute, "utf8");
  } catch {
    // A .gitignore that is a folder or can't be read ignores nothing, as in git.
    return undefined;
  }
}
