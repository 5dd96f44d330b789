// Activation: creates the parts and wires them; each part is a file of its own.
import * as path from "node:path";
import * as vscode from "vscode";
import { AnalysisClient } from "../language-analysis/host/analysis-client.ts";
import { readRuleInfos } from "../language-analysis/host/rule-info-file.ts";
import type { Finding } from "../language-analysis/model/finding.ts";
import type { RuleInfo } from "../language-analysis/model/rule-info.ts";
import { AnalysisController } from "./analysis-controller.ts";
import { registerCommands } from "./commands.ts";
import { CONFIGURATION_FILES, ConfigurationCompletionProvider } from "./configuration-completions.ts";
import { followCursor } from "./cursor-follower.ts";
import { showDiagnostics } from "./diagnostics.ts";
import { FixProvider } from "./fix-provider.ts";
import { HoverProvider } from "./hover-provider.ts";
import { createMapPanels } from "./map-wiring.ts";
import { refreshedAdvisoriesPath } from "./refresh-advisories.ts";
import { createStatusBar } from "./status-bar.ts";
import { createTrees } from "./trees.ts";

/** Something of a serverless app can stand in any: a template, code, a manifest, a settings file with a secret. */
const DOCUMENTS: vscode.DocumentSelector = { scheme: "file" };

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel("Serverless Atlas", { log: true });
  const client = new AnalysisClient({
    workerPath: path.join(context.extensionPath, "dist", "analysis-worker.cjs"),
    cacheDirectory: context.storageUri?.fsPath,
    refreshedAdvisoriesPath: refreshedAdvisoriesPath(context),
    log: (message) => log.warn(message),
  });
  const controller = new AnalysisController(client, log);
  const ruleInfos = readRuleInfos(path.join(context.extensionPath, "dist", "rules.json"));
  const rules = new Map<Finding["rule"], RuleInfo>(ruleInfos.map((rule) => [rule.id, rule]));
  const diagnostics = vscode.languages.createDiagnosticCollection("serverlessAtlas");
  const currentResult = () => controller.result;
  const trees = createTrees(controller);
  const maps = createMapPanels(context.extensionUri, controller, trees, log, ruleInfos);

  context.subscriptions.push(
    log,
    client,
    controller,
    diagnostics,
    trees,
    maps,
    createStatusBar(controller),
    followCursor(controller, maps, trees),
    controller.onDidChangeResult((result) => showDiagnostics(diagnostics, context.extensionUri, result)),
    vscode.languages.registerHoverProvider(DOCUMENTS, new HoverProvider(currentResult, rules)),
    vscode.languages.registerCodeActionsProvider(DOCUMENTS, new FixProvider(controller, rules), {
      providedCodeActionKinds: FixProvider.kinds,
    }),
    vscode.languages.registerCompletionItemProvider(
      CONFIGURATION_FILES,
      new ConfigurationCompletionProvider(ruleInfos),
      ...[" ", "/", ":"],
    ),
    ...registerCommands({ context, controller, rules, log, maps, trees }),
  );

  controller.schedule(0);
  const opensMap = vscode.workspace.getConfiguration("serverlessAtlas").get<boolean>("openMapOnStartup");
  if (opensMap || process.env["ATLAS_OPEN_MAP"] === "1") maps.createOrShow();
}
