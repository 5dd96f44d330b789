// A parser that leaves entities alone.
import type { TextEdit } from "../../model/finding.ts";
import type { Expression, ProgramModule } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import { dottedName, insertAfter, replaceSpan } from "../code-edits.ts";
import { callAtSpan } from "../program-search.ts";
import { onlyValueOf } from "./parameterised-python.ts";

/** Options of libxmljs that resolve entities, and calls of lxml that take a parser beside the text. */
const RESOLVING: readonly unknown[] = ["noent", "replaceEntities"];
const LXML = /^lxml\.etree\.(?:fromstring|XML|parse)$/;

export function safeXmlEdits(module: ProgramModule, callAt: Span): readonly TextEdit[] | undefined {
  const call = callAtSpan(module, callAt);
  if (!call) return undefined;
  if (module.language !== "python") {
    const options = call.arguments.map(({ value }) => written(module, value)).find(({ kind }) => kind === "object");
    const on = options?.kind === "object" ? options.properties.filter(({ key }) => RESOLVING.includes(key)) : [];
    return on.length > 0 ? on.map(({ value }) => replaceSpan(module.file, value.at, "false")) : undefined;
  }
  const [text, second, ...more] = call.arguments;
  const { callee } = call;
  if (!text || text.spread || more.length > 0 || !LXML.test(dottedName(module, callee) ?? "")) return undefined;
  if (second) return second.spread ? undefined : withoutEntities(module, written(module, second.value));
  if (callee.kind !== "member" || callee.object.kind !== "name") return undefined;
  const parser = `${callee.object.name}.XMLParser(resolve_entities=False, no_network=True)`;
  return [insertAfter(module.file, text.value.at, `, parser=${parser}`)];
}

function written(module: ProgramModule, value: Expression): Expression {
  return (value.kind === "name" ? onlyValueOf(module, value.name) : undefined) ?? value;
}

/** The call that makes lxml's parser, with its entities switched off. */
function withoutEntities(module: ProgramModule, parser: Expression): readonly TextEdit[] | undefined {
  if (parser.kind !== "call" || !/^lxml\.etree\.(?:ETCompat)?XMLParser$/.test(dottedName(module, parser.callee) ?? ""))
    return undefined;
  if (parser.arguments.some(({ spread }) => spread)) return undefined;
  const asked = parser.arguments.find(({ name }) => name === "resolve_entities");
  if (asked) return [replaceSpan(module.file, asked.value.at, "False")];
  const last = parser.arguments.at(-1);
  if (last) return [insertAfter(module.file, last.value.at, ", resolve_entities=False")];
  const [line, character] = parser.argumentsAt;
  return [replaceSpan(module.file, [line, character + 1, line, character + 1], "resolve_entities=False")];
}
