// Event rules and schedules. A rule with a pattern stands between its bus and its targets; a schedule is a node of its own kind.
import type { Delivery, Dialect, Provider } from "../model/app-map.ts";
import type { SourceRange } from "../model/range.ts";
import type { MapValue, Value } from "../model/value.ts";
import type { FragmentBuilder } from "./fragment-builder.ts";
import { textValue } from "./make-values.ts";
import { addTarget } from "./targets.ts";
import { word } from "./walk-values.ts";

export interface RuleTarget {
  readonly arn: Value;
  readonly delivery: Delivery;
}

export interface RuleDraft {
  /** The id after `file#`. */
  readonly key: string;
  readonly name: string;
  readonly type: string;
  readonly dialect?: Dialect;
  readonly provider?: Provider;
  readonly at: SourceRange;
  readonly nameAt: SourceRange;
  readonly schedule?: Value | undefined;
  readonly pattern?: Value | undefined;
  readonly bus?: Value | undefined;
  /** A boolean, or ENABLED / DISABLED. */
  readonly enabled?: Value | undefined;
  readonly targets: readonly RuleTarget[];
  /** Node that is the target when the rule is written inside of it. */
  readonly targetNode?: string;
  /** Queues that take what can't be delivered: by value, or by node id. */
  readonly deadLetters?: readonly (Value | string)[];
  readonly input?: Value | undefined;
  /** How the rule hands events to the node that it is written in. */
  readonly delivery?: Delivery | undefined;
  readonly role?: Value | undefined;
  readonly body?: MapValue | undefined;
  readonly condition?: string | undefined;
}

export function addRule(builder: FragmentBuilder, draft: RuleDraft): void {
  const { key, schedule, pattern, at, nameAt } = draft;
  const isSchedule = schedule !== undefined && pattern === undefined;
  const id = builder.idOf(key);
  const properties: Record<string, Value> = {};
  if (schedule) properties["expression"] = schedule;
  if (pattern) properties["pattern"] = pattern;
  if (draft.input) properties["input"] = draft.input;
  const enabled = enabledValue(draft.enabled);
  if (enabled) properties["enabled"] = enabled;
  builder.addNode({
    id,
    kind: isSchedule ? "schedule" : "channel",
    provider: draft.provider ?? "aws",
    service: isSchedule ? "scheduler" : "events-rule",
    name: draft.name,
    logicalId: key,
    type: draft.type,
    dialect: draft.dialect ?? builder.nodeDialect,
    group: builder.file,
    at,
    nameAt,
    properties,
    ...(draft.body && { body: draft.body }),
    ...(draft.condition !== undefined && { condition: draft.condition }),
  });
  if (!isSchedule) {
    builder.addEdge({
      from: busEnd(builder, draft.bus, nameAt),
      to: id,
      kind: "connects",
      at: draft.bus?.at ?? nameAt,
      label: draft.name,
      filter: pattern,
    });
  }
  if (draft.role) {
    const to = { value: draft.role, kind: "role" as const, service: "iam" };
    builder.addEdge({ from: id, to, kind: "runs-as", at: draft.role.at, label: "RoleArn" });
  }
  const trigger = isSchedule ? "schedule" : "event";
  const link = { from: id, at: nameAt, label: draft.name, trigger, filter: pattern } as const;
  if (draft.targetNode !== undefined) {
    builder.addEdge({ ...link, to: draft.targetNode, kind: "triggers", delivery: draft.delivery });
  }
  for (const { arn, delivery } of draft.targets) addTarget(builder, { ...link, delivery }, arn);
  for (const queue of draft.deadLetters ?? []) {
    const to = typeof queue === "string" ? queue : { value: queue, kind: "channel" as const, service: "sqs" };
    const place = typeof queue === "string" ? nameAt : queue.at;
    builder.addEdge({ from: id, to, kind: "publishes", at: place, label: "DeadLetterConfig" });
  }
}

/** The named bus; the account's default bus, declared by no one, when there is no name or the name is `default`. */
function busEnd(
  builder: FragmentBuilder,
  bus: Value | undefined,
  at: SourceRange,
): string | { readonly value: Value; readonly kind: "channel"; readonly service: string } {
  if (bus && word(bus) !== "default") return { value: bus, kind: "channel", service: "events" };
  return builder.addMadeNode({
    key: "default event bus",
    kind: "channel",
    service: "events",
    name: "default event bus",
    logicalId: "default",
    at,
    properties: { physicalName: textValue("default", at) },
    declaredElsewhere: true,
  });
}

function enabledValue(state: Value | undefined): Value | undefined {
  const text = word(state);
  if (!state || (text !== "ENABLED" && text !== "DISABLED")) return state;
  return { kind: "boolean", value: text === "ENABLED", at: state.at };
}
