// Where code reads the claims of a token without checking the signature, or switches a part of the check off.
// Source: RFC 8725 (JWT best current practices).
import type { Expression, ProgramModule } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import { argumentOf, callsOf, nameOf, outermost, textOfLiteral, type Call, type NamedCall } from "../calls.ts";
import { wordsOf } from "../../model/words.ts";
import { oncePerModule, type CodePlace } from "../code-search.ts";
import { partsOf } from "../program-search.ts";
import { variablesOf } from "../variables.ts";
import { DECODING_APIS, TOKEN_APIS, type Setting } from "./token-apis.ts";

export interface TokenUse extends CodePlace {
  readonly kind: "decoded" | "split" | "none" | "switched-off" | "expiry" | "claims" | "mixed" | "any" | "unvalidated";
  /** The API as a person writes it. */
  readonly api: string;
  /** The literal that switches the check off, and what to write instead. */
  readonly literal?: { readonly at: Span; readonly text: string };
  /** `jwt.decode(token)` that `jwt.verify(token, key)` can stand for: the property, and where the arguments go. */
  readonly verify?: { readonly propertyAt: Span; readonly tokenEnd: Span };
  /** Also used in browsers and by clients, where nothing has to be verified. */
  readonly isClientLibrary?: true;
}

/** Libraries whose name alone says that the code handles tokens on a server. */
const VERIFYING =
  /(^|\.)(verify|verifySync|verifyAsync|jwtVerify|compactVerify|createVerify|verify_?token|verify_?jwt|validate_?token|validate_?jwt|authenticate|constructEvent|get_signing_key_from_jwt|verify_signature|verify_oauth2_token|verify_id_token|verify_firebase_token|verifyIdToken|timingSafeEqual|compare_digest)$/i;
const ENCODINGS = /^base64(url)?$/i;

/** Calls that check a token or signature, with no part of the check switched off. */
export const verificationsOf = oncePerModule((module): readonly NamedCall[] =>
  callsOf(module).filter((one) => isVerification(module, one) && offUse(module, one) === undefined),
);

export const tokenUsesOf = oncePerModule((module): readonly TokenUse[] => {
  const calls = callsOf(module);
  const verified = verifyingFunctions(module, calls);
  const isVerified = (functionIndex: number): boolean => verified.has(outermost(module, functionIndex));
  const found: TokenUse[] = [];
  for (const one of calls) {
    const off = offUse(module, one);
    if (off) found.push(off);
    else if (!isVerified(one.functionIndex)) {
      const use = decodedUse(one) ?? splitUse(module, one);
      // Padding is tried in several ways: one token, one finding.
      const isKnown =
        use?.kind === "split" &&
        found.some(({ kind, functionIndex }) => kind === "split" && functionIndex === one.functionIndex);
      if (!use || isKnown || (isHeaderOnly(one.call) && verified.size > 0) || isIssued(module, one)) continue;
      found.push(use);
    }
  }
  return found;
});

/** Outermost functions that check a signature, by themselves or in a function of the module that they call. */
function verifyingFunctions(module: ProgramModule, calls: readonly NamedCall[]): ReadonlySet<number> {
  const verified = new Set(verificationsOf(module).map(({ functionIndex }) => outermost(module, functionIndex)));
  const names = new Set([...verified].flatMap((index) => (index > 0 ? (module.functions[index]?.name ?? []) : [])));
  for (const { name, functionIndex } of calls) if (names.has(name)) verified.add(outermost(module, functionIndex));
  return verified;
}

/** What hands a token to the code that has just asked for it, over a connection of its own. Source: OpenID Connect Core 1.0, 3.1.3.7. */
const ISSUING =
  /(^|\.)(create_?token(_?with_?iam)?|(admin_?)?initiate_?auth(Command)?|(admin_?)?respond_?to_?auth_?challenge(Command)?|fetch_token|authorize_access_token|acquire_?token\w*)$|^(requests|httpx)\.(get|post)$|^(axios|got)(\.(get|post))?$|^(node-fetch|fetch)$/i;

