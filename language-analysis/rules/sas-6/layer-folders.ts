// Folders whose packages a function gets from the layers of its app. Sources: AWS SAM, "AWS::Serverless::LayerVersion"; Lambda Developer Guide,
// "Packaging your layer content".
import type { AppGraph } from "../../graph/app-graph.ts";
import { folderOf, joinPath, under } from "../../graph/paths.ts";
import type { MapNode } from "../../model/app-map.ts";
import { itemsOf, textOf } from "../../model/value.ts";
import { declaredOf } from "../settings/declared.ts";
import { valueAt } from "../settings/read.ts";

/** The layer's own folder, and those in it that are put on a runtime's path. */
const INSIDE = ["", "python", "nodejs"] as const;

/** Of layers that the same template declares with a folder; others are told by SAS-6/foreign-layer. */
export function layerFoldersOf(graph: AppGraph, node: MapNode): readonly string[] {
  const layers = declaredOf(graph, "AWS::Serverless::LayerVersion", "AWS::Lambda::LayerVersion");
  return itemsOf(node.properties["layers"]).flatMap((item) => {
    if (item.kind !== "reference" || item.to.by !== "logical-id") return [];
    const { file, logicalId } = item.to;
    const layer = layers.find((one) => one.at.file === file && one.logicalId === logicalId);
    const content = textOf(valueAt(layer?.settings, "ContentUri") ?? valueAt(layer?.settings, "Content"));
    const folder = content === undefined || isAddress(content) ? undefined : joinPath(folderOf(file), content);
    return folder === undefined ? [] : INSIDE.map((inside) => under(folder, inside));
  });
}

/** `s3://bucket/key`. */
export function isAddress(path: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/i.test(path);
}
