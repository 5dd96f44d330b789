// Functions that get what a call hands over, and whether they look at its form before anything else.
import type { MapNode } from "../../model/app-map.ts";
import { spanOf } from "../../model/range.ts";
import type { TaintPath } from "../../model/taint.ts";
import { filesRunBy } from "../code-owners.ts";
import { codeOf, oncePerModule } from "../code-search.ts";
import { expressionsOf, spanContains } from "../program-search.ts";
import type { RuleContext } from "../rule.ts";
import { usesValidationPackage } from "./request-input.ts";

/** Every function that gets the message validates it; false when none is known. */
export function isValidatedByConsumers(context: RuleContext, path: TaintPath): boolean {
  const consumers = consumersOf(context, path);
  return consumers.length > 0 && consumers.every((node) => validates(context, node));
}

function consumersOf({ graph }: RuleContext, { node, sink }: TaintPath): readonly MapNode[] {
  const { file } = sink.callAt;
  return graph.edgesFrom(node, "invokes", "publishes").flatMap(({ to, evidence }) => {
    // The call itself, or the one it stands in: `client.send(new Command(...))`.
    const isHere = evidence.some(
      ({ kind, at }) => kind === "observed" && at.file === file && spanContains(spanOf(at), spanOf(sink.callAt)),
    );
    const target = isHere ? graph.node(to) : undefined;
    if (!target) return [];
    if (target.kind === "function") return [target];
    return graph.edgesFrom(target.id, "triggers").flatMap((edge) => graph.node(edge.to) ?? []);
  });
}

function validates(context: RuleContext, node: MapNode): boolean {
  const uses = filesRunBy(context, node.id).some((file) => {
    const module = context.code.get(file)?.module;
    return module !== undefined && usesValidationPackage(module);
  });
  if (uses) return true;
  return [...codeOf(context, node)].some(([file, functions]) => {
    const module = context.code.get(file)?.module;
    return module !== undefined && judgingFunctionsOf(module).some((index) => functions.has(index));
  });
}

/** Functions that answer whether what they got is valid: `{ isValid, errors }`. */
const judgingFunctionsOf = oncePerModule((module): readonly number[] =>
  expressionsOf(module).flatMap(({ expression, functionIndex }) => {
    if (expression.kind !== "object") return [];
    const judges = expression.properties.some(({ key }) => typeof key === "string" && /^(is_?)?valid$/i.test(key));
    return judges ? [functionIndex] : [];
  }),
);
