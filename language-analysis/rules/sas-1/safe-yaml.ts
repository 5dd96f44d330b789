// From a YAML loader that builds any object to the safe one.
import type { TextEdit } from "../../model/finding.ts";
import type { Expression, ProgramModule } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import { dottedName, replaceSpan } from "../code-edits.ts";
import { callAtSpan } from "../program-search.ts";

const SAFE: Readonly<Record<string, string | undefined>> = {
  "yaml.load": "safe_load",
  "yaml.load_all": "safe_load_all",
  "yaml.unsafe_load": "safe_load",
  "yaml.unsafe_load_all": "safe_load_all",
  "yaml.full_load": "safe_load",
  "yaml.full_load_all": "safe_load_all",
};

/** js-yaml up to version 3; later ones are not reported. */
const SAFE_SCRIPT: Readonly<Record<string, string | undefined>> = {
  "js-yaml.load": "safeLoad",
  "js-yaml.loadAll": "safeLoadAll",
};

/** Only calls through the module's name: `load` alone would need another import. */
export function safeYamlEdits(module: ProgramModule, callAt: Span): readonly TextEdit[] | undefined {
  const isPython = module.language === "python";
  const call = callAtSpan(module, callAt);
  if (!call) return undefined;
  const { callee } = call;
  const safe = (isPython ? SAFE : SAFE_SCRIPT)[dottedName(module, callee) ?? ""];
  const [data, loader, ...more] = call.arguments;
  if (safe === undefined || callee.kind !== "member" || !data || data.spread || more.length > 0) return undefined;
  if (loader?.spread || (loader?.name !== undefined && loader.name !== "Loader")) return undefined;
  if (loader && !isPython && !isSchemaAlone(loader.value)) return undefined;
  const renamed = replaceSpan(module.file, callee.propertyAt, safe);
  if (!loader) return [renamed];
  // All behind the data goes, up to the closing parenthesis.
  const [, , line, character] = data.value.at;
  const [, , endLine, endCharacter] = call.argumentsAt;
  return [renamed, replaceSpan(module.file, [line, character, endLine, endCharacter - 1], "")];
}

function isSchemaAlone(options: Expression): boolean {
  return options.kind === "object" && options.properties.every(({ key }) => key === "schema");
}
