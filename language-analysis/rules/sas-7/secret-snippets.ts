import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("JavaScript: read the secret at run time, once for each instance"),
    language: "javascript",
    text: `const { SecretsManagerClient, GetSecretValueCommand } = require("@aws-sdk/client-secrets-manager");

const secrets = new SecretsManagerClient({});
let password;

async function databasePassword() {
  password ??= (await secrets.send(new GetSecretValueCommand({ SecretId: process.env.DATABASE_SECRET }))).SecretString;
  return password;
}`,
  },
  {
    title: say("Python: read the secret at run time, once for each instance"),
    language: "python",
    text: `import os
from functools import cache

import boto3


@cache
def database_password():
    return boto3.client("secretsmanager").get_secret_value(SecretId=os.environ["DATABASE_SECRET"])["SecretString"]`,
  },
  {
    title: say("AWS SAM and CloudFormation: resolve at deployment"),
    language: "yaml",
    text: `MasterUserPassword: "{{resolve:secretsmanager:orders/database:SecretString:password}}"`,
  },
  {
    title: say("Serverless Framework: resolve at deployment"),
    language: "yaml",
    text: `provider:
  environment:
    MAIL_PASSWORD: \${ssm:/support-desk/mail-password}`,
  },
];
