// Where code believes what its caller says of himself: a session that anyone can write, a rank in the body, an id in a header.
// Sources: CWE-290 (authentication bypass by spoofing), CWE-565 (cookies without validation), CWE-639, CWE-807 (untrusted inputs in a security decision).
import type { Expression, ProgramModule } from "../../model/program.ts";
import { callsOf, nameOf, textOfLiteral, type NamedCall } from "../calls.ts";
import { oncePerModule, type CodePlace } from "../code-search.ts";
import { expressionsOf, statementsOf } from "../program-search.ts";
import { routeBranch } from "../route-branch.ts";
import { variablesOf } from "../variables.ts";
import { authorizerAnswersOf } from "./authorizer-answers.ts";

export interface CallerClaim extends CodePlace {
  /** `lookup`: the rank of a record that the caller picks; `attribute`: one that users write when they sign up. */
  readonly kind: "session" | "rank" | "identity" | "lookup" | "attribute";
  /** What the caller sends: `isAdmin`, `x-user-id`, `cookie`. */
  readonly what: string;
}

export const callerClaimsOf = oncePerModule((module): readonly CallerClaim[] => {
  const isAuthorizer = authorizerAnswersOf(module).allows.length > 0;
  return [
    ...sessions(module),
    ...oncePerRoute(module, ranks(module)),
    ...oncePerRoute(module, lookups(module)),
    ...attributes(module),
    ...(isAuthorizer ? [] : identities(module)),
  ];
});

const SEALS =
  /(^|\.)(createHmac|createDecipher(iv)?|timingSafeEqual|compare_digest|verify|jwtVerify|decrypt|unseal|unsign|loads_signed)$|^(hmac\.new|itsdangerous\.)/;
/** Headers that a platform in front writes and takes away from whoever sends them. */
const OF_PLATFORM = /^x-(ms-client-principal|amzn-oidc|goog-)/i;

/** `JSON.parse(atob(cookie))`: whoever sends it has written it. */
function* sessions(module: ProgramModule): Iterable<CallerClaim> {
  const calls = callsOf(module);
  if (calls.some(({ name }) => SEALS.test(name))) return;
  for (const { call, name, functionIndex, at } of calls) {
    const [first] = call.arguments;
    if (!first || !/^(JSON\.parse|json\.loads|pickle\.loads)$/.test(name)) continue;
    const parts = [...variablesOf(module).origins(first.value, functionIndex)];
    if (!parts.some((part) => isBase64(module, part)) || parts.some(isSplitAtDots)) continue;
    const what = parts.flatMap((part) => carrierOf(part) ?? []).find((one) => !OF_PLATFORM.test(one));
    if (what !== undefined) yield { kind: "session", what, at, functionIndex };
  }
}

function isBase64(module: ProgramModule, part: Expression): boolean {
  if (part.kind !== "call") return false;
  const name = nameOf(module, part.callee) ?? "";
  if (
    /^(atob|base64\.(b64decode|urlsafe_b64decode|decodebytes|decode)|js-base64\.\w+|buffer\.Buffer\.from)$/.test(name)
  )
    return true;
  return name === "Buffer.from" && /^base64/.test(textOfLiteral(part.arguments[1]?.value) ?? "");
}

/** Parts of a signed token are a matter of its own. */
function isSplitAtDots(part: Expression): boolean {
  return (
    part.kind === "call" &&
    part.callee.kind === "member" &&
    part.callee.property === "split" &&
    textOfLiteral(part.arguments[0]?.value) === "."
  );
}

/** `headers.cookie`, `headers["x-session"]`, `event.cookies`. */
function carrierOf(part: Expression): string | undefined {
  const read = readOf(part);
  if (!read) return undefined;
  if (/^cookies?$/i.test(read.property)) return read.property;
  return /^(multiValueHeaders|headers)$/i.test(lastProperty(read.object) ?? "") ? read.property : undefined;
}

const RANK_FLAG = /^(is_?admin|admin|is_?administrator|is_?super_?user|superuser|is_?staff|is_?root|is_?moderator)$/i;
const RANK =
  /^(role|user_?role|auth_?level|access_?level|privileges?|permission|permission_?level|user_?type|account_?type)$/i;
const HIGH_RANK = /^(admin|administrator|root|super_?(user|admin)|owner|manager|staff|moderator|system|[0-9]{1,4})$/i;
const EQUALS = /^[!=]==?$/;

/** However often the code of one route asks, it is one decision. */
function* oncePerRoute(module: ProgramModule, claims: Iterable<CallerClaim>): Iterable<CallerClaim> {
  const seen = new Set<string>();
  for (const claim of claims) {
    const key = `${claim.what} ${claim.functionIndex} ${routeBranch(module, claim.at, claim.functionIndex)?.join(":")}`;
    if (!seen.has(key)) yield claim;
    seen.add(key);
  }
}

