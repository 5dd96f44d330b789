// The guard that each kind of sink asks for, put around the tainted part and nothing else.
import type { Fix, TextEdit } from "../../model/finding.ts";
import { say, type Message } from "../../model/message.ts";
import type { Expression, ProgramModule } from "../../model/program.ts";
import { spanOf } from "../../model/range.ts";
import type { TaintPath } from "../../model/taint.ts";
import { pythonImportEdits } from "../code-edits.ts";
import { expressionAt, sameSpan, spanContains } from "../program-search.ts";
import { aroundEach, nodeModuleEdits, partsOfOneOrigin, taintedParts } from "./tainted-parts.ts";

export type FixesOf = (module: ProgramModule, path: TaintPath) => readonly Fix[];

type Guard = (module: ProgramModule, parts: readonly Expression[]) => readonly TextEdit[] | undefined;

const isJavaScript = ({ language }: ProgramModule): boolean => language === "javascript" || language === "typescript";

/** One fix with the title, when the tainted parts are known and the language can be written. */
function guardWith(
  title: Message,
  javascript: Guard,
  python: Guard,
  counts: (module: ProgramModule, path: TaintPath) => boolean = () => true,
  partsFor: typeof taintedParts = taintedParts,
): FixesOf {
  return (module, path) => {
    const guard = isJavaScript(module) ? javascript : module.language === "python" ? python : undefined;
    const parts = guard && counts(module, path) ? partsFor(module, path) : [];
    const edits = parts.length > 0 ? guard?.(module, parts) : undefined;
    return edits ? [{ title, edits }] : [];
  };
}

/** The last part of a path, whatever folders the text names. */
export const lastPartOnly = guardWith(
  say("Take only the last part of the name"),
  (module, parts) => {
    const imported = nodeModuleEdits(module, "path");
    return imported && [...imported.edits, ...aroundEach(module, parts, `${imported.local}.basename(`, ")")];
  },
  (module, parts) => {
    const imports = pythonImportEdits(module, "os");
    return imports && [...imports, ...aroundEach(module, parts, "os.path.basename(", ")")];
  },
  (_module, { sink }) => sink.class === "path",
);

export const escapedForHtml = guardWith(
  say("Escape it for HTML"),
  (module, parts) => aroundEach(module, parts, "String(", `).replace(/[&<>"']/g, (c) => \`&#\${c.charCodeAt(0)};\`)`),
  (module, parts) => {
    const imports = pythonImportEdits(module, "html");
    return imports && [...imports, ...aroundEach(module, parts, "html.escape(str(", "))")];
  },
  // What a call has put together is a page more often than a value: escaped, its own markup is text as well.
  (module, path) =>
    !taintedParts(module, path).some(({ kind, at }) => kind === "call" && sameSpan(at, spanOf(path.sink.at))),
);

/** Operators come in objects; a text is compared as it is. */
export const madeText = guardWith(
  say("Take it as text only"),
  (module, parts) => aroundEach(module, parts, "String(", ")"),
  (module, parts) => aroundEach(module, parts, "str(", ")"),
  comparesValues,
  partsOfOneOrigin,
);

const AWS_CALL = /dynamodb|aws-sdk|boto3/i;

/** A filter of plain values: an object as a whole, or one under an operator, is more than a text. */
function comparesValues(module: ProgramModule, { sink }: TaintPath): boolean {
  const call = expressionAt(module, spanOf(sink.callAt));
  const filter = call?.kind === "call" ? call.arguments[0]?.value : undefined;
  // Expressions of DynamoDB are texts themselves.
  if (AWS_CALL.test(sink.api)) return false;
  if (filter?.kind !== "object" || !spanContains(filter.at, spanOf(sink.at))) return false;
  return filter.properties.every(
    ({ key, value }) => typeof key === "string" && !key.startsWith("$") && value.kind !== "object",
  );
}

export const escapedForPattern = guardWith(
  say("Look for the text itself, not for a pattern"),
  (module, parts) => aroundEach(module, parts, "String(", `).replace(/[.*+?^\${}()|[\\]\\\\]/g, "\\\\$&")`),
  (module, parts) => {
    const imports = pythonImportEdits(module, "re");
    return imports && [...imports, ...aroundEach(module, parts, "re.escape(str(", "))")];
  },
  (_module, { sink }) => /RegExp|^re\./.test(sink.api),
);
