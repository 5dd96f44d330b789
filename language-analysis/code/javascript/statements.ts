import ts from "typescript";
import type { Expression, Statement } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import { lowerDeclaration, lowerVariables } from "./declarations.ts";
import type { Lowering } from "./lowering.ts";
import { assignmentParts, isAssignment, updateParts } from "./operators.ts";

export function lowerStatement(lowering: Lowering, node: ts.Statement): void {
  const at = lowering.at(node);
  lowering.build.statement(at, () => lowerByKind(lowering, node, at));
}

function lowerByKind(lowering: Lowering, node: ts.Statement, at: Span): void {
  const { build } = lowering;
  if (ts.isExpressionStatement(node)) lowerExpressionStatement(lowering, node.expression, at);
  else if (ts.isVariableStatement(node)) lowerVariables(lowering, node.declarationList, node);
  else if (ts.isIfStatement(node)) {
    const test = lowering.expression(node.expression);
    const then = part(lowering, node.thenStatement);
    build.emit({ kind: "if", test, then, else: node.elseStatement ? part(lowering, node.elseStatement) : [], at });
  } else if (ts.isReturnStatement(node)) {
    build.emit({ kind: "return", ...optionalValue(lowering, node.expression), at });
  } else if (ts.isBlock(node)) {
    for (const statement of lowering.block(node.statements)) build.emit(statement);
  } else if (ts.isThrowStatement(node)) {
    build.emit({ kind: "throw", ...optionalValue(lowering, node.expression), at });
  } else if (ts.isTryStatement(node)) lowerTry(lowering, node, at);
  else if (ts.isBreakStatement(node)) build.emit({ kind: "jump", to: "break", at });
  else if (ts.isContinueStatement(node)) build.emit({ kind: "jump", to: "continue", at });
  else if (ts.isForOfStatement(node) || ts.isForInStatement(node)) lowerForEach(lowering, node, at);
  else if (ts.isForStatement(node)) lowerFor(lowering, node, at);
  else if (ts.isWhileStatement(node) || ts.isDoStatement(node)) {
    const test = lowering.expression(node.expression);
    build.emit({ kind: "loop", test, body: part(lowering, node.statement), at });
  } else if (ts.isSwitchStatement(node)) lowerSwitch(lowering, node, at);
  else if (ts.isLabeledStatement(node)) lowering.statement(node.statement);
  else if (ts.isWithStatement(node)) {
    lowerExpressionStatement(lowering, node.expression, at);
    lowering.statement(node.statement);
  } else lowerDeclaration(lowering, node, at);
}

/** A statement on its own, or the statements of a block. */
function part(lowering: Lowering, node: ts.Statement): readonly Statement[] {
  return lowering.block(ts.isBlock(node) ? node.statements : [node]);
}

function optionalValue(lowering: Lowering, node: ts.Expression | undefined): { readonly value?: Expression } {
  return node ? { value: lowering.expression(node) } : {};
}

/** Assignments become statements, a comma two of them; everything else stays an expression. */
export function lowerExpressionStatement(lowering: Lowering, node: ts.Expression, at: Span): void {
  const { build } = lowering;
  if (ts.isParenthesizedExpression(node)) {
    lowerExpressionStatement(lowering, node.expression, at);
  } else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.CommaToken) {
    for (const operand of commaOperands(node)) lowerExpressionStatement(lowering, operand, lowering.at(operand));
  } else if (ts.isBinaryExpression(node) && isAssignment(node)) {
    const { target, value, operator } = assignmentParts(lowering, node);
    build.emit({ kind: "assign", target, value, ...(operator === undefined ? {} : { operator }), at });
  } else if (isUpdate(node)) {
    const { target, step, operator } = updateParts(lowering, node);
    build.emit({ kind: "assign", target, value: step, operator, at });
  } else {
    build.emit({ kind: "expression", value: lowering.expression(node), at });
  }
}

function commaOperands(node: ts.BinaryExpression): readonly ts.Expression[] {
  const operands: ts.Expression[] = [];
  let left: ts.Expression = node;
  while (ts.isBinaryExpression(left) && left.operatorToken.kind === ts.SyntaxKind.CommaToken) {
    operands.push(left.right);
    left = left.left;
  }
  operands.push(left);
  return operands.reverse();
}

function isUpdate(node: ts.Expression): node is ts.PrefixUnaryExpression | ts.PostfixUnaryExpression {
  if (!ts.isPrefixUnaryExpression(node) && !ts.isPostfixUnaryExpression(node)) return false;
  return node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken;
}

function lowerTry(lowering: Lowering, node: ts.TryStatement, at: Span): void {
  const body = lowering.block(node.tryBlock.statements);
  const handlers = node.catchClause
    ? [
        {
          ...(node.catchClause.variableDeclaration
            ? { binding: lowering.pattern(node.catchClause.variableDeclaration.name) }
            : {}),
          body: lowering.block(node.catchClause.block.statements),
          at: lowering.at(node.catchClause),
        },
      ]
    : [];
  const last = node.finallyBlock ? lowering.block(node.finallyBlock.statements) : [];
  lowering.build.emit({ kind: "try", body, handlers, finally: last, at });
}

function lowerForEach(lowering: Lowering, node: ts.ForOfStatement | ts.ForInStatement, at: Span): void {
  const { initializer } = node;
  const name = ts.isVariableDeclarationList(initializer) ? initializer.declarations[0]?.name : initializer;
  const items = lowering.expression(node.expression);
  lowering.build.emit({
    kind: "loop",
    ...(name ? { binding: lowering.pattern(name) } : {}),
    items,
    ...(ts.isForInStatement(node) ? { keys: true as const } : {}),
    body: part(lowering, node.statement),
    at,
  });
}

function lowerFor(lowering: Lowering, node: ts.ForStatement, at: Span): void {
  const { initializer, condition, incrementor } = node;
  if (initializer && ts.isVariableDeclarationList(initializer)) lowerVariables(lowering, initializer);
  else if (initializer) lowerExpressionStatement(lowering, initializer, lowering.at(initializer));
  const test = condition ? { test: lowering.expression(condition) } : {};
  const body = lowering.build.collect(() => {
    for (const statement of part(lowering, node.statement)) lowering.build.emit(statement);
    if (incrementor) lowerExpressionStatement(lowering, incrementor, lowering.at(incrementor));
  });
  lowering.build.emit({ kind: "loop", ...test, body, at });
}

function lowerSwitch(lowering: Lowering, node: ts.SwitchStatement, at: Span): void {
  const subject = lowering.expression(node.expression);
  const cases = node.caseBlock.clauses.map((clause) => ({
    tests: ts.isCaseClause(clause) ? [lowering.expression(clause.expression)] : [],
    body: lowering.block(clause.statements),
  }));
  lowering.build.emit({ kind: "switch", subject, cases, at });
}
