// Where code reads the claims of a token without checking the signature, or switches a part of the check off.
// Sources: READMEs of jsonwebtoken, jose, jwt-simple, jwt-decode; PyJWT "Usage Examples"; python-jose "JWT"; RFC 8725 (JWT best current practices).
import type { Expression, ProgramModule } from "../../model/program.ts";
import type { Span } from "../../model/range.ts";
import { argumentOf, callsOf, outermost, textOfLiteral, type Call, type NamedCall } from "../calls.ts";
import { oncePerModule, type CodePlace } from "../code-search.ts";
import { partsOf } from "../program-search.ts";
import { variablesOf } from "../variables.ts";

export interface TokenUse extends CodePlace {
  readonly kind: "decoded" | "split" | "none" | "switched-off" | "expiry" | "claims";
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
  /(^|\.)(verify|verifySync|verifyAsync|jwtVerify|compactVerify|createVerify|verify_token|verifyToken|verifyJwt|verifyJWT|validateToken|authenticate|constructEvent|get_signing_key_from_jwt|verify_signature|verify_oauth2_token|verify_id_token|verify_firebase_token|verifyIdToken|timingSafeEqual|compare_digest)$/;
const ENCODINGS = /^base64(url)?$/i;

/** Calls that check a token or signature, with no part of the check switched off. */
export const verificationsOf = oncePerModule((module): readonly NamedCall[] =>
  callsOf(module).filter((one) => isVerification(module, one) && offUse(module, one) === undefined),
);

export const tokenUsesOf = oncePerModule((module): readonly TokenUse[] => {
  const calls = callsOf(module);
  const verified = new Set(verificationsOf(module).map(({ functionIndex }) => outermost(module, functionIndex)));
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
      if (use && !isKnown && !(isHeaderOnly(one.call) && verified.size > 0)) found.push(use);
    }
  }
  return found;
});

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
  const use = (api: string, more: Partial<TokenUse> = {}): TokenUse => ({
    kind: "decoded",
    api,
    at,
    functionIndex,
    ...more,
  });
  switch (name) {
    case "jsonwebtoken.decode":
      return use("jwt.decode", verifyPlaces(call));
    case "jose.decodeJwt":
    case "jose.JWT.decode":
    case "jose.UnsecuredJWT.decode":
      return use(name.replace(/^jose\./, ""));
    case "jwt-decode":
    case "jwt-decode.jwtDecode":
      return use("jwtDecode", { isClientLibrary: true });
    case "jose.jwt.get_unverified_claims":
    case "jose.jws.get_unverified_claims":
      return use("get_unverified_claims");
    default:
      return undefined;
  }
}

function verifyPlaces({ callee, arguments: given }: Call): Partial<TokenUse> {
  const [token] = given;
  if (callee.kind !== "member" || !token || given.length !== 1) return {};
  return { verify: { propertyAt: callee.propertyAt, tokenEnd: token.value.at } };
}

/** Calls that verify by name, with the verification switched off. */
function offUse(module: ProgramModule, one: NamedCall): TokenUse | undefined {
  const { name, call, functionIndex, at } = one;
  const use = (kind: TokenUse["kind"], api: string, literal?: Expression, text?: string): TokenUse => ({
    kind,
    api,
    at,
    functionIndex,
    ...(literal && text !== undefined && { literal: { at: literal.at, text } }),
  });
  const option = (value: Expression | undefined, key: string): Expression | undefined =>
    optionOf(module, value, key, functionIndex);
  switch (name) {
    case "jsonwebtoken.verify": {
      const options = argumentOf(call, 2);
      const none = noneIn(option(options, "algorithms"));
      if (none) return use("none", "jwt.verify", none, '"RS256"');
      const expiry = option(options, "ignoreExpiration");
      return isTrue(expiry) ? use("expiry", "jwt.verify", expiry, "false") : undefined;
    }
    case "jsonwebtoken.sign": {
      const none = noneIn(option(argumentOf(call, 2), "algorithm"));
      return none && use("none", "jwt.sign", none, '"HS256"');
    }
    case "jose.JWT.verify": {
      const key = argumentOf(call, 1);
      return key?.kind === "member" && key.property === "None" ? use("none", "JWT.verify") : undefined;
    }
    case "jose.jwtVerify": {
      const none = noneIn(option(argumentOf(call, 2), "algorithms"));
      if (none) return use("none", "jwtVerify", none, '"RS256"');
      return isSharedKeySet(module, call, functionIndex) ? use("claims", "jwtVerify") : undefined;
    }
    case "jwt-simple.decode": {
      const off = argumentOf(call, 2);
      return off?.kind === "literal" && off.value !== false && off.value !== null && off.value !== ""
        ? use("switched-off", "jwt.decode", off, "false")
        : undefined;
    }
    case "jwt.decode":
    case "jwt.decode_complete":
    case "jose.jwt.decode":
    case "jose.jws.verify":
      return module.language === "python" ? pythonUse(one, option, use) : undefined;
    case "jwt.encode":
    case "jose.jwt.encode": {
      const none = module.language === "python" ? noneIn(argumentOf(call, 2, "algorithm")) : undefined;
      return none && use("none", "jwt.encode", none, '"HS256"');
    }
    default:
      return undefined;
  }
}

function pythonUse(
  { name, call }: NamedCall,
  option: (value: Expression | undefined, key: string) => Expression | undefined,
  use: (kind: TokenUse["kind"], api: string, literal?: Expression, text?: string) => TokenUse,
): TokenUse | undefined {
  const api = name.replace(/^jose\./, "");
  const none = noneIn(argumentOf(call, 2, "algorithms"));
  if (none) return use("none", api, none, '"RS256"');
  const verify = call.arguments.find((one) => one.name === "verify")?.value;
  if (isFalse(verify)) return use("switched-off", api, verify, "True");
  const options = call.arguments.find((one) => one.name === "options")?.value;
  const signature = option(options, "verify_signature");
  if (isFalse(signature)) return use("switched-off", api, signature, "True");
  const expiry = option(options, "verify_exp");
  if (isFalse(expiry)) return use("expiry", api, expiry, "True");
  return undefined;
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
    if (object.kind !== "object") continue;
    const found = object.properties.find((one) => one.key === key)?.value;
    if (found?.kind !== "name") {
      if (found) return found;
      continue;
    }
    // Assigned more than once, which value counts is not known.
    const bound = variables.valuesOf(found.name, functionIndex);
    if (bound.length === 1) return bound[0];
  }
  return undefined;
}

function noneIn(value: Expression | undefined): Expression | undefined {
  if (!value) return undefined;
  const items = value.kind === "array" ? value.items.map((item) => item.value) : [value];
  return items.find((item) => textOfLiteral(item)?.toLowerCase() === "none");
}

function isTrue(value: Expression | undefined): value is Expression {
  return value?.kind === "literal" && value.value === true;
}

function isFalse(value: Expression | undefined): value is Expression {
  return value?.kind === "literal" && (value.value === false || value.value === 0);
}

/** The key set of an identity provider signs tokens for all of its clients: then audience or issuer have to be asked for. */
function isSharedKeySet(module: ProgramModule, call: Call, functionIndex: number): boolean {
  const keys = argumentOf(call, 1);
  if (!keys || call.arguments.length > 2) return false;
  for (const part of variablesOf(module).origins(keys, functionIndex)) {
    if (part.kind === "call" && part.callee.kind === "name" && part.callee.name === "createRemoteJWKSet") return true;
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
