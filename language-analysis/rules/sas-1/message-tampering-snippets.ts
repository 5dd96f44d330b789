import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("JavaScript: validate, then send"),
    language: "javascript",
    text: `const order = orderSchema.parse(JSON.parse(event.body)); // zod
await sqs.sendMessage({ QueueUrl: process.env.ORDERS_QUEUE, MessageBody: JSON.stringify(order) });`,
  },
  {
    title: say("Python: validate, then send"),
    language: "python",
    text: `order = Order.model_validate_json(event["body"])  # pydantic
sqs.send_message(QueueUrl=os.environ["ORDERS_QUEUE"], MessageBody=order.model_dump_json())`,
  },
];
