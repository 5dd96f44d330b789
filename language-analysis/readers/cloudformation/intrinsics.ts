// The intrinsic functions, one entry each. Source: CloudFormation Template Reference, "Intrinsic function reference".
import type { SourceRange } from "../../model/range.ts";
import type { Value } from "../../model/value.ts";
import { assume, choiceValue, joinValues, placeAt, referenceValue, unresolvedValue } from "../make-values.ts";
import { alternatives, word } from "../walk-values.ts";
import { addressBlocks } from "./cidr.ts";
import { includeTransform } from "./include.ts";
import { argumentsOf, misused } from "./intrinsic-call.ts";
import type { Intrinsic, IntrinsicCall } from "./intrinsic-call.ts";
import { findInMap } from "./mappings.ts";
import { attributeValue, refValue } from "./references.ts";
import { selectFrom, splitValue } from "./split-select.ts";
import { substitute } from "./substitute.ts";

export const INTRINSICS: ReadonlyMap<string, Intrinsic> = new Map<string, Intrinsic>([
  ["Ref", ref],
  ["Fn::GetAtt", getAtt],
  ["Fn::Sub", substitute],
  ["Fn::Join", join],
  ["Fn::Select", select],
  ["Fn::Split", split],
  ["Fn::If", chooseByCondition],
  ["Fn::FindInMap", findInMap],
  ["Fn::ImportValue", importValue],
  ["Fn::Base64", ({ evaluator, argument, file, at }) => placeAt(evaluator.evaluate(argument, file), at)],
  ["Fn::ToJsonString", ({ evaluator, argument, file, at }) => placeAt(evaluator.evaluate(argument, file), at)],
  ["Fn::Length", length],
  ["Fn::Cidr", addressBlocks],
  ["Fn::Transform", includeTransform],
  ["Condition", known("the outcome of a condition")],
  ["Fn::And", known("the outcome of a condition")],
  ["Fn::Or", known("the outcome of a condition")],
  ["Fn::Not", known("the outcome of a condition")],
  ["Fn::Equals", known("the outcome of a condition")],
  ["Fn::Contains", known("the outcome of a condition")],
  ["Fn::EachMemberEquals", known("the outcome of a rule")],
  ["Fn::EachMemberIn", known("the outcome of a rule")],
  ["Fn::RefAll", known("the values of a parameter type")],
  ["Fn::ValueOf", known("an attribute of a parameter")],
  ["Fn::ValueOfAll", known("the attributes of a parameter type")],
  ["Fn::GetAZs", known("the availability zones of the region")],
  ["Fn::GetStackOutput", known("the output of another stack")],
]);

/** An intrinsic that is understood and whose result only the deployment knows. */
function known(what: string): Intrinsic {
  return ({ at }) => unresolvedValue(what, at);
}

function ref(call: IntrinsicCall): Value {
  const value = call.evaluator.evaluate(call.argument, call.file);
  // Nothing is written wrongly: a variable of the framework has no value here.
  if (value.kind === "unresolved") return placeAt(value, call.at);
  const name = word(value);
  return name === undefined || name === ""
    ? misused(call, "Ref needs the name of a parameter or resource")
    : refValue(call.evaluator, name, call.at);
}

function getAtt(call: IntrinsicCall): Value {
  const { evaluator, file, at } = call;
  const [first, ...rest] = argumentsOf(call);
  const value = first && evaluator.evaluate(first, file);
  if (value?.kind === "unresolved" || value?.kind === "join") {
    const clause = value.kind === "join" ? "the name of a resource that is put together" : value.reason;
    return unresolvedValue(clause, at);
  }
  const target = word(value);
  if (target === undefined || target === "") return misused(call, "Fn::GetAtt needs a resource and an attribute");
  const path = rest.map((item) => word(evaluator.evaluate(item, file)) ?? "*");
  const [logicalId = target, ...attribute] = rest.length > 0 ? [target, ...path] : target.split(".");
  if (attribute.length === 0) return misused(call, "Fn::GetAtt needs a resource and an attribute");
  // SAM: `Function.Alias` may be the first part of the long form.
  return attributeValue(evaluator, logicalId, attribute.join("."), at);
}

function join(call: IntrinsicCall): Value {
  const { evaluator, file, at } = call;
  const [separatorNode, listNode] = argumentsOf(call);
  if (!separatorNode || !listNode) return misused(call, "Fn::Join needs a delimiter and a list");
  const separator = evaluator.evaluate(separatorNode, file);
  const list = evaluator.evaluate(listNode, file);
  if (list.kind === "choice") {
    const options = alternatives(list).map((option) => joinItems(separator, option, at));
    return choiceValue(list.condition, options, at);
  }
  return joinItems(separator, list, at);
}

function joinItems(separator: Value, list: Value, at: SourceRange): Value {
  const items = list.kind === "list" ? list.items.filter((item) => item.kind !== "null") : [list];
  const joined = joinValues(
    items.flatMap((item, index) => (index === 0 ? [item] : [separator, item])),
    at,
  );
  return list.assumed === undefined ? joined : assume(joined, list.assumed);
}

function select(call: IntrinsicCall): Value {
  const { evaluator, file, at } = call;
  const [indexNode, listNode] = argumentsOf(call);
  if (!indexNode || !listNode) return misused(call, "Fn::Select needs an index and a list");
  const index = Number(word(evaluator.evaluate(indexNode, file)) ?? Number.NaN);
  const list = evaluator.evaluate(listNode, file);
  return placeAt(selectFrom(list, index, at), at);
}

function split(call: IntrinsicCall): Value {
  const { evaluator, file, at } = call;
  const [delimiterNode, textNode] = argumentsOf(call);
  if (!delimiterNode || !textNode) return misused(call, "Fn::Split needs a delimiter and a text");
  const delimiter = word(evaluator.evaluate(delimiterNode, file));
  if (delimiter === undefined || delimiter === "") return unresolvedValue("the delimiter is not known", at);
  return splitValue(evaluator.evaluate(textNode, file), delimiter, at);
}

function chooseByCondition(call: IntrinsicCall): Value {
  const { evaluator, file, at } = call;
  const [conditionNode, ...optionNodes] = argumentsOf(call);
  if (!conditionNode || optionNodes.length !== 2) {
    return misused(call, "Fn::If needs a condition and two values");
  }
  const condition = conditionNode.type === "scalar" ? conditionNode.text : "a condition";
  const options = optionNodes.map((node) => evaluator.evaluate(node, file));
  return { kind: "choice", condition, options, at };
}

function importValue({ evaluator, argument, file, at }: IntrinsicCall): Value {
  return referenceValue({ by: "export", name: evaluator.evaluate(argument, file) }, at);
}

function length({ evaluator, argument, file, at }: IntrinsicCall): Value {
  const list = evaluator.evaluate(argument, file);
  return list.kind === "list"
    ? { kind: "number", value: list.items.length, at }
    : unresolvedValue("the length of a list that is not known", at);
}
