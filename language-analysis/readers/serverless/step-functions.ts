// Plugin serverless-step-functions: `stepFunctions.stateMachines` with events and roles.
import type { ValueEntry } from "../../model/value.ts";
import { addDefinition } from "../states/definition.ts";
import { dig, elements, entriesOf, mapsOf } from "../walk-values.ts";
import { addWorkflowEvents } from "./events/index.ts";
import type { Service } from "./service.ts";

function stateMachines(service: Service): readonly ValueEntry[] {
  return elements(service.section("stepFunctions.stateMachines")).flatMap((part) => entriesOf(part));
}

export function addStateMachineNodes(service: Service): void {
  const { builder } = service;
  for (const { key, keyAt, value, at } of stateMachines(service)) {
    const name = dig(value, "name");
    const definition = dig(value, "definition");
    const role = dig(value, "role");
    builder.addNode({
      id: builder.idOf(key),
      kind: "workflow",
      provider: "aws",
      service: "states",
      name: key,
      logicalId: key,
      type: "",
      dialect: "serverless",
      group: builder.file,
      at,
      nameAt: keyAt,
      properties: {
        ...(name && { physicalName: name }),
        ...(definition && { definition }),
        ...(role && { role }),
      },
      ...(value.kind === "map" && { body: value }),
    });
  }
}

export function wireStateMachines(service: Service): void {
  const { builder, context } = service;
  for (const { key, keyAt, value, at } of stateMachines(service)) {
    const workflow = builder.idOf(key);
    const role = dig(value, "role");
    if (role) {
      const to = { value: role, kind: "role" as const, service: "iam" };
      builder.addEdge({ from: workflow, to, kind: "runs-as", at: role.at, label: "role" });
    }
    addDefinition(builder, context.companions, {
      workflow,
      nameAt: keyAt,
      definition: dig(value, "definition"),
      file: undefined,
      substitutions: undefined,
    });
    addWorkflowEvents({ key, id: workflow, at, nameAt: keyAt, value, body: mapsOf(value)[0] }, service);
  }
}
