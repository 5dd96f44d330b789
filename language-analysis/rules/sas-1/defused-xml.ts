// The standard parsers of Python cannot be told to refuse document types; defusedxml has the same functions, which do.
import type { TextEdit } from "../../model/finding.ts";
import type { ProgramModule } from "../../model/program.ts";
import { spanOf } from "../../model/range.ts";
import type { TaintPath } from "../../model/taint.ts";
import { dottedName, insertAfter, pythonImportEdits, replaceSpan } from "../code-edits.ts";
import { callAtSpan } from "../program-search.ts";
import type { RuleContext } from "../rule.ts";
import { bundlesOf } from "../sas-6/bundles.ts";

/** Source: README of defusedxml, "defusedxml". */
const REPLACED: readonly (readonly [RegExp, string])[] = [
  [/^xml\.etree\.c?ElementTree\.(fromstring|XML|parse|iterparse)$/, "defusedxml.ElementTree"],
  [/^xml\.dom\.(minidom|pulldom|expatbuilder)\.(parse|parseString)$/, "defusedxml.$1"],
  [/^xml\.sax\.(parse|parseString)$/, "defusedxml.sax"],
];
const REQUIREMENT = "defusedxml==0.7.1";

/** Undefined where the package cannot be added: no requirements.txt is deployed with the function, or a lock file decides. */
export function defusedXmlEdits(
  context: RuleContext,
  module: ProgramModule,
  path: TaintPath,
): readonly TextEdit[] | undefined {
  const call = module.language === "python" ? callAtSpan(module, spanOf(path.sink.callAt)) : undefined;
  const name = call && dottedName(module, call.callee);
  const found = name === undefined ? undefined : REPLACED.find(([pattern]) => pattern.test(name));
  if (!call || name === undefined || !found) return undefined;
  const required = requirementEdits(context, path.node);
  const replaced = name.replace(found[0], found[1]);
  const imports = pythonImportEdits(module, replaced);
  if (!required || !imports) return undefined;
  const method = name.slice(name.lastIndexOf(".") + 1);
  return [...required, ...imports, replaceSpan(module.file, call.callee.at, `${replaced}.${method}`)];
}

function requirementEdits(context: RuleContext, node: string): readonly TextEdit[] | undefined {
  const bundle = bundlesOf(context).find(({ functions }) => functions.some(({ id }) => id === node));
  if (!bundle || bundle.lock || !/(^|\/)requirements[^/]*\.txt$/.test(bundle.manifest.file)) return undefined;
  const { file, packages } = bundle.manifest;
  if (packages.some((one) => one.name === "defusedxml")) return [];
  const last = packages.at(-1);
  return last && [insertAfter(file, last.at, `\n${REQUIREMENT}`)];
}
