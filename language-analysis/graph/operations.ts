// What an SDK operation does on the map, and the IAM actions that it needs on its own resource.
import type { EdgeKind } from "../model/app-map.ts";
import type { SdkCall } from "../model/code-facts.ts";
import { callNeeds } from "./call-needs.ts";
import { ACTION_PREFIX } from "./operation-actions.ts";

export interface OperationShape {
  readonly kind: Extract<EdgeKind, "reads" | "writes" | "publishes" | "invokes" | "connects">;
  /** Sorted. */
  readonly actions: readonly string[];
}

const PUBLISHING: Readonly<Record<string, RegExp>> = {
  sns: /^Publish/,
  sqs: /^SendMessage/,
  events: /^PutEvents/,
  kinesis: /^PutRecords?$/,
  firehose: /^PutRecord/,
  iot: /^Publish/,
  kafka: /^(?:Send|Produce)/,
  mq: /^Send/,
  "execute-api": /^PostToConnection/,
};

const INVOKING: Readonly<Record<string, RegExp>> = {
  lambda: /^Invoke/,
  states: /^Start(?:Sync)?Execution/,
};

const READING =
  /^(?:Get|BatchGet|TransactGet|List|Describe|Query|Scan|Select|Head|Receive|Download|Lookup|Search|Detect|Poll|Retrieve|Admin(?:Get|List)|Decrypt|Verify|Sign|Check|Batch(?:Detect|Check))/;

/** `service` as SDK facts name it; any case of the first letter of the operation. */
export function operationShape(call: Pick<SdkCall, "service" | "operation" | "variant" | "given">): OperationShape {
  const { service, operation } = call;
  const prefix = ACTION_PREFIX[service] ?? service;
  const name = operation.charAt(0).toUpperCase() + operation.slice(1);
  const actions = callNeeds(call).flatMap((need) => (need.on.kind === "own" ? need.actions : []));
  if (PUBLISHING[prefix]?.test(name)) return { kind: "publishes", actions };
  if (INVOKING[prefix]?.test(name)) return { kind: "invokes", actions };
  const isReading = READING.test(name) || call.variant === "SELECT";
  return { kind: isReading ? "reads" : "writes", actions };
}

/** What actions on a further resource of a call do there. */
export function kindOf(actions: readonly string[]): OperationShape["kind"] {
  return actions.every((action) => READING.test(action.slice(action.indexOf(":") + 1))) ? "reads" : "writes";
}

/** Operations of the account, not of one resource: no edge, and nothing unresolved. */
export function isAccountOperation(operation: string): boolean {
  return /^(?:List(?:Tables|Buckets|Queues|Topics|Functions|Streams|UserPools|Secrets|Keys|Aliases|StateMachines|Rules|EventBuses|Roles|Users)|GetCallerIdentity|Describe(?:Parameters|Endpoints|Limits)|GetRandomPassword|GenerateRandom|CreateTable|CreateBucket|CreateQueue|CreateTopic|Waiter|GetPaginator|GetWaiter)$/.test(
    operation,
  );
}
