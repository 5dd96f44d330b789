// Kinds of events that code puts on a bus, as far as they are literal, and the rules that certainly let them through.
import type { MapEdge } from "../../model/app-map.ts";
import type { Expression, ProgramModule } from "../../model/program.ts";
import { spanOf } from "../../model/range.ts";
import { itemsOf, textOf, type Value } from "../../model/value.ts";
import { oncePerModule } from "../code-search.ts";
import { expressionsOf, spanContains } from "../program-search.ts";
import type { RuleContext } from "../rule.ts";
import { variablesOf } from "../variables.ts";

/** Only what is literal; an event of which neither is known is left out. */
interface WrittenEvent {
  readonly source: string | undefined;
  readonly "detail-type": string | undefined;
}

/** Events that are put along the edge. */
export function writtenEvents({ code }: RuleContext, { evidence }: MapEdge): readonly WrittenEvent[] {
  return evidence.flatMap(({ kind, at, label }) => {
    const module = kind === "observed" && label.endsWith(".PutEvents") ? code.get(at.file)?.module : undefined;
    if (!module) return [];
    const place = spanOf(at);
    return (
      callsOf(module).find(({ call }) => spanContains(call.at, place) && spanContains(place, call.at))?.events ?? []
    );
  });
}

const callsOf = oncePerModule((module) =>
  expressionsOf(module).flatMap(({ expression, functionIndex }) => {
    if (expression.kind !== "call") return [];
    const { callee } = expression;
    const method = callee.kind === "member" && typeof callee.property === "string" ? callee.property : "";
    const isSent = /^(put_?events|send)$/i.test(method);
    return isSent ? [{ call: expression, events: eventsIn(module, expression, functionIndex) }] : [];
  }),
);

function eventsIn(module: ProgramModule, call: Expression, functionIndex: number): readonly WrittenEvent[] {
  const events: WrittenEvent[] = [];
  for (const one of variablesOf(module).origins(call, functionIndex)) {
    if (one.kind !== "object") continue;
    const given = (name: string) => one.properties.find(({ key }) => key === name)?.value;
    const type = given("DetailType");
    if (!type || !given("Detail")) continue;
    events.push({
      source: literalOf(module, given("Source"), functionIndex),
      "detail-type": literalOf(module, type, functionIndex),
    });
  }
  return events;
}

function literalOf(module: ProgramModule, value: Expression | undefined, functionIndex: number): string | undefined {
  if (value?.kind === "literal") return typeof value.value === "string" ? value.value : undefined;
  if (value?.kind !== "name") return undefined;
  const [only, ...others] = variablesOf(module).valuesOf(value.name, functionIndex);
  return only?.kind === "literal" && typeof only.value === "string" && others.length === 0 ? only.value : undefined;
}

/** The event matches all that one of the patterns asks of it; a pattern on its content is no answer. */
export function letsThrough(patterns: readonly Value[], events: readonly WrittenEvent[]): boolean {
  return patterns.some((pattern) => pattern.kind === "map" && events.some((event) => matches(pattern, event)));
}

function matches(pattern: Value & { readonly kind: "map" }, event: WrittenEvent): boolean {
  return pattern.entries.every(({ key, value }) => {
    const text = key === "source" || key === "detail-type" ? event[key] : undefined;
    return text !== undefined && itemsOf(value).some((wanted) => textMatches(wanted, text));
  });
}

function textMatches(wanted: Value, text: string): boolean {
  if (wanted.kind !== "map") return textOf(wanted) === text;
  return wanted.entries.every(({ key, value }) => key === "prefix" && text.startsWith(textOf(value) ?? "\0"));
}