function isIssued(module: ProgramModule, { call, functionIndex }: NamedCall): boolean {
  const [token] = call.arguments;
  for (const part of token ? variablesOf(module).origins(token.value, functionIndex, 4) : [])
    if (part.kind === "call" && ISSUING.test(nameOf(module, part.callee) ?? "")) return true;
  return false;
}

/** PyJWT and python-jose decode and verify in one; with a key they do both. */
function isVerification({ language }: ProgramModule, { name, call }: NamedCall): boolean {
  if (VERIFYING.test(name)) return true;
  return (
    language === "python" &&
    /^(jwt|jose\.jwt|authlib\.jose\.jwt)\.decode(_complete)?$/.test(name) &&
    call.arguments.length > 1
  );
}

/** `{ complete: true }` is how one gets at the key id before the token is verified elsewhere. */
function isHeaderOnly(call: Call): boolean {
  return call.arguments.some(
    ({ value }) =>
      value.kind === "object" &&
      value.properties.some(
        (one) => one.key === "complete" && one.value.kind === "literal" && one.value.value === true,
      ),
  );
}

/** Calls that only take a token apart. */
function decodedUse({ name, call, functionIndex, at }: NamedCall): TokenUse | undefined {
  const row = DECODING_APIS.find((one) => one.call.test(name));
  // `createDecoder()(token)`: the decoder has been told already.
  if (!row || call.callee.kind === "call") return undefined;
  return {
    kind: "decoded",
    api: row.api,
    at,
    functionIndex,
    ...(row.isClientLibrary && { isClientLibrary: true }),
    ...(name === "jsonwebtoken.decode" && verifyPlaces(call)),
  };
}

function verifyPlaces({ callee, arguments: given }: Call): Partial<TokenUse> {
  const [token] = given;
  if (callee.kind !== "member" || !token || given.length !== 1) return {};
  return { verify: { propertyAt: callee.propertyAt, tokenEnd: token.value.at } };
}

/** Calls that verify or sign by name, with the signature switched off or a part of its check. */
function offUse(module: ProgramModule, one: NamedCall): TokenUse | undefined {
  const { name, call, functionIndex, at } = one;
  const row = TOKEN_APIS.find(
    (each) => each.call.test(name) && (each.language === undefined || each.language === module.language),
  );
  if (!row) {
    const kind = claimsUse(module, one);
    return kind && { kind, api: shownName(name), at, functionIndex };
  }
  const api = row.api ?? shownName(name);
  const use = (kind: TokenUse["kind"], literal?: Expression, text?: string): TokenUse => ({
    kind,
    api,
    at,
    functionIndex,
    ...(literal && text !== undefined && { literal: { at: literal.at, text } }),
  });
  const valueOf = (setting: Setting): Expression | undefined => settingOf(module, call, setting, functionIndex);
  for (const setting of row.algorithms ?? []) {
    const none = noneIn(module, valueOf(setting), functionIndex);
    if (none) return use("none", none, row.algorithm ?? '"RS256"');
  }
  if (row.key && isNoKey(module, valueOf(row.key))) return use("none");
  const key = row.checkedWith && valueOf(row.checkedWith);
  const isCheckable = !row.checkedWith || (key !== undefined && !isNoKey(module, key));
  for (const { when, ...setting } of row.off ?? []) {
    const value = valueOf(setting);
    if (value && isSwitched(value, when))
      return use("switched-off", value, isCheckable ? opposite(module, when) : undefined);
  }
  for (const { when, ...setting } of row.expiry ?? []) {
    const value = valueOf(setting);
    if (value && isSwitched(value, when)) return use("expiry", value, opposite(module, when));
  }
  const mixed = row.algorithms?.some((setting) => isMixed(module, valueOf(setting), functionIndex));
  if (mixed) return use("mixed");
  if (row.takesAny?.test(name) && key && isPublicKey(module, key, functionIndex) && !row.algorithms?.some(valueOf))
    return use("any");
  const kind = claimsUse(module, one);
  return kind && use(kind);
}

