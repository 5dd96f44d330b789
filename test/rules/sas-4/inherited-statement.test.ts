// A statement that functions inherit stands once in the template: it is told once, with all who get it.
import { expect, test } from "vitest";
import { formatMessage } from "../../../language-analysis/model/message.ts";
import { analyseFiles } from "../analyse-files.ts";

const template = `service: shop
provider:
  name: aws
  runtime: nodejs22.x
  iamRoleStatements:
    - Effect: Allow
      Action: dynamodb:*
      Resource: "*"
    - Effect: Allow
      Action: sqs:SendMessage
      Resource: arn:aws:sqs:eu-west-1:111122223333:jobs
plugins: [serverless-iam-roles-per-function]
custom:
  serverless-iam-roles-per-function:
    defaultInherit: true
functions:
  list: { handler: list.handler, iamRoleStatements: [] }
  read: { handler: read.handler, iamRoleStatements: [] }
  move: { handler: move.handler, iamRoleStatements: [] }
`;
const code = "exports.handler = async () => 1;\n";

test.each([
  ["SAS-4/wildcard-action", ["list, move and 1 more may do every action of dynamodb (dynamodb:*)."]],
  [
    "SAS-4/unused-permission",
    ["No code of list, move and 1 more uses dynamodb:*.", "No code of list, move and 1 more uses sqs:SendMessage."],
  ],
])("%s", (rule, expected) => {
  const { findings } = analyseFiles({ "serverless.yml": template, "list.js": code, "read.js": code, "move.js": code });
  expect(findings.filter((one) => one.rule === rule).map(({ message }) => formatMessage(message))).toEqual(expected);
});
