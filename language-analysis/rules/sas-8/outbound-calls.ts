// Calls to other hosts by library, and how each of them is told when to give up.
// Sources: READMEs of axios, got, node-fetch, superagent, needle; MDN fetch and AbortSignal; Requests "Timeouts"; urllib.request.urlopen; http.client.
import type { TextEdit } from "../../model/finding.ts";
import type { Expression, ProgramModule } from "../../model/program.ts";
import { callsOf, nameOf, textOfLiteral, type Call, type NamedCall } from "../calls.ts";
import { oncePerModule, type CodePlace } from "../code-search.ts";
import { insertAfter } from "../code-edits.ts";
import { expressionsOf, partsOf, statementsOf } from "../program-search.ts";
import { variablesOf } from "../variables.ts";

interface Library {
  readonly calls: RegExp;
  /** Name of the option or keyword. */
  readonly option: RegExp;
  /** Options given to a client of this library hold for all its calls. */
  readonly defaults?: RegExp;
  /** What is added behind the last argument. */
  readonly added?: string;
  /** Gives up by itself, unless it is told not to. */
  readonly isPatient?: false;
}

const SCRIPT: readonly Library[] = [
  {
    calls: /^axios(\.(get|post|put|patch|delete|head|request|options))?$/,
    option: /^(timeout|signal)$/,
    defaults: /^axios\.(create|defaults\.\w+)$/,
  },
  {
    calls: /^(fetch|node-fetch|cross-fetch|undici\.fetch|isomorphic-fetch|node-fetch\.default)$/,
    option: /^(signal|timeout)$/,
    added: ", { signal: AbortSignal.timeout(10_000) }",
  },
  {
    calls: /^got(\.(get|post|put|patch|delete|head|stream))?$/,
    option: /^(timeout|signal)$/,
    defaults: /^got\.extend$/,
  },
  {
    calls: /^(request|request-promise|request-promise-native)(\.(get|post|put|patch|delete))?$/,
    option: /^timeout$/,
    defaults: /^request(-promise(-native)?)?\.defaults$/,
  },
  {
    calls: /^needle(\.(get|post|put|patch|delete|request))?$/,
    option: /^(open_timeout|response_timeout|read_timeout|timeout)$/,
  },
];
const PYTHON: readonly Library[] = [
  { calls: /^requests\.(get|post|put|patch|delete|head|options|request)$/, option: /^timeout$/, added: ", timeout=10" },
  { calls: /^(urllib\.request\.urlopen|urllib2\.urlopen|urlopen)$/, option: /^timeout$/, added: ", timeout=10" },
  { calls: /^http\.client\.HTTPS?Connection$/, option: /^timeout$/, added: ", timeout=10" },
  {
    calls: /^httpx\.(get|post|put|patch|delete|head|options|request|stream|Client|AsyncClient)$/,
    option: /^timeout$/,
    isPatient: false,
  },
];

/** What a session of Requests is made with; it has no timeout of its own. */
const SESSION = /^requests\.(sessions\.)?[Ss]ession$/;
const SESSION_CALL = /\.(get|post|put|patch|delete|head|options|request)$/;

/** Calls of one API in one function; the place is the callee of the first. */
export interface OutboundCall extends CodePlace {
  readonly api: string;
  /** What gives this call, and the others of the same function, a timeout; none when it is not known how. */
  readonly edits: readonly TextEdit[];
}

export const outboundCallsOf = oncePerModule((module): readonly OutboundCall[] => {
  const libraries = module.language === "python" ? PYTHON : SCRIPT;
  const sessions = sessionsOf(module);
  const calls = callsOf(module).map((one) =>
    isOfSession(one, sessions) ? { ...one, name: one.name.replace(/^.*\./, "requests.") } : one,
  );
  // A default that is set somewhere in the module, or a timer that ends the call, may well hold for this one.
  if (
    libraries.some(({ defaults }) => defaults && calls.some(({ name }) => defaults.test(name))) ||
    setsDefaults(module)
  )
    return [];
  const found = new Map<string, OutboundCall>();
  for (const one of calls) {
    const library = libraries.find(({ calls: shape }) => shape.test(one.name));
    if (!library || hasOption(module, one, library) || isLocal(module, one)) continue;
    const api = apiOf(one.name);
    const key = `${one.functionIndex}|${api}`;
    const edits = editsOf(module, one.call, library);
    const first = found.get(key);
    // All calls of one function are mended together; when one of them can't be, none is.
    const isMended = edits.length > 0 && (!first || first.edits.length > 0);
    found.set(key, {
      at: first?.at ?? one.call.callee.at,
      functionIndex: one.functionIndex,
      api,
      edits: isMended ? [...(first?.edits ?? []), ...edits] : [],
    });
  }
  return [...found.values()];
});

