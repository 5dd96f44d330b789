// Code files for tests of the linker: only what it looks at.
import type { CodeFile, CodeValue, HandlerShape, SdkCall } from "../../language-analysis/model/code-facts.ts";
import type { Expression, ProgramFunction, ProgramModule, Statement } from "../../language-analysis/model/program.ts";
import type { Span } from "../../language-analysis/model/range.ts";

export const at = (line: number): Span => [line, 0, line, 10];

export const environment = (name: string): CodeValue => ({ kind: "environment", name, at: at(0) });
export const literal = (value: string): CodeValue => ({ kind: "text", value, at: at(0) });

export interface FunctionDraft {
  readonly name: string;
  /** Names of functions it calls. */
  readonly calls?: readonly string[];
  readonly sdk?: readonly {
    readonly service: string;
    readonly operation: string;
    readonly resource?: CodeValue;
  }[];
}

/** Functions in order, index 1 on, all exported; the line of a function is its index. */
export function codeFile(
  file: string,
  functions: readonly FunctionDraft[],
  more: {
    readonly imports?: ProgramModule["imports"];
    readonly handlers?: readonly HandlerShape[];
    readonly exports?: ProgramModule["exports"];
    readonly top?: readonly Statement[];
  } = {},
): CodeFile {
  const bodies = functions.map(({ name, calls = [] }, position): ProgramFunction => ({
    index: position + 1,
    name,
    parent: 0,
    parameters: [],
    body: calls.map((callee) => call(callee, position + 1)),
    isAsync: true,
    at: at(position + 1),
    nameAt: at(position + 1),
  }));
  const top: ProgramFunction = {
    index: 0,
    name: "",
    parameters: [],
    body: more.top ?? [],
    isAsync: false,
    at: [0, 0, 99, 0],
    nameAt: at(0),
  };
  const sdkCalls = functions.flatMap(({ sdk = [] }, position): SdkCall[] =>
    sdk.map(({ service, operation, resource }) => ({
      service,
      operation,
      resource,
      functionIndex: position + 1,
      at: at(position + 1),
      callAt: at(position + 1),
      confidence: "high",
    })),
  );
  return {
    module: {
      file,
      language: file.endsWith(".py") ? "python" : "javascript",
      functions: [top, ...bodies],
      imports: more.imports ?? [],
      exports:
        more.exports ??
        functions.map(({ name }, position) => ({
          name,
          value: { kind: "function", index: position + 1, at: at(position + 1) },
          at: at(position + 1),
        })),
      classes: [],
      problems: [],
    },
    facts: { file, handlers: more.handlers ?? [], environmentReads: [], sdkCalls, literals: [] },
  };
}

function call(callee: string, line: number): Statement {
  const [object, property] = callee.split(".");
  const name: Expression = { kind: "name", name: object ?? callee, at: at(line) };
  const value: Expression = {
    kind: "call",
    callee:
      property === undefined ? name : { kind: "member", object: name, property, propertyAt: at(line), at: at(line) },
    arguments: [],
    argumentsAt: at(line),
    at: at(line),
  };
  return { kind: "expression", value, at: at(line) };
}

export const importOf = (module: string, imported: string, local: string) => ({ module, imported, local, at: at(0) });
