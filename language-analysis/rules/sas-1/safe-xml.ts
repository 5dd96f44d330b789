// A parser that leaves entities alone.
import type { TextEdit } from "../../model/finding.ts";
import type { ProgramModule } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import { dottedName, insertAfter, replaceSpan } from "../code-edits.ts";
import { callAtSpan } from "../program-search.ts";

/** Options of libxmljs that resolve entities, and calls of lxml that take a parser beside the text. */
const RESOLVING: readonly unknown[] = ["noent", "replaceEntities"];
const LXML = /^lxml\.etree\.(?:fromstring|XML|parse)$/;

export function safeXmlEdits(module: ProgramModule, callAt: Span): readonly TextEdit[] | undefined {
  const call = callAtSpan(module, callAt);
  if (!call) return undefined;
  if (module.language !== "python") {
    const options = call.arguments.map(({ value }) => value).find(({ kind }) => kind === "object");
    const on = options?.kind === "object" ? options.properties.filter(({ key }) => RESOLVING.includes(key)) : [];
    return on.length > 0 ? on.map(({ value }) => replaceSpan(module.file, value.at, "false")) : undefined;
  }
  const [text, second] = call.arguments;
  const { callee } = call;
  if (!text || second || text.spread || callee.kind !== "member" || callee.object.kind !== "name") return undefined;
  if (!LXML.test(dottedName(module, callee) ?? "")) return undefined;
  const parser = `${callee.object.name}.XMLParser(resolve_entities=False, no_network=True)`;
  return [insertAfter(module.file, text.value.at, `, parser=${parser}`)];
}
