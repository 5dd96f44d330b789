// Regular expressions: what they prove about a text, and what they take out of it.
import { SINK_CLASSES } from "../../model/taint.ts";
import { provenKeys, provenWhen } from "../interpret/guards.ts";
import type { CallArguments, CallSite, Machine } from "../interpret/machine.ts";
import { changedLabels, deepLabels } from "../interpret/memory.ts";
import type { Given } from "../sinks/given.ts";
import { reportLabels } from "../sinks/report.ts";
import { classKey } from "../domain/guard-keys.ts";
import { CLASS_BITS, classBit, classBits, joinLabels, type Labels } from "../domain/label.ts";
import type { Value } from "../domain/value.ts";
import { knownText, labelled, UNKNOWN } from "../domain/value.ts";
import { isSuperLinear } from "./regex-cost.ts";
import { escapedFor, provesHarmless, provesOwnPath, removesHarmful } from "./regex.ts";

type Pattern = NonNullable<Value["regex"]>;
type Anchoring = "none" | "start" | "both";
const ANCHORING = { match: "start", fullmatch: "both", search: "none" } as const;

/** Functions of Python that look through their second argument, or through the third. */
const RE_FUNCTION = /^re(?:gex)?\.((match|fullmatch|search)|findall|finditer|split|subn?)$/;

/** `re.match(...)`, `re.compile(...)`, `re.sub(...)`, `RegExp(...)`. */
export function callPattern(machine: Machine, api: string, args: CallArguments, site: CallSite): Value | undefined {
  const [first, second] = args.positional;
  if (api === "RegExp" || api === "re.compile" || api === "regex.compile") {
    const source = first?.regex?.source ?? (first && knownText(first));
    const flags = first?.regex?.flags ?? (second && knownText(second)) ?? "";
    return source === undefined ? UNKNOWN : { ...UNKNOWN, regex: { source, flags } };
  }
  const [, name, anchored] = RE_FUNCTION.exec(api) ?? [];
  if (!name || !first) return undefined;
  const pattern = patternOf(first);
  const place = name.startsWith("sub") ? 2 : 1;
  const text = args.positional[place];
  if (text) checkCost(machine, pattern, { value: text, expression: site.arguments[place]?.value }, site);
  if (anchored && text) return matched(machine, pattern, text, ANCHORING[anchored as keyof typeof ANCHORING], site);
  return place === 2 && second && text ? substituted(machine, first, second, text, site, true) : undefined;
}

export function patternOf(value: Value): { source: string; flags: string } | undefined {
  if (value.regex) return value.regex;
  const source = knownText(value);
  return source === undefined ? undefined : { source, flags: "" };
}

/** Methods of a compiled expression and methods of texts that take one. */
export function callRegexMethod(
  machine: Machine,
  data: Value,
  name: string,
  args: CallArguments,
  site: CallSite,
): Value | undefined {
  const [first, second] = args.positional;
  if (first && SEARCHES.has(name)) {
    const receiver = site.callee?.kind === "member" ? site.callee.object : undefined;
    const place = /^subn?$/.test(name) ? 1 : 0;
    const text = args.positional[place] ?? first;
    if (data.regex) checkCost(machine, data.regex, { value: text, expression: site.arguments[place]?.value }, site);
    else checkCost(machine, first.regex, { value: data, expression: receiver }, site);
  }
  if (data.regex && first) {
    if (name === "test") {
      const keys = matchKeys(first.labels, data.regex, "none");
      return keys.length > 0 ? { ...UNKNOWN, guards: provenWhen(true, keys) } : UNKNOWN;
    }
    if (name === "exec" || name === "search") return matched(machine, data.regex, first, "none", site);
    if (name === "match" || name === "fullmatch") return matched(machine, data.regex, first, ANCHORING[name], site);
    if (name === "sub" && second) return substituted(machine, data, first, second, site, true);
  }
  if (name === "match" && first?.regex) return matched(machine, first.regex, data, "none", site);
  if ((name === "replace" || name === "replaceAll") && first?.regex && second) {
    return substituted(machine, first, second, data, site, first.regex.flags.includes("g"));
  }
  return undefined;
}

/** `pattern.test(text)`, `text.match(pattern)`. */
const SEARCHES: ReadonlySet<string> = new Set([
  "test",
  "exec",
  "findall",
  "finditer",
  "fullmatch",
  "match",
  "matchAll",
  "replace",
  "replaceAll",
  "search",
  "split",
  "sub",
  "subn",
]);
const IS_SLOW = { class: "regex" as const, effect: "takes exponential time for some texts" };

/** A text from outside that an expression of exponential cost looks through. */
function checkCost(machine: Machine, regex: Value["regex"], text: Given, site: CallSite): void {
  if (!regex || text.value.labels.size === 0 || !isSuperLinear(regex.source)) return;
  const shown = regex.source.length > 40 ? `${regex.source.slice(0, 40)}...` : regex.source;
  reportLabels(machine, `/${shown}/`, IS_SLOW, text.value.labels, text, site, 0);
}

function matched(
  machine: Machine,
  pattern: Pattern | undefined,
  text: Value,
  anchoring: Anchoring,
  site: CallSite,
): Value {
  const isProof = pattern !== undefined && provesHarmless(pattern.source, pattern.flags, anchoring);
  const harmless = isProof ? CLASS_BITS & ~ELSEWHERE : 0;
  const result = labelled(
    isProof === "all"
      ? new Map()
      : changedLabels(machine, deepLabels(machine, text), site.node, { cuts: true, harmless }),
  );
  const keys = pattern ? matchKeys(text.labels, pattern, anchoring) : [];
  return keys.length > 0 ? { ...result, guards: provenWhen(true, keys) } : result;
}

const ELSEWHERE = classBits(["path", "object-key", "ssrf", "redirect"]);
const INTERPRETERS = SINK_CLASSES.filter((one) => (classBit(one) & ELSEWHERE) === 0);

/** What is proven of a text that matches. */
function matchKeys(labels: Labels, { source, flags }: Pattern, anchoring: Anchoring): readonly string[] {
  const proof = provesHarmless(source, flags, anchoring);
  if (proof === "all") return provenKeys(labels);
  const proven = proof === "interpreters" ? [...INTERPRETERS] : [];
  if (provesOwnPath(source, anchoring)) proven.push("redirect");
  return [...labels.keys()].flatMap((key) => proven.map((one) => classKey(one, key)));
}

function substituted(
  machine: Machine,
  pattern: Value,
  replacement: Value,
  text: Value,
  site: CallSite,
  isGlobal: boolean,
): Value {
  const source = patternOf(pattern)?.source;
  const inserted = knownText(replacement);
  if (
    isGlobal &&
    source !== undefined &&
    removesHarmful(source) &&
    inserted !== undefined &&
    /^[\w.-]*$/.test(inserted)
  ) {
    return UNKNOWN;
  }
  const labels = joinLabels(deepLabels(machine, text), deepLabels(machine, replacement));
  const escaped = isGlobal && source !== undefined ? escapedFor(source, inserted) : [];
  return labelled(changedLabels(machine, labels, site.node, { cuts: true, harmless: classBits(escaped) }));
}
