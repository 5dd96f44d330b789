// One service whose handlers all hang together: each route hands its input on to a worker through a queue, and all share a module and
// a table. An edit of one handler touches the part of the map that all of them are in.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

const COMMON = `const { execSync } = require("child_process");
const { DynamoDBClient } = require("@aws-sdk/client-dynamodb");
const { DynamoDBDocumentClient, PutCommand } = require("@aws-sdk/lib-dynamodb");
const db = DynamoDBDocumentClient.from(new DynamoDBClient({}));
exports.parse = (event) => JSON.parse(event.body);
exports.save = (order) => db.send(new PutCommand({ TableName: process.env.TABLE, Item: order }));
exports.convert = (file) => execSync(\`convert \${file} /tmp/out.png\`);
`;

const ROUTE = `const { parse, save } = require("./common");
const { SQSClient, SendMessageCommand } = require("@aws-sdk/client-sqs");
const sqs = new SQSClient({});
exports.handler = async (event) => {
  const order = parse(event);
  await save(order);
  await sqs.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE, MessageBody: JSON.stringify(order) }));
  return { statusCode: 200, body: JSON.stringify({ id: order.id }) };
};
`;

const WORKER = `const { convert, save } = require("./common");
exports.handler = async (event) => {
  for (const record of event.Records) {
    const order = JSON.parse(record.body);
    await save(order);
    convert(order.file);
  }
};
`;

const HEAD = `Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: nodejs22.x
    CodeUri: src/
    Environment:
      Variables:
        TABLE: !Ref Orders
Resources:
  Orders:
    Type: AWS::Serverless::SimpleTable
`;

const pairOf = (number) => `  Queue${number}:
    Type: AWS::SQS::Queue
  Route${number}:
    Type: AWS::Serverless::Function
    Properties:
      Handler: route${number}.handler
      Environment:
        Variables:
          QUEUE: !Ref Queue${number}
      Policies:
        - DynamoDBCrudPolicy: { TableName: !Ref Orders }
        - SQSSendMessagePolicy: { QueueName: !GetAtt Queue${number}.QueueName }
      Events:
        Post:
          Type: Api
          Properties: { Path: /route${number}, Method: post }
  Worker${number}:
    Type: AWS::Serverless::Function
    Properties:
      Handler: worker${number}.handler
      Policies:
        - DynamoDBCrudPolicy: { TableName: !Ref Orders }
      Events:
        Job:
          Type: SQS
          Properties: { Queue: !GetAtt Queue${number}.Arn }
`;

/** Writes the service with so many handlers, an even number, into the folder. */
export async function writeLinkedService(folder, handlers) {
  const numbers = Array.from({ length: handlers / 2 }, (_, index) => index + 1);
  const source = path.join(folder, "src");
  await mkdir(source, { recursive: true });
  await writeFile(path.join(folder, "template.yaml"), HEAD + numbers.map(pairOf).join(""));
  await writeFile(path.join(source, "common.js"), COMMON);
  for (const number of numbers) {
    await writeFile(path.join(source, `route${number}.js`), ROUTE);
    await writeFile(path.join(source, `worker${number}.js`), WORKER);
  }
}
