// Channels: queues, topics, streams, brokers, and who is subscribed to them.
import { addPolicyDocument } from "../../policies/documents.ts";
import type { Resource, ResourceSpec, ResourceTable, TemplateContext } from "../../resource.ts";
import { addSubscription } from "../../subscriptions.ts";
import { addTarget } from "../../targets.ts";
import { dig, elements, firstOf, word } from "../../walk-values.ts";

export const MESSAGING_TYPES: ResourceTable = {
  "AWS::SQS::Queue": {
    kind: "channel",
    service: "sqs",
    properties: {
      physicalName: "QueueName",
      encryption: ["KmsMasterKeyId", "SqsManagedSseEnabled"],
      deadLetter: "RedrivePolicy.deadLetterTargetArn",
      maxReceiveCount: "RedrivePolicy.maxReceiveCount",
      visibilityTimeoutSeconds: "VisibilityTimeout",
    },
    wire: (resource, { builder }) => {
      const deadLetter = dig(resource.properties, "RedrivePolicy.deadLetterTargetArn");
      const to = { value: deadLetter, kind: "channel" as const, service: "sqs" };
      const at = deadLetter?.at ?? resource.nameAt;
      builder.addEdge({ from: resource.id, to, kind: "connects", at, label: "RedrivePolicy" });
    },
  },
  "AWS::SQS::QueuePolicy": { wire: policyOf("Queues", "sqs") },
  "AWS::SQS::QueueInlinePolicy": { wire: policyOf("Queue", "sqs") },
  "AWS::SNS::Topic": {
    kind: "channel",
    service: "sns",
    properties: { physicalName: "TopicName", encryption: "KmsMasterKeyId" },
    wire: (resource, { builder }) => {
      for (const subscription of elements(dig(resource.properties, "Subscription"))) {
        const { id: topic } = resource;
        addSubscription(builder, { topic, properties: subscription, at: subscription.at, label: "Subscription" });
      }
    },
  },
  "AWS::SNS::TopicPolicy": { wire: policyOf("Topics", "sns") },
  "AWS::SNS::TopicInlinePolicy": { wire: policyOf("TopicArn", "sns") },
  "AWS::SNS::Subscription": {
    wire: (resource, { builder }) => {
      const { properties, nameAt: at, logicalId: label } = resource;
      const topic = { value: dig(properties, "TopicArn"), kind: "channel" as const, service: "sns" };
      addSubscription(builder, { topic, properties, at, label });
    },
  },
  "AWS::Kinesis::Stream": {
    kind: "channel",
    service: "kinesis",
    properties: { physicalName: "Name", encryption: "StreamEncryption" },
  },
  "AWS::Kinesis::StreamConsumer": { standsFor: "StreamARN" },
  "AWS::Kinesis::ResourcePolicy": { wire: policyOf("ResourceArn", "kinesis", "ResourcePolicy") },
  "AWS::KinesisFirehose::DeliveryStream": {
    kind: "channel",
    service: "firehose",
    properties: { physicalName: "DeliveryStreamName", encryption: "DeliveryStreamEncryptionConfigurationInput" },
    wire: addDeliveryStream,
  },
  "AWS::MSK::Cluster": {
    kind: "channel",
    service: "msk",
    properties: { physicalName: "ClusterName", encryption: "EncryptionInfo" },
  },
  "AWS::MSK::ServerlessCluster": { kind: "channel", service: "msk", properties: { physicalName: "ClusterName" } },
  "AWS::MSK::ClusterPolicy": { wire: policyOf("ClusterArn", "msk", "Policy") },
  "AWS::AmazonMQ::Broker": {
    kind: "channel",
    service: "mq",
    properties: {
      physicalName: "BrokerName",
      publiclyAccessible: "PubliclyAccessible",
      encryption: "EncryptionOptions",
    },
  },
  "AWS::IoT::TopicRule": {
    kind: "channel",
    service: "iot",
    properties: { physicalName: "RuleName", filter: "TopicRulePayload.Sql" },
    wire: addTopicRule,
  },
  "AWS::Batch::JobQueue": { kind: "channel", service: "batch", properties: { physicalName: "JobQueueName" } },
};

function policyOf(property: string, service: string, document = "PolicyDocument"): NonNullable<ResourceSpec["wire"]> {
  return (resource, { builder }) => {
    for (const value of elements(dig(resource.properties, property))) {
      addPolicyDocument(builder, dig(resource.properties, document), { value, kind: "channel", service }, "resource");
    }
  };
}

function addDeliveryStream(resource: Resource, { builder }: TemplateContext): void {
  const source = dig(resource.properties, "KinesisStreamSourceConfiguration.KinesisStreamARN");
  const shared = { at: resource.nameAt, label: resource.logicalId };
  builder.addEdge({
    from: { value: source, kind: "channel", service: "kinesis" },
    to: resource.id,
    kind: "connects",
    ...shared,
  });
  for (const destination of ["S3DestinationConfiguration", "ExtendedS3DestinationConfiguration"]) {
    const bucket = dig(resource.properties, `${destination}.BucketARN`);
    builder.addEdge({
      from: resource.id,
      to: { value: bucket, kind: "store", service: "s3" },
      kind: "writes",
      ...shared,
    });
    for (const processor of elements(dig(resource.properties, `${destination}.ProcessingConfiguration.Processors`))) {
      if (word(dig(processor, "Type")) !== "Lambda") continue;
      for (const parameter of elements(dig(processor, "Parameters"))) {
        if (word(dig(parameter, "ParameterName")) !== "LambdaArn") continue;
        const to = { value: firstOf(parameter, "ParameterValue"), kind: "function" as const, service: "lambda" };
        builder.addEdge({
          from: resource.id,
          to,
          kind: "invokes",
          at: processor.at,
          label: "Processors",
        });
      }
    }
  }
}

function addTopicRule(resource: Resource, { builder }: TemplateContext): void {
  for (const action of elements(dig(resource.properties, "TopicRulePayload.Actions"))) {
    const link = { from: resource.id, at: action.at, label: resource.logicalId, trigger: "iot" as const };
    const target = firstOf(
      action,
      "Lambda.FunctionArn",
      "StepFunctions.StateMachineName",
      "Sqs.QueueUrl",
      "Sns.TargetArn",
    );
    const more = firstOf(
      action,
      "Kinesis.StreamName",
      "Firehose.DeliveryStreamName",
      "S3.BucketName",
      "DynamoDB.TableName",
      "DynamoDBv2.PutItem.TableName",
    );
    const lambda = dig(action, "Lambda.FunctionArn");
    if (lambda) {
      const to = { value: lambda, kind: "function" as const, service: "lambda" };
      builder.addEdge({ ...link, to, kind: "triggers" });
    } else addTarget(builder, link, target ?? more);
  }
}
