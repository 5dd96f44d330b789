import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("Python: Powertools for AWS Lambda"),
    language: "python",
    text: `from aws_lambda_powertools.utilities.idempotency import DynamoDBPersistenceLayer, idempotent_function

seen = DynamoDBPersistenceLayer(table_name=os.environ["SEEN_TABLE"])


@idempotent_function(data_keyword_argument="order", persistence_store=seen)
def charge(order):
    ...`,
  },
  {
    title: say("JavaScript: a key for the payment"),
    language: "javascript",
    text: `await stripe.paymentIntents.create(
  { amount: order.total, currency: "eur" },
  { idempotencyKey: record.messageId },
);`,
  },
  {
    title: say("JavaScript: a conditional write"),
    language: "javascript",
    text: `await table.send(
  new PutCommand({
    TableName: process.env.SEEN_TABLE,
    Item: { id: record.messageId },
    ConditionExpression: "attribute_not_exists(id)",
  }),
);`,
  },
];
