// The panel beside the map: what the selected node, group or line is, why it is at risk, and where it stands in the code.
import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-collapsible/index.js";
import type { EdgeView, NodeView } from "../language-analysis/views/graph-view.ts";
import type { NodeKind } from "../language-analysis/model/app-map.ts";
import type { PermissionTable } from "../language-analysis/views/permission-table.ts";
import { h, linkButton, onClick } from "./dom.ts";
import { nodeKey, readKey } from "./elements.ts";
import { findingCard, type FindingEvents } from "./finding-card.ts";
import { focusNote, focusPart, type FocusEvents } from "./focus-part.ts";
import type { FocusState } from "./focus-mode.ts";
import type { GraphIndex } from "./graph-index.ts";
import { kindIcon } from "./kind-icon.ts";
import { NODE_KINDS, SEVERITIES } from "./kinds.ts";
import { permissionPart, permissionTags, type PermissionEvents } from "./permission-part.ts";
import { groupName, t } from "./strings.ts";
import type { Theme } from "./theme.ts";

export interface DetailsEvents extends FindingEvents, FocusEvents, PermissionEvents {
  onShowPolicy(node: string): void;
  onFocus(kind: "radius" | "reach", node: string): void;
  onSelect(key: string): void;
  onOpenSource(node: string): void;
  onOpenHandler(node: string): void;
  onOpenEvidence(edge: string, evidence: number): void;
  onOpenUnresolved(index: number): void;
  onToggleGroup(group: string): void;
  onShowPermissions(): void;
  onClose(): void;
  /** Leaves the focus first. */
  onEscape(): void;
}

export interface DetailsContext {
  readonly isGroupOpen?: boolean | undefined;
  readonly isAside: boolean;
  readonly focus: FocusState | undefined;
  /** Of the node, when it is a function; undefined until they are here. */
  readonly permissions: PermissionTable | undefined;
}

const HAS_RADIUS: ReadonlySet<NodeKind> = new Set<NodeKind>(["function", "workflow", "role"]);
const IS_REACHED: ReadonlySet<NodeKind> = new Set<NodeKind>(["store", "secret", "channel", "function", "workflow"]);

export class Details {
  readonly element = h("aside", { class: "details", "aria-label": t("details"), hidden: true });