/** The signature is checked, and not all of what it signs. */
function claimsUse(
  module: ProgramModule,
  { name, call, functionIndex }: NamedCall,
): "unvalidated" | "claims" | undefined {
  if (/^authlib\.jose\.(jwt|JsonWebToken)\.decode$/.test(name) && !isValidated(module)) return "unvalidated";
  return isSharedKeySet(module, name, call, functionIndex) ? "claims" : undefined;
}

const SHARED_KEY = /^HS(256|384|512)$/i;
const KEY_PAIR = /^((RS|ES|PS)(256|384|512)|EdDSA|ES256K)$/i;

/** `["HS256", "RS256"]`: the public key that verifies the second is a shared key for the first. */
function isMixed(module: ProgramModule, value: Expression | undefined, functionIndex: number): boolean {
  const lists = value?.kind === "name" ? variablesOf(module).valuesOf(value.name, functionIndex) : value ? [value] : [];
  return lists.some((list) => {
    if (list.kind !== "array") return false;
    const names = list.items.map((item) => textOfLiteral(item.value) ?? "");
    return names.some((one) => SHARED_KEY.test(one)) && names.some((one) => KEY_PAIR.test(one));
  });
}

const PUBLIC = /^(public|pub|cert|certificate|certs|jwks|pem)$/;

function isPublicKey(module: ProgramModule, key: Expression, functionIndex: number): boolean {
  for (const part of variablesOf(module).origins(key, functionIndex)) {
    const name = part.kind === "name" ? part.name : part.kind === "member" ? part.property : undefined;
    if (typeof name === "string" && wordsOf(name).some((word) => PUBLIC.test(word))) return true;
    if (/BEGIN (RSA )?(PUBLIC KEY|CERTIFICATE)/.test(textOfLiteral(part) ?? "")) return true;
  }
  return false;
}

/** Authlib looks at the claims only when it is asked to. */
function isValidated(module: ProgramModule): boolean {
  return callsOf(module).some(({ name }) => /\.validate(_exp)?$/.test(name));
}

/** `JWT.verify` of `jose.JWT.verify`, `jwt.decode` of PyJWT's. */
function shownName(name: string): string {
  return name.replace(/^(jose|authlib\.jose|jwcrypto|fast-jwt|passport-jwt)\./, "");
}

function settingOf(
  module: ProgramModule,
  call: Call,
  { index, keyword, option }: Setting,
  functionIndex: number,
): Expression | undefined {
  const argument = argumentOf(call, index, keyword);
  if (option === undefined) return argument;
  return option
    .split(".")
    .reduce((value: Expression | undefined, key) => optionOf(module, value, key, functionIndex), argument);
}

/** No key at all, or the one that says so. */
function isNoKey(module: ProgramModule, key: Expression | undefined): boolean {
  if (!key) return false;
  if (key.kind === "literal") return key.value === null || key.value === "" || key.value === false;
  return key.kind !== "call" && /^(undefined|jose\.JWK\.None)$/.test(nameOf(module, key) ?? "");
}

function isSwitched(value: Expression, when: "false" | "true" | "truthy"): boolean {
  if (value.kind !== "literal") return false;
  if (when === "true") return value.value === true;
  if (when === "false") return value.value === false || value.value === 0;
  return Boolean(value.value);
}

function opposite({ language }: ProgramModule, when: "false" | "true" | "truthy"): string {
  const answer = String(when === "false");
  return language === "python" ? answer.replace(/^./, (first) => first.toUpperCase()) : answer;
}

/** The value of an option in an object literal, or in a name that is bound to one, or followed to the literal it stands for. */
function optionOf(
  module: ProgramModule,
  value: Expression | undefined,
  key: string,
  functionIndex: number,
): Expression | undefined {
  if (!value) return undefined;
  const variables = variablesOf(module);
  const objects = value.kind === "name" ? variables.valuesOf(value.name, functionIndex) : [value];
  for (const object of objects) {
    const found = propertyOf(object, key);
    if (found) return boundTo(module, found, functionIndex);
  }
  return undefined;
}