/** Names of variables and attributes that hold a session, whatever else they may hold; none where an adapter may bring a timeout. */
function sessionsOf(module: ProgramModule): ReadonlySet<string> {
  const names = new Set<string>();
  if (module.language !== "python" || callsOf(module).some(({ name }) => name.endsWith(".mount"))) return names;
  for (const { statement } of statementsOf(module)) {
    if (statement.kind !== "assign" || (statement.target.kind !== "name" && statement.target.kind !== "member"))
      continue;
    const { target, value } = statement;
    const isMade = partsOf(value).some(
      (part) => part.kind === "call" && SESSION.test(nameOf(module, part.callee) ?? ""),
    );
    const name = target.kind === "name" ? target.name : target.property;
    if (isMade && typeof name === "string") names.add(name);
  }
  return names;
}

function isOfSession({ call: { callee }, name }: NamedCall, sessions: ReadonlySet<string>): boolean {
  if (sessions.size === 0 || callee.kind !== "member" || !SESSION_CALL.test(name)) return false;
  const { object } = callee;
  const holder = object.kind === "name" ? object.name : object.kind === "member" ? object.property : undefined;
  return typeof holder === "string" && sessions.has(holder);
}

function apiOf(name: string): string {
  return name.replace(/^(node-fetch|cross-fetch|undici\.fetch|isomorphic-fetch|node-fetch\.default)$/, "fetch");
}

/** `axios.defaults.timeout = ...`, `socket.setdefaulttimeout(...)`, `Promise.race([...])`. */
function setsDefaults(module: ProgramModule): boolean {
  if (
    callsOf(module).some(({ name }) => /^(socket\.setdefaulttimeout|Promise\.race|p-timeout|signal\.alarm)$/.test(name))
  )
    return true;
  for (const { expression } of expressionsOf(module)) {
    if (expression.kind === "member" && expression.property === "defaults") return true;
  }
  return false;
}

/** Extensions and agents beside the function answer on the same machine. */
function isLocal(module: ProgramModule, { call, functionIndex }: NamedCall): boolean {
  const [first] = call.arguments;
  if (!first) return false;
  for (const part of variablesOf(module).origins(first.value, functionIndex)) {
    const text = textOfLiteral(part);
    if (text !== undefined && /^https?:\/\/(localhost|127\.0\.0\.1|169\.254\.)/.test(text)) return true;
  }
  return false;
}

function hasOption(module: ProgramModule, { call, functionIndex }: NamedCall, library: Library): boolean {
  const { option, isPatient = true } = library;
  for (const argument of call.arguments) {
    if (argument.spread) return true;
    if (argument.name !== undefined && option.test(argument.name)) return !isOff(argument.value);
    if (argument.name === undefined && mayHold(module, argument.value, option, functionIndex)) return true;
  }
  return !isPatient;
}

/** `timeout=None`: no end to the wait. */
function isOff(value: Expression): boolean {
  return value.kind === "literal" && value.value === null;
}

/** The argument is an object with the option, or one whose content is not all in sight. */
function mayHold(module: ProgramModule, value: Expression, option: RegExp, functionIndex: number): boolean {
  const values = value.kind === "name" ? variablesOf(module).valuesOf(value.name, functionIndex) : [value];
  const isLiteral = values.length > 0 && values.every((one) => one.kind === "object" || one.kind === "literal");
  if (value.kind === "name" && !isLiteral && /opt|conf|param|init|request|args/i.test(value.name)) return true;
  return values.some(
    (one) =>
      one.kind === "object" &&
      one.properties.some(({ key }) => key === undefined || (typeof key === "string" && option.test(key))),
  );
}

/** One more argument behind the last: where the option stands in an object of its own, only when there is none yet. */
function editsOf(module: ProgramModule, call: Call, { added }: Library): readonly TextEdit[] {
  const last = call.arguments.at(-1)?.value;
  if (added === undefined || !last || call.arguments.some(({ name }) => name === "timeout")) return [];
  if (module.language !== "python" && call.arguments.length !== 1) return [];
  return [insertAfter(module.file, last.at, added)];
}
