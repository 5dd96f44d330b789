// Where code checks passwords and keys itself, or makes what should be secret from what can be guessed.
// Sources: OWASP Password Storage Cheat Sheet; CWE-256, CWE-287, CWE-330, CWE-916.
import type { Expression, ProgramModule } from "../../model/program.ts";
import { callsOf, nameOf, textOfLiteral, type NamedCall } from "../calls.ts";
import { oncePerModule, type CodePlace } from "../code-search.ts";
import { wordsOf } from "../../model/words.ts";
import { isSentPart, readOf } from "./caller-claims.ts";
import { guessableSecretsOf } from "./guessable-secrets.ts";
import { expressionsOf, partsOf, spanContains, statementsOf } from "../program-search.ts";
import { variablesOf } from "../variables.ts";

export interface OwnCheck extends CodePlace {
  readonly kind: "password" | "code" | "key" | "mac" | "fast-hash" | "old-hash" | "random";
  /** What is compared, hashed or made, as the code calls it. */
  readonly what: string;
}

export const ownChecksOf = oncePerModule((module): readonly OwnCheck[] => {
  const found: OwnCheck[] = [];
  for (const { expression, functionIndex } of expressionsOf(module)) {
    const check = comparison(module, expression, functionIndex);
    if (check) found.push(check);
  }
  for (const { statement, functionIndex } of statementsOf(module)) {
    if (statement.kind !== "switch" || !isHeaderCredential(module, statement.subject, functionIndex)) continue;
    const test = statement.cases.flatMap(({ tests }) => tests).find((one) => isSecretText(one));
    if (test) found.push({ kind: "key", what: "token", at: test.at, functionIndex });
  }
  for (const call of callsOf(module)) {
    const hash = passwordHash(call);
    if (hash) found.push(hash);
  }
  // A password that is hashed to be compared is one mistake, and the hash is the worse half of it.
  const hashes = found.filter(({ kind }) => kind === "old-hash" || kind === "fast-hash");
  const alone = found.filter(
    ({ kind, at }) => kind !== "password" || !hashes.some((hash) => spanContains(at, hash.at)),
  );
  return [...alone, ...guessableSecretsOf(module)];
});

const EQUALS = /^[!=]==?$/;

function comparison(module: ProgramModule, expression: Expression, functionIndex: number): OwnCheck | undefined {
  if (expression.kind !== "binary" || !EQUALS.test(expression.operator)) return undefined;
  const { left, right, at } = expression;
  for (const [one, other] of [
    [left, right],
    [right, left],
  ] as const) {
    const password = passwordName(one);
    if (password !== undefined && isComparable(other) && !isRepetition(other))
      return { kind: "password", what: password, at, functionIndex };
    const code = codeName(one);
    if (
      code !== undefined &&
      isComparable(other) &&
      other.kind !== "literal" &&
      !isChallenge(module, expression, functionIndex)
    )
      return { kind: "code", what: code, at, functionIndex };
    if (isMac(module, one, functionIndex) && other.kind !== "literal")
      return { kind: "mac", what: "signature", at, functionIndex };
    if (isHeaderCredential(module, one, functionIndex) && isFixedSecret(module, other, functionIndex))
      return { kind: "key", what: "key", at, functionIndex };
  }
  return undefined;
}

/** Not a test whether something is there, and not another field of a form. */
function isComparable(other: Expression): boolean {
  if (other.kind === "literal") return typeof other.value === "string" && other.value.length > 2;
  if (other.kind === "name") return !["undefined", "None", "null"].includes(other.name);
  return other.kind === "member" || other.kind === "call" || other.kind === "await" || other.kind === "template";
}

const PASSWORD = new Set(["password", "passwd", "pwd", "passcode", "passphrase"]);
const NOT_A_PASSWORD =
  /^(confirm|confirmation|confirmed|repeat|repeated|again|retype|retyped|verify|verification|length|policy|field|type|error|message|forgot|reset|new|old|previous|min|max|strength|required|expired|status|challenge|flow|has|is|id|name|url|path|index|state|key)$/;