  constructor(private readonly events: DetailsEvents) {
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      events.onEscape();
    });
  }

  /**
   * `edges`: those of the line when a line is selected; `isGroupOpen`: undefined where groups do not open and close; `isAside`: the
   * node is not drawn while permissions are not shown.
   */
  show(
    key: string | undefined,
    edges: readonly EdgeView[],
    index: GraphIndex,
    theme: Theme,
    { isGroupOpen, isAside, focus, permissions }: DetailsContext,
  ): void {
    const read = key === undefined ? undefined : readKey(key);
    const content = read && this.content(read.type, read.id, edges, index, theme, isGroupOpen);
    if (content && read?.type === "node") content.splice(2, 0, ...this.extras(read.id, index, focus, permissions));
    if (isAside && content) content.splice(1, 0, ...this.asideNote(index, read?.id ?? ""));
    const hadFocus = this.element.contains(document.activeElement);
    this.element.hidden = !content;
    this.element.replaceChildren(...(content ?? []));
    this.element.scrollTop = 0;
    if (hadFocus && content) this.focus();
  }

  focus(): void {
    this.element.querySelector<HTMLElement>("h2")?.focus();
  }

  private content(
    type: "node" | "group" | "line",
    id: string,
    edges: readonly EdgeView[],
    index: GraphIndex,
    theme: Theme,
    isGroupOpen: boolean | undefined,
  ): HTMLElement[] | undefined {
    if (type === "line") return edges.length > 0 ? this.line(edges, index, theme) : undefined;
    if (type === "group") return this.group(id, index, isGroupOpen);
    const node = index.nodes.get(id);
    return node && this.node(node, index, theme);
  }

  /** The focus of the map first; then what a function may and does. */
  private extras(
    id: string,
    index: GraphIndex,
    focus: FocusState | undefined,
    permissions: PermissionTable | undefined,
  ): readonly HTMLElement[] {
    const isAbout = focus?.view.node === id;
    const first = focus ? [isAbout ? focusPart(focus, index, this.events) : focusNote(focus, id, this.events)] : [];
    const isFunction = index.nodes.get(id)?.kind === "function";
    return isFunction ? [...first, permissionPart(permissions, this.events)] : first;
  }

  private asideNote(index: GraphIndex, id: string): readonly HTMLElement[] {
    const show = onClick(h("vscode-button", { secondary: true }, t("showPermissions")), () =>
      this.events.onShowPermissions(),
    );
    return [
      h("p", { class: "muted" }, t(index.nodes.get(id)?.isApi ? "apiNote" : "asideNote")),
      h("div", { class: "buttons" }, show),
    ];
  }

  private heading(icon: SVGElement | undefined, title: string, subtitle: string): HTMLElement {
    const close = h("vscode-toolbar-button", { icon: "close", label: t("close"), title: t("close") });
    return h(
      "header",
      {},
      icon,
      h("div", { class: "titles" }, h("h2", { tabindex: -1 }, title), h("div", { class: "muted" }, subtitle)),
      onClick(close, () => this.events.onClose()),
    );
  }

  private node(node: NodeView, index: GraphIndex, theme: Theme): HTMLElement[] {
    const findings = [...index.findingsOnCard(node.id, false)].sort(
      (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
    );
    const kind = t(`one.${node.kind}`);
    const subtitle = node.sublabel === "" || node.sublabel === kind ? kind : `${kind} · ${node.sublabel}`;
    const buttons = h("div", { class: "buttons" });
    if (node.place !== undefined && !node.declaredElsewhere) {
      const open = h("vscode-button", { class: "open-source", title: node.place }, t("openSource"));
      buttons.append(onClick(open, () => this.events.onOpenSource(node.id)));
    }
    if (node.handlerPlace !== undefined) {
      const open = h("vscode-button", { secondary: true, title: node.handlerPlace }, t("openHandler"));
      buttons.append(onClick(open, () => this.events.onOpenHandler(node.id)));
    }
    const focus = (kind: "radius" | "reach") =>
      onClick(
        h(
          "vscode-button",
          { secondary: true, "data-focus": kind, icon: kind === "radius" ? "target" : "references" },
          t(kind === "radius" ? "blastRadius" : "whoReaches"),
        ),
        () => this.events.onFocus(kind, node.id),
      );
    if (HAS_RADIUS.has(node.kind)) buttons.append(focus("radius"));
    if (IS_REACHED.has(node.kind)) buttons.append(focus("reach"));
    if (node.kind === "function") {
      const policy = h("vscode-button", { secondary: true, icon: "lock", class: "show-policy" }, t("showPolicy"));
      buttons.append(onClick(policy, () => this.events.onShowPolicy(node.id)));
    }
    const notes = [
      node.exposure === "open" && t("exposureOpen"),
      node.exposure === "authenticated" && t("exposureAuthenticated"),
      node.exposure === "unknown" && t("exposureUnknown"),
      node.undeclared === true && t("undeclared"),
      node.declaredElsewhere === true && t("declaredElsewhere"),
      node.place !== undefined && t("declaredAt", node.place),
      node.handlerPlace !== undefined && t("handlerAt", node.handlerPlace),
    ].filter((note) => note !== false);
    const result = [
      this.heading(kindIcon(node.kind), node.label, subtitle),
      ...(buttons.childElementCount > 0 ? [buttons] : []),
      h("ul", { class: "notes" }, ...notes.map((note) => h("li", {}, note))),
      part(
        `${t("findings")} (${findings.length})`,
        findings.length === 0
          ? [h("p", { class: "muted" }, t("noFindings"))]
          : findings.map((finding) => findingCard(finding, index.rules.get(finding.rule), theme, this.events)),
      ),
    ];
    result.push(...this.neighbours(t("incoming"), index.edgesTo(node.id), "from", index));
    result.push(...this.neighbours(t("outgoing"), index.edgesFrom(node.id), "to", index));
    if (node.facts.length > 0) {
      const rows = node.facts.flatMap(({ label, text }) => [h("dt", {}, label), h("dd", {}, text)]);
      result.push(part(t("facts"), [h("dl", {}, ...rows)]));
    }
    result.push(...this.unresolvedOf(node, index));
    return result;
  }

  /** What is not known about the node: entries that name it, or that stand in its declaration's file next to its name. */
  private unresolvedOf(node: NodeView, index: GraphIndex): HTMLElement[] {
    const name = node.label;
    const rows = index.graph.unresolved.flatMap(({ subject, message, place }, at) => {
      if (!subject.split(/[^\w-]+/).includes(name)) return [];
      return [
        h(
          "li",
          {},
          message,
          " ",
          linkButton(place, () => this.events.onOpenUnresolved(at)),
        ),
      ];
    });
    return rows.length === 0 ? [] : [part(`${t("unresolved")} (${rows.length})`, [h("ul", {}, ...rows)])];
  }

  private neighbours(
    title: string,
    edges: readonly EdgeView[],
    other: "from" | "to",
    index: GraphIndex,
  ): HTMLElement[] {
    if (edges.length === 0) return [];
    return [
      part(
        `${title} (${edges.length})`,
        edges.map((edge) => this.edge(edge, index, [other])),
      ),
    ];
  }

  private edge(edge: EdgeView, index: GraphIndex, ends: readonly ("from" | "to")[]): HTMLElement {
    const end = (which: "from" | "to"): HTMLElement | string => {
      const node = index.nodes.get(edge[which]);
      if (!node) return "";
      const button = linkButton(node.label, () => this.events.onSelect(nodeKey(node.id)), { title: t("select") });
      button.prepend(kindIcon(node.kind));
      return button;
    };
    const head = h("div", { class: "edge-head" });
    if (ends.includes("from")) head.append(end("from"));
    head.append(h("span", { class: `edge-word edge-${edge.kind}` }, edge.label));
    if (ends.includes("to")) head.append(end("to"));
    if (edge.permission) head.append(...permissionTags(edge.permission));
    const evidence = edge.evidence.map(({ kind, label, place }, at) =>
      h(
        "li",
        {},
        h("span", { class: "tag" }, t(`evidence.${kind}`)),
        " ",
        place === ""
          ? label
          : linkButton(label === "" ? place : label, () => this.events.onOpenEvidence(edge.id, at), {
              title: t("openCode", place),
            }),
      ),
    );
    const more = edge.actionCount - edge.actions.length;
    return h(
      "div",
      { class: "edge" },
      head,
      edge.actions.length > 0 &&
        h("div", { class: "actions" }, edge.actions.join(", "), more > 0 && ` ${t("moreActions", more)}`),
      evidence.length > 0 && h("ul", { class: "evidence" }, ...evidence),
      edge.confidence !== "high" &&
        h("div", { class: "muted" }, t("confidence", edge.confidence), edge.reason !== undefined && `: ${edge.reason}`),
    );
  }

  private line(edges: readonly EdgeView[], index: GraphIndex, theme: Theme): HTMLElement[] {
    const first = edges[0];
    const [from, to] = [index.nodes.get(first?.from ?? ""), index.nodes.get(first?.to ?? "")];
    const isOnePair = edges.every((edge) => edge.from === first?.from && edge.to === first?.to);
    const groupName = (node: NodeView | undefined) => index.groups.get(node?.group ?? "")?.label ?? "";
    const title = isOnePair ? `${from?.label ?? ""} → ${to?.label ?? ""}` : `${groupName(from)} → ${groupName(to)}`;
    const findings = edges.flatMap((edge) => index.findingsOfEdge(edge.id));
    const words = [...new Set(edges.map((edge) => t(`edge.${edge.kind}`)))].join(", ");
    return [
      this.heading(undefined, title, words),
      ...(findings.length === 0
        ? []
        : [
            part(
              `${t("findings")} (${findings.length})`,
              findings.map((finding) => findingCard(finding, index.rules.get(finding.rule), theme, this.events)),
            ),
          ]),
      part(
        `${t("evidence")} (${edges.length})`,
        edges.slice(0, 60).map((edge) => this.edge(edge, index, ["from", "to"])),
      ),
    ];
  }

  private group(id: string, index: GraphIndex, isOpen: boolean | undefined): HTMLElement[] | undefined {
    const group = index.groups.get(id);
    if (!group) return undefined;
    const counts = NODE_KINDS.flatMap((kind) => {
      const count = group.counts[kind];
      return count === undefined ? [] : [`${count} ${t(`kind.${kind}`).toLowerCase()}`];
    });
    const buttons = h("div", { class: "buttons" });
    if (isOpen !== undefined) {
      const toggle = h("vscode-button", {}, t(isOpen ? "collapse" : "expand"));
      buttons.append(onClick(toggle, () => this.events.onToggleGroup(id)));
    }
    const entry = (node: string): HTMLElement[] => {
      const view = index.nodes.get(node);
      if (!view) return [];
      const button = linkButton(view.label, () => this.events.onSelect(nodeKey(node)), { title: t("select") });
      button.prepend(kindIcon(view.kind));
      return [h("li", {}, button)];
    };
    return [
      this.heading(undefined, groupName(group), group.path),
      ...(buttons.childElementCount > 0 ? [buttons] : []),
      h("p", {}, counts.join(", ")),
      ...(group.hubs.length === 0
        ? []
        : [part(t("hubs"), [h("ul", { class: "plain" }, ...group.hubs.flatMap(entry))])]),
      part(`${t("members")} (${group.nodes.length})`, [
        h("ul", { class: "plain" }, ...group.nodes.slice(0, 300).flatMap(entry)),
      ]),
    ];
  }
}

function part(title: string, children: readonly HTMLElement[]): HTMLElement {
  return h("section", {}, h("h3", {}, title), ...children);
}
