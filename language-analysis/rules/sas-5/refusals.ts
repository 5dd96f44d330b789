// Answers that refuse a caller, and whether anything is logged on the way to them.
import type { Expression, ProgramModule } from "../../model/program.ts";
import { callsOf, nameOf, textOfLiteral } from "../calls.ts";
import { oncePerModule, type CodePlace } from "../code-search.ts";
import { isLogCall } from "../log-calls.ts";
import { expressionsOf, statementsOf } from "../program-search.ts";

export interface Refusal extends CodePlace {
  /** `401`, `403`, `Unauthorized`. */
  readonly what: string;
}

/** The first refusal of each function in which nothing is logged at all. */
export const silentRefusalsOf = oncePerModule((module): readonly Refusal[] => {
  const logging = loggingFunctions(module);
  // A log beside the module's functions, in a wrapper or a helper, may well tell of it.
  if (logging.size > 0 && module.functions.length > 40) return [];
  const first = new Map<number, Refusal>();
  const add = (functionIndex: number, at: Refusal["at"], what: string): void => {
    if (!first.has(functionIndex)) first.set(functionIndex, { functionIndex, at, what });
  };
  for (const { expression, functionIndex } of expressionsOf(module)) {
    const code = refusalCode(expression);
    if (code) add(functionIndex, code.at, code.what);
  }
  for (const { statement, functionIndex } of statementsOf(module)) {
    if (statement.kind === "throw" && statement.value) {
      const what = thrownRefusal(module, statement.value);
      if (what !== undefined) add(functionIndex, statement.at, what);
    }
  }
  return [...first.values()].filter(({ functionIndex }) => !isLogged(module, logging, functionIndex));
});

/** Functions that log, themselves or by a function of the module that they call. */
function loggingFunctions(module: ProgramModule): ReadonlySet<number> {
  const calls = callsOf(module);
  const logging = new Set(calls.flatMap(({ name, functionIndex }) => (isLogCall(name) ? [functionIndex] : [])));
  for (let before = 0; before < logging.size;) {
    before = logging.size;
    const names = new Set([...logging].flatMap((index) => module.functions[index]?.name || []));
    for (const { name, functionIndex } of calls) {
      if (names.has(name.slice(name.lastIndexOf(".") + 1))) logging.add(functionIndex);
    }
  }
  return logging;
}

/** In the function itself, in those around it, or in those written inside of it. */
function isLogged({ functions }: ProgramModule, logging: ReadonlySet<number>, functionIndex: number): boolean {
  for (const one of logging) {
    for (
      let current: number | undefined = one, steps = 0;
      current !== undefined && current > 0 && steps < 50;
      steps++
    ) {
      if (current === functionIndex) return true;
      current = functions[current]?.parent;
    }
    for (
      let current: number | undefined = functionIndex, steps = 0;
      current !== undefined && current > 0 && steps < 50;
      steps++
    ) {
      if (current === one) return true;
      current = functions[current]?.parent;
    }
  }
  return false;
}

/** `{ statusCode: 401 }`, `{ isAuthorized: false }`, `Effect: "Deny"`. */
function refusalCode(expression: Expression): Refusal | undefined {
  if (expression.kind !== "object") return undefined;
  for (const { key, value } of expression.properties) {
    if (key === "statusCode" && value.kind === "literal" && /^40[13]$/.test(String(value.value)))
      return { what: String(value.value), at: value.at, functionIndex: 0 };
  }
  return undefined;
}

function thrownRefusal(module: ProgramModule, value: Expression): string | undefined {
  if (value.kind !== "call") return undefined;
  const name = nameOf(module, value.callee) ?? "";
  const last = name.slice(name.lastIndexOf(".") + 1);
  if (REFUSES.test(last)) return last;
  if (last === "HTTPException") return statusGiven(value);
  const text = textOfLiteral(value.arguments[0]?.value);
  return text !== undefined && /^\[?(unauthorized|forbidden|access denied|not authorized)\b/i.test(text)
    ? text
    : undefined;
}

/** Names of errors; Python's and JavaScript's frameworks agree on the first part. */
const REFUSES =
  /^(Unauthori[sz]ed|Unauthenticated|Forbidden|NotAuthori[sz]ed|NotAllowed|Authentication|Authorization|AccessDenied|PermissionDenied|AuthenticationFailed)(Error|Exception)?$/;

/** `HTTPException(401, ...)`, `HTTPException(status_code=403)`, by number or by `status.HTTP_401_UNAUTHORIZED`. */
function statusGiven({ arguments: given }: Expression & { kind: "call" }): string | undefined {
  const status = (given.find(({ name }) => name === "status_code") ?? given.find(({ name }) => name === undefined))
    ?.value;
  const text = status?.kind === "literal" ? status.value : status?.kind === "member" ? status.property : "";
  return typeof text === "object" ? undefined : /^(?:HTTP_)?(40[13])(?:_|$)/.exec(String(text))?.[1];
}
