// Installs the VS Code server of `scripts/vscode-server/` on demand, once per content of that folder.
import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { cp, mkdir, readFile, rename, rm, symlink } from "node:fs/promises";
import path from "node:path";
import { checkout, downloads } from "./paths.mjs";
import { npm } from "./processes.mjs";

const recipe = path.join(checkout, "scripts", "vscode-server");

// Built-in extensions that need an account, the network or packages that we leave out.
const LEFT_OUT = [
  "copilot",
  "github",
  "github-authentication",
  "microsoft-authentication",
  "ms-vscode.js-debug",
  "ms-vscode.js-debug-companion",
  "ms-vscode.vscode-js-profile-table",
  "tunnel-forwarding",
  "typescript-language-features",
];

/** Returns `{ main, node, builtinExtensions }`: the entry script, the Node executable that it asks for, its own extensions. */
export async function installVscodeServer() {
  const folder = path.join(downloads, "vscode-server", await recipeHash());
  if (!existsSync(folder)) await install(folder);
  const root = serverRoot(folder);
  return {
    main: path.join(root, "out", "server-main.js"),
    node: await nodeExecutable(folder),
    builtinExtensions: path.join(root, "extensions"),
  };
}

async function install(folder) {
  console.log("Installing the VS Code server for tests and the browser (about 500 MB, once) ...");
  // Built beside its place and moved there at the end, so that a half-installed server is never used.
  const building = `${folder}.${process.pid}`;
  await rm(building, { recursive: true, force: true });
  await mkdir(building, { recursive: true });
  for (const name of ["package.json", "package-lock.json"])
    await cp(path.join(recipe, name), path.join(building, name));
  let output = "";
  const onOutput = (text) => (output += text);
  const code = await npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: building, onOutput });
  if (code !== 0) throw new Error(`The VS Code server could not be installed (npm ci ended with ${code}):\n${output}`);

  const modules = path.join(building, "node_modules");
  const root = serverRoot(building);
  // The server serves its modules to the page from a folder beside its own code.
  await symlink(path.relative(root, modules), path.join(root, "node_modules"), "junction");
  for (const name of readdirSync(path.join(recipe, "stand-ins"))) {
    const module = path.join(modules, "@vscode", path.basename(name, ".cjs"));
    await rm(module, { recursive: true, force: true });
    await mkdir(module, { recursive: true });
    await cp(path.join(recipe, "stand-ins", name), path.join(module, "index.js"));
  }
  for (const name of LEFT_OUT) await rm(path.join(root, "extensions", name), { recursive: true, force: true });
  try {
    await rename(building, folder);
  } catch (error) {
    // Somebody else installed the same server meanwhile.
    if (!existsSync(folder)) throw error;
    await rm(building, { recursive: true, force: true });
  }
}

const serverRoot = (folder) => path.join(folder, "node_modules", "code-server", "lib", "vscode");

async function recipeHash() {
  const hash = createHash("sha256");
  const files = readdirSync(recipe, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const file of files.map((entry) => path.join(entry.parentPath, entry.name)).sort()) {
    hash.update(path.relative(recipe, file)).update(await readFile(file));
  }
  hash.update(LEFT_OUT.join());
  return hash.digest("hex").slice(0, 12);
}

async function nodeExecutable(folder) {
  const modules = path.join(folder, "node_modules");
  const { engines } = JSON.parse(await readFile(path.join(modules, "code-server", "package.json"), "utf8"));
  const [major] = process.versions.node.split(".");
  if (major === engines.node) return process.execPath;
  for (const name of readdirSync(modules).filter((each) => /^node-(bin-)?(linux|darwin|win)-/.test(each))) {
    const { bin } = JSON.parse(await readFile(path.join(modules, name, "package.json"), "utf8"));
    return path.join(modules, name, bin.node);
  }
  throw new Error(
    `The VS Code server needs Node ${engines.node}, and npm has none for ${process.platform}-${process.arch}.`,
  );
}
