import { describe } from "vitest";
import { appTable } from "./app-table.ts";

describe("data that arrives by every trigger, TypeScript", () => {
  appTable("ts", {
    "s3 v3 stream body": `
// s3: object-key Records.*.s3.object.key, sql Body
import { S3Client, GetObjectCommand } from "@aws-sdk/client-s3"; import mysql from "mysql2/promise";
const s3 = new S3Client({});
export const handler = async (event: S3Event) => {
  for (const { s3: { bucket, object } } of event.Records) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket.name, Key: object.key }));
    const text = await Body!.transformToString();
    const conn = await mysql.createConnection({});
    for (const line of text.split("\\n")) { const [id, name] = line.split(","); await conn.query(\`INSERT INTO t VALUES ('\${id}', '\${name}')\`); }
  }
};`,
    "s3 streamToString helper": `
// s3: code Body, object-key Records.0.s3.object.key
import { S3 } from "@aws-sdk/client-s3"; import vm from "vm";
const s3 = new S3({});
const streamToString = (stream: any): Promise<string> => new Promise((resolve, reject) => {
  const chunks: any[] = [];
  stream.on("data", (chunk: any) => chunks.push(chunk));
  stream.on("error", reject);
  stream.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
});
export const handler = async (event: any) => {
  const r = event.Records[0].s3;
  const out = await s3.getObject({ Bucket: r.bucket.name, Key: r.object.key });
  vm.runInNewContext(await streamToString(out.Body));
};`,
    "dynamodb stream v3 unmarshall": `
// dynamodb: sql Records.*.dynamodb.NewImage.n
import { unmarshall } from "@aws-sdk/util-dynamodb"; import { Client } from "pg";
export const handler: DynamoDBStreamHandler = async (event) => {
  const db = new Client();
  await Promise.all(event.Records.map(async (r) => { const o = unmarshall(r.dynamodb?.NewImage as any); await db.query("UPDATE x SET n = '" + o.n + "'"); }));
};`,
  });
});
