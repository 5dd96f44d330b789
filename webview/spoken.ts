import type { EdgeView } from "../language-analysis/views/graph-view.ts";
import { readKey } from "./elements.ts";
import type { GraphIndex } from "./graph-index.ts";
import { SEVERITIES } from "./kinds.ts";
import { permissionWords } from "./permission-part.ts";
import { counted, t } from "./strings.ts";

/** What a screen reader says about the selection; empty for what is no longer there. */
export function describe(key: string | undefined, edges: readonly EdgeView[], index: GraphIndex): string {
  const read = key === undefined ? undefined : readKey(key);
  if (!read) return "";
  if (read.type === "line") {
    return edges
      .slice(0, 4)
      .map(({ from, to, label, permission }) => {
        const text = t("announceLine", index.nodes.get(from)?.label ?? "", index.nodes.get(to)?.label ?? "", label);
        return [text, ...(permission ? permissionWords(permission) : [])].join(", ");
      })
      .join(". ");
  }
  const group = index.groups.get(read.id);
  if (read.type === "group") return group ? t("announceGroup", group.label, group.nodes.length) : "";
  const node = index.nodes.get(read.id);
  if (!node) return "";
  const place = index.groups.get(node.group)?.label ?? "";
  const incoming = index.edgesTo(node.id).filter((edge) => !edge.isPermissionOnly).length;
  const outgoing = index.edgesFrom(node.id).filter((edge) => !edge.isPermissionOnly).length;
  const text = t("announceNode", node.label, t(`one.${node.kind}`), place, incoming, outgoing);
  const findings = index.findingsOf(node.id);
  const worst = SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity));
  return worst ? `${text}, ${t("announceRisk", counted("finding", findings.length), t(`severity.${worst}`))}` : text;
}
