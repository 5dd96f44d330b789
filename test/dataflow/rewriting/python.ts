// Rewritings of Python on the syntax tree.
import { childOf, childrenOf, plainTree, type PythonNode } from "../../../language-analysis/code/python/syntax-tree.ts";
import type { Grammar } from "../../../language-analysis/syntax/grammars.ts";
import type { Files } from "../../rules/analyse-files.ts";
import { edited, insertion, PIECE, PIECE_MODULE, RENAMED, type Edit, type Rewriting } from "./rewrite.ts";

const IDLE = ["if False: str(0)", "idle = 0; idle += 1", "pass"];

/** Every rewriting of the file, lazily: a program has many. */
export function* pythonRewritings(files: Files, path: string, grammar: Grammar): Generator<Rewriting> {
  const text = files[path] ?? "";
  const tree = grammar.parse(text);
  const { root, errors } = plainTree(tree);
  tree.delete();
  if (errors.length > 0) return;
  const code = new Code(text, root);
  const rewritten = (kind: string, edits: readonly Edit[], more: Files = {}): Rewriting => ({
    kind,
    files: { ...files, [path]: edited(text, edits), ...more },
  });
  const renames = renamesOf(code);
  if (renames.length > 0) yield rewritten("rename", renames);
  const functions = code.nodes.filter(({ type }) => type === "function_definition");
  for (const idle of IDLE) {
    const edits = functions.flatMap((one) => {
      const [first] = childOf(one, "body")?.children ?? [];
      const indent = first && code.indentOf(first);
      return first && indent !== undefined ? [insertion(first.start, `${idle}\n${indent}`)] : [];
    });
    if (edits.length > 0) yield rewritten("idle statements", edits);
  }
  for (const node of code.nodes) {
    const piece = pieceOf(code, node);
    if (!piece) continue;
    for (const [kind, edits, more] of takenOut(code, node, piece, path)) yield rewritten(kind, edits, more);
    const statement = statementBefore(code, node);
    if (statement) {
      const variable = `${PIECE} = (${code.of(node)})\n${code.indentOf(statement) ?? ""}`;
      yield rewritten("variable", [insertion(statement.start, variable), { ...node, text: PIECE }]);
    }
  }
  for (const one of functions) {
    for (const edits of splitBodies(code, one)) yield rewritten("two functions", edits);
  }
}

/** The tree with what is asked of it. */
class Code {
  readonly nodes: readonly PythonNode[];
  readonly imports: readonly PythonNode[];
  /** Names that the top level binds, without those of imports. */
  readonly declared: ReadonlySet<string>;
  private readonly parents = new Map<PythonNode, PythonNode>();

  constructor(
    readonly text: string,
    readonly root: PythonNode,
  ) {
    const nodes: PythonNode[] = [];
    const visit = (node: PythonNode): void => {
      nodes.push(node);
      for (const child of node.children) {
        this.parents.set(child, node);
        visit(child);
      }
    };
    visit(root);
    this.nodes = nodes;
    this.imports = root.children.filter(({ type }) => /^import(_from)?_statement$/.test(type));
    const imported = new Set(this.imports.flatMap((one) => [...this.boundIn(one)]));
    this.declared = new Set([...this.boundIn(root)].filter((name) => !imported.has(name)));
  }

  of(node: PythonNode): string {
    return this.text.slice(node.start, node.end);
  }

  parent(node: PythonNode): PythonNode | undefined {
    return this.parents.get(node);
  }

  *around(node: PythonNode): Generator<PythonNode> {
    for (let one = this.parent(node); one; one = this.parent(one)) yield one;
  }

  /** White space before a statement that begins a line. */
  indentOf(node: PythonNode): string | undefined {
    return /(?:^|\n)([ \t]*)$/.exec(this.text.slice(0, node.start))?.[1];
  }

  /** Where the statement of the top level begins that holds the node. */
  beginningOf(node: PythonNode): number {
    return this.root.children.find(({ end }) => end >= node.end)?.start ?? 0;
  }

  /** An identifier that stands for a variable, and is no attribute and no name of an argument. */
  isVariable(node: PythonNode): boolean {
    if (node.type !== "identifier") return false;
    const parent = this.parent(node);
    if (parent?.type === "attribute") return node.field === "object";
    if (parent?.type === "keyword_argument") return node.field === "value";
    return true;
  }

  /** Variables that the code uses. */
  namesIn(node: PythonNode): Set<string> {
    return new Set(all(node).flatMap((one) => (this.isVariable(one) ? [this.of(one)] : [])));
  }

