// EventBridge: buses, rules, schedules, pipes; log subscriptions; e-mail, configuration and pipeline triggers; custom resources.
import type { Value } from "../../../model/value.ts";
import { deliveryOf } from "../../delivery.ts";
import type { FragmentBuilder } from "../../fragment-builder.ts";
import { addPolicyDocument } from "../../policies/documents.ts";
import type { Resource, ResourceTable, TemplateContext } from "../../resource.ts";
import type { RuleTarget } from "../../rules.ts";
import { addRule } from "../../rules.ts";
import { addTarget } from "../../targets.ts";
import { dig, elements, mapsOf, word } from "../../walk-values.ts";
import { textValue, mapOf } from "../../make-values.ts";
import { addPipe } from "../pipes.ts";

export const EVENT_TYPES: ResourceTable = {
  "AWS::Events::EventBus": {
    kind: "channel",
    service: "events",
    properties: { physicalName: "Name", encryption: "KmsKeyIdentifier" },
    wire: (resource, { builder }) =>
      addPolicyDocument(builder, dig(resource.properties, "Policy"), resource.id, "resource"),
  },
  "AWS::Events::EventBusPolicy": { wire: addBusPolicy },
  "AWS::Events::Rule": {
    wire: (resource, { builder }) => {
      const { properties } = resource;
      addRule(builder, {
        key: resource.logicalId,
        name: resource.logicalId,
        type: resource.type,
        at: resource.at,
        nameAt: resource.nameAt,
        schedule: dig(properties, "ScheduleExpression"),
        pattern: dig(properties, "EventPattern"),
        bus: dig(properties, "EventBusName"),
        enabled: dig(properties, "State"),
        targets: ruleTargets(builder, dig(properties, "Targets")),
        deadLetters: elements(dig(properties, "Targets")).flatMap(
          (target) => dig(target, "DeadLetterConfig.Arn") ?? [],
        ),
        body: resource.body,
        condition: resource.condition,
      });
    },
  },
  "AWS::Scheduler::Schedule": {
    wire: (resource, { builder }) => {
      const { properties } = resource;
      const target = dig(properties, "Target");
      addRule(builder, {
        key: resource.logicalId,
        name: resource.logicalId,
        type: resource.type,
        at: resource.at,
        nameAt: resource.nameAt,
        schedule: dig(properties, "ScheduleExpression") ?? textValue("", resource.nameAt),
        enabled: dig(properties, "State"),
        targets: ruleTargets(builder, target),
        deadLetters: elements(dig(target, "DeadLetterConfig.Arn")),
        input: dig(target, "Input"),
        role: dig(target, "RoleArn"),
        body: resource.body,
        condition: resource.condition,
      });
    },
  },
  "AWS::Scheduler::ScheduleGroup": {},
  "AWS::Pipes::Pipe": { kind: "channel", service: "pipes", properties: { physicalName: "Name" }, wire: addPipe },
  "AWS::Events::ApiDestination": {
    kind: "external",
    service: "http",
    properties: { host: "InvocationEndpoint", physicalName: "Name" },
  },
  "AWS::Events::Connection": { kind: "secret", service: "events-connection", properties: { physicalName: "Name" } },
  "AWS::Events::Archive": {},
  "AWS::Logs::SubscriptionFilter": {
    wire: (resource, { builder }) => {
      const link = {
        from: { value: dig(resource.properties, "LogGroupName"), kind: "store" as const, service: "logs" },
        at: resource.nameAt,
        label: resource.logicalId,
        trigger: "logs" as const,
        filter: dig(resource.properties, "FilterPattern"),
      };
      addTarget(builder, link, dig(resource.properties, "DestinationArn"));
    },
  },
  "AWS::SES::ReceiptRule": {
    kind: "channel",
    service: "ses",
    properties: { physicalName: "Rule.Name", recipients: "Rule.Recipients" },
    wire: (resource, { builder }) => {
      for (const action of elements(dig(resource.properties, "Rule.Actions"))) {
        const link = { from: resource.id, at: action.at, label: resource.logicalId, trigger: "ses" as const };
        const lambda = dig(action, "LambdaAction.FunctionArn");
        if (lambda) {
          const to = { value: lambda, kind: "function" as const, service: "lambda" };
          builder.addEdge({ ...link, to, kind: "triggers" });
        }
        const bucket = { value: dig(action, "S3Action.BucketName"), kind: "store" as const, service: "s3" };
        builder.addEdge({ ...link, to: bucket, kind: "writes" });
        const topic = { value: dig(action, "SNSAction.TopicArn"), kind: "channel" as const, service: "sns" };
        builder.addEdge({ ...link, to: topic, kind: "publishes" });
      }
      builder.addEdge({ from: "public", to: resource.id, kind: "connects", at: resource.nameAt, label: "e-mail" });
    },
  },
  "AWS::Config::ConfigRule": {
    kind: "channel",
    service: "config",
    properties: { physicalName: "ConfigRuleName" },
    wire: (resource, { builder }) => {
      if (word(dig(resource.properties, "Source.Owner")) !== "CUSTOM_LAMBDA") return;
      const link = { from: resource.id, at: resource.nameAt, label: resource.logicalId, trigger: "other" as const };
      addTarget(builder, link, dig(resource.properties, "Source.SourceIdentifier"));
    },
  },
  "AWS::CodePipeline::Pipeline": {
    kind: "workflow",
    service: "codepipeline",
    properties: { physicalName: "Name" },
    wire: (resource, { builder }) => {
      for (const stage of elements(dig(resource.properties, "Stages"))) {
        for (const action of elements(dig(stage, "Actions"))) {
          if (word(dig(action, "ActionTypeId.Provider")) !== "Lambda") continue;
          const value = dig(action, "Configuration.FunctionName");
          const to = { value, kind: "function" as const, service: "lambda" };
          builder.addEdge({ from: resource.id, to, kind: "invokes", at: action.at, label: "Actions" });
        }
      }
    },
  },
};

