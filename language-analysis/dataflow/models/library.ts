// Calls of functions outside the workspace: sinks are checked, then a model says what comes out. What no model knows may pass on
// whatever goes in, with doubt.
import { say } from "../../model/message.ts";
import type { CallArguments, CallSite, Machine } from "../interpret/machine.ts";
import { provenWhen } from "../interpret/guards.ts";
import { noteAnswer } from "../across/sending.ts";
import { changedLabels, deepLabels } from "../interpret/memory.ts";
import { intoMarkup } from "../interpret/texts.ts";
import type { Labels } from "../domain/label.ts";
import {
  NO_LABELS,
  RESOLVED_BIT,
  TEXT_BIT,
  classBits,
  joinLabels,
  makeLabel,
  mapLabels,
  singleLabel,
} from "../domain/label.ts";
import type { Value } from "../domain/value.ts";
import { joinValues, knownText, labelled, library, NEVER, UNKNOWN } from "../domain/value.ts";
import { checkSinks, hasSinks, isRequest } from "../sinks/check.ts";
import { checkQueryMethod, checkRecordQuery } from "../sinks/methods.ts";
import { canonicalApi } from "../tables/api-names.ts";
import { ERROR_TEXT_APIS } from "../tables/conversions.ts";
import { ERROR_FIRST, ERROR_PARAMETER } from "../tables/errors.ts";
import { ANSWER_ARGUMENTS, ENDING, RESPONSE_CHAIN } from "../tables/responses.ts";
import { asksModel } from "../tables/model-answers.ts";
import type { FlowRow } from "../tables/schema.ts";
import { TEXT_METHODS } from "../tables/text.ts";
import { VALIDATORS } from "../tables/validators.ts";
import { callAws, isAws } from "./aws.ts";
import { callBuiltin } from "./builtins.ts";
import { callFiles, contentRead } from "./files.ts";
import { answerLabels } from "./model-answers.ts";
import { callRouteValidator } from "./route-schemas.ts";
import { callPathParts } from "./segments.ts";
import { callSchema } from "./schemas.ts";
import { callText } from "./serialized.ts";
import { asNumber } from "./numbers.ts";
import { flowRowOf } from "./flow-rows.ts";
import { callFramework } from "./frameworks.ts";
import { tokenRow } from "./tokens.ts";
import { callBack, errorAt, isCallable } from "./promises.ts";
import { callPattern } from "./patterns.ts";
import { secretCall } from "./secret-calls.ts";

/** Functions that put their arguments into a text. */
const FORMATS: ReadonlySet<string> = new Set(["util.format", "sprintf-js.sprintf", "sprintf-js.vsprintf"]);

const IMPORTS: ReadonlySet<string> = new Set(["require", "import", "builtins.__import__", "importlib.import_module"]);

export function callLibrary(
  machine: Machine,
  path: string,
  receiver: Value | undefined,
  args: CallArguments,
  site: CallSite,
): Value {
  const api = canonicalApi(path);
  const isOutput = checkSinks(machine, api, receiver, args, site);
  if (api.startsWith("builtins.") || !hasSinks(api))
    checkQueryMethod(machine, api.slice(api.lastIndexOf(".") + 1), args, site);
  checkRecordQuery(machine, api.slice(api.lastIndexOf(".") + 1), args, site);
  const [first] = args.positional;
  if (IMPORTS.has(api) && first) {
    const specifier = knownText(first);
    return specifier === undefined ? UNKNOWN : machine.importedModule(specifier);
  }
  if (ERROR_TEXT_APIS.has(api)) return machine.errorValue(site.node, machine.place(site.at));
  if (ENDING.test(api)) {
    machine.state.isLive = false;
    return NEVER;
  }
  const framed = callFramework(machine, api, receiver, args, site);
  if (RESPONSE_CHAIN.test(api) && receiver) return receiver;
  if (framed) return framed;
  const place = ANSWER_ARGUMENTS[api];
  const answer = place === undefined ? undefined : args.positional[place];
  if (answer) noteAnswer(machine, answer, machine.place(site.at));
  if (asksModel(api)) return joinValues(labelled(answerLabels(machine, args, site)), library(canonicalApi(`${api}()`)));
  if (isOutput) return UNKNOWN;
  const special =
    callBuiltin(machine, api, args, site) ??
    callPattern(machine, api, args, site) ??
    callFiles(machine, api, args, site) ??
    callPathParts(machine, api, args, site) ??
    callText(machine, api, args, site);
  if (special) return special;
  const read = contentRead(machine, api, args);
  if (read) {
    const opened = joinValues(labelled(deepLabels(machine, read)), library(canonicalApi(`${api}()`)));
    callCallbacks(machine, args, opened, site, ERROR_FIRST.test(api));
    return opened;
  }
  const source = sourceValue(machine, api, site) ?? secretCall(machine, api, args, site);
  if (source) return source;
  const row = machine.program.models.flowOf(api) ?? tokenRow(machine, api, args) ?? flowRowOf(api);
  if (isAws(api) && !row) return callAws(machine, api, receiver, args, site);
  const validated =
    VALIDATORS.has(api) && first ? { ...UNKNOWN, guards: provenWhen(true, first.labels.keys()) } : undefined;
  if (validated) return validated;
  const shaped = callRouteValidator(api, args) ?? callSchema(machine, api, receiver, args, site);
  if (shaped) return shaped;
  const result = row ? byRow(machine, row, api, args, site) : unknownCall(machine, api, receiver, args, site);
  callCallbacks(machine, args, result, site, ERROR_FIRST.test(api));
  return result;
}

