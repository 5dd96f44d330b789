// The declarations of one script file: its names, imports, exports and later assignments.
import ts from "typescript";
import { changedRoots } from "./changes.ts";
import { Scope } from "./scope.ts";
import type { Binding, ScriptModule } from "./scope.ts";

const SCRIPT_KINDS = new Map<string, ts.ScriptKind>([
  ["ts", ts.ScriptKind.TS],
  ["mts", ts.ScriptKind.TS],
  ["cts", ts.ScriptKind.TS],
]);

export function parseModule(path: string, text: string): ScriptModule {
  const source = ts.createSourceFile(
    path,
    text,
    { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone },
    false,
    SCRIPT_KINDS.get(path.slice(path.lastIndexOf(".") + 1).toLowerCase()) ?? ts.ScriptKind.JS,
  );
  const module = {
    path,
    source,
    exports: new Map<string, Binding>(),
    exportsAll: [],
    whole: undefined,
    changes: [],
  } as Omit<ScriptModule, "scope"> as ScriptModule;
  (module as { scope: Scope }).scope = new Scope(module, undefined);
  const changing = assignedNames(source);
  for (const statement of source.statements) declareTop(module, statement, changing);
  return module;
}

function declareTop(module: ScriptModule, statement: ts.Statement, changing: ReadonlySet<string>): void {
  const { scope, exports } = module;
  if (ts.isImportDeclaration(statement)) {
    declareImport(scope, statement);
  } else if (ts.isExportAssignment(statement)) {
    if (statement.isExportEquals) module.whole = statement.expression;
    else exports.set("default", { kind: "expression", node: statement.expression, at: statement });
  } else if (ts.isExportDeclaration(statement)) {
    declareExports(module, statement);
  } else if (isControl(statement) || isChange(statement)) {
    for (const root of changedRoots(statement)) module.changes.push({ root, path: [], run: statement });
  } else if (ts.isExpressionStatement(statement)) {
    declareAssignment(module, statement.expression);
  } else {
    for (const name of declareStatement(scope, statement, changing)) {
      const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
      if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) continue;
      const isDefault = modifiers.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
      exports.set(isDefault ? "default" : name, { kind: "local", name, at: statement });
    }
  }
}

function isControl(statement: ts.Statement): boolean {
  return (
    ts.isIterationStatement(statement, false) ||
    ts.isIfStatement(statement) ||
    ts.isSwitchStatement(statement) ||
    ts.isTryStatement(statement) ||
    ts.isBlock(statement)
  );
}

/** `names.forEach(...)`, `Object.assign(functions, ...)`, `functions[name] = ...`, `(() => { functions.f = ... })()`. */
function isChange(statement: ts.Statement): boolean {
  if (!ts.isExpressionStatement(statement)) return false;
  const { expression } = statement;
  if (ts.isCallExpression(expression)) {
    return !ts.isPropertyAccessExpression(expression.expression) || expression.expression.name.text !== "push";
  }
  return (
    ts.isBinaryExpression(expression) &&
    ts.isElementAccessExpression(expression.left) &&
    !ts.isStringLiteralLike(expression.left.argumentExpression)
  );
}

/** Binds what a statement declares; gives the names. */
export function declareStatement(
  scope: Scope,
  statement: ts.Statement,
  changing: ReadonlySet<string>,
): readonly string[] {
  if (ts.isFunctionDeclaration(statement)) {
    const name = statement.name?.text ?? "default";
    scope.bind(name, { kind: "function", node: statement });
    return [name];
  }
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap((declaration) =>
      declareVariable(scope, declaration, changing),
    );
  }
  if (ts.isEnumDeclaration(statement)) {
    scope.bind(statement.name.text, { kind: "enum", node: statement });
    return [statement.name.text];
  }
  return [];
}

function declareVariable(
  scope: Scope,
  { name, initializer }: ts.VariableDeclaration,
  changing: ReadonlySet<string>,
): readonly string[] {
  if (ts.isIdentifier(name)) {
    const isChanging = changing.has(name.text) || !initializer;
    scope.bind(
      name.text,
      isChanging ? { kind: "changing", at: name } : { kind: "expression", node: initializer, at: name },
    );
    return [name.text];
  }
  if (!initializer) return [];
  return name.elements.flatMap((element, index) => {
    if (!ts.isBindingElement(element) || !ts.isIdentifier(element.name) || element.dotDotDotToken) return [];
    const { propertyName } = element;
    const key = ts.isArrayBindingPattern(name)
      ? String(index)
      : propertyName && (ts.isIdentifier(propertyName) || ts.isStringLiteral(propertyName))
        ? propertyName.text
        : element.name.text;
    const fallback = element.initializer;
    scope.bind(element.name.text, { kind: "part", of: initializer, key, ...(fallback && { fallback }) });
    return [element.name.text];
  });
}

