// Granted against used: words for a line, and the table of a function in the details panel.
import type { PermissionView } from "../language-analysis/views/graph-view.ts";
import type { PermissionState } from "../language-analysis/views/permission-states.ts";
import type { PermissionPlace, PermissionRow, PermissionTable } from "../language-analysis/views/permission-table.ts";
import { h, linkButton, type Child } from "./dom.ts";
import { nodeKey } from "./elements.ts";
import { t } from "./strings.ts";

export interface PermissionEvents {
  onSelect(key: string): void;
  onOpenPermission(node: string, row: number, side: "granted" | "used", place: number): void;
}

export function permissionWords({ state, isWildcard }: PermissionView): readonly string[] {
  return [t(`permission.${state}`), ...(isWildcard ? [t("permission.wildcard")] : [])];
}

export function permissionTags(permission: PermissionView): readonly HTMLElement[] {
  return tags(permission.state, permission.isWildcard === true);
}

function tags(state: PermissionState, isWildcard: boolean): HTMLElement[] {
  const tag = (look: PermissionState | "wildcard") =>
    h("span", { class: `tag permission-${look}` }, t(`permission.${look}`));
  return [tag(state), ...(isWildcard ? [tag("wildcard")] : [])];
}

/** Undefined: not here yet. */
export function permissionPart(table: PermissionTable | undefined, events: PermissionEvents): HTMLElement {
  const title = h("h3", { id: "permissions-title" }, t("permissions"));
  if (!table) return h("section", { class: "permissions", "aria-busy": "true" }, title);
  const count = (state: PermissionState) => table.rows.filter((row) => row.state === state).length;
  const wide = table.rows.filter((row) => row.isWildcard).length;
  const summary = [
    count("missing") > 0 && t("permissionsMissing", count("missing")),
    count("unused") > 0 && t("permissionsUnused", count("unused")),
    wide > 0 && t("permissionsWide", wide),
  ].filter((text) => text !== false);
  return h(
    "section",
    { class: "permissions" },
    title,
    table.rows.length === 0
      ? h("p", { class: "muted" }, t("permissionsNone"))
      : h("p", {}, summary.length > 0 ? summary.join(", ") : t("permissionsFine")),
    table.gaps.length > 0 &&
      h(
        "details",
        {},
        h("summary", {}, t("permissionsGaps", table.gaps.length)),
        h("ul", {}, ...table.gaps.map((gap) => h("li", {}, gap))),
      ),
    table.rows.length > 0 && rows(table, events),
    table.left > 0 && h("p", { class: "muted" }, t("moreActions", table.left)),
  );
}

/** Action and resource over the two columns: side by side they need the width. */
function rows(table: PermissionTable, events: PermissionEvents): HTMLElement {
  const head = (["permissionGranted", "permissionUsed"] as const).map((key) => h("th", { scope: "col" }, t(key)));
  return h(
    "table",
    { "aria-labelledby": "permissions-title" },
    h("thead", {}, h("tr", {}, ...head)),
    ...table.rows.map((row, index) => tableRow(table.node, row, index, events)),
  );
}

function tableRow(node: string, row: PermissionRow, index: number, events: PermissionEvents): HTMLElement {
  const places = (side: "granted" | "used"): Child[] => {
    const found = row[side].map((place, at) =>
      h(
        "div",
        {},
        linkButton(placeName(place), () => events.onOpenPermission(node, index, side, at), {
          title: t("openCode", place.place),
          "data-side": side,
        }),
      ),
    );
    return found.length > 0 ? found : [h("span", { class: "muted" }, t(side === "granted" ? "notGranted" : "notUsed"))];
  };
  const target = row.node;
  const resource =
    target === undefined
      ? h("span", { class: "resource" }, row.resource)
      : linkButton(row.resource, () => events.onSelect(nodeKey(target)), {
          title: t("select"),
          class: "link resource",
        });
  const title = h(
    "th",
    { scope: "rowgroup", colspan: 2 },
    h("span", { class: "action" }, row.actions.join(", ")),
    h("span", { class: "muted" }, ` ${t("permissionOn")} `),
    resource,
    h("div", { class: "tags" }, ...tags(row.state, row.isWildcard === true)),
  );
  return h(
    "tbody",
    { "data-state": row.state },
    h("tr", {}, title),
    h("tr", {}, h("td", {}, ...places("granted")), h("td", {}, ...places("used"))),
  );
}

/** `S3ReadPolicy, template.yaml:12`: the file's own name, the path is in the tooltip. */
function placeName({ label, place }: PermissionPlace): string {
  const file = place.slice(place.lastIndexOf("/") + 1);
  return [label, file].filter((part) => part !== "").join(", ");
}
