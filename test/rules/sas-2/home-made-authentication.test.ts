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
