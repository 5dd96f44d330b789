// State machines and their alternatives.
import type { Resource, ResourceSpec, ResourceTable, TemplateContext } from "../../resource.ts";
import { addDefinition } from "../../states/definition.ts";
import { dig, firstOf } from "../../walk-values.ts";

export const WORKFLOW_TYPES: ResourceTable = {
  "AWS::StepFunctions::StateMachine": {
    kind: "workflow",
    service: "states",
    properties: {
      physicalName: "StateMachineName",
      definition: ["Definition", "DefinitionString"],
      role: "RoleArn",
      logging: "LoggingConfiguration",
      tracing: "TracingConfiguration.Enabled",
      workflowType: "StateMachineType",
    },
    wire: (resource, context) => {
      const role = dig(resource.properties, "RoleArn");
      if (role) {
        const to = { value: role, kind: "role" as const, service: "iam" };
        context.builder.addEdge({ from: resource.id, to, kind: "runs-as", at: role.at, label: "RoleArn" });
      }
      wireStateMachine(resource, context);
    },
  },
  "AWS::StepFunctions::StateMachineAlias": { standsFor: "RoutingConfiguration" },
  "AWS::StepFunctions::StateMachineVersion": { standsFor: "StateMachineArn" },
  "AWS::StepFunctions::Activity": { kind: "channel", service: "states-activity", properties: { physicalName: "Name" } },
} satisfies Record<string, ResourceSpec>;

export function wireStateMachine(resource: Resource, { builder, companions }: TemplateContext): void {
  addDefinition(builder, companions, {
    workflow: resource.id,
    nameAt: resource.nameAt,
    definition: firstOf(resource.properties, "Definition", "DefinitionString"),
    file: firstOf(resource.properties, "DefinitionUri", "DefinitionS3Location"),
    substitutions: dig(resource.properties, "DefinitionSubstitutions"),
  });
}