  /** Names that code binds, not looking into functions and classes in it. */
  boundIn(scope: PythonNode): Set<string> {
    const names = new Set<string>();
    const bind = (target: PythonNode | undefined): void => {
      if (target?.type === "identifier") names.add(this.of(target));
      else if (target && !/^(attribute|subscript|type)$/.test(target.type)) target.children.forEach(bind);
    };
    const visit = (node: PythonNode): void => {
      if (node !== scope && /^(function_definition|class_definition)$/.test(node.type))
        return bind(childOf(node, "name"));
      if (/^(function_definition|lambda)$/.test(node.type))
        childOf(node, "parameters")?.children.forEach((one) => bind(childOf(one, "name") ?? one.children[0] ?? one));
      if (/^(assignment|augmented_assignment|for_statement|for_in_clause)$/.test(node.type))
        bind(childOf(node, "left"));
      if (node.type === "named_expression") bind(childOf(node, "name"));
      if (node.type === "as_pattern_target") bind(node.children[0] ?? node);
      if (/^import(_from)?_statement$/.test(node.type)) {
        for (const one of childrenOf(node, "name")) bind(childOf(one, "alias") ?? one.children[0] ?? one);
      }
      node.children.forEach(visit);
    };
    visit(scope);
    return names;
  }

  /** Names that a statement binds: of a function or class its own alone. */
  boundBy(statement: PythonNode): readonly string[] {
    const definition = statement.type === "decorated_definition" ? childOf(statement, "definition") : statement;
    const name =
      /^(function|class)_definition$/.test(definition?.type ?? "") && childOf(definition ?? statement, "name");
    return name ? [this.of(name)] : [...this.boundIn(statement)];
  }

  /** Names that functions around the node bind. */
  localsAround(node: PythonNode): Set<string> {
    const functions = [...this.around(node)].filter(({ type }) => type === "function_definition");
    return new Set(functions.flatMap((one) => [...this.boundIn(one)]));
  }
}

function all(node: PythonNode): readonly PythonNode[] {
  return [node, ...node.children.flatMap(all)];
}

/** Every variable and parameter of a function gets another name, wherever it is used; names of the top level stay. */
function renamesOf(code: Code): readonly Edit[] {
  const functions = code.nodes.filter(({ type }) => type === "function_definition" || type === "lambda");
  const names = new Set(functions.flatMap((one) => [...code.boundIn(one)]));
  const kept = code.boundIn(code.root);
  for (const node of code.nodes) {
    if (/^(global|nonlocal)_statement$/.test(node.type)) code.namesIn(node).forEach((name) => kept.add(name));
    // What callers name, and what an import within a function binds.
    if (node.type === "keyword_argument") kept.add(code.of(node.children[0] ?? node));
    if (/^import(_from)?_statement$/.test(node.type)) code.boundIn(node).forEach((name) => kept.add(name));
    if (node.type === "class_definition") code.boundIn(node).forEach((name) => kept.add(name));
    if (node.type === "decorated_definition")
      childrenOf(childOf(node, "definition") ?? node, "parameters").forEach((list) =>
        code.namesIn(list).forEach((name) => kept.add(name)),
      );
  }
  for (const name of ["self", "cls"]) kept.add(name);
  return code.nodes.flatMap((node) => {
    const isRenamed = code.isVariable(node) && names.has(code.of(node)) && !kept.has(code.of(node));
    return isRenamed ? [insertion(node.end, RENAMED)] : [];
  });
}

interface Piece {
  readonly locals: readonly string[];
  readonly globals: readonly string[];
  readonly isAsync: boolean;
}

const WHOLE = /^(argument_list|return_statement|expression_statement|interpolation|pair)$/;
const TIED =
  /^(await|yield|named_expression|list_splat|dictionary_splat|keyword_argument|generator_expression|type|lambda)$/;

/** An expression that can stand in a function of its own. */
function pieceOf(code: Code, node: PythonNode): Piece | undefined {
  const parent = code.parent(node);
  if (!parent || !isWhole(node, parent) || node.type === "identifier" || TIED.test(node.type)) return undefined;
  if (/assignment$|^(expression_list|string|pair|comment)$/.test(node.type) && node.type !== "string") return undefined;
  const owner = [...code.around(node)].find(({ type }) => /^(function_definition|lambda|class_definition)$/.test(type));
  if (owner?.type !== "function_definition") return undefined;
  const outer = [...code.around(node)].slice(0, [...code.around(node)].indexOf(owner));
  if (!outer.some(({ field }) => field === "body")) return undefined;
  if (all(node).some(({ type }) => /^(await|yield|named_expression)$/.test(type))) return undefined;
  const used = [...code.namesIn(node)];
  if (used.some((name) => ["super", "locals", "globals", "nonlocal", "print", "exec"].includes(name))) return undefined;
  if (isGlobalHere(code, owner, used)) return undefined;
  const own = code.boundIn(node);
  const locals = code.localsAround(node);
  const given = used.filter((name) => locals.has(name) && !own.has(name));
  if (given.length === 0) return undefined;
  return {
    locals: given,
    globals: used.filter((name) => !locals.has(name) && code.declared.has(name)),
    isAsync: owner.children.some(({ type }) => type === "async"),
  };
}

