// Services as people call them.
import type { SdkCall } from "../model/code-facts.ts";

const SERVICE_NAMES: Readonly<Record<string, string>> = {
  dynamodb: "DynamoDB",
  s3: "S3",
  sqs: "SQS",
  sns: "SNS",
  ses: "SES",
  sesv2: "SES",
  lambda: "Lambda",
  kinesis: "Kinesis",
  firehose: "Firehose",
  events: "EventBridge",
  eventbridge: "EventBridge",
  states: "StepFunctions",
  sfn: "StepFunctions",
  ssm: "SSM",
  kms: "KMS",
  iot: "IoT",
  secretsmanager: "SecretsManager",
};

export function serviceName(service: string): string {
  if (/^ses/.test(service)) return "E-mail (SES)";
  return SERVICE_NAMES[service] ?? service;
}

/** `DynamoDB.PutItem` */
export function labelOf(call: Pick<SdkCall, "service" | "operation">): string {
  return `${SERVICE_NAMES[call.service] ?? call.service}.${call.operation}`;
}
