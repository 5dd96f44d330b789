import { tokenNotVerified } from "../../../language-analysis/rules/sas-2/token-not-verified.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";

const template = (auth: string): string => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
${auth}
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs20.x
      Handler: orders.handler
      Events:
        Call:
          Type: Api
          Properties:
            RestApiId: !Ref Shop
            Path: /orders
            Method: get`;
const cognito = `
      Auth:
        DefaultAuthorizer: Customers
        Authorizers:
          Customers:
            UserPoolArn: arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Ab12Cd34E`;
const javascript = (code: string, auth = "") => ({ "template.yaml": template(auth), "orders.js": code });
const python = (code: string) => ({
  "template.yaml": template("").replace("nodejs20.x", "python3.12"),
  "orders.py": code,
});

ruleTable(tokenNotVerified, {
  "read first and verified in a function of the module": python(`
from jose import jwk, jwt
def validate(token, keys):
    return jwk.construct(keys[0]).verify(token, b"")
def handler(event, context):
    claims = jwt.get_unverified_claims(event["headers"]["Authorization"])
    if not validate(event["headers"]["Authorization"], keys_of(claims["tenant"])):
        raise Exception("Unauthorized")
`),
  "verified in another module": javascript(`
const jwt = require("jsonwebtoken");
const { validateJWT } = require("./tokens");
exports.handler = async (event) => {
  const { tenant } = jwt.decode(event.headers.Authorization);
  return validateJWT(event.headers.Authorization, tenant);
};`),
  "a token that the service has just issued": python(`
import base64, boto3, json
def handler(event, context):
    answer = boto3.client("sso-oidc").create_token_with_iam(clientId="a", assertion=event["token"])
    return json.loads(base64.b64decode(answer["idToken"].split(".")[1]))
`),
  "decoded with jsonwebtoken": javascript(`
const jwt = require("jsonwebtoken");
exports.handler = async (event) => {
  const user = jwt.decode(event.headers.Authorization).sub;
  //           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-2/token-not-verified high
  return { statusCode: 200, body: user };
};`),
  "decoded and verified": javascript(`
const jwt = require("jsonwebtoken");
exports.handler = async (event) => {
  const { header } = jwt.decode(event.headers.Authorization, { complete: true });
  return jwt.verify(event.headers.Authorization, await keyOf(header.kid), { algorithms: ["RS256"] });
};`),
  "an authorizer has verified it": javascript(
    `
const { jwtDecode } = require("jwt-decode");
exports.handler = async (event) => ({ statusCode: 200, body: jwtDecode(event.headers.Authorization).sub });`,
    cognito,
  ),
  "in a package of the workspace, behind its index": {
    ...javascript(`
import { callerOf } from "@shop/core";
export const handler = async (event) => ({ statusCode: 200, body: callerOf(event).sub });`),
    "packages/core/package.json": `{ "name": "@shop/core", "main": "dist/index.js" }`,
    "packages/core/src/index.ts": `export * from "./tokens";`,
    "packages/core/src/tokens.ts": `
