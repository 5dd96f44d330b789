// Where a lowering puts what it finds. Keeps the stack of open functions and statement lists, so that the parts of a
// lowering only say what a construct is.
import type { Problem } from "../model/problem.ts";
import type {
  Expression,
  Language,
  ProgramClass,
  ProgramExport,
  ProgramFunction,
  ProgramImport,
  ProgramModule,
  Statement,
} from "../model/program.ts";
import { say } from "../model/message.ts";
import { rangeOf, type Span } from "../model/range.ts";
import type { LineIndex } from "../syntax/line-index.ts";

/** Nesting of expressions and statements; hand-written code stays under 60. Every reader of the IR may recurse this deep. */
const MAX_DEPTH = 300;

/** One statement list: `hoisted` goes before `body`, `after` follows the statement that is being lowered. */
interface Frame {
  readonly hoisted: Statement[];
  readonly body: Statement[];
  after: Statement[];
}

export type FunctionParts = Omit<ProgramFunction, "index" | "parent">;

export class ModuleBuilder {
  readonly imports: ProgramImport[] = [];
  readonly exports: ProgramExport[] = [];
  readonly problems: Problem[] = [];
  readonly file: string;
  readonly language: Language;
  private readonly lines: LineIndex;
  private readonly functions: (ProgramFunction | undefined)[] = [];
  private readonly classes: (ProgramClass | undefined)[] = [];
  private readonly openFunctions: number[] = [];
  private readonly frames: Frame[] = [];
  private depth = 0;
  private saidTooDeep = false;

  constructor(file: string, language: Language, lines: LineIndex) {
    this.file = file;
    this.language = language;
    this.lines = lines;
  }

  span(start: number, end: number): Span {
    return this.lines.spanAt(start, end);
  }

  /** Runs `lower` one level deeper; past the limit it says so once and returns an empty `other`. */
  expression(at: Span, levels: number, lower: () => Expression): Expression {
    if (!this.enter(at, levels)) return { kind: "other", parts: [], at };
    const result = lower();
    this.depth -= levels;
    return result;
  }

  /** The same for statements, which past the limit are left out. */
  statement(at: Span, lower: () => void): void {
    if (!this.enter(at, 1)) return;
    lower();
    this.depth -= 1;
    const frame = this.frames.at(-1);
    if (!frame || frame.after.length === 0) return;
    frame.body.push(...frame.after);
    frame.after = [];
  }

  private enter(at: Span, levels: number): boolean {
    if (this.depth + levels > MAX_DEPTH) {
      if (!this.saidTooDeep) {
        this.saidTooDeep = true;
        this.problems.push({
          code: "nesting-limit",
          severity: "warning",
          message: say("Code nested deeper than {0} levels is not analysed.", MAX_DEPTH),
          at: rangeOf(this.file, at),
        });
      }
      return false;
    }
    this.depth += levels;
    return true;
  }

  emit(statement: Statement): void {
    this.frames.at(-1)?.body.push(statement);
  }

  /** To the start of the statement list: function declarations hold before they are written. */
  hoist(statement: Statement): void {
    this.frames.at(-1)?.hoisted.push(statement);
  }

  /** Behind the statement that is being lowered: static fields of a class expression. */
  emitAfter(statement: Statement): void {
    this.frames.at(-1)?.after.push(statement);
  }

  /** What `lower` emits, as a list of its own. */
  collect(lower: () => void): readonly Statement[] {
    const frame: Frame = { hoisted: [], body: [], after: [] };
    this.frames.push(frame);
    lower();
    this.frames.pop();
    const body = frame.after.length > 0 ? [...frame.body, ...frame.after] : frame.body;
    return frame.hoisted.length > 0 ? [...frame.hoisted, ...body] : body;
  }

  get currentFunction(): number {
    return this.openFunctions.at(-1) ?? 0;
  }

  /** Reserves the index before `lower` runs, so that functions stand in source order. */
  defineFunction(lower: () => FunctionParts): number {
    const index = this.functions.length;
    const parent = this.openFunctions.at(-1);
    this.functions.push(undefined);
    this.openFunctions.push(index);
    const parts = lower();
    this.openFunctions.pop();
    this.functions[index] = { index, ...(parent === undefined ? {} : { parent }), ...parts };
    return index;
  }

  defineClass(lower: (index: number) => Omit<ProgramClass, "index">): number {
    const index = this.classes.length;
    this.classes.push(undefined);
    this.classes[index] = { index, ...lower(index) };
    return index;
  }

  finish(): ProgramModule {
    return {
      file: this.file,
      language: this.language,
      functions: this.functions.filter((one) => one !== undefined),
      imports: this.imports,
      exports: this.exports,
      classes: this.classes.filter((one) => one !== undefined),
      problems: this.problems,
    };
  }
}
