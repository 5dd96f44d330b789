import { serverSideRequestForgery } from "../../../language-analysis/rules/sas-1/server-side-request-forgery.ts";
import { ruleTable } from "../rule-table.ts";
import { endpoint } from "./endpoint.ts";

ruleTable(serverSideRequestForgery, {
  "the address is in the query": endpoint(`
exports.handler = async (event) => await fetch(event.queryStringParameters.url);
//                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-1/server-side-request-forgery high`),
  "the host that the gateway was found by": endpoint(`
exports.handler = async (event) => await fetch("https://" + event.headers.Host + "/orders");`),
  "a browser is sent there": endpoint(`
const Cdp = require("chrome-remote-interface");
exports.handler = async (event) => {
  const { Page } = await Cdp({ port: 9222 });
  await Page.navigate({ url: event.queryStringParameters.url });
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-1/server-side-request-forgery high
};`),
  "the host is fixed": endpoint(`
exports.handler = async (event) => await fetch(\`https://api.example.com/orders/\${event.pathParameters.id}\`);`),
  "text that passes through something unknown": endpoint(`
const { tidy } = require("some-library");
exports.handler = async (event) => await fetch(tidy(event.queryStringParameters.url));
//                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-1/server-side-request-forgery medium`),
  "a request that is put together first is told once": {
    "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Fetch:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: fetch.handler
      FunctionUrlConfig: { AuthType: NONE }`,
    "fetch.py": `
import urllib.request
def handler(event, context):
    request = urllib.request.Request(event["queryStringParameters"]["url"])
    #         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-1/server-side-request-forgery high
    return urllib.request.urlopen(request).read()`,
  },
  "CloudFormation's own address in the event of a custom resource": {
    "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Seed:
    Type: AWS::Serverless::Function
    Properties: { Runtime: python3.13, Handler: seed.handler }
  Seeded: { Type: Custom::Seed, Properties: { ServiceToken: !GetAtt Seed.Arn } }`,
    "seed.py": `
import urllib3
def handler(event, context):
    urllib3.PoolManager().request("PUT", event["ResponseURL"], body="{}")`,
  },
});
