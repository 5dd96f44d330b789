// Plugin serverless-step-functions: `stepFunctions.stateMachines` with events and roles.
import type { ValueEntry } from "../../model/value.ts";
import { addEndpoint, authenticationValue } from "../endpoints.ts";
import { textValue } from "../make-values.ts";
import { addRule } from "../rules.ts";
import { addDefinition } from "../states/definition.ts";
import { dig, elements, entriesOf, pattern, word } from "../walk-values.ts";
import type { Service } from "./service.ts";
import { shortOr } from "./service.ts";

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
  for (const { key, keyAt, value } of stateMachines(service)) {
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
    for (const event of elements(dig(value, "events"))) {
      for (const { key: type, keyAt: nameAt, value: settings, at } of entriesOf(event)) {
        if (type === "schedule") {
          const schedule = shortOr(settings, "rate") ?? textValue("", nameAt);
          const rule = `${key} schedule ${pattern(schedule)}`;
          const name = pattern(schedule);
          addRule(builder, { key: rule, name, type: "", at, nameAt, schedule, targets: [], targetNode: workflow });
        } else if (type === "http") {
          const name = `${(word(dig(settings, "method")) ?? "ANY").toUpperCase()} /${pattern(dig(settings, "path")).replace(/^\//, "")}`;
          const id = addEndpoint(builder, {
            key: name,
            name,
            logicalId: name,
            type: "",
            at,
            nameAt,
            protocol: "rest",
            access: { authentication: authenticationValue(dig(settings, "authorizer") ? "lambda" : "none", nameAt) },
            isPublic: true,
          });
          builder.addEdge({
            from: id,
            to: workflow,
            kind: "triggers",
            trigger: "api",
            at: nameAt,
            label: "events.http",
          });
        }
      }
    }
  }
}
