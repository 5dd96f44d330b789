// The customer's own key that a store, channel or secret is encrypted with: whoever uses the one needs the other.
import type { MapNode } from "../model/app-map.ts";
import type { UsedPermission, UsedResource } from "../model/usage.ts";
import type { Value } from "../model/value.ts";
import type { AppGraph } from "./app-graph.ts";

/** Properties that name a key, in templates of any service; `encryption` itself may be the name. */
const KEY_NAMES = /^(?:kms|sse)?_?(?:master)?_?(?:kms)?(?:key)(?:_?(?:id|arn|identifier))?$/i;
const DEEPEST = 8;

/** Absent when the provider's key, or none, is used, or when that is not known. */
export function keyOfNode(graph: AppGraph, { properties, service }: MapNode): UsedResource | undefined {
  const { encryption } = properties;
  const key = encryption && keyIn(encryption, service !== "logs", 0);
  return key && keyResource(graph, key);
}

function keyIn(value: Value, isWhole: boolean, depth: number): Value | undefined {
  if (depth > DEEPEST) return undefined;
  switch (value.kind) {
    case "map": {
      for (const entry of value.entries) {
        const own = keyIn(entry.value, KEY_NAMES.test(entry.key), depth + 1);
        if (own) return own;
      }
      return undefined;
    }
    case "list": {
      for (const item of value.items) {
        const own = keyIn(item, false, depth + 1);
        if (own) return own;
      }
      return undefined;
    }
    case "choice": {
      for (const option of value.options) {
        const own = keyIn(option, isWhole, depth + 1);
        if (own) return own;
      }
      return undefined;
    }
    case "text":
      return isWhole && isKeyName(value.value) ? value : undefined;
    case "reference":
    case "join":
      return isWhole ? value : undefined;
    default:
      return undefined;
  }
}

/** `alias/aws/...` are the provider's keys, which need no permission of their own. */
function isKeyName(text: string): boolean {
  return !/alias\/aws\//.test(text) && /^arn:|^alias\/|^[0-9a-f-]{36}$|^mrk-/.test(text);
}

function keyResource(graph: AppGraph, value: Value): UsedResource {
  if (value.kind === "text") return { kind: "named", service: "kms", name: value.value };
  if (value.kind === "reference" && value.to.by === "logical-id") {
    const { file, logicalId } = value.to;
    const node = graph.node(`${file}#${logicalId}`);
    if (node) return { kind: "node", node: node.id };
    const keys = graph.nodesIn(file, "secret").filter(({ service }) => service === "kms");
    const [only] = keys;
    if (only && keys.length === 1) return { kind: "node", node: only.id };
  }
  return { kind: "unknown", reason: "which key it is encrypted with is not known" };
}

const BOTH = ["kms:Decrypt", "kms:GenerateDataKey"];

/** What the caller of an action needs on the key. Sources: "Data encryption" of each service's developer guide. */
const KEY_ACTIONS: readonly (readonly [action: RegExp, needed: readonly string[]])[] = [
  [/^s3:(?:Get|Head)Object/, ["kms:Decrypt"]],
  [/^s3:PutObject$/, BOTH],
  [/^sqs:SendMessage$|^sns:Publish$/, BOTH],
  [/^sqs:ReceiveMessage$/, ["kms:Decrypt"]],
  [/^kinesis:PutRecords?$/, ["kms:GenerateDataKey"]],
  [/^kinesis:(?:GetRecords|SubscribeToShard)$/, ["kms:Decrypt"]],
  [/^secretsmanager:GetSecretValue$/, ["kms:Decrypt"]],
  [/^secretsmanager:(?:Put|Update|Create)Secret/, BOTH],
  [/^dynamodb:/, ["kms:Decrypt"]],
];

/** What a use needs besides: the customer's key of the store, channel or secret. */
export function keyUses(graph: AppGraph, use: UsedPermission): readonly UsedPermission[] {
  const node = use.resource.kind === "node" ? graph.node(use.resource.node) : undefined;
  const needed = KEY_ACTIONS.flatMap(([pattern, actions]) =>
    use.actions.some((action) => pattern.test(action)) ? actions : [],
  );
  const key = node && needed.length > 0 ? keyOfNode(graph, node) : undefined;
  if (!key) return [];
  const actions = [...new Set(needed)].sort();
  // DynamoDB goes on with grants of its own once it has used the key for the table.
  return [{ ...use, actions, resource: key, ...(node?.service === "dynamodb" && { isOptional: true }) }];
}