import jwt from "jsonwebtoken";
export const callerOf = (event) => jwt.decode(event.headers.Authorization);
//                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-2/token-not-verified high`,
  },
  "shared keys and key pairs with one key": javascript(`
const jwt = require("jsonwebtoken");
exports.handler = async (event) =>
  jwt.verify(event.headers.Authorization, process.env.PUBLIC_KEY, { algorithms: ["RS256", "HS256"] });
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-2/token-not-verified high`),
  "algorithms of one kind, and a list that is not known": javascript(`
const jwt = require("jsonwebtoken");
exports.handler = async (event) => {
  const { algorithms } = await settings();
  jwt.verify(event.headers.Authorization, process.env.SECRET, { algorithms: ["HS256", "HS512"] });
  jwt.verify(event.headers.Authorization, process.env.PUBLIC_KEY, { algorithms: ["RS256", "ES256"] });
  return jwt.verify(event.headers.Authorization, process.env.PUBLIC_KEY, { algorithms });
};`),
  "a public key, and the token says how": python(`
import os
from jose import jwt
from authlib.jose import JsonWebToken, jwt as tokens
PUBLIC_KEY = os.environ["PUBLIC_KEY"]
def handler(event, context):
    text = event["headers"]["Authorization"]
    if "old" in event["headers"]:
        return jwt.decode(text, PUBLIC_KEY)
        #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-2/token-not-verified high
    if "new" in event["headers"]:
        return JsonWebToken(["RS256"]).decode(text, PUBLIC_KEY)
        #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-2/token-not-verified high
    return tokens.decode(text, PUBLIC_KEY)
    #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-2/token-not-verified high`),
  "a shared key, and claims that are validated": python(`
import os
from jose import jwt
from authlib.jose import JsonWebToken
def handler(event, context):
    text = event["headers"]["Authorization"]
    jwt.decode(text, os.environ["SECRET"])
    claims = JsonWebToken(["RS256"]).decode(text, os.environ["PUBLIC_KEY"])
    claims.validate()
    return claims`),
  "a user pool, and none of its clients": javascript(`
const { CognitoJwtVerifier } = require("aws-jwt-verify");
const any = CognitoJwtVerifier.create({ userPoolId: "eu-west-1_Ab12Cd34E", tokenUse: "id", clientId: null });
//          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-2/token-not-verified high
const own = CognitoJwtVerifier.create({ userPoolId: "eu-west-1_Ab12Cd34E", tokenUse: "id", clientId: process.env.CLIENT });
exports.handler = async (event) => (await any.verify(event.headers.a)).sub === (await own.verify(event.headers.b)).sub;`),
  "the algorithm none": javascript(`
const { verify } = require("jsonwebtoken");
exports.handler = async (event) =>
  verify(event.headers.Authorization, process.env.KEY, { algorithms: ["HS256", "none"] });
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-2/token-not-verified high`),
  "algorithms that are a list of another module": javascript(`
const { verify } = require("jsonwebtoken");
const { algorithms } = require("./settings");
exports.handler = async (event) => verify(event.headers.Authorization, process.env.KEY, { algorithms });`),
  "split and decoded": javascript(`
exports.handler = async (event) => {
  const parts = event.headers.Authorization.split(".");
  const claims = JSON.parse(Buffer.from(parts[1], "base64").toString());
  //                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-2/token-not-verified medium
  return { statusCode: 200, body: claims.sub };
};`),
  "another text with a dot in it": javascript(`
exports.handler = async (event) => {
  const extension = event.fileName.split(".")[1];
  return Buffer.from(extension, "base64");
};`),
  "jwt-simple told not to verify": javascript(`
const jwt = require("jwt-simple");
const claims = (token) => jwt.decode(token, process.env.KEY, true);
//                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-2/token-not-verified high
exports.handler = async (event) => [claims(event.headers.Authorization), jwt.decode(event.body, process.env.KEY)];`),
  "PyJWT without the signature": python(`
import jwt
def handler(event, context):
    options = {"verify_signature": False}
    claims = jwt.decode(event["headers"]["Authorization"], options=options)
    #        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-2/token-not-verified high
    return {"statusCode": 200, "body": claims["sub"]}`),
  "PyJWT with key and algorithms": python(`
import jwt, os
def handler(event, context):
    return jwt.decode(event["headers"]["Authorization"], os.environ["KEY"], algorithms=["RS256"])`),
  "base64 in Python": python(`
import base64, json
def handler(event, context):
    _, payload, _ = event["headers"]["Authorization"].split(".")
    return json.loads(base64.urlsafe_b64decode(payload + "=="))
    #                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-2/token-not-verified medium`),
  "expired tokens are taken": python(`
import jwt, os
def handler(event, context):
    return jwt.decode(event["body"], os.environ["KEY"], algorithms=["HS256"], options={"verify_exp": False})
    #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-2/token-not-verified high`),
  "code that no function runs": javascript(`exports.handler = async () => ({ statusCode: 200 });`),
});

fixTable(tokenNotVerified, {
  "verifies in place of decoding": {
    files: javascript(`
const jwt = require("jsonwebtoken");
exports.handler = async (event) => jwt.decode(event.headers.Authorization);`),
    after: {
      "orders.js": `
const jwt = require("jsonwebtoken");
exports.handler = async (event) => jwt.verify(event.headers.Authorization, process.env.JWT_PUBLIC_KEY, { algorithms: ["RS256"] });`,
    },
  },
  "no key to check with": {
    files: python(`
import jwt
def handler(event, context):
    return jwt.decode(event["body"], options={"verify_signature": False})`),
  },
  "switches the check on": {
    files: python(`
import jwt
def handler(event, context):
    return jwt.decode(event["body"], KEY, algorithms=["HS256"], options={"verify_signature": False})`),
    after: {
      "orders.py": `
import jwt
def handler(event, context):
    return jwt.decode(event["body"], KEY, algorithms=["HS256"], options={"verify_signature": True})`,
    },
  },
});
