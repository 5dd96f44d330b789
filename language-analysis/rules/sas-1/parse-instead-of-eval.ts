import type { TextEdit } from "../../model/finding.ts";
import type { Expression, ProgramModule } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import { dottedName, pythonImportEdits, rebuildAround, replaceSpan } from "../code-edits.ts";
import { callAtSpan, sameSpan, statementsOf } from "../program-search.ts";

/**
 * `eval(x)` as a parser of data. Undefined where that cannot be meant: the code is put together from parts, or is run for what it does,
 * since nobody takes its value.
 */
export function parseInsteadEdits(module: ProgramModule, callAt: Span): readonly TextEdit[] | undefined {
  const call = callAtSpan(module, callAt);
  if (!call) return undefined;
  const [argument, second] = call.arguments;
  if (isForItsEffect(module, callAt)) return undefined;
  if (!argument || second || argument.name !== undefined || argument.spread) return undefined;
  if (!EVALUATES.has(dottedName(module, call.callee) ?? "")) return undefined;
  const value = withoutBrackets(argument.value);
  if (value.kind === "template" || value.kind === "binary" || value.kind === "literal") return undefined;
  const inner = rebuildAround(module.file, argument.value.at, [value.at], ["", ""]).filter(({ at }) => !isEmpty(at));
  if (module.language !== "python") return [replaceSpan(module.file, call.callee.at, "JSON.parse"), ...inner];
  const imports = pythonImportEdits(module, "ast");
  return imports && [...imports, replaceSpan(module.file, call.callee.at, "ast.literal_eval"), ...inner];
}

const EVALUATES: ReadonlySet<string> = new Set(["eval", "builtins.eval", "globalThis.eval", "global.eval"]);

function isForItsEffect(module: ProgramModule, callAt: Span): boolean {
  for (const { statement } of statementsOf(module))
    if (statement.kind === "expression" && sameSpan(statement.value.at, callAt)) return true;
  return false;
}

/** `"(" + x + ")"`, the old way to make eval read an object. */
function withoutBrackets(expression: Expression): Expression {
  if (expression.kind !== "binary" || expression.operator !== "+") return expression;
  const { left, right } = expression;
  const isBracketed = left.kind === "binary" && left.operator === "+" && isText(left.left, "(") && isText(right, ")");
  return isBracketed ? left.right : expression;
}

function isText(expression: Expression, text: string): boolean {
  return expression.kind === "literal" && expression.value === text;
}

function isEmpty({ start, end }: TextEdit["at"]): boolean {
  return start.line === end.line && start.character === end.character;
}
