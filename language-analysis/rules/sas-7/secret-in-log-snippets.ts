import { say } from "../../model/message.ts";
import type { Snippet } from "../rule.ts";

export const SNIPPETS: readonly Snippet[] = [
  {
    title: say("JavaScript: the name, not the value"),
    language: "javascript",
    text: `console.log("Read the database secret", process.env.SECRET_ARN);`,
  },
  {
    title: say("Python: the name, not the value"),
    language: "python",
    text: `logger.info("Read the database secret %s", os.environ["SECRET_ARN"])`,
  },
];
