// Rewritings of JavaScript and TypeScript on the syntax tree.
import ts from "typescript";
import type { Files } from "../../rules/analyse-files.ts";
import { allBoundIn, boundIn, isExported, namesIn, renamesOf } from "./javascript-names.ts";
import { edited, insertion, PIECE, PIECE_MODULE, type Edit, type Rewriting } from "./rewrite.ts";

type Body = ts.FunctionLikeDeclaration & { readonly body: ts.Block };

const IDLE = ["if (false) { String(0); }", "let idle = 0; idle += 1;", "[].forEach(() => undefined);"];

/** Every rewriting of the file, lazily: a program has many. */
export function* javaScriptRewritings(files: Files, path: string): Generator<Rewriting> {
  const text = files[path] ?? "";
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const isTyped = path.endsWith(".ts");
  const rewritten = (kind: string, edits: readonly Edit[], more: Files = {}): Rewriting => ({
    kind,
    files: { ...files, [path]: edited(text, edits), ...more },
  });
  const nodes = nodesOf(source);
  const renames = renamesOf(source, nodes);
  if (renames.length > 0) yield rewritten("rename", renames);
  const bodies = nodes.filter(hasBlock);
  for (const idle of IDLE) {
    const edits = bodies.map(({ body }) => insertion(body.statements[0]?.getStart() ?? body.end - 1, `${idle}\n`));
    if (edits.length > 0) yield rewritten("idle statements", edits);
  }
  const forms = formsOf(nodes);
  if (forms.length > 0) yield rewritten("arrow or function", forms);
  const isModule = nodes.some(
    (node) => ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || isExported(node),
  );
  const top = topLevelOf(source);
  const place: Place = { path, text, source, isModule, isTyped, top };
  for (const node of nodes) {
    const piece = pieceOf(node, place);
    if (!piece) continue;
    for (const [kind, edits, more] of takenOut(node as ts.Expression, piece, place)) yield rewritten(kind, edits, more);
    const statement = statementBefore(node);
    if (statement) {
      const name = `const ${PIECE} = ${piece.code};\n`;
      const use = { start: node.getStart(), end: node.end, text: asUse(node, PIECE) };
      yield rewritten("variable", [insertion(statement.getStart(), name), use]);
    }
  }
  for (const body of bodies) {
    for (const edits of splitBodies(body, place)) yield rewritten("two functions", edits);
  }
}

interface Place {
  readonly path: string;
  readonly text: string;
  readonly source: ts.SourceFile;
  readonly isModule: boolean;
  readonly isTyped: boolean;
  readonly top: TopLevel;
}

function nodesOf(source: ts.SourceFile): readonly ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    if (!ts.isTypeNode(node)) ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return nodes;
}

function hasBlock(node: ts.Node): node is Body {
  return ts.isFunctionLike(node) && "body" in node && node.body !== undefined && ts.isBlock(node.body);
}

// Arrow functions and functions

function formsOf(nodes: readonly ts.Node[]): readonly Edit[] {
  return nodes.flatMap((node): Edit[] => {
    const isPlain = !contains(
      node,
      (one) =>
        one.kind === ts.SyntaxKind.ThisKeyword || isNamed(one, "arguments") || one.kind === ts.SyntaxKind.SuperKeyword,
    );
    if (ts.isArrowFunction(node) && isPlain && !node.type) {
      const open = node.getChildren().find(({ kind }) => kind === ts.SyntaxKind.OpenParenToken);
      const arrow = node.equalsGreaterThanToken;
      const start = open?.getStart() ?? node.parameters[0]?.getStart() ?? node.getStart();
      const edits: Edit[] = [insertion(start, open ? "function " : "function (")];
      edits.push({ start: arrow.getStart(), end: arrow.end, text: open ? "" : ")" });
      if (!ts.isBlock(node.body)) {
        edits.push(insertion(node.body.getFullStart(), " { return ("), insertion(node.body.end, "); }"));
      }
      return edits;
    }
    if (!ts.isFunctionExpression(node) || !isPlain || node.name || node.asteriskToken) return [];
    const word = node.getChildren().find(({ kind }) => kind === ts.SyntaxKind.FunctionKeyword);
    if (!word || (ts.isCallExpression(node.parent) && node.parent.expression === node)) return [];
    return [{ start: word.getStart(), end: word.end, text: "" }, insertion(node.body.getFullStart(), " =>")];
  });
}

function isNamed(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name;
}

function contains(node: ts.Node, test: (node: ts.Node) => boolean): boolean {
  return test(node) || (ts.forEachChild(node, (child) => contains(child, test) || undefined) ?? false);
}

// Taking code out

interface Piece {
  readonly code: string;
  /** Local variables that it uses. */
  readonly locals: readonly string[];
  /** Names of the top level that it uses. */
  readonly globals: readonly string[];
  readonly isAsync: boolean;
}

