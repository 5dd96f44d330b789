import { transportNotEncrypted } from "../../../language-analysis/rules/sas-3/transport-not-encrypted.ts";
import { expect, test } from "vitest";
import { analyseFiles } from "../analyse-files.ts";
import { javaScriptApp, pythonApp } from "../code-app.ts";
import { everyFormat } from "../every-format.ts";
import { fixTable } from "../fix-table.ts";
import { ruleTable } from "../rule-table.ts";

const RULE = "SAS-3/transport-not-encrypted";

const listener = (lines: string): string => `
Parameters:
  Protocol:
    Type: String
Resources:
  Web:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/shop/1
${lines}`;

const policy = (condition: string, mark = ""): string => `
Resources:
  Uploads:
    Type: AWS::S3::Bucket
  UploadsPolicy:
  ${mark}
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Uploads
      PolicyDocument:
        Statement:
          - Effect: Deny
            Principal: "*"
            Action: s3:*
            Resource: "*"
            Condition: ${condition}`;

ruleTable(transportNotEncrypted, {
  "a listener takes HTTP": listener(`      Protocol: HTTP
      #         ^^^^ ${RULE} high
      DefaultActions: [{ Type: forward }]`),
  "it redirects": listener(`      Protocol: HTTP
      DefaultActions: [{ Type: redirect }]`),
  "what it takes is not known": listener(`      Protocol: !Ref Protocol
      #         ^^^^^^^^^^^^^ ${RULE} low
      DefaultActions: [{ Type: forward }]`),
  "an old policy of TLS": listener(`      Protocol: HTTPS
      SslPolicy: ELBSecurityPolicy-2016-08
      #          ^^^^^^^^^^^^^^^^^^^^^^^^^ ${RULE} high
      DefaultActions: [{ Type: forward }]`),
  "a distribution answers over HTTP": `
Resources:
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        DefaultCacheBehavior:
          ViewerProtocolPolicy: allow-all
          #                     ^^^^^^^^^ ${RULE} high`,
  "a domain with TLS 1.0": `
Resources:
  Domain:
    Type: AWS::ApiGateway::DomainName
    Properties:
      SecurityPolicy: TLS_1_0
      #               ^^^^^^^ ${RULE} high`,
  "a definition that offers HTTP": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      DefinitionBody:
        swagger: "2.0"
        schemes: [https, http]
        #                ^^^^ ${RULE} high`,
  "a policy that asks for TLS": policy(`{ Bool: { "aws:SecureTransport": "false" } }`),
  "a policy that asks for something else": policy(
    `{ StringNotEquals: { "aws:SourceVpce": vpce-1 } }`,
    `^^^^^^^^^^^^^ ${RULE} high`,
  ),
});

const cache = (more: string): string => `Resources:
  Sessions:
    Type: AWS::ElastiCache::ReplicationGroup
    Properties:
      Engine: redis${more}
`;

fixTable(transportNotEncrypted, {
  ...everyFormat("a cache takes TLS", {
    before: cache(""),
    after: cache("\n      TransitEncryptionEnabled: true"),
  }),
});

ruleTable(transportNotEncrypted, {
  "an agent that takes any certificate": javaScriptApp(`
const https = require("https");
const agent = new https.Agent({ keepAlive: true, rejectUnauthorized: false });
//                                                                   ^^^^^ ${RULE} high
exports.handler = async () => https.get("https://rates.shop.test", { agent });`),
  "certificates checked, or by a setting that is not known": javaScriptApp(`
const https = require("https");
exports.handler = async () => [
  new https.Agent({ rejectUnauthorized: true }),
  new https.Agent({ rejectUnauthorized: process.env.STAGE === "prod" }),
];`),
  "for the whole process": javaScriptApp(`
process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
//                                         ^^^ ${RULE} high
exports.handler = async () => fetch("https://rates.shop.test");`),
  "Requests, a session and a context": pythonApp(`
import ssl
import requests
session = requests.Session()
def handler(event, context):
    session.get("https://a.shop.test", verify=False)
    #                                         ^^^^^ ${RULE} high
    checked = ssl.create_default_context()
    checked.verify_mode = ssl.CERT_NONE
    #                     ^^^^^^^^^^^^^ ${RULE} high
    return requests.post("https://b.shop.test", verify="/opt/ca.pem")`),
  "what else is verified by that name": pythonApp(`
import jwt
def handler(event, context):
    return jwt.decode(event["token"], verify=False)`),
  "not run by any function": {
    "tools/load.py": 'import requests\nrequests.get("https://a.shop.test", verify=False)\n',
  },
  "an environment variable": `
Resources:
  Load:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          NODE_TLS_REJECT_UNAUTHORIZED: "0"
          #                             ^^^ ${RULE} high`,
});

test("a database of the app's own weighs less", () => {
  const app = javaScriptApp(`
const { Pool } = require("pg");
const pool = new Pool({ ssl: { rejectUnauthorized: false } });
exports.handler = async () => pool.query("select 1");`);
  expect(analyseFiles(app, [transportNotEncrypted]).findings.map(({ severity }) => severity)).toEqual(["low"]);
});

fixTable(transportNotEncrypted, {
  "checks certificates": {
    files: pythonApp(`
import requests
def handler(event, context):
    return requests.get("https://a.shop.test", timeout=3, verify=False)
`),
    after: {
      "app.py": `
import requests
def handler(event, context):
    return requests.get("https://a.shop.test", timeout=3, verify=True)
`,
    },
  },
});
