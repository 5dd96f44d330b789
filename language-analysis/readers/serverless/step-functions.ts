// Plugin serverless-step-functions: `stepFunctions.stateMachines` with events and roles.
import type { SourceRange } from "../../model/range.ts";
import type { Value, ValueEntry } from "../../model/value.ts";
import { addMadeRole, addTrust } from "../made-role.ts";
import { textValue } from "../make-values.ts";
import { addImpliedStatement, addPolicyDocument } from "../policies/documents.ts";
import { addDefinition } from "../states/definition.ts";
import { dig, elements, entriesOf, mapsOf, word } from "../walk-values.ts";
import { addWorkflowEvents } from "./events/index.ts";
import { machinesByLogicalId, upperFirst } from "./names.ts";
import type { Service } from "./service.ts";

function stateMachines({ section }: Pick<Service, "section">): readonly ValueEntry[] {
  return elements(section("stepFunctions.stateMachines")).flatMap((part) => entriesOf(part));
}

/** By the logical ids that the plugin gives them. */
export function machineKeys(service: Pick<Service, "section">): ReadonlyMap<string, string> {
  return machinesByLogicalId(
    stateMachines(service).map(({ key, value }) => ({
      key,
      custom: word(dig(value, "id")) ?? word(dig(value, "name")),
    })),
  );
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

/** The role that the plugin makes for a state machine that names none; its tasks say what it is granted. */
function addRole({ builder }: Service, key: string, value: Value, nameAt: SourceRange): string {
  const id = addMadeRole(builder, { logicalId: `${upperFirst(key)}Role`, at: value.at, nameAt });
  addTrust(builder, id, ["states.amazonaws.com"], nameAt, "Step Functions runs it");
  addPolicyDocument(builder, dig(value, "iamRoleStatements"), id, "identity");
  return id;
}

export function wireStateMachines(service: Service): void {
  const { builder, context } = service;
  for (const { key, keyAt, value, at } of stateMachines(service)) {
    const workflow = builder.idOf(key);
    const role = dig(value, "role");
    const to = role ? { value: role, kind: "role" as const, service: "iam" } : addRole(service, key, value, keyAt);
    builder.addEdge({ from: workflow, to, kind: "runs-as", at: role?.at ?? keyAt, label: "role" });
    addDefinition(builder, context.companions, {
      workflow,
      nameAt: keyAt,
      definition: dig(value, "definition"),
      file: undefined,
      substitutions: undefined,
      ...(typeof to === "string" && {
        grant: (actions, resource, at) =>
          addImpliedStatement(builder, to, "task", at, actions, [resource ?? textValue("*", at)]),
      }),
    });
    addWorkflowEvents({ key, id: workflow, at, nameAt: keyAt, value, body: mapsOf(value)[0] }, service);
  }
}
