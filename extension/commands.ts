// Every command of the manifest. A command that fails says in the log what did not happen.
import * as vscode from "vscode";
import type { Finding } from "../language-analysis/model/finding.ts";
import type { NodeId } from "../language-analysis/model/app-map.ts";
import type { SourceRange } from "../language-analysis/model/range.ts";
import type { RuleInfo } from "../language-analysis/model/rule-info.ts";
import type { TreeItem } from "../language-analysis/views/tree.ts";
import type { AnalysisController } from "./analysis-controller.ts";
import { applyFix } from "./apply-fix.ts";
import type { CommandName } from "./command-names.ts";
import { insertMitigation } from "./insert-mitigation.ts";
import type { MapPanels } from "./map-panel/map-panel.ts";
import { pickFlow, pickNode } from "./pick-node.ts";
import { refreshAdvisories } from "./refresh-advisories.ts";
import { openRuleDocumentation } from "./rule-documentation.ts";
import { openSample } from "./sample.ts";
import { showPolicy } from "./show-policy.ts";
import type { Trees } from "./trees.ts";
import { writeBaseline } from "./write-baseline.ts";
import { openRange } from "./workspace-paths.ts";

export interface CommandParts {
  readonly context: vscode.ExtensionContext;
  readonly controller: AnalysisController;
  readonly rules: ReadonlyMap<Finding["rule"], RuleInfo>;
  readonly log: vscode.LogOutputChannel;
  readonly maps: MapPanels;
  readonly trees: Trees;
}

function nodeOf(target: TreeItem | string | undefined): NodeId | undefined {
  return typeof target === "string" ? target : target?.node;
}

export function registerCommands({ context, controller, rules, log, maps, trees }: CommandParts): vscode.Disposable[] {
  // A command without a handler does not compile.
  const handlers: Record<CommandName, (...args: never[]) => unknown> = {
    openAppMap: () => maps.createOrShow(),
    reanalyse: () => controller.reanalyse(),
    cancelAnalysis: () => controller.cancel(),
    showLog: () => log.show(),
    openSample: () => openSample(context),
    groupByKind: () => trees.groupBy("kind"),
    groupByRisk: () => trees.groupBy("risk"),
    openTreeItem: (item: TreeItem) => item.at && openRange(item.at),
    openRange: (range: SourceRange) => openRange(range),
    openRuleDocumentation: (rule: Finding["rule"]) => openRuleDocumentation(context.extensionUri, rule),
    showOnMap: (target: TreeItem | string) => {
      const node = nodeOf(target);
      maps.createOrShow();
      if (node !== undefined) maps.selectNode(node);
    },
    showBlastRadius: async (target?: TreeItem | string) => {
      const id = nodeOf(target) ?? (await pickNode(controller, ["function", "workflow", "role"]));
      if (id !== undefined) maps.showFocus({ kind: "radius", id });
    },
    showReachers: async (target?: TreeItem | string) => {
      const id = nodeOf(target) ?? (await pickNode(controller, ["store", "secret", "channel", "function", "workflow"]));
      if (id !== undefined) maps.showFocus({ kind: "reach", id });
    },
    showPath: async (target?: TreeItem | string) => {
      const id = (typeof target === "string" ? target : target?.finding) ?? (await pickFlow(controller));
      if (id !== undefined) maps.showFocus({ kind: "flow", id });
    },
    showPolicy: async (target?: TreeItem | string) => {
      const id = nodeOf(target) ?? (await pickNode(controller, ["function"]));
      if (id !== undefined) await showPolicy(controller, id);
    },
    refreshAdvisories: () => refreshAdvisories(context, controller),
    writeBaseline: () => writeBaseline(controller),
    insertMitigation: (finding: Finding["id"]) => insertMitigation(controller, rules, finding),
    applyFix: (item: TreeItem) => item.finding !== undefined && applyFix(controller, item.finding),
  };
  return Object.entries(handlers).map(([name, handler]) =>
    vscode.commands.registerCommand(`serverlessAtlas.${name}`, async (...args: never[]) => {
      try {
        await handler(...args);
      } catch (error) {
        log.error(`The command ${name} did not complete.`, error);
        void vscode.window.showErrorMessage(
          vscode.l10n.t("Serverless Atlas could not complete the command: {0}", (error as Error).message),
        );
      }
    }),
  );
}