function isWhole(node: PythonNode, parent: PythonNode): boolean {
  if (WHOLE.test(parent.type)) return parent.type !== "pair" || node.field === "value";
  if (/^(assignment|keyword_argument)$/.test(parent.type))
    return node.field === (parent.type === "assignment" ? "right" : "value");
  if (parent.type === "if_statement") return node.field === "condition";
  return parent.type === "binary_operator" && node.field === "right";
}

function isGlobalHere(code: Code, owner: PythonNode, names: readonly string[]): boolean {
  return all(owner).some(
    (one) =>
      /^(global|nonlocal)_statement$/.test(one.type) && [...code.namesIn(one)].some((name) => names.includes(name)),
  );
}

type TakenOut = readonly [kind: string, edits: readonly Edit[], more: Files];

function* takenOut(code: Code, node: PythonNode, piece: Piece, path: string): Generator<TakenOut> {
  const list = piece.locals.join(", ");
  const body = `return (${code.of(node)})`;
  const use = (called: string): Edit => ({ start: node.start, end: node.end, text: called });
  const forms: readonly (readonly [kind: string, declared: string, called: string])[] = [
    ["helper function", `def ${PIECE}(${list}):\n    ${body}`, `${PIECE}(${list})`],
    ["helper lambda", `${PIECE} = lambda ${list}: (${code.of(node)})`, `${PIECE}(${list})`],
    [
      "helper by name",
      `def ${PIECE}(*, ${list}):\n    ${body}`,
      `${PIECE}(${piece.locals.map((name) => `${name}=${name}`).join(", ")})`,
    ],
    [
      "static method",
      `class Tidy:\n    @staticmethod\n    def piece(${list}):\n        ${body}`,
      `Tidy.piece(${list})`,
    ],
    ["method", `class Tidy:\n    def piece(tidy, ${list}):\n        ${body}`, `Tidy().piece(${list})`],
  ];
  const before = code.beginningOf(node);
  for (const [kind, declared, called] of forms) yield [kind, [insertion(before, `${declared}\n\n\n`), use(called)], {}];
  if (piece.isAsync) {
    const waits = `async def ${PIECE}(${list}):\n    ${body}\n\n\n`;
    yield ["helper async", [insertion(before, waits), use(`(await ${PIECE}(${list}))`)], {}];
  }
  const everything = [...piece.locals, ...piece.globals].join(", ");
  const imports = code.imports.map((one) => code.of(one)).join("\n");
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  yield [
    "another module",
    [insertion(0, `from ${PIECE_MODULE} import ${PIECE}\n`), use(`${PIECE}(${everything})`)],
    { [`${folder}${PIECE_MODULE}.py`]: `${imports}\n\n\ndef ${PIECE}(${everything}):\n    ${body}\n` },
  ];
}

const SURE =
  /^(argument_list|call|keyword_argument|pair|dictionary|list|tuple|interpolation|string|await|parenthesized_expression|assignment)$/;

/** The statement before which the expression can be put into a variable: nothing in between decides whether it is evaluated. */
function statementBefore(code: Code, node: PythonNode): PythonNode | undefined {
  let one = node;
  for (const parent of code.around(node)) {
    if (parent.type === "block") return code.indentOf(one) === undefined ? undefined : one;
    const isStatement = /^(expression_statement|return_statement|if_statement)$/.test(parent.type);
    const isSure =
      SURE.test(parent.type) ||
      (parent.type === "binary_operator" && /^[^/]*\+/.test(code.text.slice(parent.start, parent.end)));
    if (!isStatement && !isSure) return undefined;
    one = parent;
  }
  return undefined;
}

/** The second half of a function as a function of its own. */
function* splitBodies(code: Code, owner: PythonNode): Generator<readonly Edit[]> {
  if (
    code.localsAround(owner).size > 0 ||
    all(owner).some(({ type }) => /^(yield|global_statement|nonlocal_statement)$/.test(type))
  )
    return;
  const body = childOf(owner, "body");
  const statements = body?.children ?? [];
  if (!body || code.namesIn(owner).has("super")) return;
  const parameters = [
    ...code.boundIn(childOf(owner, "parameters") ?? owner),
    ...code.namesIn(childOf(owner, "parameters") ?? owner),
  ];
  for (let index = 1; index < statements.length; index++) {
    const [first] = statements.slice(index);
    const indent = first && code.indentOf(first);
    if (!first || indent === undefined || indent === "") continue;
    const head = new Set([...parameters, ...statements.slice(0, index).flatMap((one) => code.boundBy(one))]);
    const used = new Set(statements.slice(index).flatMap((one) => [...code.namesIn(one)]));
    const list = [...used].filter((name) => head.has(name)).join(", ");
    const isAsync = owner.children.some(({ type }) => type === "async");
    const called = `${PIECE}(${list})`;
    const piece = `${isAsync ? "async " : ""}def ${called}:\n${indent}${code.text.slice(first.start, body.end)}\n\n\n`;
    yield [
      insertion(code.beginningOf(owner), piece),
      { start: first.start, end: body.end, text: `return ${isAsync ? `await ${called}` : called}\n` },
    ];
  }
}