/** `if (body.isAdmin)`, `data["authLevel"] != "0"`. */
function* ranks(module: ProgramModule): Iterable<CallerClaim> {
  for (const { statement, functionIndex } of statementsOf(module)) {
    if (statement.kind !== "if") continue;
    for (const part of flagsOf(statement.test)) {
      const what = propertyOf(part);
      if (what !== undefined && RANK_FLAG.test(what) && isFromCaller(module, part, functionIndex))
        yield { kind: "rank", what, at: part.at, functionIndex };
    }
  }
  for (const { expression, functionIndex } of expressionsOf(module)) {
    if (expression.kind !== "binary" || !EQUALS.test(expression.operator)) continue;
    const { left, right } = expression;
    for (const [one, other] of [
      [left, right],
      [right, left],
    ] as const) {
      const what = rankName(module, one, functionIndex);
      if (what === undefined || other.kind !== "literal" || other.value === null) continue;
      const isRank = RANK_FLAG.test(what) || (RANK.test(what) && HIGH_RANK.test(String(other.value)));
      if (isRank && isFromCaller(module, one, functionIndex))
        yield { kind: "rank", what, at: expression.at, functionIndex };
    }
  }
}

const IDENTITY = /^((user|account|member|employee|owner)_?(id|name)|user|username|e?_?mail|sub|uid)$/i;
const LOOKS_UP =
  /(^|\.)(send|get|get_item|getItem|query|find|findOne|find_one|findById|findUnique|findFirst|execute|fetchone|findByPk)$/;
const CHECKS_CREDENTIAL =
  /(^|\.)(checkpw|compare|compareSync|verify\w*|jwtVerify|scrypt\w*|pbkdf2\w*|check_password_hash|initiate_?auth\w*|InitiateAuthCommand|timingSafeEqual|compare_digest)$/i;

/** `users.get(body.userId).isAdmin`: whoever names an administrator is one. */
function* lookups(module: ProgramModule): Iterable<CallerClaim> {
  if (callsOf(module).some(({ name }) => CHECKS_CREDENTIAL.test(name))) return;
  for (const { test, functionIndex } of decisionsOf(module)) {
    for (const part of flagsOf(test)) {
      const what = readOf(part)?.property;
      if (what === undefined || !(RANK_FLAG.test(what) || RANK.test(what))) continue;
      const picked = pickedBy(module, part, functionIndex);
      // Where the identity is read: it should come from somewhere else.
      if (picked) yield { kind: "lookup", ...picked, functionIndex };
    }
  }
}

/** Conditions, and what functions answer that say in their name that they decide. */
function* decisionsOf(module: ProgramModule): Iterable<{ readonly test: Expression; readonly functionIndex: number }> {
  for (const { statement, functionIndex } of statementsOf(module)) {
    if (statement.kind === "if") yield { test: statement.test, functionIndex };
    const name = module.functions[functionIndex]?.name ?? "";
    if (
      statement.kind === "return" &&
      statement.value &&
      /admin|role|allowed|authori[sz]ed|permission|access/i.test(name)
    )
      yield { test: statement.value, functionIndex };
  }
}

/** The identity in the request by which a record is looked up that the rank is read from. */
function pickedBy(
  module: ProgramModule,
  rank: Expression,
  functionIndex: number,
): Pick<CallerClaim, "what" | "at"> | undefined {
  const parts = [...variablesOf(module).origins(rank, functionIndex, 7)];
  if (parts.some(isClaim)) return undefined;
  const isLookup = parts.some((part) => part.kind === "call" && LOOKS_UP.test(nameOf(module, part.callee) ?? ""));
  if (!isLookup) return undefined;
  for (const part of parts) {
    const read = readOf(part);
    if (read && IDENTITY.test(read.property) && isSentPart(module, read.object, functionIndex))
      return { what: read.property, at: part.at };
  }
  return undefined;
}

function isClaim(part: Expression): boolean {
  return /^(requestContext|authorizer|claims|identity|sub|currentUser|current_user)$/.test(
    readOf(part)?.property ?? "",
  );
}

export function isSentPart(module: ProgramModule, object: Expression, functionIndex: number): boolean {
  for (const part of variablesOf(module).origins(object, functionIndex, 4))
    if (SENT.test(readOf(part)?.property ?? "")) return true;
  return false;
}

const SIGN_UP_RANK =
  /^(custom:)?(is_?)?(admin|administrator|super_?user|role|user_?role|roles|groups?|permissions?|access_?level|auth_?level|tier|plan)$/i;

