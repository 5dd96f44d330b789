// Fn::ForEach of the language extensions: one copy of its entries for each item of a collection.
// Source: CloudFormation Template Reference, "Fn::ForEach".
import { say } from "../../model/message.ts";
import { rangeOf } from "../../model/range.ts";
import type { MapEntry } from "../../model/tree.ts";
import type { ValueEntry } from "../../model/value.ts";
import { textValue } from "../make-values.ts";
import { elements, word } from "../walk-values.ts";
import type { Evaluator } from "./evaluator.ts";

export const FOR_EACH = "Fn::ForEach::";

const MAXIMUM_ITEMS = 100;

export function expandForEach(evaluator: Evaluator, entry: MapEntry, file: string): readonly ValueEntry[] {
  const at = rangeOf(file, entry.at);
  const [variableNode, collectionNode, bodyNode] = entry.value.type === "list" ? entry.value.items : [];
  if (variableNode?.type !== "scalar" || !collectionNode || bodyNode?.type !== "map") {
    evaluator.problem("invalid-value", say("{0} needs a variable, a collection and a map.", entry.key), at);
    return [];
  }
  const items = elements(evaluator.evaluate(collectionNode, file)).flatMap((item) => word(item) ?? []);
  if (items.length === 0 || items.length > MAXIMUM_ITEMS) {
    evaluator.problem("unsupported-resource", say("The collection of {0} is not known or too long.", entry.key), at);
  }
  const variable = variableNode.text;
  return items.slice(0, MAXIMUM_ITEMS).flatMap((item) =>
    evaluator.withVariable(variable, textValue(item, at), () => {
      const body = evaluator.evaluate(bodyNode, file);
      return body.kind === "map" ? body.entries : [];
    }),
  );
}
