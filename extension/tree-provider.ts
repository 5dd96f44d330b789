// One provider for every tree: it shows the plain items that a view function makes of the latest result.
import * as vscode from "vscode";
import type { AnalysisResult } from "../language-analysis/model/analysis-result.ts";
import type { Severity } from "../language-analysis/model/finding.ts";
import type { NodeId } from "../language-analysis/model/app-map.ts";
import type { TreeIcon, TreeItem } from "../language-analysis/views/tree.ts";
import { localize } from "./localize.ts";

const ICONS: Record<TreeIcon, string> = {
  function: "symbol-function",
  workflow: "type-hierarchy-sub",
  endpoint: "globe",
  schedule: "clock",
  channel: "mail",
  store: "database",
  secret: "key",
  identity: "account",
  role: "shield",
  external: "link-external",
  public: "cloud",
  risk: "shield",
  finding: "warning",
  unresolved: "question",
  file: "arrow-right",
};

const COLORS: Record<Severity, string> = {
  critical: "editorError.foreground",
  high: "editorWarning.foreground",
  medium: "editorInfo.foreground",
  low: "editorInfo.foreground",
  info: "descriptionForeground",
};

const SEVERITY_ICONS: Record<Severity, string> = {
  critical: "error",
  high: "warning",
  medium: "info",
  low: "circle-outline",
  info: "circle-small",
};

export class TreeProvider implements vscode.TreeDataProvider<TreeItem> {
  private readonly changed = new vscode.EventEmitter<void>();
  private roots: readonly TreeItem[] = [];
  private readonly parents = new Map<string, TreeItem>();
  private readonly firstItemOfNode = new Map<NodeId, TreeItem>();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly itemsOf: (result: AnalysisResult) => readonly TreeItem[]) {}

  update(result: AnalysisResult): void {
    this.roots = this.itemsOf(result);
    this.parents.clear();
    this.firstItemOfNode.clear();
    const visit = (item: TreeItem): void => {
      if (item.node !== undefined && item.finding === undefined && !this.firstItemOfNode.has(item.node)) {
        this.firstItemOfNode.set(item.node, item);
      }
      for (const child of item.children) {
        this.parents.set(child.id, item);
        visit(child);
      }
    };
    this.roots.forEach(visit);
    this.changed.fire();
  }

  get isEmpty(): boolean {
    return this.roots.length === 0;
  }

  itemOf(node: NodeId): TreeItem | undefined {
    return this.firstItemOfNode.get(node);
  }

  getChildren(item?: TreeItem): TreeItem[] {
    return [...(item ? item.children : this.roots)];
  }

  getParent(item: TreeItem): TreeItem | undefined {
    return this.parents.get(item.id);
  }

  getTreeItem(item: TreeItem): vscode.TreeItem {
    const label = localize(item.label);
    const shown = new vscode.TreeItem(
      label,
      item.children.length > 0 ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None,
    );
    shown.id = item.id;
    shown.iconPath = iconOf(item);
    shown.contextValue = contextOf(item);
    if (item.description !== undefined) shown.description = item.description;
    shown.tooltip = [label, item.description].filter(Boolean).join("\n");
    shown.accessibilityInformation = {
      label: [label, item.severity && vscode.l10n.t("{0} severity", item.severity), item.description]
        .filter(Boolean)
        .join(", "),
    };
    if (item.at) {
      shown.command = { command: "serverlessAtlas.openTreeItem", title: vscode.l10n.t("Open"), arguments: [item] };
    }
    return shown;
  }
}

/** What the manifest's menus look for. */
function contextOf({ finding, isFixable, children, node, icon }: TreeItem): string {
  if (finding !== undefined) return `${isFixable ? "fixableFinding" : "finding"}${children.length > 0 ? "Flow" : ""}`;
  return node === undefined ? "heading" : `node-${icon}`;
}

function iconOf(item: TreeItem): vscode.ThemeIcon {
  const color = item.severity && new vscode.ThemeColor(COLORS[item.severity]);
  const name = item.icon === "finding" && item.severity ? SEVERITY_ICONS[item.severity] : ICONS[item.icon];
  return new vscode.ThemeIcon(name, color);
}
