// How events are handed over: one row for each setting, with its name in CloudFormation (SAM uses the same) and in Serverless.
// Sources: CloudFormation Template Reference, AWS::Lambda::EventSourceMapping, AWS::SNS::Subscription, AWS::Events::Rule Target;
// Serverless Framework documentation, "Events".
import type { Delivery, Dialect } from "../model/app-map.ts";
import type { DELIVERY_SETTINGS } from "../model/properties.ts";
import type { Value } from "../model/value.ts";
import { firstOf } from "./walk-values.ts";

const PATHS: Readonly<Record<keyof typeof DELIVERY_SETTINGS, readonly string[]>> = {
  enabled: ["Enabled", "enabled"],
  batchSize: ["BatchSize", "batchSize"],
  batchingWindowSeconds: ["MaximumBatchingWindowInSeconds", "maximumBatchingWindow", "batchWindow"],
  maximumRetryAttempts: [
    "MaximumRetryAttempts",
    "RetryPolicy.MaximumRetryAttempts",
    "maximumRetryAttempts",
    "retryPolicy.maximumRetryAttempts",
  ],
  maximumRecordAgeSeconds: [
    "MaximumRecordAgeInSeconds",
    "RetryPolicy.MaximumEventAgeInSeconds",
    "maximumRecordAgeInSeconds",
    "retryPolicy.maximumEventAge",
  ],
  bisectOnError: ["BisectBatchOnFunctionError", "bisectBatchOnFunctionError"],
  partialResponse: ["FunctionResponseTypes", "functionResponseType"],
  onFailure: ["DestinationConfig.OnFailure.Destination", "destinations.onFailure.arn", "destinations.onFailure"],
  deadLetter: [
    "DeadLetterConfig.Arn",
    "RedrivePolicy.deadLetterTargetArn",
    "deadLetterQueueArn",
    "redrivePolicy.deadLetterTargetArn",
    "redrivePolicy.deadLetterTargetRef",
    "redrivePolicy.deadLetterTargetImport.arn",
  ],
  parallelization: ["ParallelizationFactor", "parallelizationFactor"],
  maximumConcurrency: ["ScalingConfig.MaximumConcurrency", "maximumConcurrency"],
  startingPosition: ["StartingPosition", "startingPosition"],
  tumblingWindowSeconds: ["TumblingWindowInSeconds", "tumblingWindowInSeconds"],
};

/** `written` is the map of the mapping, subscription or event; a text in its place (`- sqs: arn`) sets nothing. */
export function deliveryOf(written: Value | undefined, dialect: Dialect): Delivery {
  const settings: Record<string, Value> = {};
  for (const [name, paths] of Object.entries(PATHS)) {
    const value = firstOf(written, ...paths);
    if (value) settings[name] = value;
  }
  return { settings, dialect, ...(written?.kind === "map" && { body: written }) };
}