/** `user.password`, `body["password"]`, `body.get("password")`: the name, when it is that of a password. */
function passwordName(expression: Expression): string | undefined {
  const name = lastName(expression);
  if (name === undefined) return undefined;
  const words = wordsOf(name);
  if (!words.some((word) => PASSWORD.has(word)) || words.some((word) => NOT_A_PASSWORD.test(word))) return undefined;
  return name;
}

const CODE_OF =
  /^(reset|recovery|verification|verify|confirmation|confirm|activation|otp|totp|mfa|2fa|tfa|login|signin|security|sms|email|phone|passcode|one|auth)$/;

/** `user.resetCode`, `stored["otp"]`: the name, when it is that of a code which proves who somebody is. */
function codeName(expression: Expression): string | undefined {
  const name = expression.kind === "member" ? lastName(expression) : undefined;
  if (name === undefined) return undefined;
  const words = wordsOf(name);
  const last = words.at(-1) ?? "";
  const isCode = /^(otp|totp)$/.test(last) || (last === "code" && words.some((word) => CODE_OF.test(word)));
  return isCode ? name : undefined;
}

/** Cognito keeps the answer of a challenge of one's own on the server, and counts the attempts. */
function isChallenge(module: ProgramModule, expression: Expression, functionIndex: number): boolean {
  for (const part of variablesOf(module).origins(expression, functionIndex))
    if (/^(privateChallengeParameters|challengeAnswer)$/.test(readOf(part)?.property ?? "")) return true;
  return false;
}

/** What the function computes over a message and a key. */
function isMac(module: ProgramModule, expression: Expression, functionIndex: number): boolean {
  if (!["name", "call", "template", "binary"].includes(expression.kind)) return false;
  for (const part of variablesOf(module).origins(expression, functionIndex, 2)) {
    if (part.kind !== "call") continue;
    if (
      /^(crypto\.createHmac\.(update\.)*digest|hmac\.(new|HMAC)(\.\w+)*\.(hex)?digest|hmac\.digest)$/.test(
        nameOf(module, part.callee) ?? "",
      )
    )
      return true;
  }
  return false;
}

function isRepetition(expression: Expression): boolean {
  const name = lastName(expression);
  return name !== undefined && wordsOf(name).some((word) => NOT_A_PASSWORD.test(word));
}

function lastName(expression: Expression): string | undefined {
  switch (expression.kind) {
    case "name":
      // A constant in capitals is a name for a kind of field, or a key of a table.
      return expression.name;
    case "member":
      return typeof expression.property === "string" ? expression.property : undefined;
    case "call": {
      if (expression.callee.kind !== "member") return undefined;
      if (expression.callee.property === "get") return textOfLiteral(expression.arguments[0]?.value);
      // Conversions of the value: `.toString()`, `.strip()`, `.encode()`.
      return expression.arguments.length === 0 ? lastName(expression.callee.object) : undefined;
    }
    default:
      return undefined;
  }
}

const CREDENTIAL_HEADERS =
  /^(authorization|authorizationtoken|authorization_token|x-?api-?key|api-?key|x-auth(-?token)?|x-access-token|x-api-token|x-token|x-secret|x-internal-\w+|x-shared-secret)$/i;

/** Texts that a sender of webhooks repeats, as it was told to. */
const OF_SENDERS = /^(hub\.verify_token|x-gitlab-token|x-telegram-bot-api-secret-token|x-goog-channel-token)$/i;
const CREDENTIAL = /^(key|apikey|token|secret|password|credential|passcode)$/;
const NO_CREDENTIAL =
  /^(next|page|continuation|idempotency|csrf|xsrf|public|client|cache|sort|partition|primary|object)$/;

/** The value of a header or field that carries a credential, as far as three steps back tell. */
function isHeaderCredential(module: ProgramModule, expression: Expression, functionIndex: number): boolean {
  if (expression.kind === "literal" || expression.kind === "binary") return false;
  for (const part of variablesOf(module).origins(expression, functionIndex)) {
    const read = readOf(part) ?? headerCall(part);
    if (!read || OF_SENDERS.test(read.property)) continue;
    const isCredential =
      CREDENTIAL_HEADERS.test(read.property) ||
      (isCredentialName(read.property) && isSentPart(module, read.object, functionIndex));
    if (isCredential) return !isDecoded(module, expression, functionIndex);
  }
  return false;
}

