import { plaintextEnvironmentSecret } from "../../../language-analysis/rules/sas-7/plaintext-environment-secret.ts";
import { fixTable } from "../fix-table.ts";
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

fixTable(plaintextEnvironmentSecret, {
  CloudFormation: {
    files: {
      "template.yaml": `Resources:
  One:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      Handler: app.handler
      Environment:
        Variables:
          DB_PASSWORD: vX8zQ2kLm4Rt9Wp
`,
    },
    after: {
      "template.yaml": `Resources:
  One:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      Handler: app.handler
      Environment:
        Variables:
          DB_PASSWORD: "{{resolve:secretsmanager:app/db-password}}"
`,
    },
  },
  SAM: {
    files: {
      "template.yaml": `Transform: AWS::Serverless-2016-10-31
Resources:
  One:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: app.handler
      Environment:
        Variables:
          DB_PASSWORD: vX8zQ2kLm4Rt9Wp
`,
    },
    after: {
      "template.yaml": `Transform: AWS::Serverless-2016-10-31
Resources:
  One:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: app.handler
      Environment:
        Variables:
          DB_PASSWORD: "{{resolve:secretsmanager:app/db-password}}"
`,
    },
  },
  JSON: {
    files: {
      "template.json": `{
  "Resources": {
    "One": {
      "Type": "AWS::Lambda::Function",
      "Properties": {
        "Runtime": "python3.13",
        "Handler": "app.handler",
        "Environment": {
          "Variables": {
            "DB_PASSWORD": "vX8zQ2kLm4Rt9Wp"
          }
        }
      }
    }
  }
}
`,
    },
    after: {
      "template.json": `{
  "Resources": {
    "One": {
      "Type": "AWS::Lambda::Function",
      "Properties": {
        "Runtime": "python3.13",
        "Handler": "app.handler",
        "Environment": {
          "Variables": {
            "DB_PASSWORD": "{{resolve:secretsmanager:app/db-password}}"
          }
        }
      }
    }
  }
}
`,
    },
  },
  Serverless: {
    files: {
      "serverless.yml": `service: shop
provider:
  name: aws
functions:
  one:
    handler: app.one
    environment:
      DB_PASSWORD: vX8zQ2kLm4Rt9Wp # as agreed
`,
    },
    after: {
      "serverless.yml": `service: shop
provider:
  name: aws
functions:
  one:
    handler: app.one
    environment:
      DB_PASSWORD: "\${ssm:/app/db-password}" # as agreed
`,
    },
  },
});
