import type { MapNode, MapSetting } from "../../model/app-map.ts";
import { wordsOf } from "../../model/words.ts";

/**
 * The text that stands for a stored secret in the node's dialect. The secret's name comes from the node's and the setting's name,
 * and it has to be created before the next deployment.
 */
export function storedReference(node: MapNode | MapSetting, name: string): string {
  const isOfApp = "kind" in node && (node.kind === "function" || node.kind === "role");
  const owner = isOfApp ? groupName(node.group) : "name" in node ? node.name : node.logicalId;
  const path = `${owner}/${kebab(name)}`;
  return node.dialect === "serverless" && !node.type.startsWith("AWS::")
    ? `\${ssm:/${path}}`
    : `{{resolve:secretsmanager:${path}}}`;
}

function groupName(group: string): string {
  const parts = group.split("/").filter((part) => part !== "");
  const folder = parts.at(-2);
  return folder === undefined ? "app" : folder.replace(/[^\w-]/g, "-");
}

function kebab(name: string): string {
  return wordsOf(name).join("-") || "secret";
}