/** `X-Admin-Token`, `device_key`. */
function isCredentialName(name: string): boolean {
  const words = wordsOf(name);
  return CREDENTIAL.test(words.at(-1) ?? "") && !words.some((word) => NO_CREDENTIAL.test(word));
}

/** `request.getHeader("X-Api-Key")`. */
function headerCall(part: Expression): { readonly object: Expression; readonly property: string } | undefined {
  if (part.kind !== "call" || part.callee.kind !== "member") return undefined;
  const { object, property: method } = part.callee;
  if (typeof method !== "string" || !/^(getHeader|header)$/.test(method)) return undefined;
  const property = textOfLiteral(part.arguments[0]?.value);
  return property === undefined ? undefined : { object, property };
}

/** Claims of a token, or anything a function has made of the header, are not the header any more. */
function isDecoded(module: ProgramModule, expression: Expression, functionIndex: number): boolean {
  for (const part of variablesOf(module).origins(expression, functionIndex)) {
    if (part.kind !== "call") continue;
    const name = nameOf(module, part.callee) ?? "";
    // The application object that a header is asked of is made by a class.
    if (/(^|\.)[A-Z]\w*$/.test(name) && name !== "String") continue;
    if (
      !/\.(get|getHeader|header|split|replace|trim|strip|lower|toLowerCase|toString|slice|substring|substr|removeprefix|pop|match)$|^(dict|str|String)$/.test(
        name,
      )
    )
      return true;
  }
  return false;
}

/** A text in the code, or one from the environment, with or without a text around it. */
function isFixedSecret(module: ProgramModule, expression: Expression, functionIndex: number): boolean {
  const values =
    expression.kind === "name" ? variablesOf(module).valuesOf(expression.name, functionIndex) : [expression];
  return values.some((value) => {
    const parts =
      value.kind === "template" ? value.parts : value.kind === "binary" ? [value.left, value.right] : [value];
    return (parts.length === 1 && parts.some(isSecretText)) || parts.some((part) => isEnvironment(module, part));
  });
}

function isEnvironment(module: ProgramModule, expression: Expression): boolean {
  const callee = expression.kind === "call" ? expression.callee : expression;
  // Sent back to whoever asks for it, when a webhook is set up.
  if (/VERIF(Y|ICATION)_TOKEN/.test(nameOf(module, expression) ?? "")) return false;
  return /^(process\.env\.|os\.environ\b|os\.getenv$)/.test(nameOf(module, callee) ?? "");
}

function isSecretText(expression: Expression): boolean {
  const text = textOfLiteral(expression)?.trim();
  return (
    text !== undefined &&
    text.length > 2 &&
    !/^(bearer|basic|aws4-hmac-sha256|token|undefined|null|none|digest)$/i.test(text)
  );
}

/** A password through a hash function that is made to be fast. */
function passwordHash({ name, call, functionIndex, at }: NamedCall): OwnCheck | undefined {
  const algorithm = hashAlgorithm(name, call);
  if (algorithm === undefined) return undefined;
  for (const argument of call.arguments) {
    for (const part of partsOf(argument.value)) {
      const password = passwordName(part);
      if (password !== undefined) {
        const kind = /^(md4|md5|sha1)$/.test(algorithm) ? "old-hash" : "fast-hash";
        return { kind, what: algorithm, at, functionIndex };
      }
    }
  }
  return undefined;
}

function hashAlgorithm(name: string, call: NamedCall["call"]): string | undefined {
  const direct =
    /^(?:hashlib|crypto-js|Crypto\.Hash|js-sha256|js-md5|blueimp-md5)\.(md5|sha1|sha256|sha384|sha512|sha3_256)$/i.exec(
      name,
    )?.[1];
  if (direct !== undefined) return direct.toLowerCase();
  const whole = /^(md5|sha1|js-md5|js-sha1|sha256|js-sha256|crypto-js\/(?:md5|sha1|sha256|sha512))$/.exec(name)?.[1];
  if (whole !== undefined) return whole.replace(/^(js-|crypto-js\/)/, "");
  if (name !== "crypto.createHash.update" || call.callee.kind !== "member") return undefined;
  const { object } = call.callee;
  const text = object.kind === "call" ? textOfLiteral(object.arguments[0]?.value) : undefined;
  return text?.toLowerCase().replace("-", "");
}
