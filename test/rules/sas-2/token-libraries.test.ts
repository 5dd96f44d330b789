// The same mistake in the libraries for signed tokens, one call each: it is found at the call, and its right spelling is not.
import { tokenNotVerified } from "../../../language-analysis/rules/sas-2/token-not-verified.ts";
import type { Files } from "../analyse-files.ts";
import { ruleTable } from "../rule-table.ts";

const template = (runtime: string): string => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: ${runtime}
      Handler: orders.handler
      Events:
        Call: { Type: HttpApi, Properties: { Path: /orders, Method: get } }`;

const javascript = (imports: string, call: string, mark = ""): Files => ({
  "template.yaml": template("nodejs22.x"),
  "orders.js": `${imports}\nexports.handler = async ({ token, key }) =>\n  ${call}${mark && `\n//${mark}`}`,
});
const python = (imports: string, call: string, mark = ""): Files => ({
  "template.yaml": template("python3.13"),
  "orders.py": `${imports}\ndef handler(event, context):\n    return ${call}${mark && `\n    #      ${mark}`}`,
});

type Spelling = readonly [imports: string, call: string];

function cases(make: typeof javascript, reported: readonly Spelling[], silent: readonly Spelling[]) {
  const mark = (call: string): string => `${"^".repeat(call.length)} SAS-2/token-not-verified high`;
  return Object.fromEntries([
    ...reported.map(([imports, call]) => [call, make(imports, call, mark(call))]),
    ...silent.map(([imports, call]) => [`not reported: ${imports}: ${call}`, make(imports, call)]),
  ]) as Record<string, Files>;
}

ruleTable(
  tokenNotVerified,
  cases(
    javascript,
    [
      ['const jwt = require("jsonwebtoken");', "jwt.verify(token, null)"],
      ['const { JWT, JWK } = require("jose");', "JWT.verify(token, JWK.None)"],
      ['const jose = require("jose");\nconst { JWT: { verify }, JWK: { None } } = jose;', "verify(token, None)"],
      ['const jose = require("jose");', 'jose.jwtVerify(token, key, { algorithms: ["none"] })'],
      ['const jose = require("jose");', 'new jose.SignJWT(token).setProtectedHeader({ alg: "none" })'],
      ['const { expressjwt } = require("express-jwt");', 'expressjwt({ secret: key, algorithms: ["none"] })'],
      ['const { Strategy } = require("passport-jwt");', 'new Strategy({ secretOrKey: key, algorithms: ["none"] })'],
      ['const { createVerifier } = require("fast-jwt");', 'createVerifier({ key, algorithms: ["HS256", "none"] })'],
      ['const { createDecoder } = require("fast-jwt");', "createDecoder()"],
      ['const jws = require("jws");', 'jws.verify(token, "none", key)'],
      ['const jws = require("jws");', 'jws.sign({ header: { alg: "none" }, payload: token })'],
      ['const jws = require("jws");', "jws.decode(token)"],
      ['const jwt = require("jwt-simple");', 'jwt.decode(token, key, true, "HS256")'],
    ],
    [
      ['const jwt = require("jsonwebtoken");', "jwt.verify(token, key)"],
      ['const { JWT, JWK } = require("jose");', "JWT.verify(token, JWK.asKey(key))"],
      ['const jose = require("jose");', 'jose.jwtVerify(token, key, { algorithms: ["RS256"] })'],
      ['const { expressjwt } = require("express-jwt");', 'expressjwt({ secret: key, algorithms: ["HS256"] })'],
      ['const { createVerifier } = require("fast-jwt");', "createVerifier({ key, algorithms: token.algorithms })"],
      ['const jws = require("jws");', 'jws.verify(token, "RS256", key)'],
      ['const jwt = require("jwt-simple");', 'jwt.decode(token, key, false, "HS256")'],
      ['const { JWT } = require("./tokens");', "JWT.verify(token, null)"],
    ],
  ),
);

ruleTable(
  tokenNotVerified,
  cases(
    python,
    [
      ["import jwt", 'jwt.decode(event["token"], KEY, False)'],
      ["from jwt import PyJWT", 'PyJWT().decode(event["token"], options=dict(verify_signature=False))'],
      ["import jwt", 'jwt.decode(event["token"], KEY, algorithms=["HS256", "none"])'],
      ["from jose import jwt", 'jwt.decode(event["token"], KEY, algorithms="none")'],
      ["from jose import jws", 'jws.verify(event["token"], KEY, algorithms=["HS256"], verify=False)'],
      ["from authlib.jose import jwt", 'jwt.encode({"alg": "none"}, event, "")'],
      ["from authlib.jose import JsonWebToken", 'JsonWebToken(["none"])'],
      ["import python_jwt", 'python_jwt.process_jwt(event["token"])'],
      ["import google.auth.jwt", 'google.auth.jwt.decode(event["token"], verify=False)'],
    ],
    [
      ["from jwt import PyJWT", 'PyJWT().decode(event["token"], KEY, options={"verify_aud": False})'],
      ["from jose import jwt", 'jwt.decode(event["token"], KEY, algorithms=ALGORITHMS)'],
      ["from authlib.jose import JsonWebToken", 'JsonWebToken(["RS256"])'],
      ["import google.auth.jwt", 'google.auth.jwt.decode(event["token"], certs=KEYS)'],
    ],
  ),
);
