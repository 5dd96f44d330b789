// Resources that are no node of the map: which nodes they set up. Rules ask for alarms, trails, stages, policies through them.
import type { NodeKind } from "../../model/app-map.ts";
import type { SettingSubject } from "../../model/fragment.ts";
import type { Value } from "../../model/value.ts";
import { lookup } from "../lookup.ts";
import type { Resource, TemplateContext } from "../resource.ts";
import { dig, elements, firstOf, logicalIdsIn, referencesIn, word } from "../walk-values.ts";

/** Properties that name what a resource of the type is set up for, and what that must be. */
type Subject = readonly [path: string, kind?: NodeKind, service?: string];

const FUNCTION_NAME: readonly Subject[] = [["FunctionName", "function", "lambda"]];
const ATTACHED: readonly Subject[] = ["Roles", "RoleName", "Users", "UserName", "Groups", "GroupName"].map(
  (path) => [path, "role", "iam"] as const,
);
const REST_API: readonly Subject[] = [["RestApiId", "endpoint", "apigateway"]];
const HTTP_API: readonly Subject[] = [["ApiId", "endpoint", "apigateway"]];
const USER_POOL: readonly Subject[] = [["UserPoolId", "identity", "cognito"]];

const SUBJECTS: Readonly<Record<string, readonly Subject[]>> = {
  "AWS::S3::BucketPolicy": [["Bucket", "store", "s3"]],
  "AWS::S3::AccessPoint": [["Bucket", "store", "s3"]],
  "AWS::SQS::QueuePolicy": [["Queues", "channel", "sqs"]],
  "AWS::SQS::QueueInlinePolicy": [["Queue", "channel", "sqs"]],
  "AWS::SNS::TopicPolicy": [["Topics", "channel", "sns"]],
  "AWS::SNS::TopicInlinePolicy": [["TopicArn", "channel", "sns"]],
  "AWS::SNS::Subscription": [["TopicArn", "channel", "sns"]],
  "AWS::Kinesis::ResourcePolicy": [["ResourceArn", "channel", "kinesis"]],
  "AWS::Kinesis::StreamConsumer": [["StreamARN", "channel", "kinesis"]],
  "AWS::Events::EventBusPolicy": [["EventBusName", "channel", "events"]],
  "AWS::Events::Archive": [["SourceArn", "channel", "events"]],
  "AWS::SecretsManager::ResourcePolicy": [["SecretId", "secret", "secretsmanager"]],
  "AWS::SecretsManager::RotationSchedule": [["SecretId", "secret", "secretsmanager"]],
  "AWS::SecretsManager::SecretTargetAttachment": [["SecretId", "secret", "secretsmanager"], ["TargetId"]],
  "AWS::KMS::Alias": [["TargetKeyId", "secret", "kms"]],
  "AWS::Lambda::Alias": FUNCTION_NAME,
  "AWS::Lambda::Version": FUNCTION_NAME,
  "AWS::Lambda::Permission": FUNCTION_NAME,
  "AWS::Lambda::EventInvokeConfig": FUNCTION_NAME,
  "AWS::Lambda::EventSourceMapping": FUNCTION_NAME,
  "AWS::IAM::Policy": ATTACHED,
  "AWS::IAM::RolePolicy": ATTACHED,
  "AWS::IAM::UserPolicy": ATTACHED,
  "AWS::IAM::GroupPolicy": ATTACHED,
  "AWS::IAM::AccessKey": ATTACHED,
  "AWS::IAM::UserToGroupAddition": ATTACHED,
  "AWS::IAM::InstanceProfile": ATTACHED,
  "AWS::ApiGateway::Stage": REST_API,
  "AWS::ApiGateway::Deployment": REST_API,
  "AWS::ApiGateway::GatewayResponse": REST_API,
  "AWS::ApiGateway::RequestValidator": REST_API,
  "AWS::ApiGateway::Model": REST_API,
  "AWS::ApiGateway::Resource": REST_API,
  "AWS::ApiGateway::UsagePlan": [["ApiStages", "endpoint", "apigateway"]],
  "AWS::ApiGateway::UsagePlanKey": [["UsagePlanId"]],
  "AWS::ApiGatewayV2::Stage": HTTP_API,
  "AWS::ApiGatewayV2::Deployment": HTTP_API,
  "AWS::ApiGatewayV2::Integration": HTTP_API,
  "AWS::ApiGatewayV2::ApiMapping": HTTP_API,
  "AWS::AppSync::ApiKey": [["ApiId", "endpoint", "appsync"]],
  "AWS::AppSync::GraphQLSchema": [["ApiId", "endpoint", "appsync"]],
  "AWS::WAFv2::WebACLAssociation": [["ResourceArn"]],
  "AWS::WAFRegional::WebACLAssociation": [["ResourceArn"]],
  "AWS::Cognito::UserPoolClient": USER_POOL,
  "AWS::Cognito::UserPoolDomain": USER_POOL,
  "AWS::Cognito::UserPoolResourceServer": USER_POOL,
  "AWS::Cognito::UserPoolGroup": USER_POOL,
  "AWS::Cognito::UserPoolUser": USER_POOL,
  "AWS::Cognito::UserPoolIdentityProvider": USER_POOL,
  "AWS::Cognito::UserPoolRiskConfigurationAttachment": USER_POOL,
  "AWS::Cognito::IdentityPoolRoleAttachment": [["IdentityPoolId", "identity", "cognito-identity"]],
  "AWS::Logs::MetricFilter": [["LogGroupName", "store", "logs"]],
  "AWS::Logs::SubscriptionFilter": [["LogGroupName", "store", "logs"]],
  "AWS::Logs::LogStream": [["LogGroupName", "store", "logs"]],
  "AWS::DocDB::DBInstance": [["DBClusterIdentifier", "store", "docdb"]],
  "AWS::Neptune::DBInstance": [["DBClusterIdentifier", "store", "neptune"]],
  "AWS::RDS::DBProxyTargetGroup": [["DBProxyName"], ["DBClusterIdentifiers"], ["DBInstanceIdentifiers"]],
  "AWS::EFS::AccessPoint": [["FileSystemId", "store", "efs"]],
  "AWS::EFS::MountTarget": [["FileSystemId", "store", "efs"]],
  "AWS::ElasticLoadBalancingV2::Listener": [["LoadBalancerArn", "endpoint", "elasticloadbalancing"]],
  "AWS::ElasticLoadBalancingV2::ListenerRule": [["ListenerArn", "endpoint", "elasticloadbalancing"]],
  "AWS::StepFunctions::StateMachineVersion": [["StateMachineArn", "workflow", "states"]],
  "AWS::ApplicationAutoScaling::ScalableTarget": [["ResourceId"]],
  "AWS::ApplicationAutoScaling::ScalingPolicy": [["ScalingTargetId"], ["ResourceId"]],
};

