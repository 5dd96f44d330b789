import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("Python"),
    language: "python",
    text: `try:
    mail.send_email(**message)
except mail.exceptions.MessageRejected as error:
    logger.error("Mail for order %s was refused: %s", order_id, error)
    raise`,
  },
  {
    title: say("JavaScript"),
    language: "javascript",
    text: `try {
  await audit.write(entry);
} catch (error) {
  console.error("The audit entry was not written", error);
  throw error;
}`,
  },
];
