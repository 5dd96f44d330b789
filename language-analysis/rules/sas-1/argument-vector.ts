// From a shell command to a program with an argument vector: no shell is left that could read the input as commands.
import type { TextEdit } from "../../model/finding.ts";
import type { Expression, ProgramModule } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import { countReads, dottedName, pythonImportEdits, quoted, rebuildAround, replaceSpan } from "../code-edits.ts";
import { callAtSpan, sameSpan } from "../program-search.ts";
import { formattedPieces, piecesOf, splitWords, type Word } from "./command-words.ts";

type Call = Extract<Expression, { kind: "call" }>;

/** Undefined when the command needs a shell, or is not written out in the call. */
export function argumentVectorEdits(module: ProgramModule, callAt: Span): readonly TextEdit[] | undefined {
  const call = callAtSpan(module, callAt);
  const command = call?.arguments[0];
  if (!call || !command || command.name !== undefined || command.spread) return undefined;
  const formatted = module.language === "python" ? formattedPieces(command.value) : undefined;
  const words = splitWords(formatted ?? piecesOf(command.value));
  if (!words || words.length < 2) return undefined;
  return module.language === "python"
    ? pythonEdits(module, call, command.value, words)
    : javascriptEdits(module, call, command.value, words);
}

const JAVASCRIPT_NAMES = new Map([
  ["child_process.exec", "execFile"],
  ["child_process.execSync", "execFileSync"],
]);

function javascriptEdits(
  module: ProgramModule,
  call: Call,
  command: Expression,
  words: readonly Word[],
): readonly TextEdit[] | undefined {
  const replacement = JAVASCRIPT_NAMES.get(dottedName(module, call.callee) ?? "");
  const options = call.arguments[1]?.value;
  if (replacement === undefined || call.arguments.some(({ spread }) => spread)) return undefined;
  // Options in a variable may choose a shell.
  if (options && !isCallback(module, options) && !isShellFree(options)) return undefined;
  const rename = renameCallee(module, call.callee, replacement);
  const [program, ...rest] = words;
  if (!rename || !program) return undefined;
  const holes = holesOf(rest);
  const list = rest.map((word) => javascriptWord(word)).join(", ");
  const segments = `${javascriptWord(program)}, [${list}]`.split(HOLE);
  return [...rename, ...rebuildAround(module.file, command.at, holes, segments)];
}

function isCallback({ functions }: ProgramModule, value: Expression): boolean {
  return value.kind === "function" || (value.kind === "name" && functions.some(({ name }) => name === value.name));
}

function isShellFree(options: Expression): boolean {
  return options.kind === "object" && options.properties.every(({ key }) => typeof key === "string" && key !== "shell");
}

/** The callee's new name, and its import beside or in place of the old one. */
function renameCallee(module: ProgramModule, callee: Expression, name: string): readonly TextEdit[] | undefined {
  if (callee.kind === "member") return [replaceSpan(module.file, callee.propertyAt, name)];
  if (callee.kind !== "name") return undefined;
  const renamed = replaceSpan(module.file, callee.at, name);
  if (module.imports.some(({ local, imported }) => local === name && imported === name)) return [renamed];
  const entry = module.imports.find(({ local }) => local === callee.name);
  if (!entry || entry.imported !== entry.local || !isInBraces(module, entry.at)) return undefined;
  const isUnusedThen = countReads(module, callee.name) <= 1;
  const [, , endLine, endCharacter] = entry.at;
  return isUnusedThen
    ? [replaceSpan(module.file, entry.at, name), renamed]
    : [replaceSpan(module.file, [endLine, endCharacter, endLine, endCharacter], `, ${name}`), renamed];
}

/** `import { exec } from` or `const { exec } = require()`; `const exec = require().exec` can take no second name. */
function isInBraces(module: ProgramModule, at: Span): boolean {
  return !module.functions.some(({ body }) =>
    body.some(
      (statement) =>
        statement.kind === "assign" && statement.target.kind === "name" && sameSpan(statement.target.at, at),
    ),
  );
}

const SUBPROCESS = /^subprocess\.(run|call|check_call|check_output|Popen)$/;

function pythonEdits(
  module: ProgramModule,
  call: Call,
  command: Expression,
  words: readonly Word[],
): readonly TextEdit[] | undefined {
  if (!isPlainTemplate(command)) return undefined;
  const holes = holesOf(words);
  const segments = `[${words.map((word) => pythonWord(word)).join(", ")}]`.split(HOLE);
  const vector = rebuildAround(module.file, command.at, holes, segments);
  const name = dottedName(module, call.callee) ?? "";
  if (name === "os.system" && call.arguments.length === 1) {
    const imports = pythonImportEdits(module, "subprocess");
    return imports && [...imports, replaceSpan(module.file, call.callee.at, "subprocess.call"), ...vector];
  }
  const shell = call.arguments.find(({ name: keyword }) => keyword === "shell")?.value;
  if (!SUBPROCESS.test(name) || !shell || call.arguments.some(({ spread }) => spread)) return undefined;
  return [...vector, replaceSpan(module.file, shell.at, "False")];
}

/** False for an f-string with a conversion or a format (`{x!r}`, `{x:>8}`), which would be lost. */
function isPlainTemplate(expression: Expression): boolean {
  if (expression.kind === "binary") return isPlainTemplate(expression.left) && isPlainTemplate(expression.right);
  if (expression.kind !== "template") return true;
  return expression.parts.every((part, index) => {
    if (part.kind === "literal" || part.kind === "other") return part.kind === "literal";
    const next = expression.parts[index + 1];
    const [, , line, character] = part.at;
    if (!next) return expression.at[2] === line && expression.at[3] - character === 1 + quoteLength(expression);
    return next.at[0] === line && next.at[1] - character === (next.kind === "literal" ? 1 : 2);
  });
}

/** One or three, from what stands before the first part: prefix letter, quotes, and the brace of a value. */
function quoteLength({ parts, at }: Extract<Expression, { kind: "template" }>): number {
  const [first] = parts;
  if (!first) return 1;
  const before = first.at[1] - at[1] - (first.kind === "literal" ? 0 : 1);
  return before >= 4 ? 3 : 1;
}

/** Stands for an expression's own text in what is written around it. */
const HOLE = "\u0000";

function holesOf(words: readonly Word[]): readonly Span[] {
  return words.flatMap((word) => word.flatMap((piece) => (piece.kind === "expression" ? [piece.value.at] : [])));
}

function javascriptWord(word: Word): string {
  const [only] = word;
  if (word.length === 1 && only) return only.kind === "text" ? quoted(only.text) : HOLE;
  const parts = word.map((piece) =>
    piece.kind === "text" ? piece.text.replace(/[`\\]|\$(?=\{)/g, "\\$&") : `\${${HOLE}}`,
  );
  return `\`${parts.join("")}\``;
}

function pythonWord(word: Word): string {
  const [only] = word;
  const value = (piece: Word[number]): string => (piece.kind === "source" ? piece.text : HOLE);
  if (word.length === 1 && only) return only.kind === "text" ? quoted(only.text) : value(only);
  return word.map((piece) => (piece.kind === "text" ? quoted(piece.text) : `str(${value(piece)})`)).join(" + ");
}
