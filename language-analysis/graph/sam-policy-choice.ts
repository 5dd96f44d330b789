// The SAM policy template that allows exactly some actions on one resource, when there is one.
// Source: AWS SAM Developer Guide, "AWS SAM policy template list". Templates that also cover names which begin alike are left out.
import type { MapNode } from "../model/app-map.ts";
import { getAtt, ref, type EditValue } from "./edit-text.ts";
import type { PolicyPart } from "./narrowed-statement.ts";

interface ExactTemplate {
  readonly name: string;
  readonly actions: readonly string[];
  readonly parameter?: string;
  /** What the parameter is given: what `Ref` gives, or an attribute. */
  readonly attribute?: string;
}

const TEMPLATES: readonly ExactTemplate[] = [
  { name: "SQSSendMessagePolicy", actions: ["sqs:SendMessage"], parameter: "QueueName", attribute: "QueueName" },
  { name: "SNSPublishMessagePolicy", actions: ["sns:Publish"], parameter: "TopicName", attribute: "TopicName" },
  { name: "EventBridgePutEventsPolicy", actions: ["events:PutEvents"], parameter: "EventBusName" },
  {
    name: "StepFunctionsExecutionPolicy",
    actions: ["states:StartExecution"],
    parameter: "StateMachineName",
    attribute: "Name",
  },
  {
    name: "AWSSecretsManagerGetSecretValuePolicy",
    actions: ["secretsmanager:GetSecretValue"],
    parameter: "SecretArn",
  },
  {
    name: "FirehoseWritePolicy",
    actions: ["firehose:PutRecord", "firehose:PutRecordBatch"],
    parameter: "DeliveryStreamName",
  },
  { name: "KMSDecryptPolicy", actions: ["kms:Decrypt"], parameter: "KeyId" },
  { name: "KMSEncryptPolicy", actions: ["kms:Encrypt"], parameter: "KeyId" },
  { name: "DynamoDBReconfigurePolicy", actions: ["dynamodb:UpdateTable"], parameter: "TableName" },
  { name: "CloudWatchPutMetricPolicy", actions: ["cloudwatch:PutMetricData"] },
  {
    name: "CodePipelineLambdaExecutionPolicy",
    actions: ["codepipeline:PutJobFailureResult", "codepipeline:PutJobSuccessResult"],
  },
];

/** A use of the template, as an item of `Policies`. */
export function exactTemplate({ actions, resources }: PolicyPart): EditValue | undefined {
  const names = actions.map(({ name }) => name).sort();
  const [resource, second] = resources ?? [];
  if (!resource || second) return undefined;
  const found = TEMPLATES.find((one) => one.actions.join(" ") === names.join(" "));
  if (!found) return undefined;
  if (found.parameter === undefined) return resource.text === "*" ? { [found.name]: {} } : undefined;
  const { node, text, isPart } = resource;
  if (!node || typeof text === "string" || isPart) return undefined;
  return { [found.name]: { [found.parameter]: argumentOf(node, found) } };
}

function argumentOf({ logicalId }: MapNode, { attribute }: ExactTemplate): EditValue {
  return attribute === undefined ? ref(logicalId) : getAtt(logicalId, attribute);
}
