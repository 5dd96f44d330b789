import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("JavaScript: MongoDB with typed values"),
    language: "javascript",
    text: "const user = await users.findOne({ name: { $eq: String(order.name) } });",
  },
  {
    title: say("JavaScript: DynamoDB with a constant expression"),
    language: "javascript",
    text: `await documents.query({
  TableName: process.env.ORDERS,
  KeyConditionExpression: "customer = :customer",
  ExpressionAttributeValues: { ":customer": String(order.customer) },
});`,
  },
  {
    title: say("Python: DynamoDB with a constant expression"),
    language: "python",
    text: `table.scan(FilterExpression=Attr("customer").eq(str(order["customer"])))`,
  },
];