/** Of `{ key: value }` or `dict(key=value)`. */
function propertyOf(object: Expression, key: string): Expression | undefined {
  if (object.kind === "object") return object.properties.find((one) => one.key === key)?.value;
  const isDict = object.kind === "call" && object.callee.kind === "name" && object.callee.name === "dict";
  return isDict ? object.arguments.find((one) => one.name === key)?.value : undefined;
}

/** What a name stands for; assigned more than once, which value counts is not known. */
function boundTo(module: ProgramModule, value: Expression, functionIndex: number): Expression | undefined {
  if (value.kind !== "name") return value;
  const bound = variablesOf(module).valuesOf(value.name, functionIndex);
  return bound.length === 1 ? bound[0] : undefined;
}

/** The literal that names no algorithm. */
function noneIn(module: ProgramModule, value: Expression | undefined, functionIndex: number): Expression | undefined {
  const bound = value && boundTo(module, value, functionIndex);
  const items = bound?.kind === "array" ? bound.items.map((item) => item.value) : bound ? [bound] : [];
  return items
    .map((item) => boundTo(module, item, functionIndex))
    .find((item) => textOfLiteral(item)?.toLowerCase() === "none");
}

/** The key set of an identity provider signs tokens for all of its clients: then audience or issuer have to be asked for. */
function isSharedKeySet(module: ProgramModule, name: string, call: Call, functionIndex: number): boolean {
  if (/^aws-jwt-verify\.(Cognito)?Jwt(Rsa)?Verifier\.create$/.test(name))
    return ["clientId", "audience"].some((option) => {
      const value = optionOf(module, call.arguments[0]?.value, option, functionIndex);
      return value?.kind === "literal" && value.value === null;
    });
  if (name !== "jose.jwtVerify") return false;
  const keys = argumentOf(call, 1);
  if (!keys || call.arguments.length > 2) return false;
  for (const part of variablesOf(module).origins(keys, functionIndex)) {
    if (part.kind === "call" && /(^|\.)createRemoteJWKSet$/.test(nameOf(module, part.callee) ?? "")) return true;
  }
  return false;
}

/** The middle part of a token, taken by splitting it at its dots and decoded. */
function splitUse(module: ProgramModule, { name, call, functionIndex, at }: NamedCall): TokenUse | undefined {
  const encoded = decodedArgument(name, call);
  if (!encoded) return undefined;
  for (const part of variablesOf(module).origins(encoded, functionIndex, 4)) {
    if (part.kind === "member" && part.property === "1" && isSplitAtDots(module, part.object, functionIndex)) {
      return { kind: "split", api: name.replace(/^\*\./, ""), at, functionIndex };
    }
  }
  return undefined;
}

function decodedArgument(name: string, call: Call): Expression | undefined {
  const [first] = call.arguments;
  if (!first) return undefined;
  if (/(^|\.)(b64decode|urlsafe_b64decode|base64url_decode|atob)$/.test(name)) return first.value;
  if (/(^|\.)base64url\.decode$|^(base64url|base64-url|js-base64|base-64|jose)(\.\w+)*\.decode$/.test(name))
    return first.value;
  const isBuffer = name === "Buffer.from" || (name === "Buffer" && call.isNew === true);
  return isBuffer && ENCODINGS.test(textOfLiteral(call.arguments[1]?.value) ?? "") ? first.value : undefined;
}

function isSplitAtDots(module: ProgramModule, object: Expression, functionIndex: number): boolean {
  const variables = variablesOf(module);
  const values = object.kind === "name" ? variables.valuesOf(object.name, functionIndex) : [object];
  return values.some(
    (value) =>
      value.kind === "call" &&
      value.callee.kind === "member" &&
      value.callee.property === "split" &&
      textOfLiteral(value.arguments[0]?.value) === "." &&
      !looksLikeFileName(value.callee.object),
  );
}

function looksLikeFileName(object: Expression): boolean {
  for (const part of partsOf(object)) {
    const name = part.kind === "name" ? part.name : part.kind === "member" ? part.property : undefined;
    if (typeof name === "string" && /file|path|key|domain|host|version/i.test(name) && !/token/i.test(name))
      return true;
  }
  return false;
}
