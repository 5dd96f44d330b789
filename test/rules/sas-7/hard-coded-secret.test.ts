import { hardCodedSecret } from "../../../language-analysis/rules/sas-7/hard-coded-secret.ts";
import { everyFormat } from "../every-format.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";

const template = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Charge:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs20.x
      Handler: charge.handler`;

const javascript = (code: string): Record<string, string> => ({ "template.yaml": template, "charge.js": code });

ruleTable(hardCodedSecret, {
  "the default of a parameter is one secret, wherever it goes": `
Parameters:
  BrokerUser: { Type: String, Default: lantern-admin }
  BrokerPassword: { Type: String, NoEcho: true, Default: Paper-Lantern-4471 }
Resources:
  Broker:
    Type: AWS::AmazonMQ::Broker
    Properties:
      Users:
        - Username: !Ref BrokerUser
          Password: !Ref BrokerPassword
          #         ^^^^^^^^^^^^^^^^^^^ SAS-7/hard-coded-secret medium
  Stored:
    Type: AWS::SecretsManager::Secret
    Properties:
      SecretString: !Sub '{"username": "\${BrokerUser}", "password": "\${BrokerPassword}"}'`,
  "a password in a variable": javascript(`
const password = "Paper-Lantern-4471";
//               ^^^^^^^^^^^^^^^^^^^^ SAS-7/hard-coded-secret high
exports.handler = async () => connect(password);`),
  "a key in an object": javascript(`
exports.handler = async () => pay({ apiKey: "Zk3vQ9tLw7Rb2XyN5mHs8DfJ" });
//                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-7/hard-coded-secret high`),
  "a password in a URL": javascript(`
exports.handler = async () => connect("postgres://shop:tr0ub4dor@db.shop.test/orders");
//                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-7/hard-coded-secret high`),
  "a password of a resource that is no node": `
Resources:
  Source:
    Type: AWS::DMS::Endpoint
    Properties:
      EndpointType: source
      Password: Paper-Lantern-4471
      #         ^^^^^^^^^^^^^^^^^^ SAS-7/hard-coded-secret high`,
  "a secret whose value stands in the template": `
Resources:
  Database:
    Type: AWS::SecretsManager::Secret
    Properties:
      SecretString: '{"username": "orders", "password": "Paper-Lantern-4471"}'
      #             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-7/hard-coded-secret high`,
  "a password that is deployed as it is written": `
Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      MasterUserPassword: changeme
      #                   ^^^^^^^^ SAS-7/hard-coded-secret low`,
  "a gap that nothing can be deployed with": `
Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      MasterUserPassword: <password>`,
  "a key in the environment of a function, which another rule reports": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Charge:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs20.x
      Handler: charge.handler
      Environment:
        Variables:
          PAYMENT: AKIA4QWERTZUIOP2ASDF`,
  "a short password": javascript(`
const dbPassword = "s3cret";
//                 ^^^^^^^^ SAS-7/hard-coded-secret medium
exports.handler = async () => connect(dbPassword);`),
  "a short word that is not called a password": javascript(`
const SHAPES = { table: "cylinder", secret: "note", token: "box" };
exports.handler = async () => SHAPES;`),
  "a short word is doubtful": javascript(`
const DB_PASSWORD = "admin";
//                  ^^^^^^^ SAS-7/hard-coded-secret low
exports.handler = async () => connect(DB_PASSWORD);`),
  "a name that says so": javascript(`
const HARDCODED_KEY_2 = "QRSTU";
//                      ^^^^^^^ SAS-7/hard-coded-secret low
exports.handler = async () => connect(HARDCODED_KEY_2);`),
  "the type of a field": javascript(`
const schema = { password: "string", secret: "hidden", passwd: "text" };
exports.handler = async () => validate(schema);`),
  "a plain word is doubtful": javascript(`
const clientSecret = "swordfish";
//                   ^^^^^^^^^^^ SAS-7/hard-coded-secret low
exports.handler = async () => connect(clientSecret);`),
  "the environment": javascript(`
