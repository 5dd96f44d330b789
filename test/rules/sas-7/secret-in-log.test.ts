import { secretInLog } from "../../../language-analysis/rules/sas-7/secret-in-log.ts";
import { javaScriptApp, pythonApp } from "../code-app.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";
import { endpoint } from "../sas-1/endpoint.ts";

ruleTable(secretInLog, {
  "a secret from the store": endpoint(`
const { SecretsManagerClient, GetSecretValueCommand } = require("@aws-sdk/client-secrets-manager");
const secrets = new SecretsManagerClient({});
exports.handler = async (event) => {
  const secret = await secrets.send(new GetSecretValueCommand({ SecretId: "database" }));
  console.log(secret.SecretString);
//            ^^^^^^^^^^^^^^^^^^^ SAS-7/secret-in-log high
};`),
  "the name of a secret": endpoint(`
exports.handler = async (event) => {
  console.log("Read the secret", process.env.SECRET_ARN);
};`),
  "a variable that is named as a secret": endpoint(`
exports.handler = async (event) => {
  console.log("connecting with", process.env.DB_PASSWORD);
//                               ^^^^^^^^^^^^^^^^^^^^^^^ SAS-7/secret-in-log high
};`),
  "the whole environment": endpoint(`
exports.handler = async (event) => {
  console.log(process.env);
//            ^^^^^^^^^^^ SAS-7/secret-in-log high
};`),
  "one variable of the environment, whatever its name": endpoint(`
const flag = (name) => process.env[name] === "true";
exports.handler = async (event) => {
  console.log("verbose", flag(event.name), process.env[event.other + "_STAGE"]);
};`),
  "every variable of the environment, one after the other": endpoint(`
exports.handler = async (event) => {
  const all = {};
  for (const name in process.env) all[name] = process.env[name];
  console.log(all);
//            ^^^ SAS-7/secret-in-log high
};`),
  "ciphertext in a variable": endpoint(`
exports.handler = async (event) => {
  console.log("decrypting", process.env.KMS_API_KEY);
};`),
  "the answer of a server that was asked with a key": pythonApp(`
import os, requests
def handler(event, context):
    answer = requests.Session().get("https://api.example.com/check?key=" + os.environ["API_KEY"])
    print("check", answer.status_code)
`),
  "what an authorizer hands to the gateway": {
    "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      Auth:
        DefaultAuthorizer: Tenants
        Authorizers: { Tenants: { FunctionArn: !GetAtt Tenants.Arn } }
  Tenants:
    Type: AWS::Serverless::Function
    Properties: { Runtime: python3.13, Handler: tenants.handler }
`,
    "tenants.py": `
import os
def handler(event, context):
    return {"principalId": "a", "policyDocument": {}, "usageIdentifierKey": os.environ["API_KEY"]}
`,
  },
  "not known: what a library makes of a secret is not known, and seldom the secret": endpoint(`
const { connect } = require("some-library");
exports.handler = async (event) => {
  console.log(await connect(process.env.DB_PASSWORD));
};`),
  "a secret in an error that nothing catches": pythonApp(`
import boto3
def handler(event, context):
    secret = boto3.client("secretsmanager").get_secret_value(SecretId="db")["SecretString"]
    if "user" not in secret:
        raise RuntimeError(f"no user in {secret}")
        #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-7/secret-in-log high
    raise RuntimeError("cannot connect")
`),
  "a secret in an error that is caught, and answered": endpoint(`
exports.handler = async (event) => {
  try {
    throw new Error("cannot sign in with " + process.env.DB_PASSWORD);
  } catch (error) {
    console.log("sign-in failed");
    return { statusCode: 500, body: error.message };
//                                  ^^^^^^^^^^^^^ SAS-7/secret-in-log high
  }
};`),
  "a secret beside other parts of an answer": endpoint(`
exports.handler = async (event) => {
  const secret = process.env.SIGNING_SECRET;
  return { statusCode: 200, body: JSON.stringify({ ok: true, secret }) };
//                                                           ^^^^^^ SAS-7/secret-in-log high
};`),
  "secrets by Powertools and a decrypted parameter": pythonApp(`
import boto3
from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities import parameters
logger = Logger()
ssm = boto3.client("ssm")
def handler(event, context):
    logger.info("settings", extra={"login": parameters.get_secret("db", transform="json")})
    #                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-7/secret-in-log high
    key = ssm.get_parameter(Name="/shop/key", WithDecryption=True)["Parameter"]
    print(key["Value"])
    #     ^^^^^^^^^^^^ SAS-7/secret-in-log high
    print(key["Name"], parameters.get_parameter("/shop/stage"), ssm.get_parameter(Name="/shop/stage")["Parameter"]["Value"])
`),
  "a key that is written into the source": endpoint(`
const API_SECRET = "Zk3vQ9tLw7Rb2XyN5mHs8DfJ";
const API_URL = "https://pay.example.com";
exports.handler = async () => {
  console.log("secret:", API_SECRET, API_URL);
//                       ^^^^^^^^^^ SAS-7/secret-in-log medium
};`),
});

fixTable(secretInLog, {
  "out of the log": {
    files: javaScriptApp(`exports.handler = async (event) => {
  console.log("connecting with", process.env.DB_PASSWORD);
};
`),
    after: {
      "app.js": `exports.handler = async (event) => {
  console.log("connecting with", "[removed]");
};
`,
    },
  },
  Python: {
    files: pythonApp(`import os


def handler(event, context):
    print("connecting with", os.environ["DB_PASSWORD"])
`),
    after: {
      "app.py": `import os


def handler(event, context):
    print("connecting with", "[removed]")
`,
    },
  },
});
