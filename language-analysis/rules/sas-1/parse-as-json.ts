// From a deserializer that builds objects to JSON, which has only data in it.
import type { TextEdit } from "../../model/finding.ts";
import type { Expression, ProgramModule } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import { dottedName, pythonImportEdits, rebuildAround, replaceSpan } from "../code-edits.ts";
import { callAtSpan } from "../program-search.ts";
import { onlyValueOf } from "./parameterised-python.ts";

/** What they read is JSON with marks of their own for functions and objects. Sources: README pages of node-serialize and jsonpickle. */
const JSON_WITH_OBJECTS = /^(?:node-serialize\.unserialize|jsonpickle\.(?:unpickler\.)?decode|jsonpickle\.loads)$/;
/** Formats of their own: whoever sends the data has to write JSON as well. */
const OWN_FORMAT = /^(?:(?:six\.moves\.)?cPickle|_?pickle|pickle5|dill|cloudpickle|marshal)\.loads$/;
/** Calls that hand a text on as text or bytes, which `json.loads` takes both. */
const TEXT_CODING = /^(?:base64\.\w*decode(?:bytes)?|bytes|bytearray|str|builtins\.(?:bytes|bytearray|str))$/;

/** Parts of an event that are objects already, which node-serialize takes as well as a text. */
const OBJECTS =
  /^(?:|headers|multiValueHeaders|queryStringParameters|multiValueQueryStringParameters|pathParameters|stageVariables|requestContext)$/;

/** Leaves the call out where the event has an object in its place; `path` is that of the source. */
export function asItIsEdits(module: ProgramModule, callAt: Span, path: string): readonly TextEdit[] | undefined {
  const call = callAtSpan(module, callAt);
  const [data, ...more] = call?.arguments ?? [];
  if (!call || !data || more.length > 0 || data.value.kind !== "member" || !isObject(data.value, path))
    return undefined;
  if (dottedName(module, call.callee) !== "node-serialize.unserialize") return undefined;
  return rebuildAround(module.file, call.at, [data.value.at], ["", ""]);
}

function isObject({ kind }: Expression, path: string): boolean {
  return (kind === "member" || kind === "name") && OBJECTS.test(path);
}

/** Undefined for options beside the data, and for a format of its own that is not read from a text of the event. */
export function parseAsJsonEdits(module: ProgramModule, callAt: Span, path: string): readonly TextEdit[] | undefined {
  const call = callAtSpan(module, callAt);
  const [data, ...more] = call?.arguments ?? [];
  if (!call || !data || isObject(data.value, path) || data.name !== undefined || data.spread || more.length > 0)
    return undefined;
  const name = dottedName(module, call.callee) ?? "";
  if (!JSON_WITH_OBJECTS.test(name) && !(OWN_FORMAT.test(name) && isText(module, data.value))) return undefined;
  if (module.language !== "python") return [replaceSpan(module.file, call.callee.at, "JSON.parse")];
  const imports = pythonImportEdits(module, "json");
  return imports && [...imports, replaceSpan(module.file, call.callee.at, "json.loads")];
}

/** A value as it came, or as its transport coding had it; not what was unpacked, decrypted or read from a file. */
function isText(module: ProgramModule, expression: Expression): boolean {
  let value: Expression | undefined = expression;
  for (let depth = 0; value && depth < MOST_STEPS; depth++) {
    if (value.kind === "name") {
      const set: Expression | undefined = onlyValueOf(module, value.name);
      if (!set) return true;
      value = set;
    } else if (value.kind !== "call") return value.kind === "member";
    else if (TEXT_CODING.test(dottedName(module, value.callee) ?? "")) value = value.arguments[0]?.value;
    else if (value.callee.kind === "member" && CODING_METHODS.has(value.callee.property)) value = value.callee.object;
    else return value.callee.kind === "member" && value.callee.property === "get";
  }
  return false;
}

/** A name that is set to itself has no end. */
const MOST_STEPS = 8;
const CODING_METHODS: ReadonlySet<unknown> = new Set(["encode", "decode", "strip"]);
