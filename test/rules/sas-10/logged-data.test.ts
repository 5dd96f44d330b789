// Whole events whose handler shows what is in them, and records of a table that are written to the log as they were read.
import { sensitiveDataLogged } from "../../../language-analysis/rules/sas-10/sensitive-data-logged.ts";
import type { Files } from "../analyse-files.ts";
import { ruleTable } from "../rule-table.ts";

const handler = (code: string): Files => ({ "app.py": `import json\ndef lambda_handler(event, context):\n${code}` });

const table = (read: string): Files => ({
  "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Readers:
    Type: AWS::Serverless::SimpleTable
    Properties: { Tags: { data-classification: pii } }
  Sync:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: sync.handler
      Environment: { Variables: { TABLE: !Ref Readers } }
      Policies: [{ DynamoDBCrudPolicy: { TableName: !Ref Readers } }]`,
  "sync.js": `
const { DynamoDBClient } = require("@aws-sdk/client-dynamodb");
const { DynamoDBDocumentClient, ScanCommand } = require("@aws-sdk/lib-dynamodb");
const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const TableName = process.env.TABLE;
exports.handler = async () => {
${read}
};`,
});

ruleTable(sensitiveDataLogged, {
  "an event of which the handler reads the headers": handler(`
    print(event)
    #     ^^^^^ SAS-10/sensitive-data-logged medium
    return event["headers"]["host"]`),
  "an event of which the handler reads a password": handler(`
    print(json.dumps(event))
    #                ^^^^^ SAS-10/sensitive-data-logged medium
    return change(event.get("password"))`),
  "not known: an event of which the handler reads an order": handler(`
    print(event)
    return event["orderId"]`),
  "records with personal data": table(`
  const { Items } = await client.send(new ScanCommand({ TableName }));
  console.log("readers", JSON.stringify(Items));
  //                     ^^^^^^^^^^^^^^^^^^^^^ SAS-10/sensitive-data-logged medium`),
  "a whole answer": table(`
  const answer = await client.send(new ScanCommand({ TableName }));
  console.log(answer);
  //          ^^^^^^ SAS-10/sensitive-data-logged medium`),
  "how many there are": table(`
  const { Items, Count } = await client.send(new ScanCommand({ TableName }));
  console.log(Count, Items.length, Items[0].id);`),
  "a name that holds something else by now": table(`
  let answer = await client.send(new ScanCommand({ TableName }));
  keep(answer);
  answer = "done";
  console.log(answer);`),
});
