// Fn::FindInMap: the value itself when its keys are known, else a choice of what the keys allow.
import type { Value } from "../../model/value.ts";
import { choiceValue, placeAt, unresolvedValue } from "../make-values.ts";
import { word } from "../walk-values.ts";
import { argumentsOf, misused } from "./intrinsic-call.ts";
import type { IntrinsicCall } from "./intrinsic-call.ts";
import type { Located } from "./scope.ts";

/** Options kept of a mapping whose key is not known. */
const MAXIMUM_OPTIONS = 40;

export function findInMap(call: IntrinsicCall): Value {
  const { evaluator, file, at } = call;
  const [mapNode, topNode, secondNode, extra] = argumentsOf(call);
  if (!mapNode || !topNode || !secondNode) return misused(call, "Fn::FindInMap needs a map and two keys");
  const name = word(evaluator.evaluate(mapNode, file));
  const mapping = name === undefined ? undefined : evaluator.scope.mappings.get(name);
  if (!mapping) return unresolvedValue(`mapping ${name ?? ""} is not known`, at);
  const top = word(evaluator.evaluate(topNode, file));
  const second = word(evaluator.evaluate(secondNode, file));
  const found: Located[] = [];
  for (const [topKey, inner] of mapping) {
    if (top !== undefined && topKey !== top) continue;
    for (const [secondKey, located] of inner) {
      if (second === undefined || secondKey === second) found.push(located);
    }
  }
  const values = found.slice(0, MAXIMUM_OPTIONS).map(({ node, file: where }) => evaluator.evaluate(node, where));
  const defaultNode = extra?.type === "map" ? extra.entries.find((entry) => entry.key === "DefaultValue") : undefined;
  if (values.length === 0 && defaultNode) return placeAt(evaluator.evaluate(defaultNode.value, file), at);
  // With a key that is not known, the default may hold too.
  const isKnown = top !== undefined && second !== undefined;
  if (!isKnown && defaultNode) values.push(evaluator.evaluate(defaultNode.value, file));
  const distinct = values.filter(
    (value, index) =>
      values.findIndex((other) => word(other) !== undefined && word(other) === word(value)) === index ||
      word(value) === undefined,
  );
  const [first] = distinct;
  if (first === undefined) return unresolvedValue(`mapping ${name ?? ""} has no such key`, at);
  return distinct.length === 1 ? placeAt(first, at) : choiceValue(`a key of mapping ${name ?? ""}`, distinct, at);
}
