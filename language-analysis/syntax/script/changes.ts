// What a statement changes, found in its text alone.
import ts from "typescript";

/** Names to whose members a statement assigns or adds. */
export function changedRoots(statement: ts.Node): ReadonlySet<string> {
  const names = new Set<string>();
  const addRoot = (target: ts.Expression | undefined): void => {
    let current = target;
    while (current && (ts.isPropertyAccessExpression(current) || ts.isElementAccessExpression(current))) {
      current = current.expression;
    }
    if (current && ts.isIdentifier(current)) names.add(current.text);
  };
  const open: ts.Node[] = [statement];
  for (let node = open.pop(); node; node = open.pop()) {
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
      if (!ts.isIdentifier(node.left)) addRoot(node.left);
    } else if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { expression: target, name } = node.expression;
      if (name.text === "push") addRoot(target);
      if (name.text === "assign" && ts.isIdentifier(target) && target.text === "Object") addRoot(node.arguments[0]);
    }
    ts.forEachChild(node, (child) => {
      open.push(child);
    });
  }
  return names;
}
