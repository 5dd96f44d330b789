// Filters of events: whether what is sent may pass. Anything not known passes. Sources: Amazon S3 user guide, "Event notifications, filtering";
// SNS developer guide, "Subscription filter policies"; EventBridge user guide, "Event patterns"; Lambda developer guide, "Event filtering".
import { filtersOf, type MapEdge } from "../../model/app-map.ts";
import { itemsOf, property, textOf, type Value } from "../../model/value.ts";
import type { Known, Pieces } from "./known.ts";
import { mayBeEqual, mayEndWith, mayStartWith, UNKNOWN_DATA } from "./known.ts";

/** What is sent, as filters of each kind of source see it. */
export interface Sent {
  /** Key of an object. */
  readonly key: Known;
  readonly body: Known;
  /** Message attributes by name, with their text. */
  readonly attributes: Known;
  /** The whole event as a pattern sees it: `source`, `detail-type`, `detail`; of table streams `eventName`, `dynamodb`. */
  readonly event: Known;
}

export const ANYTHING: Sent = {
  key: UNKNOWN_DATA,
  body: UNKNOWN_DATA,
  attributes: UNKNOWN_DATA,
  event: UNKNOWN_DATA,
};

/** False only when the filter of the edge certainly stops it. `service` is that of the edge's source. */
export function letsThrough(edge: MapEdge, service: string, sent: Sent): boolean {
  const filters = filtersOf(edge);
  return filters.length === 0 || filters.some((filter) => matches(filter, service, sent));
}

function matches(filter: Value, service: string, sent: Sent): boolean {
  switch (service) {
    case "s3":
      return keyRules(filter).every(({ name, value }) => {
        if (sent.key.kind !== "text") return true;
        const test = name === "prefix" ? mayStartWith : mayEndWith;
        return sent.key.texts.some((pieces) => test(pieces, value));
      });
    case "sns":
      return patternMatches(filter, sent.attributes) || isBodyPolicy(filter, sent);
    case "events":
    case "events-rule":
      return patternMatches(filter, sent.event);
    case "dynamodb":
    case "kinesis":
    case "sqs":
      return criteriaMatch(filter, sent);
    default:
      return true;
  }
}

interface KeyRule {
  readonly name: "prefix" | "suffix";
  readonly value: string;
}

/** `S3Key.Rules` of CloudFormation, `rules` of the Serverless Framework. */
function keyRules(filter: Value): readonly KeyRule[] {
  const written = property(property(filter, "S3Key"), "Rules") ?? filter;
  return itemsOf(written).flatMap((rule): KeyRule[] => {
    if (rule.kind !== "map") return [];
    const name = textOf(property(rule, "Name"))?.toLowerCase();
    const value = textOf(property(rule, "Value"));
    if ((name === "prefix" || name === "suffix") && value !== undefined) return [{ name, value }];
    return (["prefix", "suffix"] as const).flatMap((key) => {
      const text = textOf(property(rule, key));
      return text === undefined ? [] : [{ name: key, value: text }];
    });
  });
}

/** A policy on the body has the same form; which of the two it is stands elsewhere. */
function isBodyPolicy(filter: Value, { body }: Sent): boolean {
  return body.kind !== "map" ? false : filter.kind === "map" && patternMatches(filter, body) && hasOneOf(filter, body);
}

function hasOneOf(filter: Value, body: Known): boolean {
  return filter.kind === "map" && body.kind === "map" && filter.entries.some(({ key }) => key in body.entries);
}

/** `FilterCriteria` and `filterPatterns`: one of the patterns is enough. */
function criteriaMatch(filter: Value, sent: Sent): boolean {
  const filters = itemsOf(property(filter, "Filters") ?? filter);
  const patterns = filters.map((one) => property(one, "Pattern") ?? one);
  if (patterns.length === 0) return true;
  return patterns.some((pattern) => {
    const json = parsed(pattern);
    return json === undefined ? true : patternMatches(json, sent.event);
  });
}

/** A pattern written as JSON text. */
function parsed(pattern: Value): Value | undefined {
  const text = textOf(pattern);
  if (text === undefined) return pattern.kind === "map" ? pattern : undefined;
  try {
    return valueOfJson(JSON.parse(text), pattern);
  } catch {
    return undefined; // Not JSON: the deployment refuses it, and nothing is known about what passes.
  }
}

function valueOfJson(json: unknown, { at }: Value): Value {
  const inner = (one: unknown): Value => valueOfJson(one, { kind: "null", at });
  if (Array.isArray(json)) return { kind: "list", items: json.map(inner), at };
  if (typeof json === "string") return { kind: "text", value: json, at };
  if (typeof json === "number") return { kind: "number", value: json, at };
  if (typeof json === "boolean") return { kind: "boolean", value: json, at };
  if (json === null || typeof json !== "object") return { kind: "null", at };
  return {
    kind: "map",
    entries: Object.entries(json).map(([key, one]) => ({ key, keyAt: at, value: inner(one), at })),
    at,
  };
}

/** `{ "source": ["a"], "detail": { "kind": [{ "prefix": "b" }] } }` against what is known of the event. */
function patternMatches(pattern: Value, data: Known): boolean {
  if (pattern.kind !== "map" || data.kind === "unknown") return true;
  return pattern.entries.every(({ key, value }) => {
    if (key === "$or") return itemsOf(value).some((one) => patternMatches(one, data));
    if (data.kind !== "map") return true;
    const part = Object.hasOwn(data.entries, key) ? data.entries[key] : undefined;
    if (value.kind === "map" && (part || !data.isWhole)) return patternMatches(value, part ?? UNKNOWN_DATA);
    if (value.kind === "map") return value.entries.every((one) => itemsOf(one.value).some(allowsMissing));
    if (part === undefined) return !data.isWhole || itemsOf(value).some(allowsMissing);
    return itemsOf(value).some((one) => valueMatches(one, part));
  });
}

function allowsMissing(one: Value): boolean {
  const exists = property(one, "exists");
  return exists?.kind === "boolean" && !exists.value;
}

function valueMatches(wanted: Value, data: Known): boolean {
  if (data.kind === "list") return data.items.some((item) => valueMatches(wanted, item));
  if (data.kind === "number") return wanted.kind === "number" ? wanted.value === data.value : wanted.kind !== "text";
  if (data.kind !== "text") return true;
  return data.texts.some((pieces) => textMatches(wanted, pieces));
}

function textMatches(wanted: Value, pieces: Pieces): boolean {
  const text = textOf(wanted);
  if (text !== undefined) return mayBeEqual([text], pieces);
  if (wanted.kind !== "map") return wanted.kind !== "number" && wanted.kind !== "boolean";
  return wanted.entries.every(({ key, value }) => {
    const operand = textOf(value);
    if (key === "prefix" && operand !== undefined) return mayStartWith(pieces, operand);
    if (key === "suffix" && operand !== undefined) return mayEndWith(pieces, operand);
    if (key === "exists") return value.kind !== "boolean" || value.value;
    if (key !== "anything-but" || pieces.length > 1) return true;
    return !itemsOf(value).some((one) => textOf(one) === pieces[0]);
  });
}