const password = process.env.DATABASE_PASSWORD;
exports.handler = async () => connect(password);`),
  "the name of a secret": javascript(`
const secretName = "orders-database-4471";
exports.handler = async () => connect(secretName);`),
  "a placeholder": javascript(`
const password = "changeme-4471";
exports.handler = async () => connect(password);`),
  "a test file": {
    "template.yaml": template,
    "charge.js": "exports.handler = async () => {};",
    "test/charge.test.js": 'const password = "Paper-Lantern-4471";\nconnect(password);\n',
  },
  "a computed value is not known": javascript(`
const password = decrypt("bG9yZW0gaXBzdW0gZG9sb3I=");
exports.handler = async () => connect(password);`),
  Python: {
    "template.yaml": template.replace("nodejs20.x", "python3.12"),
    "charge.py": `
DB_PASSWORD = "Paper-Lantern-4471"
#             ^^^^^^^^^^^^^^^^^^^^ SAS-7/hard-coded-secret high


def handler(event, context):
    return connect(password=DB_PASSWORD)`,
  },
  "a property of a template": `
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Orders:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      MasterUsername: shop
      MasterUserPassword: Paper-Lantern-4471
      #                   ^^^^^^^^^^^^^^^^^^ SAS-7/hard-coded-secret high`,
  "a dynamic reference": `
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Orders:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      MasterUserPassword: "{{resolve:secretsmanager:orders/database:SecretString:password}}"`,
});

ruleTable(hardCodedSecret, {
  "a literal where a token is signed": javascript(`
const jwt = require("jsonwebtoken");
exports.handler = async (event) => jwt.sign({ user: event.user }, "hush");
//                                                                ^^^^^^ SAS-7/hard-coded-secret high`),
  "through a constant": javascript(`
const { createHmac } = require("node:crypto");
const pepper = "salt";
exports.handler = async (event) => createHmac("sha256", pepper).update(event.body).digest("hex");
//                                                      ^^^^^^ SAS-7/hard-coded-secret high`),
  "from the environment": javascript(`
const jwt = require("jsonwebtoken");
exports.handler = async (event) => jwt.sign({ user: event.user }, process.env.JWT_KEY);`),
  "a value that is not known": javascript(`
const jwt = require("jsonwebtoken");
exports.handler = async (event, key) => jwt.sign({ user: event.user }, key);`),
  "in Python, as bytes": {
    "template.yaml": template.replace("nodejs20.x", "python3.13"),
    "charge.py": `
import hmac
def handler(event, context):
    return hmac.new(b"salt", event["body"].encode(), "sha256").hexdigest()
#                   ^^^^^^^ SAS-7/hard-coded-secret high`,
  },
  "a default password that somebody signs in with": {
    "template.yaml": template.replace("nodejs20.x", "python3.13"),
    "charge.py": `
import boto3
DEFAULT_PW = "changeme!"
#            ^^^^^^^^^^^ SAS-7/hard-coded-secret high
def handler(event, context):
    boto3.client("cognito-idp").admin_set_user_password(Username="admin", Password=DEFAULT_PW)`,
  },
  "a connection": javascript(`
const mysql = require("mysql");
const db = mysql.createConnection({ host: "db", user: "root", password: "root" });
//                                                                      ^^^^^^ SAS-7/hard-coded-secret high
exports.handler = async () => db.query("select 1");`),
  "a connection by the environment, and a label": javascript(`
const mysql = require("mysql");
const db = mysql.createConnection({ user: "root", password: process.env.DB_PASSWORD });
const form = { password: "Password" };
exports.handler = async () => db.query(form.password);`),
});

fixTable(hardCodedSecret, {
  ...everyFormat("from the secret store", {
    before: `Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: mysql
      MasterUsername: shop
      MasterUserPassword: vX8zQ2kLm4Rt9Wp
`,
    after: `Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: mysql
      MasterUsername: shop
      MasterUserPassword: "{{resolve:secretsmanager:Database/master-user-password}}"
`,
  }),
});
