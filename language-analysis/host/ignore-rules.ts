// Which folders and files are left out: those that builds and package managers make, and what .gitignore files say.
import { readFileSync } from "node:fs";
import path from "node:path";
import ignore, { type Ignore } from "ignore";

/** Made by tools, never written by the app's authors. Synthesised templates (`cdk.out`) are left out until a reader for them exists. */
const SKIPPED_FOLDERS = new Set([
  ...[".git", ".hg", ".svn", ".vscode-test", ".idea", ".cache", ".nyc_output", "coverage", "tmp"],
  ...["node_modules", "bower_components", "jspm_packages", "vendor", ".yarn", ".pnpm-store"],
  ...["dist", "build", "out", ".build", ".esbuild", ".webpack", ".next", ".nuxt", ".output", ".turbo"],
  ...[".aws-sam", ".serverless", ".serverless_plugins", ".sst", "cdk.out", ".terraform", ".amplify"],
  ...["__pycache__", "venv", ".venv", "env", ".env", "site-packages", ".tox", ".mypy_cache", ".pytest_cache", ".eggs"],
]);

/** Locked versions: large, and no app is declared in them. */
const SKIPPED_FILES = new Set(["package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "composer.lock"]);

export function isSkippedFolder(name: string): boolean {
  return SKIPPED_FOLDERS.has(name);
}

export function isSkippedFile(name: string): boolean {
  return SKIPPED_FILES.has(name) || /\.min\.[cm]?js$/i.test(name);
}

/** The .gitignore files from a root down to one folder; deeper ones win, as in git. */
export class IgnoreRules {
  private readonly own: Ignore | undefined;
  private readonly folder: string;
  private readonly parent: IgnoreRules | undefined;

  private constructor(folder: string, own: Ignore | undefined, parent: IgnoreRules | undefined) {
    this.folder = folder;
    this.own = own;
    this.parent = parent;
  }

  /** The rules inside `folder`; `hasFile` tells whether a .gitignore was seen there. An unreadable one has no rules. */
  static inside(folder: string, hasFile: boolean, parent: IgnoreRules | undefined): IgnoreRules | undefined {
    const text = hasFile ? readIgnoreFile(path.join(folder, ".gitignore")) : undefined;
    if (text === undefined) return parent;
    return new IgnoreRules(folder, ignore().add(text), parent);
  }

  isIgnored(absolute: string, isFolder: boolean): boolean {
    const relative = path.relative(this.folder, absolute).split(path.sep).join("/");
    const answer = this.own?.test(isFolder ? `${relative}/` : relative);
    if (answer?.ignored) return true;
    if (answer?.unignored) return false;
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