/** What users name as a source. */
function sourceValue(machine: Machine, api: string, site: CallSite): Value | undefined {
  const trust = machine.program.models.sourceOf(api);
  if (trust === undefined) return undefined;
  const origin = machine.origin(`source ${machine.siteOf(site.node)}`, (id) => ({
    id,
    kind: "stored",
    doubt: 0,
    part: () => ({ trust }),
  }));
  const message = say("`{0}` brings in data from outside", shown(api));
  const trace = { before: undefined, length: 1, at: machine.place(site.at), message };
  return labelled(singleLabel(makeLabel({ origin, path: [], change: 0, harmless: 0, doubt: 0, trace })));
}

function byRow(machine: Machine, row: FlowRow, api: string, args: CallArguments, site: CallSite): Value {
  if (row.flow === "none") return library(canonicalApi(`${api}()`));
  if (row.flow === "number") return asNumber(machine, args.positional[0]?.labels ?? NO_LABELS, site.node);
  if (row.flow === "same") return args.positional[0] ?? UNKNOWN;
  const written = FORMATS.has(api) ? args.positional.map(knownText).filter((text) => text !== undefined) : [];
  const labels = intoMarkup(machine, argumentLabels(machine, args), written, site.node);
  const value = labelled(
    changedLabels(machine, labels, site.node, {
      at: machine.place(site.at),
      message:
        row.note === undefined ? say("passes through `{0}`", shown(api)) : say("{0} by `{1}`", row.note, shown(api)),
      doubt: row.doubt ?? 0,
      harmless:
        (row.protects ? classBits(row.protects) : 0) |
        (row.makesText ? TEXT_BIT : 0) |
        (row.resolves ? RESOLVED_BIT : 0),
      ...(row.undoes && { keep: 0 }),
      ...(row.keepsText && { isSame: true }),
    }),
  );
  return row.isObject ? joinValues(value, library(canonicalApi(`${api}()`))) : value;
}

export function argumentLabels(machine: Machine, args: CallArguments): Labels {
  let labels = NO_LABELS;
  const all = [...args.positional, ...args.named.values(), args.spread, args.keywords];
  for (const value of all) if (value) labels = joinLabels(labels, deepLabels(machine, value));
  return labels;
}

function unknownCall(
  machine: Machine,
  api: string,
  receiver: Value | undefined,
  args: CallArguments,
  site: CallSite,
): Value {
  const made = library(canonicalApi(`${api}()`));
  const name = api.slice(api.lastIndexOf(".") + 1);
  const own = receiver ? deepLabels(machine, receiver) : NO_LABELS;
  const isText = TEXT_METHODS.has(name);
  const at = machine.place(site.at);
  const message = say("passes through `{0}`", shown(api));
  const kept = changedLabels(machine, own, site.node, { at, message });
  const given = argumentLabels(machine, args);
  const passed = changedLabels(machine, isRequest(api) ? withoutSecrets(given) : given, site.node, {
    at,
    message,
    doubt: isText ? 0 : 1,
  });
  const labels = joinLabels(kept, passed);
  return labels.size === 0 ? { ...made, literals: undefined } : joinValues(labelled(labels), made);
}

/** A server does not send back the key that it was asked with. */
function withoutSecrets(labels: Labels): Labels {
  return mapLabels(labels, (label) => (label.origin.kind === "secret" ? undefined : label));
}

/** Functions among the arguments are called back: with an error first where that is known or they are written so, and the result. */
export function callCallbacks(
  machine: Machine,
  args: CallArguments,
  result: Value,
  site: CallSite,
  isErrorFirst = false,
): void {
  const all = [...args.positional, ...args.named.values()];
  all.forEach((value, index) => {
    if (!isCallable(value) || !value.callables.some((one) => one.kind === "closure")) return;
    const data: Value = { ...result, callables: result.callables.filter((one) => one.kind !== "closure") };
    const given =
      isErrorFirst || takesError(value) ? [errorAt(machine, site, index), data, data] : [data, data, UNKNOWN];
    machine.branch([() => undefined, () => void callBack(machine, value, given, site)]);
  });
}

function takesError(callback: Value): boolean {
  return callback.callables.some((one) => {
    if (one.kind !== "closure") return false;
    const pattern = one.module.functions[one.index]?.parameters[0]?.pattern;
    return pattern?.kind === "name" && ERROR_PARAMETER.test(pattern.name);
  });
}

export function shown(api: string): string {
  return api.replace(/^builtins\./, "").replace(/\(\)/g, "");
}
