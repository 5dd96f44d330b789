// Other services that call functions as a step of their own work: agents, bots, file transfers, networks, macros, alarms. One row for each.
// Source: CloudFormation Template Reference, the page of each type.
import type { Value } from "../../../model/value.ts";
import { addAuthorizer } from "../../endpoints.ts";
import type { Resource, ResourceSpec, ResourceTable, TemplateContext } from "../../resource.ts";
import { functionIn } from "../../targets.ts";
import { dig, elements, logicalIdsIn, pattern } from "../../walk-values.ts";

export const CALLER_TYPES: ResourceTable = {
  "AWS::Bedrock::Agent": caller("bedrock", ["ActionGroups.ActionGroupExecutor.Lambda"], "AgentResourceRoleArn"),
  "AWS::BedrockAgentCore::GatewayTarget": caller("bedrock", ["TargetConfiguration.Mcp.Lambda.LambdaArn"]),
  "AWS::CloudWatch::Alarm": { wire: addAlarmActions },
  "AWS::CloudWatch::CompositeAlarm": { wire: addAlarmActions },
  "AWS::CloudFormation::LambdaHook": caller("cloudformation", ["LambdaFunction"], "ExecutionRole"),
  "AWS::CloudFormation::Macro": caller("cloudformation", ["FunctionName"], "LogRoleARN"),
  "AWS::Config::OrganizationConfigRule": caller("config", ["OrganizationCustomRuleMetadata.LambdaFunctionArn"]),
  "AWS::Connect::IntegrationAssociation": caller("connect", ["IntegrationArn"]),
  "AWS::IoT::Authorizer": {
    wire: (resource, { builder }) => {
      addAuthorizer(builder, {
        ...resource,
        key: resource.logicalId,
        name: resource.logicalId,
        identityType: "authorizer",
        function: dig(resource.properties, "AuthorizerFunctionArn"),
      });
    },
  },
  "AWS::IoT::ProvisioningTemplate": caller("iot", ["PreProvisioningHook.TargetArn"], "ProvisioningRoleArn"),
  "AWS::Kendra::DataSource": caller(
    "kendra",
    [
      "CustomDocumentEnrichmentConfiguration.PreExtractionHookConfiguration.LambdaArn",
      "CustomDocumentEnrichmentConfiguration.PostExtractionHookConfiguration.LambdaArn",
    ],
    "RoleArn",
  ),
  "AWS::KinesisAnalytics::Application": caller("kinesisanalytics", [
    "Inputs.InputProcessingConfiguration.InputLambdaProcessor.ResourceARN",
  ]),
  "AWS::KinesisAnalyticsV2::Application": caller(
    "kinesisanalytics",
    [
      "ApplicationConfiguration.SqlApplicationConfiguration.Inputs.InputProcessingConfiguration.InputLambdaProcessor.ResourceARN",
    ],
    "ServiceExecutionRole",
  ),
  "AWS::Lex::Bot": caller(
    "lex",
    [
      "TestBotAliasSettings.BotAliasLocaleSettings.BotAliasLocaleSetting.CodeHookSpecification.LambdaCodeHook.LambdaArn",
    ],
    "RoleArn",
  ),
  "AWS::Lex::BotAlias": caller("lex", [
    "BotAliasLocaleSettings.BotAliasLocaleSetting.CodeHookSpecification.LambdaCodeHook.LambdaArn",
  ]),
  "AWS::S3ObjectLambda::AccessPoint": caller("s3-object-lambda", [
    "ObjectLambdaConfiguration.TransformationConfigurations.ContentTransformation.AwsLambda.FunctionArn",
  ]),
  "AWS::ECS::TaskDefinition": caller("ecs", [], "TaskRoleArn"),
  "AWS::SSM::MaintenanceWindowTask": caller("ssm", ["TaskArn"], "ServiceRoleArn"),
  "AWS::Transfer::Server": caller("transfer", ["IdentityProviderDetails.Function"], "LoggingRole"),
  "AWS::Transfer::Workflow": caller("transfer", [
    "Steps.CustomStepDetails.Target",
    "OnExceptionSteps.CustomStepDetails.Target",
  ]),
  "AWS::VpcLattice::TargetGroup": caller("vpc-lattice", ["Targets.Id"]),
};

/** `functions`: paths to the functions that it calls; lists on the way are followed into all of their items. */
function caller(service: string, functions: readonly string[], role?: string): ResourceSpec {
  return {
    kind: "external",
    service,
    wire: ({ id: from, logicalId: label, properties }, { builder }) => {
      for (const target of functions.flatMap((path) => allUnder(properties, path.split(".")))) {
        // Other targets than functions (an instance, an address, a fixed word) are none of the map.
        const value = functionIn(builder, target);
        if (!value) continue;
        const to = { value, kind: "function" as const, service: "lambda" };
        builder.addEdge({ from, to, kind: "invokes", at: target.at, label });
      }
      const named = role === undefined ? undefined : dig(properties, role);
      if (!named) return;
      const to = { value: named, kind: "role" as const, service: "iam" };
      builder.addEdge({ from, to, kind: "runs-as", at: named.at, label: role ?? "" });
    },
  };
}

/** Functions that an alarm calls itself. The alarm is a setting; its actions are what stands on the map. */
function addAlarmActions(resource: Resource, { builder }: TemplateContext): void {
  const { properties, logicalId, at, nameAt, condition } = resource;
  const key = `${logicalId} actions`;
  for (const action of ["AlarmActions", "OKActions", "InsufficientDataActions"]) {
    for (const target of elements(dig(properties, action))) {
      const value = functionIn(builder, target);
      const known = value && builder.node(builder.idOf(logicalIdsIn(value)[0] ?? ""));
      if (!value || (known?.kind !== "function" && !pattern(value).includes(":lambda:"))) continue;
      const named = { key, at, nameAt, ...(condition !== undefined && { condition }) };
      const from = builder.addMadeNode({ kind: "external", service: "cloudwatch", ...named });
      const to = { value, kind: "function" as const, service: "lambda" };
      builder.addEdge({ from, to, kind: "invokes", at: target.at, label: action });
    }
  }
}

function allUnder(value: Value | undefined, path: readonly string[]): readonly Value[] {
  const [key, ...rest] = path;
  if (key === undefined) return elements(value);
  return elements(value).flatMap((item) => allUnder(dig(item, key), rest));
}
