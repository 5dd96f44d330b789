// What libraries for signed tokens are told about the check of a signature, and where. Sources: READMEs of jsonwebtoken, jose, jwt-simple,
// fast-jwt, jws, njwt, express-jwt, koa-jwt, passport-jwt, jwt-decode, @nestjs/jwt; documentation of PyJWT, python-jose, Authlib, JWCrypto,
// python-jwt, google-auth.
import type { Language } from "../../model/program.ts";

/** An argument, or an option (`header.alg`) of the object that stands there. */
export interface Setting {
  readonly index: number;
  readonly keyword?: string;
  readonly option?: string;
}

export interface TokenApi {
  readonly call: RegExp;
  readonly language?: Language;
  /** As a person writes it; absent: the name of the call without its module. */
  readonly api?: string;
  /** Names of algorithms, `none` among them perhaps. */
  readonly algorithms?: readonly Setting[];
  /** What to write in place of `none`. */
  readonly algorithm?: string;
  /** A key; nothing in its place lets tokens pass that nobody signed. */
  readonly key?: Setting;
  /** Switches that turn the check of the signature off, by their value. */
  readonly off?: readonly (Setting & { readonly when: "false" | "true" | "truthy" })[];
  /** The key that a check needs: where none is given, switching it on would refuse every token. */
  readonly checkedWith?: Setting;
  /** Calls that take whatever algorithm a token names, where none is given. */
  readonly takesAny?: RegExp;
  /** Switches that let expired tokens pass. */
  readonly expiry?: readonly (Setting & { readonly when: "false" | "true" })[];
}

const javascriptOptions = (index: number, option: string): Setting[] => [{ index, option }];
const IGNORES_EXPIRY = "ignoreExpiration";

