// The least-privilege policy of a function, given back to it, allows each used action on its resource, and nothing else.
import fc from "fast-check";
import { expect, test } from "vitest";
import { leastPrivilege } from "../../language-analysis/graph/least-privilege.ts";
import { decideFor } from "../../language-analysis/graph/role-policy.ts";
import { useGrants } from "../../language-analysis/graph/use-grants.ts";
import { actionInfo } from "../../language-analysis/iam/service-data.ts";
import { toPolicyYaml } from "../../language-analysis/views/policy-text.ts";
import { analyseFiles } from "../rules/analyse-files.ts";

const SEED = 4;
const FUNCTION = "template.yaml#Run";

interface Call {
  readonly code: string;
  readonly action: string;
  readonly on: string;
}

const call = (client: string, command: string, argument: string, on: string, action: string): Call => ({
  code: `  await ${client}.send(new ${command}Command({ ${argument}: process.env.${on.toUpperCase()} }));`,
  action,
  on,
});
const CALLS: readonly Call[] = ["Orders", "Users"]
  .flatMap((table) =>
    ["GetItem", "PutItem", "DeleteItem", "Scan", "DescribeTable"].map((operation) =>
      call("db", operation, "TableName", table, `dynamodb:${operation}`),
    ),
  )
  .concat(
    ["Jobs", "Mails"].flatMap((queue) =>
      ["SendMessage", "ReceiveMessage", "DeleteMessage"].map((operation) =>
        call("sqs", operation, "QueueUrl", queue, `sqs:${operation}`),
      ),
    ),
    [
      call("s3", "GetObject", "Bucket", "Files", "s3:GetObject"),
      call("s3", "PutObject", "Bucket", "Files", "s3:PutObject"),
      call("s3", "ListObjectsV2", "Bucket", "Files", "s3:ListBucket"),
      call("sns", "Publish", "TopicArn", "News", "sns:Publish"),
    ],
  );
const NODES = ["Orders", "Users", "Jobs", "Mails", "Files", "News"];
const ACTIONS = [...new Set(CALLS.map(({ action }) => action))];

const program = (calls: readonly Call[]): string => `
import { DynamoDBClient, GetItemCommand, PutItemCommand, DeleteItemCommand, ScanCommand, DescribeTableCommand } from "@aws-sdk/client-dynamodb";
import { SQSClient, SendMessageCommand, ReceiveMessageCommand, DeleteMessageCommand } from "@aws-sdk/client-sqs";
import { S3Client, GetObjectCommand, PutObjectCommand, ListObjectsV2Command } from "@aws-sdk/client-s3";
import { SNSClient, PublishCommand } from "@aws-sdk/client-sns";
const db = new DynamoDBClient({}), sqs = new SQSClient({}), s3 = new S3Client({}), sns = new SNSClient({});
export const handler = async () => {
${calls.map(({ code }) => code).join("\n")}
};
`;

const template = (policies: string): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders: { Type: AWS::DynamoDB::Table }
  Users: { Type: AWS::DynamoDB::Table }
  Jobs: { Type: AWS::SQS::Queue }
  Mails: { Type: AWS::SQS::Queue }
  Files: { Type: AWS::S3::Bucket }
  News: { Type: AWS::SNS::Topic }
  Run:
    Type: AWS::Serverless::Function
    Properties:
      Handler: run.handler
      Runtime: nodejs22.x
      Environment:
        Variables: { ${NODES.map((name) => `${name.toUpperCase()}: !Ref ${name}`).join(", ")} }
${policies}`;

test("it allows exactly what is used", () => {
  fc.assert(
    fc.property(fc.subarray([...CALLS], { maxLength: 6 }), (calls) => {
      const code = program(calls);
      const before = analyseFiles({ "run.mjs": code, "template.yaml": template("") }, []);
      const policy = leastPrivilege(before.context.graph, FUNCTION);
      expect(policy?.gaps).toEqual([]);
      const written = toPolicyYaml(policy ? [policy] : [])
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map((line) => `          ${line}`)
        .join("\n");
      const given = template(`      Policies:\n        -\n${written}\n`);
      const { context, problems } = analyseFiles({ "run.mjs": code, "template.yaml": given }, []);
      expect(problems).toEqual([]);
      const { graph } = context;
      const decisions = useGrants(graph, FUNCTION).map(({ action, decision }) => [action, decision]);
      expect(decisions.filter(([, decision]) => decision !== "granted")).toEqual([]);
      const [role] = graph.rolesOf(FUNCTION);
      const allowed = NODES.flatMap((name) => {
        const node = graph.node(`template.yaml#${name}`);
        return ACTIONS.filter(
          (action) => isOn(action, name) && decideFor(graph, role?.id ?? "", action, node).decision !== "not-allowed",
        ).map((action) => `${action} ${name}`);
      });
      expect(allowed.sort()).toEqual([...new Set(calls.map(({ action, on }) => `${action} ${on}`))].sort());
    }),
    { seed: SEED, numRuns: 25 },
  );
});

/** The action is about that kind of resource. */
function isOn(action: string, name: string): boolean {
  expect(actionInfo(action)).toBeDefined();
  return CALLS.some((one) => one.action === action && one.on === name);
}