/** `event.request.userAttributes["custom:role"]` in a condition: users choose their attributes when they sign up. */
function* attributes(module: ProgramModule): Iterable<CallerClaim> {
  const seen = new Set<string>();
  for (const { expression, functionIndex } of expressionsOf(module)) {
    const read = readOf(expression);
    if (!read || seen.has(read.property) || !SIGN_UP_RANK.test(read.property)) continue;
    if (lastProperty(read.object) !== "userAttributes" && !isAttributes(module, read.object, functionIndex)) continue;
    seen.add(read.property);
    yield { kind: "attribute", what: read.property, at: expression.at, functionIndex };
  }
}

function isAttributes(module: ProgramModule, object: Expression, functionIndex: number): boolean {
  if (object.kind !== "name") return false;
  return variablesOf(module)
    .valuesOf(object.name, functionIndex)
    .some((value) => lastProperty(value) === "userAttributes");
}

/** Of a name, what it was read from: `level = data["authLevel"]`. */
function rankName(module: ProgramModule, expression: Expression, functionIndex: number): string | undefined {
  const own = propertyOf(expression);
  if (expression.kind !== "name" || (own !== undefined && (RANK.test(own) || RANK_FLAG.test(own)))) return own;
  const [only, ...more] = variablesOf(module).valuesOf(expression.name, functionIndex);
  return more.length === 0 && only ? readOf(only)?.property : undefined;
}

/** What is true or false by itself in a condition: operands of and, or, not. */
function* flagsOf(test: Expression): Iterable<Expression> {
  const stack = [test];
  for (let one = stack.pop(); one; one = stack.pop()) {
    if (one.kind === "binary" && /^(&&|\|\|)$/.test(one.operator)) stack.push(one.left, one.right);
    else if (one.kind === "unary" && one.operator === "!") stack.push(one.operand);
    else yield one;
  }
}

const IDENTITY_HEADER =
  /^x-(auth-|authenticated-|forwarded-|current-)?(user|account|customer|tenant|member|principal)(-?(id|name|email))?$|^(user-?id|username)$/i;

/** `headers["x-user-id"]` where no gateway of the app's own puts it in. */
function* identities(module: ProgramModule): Iterable<CallerClaim> {
  const seen = new Set<string>();
  for (const { expression, functionIndex } of expressionsOf(module)) {
    const read = readOf(expression);
    if (!read || seen.has(read.property) || !IDENTITY_HEADER.test(read.property)) continue;
    if (!/^(multiValueHeaders|headers)$/i.test(lastProperty(read.object) ?? "")) continue;
    seen.add(read.property);
    yield { kind: "identity", what: read.property, at: expression.at, functionIndex };
  }
}

/** `object.property`, `object["property"]`, `object.get("property")`. */
export function readOf(part: Expression): { readonly object: Expression; readonly property: string } | undefined {
  if (part.kind === "member" && typeof part.property === "string")
    return { object: part.object, property: part.property };
  if (part.kind !== "call" || part.callee.kind !== "member" || part.callee.property !== "get") return undefined;
  const property = textOfLiteral(part.arguments[0]?.value);
  return property === undefined ? undefined : { object: part.callee.object, property };
}

function lastProperty(expression: Expression): string | undefined {
  return expression.kind === "name" ? expression.name : readOf(expression)?.property;
}

function propertyOf(expression: Expression): string | undefined {
  return expression.kind === "name" ? expression.name : readOf(expression)?.property;
}

const SENT = /^(body|queryStringParameters|multiValueQueryStringParameters|headers|multiValueHeaders|cookies|rawBody)$/;
const HARMLESS =
  /^(JSON\.parse|json\.loads|atob|Buffer\.from|str|String|Number|int|bool|Boolean|parseInt|dict|urllib\.parse\.\w+|querystring\.\w+|qs\.parse|base64\.\w+)$|\.(get|strip|trim|lower|upper|toLowerCase|toUpperCase|toString|decode|split|replace|json|parse)$/;

/** Read out of the request itself, and by nothing that looks it up or verifies it; what stands in an open session is told with the session. */
function isFromCaller(module: ProgramModule, expression: Expression, functionIndex: number): boolean {
  let isSent = false;
  for (const part of variablesOf(module).origins(expression, functionIndex, 4)) {
    const property = readOf(part)?.property;
    if (property !== undefined && SENT.test(property)) isSent = true;
    if (property === "requestContext" || property === "authorizer") return false;
    if (part.kind === "call" && (!isHarmless(module, part) || isBase64(module, part))) return false;
  }
  return isSent;
}

function isHarmless(module: ProgramModule, { callee }: NamedCall["call"]): boolean {
  const name = nameOf(module, callee) ?? "";
  return (
    HARMLESS.test(name) &&
    !/^(jwt|jose|jsonwebtoken|jwt-decode)\b/.test(name) &&
    !/(^|\.)(Item|table|Table)\./.test(name)
  );
}
