import { expect, test } from "vitest";
import { nodeAt } from "../../language-analysis/views/node-at.ts";
import { analyseFiles } from "../rules/analyse-files.ts";

const TEMPLATE = `AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: nodejs20.x
`;
const CODE = `const NAMES = ["a"];

exports.handler = async () => {
  const name = NAMES[0];
  return { statusCode: 200, body: name };
};
`;
const LOOSE = `def lambda_handler(event, context):
    return None
`;

test("a cursor anywhere in a handler finds its function, declared or not; outside of it nothing", () => {
  const { context } = analyseFiles({ "template.yaml": TEMPLATE, "src/app.js": CODE, "jobs/loose.py": LOOSE });
  const at = (file: string, line: number) => nodeAt(context.graph, file, { line, character: 0 })?.name;
  expect(at("src/app.js", 0)).toBeUndefined();
  expect([2, 3, 4, 5].map((line) => at("src/app.js", line))).toEqual(["Hello", "Hello", "Hello", "Hello"]);
  expect(at("jobs/loose.py", 1)).toBe("loose.lambda_handler");
  expect(at("template.yaml", 7)).toBe("Hello");
});
