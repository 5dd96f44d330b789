import { homeMadeAuthentication } from "../../../language-analysis/rules/sas-2/home-made-authentication.ts";
import { javaScriptApp, pythonApp } from "../code-app.ts";
import { ruleTable } from "../rule-table.ts";

ruleTable(homeMadeAuthentication, {
  "the name of a session": pythonApp(`
import random, boto3
def handler(event, context):
    session_name = "shop-" + str(random.randint(1, 9))
    boto3.client("sts").assume_role(RoleArn="arn", RoleSessionName=session_name)
`),
  "a password that is compared": javaScriptApp(`
exports.handler = async (event) => {
  const { email, password } = JSON.parse(event.body);
  const user = await findUser(email);
  if (user.password !== password) return { statusCode: 401 };
  //  ^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-2/home-made-authentication medium
  return { statusCode: 200 };
};`),
  "a password that is repeated": javaScriptApp(`
exports.handler = async (event) => {
  const { password, confirmPassword, type } = JSON.parse(event.body);
  return { statusCode: password === confirmPassword && type === "password" && password !== undefined ? 200 : 400 };
};`),
  "a key from the environment": javaScriptApp(`
exports.handler = async (event) => {
  const key = event.headers["x-api-key"];
  if (key !== process.env.API_KEY) return { statusCode: 403 };
  //  ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-2/home-made-authentication high
  return { statusCode: 200 };
};`),
  "a key in a header of one's own, and one in the query": pythonApp(`
import os
ADMIN = os.environ["ADMIN_TOKEN"]
def handler(event, context):
    if event["headers"].get("X-Admin-Token") != ADMIN:
    #  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-2/home-made-authentication high
        return {"statusCode": 401}
    query = event.get("queryStringParameters")
    return {"statusCode": 200 if query["secret"] == os.getenv("JOB_SECRET") else 403}
    #                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-2/home-made-authentication high`),
  "what the sender of a webhook repeats, a page and a kind": javaScriptApp(`
exports.handler = async (event) => {
  const query = event.queryStringParameters;
  if (query["hub.verify_token"] === process.env.VERIFY_TOKEN) return { statusCode: 200, body: query["hub.challenge"] };
  if (event.headers["x-gitlab-token"] !== process.env.GITLAB_SECRET) return { statusCode: 401 };
  return { statusCode: query.nextToken === process.env.LAST_TOKEN || query.kind === process.env.KIND ? 200 : 404 };
};`),
  "a one-time code that is compared": javaScriptApp(`
exports.handler = async (event) => {
  const { code } = JSON.parse(event.body);
  const user = await findUser(event.body);
  if (!user || user.resetCode !== code) return { statusCode: 400 };
  //           ^^^^^^^^^^^^^^^^^^^^^^^ SAS-2/home-made-authentication medium
  return { statusCode: user.statusCode === code || user.countryCode === code ? 200 : 400 };
};`),
  "the challenge of a user pool": javaScriptApp(`
exports.handler = async (event) => {
  const { privateChallengeParameters, challengeAnswer } = event.request;
  event.response.answerCorrect = privateChallengeParameters.otp === challengeAnswer;
  return event;
};`),
  "a signature that is compared letter by letter": pythonApp(`
import hashlib, hmac, os
def handler(event, context):
    expected = hmac.new(os.environ["KEY"].encode(), event["body"].encode(), hashlib.sha256).hexdigest()
    if event["headers"]["x-signature"] != expected:
    #  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-2/home-made-authentication high
        return {"statusCode": 401}
    return {"statusCode": 200}`),
  "a signature that is compared in constant time, and one that is sent": pythonApp(`
import hashlib, hmac, os
def handler(event, context):
    expected = hmac.new(os.environ["KEY"].encode(), event["body"].encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(event["headers"]["x-signature"], expected):
        return {"statusCode": 401}
    return {"statusCode": 200, "headers": {"x-seal": expected}}`),
  "tokens and codes of functions that make them": javaScriptApp(`
const newToken = () => Math.random().toString(36).slice(2);
//                     ^^^^^^^^^^^^^ SAS-2/home-made-authentication medium
function createCode() {
  return Math.floor(100000 + Math.random() * 900000).toString();
  //                         ^^^^^^^^^^^^^ SAS-2/home-made-authentication medium
}
const colorCode = () => Math.floor(Math.random() * 16777215).toString(16);
const requestToken = () => Math.random().toString(36);
exports.handler = async () => ({ token: newToken(), code: createCode(), color: colorCode(), id: requestToken() });`),
  "a token of random letters": pythonApp(`
import random, secrets, string
def session_token(length=24):
    return "".join(random.choice(string.ascii_letters) for _ in range(length))
    #              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-2/home-made-authentication medium
def api_token():
    return "".join(secrets.choice(string.ascii_letters) for _ in range(24))
def handler(event, context):
    return {"token": session_token(), "api": api_token(), "banner": random.choice(["a", "b"])}`),
  "a rank that the caller writes": javaScriptApp(`
exports.handler = async (event) => {
  const body = JSON.parse(event.body);
  if (body.isAdmin) await removeAll();
  //  ^^^^^^^^^^^^ SAS-2/home-made-authentication medium
  return { statusCode: body.role === "admin" ? 200 : 403 };
  //                   ^^^^^^^^^^^^^^^^^^^^^ SAS-2/home-made-authentication medium
};`),
  "a rank that is looked up": javaScriptApp(`
exports.handler = async (event) => {
  const user = await findUser(event.headers.authorization);
  const claims = event.requestContext.authorizer.claims;
  if (user.isAdmin || claims.role === "admin") await removeAll();
};`),
  "a field that is one of several": javaScriptApp(`
exports.handler = async (event) => {
  const { role } = JSON.parse(event.body);
  return { statusCode: ["reader", "writer"].includes(role) ? 200 : 400 };
};`),
  "a session that nobody signed": pythonApp(`
import base64, json
def handler(event, context):
    session = json.loads(base64.b64decode(event["headers"]["cookie"]))
    #         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-2/home-made-authentication medium
    return {"statusCode": 200 if session["is_admin"] == True else 403}`),
  "a session that is signed": pythonApp(`
import base64, hmac, json
def handler(event, context):
    text, seal = event["headers"]["cookie"].split("|")
    if not hmac.compare_digest(seal, hmac.new(KEY, text.encode(), "sha256").hexdigest()):
        return {"statusCode": 403}
    return {"statusCode": 200, "body": json.loads(base64.b64decode(text))["name"]}`),
  "an id in a header": javaScriptApp(`
exports.handler = async (event) => read(event.headers["x-user-id"]);
//                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-2/home-made-authentication medium`),
  "the id of the request": javaScriptApp(`
exports.handler = async (event) => read(event.headers["x-request-id"]);`),
  "the scheme of the header": javaScriptApp(`
exports.handler = async (event) => {
  const [scheme, token] = event.headers.Authorization.split(" ");
  return { statusCode: scheme === "Bearer" && (await verify(token)) ? 200 : 403 };
};`),
  "a key that is not known": javaScriptApp(`
const { expected } = require("./settings");
exports.handler = async (event) => ({ statusCode: event.headers["x-api-key"] === expected ? 200 : 403 });`),
  "a fixed word in Python": pythonApp(`
def handler(event, context):
    token = dict(event["headers"]).get("authorization")
    if token == "admin":
    #  ^^^^^^^^^^^^^^^^ SAS-2/home-made-authentication high
        return {"statusCode": 200}
    return {"statusCode": 403}`),
  "MD5 of a password": pythonApp(`
import hashlib
def handler(event, context):
    return hashlib.md5(event["password"].encode()).hexdigest()
    #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-2/home-made-authentication high`),
  "a hash that is compared": pythonApp(`
import hashlib
def handler(event, context):
    return user["password"] == hashlib.sha1(event["password"].encode()).hexdigest()
    #                          ${"^".repeat(40)} SAS-2/home-made-authentication high`),
  "MD5 of a file": pythonApp(`
import hashlib
def handler(event, context):
    return hashlib.md5(event["content"].encode()).hexdigest()`),
  "SHA-256 of a password in JavaScript": javaScriptApp(`
const crypto = require("crypto");
exports.handler = async (event) => crypto.createHash("sha256").update(event.password).digest("hex");
//                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-2/home-made-authentication high`),
  "a token from Math.random": javaScriptApp(`
exports.handler = async () => {
  const sessionToken = Math.random().toString(36);
  //                   ^^^^^^^^^^^^^ SAS-2/home-made-authentication medium
  return { statusCode: 200, body: sessionToken };
};`),
  "code that nothing runs": {
    "template.yaml": "Resources: {}",
    "tools.py": `
def check(password):
    return password == "correct horse"`,
  },
});
