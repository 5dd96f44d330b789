import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("JavaScript: an identifier"),
    language: "javascript",
    text: `console.log("Order received", event.requestContext.requestId);`,
  },
  {
    title: say("Python: an identifier"),
    language: "python",
    text: `logger.info("Order received %s", event["requestContext"]["requestId"])`,
  },
];