/** Dimensions of CloudWatch metrics that name a resource. Source: the services' pages on their CloudWatch metrics. */
const DIMENSIONS: Readonly<Record<string, readonly [NodeKind, string]>> = {
  FunctionName: ["function", "lambda"],
  Resource: ["function", "lambda"],
  QueueName: ["channel", "sqs"],
  TopicName: ["channel", "sns"],
  StreamName: ["channel", "kinesis"],
  DeliveryStreamName: ["channel", "firehose"],
  EventBusName: ["channel", "events"],
  RuleName: ["channel", "events-rule"],
  TableName: ["store", "dynamodb"],
  BucketName: ["store", "s3"],
  DBInstanceIdentifier: ["store", "rds"],
  DBClusterIdentifier: ["store", "rds"],
  LogGroupName: ["store", "logs"],
  StateMachineArn: ["workflow", "states"],
  ApiName: ["endpoint", "apigateway"],
  ApiId: ["endpoint", "apigateway"],
  GraphQLAPIId: ["endpoint", "appsync"],
  DistributionId: ["endpoint", "cloudfront"],
  LoadBalancer: ["endpoint", "elasticloadbalancing"],
};

/** Steps from one setting to the next: key, usage plan, stage, API. */
const LONGEST_CHAIN = 4;

/** Hands every resource that has become no node on as a setting, with what it is set up for. */
export function addSettings({ builder, resources }: TemplateContext): void {
  const settings = [...resources.values()].filter(({ id }) => !builder.node(id));
  if (settings.length === 0) return;
  const users = usersOf(resources, builder.file);
  for (const resource of settings) {
    const { logicalId, id, type, at, nameAt, body, condition } = resource;
    builder.addSetting({
      id,
      type,
      logicalId,
      dialect: builder.nodeDialect,
      group: builder.file,
      at,
      nameAt,
      ...(body && { body }),
      ...(condition !== undefined && { condition }),
      subjects: [
        ...subjectsOf(resource, resources, new Set([logicalId]), 0),
        ...(lookup(SUBJECTS, type) ? [] : (users.get(logicalId) ?? [])),
      ],
    });
  }
}

