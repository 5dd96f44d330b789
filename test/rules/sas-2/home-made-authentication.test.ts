import { homeMadeAuthentication } from "../../../language-analysis/rules/sas-2/home-made-authentication.ts";
import { javaScriptApp, pythonApp } from "../code-app.ts";
import { ruleTable } from "../rule-table.ts";

ruleTable(homeMadeAuthentication, {
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
