// The focus as a list: what is reached or who reaches, each with its way. The twin of what the map lights.
import type { FocusEntry, FocusStep } from "../language-analysis/views/focus-view.ts";
import { h, linkButton, onClick } from "./dom.ts";
import type { FocusState } from "./focus-mode.ts";
import type { GraphIndex } from "./graph-index.ts";
import { kindIcon } from "./kind-icon.ts";
import { t } from "./strings.ts";

export interface FocusEvents {
  onChooseEntry(entry: number): void;
  onOpenFocusStep(entry: number, step: number): void;
  onLeaveFocus(): void;
  onBackToFocus(): void;
}

/** For the node that the focus is about. */
export function focusPart(focus: FocusState, index: GraphIndex, events: FocusEvents): HTMLElement {
  const { view } = focus;
  const leave = onClick(h("vscode-button", { secondary: true }, t("leaveFocus")), () => events.onLeaveFocus());
  const content =
    view.kind === "flow"
      ? [way(view.entries[0]?.path ?? [], 0, focus, events)]
      : [
          h(
            "ul",
            { class: "plain focus-entries" },
            ...view.entries.map((entry, at) => h("li", {}, ...entryRow(entry, at, focus, index, events))),
          ),
        ];
  return h(
    "section",
    { class: "focus-part" },
    h("h3", {}, view.title),
    h("p", {}, view.text),
    ...content,
    view.left > 0 && h("p", { class: "muted" }, t("moreActions", view.left)),
    h("div", { class: "buttons" }, leave),
  );
}

/** For another node while the map has a focus: how it belongs to it. */
export function focusNote(focus: FocusState, node: string, events: FocusEvents): HTMLElement {
  const { view } = focus;
  const at = view.kind === "flow" ? -1 : view.entries.findIndex((entry) => entry.node === node);
  const entry = view.entries[at];
  return h(
    "section",
    { class: "focus-part" },
    h(
      "h3",
      {},
      linkButton(view.title, () => events.onBackToFocus()),
    ),
    ...(entry ? [h("p", {}, accessText(entry)), way(entry.path, at, focus, events)] : []),
  );
}

function entryRow(
  entry: FocusEntry,
  at: number,
  focus: FocusState,
  index: GraphIndex,
  events: FocusEvents,
): readonly HTMLElement[] {
  const node = index.nodes.get(entry.node);
  const isChosen = focus.entry === at;
  const button = h("button", {
    type: "button",
    class: "focus-entry",
    "aria-expanded": String(isChosen),
    "data-entry": at,
    title: t("showWay"),
  });
  if (node) button.append(kindIcon(node.kind));
  button.append(
    h("span", { class: "name" }, node?.label ?? entry.node),
    h("span", { class: "muted" }, accessText(entry)),
  );
  onClick(button, () => events.onChooseEntry(at));
  return isChosen ? [button, way(entry.path, at, focus, events)] : [button];
}

function accessText({ access, how, confidence }: FocusEntry): string {
  const words = access.map((one) => t(`access.${one}`));
  if (how === "influenced") words.push(t("influenced"));
  if (confidence !== "high") words.push(t("confidence", confidence));
  return words.join(", ");
}

function way(path: readonly FocusStep[], entry: number, focus: FocusState, events: FocusEvents): HTMLElement {
  const rows = path.map(({ text, place }, at) => {
    const isNow = focus.entry === entry && focus.step === at;
    const open =
      place !== "" &&
      linkButton(place, () => events.onOpenFocusStep(entry, at), { title: t("openCode", place), "data-step": at });
    return h("li", isNow ? { "aria-current": "step" } : {}, `${text} `, open);
  });
  return h("ol", { class: "way" }, ...rows);
}
