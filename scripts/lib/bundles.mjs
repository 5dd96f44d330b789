// What is bundled into dist/, entry by entry. Used by the build, by the watch and by the benchmark.
import { existsSync } from "node:fs";
import path from "node:path";
import { checkout } from "./paths.mjs";

/** Parsers of JavaScript and TypeScript are large and needed by three bundles: they share one file of their own. */
const SHARED = "typescript";

/** @returns {import("esbuild").BuildOptions[]} */
export function bundles({ outdir, isWatch, version }) {
  const common = {
    absWorkingDir: checkout,
    outdir,
    bundle: true,
    minify: !isWatch,
    sourcemap: isWatch ? "linked" : false,
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  };
  const node = {
    ...common,
    platform: "node",
    format: "cjs",
    target: "node20.18",
    // jsonc-parser's `main` is a UMD file that esbuild can't follow.
    mainFields: ["module", "main"],
    external: ["vscode"],
    plugins: [shareTypescript()],
    define: { ATLAS_VERSION: JSON.stringify(version) },
  };
  const entries = {
    extension: "extension/main.ts",
    "analysis-worker": "language-analysis/host/analysis-worker.ts",
    "file-worker": "language-analysis/host/file-worker.ts",
    "layout-worker": "language-analysis/host/layout-worker.ts",
  };
  return [
    ...Object.entries(present(entries)).map(([name, file]) => ({
      ...node,
      entryPoints: { [name]: file },
      outExtension: { ".js": ".cjs" },
    })),
    // `dist/package.json` makes `.js` CommonJS here, so that `node dist/cli.js` runs the same bundle format as the others.
    { ...node, entryPoints: present({ cli: "cli/main.ts" }), banner: { js: "#!/usr/bin/env node" } },
    {
      ...node,
      entryPoints: { [SHARED]: "node_modules/typescript/lib/typescript.js" },
      outExtension: { ".js": ".cjs" },
      plugins: [],
      sourcemap: false,
      logOverride: { "empty-glob": "silent", "require-resolve-not-external": "silent" },
    },
    {
      ...common,
      outdir: path.join(outdir, "webview"),
      entryPoints: present({ main: "webview/main.ts" }),
      platform: "browser",
      format: "iife",
      target: "chrome130",
      loader: { ".svg": "text" },
      define: { "process.env.NODE_ENV": JSON.stringify(isWatch ? "development" : "production") },
    },
  ].filter((options) => Object.keys(options.entryPoints).length > 0);
}

/** Files that are shipped as they are: `[from, to]`, both relative (to the checkout, to dist). */
export const COPIES = [
  ["node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter.wasm", "grammars/tree-sitter.wasm"],
  ["node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm", "grammars/tree-sitter-python.wasm"],
  // What is known about versions of packages, with the licences of the databases.
  ["data/advisories.json", "advisories.json"],
  ["data/README.md", "advisories.README.md"],
  // ELK stays a file of its own, unmodified, beside its licence (EPL-2.0).
  ["node_modules/elkjs/lib/elk.bundled.js", "elk.bundled.js"],
  ["node_modules/elkjs/LICENSE.md", "elk.LICENSE.md"],
  ["node_modules/@vscode/codicons/dist/codicon.css", "webview/codicon.css"],
  ["node_modules/@vscode/codicons/dist/codicon.ttf", "webview/codicon.ttf"],
];

/** Takes TypeScript out of a bundle: it is loaded from `file`, relative to the bundle or absolute. */
export function shareTypescript(file = `./${SHARED}.cjs`) {
  return {
    name: "share-typescript",
    setup(build) {
      build.onResolve({ filter: /^typescript$/ }, () => ({ path: file, external: true }));
    },
  };
}

/** Entries whose file exists; the others are named, so that a typing mistake is seen. */
function present(entries) {
  const found = {};
  for (const [name, file] of Object.entries(entries)) {
    if (existsSync(path.join(checkout, file))) found[name] = file;
    else console.warn(`Left out ${name}: ${file} does not exist.`);
  }
  return found;
}
