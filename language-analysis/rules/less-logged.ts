// What is written to the log instead of something that should not stand there.
import type { TextEdit } from "../model/finding.ts";
import type { Expression, ProgramModule } from "../model/program.ts";
import { spanOf, type Span } from "../model/range.ts";
import type { TaintPath } from "../model/taint.ts";
import { quoted, replaceSpan, shorthandKey } from "./code-edits.ts";
import { expressionsOf, spanContains } from "./program-search.ts";

const REMOVED = quoted("[removed]");

/** A constant in place of the value. Undefined within an f-string, whose own quotes are not known. */
export function removedEdits(module: ProgramModule, { sink }: TaintPath): readonly TextEdit[] | undefined {
  if (module.file !== sink.at.file) return undefined;
  const at = spanOf(sink.at);
  const around = expressionsAround(module, sink);
  const isFormatted = module.language === "python" && around.some(({ kind }) => kind === "template");
  return isFormatted ? undefined : [replaceSpan(module.file, at, shorthandKey(module, at) + REMOVED)];
}

/**
 * The identifier of the request in place of the whole event: from the context where the handler takes it, so that it is the one that
 * the platform logs too.
 */
export function requestIdEdits(module: ProgramModule, { sink }: TaintPath): readonly TextEdit[] | undefined {
  if (module.file !== sink.at.file) return undefined;
  const at = spanOf(sink.at);
  for (const owner of module.functions.filter((one) => one.index > 0 && spanContains(one.at, at))) {
    const [event, context] = owner.parameters.map(({ pattern }) =>
      pattern.kind === "name" ? pattern.name : undefined,
    );
    const isPython = module.language === "python";
    const id = context
      ? `${context}.${isPython ? "aws_request_id" : "awsRequestId"}`
      : `${event}.requestContext?.requestId`;
    const logged = event === undefined ? [] : namesWithin(module, at, event);
    if (logged.length > 0 && (context || !isPython))
      return logged.map((one) => replaceSpan(module.file, one.at, shorthandKey(module, one.at) + id));
  }
  return undefined;
}

function namesWithin(module: ProgramModule, at: Span, name: string): readonly Expression[] {
  const found: Expression[] = [];
  for (const { expression } of expressionsOf(module)) {
    if (expression.kind === "name" && expression.name === name && spanContains(at, expression.at))
      found.push(expression);
  }
  return found;
}

/** Expressions that the sink's value lies in, itself included. */
function expressionsAround(module: ProgramModule, { at }: TaintPath["sink"]): readonly Expression[] {
  const inner = spanOf(at);
  const around: Expression[] = [];
  for (const { expression } of expressionsOf(module)) if (spanContains(expression.at, inner)) around.push(expression);
  return around;
}
