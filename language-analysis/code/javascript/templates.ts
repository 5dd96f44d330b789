import ts from "typescript";
import type { Argument, Expression } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import type { Lowering } from "./lowering.ts";

export function lowerTemplate(lowering: Lowering, node: ts.TemplateExpression, at: Span): Expression {
  const parts: Expression[] = [];
  for (const part of [textPart(lowering, node.head, 2), ...spanParts(lowering, node)]) {
    if (part.kind !== "literal" || part.value !== "") parts.push(part);
  }
  return { kind: "template", parts, at };
}

function spanParts(lowering: Lowering, node: ts.TemplateExpression): Expression[] {
  const last = node.templateSpans.length - 1;
  return node.templateSpans.flatMap((span, index) => [
    lowering.expression(span.expression),
    textPart(lowering, span.literal, index === last ? 1 : 2),
  ]);
}

/** `closing` is the length of what ends the part: a back-tick, or `${`. */
function textPart(
  lowering: Lowering,
  node: ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail,
  closing: number,
): Expression {
  const start = node.getStart(lowering.source) + 1;
  return { kind: "literal", value: node.text, at: lowering.build.span(start, Math.max(start, node.end - closing)) };
}

/** Called as the language does: the texts as one array, then the values. */
export function lowerTaggedTemplate(lowering: Lowering, node: ts.TaggedTemplateExpression, at: Span): Expression {
  const callee = lowering.expression(node.tag);
  const argumentsAt = lowering.at(node.template);
  const texts: Argument[] = [];
  const values: Argument[] = [];
  if (ts.isNoSubstitutionTemplateLiteral(node.template)) {
    texts.push({ value: { kind: "literal", value: node.template.text, at: argumentsAt } });
  } else {
    texts.push({ value: textPart(lowering, node.template.head, 2) });
    const last = node.template.templateSpans.length - 1;
    node.template.templateSpans.forEach((span, index) => {
      values.push({ value: lowering.expression(span.expression) });
      texts.push({ value: textPart(lowering, span.literal, index === last ? 1 : 2) });
    });
  }
  const strings: Argument = { value: { kind: "array", items: texts, at: argumentsAt } };
  return { kind: "call", callee, arguments: [strings, ...values], argumentsAt, at };
}
