// Templates are told by what is in them; files of other tools with the same words are left alone.
import { describe, expect, it } from "vitest";
import { isTemplateCandidate, readTemplate } from "../../language-analysis/readers/index.ts";

function dialectOf(path: string, text: string): string | undefined {
  const { fragment, problems } = readTemplate({ path, text, companions: {} });
  if (!fragment) expect(problems).toEqual([]);
  else expect(isTemplateCandidate(path, text)).toBe(true);
  return fragment?.dialect;
}

const QUEUE = "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n";

describe("claimed", () => {
  it.each([
    ["any-name.yaml", QUEUE, "cloudformation"],
    ["infra/stack.template", '{ "Resources": { "Q": { "Type": "AWS::SQS::Queue" } } }', "cloudformation"],
    ["stack.json", '{ "Resources": { "Q": { "Type": "AWS::SQS::Queue" } } }', "cloudformation"],
    ["template.yml", `Transform: AWS::Serverless-2016-10-31\n${QUEUE}`, "sam"],
    ["template.yml", `Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]\n${QUEUE}`, "sam"],
    ["template.yml", "Resources:\n  F:\n    Type: AWS::Serverless::Function\n", "sam"],
    ["custom.yml", "Resources:\n  C:\n    Type: Custom::Thing\n", "cloudformation"],
    ["serverless.yml", "service: shop\nprovider:\n  name: aws\n", "serverless"],
    ["serverless.yml", "service: shop\nprovider: ${file(provider.yml)}\n", "serverless"],
    ["backend.yml", "service: shop\nprovider: { name: aws }\nfunctions: {}\n", "serverless"],
    ["serverless.json", '{ "service": "shop", "provider": { "name": "aws" } }', "serverless"],
    ["serverless.common.yml", "provider:\n  name: aws\nfunctions: {}\nservice: x\n", "serverless"],
  ])("%s %#", (path, text, dialect) => {
    expect(dialectOf(path, text)).toBe(dialect);
  });
});

describe("not claimed", () => {
  it.each([
    ["docker-compose.yml", "services:\n  web:\n    image: x\n    # AWS:: Resources\n"],
    ["compose.yml", "service: x\nservices:\n  a: {}\nprovider: b\n"],
    [".github/workflows/ci.yml", "name: CI\non: push\njobs:\n  build:\n    steps: []\n"],
    ["chart/Chart.yaml", "apiVersion: v2\nname: x\nservice: a\nprovider: b\n"],
    ["k8s.yaml", "apiVersion: v1\nkind: Service\nservice: a\nprovider: b\n"],
    ["openapi.yaml", "openapi: 3.0.0\npaths: {}\nservice: a\nprovider: b\n# Resources AWS::\n"],
    ["package.json", '{ "name": "x", "service": "a", "description": "Resources of AWS::Lambda" }'],
    ["values.yml", "service:\n  port: 80\nresources: {}\n"],
    ["notes.md", QUEUE],
    ["list.yaml", "- Resources\n- AWS::SQS::Queue\n"],
    ["Resources.yaml", "Resources: AWS::SQS::Queue\n"],
    ["empty.yaml", ""],
  ])("%s", (path, text) => {
    expect(dialectOf(path, text)).toBeUndefined();
  });
});