interface TopLevel {
  readonly imports: readonly ts.Statement[];
  readonly imported: ReadonlySet<string>;
  readonly declared: ReadonlySet<string>;
}

function topLevelOf(source: ts.SourceFile): TopLevel {
  const imports = source.statements.filter(isImport);
  const imported = new Set(imports.flatMap((one) => [...allBoundIn(one)]));
  const declared = new Set(source.statements.flatMap((one) => [...boundIn(one)]));
  return { imports, imported, declared: new Set([...declared].filter((name) => !imported.has(name))) };
}

function isImport(node: ts.Statement): boolean {
  if (ts.isImportDeclaration(node) || ts.isImportEqualsDeclaration(node)) return true;
  if (!ts.isVariableStatement(node) || isExported(node)) return false;
  return node.declarationList.declarations.every(
    ({ initializer }) => initializer !== undefined && /^require\(["'][^"']+["']\)(\.\w+)*$/.test(initializer.getText()),
  );
}

/** An expression that can stand in a function of its own. */
function pieceOf(node: ts.Node, { top }: Place): Piece | undefined {
  if (!ts.isExpression(node) || !isWhole(node)) return undefined;
  const owner = ownerOf(node);
  if (!owner || ts.isIdentifier(node) || contains(node, isTied)) return undefined;
  const used = [...namesIn(node)];
  const locals = localsAround(node);
  const own = allBoundIn(node);
  const given = used.filter((name) => locals.has(name) && !own.has(name));
  if (given.length === 0) return undefined;
  return {
    code: ts.isObjectLiteralExpression(node) ? `(${node.getText()})` : node.getText(),
    locals: given,
    globals: used.filter((name) => !locals.has(name) && top.declared.has(name)),
    isAsync: isAsync(owner),
  };
}

/** Where an expression stands whole: what an argument, a variable, a property or a condition is. */
function isWhole(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return parent.arguments?.includes(node) ?? false;
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isBinaryExpression(parent))
    return (
      parent.right === node && [ts.SyntaxKind.EqualsToken, ts.SyntaxKind.PlusToken].includes(parent.operatorToken.kind)
    );
  if (ts.isAwaitExpression(parent)) return !ts.isParenthesizedExpression(node);
  return (
    ts.isReturnStatement(parent) ||
    ts.isTemplateSpan(parent) ||
    ts.isExpressionStatement(parent) ||
    (ts.isIfStatement(parent) && parent.expression === node)
  );
}

/** What only works where it stands. */
function isTied(node: ts.Node): boolean {
  if (ts.isAwaitExpression(node) || ts.isYieldExpression(node) || node.kind === ts.SyntaxKind.SuperKeyword) return true;
  if (node.kind === ts.SyntaxKind.ThisKeyword || isNamed(node, "arguments")) return true;
  if (ts.isBinaryExpression(node))
    return (
      node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
      node.operatorToken.kind <= ts.SyntaxKind.LastAssignment &&
      ts.isIdentifier(node.left)
    );
  if (!ts.isPrefixUnaryExpression(node) && !ts.isPostfixUnaryExpression(node)) return false;
  return node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken;
}

/** The innermost function whose body holds the node. */
function ownerOf(node: ts.Node): ts.FunctionLikeDeclaration | undefined {
  for (let one = node; !ts.isSourceFile(one); one = one.parent) {
    if (ts.isParameter(one) || ts.isPropertyDeclaration(one)) return undefined;
    if (ts.isFunctionLike(one.parent) && "body" in one.parent && one.parent.body === one) return one.parent;
  }
  return undefined;
}

function isAsync(node: ts.Node): boolean {
  return (
    ts.canHaveModifiers(node) && (node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false)
  );
}

/** Names that functions around the node bind. */
function localsAround(node: ts.Node): Set<string> {
  const names = new Set<string>();
  for (let one = node.parent; !ts.isSourceFile(one); one = one.parent) {
    if (!ts.isFunctionLike(one)) continue;
    const visit = (child: ts.Node): void => {
      boundIn(child).forEach((name) => names.add(name));
      if (!ts.isFunctionLike(child)) ts.forEachChild(child, visit);
    };
    ts.forEachChild(one, visit);
  }
  return names;
}

type TakenOut = readonly [kind: string, edits: readonly Edit[], more: Files];

function* takenOut(node: ts.Expression, piece: Piece, place: Place): Generator<TakenOut> {
  const { code, locals } = piece;
  const list = locals.join(", ");
  const end = place.text.length;
  const at = (use: string): Edit => ({ start: node.getStart(), end: node.end, text: asUse(node, use) });
  const declared = `function ${PIECE}(${list}) { return ${code}; }`;
  yield ["helper function", [at(`${PIECE}(${list})`), insertion(end, `\n${declared}\n`)], {}];
  const forms: readonly (readonly [kind: string, declared: string, use: string])[] = [
    ["helper arrow", `const ${PIECE} = (${list}) => ${code};`, `${PIECE}(${list})`],
    ["static method", `class Tidy { static piece(${list}) { return ${code}; } }`, `Tidy.piece(${list})`],
    ["method", `class Tidy { piece(${list}) { return ${code}; } }`, `new Tidy().piece(${list})`],
  ];
  for (const [kind, first, use] of forms) yield [kind, [at(use), insertion(afterImports(place), `\n${first}\n`)], {}];
  if (piece.isAsync) {
    const waits = `async function ${PIECE}(${list}) { return ${code}; }`;
    yield ["helper async", [at(`(await ${PIECE}(${list}))`), insertion(end, `\n${waits}\n`)], {}];
  }
  yield moved(piece, place, at);
}

