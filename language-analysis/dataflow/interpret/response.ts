// The value that a handler returns is its response: what it discloses, whether it is a page, and where it sends the caller.
import type { Expression, Pattern } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import { JOINED_BIT, mapLabels } from "../domain/label.ts";
import { knownText, libraryPaths, type Value } from "../domain/value.ts";
import { givenAt, partAt, type Given } from "../sinks/given.ts";
import { nameOf, SERIALIZERS } from "../sinks/narrow.ts";
import { reportLabels, type Reported } from "../sinks/report.ts";
import { ANSWER_OBJECTS, ANSWERING, HEADER_SETTERS } from "../tables/responses.ts";
import type { CallArguments, CallSite, Machine } from "./machine.ts";
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

const IS_LOGGED = { class: "log" as const, effect: "ends the function, and the platform logs it" };

/** Of an error that nothing catches the platform logs the text and the stack. */
export function checkThrown(machine: Machine, value: Value, expression: Expression, at: Span): void {
  const secrets = mapLabels(deepLabels(machine, value), (label) =>
    label.origin.kind === "secret" ? label : undefined,
  );
  const site = { module: machine.module, node: expression, callee: expression, arguments: [], at };
  reportLabels(machine, "throw", IS_LOGGED, secrets, { value, expression }, site, 0);
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
    checkHeaders(machine, api, given, site);
    if (!isHtml(machine, given.value)) continue;
    const body = partAt(machine, value, ["body"], expression);
    if (body) reportPart(machine, api, IS_PAGE, body, site);
  }
}

function checkHeaders(machine: Machine, api: string, given: Given, site: CallSite): void {
  for (const name of ["Location", "location"]) {
    const isWritten = given.value.refs.some((id) => machine.state.get(id)?.slots.has(name));
    const target = isWritten ? partAt(machine, given.value, [name], given.expression) : undefined;
    if (target) reportPart(machine, api, REDIRECTS, target, site);
  }
}

/** `Response(status_code=302, headers={"Location": url})`. */
export function checkAnswerObject(machine: Machine, api: string, args: CallArguments, site: CallSite): void {
  const headers = ANSWER_OBJECTS.test(api) ? givenAt({ index: 9, keyword: "headers" }, args, site) : undefined;
  if (headers) checkHeaders(machine, api, headers, site);
}

/** `res.setHeader("Location", url)`, `res.writeHead(302, { Location: url })`. */
export function checkHeaderCall(machine: Machine, api: string, args: CallArguments, site: CallSite): void {
  const index = HEADER_SETTERS[api];
  const first = index === undefined ? undefined : givenAt({ index }, args, site);
  if (index === undefined || !first) return;
  const value = givenAt({ index: index + 1 }, args, site);
  if (value && knownText(first.value)?.toLowerCase() === "location") reportPart(machine, api, REDIRECTS, value, site);
  else checkHeaders(machine, api, first, site);
}

/** `ctx.body = x`, `request.response = { statusCode, body }`. */
export function checkAssigned(machine: Machine, target: Pattern, value: Value, expression: Expression): void {
  if (target.kind !== "member" || typeof target.property !== "string") return;
  const answering = ANSWERING[target.property];
  const object = answering && machine.lastValue(target.object);
  for (const path of object ? libraryPaths(object) : []) {
    const form = answering?.[path];
    if (form === undefined) continue;
    const { at } = expression;
    const callee: Expression = { kind: "name", name: target.property, at: target.at };
    const site = { module: machine.module, node: expression, callee, arguments: [], at };
    const api = `${path}.${target.property}`;
    reportLabels(machine, api, DISCLOSES, deepLabels(machine, value), { value, expression }, site, 0);
    if (form === "http") checkHttpResponse(machine, api, value, expression, site);
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
