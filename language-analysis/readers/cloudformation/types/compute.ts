// Lambda: functions, their event source mappings, URLs, permissions, asynchronous destinations.
import type { Value } from "../../../model/value.ts";
import { addEndpoint, authenticationValue, unknownAuthentication } from "../../endpoints.ts";
import { addEventSourceMapping } from "../../event-sources.ts";
import { cdkAsset } from "../../cdk-assets.ts";
import { addInlineCode } from "../../inline-code.ts";
import { mapOf } from "../../make-values.ts";
import { addLambdaPermission } from "../../permissions.ts";
import type { PropertySource, Resource, ResourceTable, TemplateContext } from "../../resource.ts";
import { addTarget } from "../../targets.ts";
import { alternatives, dig, elements, logicalIdsIn, word } from "../../walk-values.ts";

/** Shared by CloudFormation and SAM: the same names in both. */
export const FUNCTION_PROPERTIES: Readonly<Record<string, PropertySource>> = {
  runtime: "Runtime",
  handler: "Handler",
  packageType: "PackageType",
  environment: "Environment.Variables",
  timeoutSeconds: "Timeout",
  memoryMegabytes: "MemorySize",
  reservedConcurrency: "ReservedConcurrentExecutions",
  role: "Role",
  layers: "Layers",
  vpc: (properties) => vpcOf(dig(properties, "VpcConfig")),
  environmentKey: "KmsKeyArn",
  physicalName: "FunctionName",
  description: "Description",
  logging: "LoggingConfig",
  codeSigning: "CodeSigningConfigArn",
  architectures: "Architectures",
  ephemeralStorageMegabytes: "EphemeralStorage.Size",
  fileSystem: "FileSystemConfigs",
  snapStart: "SnapStart",
};

export const COMPUTE_TYPES: ResourceTable = {
  "AWS::Lambda::Function": {
    kind: "function",
    service: "lambda",
    properties: {
      ...FUNCTION_PROPERTIES,
      codeUri: (properties, resource) =>
        alternatives(dig(properties, "Code")).find((code) => code.kind === "text") ?? cdkAsset(resource, "Code"),
      codeKey: "Code.S3Key",
      inlineCode: "Code.ZipFile",
      imageUri: "Code.ImageUri",
      tracing: "TracingConfig.Mode",
      deadLetter: "DeadLetterConfig.TargetArn",
    },
    wire: (resource, context) => {
      const { builder } = context;
      addInlineCode(resource, context, dig(resource.properties, "Code.ZipFile"));
      const role = dig(resource.properties, "Role");
      if (role) {
        builder.addEdge({
          from: resource.id,
          to: { value: role, kind: "role", service: "iam" },
          kind: "runs-as",
          at: role.at,
          label: "Role",
        });
      }
      addTarget(
        builder,
        { from: resource.id, at: resource.nameAt, label: "DeadLetterConfig", trigger: "other", isStep: true },
        dig(resource.properties, "DeadLetterConfig.TargetArn"),
      );
    },
  },
  "AWS::Lambda::Alias": { standsFor: "FunctionName" },
  "AWS::Lambda::Version": { standsFor: "FunctionName" },
  "AWS::Lambda::EventSourceMapping": {
    wire: (resource, { builder, resources }) => {
      addEventSourceMapping(
        builder,
        {
          target: { value: dig(resource.properties, "FunctionName"), kind: "function", service: "lambda" },
          properties: resource.properties,
          source: dig(resource.properties, "EventSourceArn"),
          key: resource.logicalId,
          at: resource.nameAt,
          label: resource.logicalId,
        },
        (logicalId) => resources.get(logicalId)?.type,
      );
    },
  },
  "AWS::Lambda::Url": { wire: addFunctionUrl },
  "AWS::Lambda::Permission": { wire: addLambdaPermission },
  "AWS::Lambda::EventInvokeConfig": {
    wire: (resource, { builder }) => {
      for (const outcome of ["OnSuccess", "OnFailure"]) {
        const destination = dig(resource.properties, `DestinationConfig.${outcome}.Destination`);
        for (const from of elements(dig(resource.properties, "FunctionName"))) {
          const source = { value: from, kind: "function" as const, service: "lambda" };
          const at = destination?.at ?? resource.nameAt;
          addTarget(builder, { from: source, at, label: outcome, trigger: "other", isStep: true }, destination);
        }
      }
    },
  },
  "AWS::Lambda::LayerVersion": {},
  "AWS::Lambda::LayerVersionPermission": {},
  "AWS::Lambda::CodeSigningConfig": {},
  "AWS::Lambda::CapacityProvider": {},
};

export function vpcOf(config: Value | undefined): Value | undefined {
  if (!config) return undefined;
  return mapOf({ subnets: dig(config, "SubnetIds"), securityGroups: dig(config, "SecurityGroupIds") }, config.at);
}

function addFunctionUrl(resource: Resource, { builder }: TemplateContext): void {
  const target = dig(resource.properties, "TargetFunctionArn");
  const name = logicalIdsIn(target)[0] ?? resource.logicalId;
  const id = addEndpoint(builder, {
    key: resource.logicalId,
    name: `${name} URL`,
    logicalId: resource.logicalId,
    type: resource.type,
    at: resource.at,
    nameAt: resource.nameAt,
    protocol: "function-url",
    access: { authentication: urlAuthentication(dig(resource.properties, "AuthType"), resource) },
    isPublic: true,
    properties: { cors: dig(resource.properties, "Cors") },
    body: resource.body,
    condition: resource.condition,
  });
  builder.addEdge({
    from: id,
    to: { value: target, kind: "function", service: "lambda" },
    kind: "triggers",
    trigger: "url",
    at: resource.nameAt,
    label: resource.logicalId,
  });
}

/** `AuthType` of a function URL: NONE or AWS_IAM. Where it is missing the deployment fails; it is not known then. */
export function urlAuthentication(
  authType: Value | undefined,
  declared: { readonly nameAt: Resource["nameAt"] },
): Value {
  const type = word(authType);
  const at = authType?.at ?? declared.nameAt;
  if (type === "NONE") return authenticationValue("none", at);
  if (type === "AWS_IAM") return authenticationValue("iam", at);
  return unknownAuthentication("the AuthType of the function URL", at);
}