function declareImport(scope: Scope, { importClause, moduleSpecifier }: ts.ImportDeclaration): void {
  if (!importClause || !ts.isStringLiteral(moduleSpecifier)) return;
  const from = moduleSpecifier.text;
  const { name, namedBindings } = importClause;
  if (name) scope.bind(name.text, { kind: "import", from, name: "default", at: name });
  if (!namedBindings) return;
  if (ts.isNamespaceImport(namedBindings)) {
    scope.bind(namedBindings.name.text, { kind: "import", from, name: "*", at: namedBindings });
    return;
  }
  for (const element of namedBindings.elements) {
    const imported = (element.propertyName ?? element.name).text;
    scope.bind(element.name.text, { kind: "import", from, name: imported, at: element });
  }
}

function declareExports(module: ScriptModule, { exportClause, moduleSpecifier }: ts.ExportDeclaration): void {
  const from = moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : undefined;
  if (!exportClause) {
    if (from !== undefined) module.exportsAll.push(from);
    return;
  }
  if (ts.isNamespaceExport(exportClause)) {
    if (from !== undefined)
      module.exports.set(exportClause.name.text, { kind: "import", from, name: "*", at: exportClause });
    return;
  }
  for (const element of exportClause.elements) {
    const local = element.propertyName ?? element.name;
    module.exports.set(
      element.name.text,
      from === undefined && ts.isIdentifier(local)
        ? { kind: "expression", node: local, at: element }
        : { kind: "import", from: from ?? "", name: local.text, at: element },
    );
  }
}

/** `module.exports = x`, `module.exports.a = x`, `exports.a = x`, `config.a.b = x`. */
function declareAssignment(module: ScriptModule, expression: ts.Expression): void {
  if (ts.isCallExpression(expression)) {
    declarePush(module, expression);
    return;
  }
  if (!ts.isBinaryExpression(expression) || expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return;
  const { left, right } = expression;
  const path = memberPath(left);
  if (!path) return;
  const [root = "", ...members] = path.map(({ key }) => key);
  const inner =
    root === "module" && members[0] === "exports" ? members.slice(1) : root === "exports" ? members : undefined;
  if (inner?.length === 0) {
    module.whole = right;
    // `module.exports = exports = {...}`
    declareAssignment(module, right);
  } else if (inner?.length === 1) {
    module.exports.set(inner[0] ?? "", { kind: "expression", node: right, at: left });
  } else if (!inner && members.length > 0) {
    module.changes.push({ root, path: path.slice(1), value: right });
  }
}

/** `list.push(x)`, `config.plugins.push(x)`: what is added at the end of a list. */
function declarePush(module: ScriptModule, { expression, arguments: added }: ts.CallExpression): void {
  if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== "push") return;
  const path = memberPath(expression.expression);
  const root = path?.[0];
  if (path && root) module.changes.push({ root: root.key, path: path.slice(1), added: [...added] });
}

function memberPath(node: ts.Expression): { readonly key: string; readonly node: ts.Node }[] | undefined {
  const path: { readonly key: string; readonly node: ts.Node }[] = [];
  let current = node;
  for (;;) {
    if (ts.isIdentifier(current)) return [{ key: current.text, node: current }, ...path];
    if (ts.isPropertyAccessExpression(current)) path.unshift({ key: current.name.text, node: current.name });
    else if (ts.isElementAccessExpression(current) && ts.isStringLiteralLike(current.argumentExpression))
      path.unshift({ key: current.argumentExpression.text, node: current.argumentExpression });
    else return undefined;
    current = current.expression;
  }
}

/** Names that are assigned to after their declaration, anywhere in the file: their value depends on the time. */
export function assignedNames(source: ts.Node): ReadonlySet<string> {
  const names = new Set<string>();
  const open: ts.Node[] = [source];
  for (let node = open.pop(); node; node = open.pop()) {
    if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind) && ts.isIdentifier(node.left)) {
      names.add(node.left.text);
    }
    if ((ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) && ts.isIdentifier(node.operand)) {
      const { operator } = node;
      if (operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken) {
        names.add(node.operand.text);
      }
    }
    ts.forEachChild(node, (child) => {
      open.push(child);
    });
  }
  return names;
}

function isAssignment(operator: ts.SyntaxKind): boolean {
  return operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment;
}
