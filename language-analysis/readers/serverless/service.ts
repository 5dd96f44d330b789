// What is known of one service while its functions and events are read.
import type { SourceRange } from "../../model/range.ts";
import type { MapValue, Value } from "../../model/value.ts";
import type { FragmentBuilder } from "../fragment-builder.ts";
import { referenceValue } from "../make-values.ts";
import type { TemplateContext } from "../resource.ts";
import { dig, elements, word } from "../walk-values.ts";
import type { Variables } from "./variables.ts";

export interface Service {
  readonly builder: FragmentBuilder;
  readonly context: TemplateContext;
  readonly variables: Variables;
  readonly name: string;
  readonly provider: Value | undefined;
  /** Where `provider` is written, for what its defaults imply. */
  readonly providerAt: SourceRange;
  /** `custom` and other sections by path. */
  readonly section: (path: string) => Value | undefined;
  readonly plugins: ReadonlySet<string>;
  readonly functions: ReadonlyMap<string, ServiceFunction>;
}

export interface ServiceFunction {
  readonly key: string;
  readonly id: string;
  readonly at: SourceRange;
  readonly nameAt: SourceRange;
  readonly value: Value;
  readonly body: MapValue | undefined;
}

/** One event of a function: `type` is its key, `value` what stands under it (absent for `- alexaSkill`). */
export interface ServiceEvent {
  readonly type: string;
  readonly value: Value | undefined;
  readonly at: SourceRange;
  readonly nameAt: SourceRange;
  readonly owner: ServiceFunction;
}

export type EventReader = (event: ServiceEvent, service: Service) => void;

/** The value of a setting, or of the whole event when it is written as a text. */
export function shortOr(value: Value | undefined, ...paths: readonly string[]): Value | undefined {
  if (value?.kind !== "map" && value?.kind !== "choice") return value?.kind === "null" ? undefined : value;
  for (const path of paths) {
    const found = dig(value, path);
    if (found) return found;
  }
  return undefined;
}

/** A function named by its key, by its logical id or by a reference. */
export function functionNamed(service: Service, value: Value | undefined): string | undefined {
  const name = word(value);
  return name === undefined ? undefined : service.functions.get(name)?.id;
}

/** A text may be the logical id of a resource of the service; anything else is what it is. */
export function resourceNamed({ context, builder }: Service, value: Value): Value {
  const name = word(value);
  if (name === undefined || !context.resources.has(name)) return value;
  return referenceValue({ by: "logical-id", file: builder.file, logicalId: name }, value.at);
}

export function pluginNames(plugins: Value | undefined): ReadonlySet<string> {
  const list = dig(plugins, "modules") ?? plugins;
  return new Set(elements(list).flatMap((plugin) => word(plugin) ?? []));
}

/** A node that an event implies and no one declares. */
export function addImpliedNode(
  service: Service,
  node: {
    readonly logicalId: string;
    readonly name: string;
    readonly kind: "channel" | "store" | "identity" | "external";
    readonly service: string;
    readonly at: SourceRange;
    readonly nameAt: SourceRange;
    readonly physicalName?: Value | undefined;
    readonly isExisting?: boolean;
    readonly properties?: Readonly<Record<string, Value>>;
  },
): string {
  return service.builder.addMadeNode({
    key: node.logicalId,
    kind: node.kind,
    service: node.service,
    name: node.name,
    at: node.at,
    nameAt: node.nameAt,
    properties: {
      ...(node.physicalName && { physicalName: node.physicalName }),
      ...node.properties,
    },
    ...(node.isExisting && { declaredElsewhere: true as const }),
  });
}

export function eventLabel({ type }: ServiceEvent): string {
  return `events.${type}`;
}