function ruleTargets(builder: FragmentBuilder, targets: Value | undefined): readonly RuleTarget[] {
  return elements(targets).flatMap((target) => {
    const arn = dig(target, "Arn");
    return arn ? [{ arn, delivery: deliveryOf(target, builder.nodeDialect) }] : [];
  });
}

/** Custom resources and macros: CloudFormation itself invokes the function while it deploys. */
export function addCustomResource(resource: Resource, { builder }: TemplateContext): void {
  const token = dig(resource.properties, "ServiceToken");
  if (!token) return;
  builder.addNode({
    id: resource.id,
    kind: "external",
    provider: "aws",
    service: "cloudformation",
    name: resource.logicalId,
    logicalId: resource.logicalId,
    type: resource.type,
    dialect: builder.nodeDialect,
    group: builder.file,
    at: resource.at,
    nameAt: resource.nameAt,
    properties: {},
    ...(resource.body && { body: resource.body }),
  });
  const to = { value: token, kind: "function" as const, service: "lambda" };
  builder.addEdge({ from: resource.id, to, kind: "invokes", at: token.at, label: "ServiceToken" });
}

/** Either a whole statement, or `Principal`, `Action` and `StatementId` (events:PutEvents by an account). */
function addBusPolicy(resource: Resource, { builder }: TemplateContext): void {
  const { properties, at } = resource;
  const bus = dig(properties, "EventBusName");
  if (!bus) return;
  const owner = { value: bus, kind: "channel" as const, service: "events" };
  const statement = dig(properties, "Statement");
  if (mapsOf(statement).length > 0) {
    addPolicyDocument(builder, mapOf({ Statement: statement }, at), owner, "resource");
    return;
  }
  builder.addStatement(
    {
      effect: "Allow",
      actions: elements(dig(properties, "Action")),
      notActions: [],
      resources: [bus],
      notResources: [],
      principals: elements(dig(properties, "Principal")),
      conditions: dig(properties, "Condition"),
      at,
      origin: { kind: "statement", value: resource.declaration },
      policy: "resource",
    },
    owner,
  );
}
