// Clients that are made and used in the module: when none of their calls is known, what they call is open.
import type { OpenSdkUse } from "../model/code-facts.ts";
import type { Expression } from "../model/program.ts";
import type { Evaluator } from "./evaluator.ts";
import type { ModuleIndex } from "./module-index.ts";
import { walkModule } from "./walk.ts";

/** In source order. */
export function findHeldClients(evaluator: Evaluator, index: ModuleIndex): readonly OpenSdkUse[] {
  const made = index.calls.flatMap(({ call, place }) => {
    const isMaker = evaluator
      .evaluate(call.callee, place)
      .some((one) => one.kind === "sdk" && MAKERS.has(one.value.kind));
    const services = isMaker
      ? evaluator.evaluate(call, place).flatMap((one) => {
          if (one.kind !== "sdk") return [];
          if (one.value.kind === "client") return [one.value.client.service];
          return one.value.kind === "boto-resource" ? [one.value.service] : [];
        })
      : [];
    return [...new Set(services)].map((service) => ({ call, service, functionIndex: place.functionIndex }));
  });
  if (made.length === 0) return [];
  const used = usedValues(index);
  return made
    .filter(({ call }) => used.has(call))
    .map(({ call, service, functionIndex }) => ({
      what: "operation",
      reason: `no call of the client of ${service} is known`,
      unlessCalled: service,
      functionIndex,
      at: call.callee.at,
    }));
}

const MAKERS: ReadonlySet<string> = new Set(["constructor", "boto-factory"]);

/** What is given to a name or a field that the module reads. Who imports it alone may well use another client. */
function usedValues({ module }: ModuleIndex): ReadonlySet<Expression> {
  const read = new Set<string>();
  const given: { readonly name: string; readonly value: Expression }[] = [];
  walkModule(module, {
    statement: (statement) => {
      if (statement.kind !== "assign") return;
      const { target, value } = statement;
      if (target.kind === "name") given.push({ name: target.name, value });
      if (target.kind === "member" && typeof target.property === "string")
        given.push({ name: `.${target.property}`, value });
    },
    expression: (expression) => {
      if (expression.kind === "name") read.add(expression.name);
      if (expression.kind === "member" && typeof expression.property === "string") read.add(`.${expression.property}`);
    },
  });
  return new Set(given.flatMap(({ name, value }) => (read.has(name) ? [value] : [])));
}
