// What a statement changes, found in its text alone.
import ts from "typescript";

export interface ChangedMember {
  readonly root: string;
  /** The members that lead to it, up to the first whose name is computed: what is below may be changed. */
  readonly path: readonly string[];
}

/** Names to whose members a statement assigns or adds. */
export function changedRoots(statement: ts.Node): ReadonlySet<string> {
  return new Set(changedMembers(statement).map(({ root }) => root));
}

/** What a statement assigns or adds to, in the statement itself and in functions that are written in it. */
export function changedMembers(statement: ts.Node): readonly ChangedMember[] {
  const members: ChangedMember[] = [];
  const open: ts.Node[] = [statement];
  for (let node = open.pop(); node; node = open.pop()) {
    const target = changedBy(node);
    const member = target && memberOf(target);
    if (member) members.push(member);
    ts.forEachChild(node, (child) => {
      open.push(child);
    });
  }
  return members;
}

function changedBy(node: ts.Node): ts.Expression | undefined {
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    return ts.isIdentifier(node.left) ? undefined : node.left;
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { expression: target, name } = node.expression;
  if (name.text === "push") return target;
  const isAssign = name.text === "assign" && ts.isIdentifier(target) && target.text === "Object";
  return isAssign ? node.arguments[0] : undefined;
}

function memberOf(target: ts.Expression): ChangedMember | undefined {
  let path: readonly string[] = [];
  let current = target;
  while (ts.isPropertyAccessExpression(current) || ts.isElementAccessExpression(current)) {
    if (ts.isPropertyAccessExpression(current)) path = [current.name.text, ...path];
    else path = ts.isStringLiteralLike(current.argumentExpression) ? [current.argumentExpression.text, ...path] : [];
    current = current.expression;
  }
  return ts.isIdentifier(current) ? { root: current.text, path } : undefined;
}
