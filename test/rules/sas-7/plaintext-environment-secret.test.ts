import { plaintextEnvironmentSecret } from "../../../language-analysis/rules/sas-7/plaintext-environment-secret.ts";
import { fixTable } from "../fix-table.ts";
import { functionInEveryFormat, lambdaFunction } from "../one-function.ts";
import { ruleTable } from "../rule-table.ts";

const withVariable = (variable: string): string => `
Transform: AWS::Serverless-2016-10-31
Parameters:
  Password:
    Type: String
    NoEcho: true
  Fallback:
    Type: String
    Default: Paper-Lantern-4471
Resources:
  Mail:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs20.x
      Handler: mail.handler
      Environment:
        Variables:
          ${variable}`;

ruleTable(plaintextEnvironmentSecret, {
  "a password": withVariable(`MAIL_PASSWORD: Paper-Lantern-4471
          #              ^^^^^^^^^^^^^^^^^^ SAS-7/plaintext-environment-secret high`),
  "an example in the place of an AWS key": withVariable(`AWS_ACCESS_KEY_ID: AKIAIOSFODNN7EXAMPLE
          #                  ^^^^^^^^^^^^^^^^^^^^ SAS-7/plaintext-environment-secret low`),
  "a short password": withVariable(`MAIL_PASSWORD: s3cret
          #              ^^^^^^ SAS-7/plaintext-environment-secret medium`),
  "a host name": withVariable("MAIL_HOST: mail.shop.test"),
  "the name of a secret": withVariable(
    "MAIL_SECRET_ARN: arn:aws:secretsmanager:eu-west-1:123456789012:secret:mail-a1b2c3",
  ),
  "a dynamic reference": withVariable('MAIL_PASSWORD: "{{resolve:secretsmanager:mail}}"'),
  "a parameter without a default": withVariable("MAIL_PASSWORD: !Ref Password"),
  "a parameter that is shown": withVariable(`MAIL_PASSWORD: !Ref Shown
          #              ^^^^^^^^^^ SAS-7/plaintext-environment-secret high`)
    .replace("  Fallback:", "  ShownPassword:\n    Type: String\n  Fallback:")
    .replace("!Ref Shown", "!Ref ShownPassword")
    .replace("^^^^^^^^^^ SAS", "^^^^^^^^^^^^^^^^^^ SAS"),
  "the default of a parameter": withVariable(`MAIL_PASSWORD: !Ref Fallback
          #              ^^^^^^^^^^^^^ SAS-7/plaintext-environment-secret medium`),
  "a parameter that is empty by default": withVariable("MAIL_PASSWORD: !Ref Fallback").replace(
    "Default: Paper-Lantern-4471",
    'Default: ""',
  ),
  "the provider's variable is one finding for all functions": `
service: shop
provider:
  name: aws
  runtime: nodejs20.x
  environment:
    MAIL_PASSWORD: Paper-Lantern-4471
    #              ^^^^^^^^^^^^^^^^^^ SAS-7/plaintext-environment-secret high
    STAGE: \${sls:stage}
functions:
  list:
    handler: orders.list
  create:
    handler: orders.create`,
});

const PLAIN = "vX8zQ2kLm4Rt9Wp";
const STORED = '"{{resolve:secretsmanager:app/db-password}}"';
const variable = (value: string): string => `Environment:\n  Variables:\n    DB_PASSWORD: ${value}`;

fixTable(
  plaintextEnvironmentSecret,
  functionInEveryFormat("the stored secret", {
    sam: [variable(PLAIN), variable(STORED)],
    service: [
      `environment:\n  DB_PASSWORD: ${PLAIN} # as agreed`,
      'environment:\n  DB_PASSWORD: "${ssm:/app/db-password}" # as agreed',
    ],
    cloudFormation: [lambdaFunction(variable(PLAIN)), lambdaFunction(variable(STORED))],
  }),
);
