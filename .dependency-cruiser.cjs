// Import directions of ARCHITECTURE.md. A stage imports `model/` and what stands before it, never what comes after.
const engine = "^language-analysis/";
const only = (name, from, allowed) => ({
  name,
  severity: "error",
  from: { path: `${engine}${from}/` },
  to: { path: engine, pathNot: [from, ...allowed].map((folder) => `${engine}${folder}/`) },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-circular",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-orphans",
      severity: "error",
      from: { orphan: true, path: engine, pathNot: "host/.*-worker\\.ts$|model/" },
      to: {},
    },
    only("model-stands-alone", "model", []),
    only("syntax-sees-model", "syntax", ["model"]),
    only("readers-see-syntax", "readers", ["model", "syntax"]),
    only("code-sees-syntax", "code", ["model", "syntax"]),
    only("configuration-sees-syntax", "configuration", ["model", "syntax"]),
    only("dependencies-see-syntax", "dependencies", ["model", "syntax"]),
    only("iam-sees-model", "iam", ["model"]),
    only("graph-sees-facts-only", "graph", ["model", "iam"]),
    only("dataflow-sees-graph", "dataflow", ["model", "graph", "iam"]),
    only("secrets-see-model", "secrets", ["model"]),
    only("rules-see-the-map", "rules", ["model", "graph", "iam", "dataflow", "secrets"]),
    only("mitigation-sees-templates", "mitigation", ["model", "syntax", "graph"]),
    only("views-see-results", "views", ["model", "graph", "iam"]),
    {
      name: "engine-without-editor-or-dom",
      severity: "error",
      from: { path: engine },
      to: { path: "^(extension|cli|webview)/|^vscode$" },
    },
    {
      name: "engine-touches-the-machine-only-in-host",
      severity: "error",
      from: { path: engine, pathNot: `${engine}host/` },
      to: { dependencyTypes: ["core"] },
    },
    { name: "vscode-only-in-extension", severity: "error", from: { pathNot: "^extension/" }, to: { path: "^vscode$" } },
    {
      name: "webview-only-draws",
      severity: "error",
      from: { path: "^webview/" },
      to: {
        path: "^(language-analysis|extension|cli)/",
        pathNot: "^language-analysis/(views|model)/",
      },
    },
    {
      name: "webview-imports-types-only",
      severity: "error",
      from: { path: "^webview/" },
      to: { path: "^language-analysis/", dependencyTypesNot: ["type-only"] },
    },
    { name: "shells-stay-apart", severity: "error", from: { path: "^cli/" }, to: { path: "^(extension|webview)/" } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "default"] },
  },
};
