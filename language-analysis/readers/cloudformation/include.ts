// Fn::Transform with AWS::Include: the content of another file of the workspace, when its location is a local path.
import type { Value } from "../../model/value.ts";
import { unresolvedValue } from "../make-values.ts";
import { companionPath } from "../paths.ts";
import { dig, word } from "../walk-values.ts";
import type { IntrinsicCall } from "./intrinsic-call.ts";

export function includeTransform({ evaluator, argument, file, at }: IntrinsicCall): Value {
  const call = evaluator.evaluate(argument, file);
  const name = word(dig(call, "Name")) ?? "a macro";
  const location = word(dig(call, "Parameters.Location"));
  const path = name === "AWS::Include" && location !== undefined ? companionPath(file, location) : undefined;
  if (path === undefined) return unresolvedValue(`the result of ${name}`, at);
  const tree = evaluator.scope.companions.tree(path);
  if (!tree) return unresolvedValue(`${path} is not in the workspace`, at);
  if (!tree.root) return unresolvedValue(`${path} can't be read`, at);
  return evaluator.evaluate(tree.root, path);
}