function subjectsOf(
  resource: Resource,
  resources: TemplateContext["resources"],
  seen: Set<string>,
  depth: number,
): readonly SettingSubject[] {
  const named = lookup(SUBJECTS, resource.type);
  const own = named
    ? named.flatMap(([path, kind, service]) => valuesAt(dig(resource.properties, path), kind, service))
    : [...dimensionsOf(resource), ...referencesIn(resource.properties).map((value) => ({ value }))];
  const further = own.flatMap(({ value }) => {
    const [logicalId] = logicalIdsIn(value);
    const next = logicalId === undefined || seen.has(logicalId) ? undefined : resources.get(logicalId);
    if (!next || depth >= LONGEST_CHAIN || !lookup(SUBJECTS, next.type)) return [];
    return subjectsOf(next, resources, seen.add(next.logicalId), depth + 1);
  });
  return [...own, ...further];
}

/** References wherever they stand in the value; a text is a name when the kind of what it names is known. */
function valuesAt(value: Value | undefined, kind?: NodeKind, service?: string): readonly SettingSubject[] {
  return elements(value).flatMap((element) => {
    const references = referencesIn(element).filter(({ to }) => to.by !== "pseudo");
    const values = references.some(({ to }) => to.by === "logical-id") ? references : [element];
    return values.map((one) => ({
      value: one,
      ...(kind && { kind }),
      ...(service !== undefined && { service }),
    }));
  });
}

/** What an alarm watches. */
function dimensionsOf({ type, properties }: Resource): readonly SettingSubject[] {
  if (type !== "AWS::CloudWatch::Alarm" && type !== "AWS::CloudWatch::AnomalyDetector") return [];
  const metrics = elements(firstOf(properties, "Metrics", "MetricMathAnomalyDetector.MetricDataQueries"));
  const lists = [
    dig(properties, "Dimensions"),
    dig(properties, "SingleMetricAnomalyDetector.Dimensions"),
    ...metrics.map((metric) => dig(metric, "MetricStat.Metric.Dimensions")),
  ];
  return lists.flatMap(elements).flatMap((dimension) => {
    const [kind, service] = lookup(DIMENSIONS, word(dig(dimension, "Name"))) ?? [];
    return kind ? valuesAt(dig(dimension, "Value"), kind, service) : [];
  });
}

/** By logical id, the resources that refer to it: a security group is set up for what names it. */
function usersOf(
  resources: TemplateContext["resources"],
  file: string,
): ReadonlyMap<string, readonly SettingSubject[]> {
  const users = new Map<string, SettingSubject[]>();
  for (const { logicalId, type, properties, nameAt } of resources.values()) {
    if (lookup(SUBJECTS, type)) continue;
    const to = { by: "logical-id", file, logicalId } as const;
    const user: SettingSubject = { value: { kind: "reference", to, at: nameAt } };
    for (const used of new Set(logicalIdsIn(properties))) {
      const known = users.get(used);
      if (known) known.push(user);
      else users.set(used, [user]);
    }
  }
  return users;
}
