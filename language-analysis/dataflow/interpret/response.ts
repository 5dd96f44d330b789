// The value that a handler returns is its response: what it discloses, whether it is a page, and where it sends the caller.
import type { Expression } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import { JOINED_BIT, mapLabels } from "../domain/label.ts";
import { libraryPaths, type Value } from "../domain/value.ts";
import { partAt, type Given } from "../sinks/given.ts";
import { nameOf, SERIALIZERS } from "../sinks/narrow.ts";
import { reportLabels, type Reported } from "../sinks/report.ts";
import type { CallSite, Machine } from "./machine.ts";
import { deepLabels, readProperty } from "./memory.ts";

const DISCLOSES = { class: "response" as const, effect: "sends it to the caller" };
const IS_PAGE = { class: "html" as const, effect: "sends it to the caller as HTML" };
const REDIRECTS = { class: "redirect" as const, effect: "sends the caller there" };

export function checkResponse(machine: Machine, value: Value, expression: Expression, at: Span): void {
  // An error object has no fields that are sent.
  if (libraryPaths(value).some((path) => /^(Type|Range|Syntax)?Error\(\)$/.test(path))) return;
  const [line, character] = at;
  const isWritten = expression.at[0] !== line || expression.at[1] !== character;
  const keyword: Span = isWritten ? [line, character, line, character + "return".length] : expression.at;
  const site = { module: machine.module, node: expression, callee: { ...expression, at: keyword }, arguments: [], at };
  reportLabels(machine, "return", DISCLOSES, deepLabels(machine, value), { value, expression }, site, 0);
  checkHttpResponse(machine, "return", value, expression, site);
  if (machine.answersPages) checkPage(machine, value, expression, site);
}

/** A text, or a text with a status behind it, that a framework sends as HTML: event data as it came, or in a sentence. */
function checkPage(machine: Machine, value: Value, expression: Expression, site: CallSite): void {
  const part = expression.kind === "array" ? expression.items[0]?.value : expression;
  const text = expression.kind === "array" ? partAt(machine, value, ["0"], part)?.value : value;
  if (!part || !text || text.refs.length > 0 || isSerialized(part)) return;
  const labels = mapLabels(text.labels, (label) =>
    label.change === 0 || (label.harmless & JOINED_BIT) !== 0 ? label : undefined,
  );
  reportLabels(machine, "return", IS_PAGE, labels, { value: text, expression: part }, { ...site, at: part.at }, 0);
}

function isSerialized(expression: Expression): boolean {
  return expression.kind === "call" && SERIALIZERS.test(nameOf(expression.callee));
}

/** `{ statusCode, headers, body }` as it goes to a client. */
export function checkHttpResponse(
  machine: Machine,
  api: string,
  value: Value,
  expression: Expression | undefined,
  site: CallSite,
): void {
  if (value.refs.length === 0) return;
  for (const headers of ["headers", "multiValueHeaders"]) {
    const given = partAt(machine, value, [headers], expression);
    if (!given || given.value.refs.length === 0) continue;
    for (const name of ["Location", "location"]) {
      const isWritten = given.value.refs.some((id) => machine.state.get(id)?.slots.has(name));
      const target = isWritten ? partAt(machine, given.value, [name], given.expression) : undefined;
      if (target) reportPart(machine, api, REDIRECTS, target, site);
    }
    if (!isHtml(machine, given.value)) continue;
    const body = partAt(machine, value, ["body"], expression);
    if (body) reportPart(machine, api, IS_PAGE, body, site);
  }
}

/** The finding stands at the part, not at the whole statement. */
function reportPart(machine: Machine, api: string, row: Reported, given: Given, site: CallSite): void {
  const own = given.expression ? { ...site, at: given.expression.at } : site;
  reportLabels(machine, api, row, deepLabels(machine, given.value), given, own, 0);
}

/** The content type is known to be HTML. */
function isHtml(machine: Machine, headers: Value): boolean {
  return ["Content-Type", "content-type", "Content-type", "contentType", "ContentType"].some((name) => {
    const given = headers.refs.length > 0 ? readProperty(machine, headers, name) : undefined;
    return given?.literals?.some(
      (text) => typeof text === "string" && /^\s*(text\/html|application\/xhtml)/i.test(text),
    );
  });
}