/** The piece in a module of its own, which imports what the file imports. */
function moved(piece: Piece, place: Place, at: (use: string) => Edit): TakenOut {
  const { isModule, isTyped, path, top, text } = place;
  const list = [...piece.locals, ...piece.globals].join(", ");
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const extension = path.slice(path.lastIndexOf(".") + 1);
  const specifier = isTyped || !isModule ? `./${PIECE_MODULE}` : `./${PIECE_MODULE}.${extension}`;
  const imports = top.imports.map((one) => one.getText()).join("\n");
  const declared = isModule
    ? `export const ${PIECE} = (${list}) => ${piece.code};`
    : `exports.${PIECE} = (${list}) => ${piece.code};`;
  const use = isModule
    ? `import { ${PIECE} } from "${specifier}";\n`
    : `const { ${PIECE} } = require("${specifier}");\n`;
  const start = /^(?:#!.*\n)?/.exec(text)?.[0].length ?? 0;
  return [
    "another module",
    [insertion(start, use), at(`${PIECE}(${list})`)],
    { [`${folder}${PIECE_MODULE}.${extension}`]: `${imports}\n${declared}\n` },
  ];
}

/** A statement that begins with a parenthesis would go on with the line before. */
function asUse(node: ts.Node, use: string): string {
  return ts.isExpressionStatement(node.parent) && use.startsWith("(") ? `void ${use}` : use;
}

function afterImports({ source, top }: Place): number {
  return top.imports.at(-1)?.end ?? source.statements[0]?.getFullStart() ?? 0;
}

/** The statement before which the expression can be put into a variable: nothing in between decides whether it is evaluated. */
function statementBefore(node: ts.Node): ts.Statement | undefined {
  let one: ts.Node = node;
  while (!ts.isStatement(one)) {
    const { parent } = one;
    const isSure =
      (ts.isCallExpression(parent) && !parent.questionDotToken && one !== parent.expression) ||
      ts.isNewExpression(parent) ||
      ts.isAwaitExpression(parent) ||
      ts.isPropertyAssignment(parent) ||
      ts.isObjectLiteralExpression(parent) ||
      ts.isArrayLiteralExpression(parent) ||
      ts.isTemplateSpan(parent) ||
      ts.isTemplateExpression(parent) ||
      ts.isVariableDeclarationList(parent) ||
      ts.isVariableDeclaration(parent) ||
      (ts.isBinaryExpression(parent) &&
        [ts.SyntaxKind.PlusToken, ts.SyntaxKind.EqualsToken].includes(parent.operatorToken.kind)) ||
      ts.isStatement(parent);
    if (!isSure) return undefined;
    one = parent;
  }
  const isSingle = ts.isBlock(one.parent) || ts.isSourceFile(one.parent);
  const isPlain =
    ts.isExpressionStatement(one) || ts.isVariableStatement(one) || ts.isReturnStatement(one) || ts.isIfStatement(one);
  return isSingle && isPlain ? one : undefined;
}

/** The second half of a function as a function of its own. */
function* splitBodies(owner: Body, place: Place): Generator<readonly Edit[]> {
  const { statements } = owner.body;
  if (ts.isConstructorDeclaration(owner) || ts.isAccessor(owner) || owner.asteriskToken) return;
  if (localsAround(owner).size > 0) return;
  for (let index = 1; index < statements.length; index++) {
    const tail = statements.slice(index);
    const [first] = tail;
    if (!first || tail.some((one) => ts.isFunctionDeclaration(one))) return;
    const isStuck = (one: ts.Node): boolean => isTied(one) && !ts.isAwaitExpression(one) && !ts.isBinaryExpression(one);
    if (tail.some((one) => contains(one, isStuck))) continue;
    const head = new Set([...statements.slice(0, index), ...owner.parameters].flatMap((one) => [...allBoundIn(one)]));
    const used = new Set(tail.flatMap((one) => [...namesIn(one)]));
    const list = [...used].filter((name) => head.has(name)).join(", ");
    const start = first.getStart();
    const word = isAsync(owner) ? "async function" : "function";
    const body = place.text.slice(start, owner.body.end);
    yield [
      { start, end: owner.body.end - 1, text: `return ${PIECE}(${list});\n` },
      insertion(place.text.length, `\n${word} ${PIECE}(${list}) {\n${body}\n`),
    ];
  }
}