/** Calls that verify or sign. */
export const TOKEN_APIS: readonly TokenApi[] = [
  {
    call: /^jsonwebtoken\.(default\.)?verify$/,
    api: "jwt.verify",
    key: { index: 1 },
    algorithms: javascriptOptions(2, "algorithms"),
    checkedWith: { index: 1 },
    takesAny: /^/,
    expiry: [{ index: 2, option: IGNORES_EXPIRY, when: "true" }],
  },
  {
    call: /^jsonwebtoken\.(default\.)?sign$/,
    api: "jwt.sign",
    algorithms: javascriptOptions(2, "algorithm"),
    algorithm: '"HS256"',
  },
  {
    call: /^jose\.(JWT|JWS)\.verify$/,
    key: { index: 1 },
    algorithms: javascriptOptions(2, "algorithms"),
    expiry: [{ index: 2, option: "ignoreExp", when: "true" }],
  },
  { call: /^jose\.(JWT|JWS)\.sign$/, algorithms: javascriptOptions(2, "algorithm"), algorithm: '"HS256"' },
  { call: /^jose\.(jwt|compact|flattened|general)Verify$/, algorithms: javascriptOptions(2, "algorithms") },
  { call: /^jose\.SignJWT\.setProtectedHeader$/, algorithms: javascriptOptions(0, "alg"), algorithm: '"HS256"' },
  {
    call: /^jwt-simple\.(default\.)?decode$/,
    api: "jwt.decode",
    off: [{ index: 2, when: "truthy" }],
    algorithms: [{ index: 3 }],
    checkedWith: { index: 1 },
    takesAny: /^/,
  },
  {
    call: /^jwt-simple\.(default\.)?encode$/,
    api: "jwt.encode",
    algorithms: [{ index: 2 }],
    algorithm: '"HS256"',
  },
  {
    call: /^(express-jwt(\.\w+)?|koa-jwt)$/,
    algorithms: javascriptOptions(0, "algorithms"),
    expiry: [{ index: 0, option: IGNORES_EXPIRY, when: "true" }],
  },
  {
    call: /^passport-jwt\.Strategy$/,
    algorithms: javascriptOptions(0, "algorithms"),
    expiry: [{ index: 0, option: IGNORES_EXPIRY, when: "true" }],
  },
  {
    call: /^fast-jwt\.createVerifier$/,
    algorithms: javascriptOptions(0, "algorithms"),
    expiry: [{ index: 0, option: IGNORES_EXPIRY, when: "true" }],
  },
  { call: /^fast-jwt\.createSigner$/, algorithms: javascriptOptions(0, "algorithm"), algorithm: '"HS256"' },
  { call: /^jws\.verify$/, algorithms: [{ index: 1 }] },
  { call: /^jws\.sign$/, algorithms: javascriptOptions(0, "header.alg"), algorithm: '"HS256"' },
  { call: /^njwt\.verify$/, algorithms: [{ index: 2 }] },
  { call: /^njwt\.create$/, algorithms: [{ index: 2 }], algorithm: '"HS256"' },
  {
    call: /^(jwt\.(PyJWT\.)?decode(_complete)?|jose\.jwt\.decode|jose\.jws\.verify)$/,
    language: "python",
    takesAny: /^jose\./,
    algorithms: [{ index: 2, keyword: "algorithms" }],
    checkedWith: { index: 1, keyword: "key" },
    off: [
      { index: 2, keyword: "verify", when: "false" },
      { index: 3, keyword: "verify", when: "false" },
      { index: 3, keyword: "options", option: "verify_signature", when: "false" },
    ],
    expiry: [{ index: 3, keyword: "options", option: "verify_exp", when: "false" }],
  },
  {
    call: /^(jwt\.(PyJWT\.)?encode|jose\.jwt\.encode|jose\.jws\.sign)$/,
    language: "python",
    algorithms: [
      { index: 2, keyword: "algorithm" },
      { index: 3, keyword: "algorithm" },
    ],
    algorithm: '"HS256"',
  },
  {
    call: /^authlib\.jose\.jwt\.decode$/,
    api: "jwt.decode",
    // The object that comes with the library was made for every algorithm.
    algorithms: [{ index: 5, keyword: "algorithms" }],
    checkedWith: { index: 1, keyword: "key" },
    takesAny: /^/,
  },
  { call: /^authlib\.jose\.(jwt|JsonWebToken)\.encode$/, algorithms: [{ index: 0, keyword: "header", option: "alg" }] },
  { call: /^authlib\.jose\.(JsonWebToken|JsonWebSignature)$/, algorithms: [{ index: 0, keyword: "algorithms" }] },
  {
    call: /^jwcrypto\.(jwt\.)?JWT$/,
    algorithms: [
      { index: 0, keyword: "header", option: "alg" },
      { index: 4, keyword: "algs" },
    ],
  },
  { call: /^python_jwt\.generate_jwt$/, algorithms: [{ index: 2, keyword: "algorithm" }] },
  { call: /^python_jwt\.verify_jwt$/, algorithms: [{ index: 2, keyword: "allowed_algs" }] },
  {
    call: /^google\.auth\.jwt\.decode$/,
    checkedWith: { index: 1, keyword: "certs" },
    off: [{ index: 2, keyword: "verify", when: "false" }],
  },
];

export interface DecodingApi {
  readonly call: RegExp;
  readonly api: string;
  /** Also used in browsers and by clients, where nothing has to be verified. */
  readonly isClientLibrary?: true;
}

/** Calls that only take a token apart. */
export const DECODING_APIS: readonly DecodingApi[] = [
  { call: /^jsonwebtoken\.(default\.)?decode$/, api: "jwt.decode" },
  { call: /^jose\.decodeJwt$/, api: "decodeJwt" },
  { call: /^jose\.JWT\.decode$/, api: "JWT.decode" },
  { call: /^jose\.UnsecuredJWT\.decode$/, api: "UnsecuredJWT.decode" },
  { call: /^jwt-decode(\.jwtDecode)?$/, api: "jwtDecode", isClientLibrary: true },
  { call: /^fast-jwt\.createDecoder$/, api: "createDecoder" },
  { call: /^jws\.decode$/, api: "jws.decode" },
  { call: /^@tsndr\/cloudflare-worker-jwt\.(default\.)?decode$/, api: "jwt.decode" },
  { call: /(^|\.)jwtService\.decode$/, api: "JwtService.decode" },
  { call: /^jose\.jw[ts]\.get_unverified_claims$/, api: "get_unverified_claims" },
  { call: /^python_jwt\.process_jwt$/, api: "process_jwt" },
];
