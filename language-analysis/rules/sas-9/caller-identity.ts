// Whether code looks at who its caller is: claims of an authorizer or a token. Sources: API Gateway developer guide, "Context variables";
// AppSync developer guide, "Resolver context (identity)"; Cognito user guide, "Verifying JSON web tokens".
import type { Expression, ProgramModule, Statement } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import { statementExpressions } from "../../model/program-parts.ts";
import { callsOf, nameOf, textOfLiteral } from "../calls.ts";
import { oncePerModule } from "../code-search.ts";
import { expressionsOf, partsOf, spanContains, statementsOf } from "../program-search.ts";
import { verificationsOf } from "../sas-2/token-uses.ts";

/** Functions that read claims, or keep what the verification of a token gives. */
export const identityReadersOf = oncePerModule((module): ReadonlySet<number> => {
  const readers = new Set<number>();
  for (const { expression, functionIndex } of expressionsOf(module))
    if (isIdentityRead(module, expression)) readers.add(functionIndex);
  for (const { call, functionIndex } of verificationsOf(module))
    if (isKept(module, call.at, functionIndex)) readers.add(functionIndex);
  return readers;
});

const CLAIMS =
  /^(authorizer|claims|cognito:(username|groups)|cognitoIdentityId|principalId|userArn|sub|currentUser|current_user|tokenPayload|id_?token)$/;
const GIVES_CALLER =
  /(^|\.)(get_jwt_identity|get_jwt|getCurrentUser|get_current_user|currentUser|currentAuthenticatedUser|getUser|get_user|GetUserCommand|getSession|get_session|verify_jwt_in_request)$/;

function isIdentityRead(module: ProgramModule, expression: Expression): boolean {
  if (expression.kind === "call") {
    const name = nameOf(module, expression.callee) ?? "";
    return (
      GIVES_CALLER.test(name) ||
      (/\.get$/.test(name) && CLAIMS.test(textOfLiteral(expression.arguments[0]?.value) ?? ""))
    );
  }
  if (expression.kind !== "member" || typeof expression.property !== "string") return false;
  const { property, object } = expression;
  if (CLAIMS.test(property)) return true;
  const owner = object.kind === "name" ? object.name : "";
  // `req.user` of an authentication middleware, `event.identity` of AppSync.
  return /^(user|auth|identity)$/.test(property) && /^(req|request|ctx|context|event|g)$/.test(owner);
}

/** What the call gives is returned, read or handed on: somebody may look at it. */
function isKept(module: ProgramModule, at: Span, functionIndex: number): boolean {
  for (const { statement, functionIndex: index } of statementsOf(module)) {
    if (index !== functionIndex || !holds(statement, at)) continue;
    if (statement.kind === "expression") return !isAlone(statement.value, at);
    if (statement.kind !== "assign" || statement.target.kind !== "name") return true;
    const { name } = statement.target;
    return reads(module, name);
  }
  return true;
}

/** The statement's own expressions, not those of statements within it. */
function holds(statement: Statement, at: Span): boolean {
  return statementExpressions(statement).some((one) => spanContains(one.at, at));
}

function isAlone(value: Expression, at: Span): boolean {
  const inner = value.kind === "await" ? value.operand : value;
  return inner.at.every((place, index) => place === at[index]);
}

function reads(module: ProgramModule, name: string): boolean {
  for (const { expression } of expressionsOf(module))
    if (expression.kind === "name" && expression.name === name) return true;
  return false;
}

/** Functions of the module that verify a token. */
export const verifyingFunctionsOf = oncePerModule(
  (module): ReadonlySet<number> =>
    new Set(
      verificationsOf(module)
        .filter(
          ({ name }) => /jwt|jose|token|(^|\.)verify(Sync|Async)?$/i.test(name) && !/hmac|webhook|crypto/i.test(name),
        )
        .map(({ functionIndex }) => functionIndex),
    ),
);

/** `if (isSignedIn(event)) { ... }` around the place, or the check in a statement before it. */
export function isBehindVerification(module: ProgramModule, at: Span, functionIndex: number): boolean {
  const verifying = verifyingFunctionsOf(module);
  const names = new Set(
    [...verifying].map((index) => module.functions[index]?.name ?? "").filter((name) => name !== ""),
  );
  const isCheck = (root: Expression): boolean =>
    [...partsOf(root)].some((part) => part.kind === "call" && names.has(lastName(part.callee)));
  for (const { statement, functionIndex: index } of statementsOf(module)) {
    if (index !== functionIndex) continue;
    const isAround = spanContains(statement.at, at);
    const isBefore = statement.at[2] < at[0];
    if (statement.kind === "if" && isAround && isCheck(statement.test)) return true;
    if (isBefore && !isAround && statementExpressions(statement).some(isCheck) && isGate(statement)) return true;
  }
  return callsOf(module).some(
    (one) =>
      one.functionIndex === functionIndex &&
      verifying.has(functionIndex) &&
      one.at[0] < at[0] &&
      /verif|jwt/i.test(one.name),
  );
}

/** A call whose failure throws, or a test that leaves the function. */
function isGate(statement: Statement): boolean {
  if (statement.kind !== "if") return true;
  return [...statement.then, ...statement.else].some(({ kind }) => kind === "return" || kind === "throw");
}

function lastName(callee: Expression): string {
  if (callee.kind === "name") return callee.name;
  return callee.kind === "member" && typeof callee.property === "string" ? callee.property : "";
}
