import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("JavaScript: details to the log, a general message to the caller"),
    language: "javascript",
    text: `try {
  order = await readOrder(event);
} catch (error) {
  console.error("The order could not be read.", error);
  return { statusCode: 500, body: JSON.stringify({ message: "Internal server error", requestId: context.awsRequestId }) };
}`,
  },
  {
    title: say("Python: details to the log, a general message to the caller"),
    language: "python",
    text: `try:
    order = read_order(event)
except Exception:
    logging.exception("The order could not be read.")
    body = {"message": "Internal server error", "requestId": context.aws_request_id}
    return {"statusCode": 500, "body": json.dumps(body)}`,
  },
];
