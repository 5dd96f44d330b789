// Writes down what of the labels at a sink is worth telling there.
import type { SinkClass } from "../../model/taint.ts";
import type { CallSite, Machine } from "../interpret/machine.ts";
import { classKey, isHostKnown, isOwnPath, openKey, textKey } from "../domain/guard-keys.ts";
import type { Label, Labels } from "../domain/label.ts";
import { classBit, JOINED_BIT, TEXT_BIT } from "../domain/label.ts";
import { DISCLOSED } from "../tables/disclosure.ts";
import type { Choice, TextSink } from "../tables/schema.ts";
import { composingCall } from "./composing-call.ts";
import type { Given } from "./given.ts";
import { narrowPlace } from "./narrow.ts";

/** What goes into the answer: the place is where it was put there. */
const FOLLOWED: ReadonlySet<SinkClass> = new Set<SinkClass>(["response", "redirect"]);

/** What reports need of a row. */
export type Reported = Pick<TextSink, "class" | "effect" | "doubt" | "joined" | "only"> & {
  readonly kind?: TextSink["kind"] | "process";
};

export function reportLabels(
  machine: Machine,
  api: string,
  row: Reported,
  labels: Labels,
  given: Given,
  site: CallSite,
  doubt: number,
): void {
  for (const label of labels.values()) {
    if (!DISCLOSED[row.class].has(label.origin.kind)) continue;
    if ((harmlessOf(label) & classBit(row.class)) !== 0 || isGuarded(machine, row, label)) continue;
    if (isForObjects(row) && isText(label)) continue;
    if (row.class === "message" && isSentBefore(label)) continue;
    if (row.joined && (label.harmless & JOINED_BIT) === 0) continue;
    if (row.only && !CHOSEN[row.only].test(nameOf(label))) continue;
    const said = {
      class: row.class,
      api: shownApi(api),
      doubt: doubt + (row.doubt ?? 0),
      effect: row.effect,
    };
    const outer = composingCall(machine, row.class, label);
    if (outer) {
      machine.report({ ...outer, ...said, label, innerAt: machine.place(site.at) });
      continue;
    }
    const place = given.expression ? narrowPlace(machine, given.expression, label, FOLLOWED.has(row.class)) : undefined;
    machine.report({
      ...said,
      label,
      at: place ?? machine.place(given.expression?.at ?? site.at),
      callAt: machine.place(site.at),
      calleeAt: machine.place(site.callee?.at ?? site.at),
    });
  }
}

function isGuarded({ state: { guarded } }: Machine, row: Reported, label: Label): boolean {
  if (guarded.size === 0) return false;
  const { key } = label;
  if (row.class === "response" && guarded.has(openKey(label.origin.id))) return true;
  if ((row.class === "ssrf" || row.class === "redirect") && isHostKnown(guarded, label)) return true;
  if (row.class === "redirect" && isOwnPath(guarded, key)) return true;
  return guarded.has(key) || guarded.has(classKey(row.class, key)) || (isForObjects(row) && guarded.has(textKey(key)));
}

function isForObjects({ kind }: Reported): boolean {
  return kind === "value" || kind === "whole";
}

/** Another function has handed it on: that is where it should be checked. */
function isSentBefore({ origin, path }: Label): boolean {
  return origin.part(path)?.upstream !== undefined;
}

/** What is protected here or before it was sent. */
function harmlessOf({ harmless, origin, path }: Label): number {
  return harmless | (origin.part(path)?.harmless ?? 0);
}

/** What the app should work out itself: what something costs, what somebody may do, who somebody is. */
const CHOSEN: Readonly<Record<Choice, RegExp>> = {
  decisions:
    /^(price|unitprice|itemprice|total|totalprice|totalamount|totalcost|cost|discount|discountrate|balance|role|roles|userrole|isadmin|admin|issuperuser|permissions?|scopes?|accesslevel)$/,
  identities:
    /^((user|account|owner|customer|member|employee|patient|profile)(id|name|email|uuid|uid|sub)|user|username|email|emailaddress|sub|uid|userpk|cognitosub)$/,
};

/** Small and without punctuation, of the part that means something to a person. */
function nameOf({ path, shown }: Label): string {
  const name = path.slice(0, shown ?? path.length).findLast((part) => !/^(\d+|\*|S|N)$/.test(part)) ?? "";
  return name.replace(/[_-]/g, "").toLowerCase();
}

/** Nothing but a text, so no object that the sender shapes. */
function isText({ harmless, change, origin, path }: Label): boolean {
  return (harmless & TEXT_BIT) !== 0 || (change === 0 && origin.isText?.(path) === true);
}

function shownApi(api: string): string {
  return api
    .replace(/^builtins\./, "")
    .replace(/^lambda\./, "")
    .replace(/^express\.response/, "res")
    .replace(/\(\)/g, "");
}
