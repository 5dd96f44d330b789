// What SAM grants to a function's role so that an event source can be polled. Source: SAM translator, generated IAM role.
import type { Value } from "../../model/value.ts";
import { textValue } from "../make-values.ts";
import { addImpliedStatement } from "../policies/documents.ts";
import type { Resource, TemplateContext } from "../resource.ts";
import { dig, elements, entriesOf, pattern, word } from "../walk-values.ts";
import { addImpliedManagedPolicy, implicitRoleId } from "./roles.ts";
import { lookup } from "../lookup.ts";

/** Managed policies by event type. */
const POLLING_POLICIES: Readonly<Record<string, string>> = {
  SQS: "AWSLambdaSQSQueueExecutionRole",
  Kinesis: "AWSLambdaKinesisExecutionRole",
  DynamoDB: "AWSLambdaDynamoDBExecutionRole",
  MSK: "AWSLambdaMSKExecutionRole",
};

const NETWORK = [
  "ec2:CreateNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeVpcs",
  "ec2:DescribeSubnets",
  "ec2:DescribeSecurityGroups",
];

interface Grant {
  readonly actions: readonly string[];
  /** Resources, from the event's properties; every resource when there are none. */
  readonly on?: (properties: Value | undefined) => readonly Value[];
  readonly when?: (properties: Value | undefined) => boolean;
}

const accessUris = (...types: readonly string[]) => {
  return (properties: Value | undefined): readonly Value[] =>
    elements(dig(properties, "SourceAccessConfigurations")).flatMap((access) =>
      types.includes(word(dig(access, "Type")) ?? "") ? elements(dig(access, "URI")) : [],
    );
};
const secretsOf = accessUris(
  "BASIC_AUTH",
  "SASL_SCRAM_256_AUTH",
  "SASL_SCRAM_512_AUTH",
  "CLIENT_CERTIFICATE_TLS_AUTH",
  "SERVER_ROOT_CA_CERTIFICATE",
);
const registrySecretsOf = (properties: Value | undefined): readonly Value[] =>
  elements(dig(properties, "SchemaRegistryConfig.AccessConfigs")).flatMap((access) => elements(dig(access, "URI")));
const at = (path: string) => {
  return (properties: Value | undefined): readonly Value[] => elements(dig(properties, path));
};

const SECRET: Grant = { actions: ["secretsmanager:GetSecretValue"], on: secretsOf };
const SECRET_KEY: Grant = { actions: ["kms:Decrypt"], on: at("SecretsManagerKmsKeyId") };
const REGISTRY: readonly Grant[] = [
  { actions: ["secretsmanager:GetSecretValue"], on: registrySecretsOf },
  {
    actions: ["glue:GetRegistry", "glue:GetSchemaVersion"],
    on: at("SchemaRegistryConfig.SchemaRegistryURI"),
    when: (properties) => pattern(dig(properties, "SchemaRegistryConfig.SchemaRegistryURI")).includes(":glue:"),
  },
];

const GRANTS: Readonly<Record<string, readonly Grant[]>> = {
  MQ: [SECRET, SECRET_KEY, { actions: ["mq:DescribeBroker"], on: at("Broker") }],
  DocumentDB: [
    SECRET,
    SECRET_KEY,
    { actions: ["rds:DescribeDBClusterParameters", "rds:DescribeDBSubnetGroups"] },
    { actions: ["rds:DescribeDBClusters"], on: at("Cluster") },
    { actions: NETWORK },
  ],
  SelfManagedKafka: [
    SECRET,
    SECRET_KEY,
    {
      actions: NETWORK,
      when: (properties) => accessUris("VPC_SUBNET", "VPC_SECURITY_GROUP")(properties).length > 0,
    },
    ...REGISTRY,
  ],
  MSK: REGISTRY,
};

const FAILURE_ACTIONS: readonly (readonly [type: string, arn: string, action: string])[] = [
  ["SQS", ":sqs:", "sqs:SendMessage"],
  ["SNS", ":sns:", "sns:Publish"],
  ["S3", ":s3:", "s3:PutObject"],
];

export function addEventGrants(resource: Resource, { builder }: TemplateContext): void {
  const owner = implicitRoleId(builder, resource);
  const added = new Set<string>();
  for (const event of entriesOf(dig(resource.properties, "Events"))) {
    const type = word(dig(event.value, "Type")) ?? "";
    const properties = dig(event.value, "Properties");
    const policy = lookup(POLLING_POLICIES, type);
    if (policy !== undefined && !added.has(policy)) {
      added.add(policy);
      addImpliedManagedPolicy(builder, resource, policy, event.keyAt);
    }
    for (const { actions, on, when } of lookup(GRANTS, type) ?? []) {
      const resources = on?.(properties) ?? [textValue("*", event.keyAt)];
      if (resources.length === 0 || when?.(properties) === false) continue;
      addImpliedStatement(builder, owner, `Events.${event.key}`, event.keyAt, actions, resources);
    }
    const failure = dig(properties, "DestinationConfig.OnFailure");
    const destination = dig(failure, "Destination");
    const kind = word(dig(failure, "Type"));
    const found = FAILURE_ACTIONS.find(([name, arn]) => kind === name || pattern(destination).includes(arn));
    if (destination && found) {
      addImpliedStatement(builder, owner, "OnFailure", destination.at, [found[2]], [destination]);
    }
  }
}
